"""One employer with all that we know of him."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef
from django.db.models.functions import Lower

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import (
    Conversation,
    Employer,
    EmployerContact,
    EmployerPromise,
    KnownBy,
    Workplace,
)
from houvast.employers.reads.nested import LATEST_FIRST, brokers_of, day, nested
from houvast.employers.reads.workplaces import WorkplaceRow, in_order, listed, row_of
from houvast.employers.rules.employers import Tally, tally
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import PromisedBy, PromiseState, Sector

LATEST = 50
"""Conversations on the page of an employer; the newest first."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Someone who works at an employer."""

    id: UUID
    name: str
    function: str
    phone: str
    evening_phone: str
    email: str
    is_fixed: bool
    known_by: tuple["AcquaintanceLine", ...] = ()
    """Who of us knows him or her: the shortest way in."""


@dataclass(frozen=True, slots=True)
class BrokerLine:
    """A broker who brings workplaces of this employer, until."""

    link_id: UUID
    user_id: UUID
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class AcquaintanceLine:
    """Who of us knows whom there."""

    id: UUID
    user_id: UUID
    colleague: str
    contact_id: UUID
    contact: str
    how: str
    since: date | None


@dataclass(frozen=True, slots=True)
class ConversationLine:
    """A talk: when, who with whom, about what, and when the next one is."""

    id: UUID
    on: date
    colleague: str
    contact: str
    about: str
    next_on: date | None
    correction: str
    """Why it was written anew; empty when it was not."""
    is_own: bool
    """Whether the actor wrote it."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise and what became of it."""

    id: UUID
    promised_by: PromisedBy
    text: str
    due: date
    state: PromiseState
    answered_on: date | None
    reason: str
    """What came in between, when it was not kept."""
    is_late: bool


@dataclass(frozen=True, slots=True)
class EmployerPage:
    """One employer. A broker sees no promises and no acquaintances, and only his own talks.

    A linked system sees no person: no names of colleagues, no contacts, no talks.
    """

    id: UUID
    name: str
    kvk: str
    branch: str
    sector: Sector | None
    place_name: str
    pc4: str
    organisation_id: UUID
    organisation: str
    account_manager_id: UUID | None
    account_manager: str
    contacts: tuple[ContactLine, ...]
    brokers: tuple[BrokerLine, ...]
    acquaintances: tuple[AcquaintanceLine, ...]
    conversations: tuple[ConversationLine, ...]
    promises: tuple[PromiseLine, ...]
    theirs: Tally
    ours: Tally
    workplaces: tuple[WorkplaceRow, ...]
    may: frozenset[Act]
    today: date

    @property
    def open_promises(self) -> tuple[PromiseLine, ...]:
        """What was promised and not answered yet, the first due first."""
        still = [one for one in self.promises if one.state is PromiseState.OPEN]
        return tuple(sorted(still, key=lambda one: one.due))

    @property
    def answered_promises(self) -> tuple[PromiseLine, ...]:
        """What became of the others, the latest first."""
        return tuple(one for one in self.promises if one.state is not PromiseState.OPEN)

    @property
    def free_places(self) -> int:
        """How many places are free at all workplaces together."""
        return sum(one.free_places for one in self.workplaces)


def employer_page(by: Actor, employer_id: UUID) -> EmployerPage:
    """One employer. Raises NotFound, also for a broker whom no live link ties to it."""
    with recorded(by, "employers.viewed", employer_id) as act:
        permissions.require(by, Act.SEE)
        one = _whole(act).one(employer_id)
        places = Workplace.objects.filter(employer_id=employer_id)
        rows = tuple(
            row_of(place, act.today) for place in listed(in_order(places, act.today), act.now)
        )
        return _page(by, one, rows, act)


