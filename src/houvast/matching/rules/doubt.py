"""What we do not know yet about a young person must not count against him or her in a plan.

Points come from a filled-in profile. So floor and bands are asked with what is unknown counted as
if it turned out well, and of somebody of whom we know no wishes, or nothing that he or she can,
they are not asked at all: first the talk. Forgetting something can then never take a pair away
(matching section 6.7).
"""

from houvast.matching.rules.points import TOGETHER, PointsTable
from houvast.matching.rules.sides import Wishes


def needs_talk(wishes: Wishes) -> bool:
    """We know no wishes, or nothing that can be done: first the talk (eerst het gesprek)."""
    return not (wishes.occupations or wishes.sectors) or not wishes.can


def benefit(wishes: Wishes, table: PointsTable) -> int:
    """The points that the unknown parts could give at most; all points where a talk comes first."""
    if needs_talk(wishes):
        return TOGETHER
    travel_known = wishes.pc4 and wishes.modes and wishes.minutes  # else as is usual: teams
    could = (
        (not wishes.occupations, table.wish),
        (not wishes.sectors, table.sector),
        (not wishes.learns, table.learn_each * table.learn_most),
        (not travel_known, table.travel),
        (not wishes.free, table.day_parts),
    )
    return sum(points for unknown, points in could if unknown)
