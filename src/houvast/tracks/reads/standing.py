"""How the actor stands to a track or a signal that the database lets him see."""

from datetime import datetime

from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.sharing.reads import holding, is_near
from houvast.sharing.rules import Holding, Standing
from houvast.tracks.models import CoachOffer, Signal, Track
from houvast.tracks.rules.states import OfferState

STEERING = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
TRIAGE = (Role.TRIAGE_MEMBER, *STEERING)


def standing_to(by: Actor, track: Track, now: datetime) -> Holding | None:
    """By assignment, by steering, or because he was asked to be the coach."""
    if by.purpose == Purpose.PROCESS_STEERING and by.role in STEERING:
        return Holding(Standing.STEERING, is_near=is_near(track.person_id))
    if found := holding(by, track.person_id, now):
        return found
    asked = CoachOffer.objects.filter(
        track=track, to_user=by.user_id, state=OfferState.OFFERED.value
    )
    return Holding(Standing.OFFERED) if asked.exists() else None


def standing_to_signal(by: Actor, signal: Signal) -> Holding | None:
    """As triage, or as who entered it."""
    if by.role in TRIAGE:
        return Holding(Standing.TRIAGE)
    return Holding(Standing.REPORTER) if signal.entered_by_id == by.user_id else None
