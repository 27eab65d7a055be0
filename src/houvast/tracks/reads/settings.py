"""Afspraken: what a programme agreed, since when, by whom and why, beside what we propose."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Q

from houvast.accounts.models import Programme, WorkingDay
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.tracks.models import EntryCriterion, Promise
from houvast.tracks.reads.coordinating import Seats, seats_column, seats_of
from houvast.tracks.reads.terms import NEWEST
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.terms import (
    MAY_SEE,
    MAY_SET,
    TERMS,
    EndReason,
    Term,
    TermGroup,
    Value,
    changed,
)

SHOWN = 20
"""How many earlier agreements a page shows."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One term as it is now, what Houvast proposes, and what it becomes when a change waits."""

    term: Term
    value: Value
    proposed: Value
    since: date | None
    """From which day it has this value; nothing when it was never set here."""
    becomes: Value | None = None
    becomes_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One term of one change."""

    term: Term
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Version:
    """A change that somebody made: from when, why, and where it was agreed."""

    valid_from: date
    set_by: str
    set_at: datetime
    reason: str
    source: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A ground on which a track may begin, and whether it still counts."""

    id: UUID
    text: str
    source: str
    valid_from: date
    valid_until: date | None
    end_kind: EndReason | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekday ahead on which no term counts; `ours`: closed by the municipality itself."""

    day: date
    name: str
    ours: bool


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Everything a programme has agreed."""

    today: date
    programme: str
    terms: Terms
    latest: Terms
    """What a next change starts from: the newest agreement, also when it begins later."""
    latest_from: date
    groups: dict[TermGroup, tuple[Agreed, ...]]
    versions: tuple[Version, ...]
    criteria: tuple[CriterionLine, ...]
    days: tuple[ClosedDay, ...]
    may_set: bool
    seats: Seats


def settings_page(by: Actor) -> SettingsPage:
    """The agreements of the programme of the actor's municipality. Raises NotAllowed."""
    with recorded(by, "tracks.settings_viewed") as act:
        if by.role not in MAY_SEE:
            raise NotAllowed("settings")
        here: Any = Programme.objects.filter(municipality_id=by.municipality_id)
        programme = here.annotate(sitting=seats_column(act.now)).order_by("name")[0]
        rows = list(
            Promise.objects.filter(programme=programme).select_related("set_by").order_by(*NEWEST)
        )
        now = next((one.terms() for one in rows if one.valid_from <= act.today), Terms())
        groups: dict[TermGroup, list[Agreed]] = {group: [] for group in TermGroup}
        for term in TERMS:
            groups[term.group].append(_agreed(term, rows, now, act.today))
        return SettingsPage(
            today=act.today,
            programme=programme.name,
            terms=now,
            latest=rows[0].terms() if rows else Terms(),
            latest_from=max(act.today, rows[0].valid_from) if rows else act.today,
            groups={group: tuple(found) for group, found in groups.items()},
            versions=_versions(rows),
            criteria=_criteria(programme.pk),
            days=_days(by.municipality_id, act),
            may_set=by.role in MAY_SET,
            seats=seats_of(programme.sitting),
        )


def _agreed(term: Term, rows: list[Promise], now: Terms, today: date) -> Agreed:
    """How one term stands. `rows` come newest first; the oldest is what a programme began with."""
    value: Value = getattr(now, term.name)
    since = None
    for row in (one for one in rows if one.valid_from <= today):
        if getattr(row.terms(), term.name) != value:
            break
        since = row.valid_from if row.set_by_id else None
    last_of_day: dict[date, Promise] = {}
    for row in (one for one in rows if one.valid_from > today):
        last_of_day.setdefault(row.valid_from, row)
    waiting = [last_of_day[on] for on in sorted(last_of_day)]
    ahead = next((one for one in waiting if getattr(one.terms(), term.name) != value), None)
    return Agreed(
        term=term,
        value=value,
        proposed=getattr(Terms(), term.name),
        since=since,
        becomes=getattr(ahead.terms(), term.name) if ahead else None,
        becomes_on=ahead.valid_from if ahead else None,
    )


def _versions(rows: list[Promise]) -> tuple[Version, ...]:
    made = []
    for row, older in pairwise(rows):
        if row.set_by is None:
            continue
        before, after = older.terms(), row.terms()
        changes = tuple(
            Change(one, getattr(before, one.name), getattr(after, one.name))
            for one in changed(before, after)
        )
        made.append(
            Version(row.valid_from, row.set_by.name, row.set_at, row.reason, row.source, changes)
        )
    return tuple(made[:SHOWN])


def _criteria(programme_id: UUID) -> tuple[CriterionLine, ...]:
    rows = EntryCriterion.objects.filter(programme=programme_id).order_by("text")
    return tuple(
        CriterionLine(
            id=one.pk,
            text=one.text,
            source=one.source,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            end_kind=EndReason(one.end_kind) if one.end_kind else None,
            end_reason=one.end_reason,
        )
        for one in rows
    )


def _days(municipality_id: UUID, act: Operation) -> tuple[ClosedDay, ...]:
    """What is closed ahead: holidays of the law for a year, and every day of our own."""
    closed = WorkingDay.objects.filter(
        municipality_id=municipality_id, is_open=False, day__gt=act.today
    )
    ahead = closed.filter(Q(day__year__lte=act.today.year + 1) | Q(closed_by__isnull=False))
    return tuple(
        ClosedDay(one.day, one.name, one.closed_by_id is not None) for one in ahead.order_by("day")
    )
