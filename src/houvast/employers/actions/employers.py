"""Employers, who works there, who brings them, and who of us knows whom."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.colleagues import check_colleague, organisation_of
from houvast.employers.actions.rows import add, change, known, of
from houvast.employers.models import BrokerLink, Employer
from houvast.employers.rules.employers import (
    KEPT_FOR,
    LINKED_FOR,
    EmployerFacts,
    check_employer,
    check_same_day,
)
from houvast.employers.rules.roles import KEEPERS, Act
from houvast.errors import Refused, gettext_noop


def add_employer(
    *,
    by: Actor,
    facts: EmployerFacts,
    organisation_id: UUID | None = None,
    account_manager_id: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Add an employer. Without an organisation the one of the actor looks after it."""
    with recorded(by, "employers.employer_added", key) as act:
        permissions.require(by, Act.ADD_EMPLOYER)
        if same := known(Employer, key, by):
            return same
        columns = employer_columns(check_employer(facts))
        _check_new(by, columns)
        organisation = organisation_of(by, organisation_id, act.now)
        check_colleague(by, account_manager_id, KEEPERS, act.now, field="account_manager")
        act.about = key or uuid4()
        return add(
            Employer(
                pk=act.about,
                municipality_id=by.municipality_id,
                controller=organisation.controller,
                destroy_on=act.today + KEPT_FOR,
                made_by_id=by.user_id,
                organisation=organisation,
                account_manager_id=account_manager_id,
                **columns,
            ),
            by,
        )


def change_employer(
    *,
    by: Actor,
    employer_id: UUID,
    facts: EmployerFacts,
    account_manager_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Write an employer anew. Without an organisation it stays with the one it has."""
    with recorded(by, "employers.employer_changed", employer_id) as act:
        permissions.require(by, Act.CHANGE_EMPLOYER)
        employer = Employer.objects.select_for_update(no_key=True).one(employer_id)
        columns = employer_columns(check_employer(facts))
        _check_new(by, columns, besides=employer.pk)
        kept = organisation_id or employer.organisation_id
        organisation = organisation_of(by, kept, act.now)
        if account_manager_id != employer.account_manager_id:
            check_colleague(by, account_manager_id, KEEPERS, act.now, field="account_manager")
        change(
            employer,
            act,
            organisation=organisation,
            account_manager_id=account_manager_id,
            **columns,
        )


def link_broker(*, by: Actor, employer_id: UUID, user_id: UUID, key: UUID | None = None) -> UUID:
    """Let a broker see an employer for a year. Nobody links himself."""
    with recorded(by, "employers.broker_linked", employer_id) as act:
        permissions.require(by, Act.LINK_BROKER)
        employer = Employer.objects.one(employer_id)
        if same := known(BrokerLink, key, by, employer_id=employer_id, user_id=user_id):
            return same
        if user_id == by.user_id:
            raise Refused(
                gettext_noop("Je kunt jezelf niet koppelen. Vraag een collega."), field="user"
            )
        check_colleague(by, user_id, (Role.BROKER,), act.now, field="user")
        live = BrokerLink.objects.filter(employer=employer, user_id=user_id, until__gt=act.now)
        if live.exists():
            raise Refused(
                gettext_noop("Deze bemiddelaar hoort al bij deze werkgever."), field="user"
            )
        row = BrokerLink(
            pk=key or uuid4(),
            user_id=user_id,
            since=act.now,
            until=act.now + LINKED_FOR,
            **of(employer, by, act),
        )
        return add(row, by)


def end_broker_link(*, by: Actor, link_id: UUID) -> None:
    """End what a broker sees of an employer, now."""
    with recorded(by, "employers.broker_link_ended") as act:
        permissions.require(by, Act.LINK_BROKER)
        link = BrokerLink.objects.select_for_update(no_key=True).one(link_id)
        act.about = link.employer_id
        if link.until > act.now:
            change(link, act, until=act.now)


def relink_broker(*, by: Actor, link_id: UUID) -> UUID:
    """Take back that a link was ended today: a new one, for a year from now."""
    with recorded(by, "employers.broker_relinked") as act:
        permissions.require(by, Act.LINK_BROKER)
        link = BrokerLink.objects.one(link_id)
        act.about = link.employer_id
        check_same_day(timezone.localdate(link.until), act.today)
        return link_broker(by=by, employer_id=link.employer_id, user_id=link.user_id)


def employer_columns(facts: EmployerFacts) -> dict[str, Any]:
    """The facts of an employer as columns."""
    return asdict(facts) | {"sector": facts.sector.value if facts.sector else ""}


def _check_new(by: Actor, columns: dict[str, Any], besides: UUID | None = None) -> None:
    """One branch of an employer stands here once: same number and postcode, or name and place.

    Without a number only what is new is held against the names: who writes one anew may keep its.
    """
    here = Employer.objects.filter(municipality_id=by.municipality_id)
    here = here.exclude(pk=besides) if besides else here
    pc4 = columns["pc4"]
    branch = columns["branch"]
    if branch and here.filter(branch=branch).exists():
        raise Refused(
            gettext_noop("Deze vestiging staat er al, met dit nummer. Zoek hem op naam."),
            field="branch",
        )
    same = here.filter(kvk=columns["kvk"], pc4=pc4)
    same = same.filter(branch="") if branch else same
    if columns["kvk"] and same.exists():
        raise Refused(
            gettext_noop("Deze werkgever staat er al, met dit KvK-nummer. Zoek hem op naam."),
            field="kvk",
        )
    named = here.filter(name__iexact=columns["name"], place_name__iexact=columns["place_name"])
    near = named.filter(pc4__in=("", pc4)) if pc4 else named
    if besides is None and columns["place_name"] and near.exists():
        raise Refused(
            gettext_noop("Deze werkgever staat er al, in deze plaats. Zoek hem op naam."),
            field="name",
        )