def _whole(act: Operation) -> Any:
    mine = {"employer": OuterRef("pk")}
    contacts = EmployerContact.objects.filter(**mine, left_on=None)
    talks = Conversation.objects.filter(**mine, replaced_by=None).order_by(*LATEST_FIRST)[:LATEST]
    return Employer.objects.select_related("organisation", "account_manager").annotate(
        contact_rows=nested(
            contacts.order_by("-is_fixed", Lower("name"), "pk"),
            **_same("id name function phone evening_phone email is_fixed"),
        ),
        broker_rows=brokers_of("pk", act.now),
        known_rows=nested(
            KnownBy.objects.filter(**mine, ended_on=None, contact__left_on=None).order_by(
                "user__name", "pk"
            ),
            colleague="user__name",
            contact="contact__name",
            **_same("id user_id contact_id how since"),
        ),
        talk_rows=nested(
            talks,
            colleague="made_by__name",
            contact="contact__name",
            **_same("id on about next_on correction made_by_id"),
        ),
        promise_rows=nested(
            EmployerPromise.objects.filter(**mine).order_by("-due", "pk"),
            **_same("id promised_by text due state answered_on reason"),
        ),
    )


def _same(names: str) -> dict[str, str]:
    return {one: one for one in names.split()}


def _page(
    by: Actor, one: Any, workplaces: tuple[WorkplaceRow, ...], act: Operation
) -> EmployerPage:
    promises = tuple(_promise(row, act.today) for row in one.promise_rows)
    acquaintances = tuple(_acquaintance(row) for row in one.known_rows)
    manager = one.account_manager if permissions.can(by, Act.SEE_NAMES) else None
    return EmployerPage(
        id=one.pk,
        name=one.name,
        kvk=one.kvk,
        branch=one.branch,
        sector=Sector(one.sector) if one.sector else None,
        place_name=one.place_name,
        pc4=one.pc4,
        organisation_id=one.organisation_id,
        organisation=one.organisation.name,
        account_manager_id=manager.pk if manager else None,
        account_manager=manager.name if manager else "",
        contacts=tuple(_contact(row, acquaintances) for row in one.contact_rows),
        brokers=tuple(_broker(row) for row in one.broker_rows),
        acquaintances=acquaintances,
        conversations=tuple(_conversation(row, by) for row in one.talk_rows),
        promises=promises,
        theirs=_tally(promises, PromisedBy.EMPLOYER, act.today),
        ours=_tally(promises, PromisedBy.US, act.today),
        workplaces=workplaces,
        may=permissions.allowed(by),
        today=act.today,
    )


def _contact(row: dict[str, Any], known: tuple[AcquaintanceLine, ...]) -> ContactLine:
    key = UUID(row["id"])
    return ContactLine(
        **row | {"id": key}, known_by=tuple(one for one in known if one.contact_id == key)
    )


def _broker(row: dict[str, Any]) -> BrokerLine:
    until = datetime.fromisoformat(row["until"])
    return BrokerLine(UUID(row["id"]), UUID(row["user_id"]), row["name"], until)


def _acquaintance(row: dict[str, Any]) -> AcquaintanceLine:
    ids = {name: UUID(row[name]) for name in ("id", "user_id", "contact_id")}
    return AcquaintanceLine(**row | ids | {"since": day(row["since"])})


def _conversation(row: dict[str, Any], by: Actor) -> ConversationLine:
    return ConversationLine(
        id=UUID(row["id"]),
        on=date.fromisoformat(row["on"]),
        colleague=row["colleague"],
        contact=row["contact"] or "",
        about=row["about"],
        next_on=day(row["next_on"]),
        correction=row["correction"],
        is_own=UUID(row["made_by_id"]) == by.user_id,
    )


def _promise(row: dict[str, Any], today: date) -> PromiseLine:
    due, state = date.fromisoformat(row["due"]), PromiseState(row["state"])
    return PromiseLine(
        id=UUID(row["id"]),
        promised_by=PromisedBy(row["promised_by"]),
        text=row["text"],
        due=due,
        state=state,
        answered_on=day(row["answered_on"]),
        reason=row["reason"],
        is_late=state is PromiseState.OPEN and due < today,
    )


def _tally(promises: tuple[PromiseLine, ...], by: PromisedBy, today: date) -> Tally:
    return tally(((one.state, one.due) for one in promises if one.promised_by is by), today)
