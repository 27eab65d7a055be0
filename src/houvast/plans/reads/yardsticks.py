"""What a plan is held against later, with the figures beside it: numbers, and nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import Fact, Reading, Yardstick, YardstickFigure
from houvast.plans.reads.checks import Head, head_of, reading_seen
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import GOAL
from houvast.plans.rules.yardsticks import FigureState, Measure, Source

OFFERED = 50
"""Numbers from reports to choose from, the latest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in which document, and on which page or in which paragraph."""

    title: str
    page: int | None
    label: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside a yardstick, as it was laid there. `place` is where a report has it."""

    id: UUID
    source: Source
    number: int
    on_day: date
    definition: str
    place: Place | None
    taken_back: bool
    """Whether the number in the report does not count any more."""
    state: FigureState
    by: str
    at: datetime
    answered_by: str
    answered_at: datetime | None
    is_own: bool
    """Laid there by who looks: another person agrees."""


@dataclass(frozen=True, slots=True)
class Stick:
    """A yardstick as it counts now. `figures` are of all its versions, by day."""

    line: UUID
    reading: UUID
    fact: UUID
    """The number in the plan that it stands on."""
    plan: str
    plan_version: int
    measure: Measure
    amount: int
    since: date
    due: date
    part: str
    dropped: bool
    reason: str
    by: str
    at: datetime
    place: Place
    figures: tuple[Figure, ...]

    @property
    def agreed(self) -> tuple[Figure, ...]:
        """The figures that count."""
        return tuple(one for one in self.figures if one.state is FigureState.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that was accepted for the goal of the plan; what it is already a yardstick of."""

    fact: UUID
    amount: Decimal
    period: str
    place: Place
    said: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class YardsticksPage:
    """All yardsticks of a plan, of each of its versions, and numbers to make another of."""

    head: Head
    sticks: tuple[Stick, ...]
    goals: tuple[Goal, ...]
    today: date


@dataclass(frozen=True, slots=True)
class StickVersion:
    """What a yardstick said from a moment on, and who said so."""

    version: int
    amount: int
    due: date
    part: str
    dropped: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """A number that somebody accepted from another document, to choose as a figure."""

    fact: UUID
    amount: Decimal
    period: str
    place: Place


@dataclass(frozen=True, slots=True)
class YardstickPage:
    """One yardstick with its history, and numbers from reports to lay beside it."""

    stick: Stick
    versions: tuple[StickVersion, ...]
    reported: tuple[Reported, ...]
    today: date


def yardsticks_page(by: Actor, reading_id: UUID) -> YardsticksPage:
    """The yardsticks of the plan of a check. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.yardsticks_viewed", reading_id) as act:
        reading = reading_seen(by, Reading.objects.defer("version__text"), reading_id)
        sticks = sticks_of(by, reading)
        rows = reading.facts.filter(about=GOAL, kind=FactKind.NUMBER, withdrawn_at=None)
        live = [one for one in sticks if not one.dropped]
        goals = tuple(
            _goal(one, tuple(each.measure for each in live if each.fact == one.pk))
            for one in _plain(rows).order_by("accepted_at")
        )
        return YardsticksPage(head_of(reading), sticks, goals, act.today)


def goal_page(by: Actor, reading_id: UUID, fact_id: UUID) -> tuple[Head, Goal, date]:
    """One number to make a yardstick of, and today. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.goal_viewed", reading_id) as act:
        reading = reading_seen(by, Reading.objects.defer("version__text"), reading_id)
        rows = _plain(reading.facts.filter(about=GOAL, kind=FactKind.NUMBER, withdrawn_at=None))
        fact = rows.filter(pk=fact_id).first()
        if fact is None:
            raise NotFound
        said = fact.yardsticks.filter(replaced_at=None, dropped=False)
        measures = tuple(Measure(one) for one in said.values_list("measure", flat=True))
        return head_of(reading), _goal(fact, measures), act.today


def yardstick_page(by: Actor, line: UUID) -> YardstickPage:
    """One yardstick. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.yardstick_viewed", line) as act:
        permissions.require_checks(by)
        rows = list(_sticks().filter(line=line).order_by("-version"))
        if not rows:
            raise NotFound
        now = rows[0]
        document = now.reading.version.document_id
        reports = Fact.objects.filter(kind=FactKind.NUMBER, withdrawn_at=None)
        reports = reports.exclude(reading__version__document=document).order_by("-accepted_at")
        return YardstickPage(
            stick=_stick(now, _figures(by, [line])[line]),
            versions=tuple(map(_version, rows)),
            reported=tuple(
                Reported(one.pk, one.amount, one.period, _place(one))
                for one in _plain(reports)[:OFFERED]
            ),
            today=act.today,
        )


def sticks_of(by: Actor, reading: Any) -> tuple[Stick, ...]:
    """The yardsticks of a plan as they count now, by day; those that were let go come last."""
    rows = list(
        _sticks()
        .filter(reading__version__document=reading.version.document_id, replaced_at=None)
        .order_by("dropped", "due", "measure", "pk")
    )
    figures = _figures(by, [one.line for one in rows])
    return tuple(_stick(one, figures[one.line]) for one in rows)


def _sticks() -> Any:
    rows = Yardstick.objects.select_related("by", "fact__passage", "reading__version__document")
    return rows.defer("reading__version__text")


def _plain(facts: Any) -> Any:
    rows = facts.select_related("passage", "reading__version__document")
    return rows.defer("reading__version__text")


def _figures(by: Actor, lines: Iterable[UUID]) -> dict[UUID, tuple[Figure, ...]]:
    found: dict[UUID, list[Figure]] = defaultdict(list)
    rows = YardstickFigure.objects.filter(yardstick__line__in=lines).select_related(
        "yardstick", "by", "answered_by", "fact__passage", "fact__reading__version__document"
    )
    rows = rows.defer("fact__reading__version__text")
    for one in rows.order_by("on_day", "at"):
        found[one.yardstick.line].append(_figure(one, by))
    return defaultdict(tuple, {line: tuple(some) for line, some in found.items()})


def _figure(one: Any, by: Actor) -> Figure:
    return Figure(
        id=one.pk,
        source=Source(one.source),
        number=one.number,
        on_day=one.on_day,
        definition=one.definition,
        place=_place(one.fact) if one.fact else None,
        taken_back=one.fact is not None and one.fact.withdrawn_at is not None,
        state=FigureState(one.state),
        by=one.by.name,
        at=one.at,
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_at=one.answered_at,
        is_own=one.by_id == by.user_id,
    )


def _stick(one: Any, figures: tuple[Figure, ...]) -> Stick:
    version = one.reading.version
    return Stick(
        line=one.line,
        reading=one.reading_id,
        fact=one.fact_id,
        plan=version.document.title,
        plan_version=version.number,
        measure=Measure(one.measure),
        amount=one.amount,
        since=one.since,
        due=one.due,
        part=one.part,
        dropped=one.dropped,
        reason=one.reason,
        by=one.by.name,
        at=one.at,
        place=_place(one.fact, version),
        figures=figures,
    )


def _version(one: Any) -> StickVersion:
    return StickVersion(
        one.version, one.amount, one.due, one.part, one.dropped, one.reason, one.by.name, one.at
    )


def _goal(one: Any, said: tuple[Measure, ...]) -> Goal:
    return Goal(one.pk, one.amount, one.period, _place(one), said)


def _place(fact: Any, version: Any = None) -> Place:
    passage, version = fact.passage, version or fact.reading.version
    return Place(version.document.title, passage.page, passage.label, passage.paragraph)
