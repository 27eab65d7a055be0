"""What a form about an employer needs around it: its name, what stands there, whom to choose."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef
from django.db.models.functions import Lower

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import Conversation, Employer, EmployerContact, EmployerPromise
from houvast.employers.reads.nested import nested
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.roles import KEEPERS, STAFF, Act
from houvast.employers.rules.states import PromisedBy, PromiseState, Sector
from houvast.errors import NotAllowed

FROM: dict[Act, tuple[Role, ...]] = {
    Act.CHANGE_EMPLOYER: KEEPERS,
    Act.NOTE_ACQUAINTANCE: STAFF,
    Act.LINK_BROKER: (Role.BROKER,),
}
"""In which roles the colleagues serve that a form lets choose from."""


@dataclass(frozen=True, slots=True)
class EmployerSheet:
    """An employer under a form, with who works there and which colleagues can be chosen."""

    id: UUID
    name: str
    facts: EmployerFacts
    account_manager_id: UUID | None
    contacts: tuple[tuple[UUID, str], ...]
    colleagues: tuple[Colleague, ...]
    today: date


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """Someone who works at an employer, as a form is filled with it."""

    id: UUID
    employer: EmployerSheet
    facts: ContactFacts


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """A talk of one's own, as a form is filled with it."""

    id: UUID
    employer: EmployerSheet
    on: date
    about: str
    contact_id: UUID | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseSheet:
    """A promise, as it is answered."""

    id: UUID
    employer: EmployerSheet
    promised_by: PromisedBy
    text: str
    due: date
    state: PromiseState


def employer_sheet(by: Actor, employer_id: UUID, wish: Act) -> EmployerSheet:
    """What a form for this act is drawn around. Raises NotFound and NotAllowed."""
    with recorded(by, "employers.sheet_viewed", employer_id) as act:
        permissions.require(by, wish)
        return _sheet(by, employer_id, wish, act)


def contact_sheet(by: Actor, contact_id: UUID, wish: Act = Act.KEEP_CONTACTS) -> ContactSheet:
    """Someone who works there. Raises NotFound and NotAllowed."""
    with recorded(by, "employers.contact_viewed") as act:
        permissions.require(by, wish)
        one = EmployerContact.objects.one(contact_id)
        act.about = one.employer_id
        said = ("name", "function", "phone", "evening_phone", "email", "is_fixed")
        facts = ContactFacts(**{name: getattr(one, name) for name in said})
        return ContactSheet(one.pk, _sheet(by, one.employer_id, wish, act), facts)


def talk_sheet(by: Actor, conversation_id: UUID) -> TalkSheet:
    """A talk to write anew. Raises NotFound and NotAllowed."""
    with recorded(by, "employers.talk_viewed") as act:
        permissions.require(by, Act.LOG_CONVERSATION)
        one = Conversation.objects.one(conversation_id)
        if one.made_by_id != by.user_id:
            raise NotAllowed("own_talk")
        act.about = one.employer_id
        sheet = _sheet(by, one.employer_id, Act.LOG_CONVERSATION, act)
        return TalkSheet(one.pk, sheet, one.on, one.about, one.contact_id, one.next_on)


def promise_sheet(by: Actor, promise_id: UUID) -> PromiseSheet:
    """A promise to answer. Raises NotFound and NotAllowed."""
    with recorded(by, "employers.promise_viewed") as act:
        permissions.require(by, Act.KEEP_PROMISES)
        one = EmployerPromise.objects.one(promise_id)
        act.about = one.employer_id
        sheet = _sheet(by, one.employer_id, Act.KEEP_PROMISES, act)
        promised_by, state = PromisedBy(one.promised_by), PromiseState(one.state)
        return PromiseSheet(one.pk, sheet, promised_by, one.text, one.due, state)


def _sheet(by: Actor, employer_id: UUID, wish: Act, act: Operation) -> EmployerSheet:
    contacts = EmployerContact.objects.filter(left_on=None).order_by(Lower("name"), "pk")
    found = Employer.objects.annotate(
        people=nested(contacts.filter(employer=OuterRef("pk")), id="id", name="name")
    )
    one: Any = found.one(employer_id)
    facts = EmployerFacts(
        name=one.name,
        kvk=one.kvk,
        branch=one.branch,
        sector=Sector(one.sector) if one.sector else None,
        place_name=one.place_name,
        pc4=one.pc4,
    )
    chosen = FROM.get(wish)
    return EmployerSheet(
        id=one.pk,
        name=one.name,
        facts=facts,
        account_manager_id=one.account_manager_id,
        contacts=tuple((UUID(row["id"]), row["name"]) for row in one.people),
        colleagues=colleagues(by.municipality_id, chosen, act.now) if chosen else (),
        today=act.today,
    )
