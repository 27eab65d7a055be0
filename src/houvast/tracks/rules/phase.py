"""The phase of a track, from facts. Access, state and lists never depend on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from houvast.tracks.rules.states import MilestoneKind, TrackPhase, TrackState


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


def facts_from(
    state: TrackState, reached: Collection[MilestoneKind], work_started_on: date | None
) -> PhaseFacts:
    """The facts of a track from what was reached on it, as everyone who sees its process has it."""
    return PhaseFacts(
        state,
        scanned=MilestoneKind.SCANNED in reached,
        plans_agreed=MilestoneKind.PLANS_AGREED in reached,
        work_wished=MilestoneKind.WORK_WISHED in reached,
        work_started_on=work_started_on,
    )
