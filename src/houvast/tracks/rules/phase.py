"""The phase of a track, from facts. Access, state and lists never depend on it."""

from dataclasses import dataclass
from datetime import date

from houvast.tracks.rules.states import TrackPhase, TrackState


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """What the phase is computed from."""

    state: TrackState
    scanned: bool = False
    plans_agreed: bool = False
    work_wished: bool = False
    work_started_on: date | None = None


def phase_of(facts: PhaseFacts) -> TrackPhase:
    """The furthest point that the facts carry."""
    if facts.state is TrackState.AFTERCARE:
        return TrackPhase.AFTERCARE
    if facts.work_started_on is not None:
        return TrackPhase.AT_WORK
    if facts.work_wished:
        return TrackPhase.SEEKING_WORKPLACE
    if facts.plans_agreed:
        return TrackPhase.GETTING_READY
    if facts.scanned:
        return TrackPhase.PLANNING
    return TrackPhase.GETTING_ACQUAINTED
