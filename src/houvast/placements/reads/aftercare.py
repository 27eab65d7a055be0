"""Nazorg: which check-ins wait, whether work lasted, and how often, of the own young people.

The counts are exact: they stand on the work screen of who leads these tracks (README 6).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from houvast.accounts.models import User
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.written import Given, Numbers, ask
from houvast.errors import NotFound
from houvast.placements.models import AftercareMoment, Retention
from houvast.placements.rules.states import (
    AftercareState,
    PlacementState,
    RetentionAnswer,
    RetentionMark,
    Side,
)
from houvast.tracks.permissions import require_coach
from houvast.tracks.reads.files import TrackFile, read_file
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.rules.states import PROMISED


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """A check-in whose day has come."""

    id: UUID
    placement_id: UUID
    name: str
    title: str
    employer: str
    side: Side
    due: date


@dataclass(frozen=True, slots=True)
class DueMark:
    """A young person of whom it is asked now whether the work lasted."""

    id: UUID
    placement_id: UUID
    name: str
    title: str
    employer: str
    mark: RetentionMark
    due: date


@dataclass(frozen=True, slots=True)
class Count:
    """How it stands at one mark, of everyone whose day has come."""

    mark: RetentionMark
    same_work: int
    other_work: int
    stopped: int
    unknown: int
    not_asked: int

    @property
    def total(self) -> int:
        """All of whom the day has come."""
        return self.same_work + self.other_work + self.stopped + self.unknown + self.not_asked


@dataclass(frozen=True, slots=True)
class AftercarePage:
    """What waits, the oldest first, and the counts."""

    today: date
    check_ins: tuple[DueCheckIn, ...]
    to_ask: tuple[DueCheckIn, ...]
    """Works whose employer would be rung now and whose yes ran out: each once, to ask it again."""
    marks: tuple[DueMark, ...]
    counts: tuple[Count, ...]

    @property
    def counted(self) -> bool:
        """Whether there is anything to count yet."""
        return any(one.total for one in self.counts)


PLACED = {
    "title": F("placement__workplace__title"),
    "employer": F("placement__workplace__employer__name"),
}


def aftercare_waiting(by: Actor, today: date) -> int:
    """How many check-ins and questions wait, inside the look of another page."""
    [row] = ask(_waiting, user_id=by.user_id, today=today)
    return int(row["waiting"]["n"])


def _waiting(user_id: Given, today: Given) -> QuerySet[Any, Any]:
    own = _own(user_id)
    check_ins = _due(own, today, may_be_asked(today)).order_by().values("pk")
    to_ask = _due(own, today, yes_ran_out(today)).order_by().values("placement_id")
    marks = Retention.objects.filter(due__lte=today, answer="", **own).order_by().values("pk")
    every = Numbers(check_ins.union(to_ask, marks))
    return User.objects.filter(pk=user_id).values(waiting=every)


def aftercare_page(by: Actor) -> AftercarePage:
    """The aftercare of the running tracks that the actor leads."""
    with recorded(by, "placements.aftercare_viewed") as act:
        require_coach(by)
        own = _own(by.user_id)
        check_ins = _check_ins(own, act.today, may_be_asked(act.today))
        to_ask = _check_ins(own, act.today, yes_ran_out(act.today))
        marks = _marks(own, act.today)
        act.concerns(*dict.fromkeys(row["person_id"] for row in (*check_ins, *to_ask, *marks)))
        waiting = [one for one in marks if one["answer"] == ""]
        return AftercarePage(
            today=act.today,
            check_ins=tuple(DueCheckIn(side=Side(row["side"]), **_line(row)) for row in check_ins),
            to_ask=tuple(
                DueCheckIn(side=Side(row["side"]), **_line(row)) for row in _works(to_ask)
            ),
            marks=tuple(DueMark(mark=RetentionMark(row["mark"]), **_line(row)) for row in waiting),
            counts=_counts(marks),
        )


def may_be_asked(today: date | Given, to_placement: str = "placement__") -> Q:
    """SQL: a check-in with the young person, or with an employer who may be rung today."""
    called = {f"{to_placement}may_call": True, f"{to_placement}told_until__gt": today}
    return ~Q(side=Side.EMPLOYER.value) | Q(**called)


def yes_ran_out(today: date | Given) -> Q:
    """SQL: a call to an employer for which there was a yes that ran out."""
    return Q(side=Side.EMPLOYER.value, placement__may_call=True, placement__told_until__lte=today)


def _own(user_id: UUID | Given) -> dict[str, Any]:
    return {"track__lead_coach": user_id, "track__state__in": [one.value for one in PROMISED]}


def _due(own: dict[str, Any], today: date | Given, which: Q) -> Any:
    """Check-ins of a kind whose day has come, while the work goes on."""
    return AftercareMoment.objects.filter(
        which,
        state=AftercareState.PLANNED.value,
        due__lte=today,
        placement__state=PlacementState.STARTED.value,
        **own,
    )


def _check_ins(own: dict[str, Any], today: date, which: Q) -> list[Any]:
    columns = ("pk", "person_id", "placement_id", "side", "due")
    rows: Any = _due(own, today, which).values(*columns, **PLACED)
    return list(rows.annotate(**names()).order_by("due", "side", "pk"))


def _works(rows: list[Any]) -> list[Any]:
    """Of each work the oldest call: of several that wait only one is asked."""
    first: dict[UUID, Any] = {}
    for row in rows:
        first.setdefault(row["placement_id"], row)
    return list(first.values())


def _marks(own: dict[str, Any], today: date) -> list[Any]:
    found = Retention.objects.filter(due__lte=today, **own)
    rows: Any = found.values("pk", "person_id", "placement_id", "mark", "due", "answer", **PLACED)
    return list(rows.annotate(**names()).order_by("due", "pk"))


def _line(row: Any) -> dict[str, Any]:
    return {
        "id": row["pk"],
        "placement_id": row["placement_id"],
        "name": name_of(row),
        "title": row["title"] or "",
        "employer": row["employer"] or "",
        "due": row["due"],
    }


def _counts(rows: list[Any]) -> tuple[Count, ...]:
    """Each mark counts who reached it; who was not asked yet is shown as such, not left out."""
    found = Counter((row["mark"], row["answer"] or "not_asked") for row in rows)
    names_of = (*(one.value for one in RetentionAnswer), "not_asked")
    return tuple(
        Count(mark, **{name: found[mark.value, name] for name in names_of})
        for mark in RetentionMark
    )


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """One check-in to note, with whom, and about which work."""

    file: TrackFile
    id: UUID
    placement_id: UUID
    title: str
    employer: str
    employer_id: UUID
    side: Side
    due: date
    state: AftercareState


def check_in_page(by: Actor, moment_id: UUID) -> CheckInPage:
    """One check-in of a track that the actor may see."""
    with recorded(by, "placements.check_in_opened", moment_id) as act:
        found = AftercareMoment.objects.filter(pk=moment_id)
        columns = ("placement_id", "side", "due", "state", "track_id")
        row: Any = found.values(
            *columns, **PLACED, employer_id=F("placement__workplace__employer_id")
        ).first()
        if row is None:
            raise NotFound
        return CheckInPage(
            file=read_file(by, row["track_id"], act),
            id=moment_id,
            placement_id=row["placement_id"],
            title=row["title"] or "",
            employer=row["employer"] or "",
            employer_id=row["employer_id"],
            side=Side(row["side"]),
            due=row["due"],
            state=AftercareState(row["state"]),
        )
