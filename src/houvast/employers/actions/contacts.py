"""Who works at an employer, and who of us knows whom there."""

from dataclasses import asdict
from datetime import date
from uuid import UUID, uuid4

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.colleagues import check_colleague
from houvast.employers.actions.rows import add, change, known, of
from houvast.employers.models import Employer, EmployerContact, KnownBy
from houvast.employers.rules.employers import (
    ALREADY,
    ContactFacts,
    check_contact,
    check_same_day,
    check_short,
    check_since,
)
from houvast.employers.rules.roles import STAFF, Act
from houvast.errors import Refused


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
        contact = EmployerContact.objects.select_for_update(no_key=True).one(contact_id)
        act.about = contact.employer_id
        columns = asdict(check_contact(facts))
        if left_on is not None:
            check_since(left_on, act.today, field="left_on")
            columns["is_fixed"] = False
        _make_room(contact.employer, columns["is_fixed"], besides=contact.pk)
        change(contact, act, left_on=left_on, **columns)


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
        check_colleague(by, who, STAFF, act.now, field="user")
        if since is not None:
            check_since(since, act.today, field="since")
        if KnownBy.objects.filter(contact=contact, user_id=who, ended_on=None).exists():
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


def end_acquaintance(*, by: Actor, acquaintance_id: UUID) -> None:
    """Note that someone of us does not know someone there any more."""
    with recorded(by, "employers.acquaintance_ended") as act:
        permissions.require(by, Act.NOTE_ACQUAINTANCE)
        row = KnownBy.objects.select_for_update(no_key=True).one(acquaintance_id)
        act.about = row.employer_id
        if row.ended_on is None:
            change(row, act, ended_on=act.today)


def acquaintance_back(*, by: Actor, acquaintance_id: UUID) -> None:
    """Take back that it was ended today."""
    with recorded(by, "employers.acquaintance_back") as act:
        permissions.require(by, Act.NOTE_ACQUAINTANCE)
        row = KnownBy.objects.select_for_update(no_key=True).one(acquaintance_id)
        act.about = row.employer_id
        check_same_day(row.ended_on, act.today)
        same = {"contact_id": row.contact_id, "user_id": row.user_id, "ended_on": None}
        if KnownBy.objects.filter(**same).exists():
            raise Refused(ALREADY)
        change(row, act, ended_on=None)


def contact_left(*, by: Actor, contact_id: UUID) -> None:
    """Someone does not work there any more, from today. What was said with him or her stays."""
    with recorded(by, "employers.contact_left") as act:
        permissions.require(by, Act.KEEP_CONTACTS)
        contact = EmployerContact.objects.select_for_update(no_key=True).one(contact_id)
        act.about = contact.employer_id
        if contact.left_on is None:
            change(contact, act, left_on=act.today, is_fixed=False)


def contact_back(*, by: Actor, contact_id: UUID) -> None:
    """Take back today's leave. Who is rung first is chosen anew: somebody else may be by now."""
    with recorded(by, "employers.contact_back") as act:
        permissions.require(by, Act.KEEP_CONTACTS)
        contact = EmployerContact.objects.select_for_update(no_key=True).one(contact_id)
        act.about = contact.employer_id
        check_same_day(contact.left_on, act.today)
        change(contact, act, left_on=None)


def _make_room(employer: Employer, is_fixed: bool, besides: UUID | None = None) -> None:
    """An employer has one fixed contact at most."""
    if is_fixed:
        fixed = EmployerContact.objects.filter(employer=employer, is_fixed=True)
        (fixed.exclude(pk=besides) if besides else fixed).update(is_fixed=False)
