"""Vandaag and Jongeren: whom a coach has not let go of, the first moment first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.tracks.models import CoachOffer, Handover, Track
from houvast.tracks.reads.lines import Line, lines, name_of, names
from houvast.tracks.rules.states import (
    PROMISED,
    HandoverReason,
    HandoverState,
    OfferState,
)

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Offer:
    """The question to become someone's coach: nickname, reason and deadline, no more.

    `by` is the coach who hands over; empty for a first coach.
    """

    id: UUID
    person_id: UUID
    nickname: str
    reason: str
    accept_by: date
    handover: HandoverReason | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The lists of today, in groups; every young person of this coach is in one of them."""

    today: date
    late: tuple[Line, ...]
    now: tuple[Line, ...]
    week: tuple[Line, ...]
    later: tuple[Line, ...]
    offers: tuple[Offer, ...]

    @property
    def total(self) -> int:
        """How many young people this coach holds."""
        return len(self.late) + len(self.now) + len(self.week) + len(self.later)


def today_page(by: Actor) -> TodayPage:
    """The running tracks that the actor leads, by their next moment, and who asks for a coach."""
    with recorded(by, "tracks.today_viewed") as act:
        rows = _running(by, act)
        offers = (*_offers(by, act.today), *_handovers(by, act.today))
        act.concerns(*(one.person_id for one in rows), *(one.person_id for one in offers))
        soon = act.today + WEEK
        days = [(one, one.due or act.today) for one in rows]
        return TodayPage(
            today=act.today,
            late=tuple(one for one, due in days if due < act.today),
            now=tuple(one for one, due in days if due == act.today),
            week=tuple(one for one, due in days if act.today < due <= soon),
            later=tuple(one for one, due in days if due > soon),
            offers=offers,
        )


def _running(by: Actor, act: Operation) -> tuple[Line, ...]:
    own = Track.objects.filter(lead_coach=by.user_id, state__in=[one.value for one in PROMISED])
    return lines(own, act.today)


def _offers(by: Actor, today: date) -> tuple[Offer, ...]:
    asked = CoachOffer.objects.filter(
        to_user=by.user_id, state=OfferState.OFFERED.value, accept_by__gte=today
    )
    rows: Any = asked.values("pk", "person_id", "reason", "accept_by").annotate(**names())
    return tuple(
        Offer(row["pk"], row["person_id"], name_of(row), row["reason"], row["accept_by"])
        for row in rows.order_by("accept_by", "pk")
    )


def _handovers(by: Actor, today: date) -> tuple[Offer, ...]:
    asked = Handover.objects.filter(
        to_user=by.user_id, state=HandoverState.OFFERED.value, accept_by__gte=today
    )
    columns = asked.values("pk", "person_id", "reason", "accept_by", by=F("from_user__name"))
    rows: Any = columns.annotate(**names())
    return tuple(
        Offer(
            row["pk"],
            row["person_id"],
            name_of(row),
            "",
            row["accept_by"],
            HandoverReason(row["reason"]),
            row["by"],
        )
        for row in rows.order_by("accept_by", "pk")
    )
