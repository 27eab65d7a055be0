"""One signal of the college with its facts, and what the forms to enter and answer it offer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks import permissions
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.overdue import Told
from houvast.tracks.reads.signal_list import COLUMNS, SignalLine, line_of, with_facts
from houvast.tracks.reads.terms import Criterion, criteria
from houvast.tracks.rules.signals import OPEN
from houvast.tracks.rules.states import FactKind, RungCause, Source

Also = Callable[["SignalPage", Operation], None]
MORE = ("facts__behaviour", "facts__kind", "facts__opinion", "facts__answer")


@dataclass(frozen=True, slots=True)
class SignalPage:
    """One signal with its facts, and who can be asked when it is taken up."""

    line: SignalLine
    today: date
    behaviour: str
    kind: FactKind | None
    opinion: str
    family_name: str
    birth_date: date | None
    answer: str
    may_answer: bool
    coordinators: tuple[Colleague, ...]
    coaches: tuple[AskedCoach, ...]
    criteria: tuple[Criterion, ...] = ()
    """For what Veiligheid offers: the triage finds a reason of its own."""
    told: tuple[Told, ...] = ()
    """Who was asked because there is no answer, from the first rung on."""

    @property
    def is_offered(self) -> bool:
        """Whether Veiligheid asked to offer contact, which says nothing of why."""
        return self.line.source is Source.SAFETY


@dataclass(frozen=True, slots=True)
class EntryChoices:
    """What the form to enter a signal offers."""

    today: date
    criteria: tuple[Criterion, ...]


def nothing(_page: SignalPage, _act: Operation) -> None:
    """Nothing more is read."""


def entry_choices(by: Actor) -> EntryChoices:
    """The criteria that are valid today."""
    with recorded(by, "tracks.entry_form_opened") as act:
        if by.purpose == Purpose.GUIDANCE:  # an own find; all others enter a signal
            permissions.require_coach(by)
        return EntryChoices(act.today, criteria(by.municipality_id, act.today))


def signal_page(by: Actor, signal_id: UUID, also: Also = nothing) -> SignalPage:
    """One signal; looking at it is recorded. `also` reads more in the same look."""
    with recorded(by, "tracks.signal_viewed", signal_id) as act:
        page = _read(by, signal_id, act)
        also(page, act)
        return page


def _read(by: Actor, signal_id: UUID, act: Operation) -> SignalPage:
    found = with_facts(Signal.objects.filter(pk=signal_id))
    row = found.values(*COLUMNS, *MORE).first()
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
    page = _page(row, act.today, bool(may), holders)
    if page.line.rung:
        page = replace(page, told=_told(signal_id))
    if not (page.is_offered and page.may_answer):
        return page
    return replace(page, criteria=criteria(by.municipality_id, act.today))


def _told(signal_id: UUID) -> tuple[Told, ...]:
    rungs = Rung.objects.filter(signal=signal_id, cause=RungCause.SIGNAL.value)
    found = [Told(*one) for one in rungs.values_list("level", "held_by__name", "raised_at")]
    return tuple(sorted(found, key=lambda one: (one.at, one.level)))


def _page(
    row: Mapping[str, Any], today: date, may: bool, holders: tuple[Colleague, ...]
) -> SignalPage:
    line = line_of(row, today)
    kind = row["facts__kind"]
    return SignalPage(
        line=line,
        today=today,
        behaviour=row["facts__behaviour"] or "",
        kind=FactKind(kind) if kind else None,
        opinion=row["facts__opinion"] or "",
        family_name=row["family_name"] or "",
        birth_date=row["birth_date"],
        answer=row["facts__answer"] or "",
        may_answer=may and line.state in OPEN,
        coordinators=holders,
        coaches=asked_coaches() if may else (),
    )
