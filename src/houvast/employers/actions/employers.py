"""Employers, who works there, who brings them, and who of us knows whom."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.models import Membership, Organisation
from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.rows import add, change, known, of
from houvast.employers.models import BrokerLink, Employer, EmployerContact, KnownBy
from houvast.employers.rules.employers import (
    ALREADY,
    KEPT_FOR,
    LINKED_FOR,
    NOT_HERE,
    ContactFacts,
    EmployerFacts,
    check_contact,
    check_employer,
    check_short,
    check_since,
)
from houvast.employers.rules.roles import KEEPERS, STAFF, Act
from houvast.errors import NotAllowed, Refused, gettext_noop


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
        columns = _columns(check_employer(facts))
        _check_new(by, columns)
        organisation = _organisation(by, organisation_id, act.now)
        _check_colleague(by, account_manager_id, KEEPERS, act.now, field="account_manager")
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
        employer = Employer.objects.select_for_update().one(employer_id)
        columns = _columns(check_employer(facts))
        _check_new(by, columns, besides=employer.pk)
        kept = organisation_id or employer.organisation_id
        organisation = _organisation(by, kept, act.now)
        if account_manager_id != employer.account_manager_id:
            _check_colleague(by, account_manager_id, KEEPERS, act.now, field="account_manager")
        change(
            employer,
            act,
            organisation=organisation,
            account_manager_id=account_manager_id,
            **columns,
        )


def add_contact(
    *, by: Actor, employer_id: UUID, facts: ContactFacts, key: UUID | None = None
) -> UUID:
    """Add someone who works at an employer. A new fixed contact takes the place of the old one."""
    with recorded(by, "employers.contact_added", employer_id) as act:
        permissions.require(by, Act.KEEP_CONTACTS)
        employer = Employer.objects.one(employer_id)
        if same := known(EmployerContact, key, by, employer_id=employer_id):
            return same
        clean = check_contact(facts)
        _make_room(employer, clean.is_fixed)
        row = EmployerContact(pk=key or uuid4(), **asdict(clean), **of(employer, by, act))
        return add(row, by)


def change_contact(
    *, by: Actor, contact_id: UUID, facts: ContactFacts, left_on: date | None = None
) -> None:
    """Write a contact anew, or say since when he or she no longer works there."""
    with recorded(by, "employers.contact_changed") as act:
        permissions.require(by, Act.KEEP_CONTACTS)
        contact = EmployerContact.objects.select_for_update().one(contact_id)
        act.about = contact.employer_id
        columns = asdict(check_contact(facts))
        if left_on is not None:
            check_since(left_on, act.today, field="left_on")
            columns["is_fixed"] = False
        _make_room(contact.employer, columns["is_fixed"], besides=contact.pk)
        change(contact, act, left_on=left_on, **columns)


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
        _check_colleague(by, user_id, (Role.BROKER,), act.now, field="user")
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
        link = BrokerLink.objects.select_for_update().one(link_id)
        act.about = link.employer_id
        if link.until > act.now:
            change(link, act, until=act.now)


def note_acquaintance(
    *,
    by: Actor,
    contact_id: UUID,
    how: str = "",
    since: date | None = None,
    user_id: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Note that the actor, or a colleague, knows someone at an employer."""
    with recorded(by, "employers.acquaintance_noted") as act:
        permissions.require(by, Act.NOTE_ACQUAINTANCE)
        contact = EmployerContact.objects.select_related("employer").one(contact_id)
        act.about = contact.employer_id
        if same := known(KnownBy, key, by, contact_id=contact_id):
            return same
        who = user_id or by.user_id
        _check_colleague(by, who, STAFF, act.now, field="user")
        if since is not None:
            check_since(since, act.today, field="since")
        if KnownBy.objects.filter(contact=contact, user_id=who).exists():
            raise Refused(ALREADY)
        row = KnownBy(
            pk=key or uuid4(),
            contact=contact,
            user_id=who,
            how=check_short(how, 120, field="how"),
            since=since,
            **of(contact.employer, by, act),
        )
        return add(row, by)


def _columns(facts: EmployerFacts) -> dict[str, Any]:
    """The facts of an employer as columns."""
    return asdict(facts) | {"sector": facts.sector.value if facts.sector else ""}


def _check_new(by: Actor, columns: dict[str, Any], besides: UUID | None = None) -> None:
    """One branch of an employer stands here once: same number in the register, same postcode."""
    if not columns["kvk"]:
        return
    same = Employer.objects.filter(
        municipality_id=by.municipality_id, kvk=columns["kvk"], pc4=columns["pc4"]
    )
    if (same.exclude(pk=besides) if besides else same).exists():
        raise Refused(
            gettext_noop("Deze werkgever staat er al, met dit KvK-nummer. Zoek hem op naam."),
            field="kvk",
        )


def _organisation(by: Actor, chosen: UUID | None, now: datetime) -> Organisation:
    """The chosen organisation of this municipality, or the one the actor works for."""
    if chosen is None:
        mine = Membership.objects.filter(
            user_id=by.user_id, role=by.role, since__lte=now, until__gt=now
        )
        own = mine.select_related("team__organisation").order_by("since").first()
        if own is None:
            raise NotAllowed("organisation")
        return own.team.organisation
    found = Organisation.objects.filter(pk=chosen, municipality_id=by.municipality_id).first()
    if found is None:
        raise Refused(gettext_noop("Kies een organisatie uit de lijst."), field="organisation")
    return found


def _check_colleague(
    by: Actor, user_id: UUID | None, roles: tuple[Role, ...], now: datetime, *, field: str
) -> None:
    if user_id is None:
        return
    if user_id not in {one.id for one in colleagues(by.municipality_id, roles, now)}:
        raise Refused(NOT_HERE, field=field)


def _make_room(employer: Employer, is_fixed: bool, besides: UUID | None = None) -> None:
    """An employer has one fixed contact at most."""
    if is_fixed:
        fixed = EmployerContact.objects.filter(employer=employer, is_fixed=True)
        (fixed.exclude(pk=besides) if besides else fixed).update(is_fixed=False)
