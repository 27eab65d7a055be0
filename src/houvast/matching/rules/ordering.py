"""How the lists of one young person are put in order, and in which order reasons are named."""

from collections.abc import Mapping
from dataclasses import dataclass

from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import Ints

REASONS = (
    BlockCode.TOO_YOUNG,
    BlockCode.HEAVY_WORK,
    BlockCode.NIGHT,
    BlockCode.LAW_DAY_PARTS,
    BlockCode.LAW_HOURS,
    BlockCode.LOW_WAGE,
    BlockCode.CONDITION,
    BlockCode.NEED,
    BlockCode.HOURS_TOO_MANY,
    BlockCode.HOURS_TOO_FEW,
    BlockCode.DAY_PARTS,
    BlockCode.KIND_REFUSED,
    BlockCode.SECTOR_REFUSED,
    BlockCode.EMPLOYERS_AGE,
    BlockCode.FULL,
    BlockCode.TRAVEL,
    BlockCode.STARTS_EARLIER,
)
"""The order in which `conditions.blocks` names them: the first counts where one is told."""
POINT_BITS, KEY_BITS = 10, 28
"""Room for the points (1,000 together), and for the workplaces of a country."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the workplaces of each list stand in the columns; the rest in no order."""

    fits: Ints
    near: Ints
    rest: Ints
    does_not_fit: Mapping[BlockCode, int]
    """How many of the rest have this as their first reason, most first."""


def counted(often: Ints) -> dict[BlockCode, int]:
    """How often each of `REASONS` is the first one, as the lists say it."""
    found = ((code, int(times)) for code, times in zip(REASONS, often, strict=True) if times)
    return dict(sorted(found, key=lambda one: -one[1]))
