"""Overzicht: how the promise stands, in numbers of the whole municipality and of nobody (P16)."""

from dataclasses import dataclass

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.replica import counted
from houvast.errors import NotAllowed
from houvast.tracks.reads.coordinating import Seats, seats
from houvast.tracks.reads.overdue import Step
from houvast.tracks.rules.promise import LADDER
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.terms import MAY_SEE


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Exact numbers of the own work; none of them is about a person, a coach or a team."""

    held: int
    """Tracks that run: everybody here has one coach and one next moment."""
    proposed: int
    closed: int
    without_coach: int
    without_moment: int
    silent: int
    signals: int
    handovers: int
    closings: int
    steps: tuple[Step, ...]
    phases: tuple[tuple[TrackPhase, int], ...]
    seats: Seats
    """Who coordinates, stands in and manages: an empty seat is an alarm."""

    @property
    def late(self) -> int:
        """How many rungs ask somebody to act."""
        return sum(one.number for one in self.steps)

    @property
    def highest(self) -> int:
        """How many ask at the highest step: there is nobody above to ask."""
        return self.steps[-1].number

    @property
    def most_late(self) -> int:
        """The number at the fullest step, at least 1: what the picture is drawn to."""
        return max(1, *(one.number for one in self.steps))

    @property
    def most_in_phase(self) -> int:
        """The number in the fullest phase, at least 1."""
        return max(1, *(number for _phase, number in self.phases))

    @property
    def broken(self) -> int:
        """How often the promise is broken now: 0 by law of the database."""
        return self.without_coach + self.without_moment


def figures_page(by: Actor) -> FiguresPage:
    """The numbers of the actor's municipality. Raises NotAllowed."""
    with recorded(by, "tracks.figures_viewed") as act:
        if by.role not in MAY_SEE:
            raise NotAllowed("figures")
        found = _asked(by)
        return FiguresPage(
            held=found.get(("held", "open"), 0) + found.get(("held", "aftercare"), 0),
            proposed=found.get(("held", "proposed"), 0),
            closed=found.get(("held", "closed"), 0),
            without_coach=found.get(("law", "without_coach"), 0),
            without_moment=found.get(("law", "without_moment"), 0),
            silent=found.get(("waits", "silent"), 0),
            signals=found.get(("waits", "signal"), 0),
            handovers=found.get(("waits", "handover"), 0),
            closings=found.get(("waits", "closing"), 0),
            steps=tuple(
                Step(at, role, found.get(("rung", str(at)), 0))
                for at, role in enumerate(LADDER, start=1)
            ),
            phases=tuple((one, found.get(("phase", one.value), 0)) for one in TrackPhase),
            seats=seats(by.municipality_id, act.now),
        )


def _asked(by: Actor) -> dict[tuple[str, str], int]:
    rows = counted(by, "select what, part, number from tracks_figures()")
    return {(what, part): number for what, part, number in rows}
