"""An agreement with an experience expert, made through the real actions."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.tracks.actions.companions import ask_companion, introduce_companion, note_check
from houvast.tracks.actions.sessions import log_session
from houvast.tracks.rules.companions import (
    Aim,
    CompanionPlan,
    Safeguard,
    Session,
    SessionOutcome,
)
from tests.cast import Town

MET = {"tracks_companionship": 1, "tracks_companionsession": 1}
HOW = {"tracks_companionaim": 1, "tracks_companiontalk": 1}
"""The tables of an agreement with one meeting: what who steers reads too, and what not."""


def looked_at(town: Town, days_ago: int = 0) -> None:
    """The coordinator spoke with denzel, whom lotte (or whoever sits there) coaches."""
    coach = town.people.get("lotte") or town["anouk"]
    day = timezone.localdate() - timedelta(days=days_ago)
    user = town["denzel"].user_id
    note_check(by=town["rachid"], user_id=user, own_coach=coach.user_id, checked_on=day)


def plan(mark: str = "", days: int = 90, **changes: Any) -> CompanionPlan:
    what: dict[str, Any] = {
        "aim": Aim.COME_ALONG,
        "safeguards": (Safeguard.OPEN_PLACE, Safeguard.COACH_IN_REACH),
        "ends_on": timezone.localdate() + timedelta(days=days),
        "words": f"{mark}samen ergens heen" if mark else "",
    }
    return CompanionPlan(**{**what, **changes})


def asked(town: Town, track: UUID, mark: str = "", coach: str = "anouk", **changes: Any) -> UUID:
    """An agreement that waits for the introduction."""
    looked_at(town)
    user = town["denzel"].user_id
    what = plan(mark, **changes)
    return ask_companion(by=town[coach], track_id=track, user_id=user, plan=what)


def introduced(town: Town, track: UUID, mark: str = "", coach: str = "anouk") -> UUID:
    """An agreement that runs; the coach has spoken with the young person before."""
    ship = asked(town, track, mark, coach)
    today = timezone.localdate()
    introduce_companion(by=town[coach], companionship_id=ship, introduced_on=today)
    return ship


def met(town: Town, ship: UUID, **changes: Any) -> UUID:
    """A meeting of today, noted by denzel."""
    what: dict[str, Any] = {"on": timezone.localdate(), "outcome": SessionOutcome.TALKED}
    session = Session(**{**what, **changes})
    return log_session(by=town["denzel"], companionship_id=ship, session=session, key=uuid4())
