"""Whether a track is shielded and who asked meanwhile; and for who steers, all that are."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.cooperation.models import Shield, ShieldedQuestion
from houvast.cooperation.reads.care import cared_for
from houvast.cooperation.rules.shielding import ShieldReason
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.people.models import Nickname
from houvast.sharing.rules import Verb
from houvast.tracks.reads.standing import STEERING

SHOWN = 50
"""How many questions a page shows, the latest first."""


@dataclass(frozen=True, slots=True)
class ShieldLine:
    """One shield that works."""

    id: UUID
    track_id: UUID
    name: str
    reason: ShieldReason
    from_on: date
    until_on: date
    made_by: str


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody heard no about who is shielded."""

    at: datetime
    name: str
    function: str


@dataclass(frozen=True, slots=True)
class ShieldPage:
    """Of one young person, for who leads."""

    today: date
    track_id: UUID
    name: str
    shield: ShieldLine | None
    asked: tuple[Question, ...]


def shield_page(by: Actor, track_id: UUID) -> ShieldPage:
    """For the lead coach. Raises NotFound, and NotAllowed for who does not coach."""
    with recorded(by, "cooperation.shield_viewed", track_id) as act:
        track, leads = cared_for(by, track_id, Verb.SEE, act)
        if not leads:
            raise NotAllowed("not_lead")
        called: str | None = vars(track)["called"]
        found = _working(act.today, track=track.pk)
        asked = ShieldedQuestion.objects.filter(track=track).order_by("-at", "pk")
        rows = asked.values_list("at", "asked_by__name", "asked_by__function")[:SHOWN]
        return ShieldPage(
            act.today,
            track.pk,
            called or "",
            found[0] if found else None,
            tuple(Question(*one) for one in rows),
        )


@dataclass(frozen=True, slots=True)
class ShieldsPage:
    """All shields that work, of whom who steers sees the track; the first end on top."""

    today: date
    shields: tuple[ShieldLine, ...]


def shields_page(by: Actor) -> ShieldsPage:
    """For who steers. Raises NotAllowed for others."""
    with recorded(by, "cooperation.shields_viewed") as act:
        if by.purpose != Purpose.PROCESS_STEERING or by.role not in STEERING:
            raise NotAllowed("role")
        return ShieldsPage(act.today, _working(act.today))


def _working(today: date, **only: UUID) -> tuple[ShieldLine, ...]:
    named = Nickname.objects.filter(person=OuterRef("person_id")).values("text")[:1]
    rows = Shield.objects.filter(ended_at=None, until_on__gte=today, **only)
    found = rows.order_by("until_on", "pk").values_list(
        "pk", "track_id", Subquery(named), "reason", "from_on", "until_on", F("made_by__name")
    )
    return tuple(
        ShieldLine(key, track, name or "", ShieldReason(why), since, until, who)
        for key, track, name, why, since, until, who in found
    )
