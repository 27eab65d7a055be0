"""What the whole programme was counted at: numbers over half years, of nobody (disclosure D-16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.placements.models import ProgrammeCount
from houvast.placements.rules.counting import MAY_COUNT


@dataclass(frozen=True, slots=True)
class HalfYears:
    """One or more half years together, as they were counted: people, in fives."""

    measure: str
    since: date
    until: date
    number: int


def require_counts(by: Actor) -> None:
    """Go on for who makes policy. Raises NotAllowed."""
    if by.role not in MAY_COUNT or by.purpose != Purpose.FIGURES:
        raise NotAllowed("counts")


def programme_counts(by: Actor) -> tuple[HalfYears, ...]:
    """All that was counted in the own municipality, the earliest first. Raises NotAllowed."""
    with recorded(by, "placements.counts_viewed"):
        require_counts(by)
        rows = ProgrammeCount.objects.order_by("since", "pk")
        return tuple(_shown(rows.values_list("measure", "since", "until", "number")))


def _shown(rows: Iterable[tuple[str, date, date, int]]) -> Iterable[HalfYears]:
    return (HalfYears(*one) for one in rows)
