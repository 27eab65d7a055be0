"""Vandaag and Jongeren: whom a coach has not let go of, the first moment first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.tracks import permissions
from houvast.tracks.models import NextMoment, Track
from houvast.tracks.reads.asked import Asked, asked_of
from houvast.tracks.reads.lines import Line, line_of, with_lines
from houvast.tracks.rules.states import PROMISED, NextMomentState

WEEK = timedelta(days=7)
Waiting = Callable[[Actor, date], int]


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The lists of today, in groups; every young person of this coach is in one of them."""

    today: date
    late: tuple[Line, ...]
    now: tuple[Line, ...]
    week: tuple[Line, ...]
    later: tuple[Line, ...]
    instead: tuple[Line, ...]
    """Of whom the actor keeps the moment for a colleague who is away."""
    asked: Asked
    aftercare: int = 0
    """How many check-ins and questions of aftercare wait."""

    @property
    def total(self) -> int:
        """How many young people this coach holds."""
        return len(self.late) + len(self.now) + len(self.week) + len(self.later)


def today_page(by: Actor, aftercare: Waiting | None = None) -> TodayPage:
    """The running tracks that the actor leads, by their next moment, and who asks for a coach.

    `aftercare` counts what waits in a domain above this one, in the same look.
    """
    with recorded(by, "tracks.today_viewed") as act, prepared():
        permissions.require_coach(by)
        rows, instead = _running(by, act)
        asked = asked_of(by, act.today)
        act.concerns(
            *(one.person_id for one in (*rows, *instead)),
            *(one.person_id for one in asked.offers),
        )
        soon = act.today + WEEK
        days = [(one, one.due or act.today) for one in rows]
        return TodayPage(
            today=act.today,
            late=tuple(one for one, due in days if due < act.today),
            now=tuple(one for one, due in days if due == act.today),
            week=tuple(one for one, due in days if act.today < due <= soon),
            later=tuple(one for one, due in days if due > soon),
            instead=instead,
            asked=asked,
            aftercare=aftercare(by, act.today) if aftercare else 0,
        )


def _running(by: Actor, act: Operation) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The running tracks that the actor leads, and those of whom he or she keeps the moment."""
    found = [line_of(row, act.today) for row in ask(_led_or_kept, user_id=by.user_id)]
    own = {one.person_id: one for one in found}
    return (
        tuple(one for one in own.values() if one.lead_id == by.user_id),
        tuple(one for one in own.values() if one.lead_id != by.user_id),
    )


def _led_or_kept(user_id: Given) -> QuerySet[Any, Any]:
    led = Track.objects.filter(lead_coach=user_id).values("pk")
    kept = NextMoment.objects.filter(held_by=user_id, state=NextMomentState.PLANNED.value)
    mine = led.union(kept.values("track_id"))  # not "or": each half has an index of its own
    return with_lines(Track.objects.filter(pk__in=mine, state__in=[one.value for one in PROMISED]))
