"""How long a journey takes, by postcode of four digits only: always an estimate ("ongeveer").

Without imported points no straight line can be drawn, so there is one rough rule: the same postcode
is near, the same first three digits is the next neighbourhood, further away is not known and
becomes the step "reistijd afspreken". With points it is the straight line times 1.3. Within one
postcode it stays a kilometre either way: both ends have the same point. Minutes that somebody
imported for two postcodes and a way of travelling count instead of an estimate.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isqrt

from houvast.matching.rules.codes import TravelMode
from houvast.reference.rules.travel_times import Journeys

Points = Mapping[str, tuple[int, int]]
"""Where a postcode lies, in whole metres (RD). Empty until somebody imports them."""

Times = Mapping[TravelMode, Journeys]
"""Minutes between postcodes, per way of travelling."""

SAME, NEXT = 1_000, 4_000
"""Metres by road within one postcode, and to a postcode with the same first three digits."""

PACE = {
    TravelMode.WALK: (0, 80),
    TravelMode.BICYCLE: (0, 250),
    TravelMode.PUBLIC: (12, 450),
    TravelMode.MOPED: (0, 400),
    TravelMode.CAR: (5, 600),
}
"""Minutes to begin with, and metres a minute: rough figures of our own, part of the ruleset."""

USUAL_LIMIT = 45
"""Minutes one way, as long as nobody asked the young person (matching section 2)."""
USUAL_MODES = frozenset({TravelMode.BICYCLE, TravelMode.PUBLIC})


@dataclass(frozen=True, slots=True)
class TravelModel:
    """How journeys are estimated, and what somebody measured."""

    points: Points = field(default_factory=dict)
    version: str = ""
    """Which editions the points and the minutes are of; in the version of the ruleset."""
    times: Times = field(default_factory=dict)
    """Minutes that were imported; where they say nothing, the estimate counts."""

    def road(self, here: str, there: str) -> int | None:
        """Metres by road between two postcodes, or None when that cannot be said."""
        if "" in (here, there):
            return None
        if here == there:
            return SAME
        if here in self.points and there in self.points:
            (x, y), (to_x, to_y) = self.points[here], self.points[there]
            return isqrt((x - to_x) ** 2 + (y - to_y) ** 2) * 13 // 10
        return NEXT if here[:3] == there[:3] else None

    def minutes(self, here: str, there: str, modes: frozenset[TravelMode]) -> int | None:
        """Minutes one way by the quickest of the modes, or None when that cannot be said."""
        road, least = self.road(here, there), None
        for mode in modes:
            one = self._minutes_by(mode, road, here, there)
            if one is not None and (least is None or one < least):
                least = one
        return least

    def _minutes_by(self, mode: TravelMode, road: int | None, here: str, there: str) -> int | None:
        if mode in self.times:
            measured = self.times[mode].between(here, there)
            if measured is not None:
                return measured
        begin, pace = PACE[mode]
        return None if road is None else begin + road // pace
