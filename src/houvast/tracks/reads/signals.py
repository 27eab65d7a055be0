"""Signals of the college: the list for who answers them, and one signal with its facts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import InformationClass, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.people.models import Identity
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.terms import Criterion, criteria
from houvast.tracks.rules.signals import OPEN
from houvast.tracks.rules.states import FactKind, RungState, SignalState, Source

LATEST = 50


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal in a list. `late` is in calendar days after the day it should have been answered."""

    id: UUID
    person_id: UUID | None
    name: str
    state: SignalState
    entered_by: str
    received_at: datetime
    answer_by: date
    late: int
    rung: int

    @property
    def waits(self) -> bool:
        """Whether it still has to be answered."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class SignalsPage:
    """What waits for an answer, and what was answered last."""

    today: date
    waiting: tuple[SignalLine, ...]
    answered: tuple[SignalLine, ...]
    may_answer: bool


@dataclass(frozen=True, slots=True)
class SignalPage:
    """One signal with its facts, and who can be asked when it is taken up."""

    line: SignalLine
    today: date
    behaviour: str
    kind: FactKind | None
    opinion: str
    source: Source | None
    observed_on: date | None
    criterion: str
    birth_date: date | None
    answer: str
    referred_to: str
    referral_confirmed_on: date | None
    may_answer: bool
    coordinators: tuple[Colleague, ...]
    coaches: tuple[AskedCoach, ...]


@dataclass(frozen=True, slots=True)
class EntryChoices:
    """What the form to enter a signal offers."""

    today: date
    criteria: tuple[Criterion, ...]


def entry_choices(by: Actor) -> EntryChoices:
    """The criteria that are valid today."""
    with recorded(by, "tracks.entry_form_opened") as act:
        return EntryChoices(act.today, criteria(by.municipality_id, act.today))


def signals_page(by: Actor) -> SignalsPage:
    """The signals the actor may see: waiting first, the oldest deadline on top."""
    with recorded(by, "tracks.signals_viewed") as act:
        waiting = Q(state__in=[one.value for one in OPEN])
        rows = [*_rows(waiting, "answer_by"), *_rows(~waiting, "-answered_at")]
        found = [_line(row, act.today) for row in rows]
        act.concerns(*(one.person_id for one in found if one.person_id))
        return SignalsPage(
            today=act.today,
            waiting=tuple(one for one in found if one.state in OPEN),
            answered=tuple(one for one in found if one.state not in OPEN),
            may_answer=by.role == Role.TRIAGE_MEMBER,
        )


def signal_page(by: Actor, signal_id: UUID) -> SignalPage:
    """One signal; looking at it is recorded."""
    with recorded(by, "tracks.signal_viewed", signal_id) as act:
        row = next(iter(_rows(Q(pk=signal_id), "pk", *FACTS)), None)
        if row is None:
            raise NotFound
        if row["person_id"]:
            act.concerns(row["person_id"])
        standing = Holding(Standing.TRIAGE if by.role == Role.TRIAGE_MEMBER else Standing.REPORTER)
        kind = InformationClass.CT
        may = permissions.can(
            by, Verb.WRITE, kind, place=by.municipality_id, holding=standing, now=act.now
        )
        holders = colleagues(by.municipality_id, [Role.PROCESS_COORDINATOR], act.now) if may else ()
        return _page(row, act.today, bool(may), holders)


FACTS = (
    "facts__behaviour",
    "facts__kind",
    "facts__opinion",
    "facts__source",
    "facts__observed_on",
    "facts__criterion__text",
    "facts__answer",
    "referred_to",
    "referral_confirmed_on",
)


def _rows(condition: Q, order: str, *more: str) -> list[dict[str, Any]]:
    rung = Rung.objects.filter(signal=OuterRef("pk"), state=RungState.RAISED.value)
    birth = Identity.objects.filter(person=OuterRef("person_id")).values("birth_date")
    found = Signal.objects.filter(condition).values(
        "pk", "person_id", "state", "received_at", "answer_by", *more, by=F("entered_by__name")
    )
    found = found.annotate(
        **names(),
        rung=Subquery(rung.order_by("-level").values("level")[:1]),
        birth_date=Subquery(birth[:1]),
    )
    return list(found.order_by(order, "pk")[:LATEST])


def _line(row: dict[str, Any], today: date) -> SignalLine:
    waits = SignalState(row["state"]) in OPEN
    return SignalLine(
        id=row["pk"],
        person_id=row["person_id"],
        name=name_of(row),
        state=SignalState(row["state"]),
        entered_by=row["by"],
        received_at=row["received_at"],
        answer_by=row["answer_by"],
        late=max(0, (today - row["answer_by"]).days) if waits else 0,
        rung=row["rung"] or 0,
    )


def _page(
    row: dict[str, Any], today: date, may: bool, holders: tuple[Colleague, ...]
) -> SignalPage:
    line = _line(row, today)
    kind, source = row["facts__kind"], row["facts__source"]
    return SignalPage(
        line=line,
        today=today,
        behaviour=row["facts__behaviour"] or "",
        kind=FactKind(kind) if kind else None,
        opinion=row["facts__opinion"] or "",
        source=Source(source) if source else None,
        observed_on=row["facts__observed_on"],
        criterion=row["facts__criterion__text"] or "",
        birth_date=row["birth_date"],
        answer=row["facts__answer"] or "",
        referred_to=row["referred_to"],
        referral_confirmed_on=row["referral_confirmed_on"],
        may_answer=may and line.state in OPEN,
        coordinators=holders,
        coaches=asked_coaches() if may else (),
    )
