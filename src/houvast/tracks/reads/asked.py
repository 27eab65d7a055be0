"""What waits for a coach beside the own young people: questions, duties and leave, in one query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Least
from django.utils.timezone import localdate

from houvast.accounts.models import HiringContract, User
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.written import Given, ask
from houvast.tracks import permissions
from houvast.tracks.models import CoachOffer, Contact, Deputy, Handover, Leave, NextMoment
from houvast.tracks.reads.contacts import WAS_ONLY_TOLD
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.rules.hiring import ENDS_SOON
from houvast.tracks.rules.states import (
    PROMISED,
    HandoverReason,
    HandoverState,
    NextMomentState,
    OfferState,
)

CAME_IN_FOR = timedelta(days=14)
"""How long a contact that came in late is shown on Vandaag, when nobody acts on it."""


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
class Away:
    """A leave of now or later, as the coach or the one who stands in meets it on Vandaag.

    `who` is the stand-in of the own leave (empty if none), or the colleague one stands in for.
    """

    who: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class CameIn:
    """A contact of who held this young person before, in late; `told_on` is the day told in it."""

    track_id: UUID
    name: str
    by: str
    on: date
    told_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to this coach, for whom he or she stands in, and the own leave, the first first."""

    offers: tuple[Offer, ...]
    duties: tuple[Away, ...]
    leave: tuple[Away, ...]
    hired_until: date | None = None
    """The last day of the own contract, when it ends soon."""
    came_in: tuple[CameIn, ...] = ()
    """What a colleague told of one's own young people, until one plans something since."""


def asked_of(by: Actor, today: date) -> Asked:
    """Everything that waits for the actor, inside the caller's act."""
    row = ask(_waiting, user_id=by.user_id, today=today, since=today - CAME_IN_FOR)[0]
    offers = (*map(_offer, row["offers"]), *map(_offer, row["handovers"]))
    last = row["hired_until"]
    return Asked(
        offers,
        tuple(map(_away, row["duties"])),
        tuple(map(_away, row["leave"])),
        last if last and last <= today + ENDS_SOON else None,
        tuple(map(_came_in, row["came_in"])),
    )


def _waiting(user_id: Given, today: Given, since: Given) -> QuerySet[Any, Any]:
    who: Any = User.objects.filter(pk=user_id).values("pk")
    rows: QuerySet[Any, Any] = who.annotate(
        offers=ArraySubquery(_offers(user_id, today)),
        handovers=ArraySubquery(_handovers(user_id, today)),
        duties=ArraySubquery(_duties(user_id, today)),
        leave=ArraySubquery(_leave(user_id, today)),
        hired_until=Subquery(_contract(user_id)),
        came_in=ArraySubquery(_late(user_id, since)),
    )
    return rows


def questions_page(by: Actor) -> tuple[Offer, ...]:
    """The questions to become somebody's coach alone, for who asks for nothing else."""
    with recorded(by, "tracks.questions_viewed") as act:
        permissions.require_coach(by)
        offers = asked_of(by, act.today).offers
        act.concerns(*(one.person_id for one in offers))
        return offers


def _contract(user_id: Given) -> QuerySet[Any, Any]:
    newest = HiringContract.objects.filter(user=user_id).order_by("-set_at", "-pk")
    return newest.values(last=Least("ends_on", "processing_until"))[:1]


def _offers(user_id: Given, today: Given) -> QuerySet[Any, Any]:
    asked = CoachOffer.objects.filter(
        to_user=user_id, state=OfferState.OFFERED.value, accept_by__gte=today
    )
    columns = {"id": "pk", "person": "person_id", "reason": "reason", "on": "accept_by"}
    return _named(asked, columns)


def _handovers(user_id: Given, today: Given) -> QuerySet[Any, Any]:
    asked = Handover.objects.filter(
        to_user=user_id, state=HandoverState.OFFERED.value, accept_by__gte=today
    )
    columns = {"id": "pk", "person": "person_id", "handover": "reason", "on": "accept_by"}
    return _named(asked, columns | {"by": "from_user__name"})


def _named(asked: QuerySet[Any], columns: dict[str, str]) -> QuerySet[Any, Any]:
    named: Any = asked.annotate(**names()).order_by("accept_by", "pk")
    rows: QuerySet[Any, Any] = named.values(
        one=JSONObject(**columns, **{name: name for name in names()})
    )
    return rows


def _late(user_id: Given, since: Given) -> QuerySet[Any, Any]:
    """Contacts of others that changed nothing of what one planned, and that one did not act on."""
    acted = NextMoment.objects.filter(
        track=OuterRef("track"),
        state=NextMomentState.PLANNED.value,
        planned_at__gt=OuterRef("recorded_at"),
    )
    told: Any = Contact.objects.standing().filter(
        WAS_ONLY_TOLD,
        ~Exists(acted),
        track__lead_coach=user_id,
        track__state__in=[one.value for one in PROMISED],
        recorded_at__date__gte=since,
    )
    mine: Any = told.exclude(made_by=user_id).annotate(**names()).order_by("recorded_at", "pk")
    columns = {"track": "track_id", "by": "made_by__name", "at": "at"}
    rows: QuerySet[Any, Any] = mine.values(
        one=JSONObject(**columns, told_on="moment__due", **{name: name for name in names()})
    )
    return rows


def _duties(user_id: Given, today: Given) -> QuerySet[Any, Any]:
    duties = Deputy.objects.filter(
        user=user_id,
        leave__ended_at=None,
        until_on__gte=today,
        from_on__lte=F("until_on"),
    )
    days = JSONObject(who="leave__user__name", from_on="from_on", until_on="until_on")
    return duties.order_by("from_on", "pk").values(one=days)


def _leave(user_id: Given, today: Given) -> QuerySet[Any, Any]:
    mine = Leave.objects.filter(user=user_id, ended_at=None, until_on__gte=today)
    named = Deputy.objects.filter(
        leave=OuterRef("pk"), until_on__gte=F("from_on"), from_on__lte=F("leave__until_on")
    )
    who = ArraySubquery(named.order_by("from_on").values("user__name"))
    days = JSONObject(who=who, from_on="from_on", until_on="until_on")
    return mine.order_by("from_on", "pk").values(one=days)


def _offer(one: dict[str, Any]) -> Offer:
    return Offer(
        id=UUID(one["id"]),
        person_id=UUID(one["person"]),
        nickname=name_of(one),
        reason=one.get("reason", ""),
        accept_by=date.fromisoformat(one["on"]),
        handover=HandoverReason(one["handover"]) if "handover" in one else None,
        by=one.get("by", ""),
    )


def _came_in(one: dict[str, Any]) -> CameIn:
    return CameIn(
        track_id=UUID(one["track"]),
        name=name_of(one),
        by=one["by"],
        on=localdate(datetime.fromisoformat(one["at"])),
        told_on=date.fromisoformat(one["told_on"]),
    )


def _away(one: dict[str, Any]) -> Away:
    who = one["who"] if isinstance(one["who"], str) else ", ".join(one["who"])
    return Away(who, date.fromisoformat(one["from_on"]), date.fromisoformat(one["until_on"]))
