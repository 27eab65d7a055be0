"""The present way to tell journeys: by the minutes and points that somebody imported, or without.

Both are read once by each process for each edition. Which editions count is asked in the query of
the caller (`travel_editions`), so that a page costs no statement more.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models.functions import JSONObject

from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.travel import TravelModel
from houvast.reference.reads.editions import Kept, counting
from houvast.reference.reads.journeys import Measured, journeys_of
from houvast.reference.reads.places import Points, points_of
from houvast.reference.rules.editions import Kind

NO_POINTS, NO_TIMES = Points("", "", {}), Measured("", "", {})


def travel_editions() -> JSONObject:
    """SQL: a column with the editions that count now, for `present_rules`."""
    return JSONObject(points=counting(Kind.PLACES), times=counting(Kind.TRAVEL_TIMES))


@lru_cache(maxsize=8)
def travel_model(points: UUID | None, times: UUID | None) -> TravelModel:
    """How long journeys take with these editions; None where there is none."""
    where = _points.get(points) if points else NO_POINTS
    measured = _times.get(times) if times else NO_TIMES
    version = f"{where.label} {measured.label}".strip()
    return TravelModel(where.of, version, {TravelMode(one): of for one, of in measured.of.items()})


def present_rules(editions: dict[str, Any]) -> Ruleset:
    """The published ruleset with the journeys of now, from what `travel_editions` gave."""
    points, times = (editions[one] and UUID(editions[one]) for one in ("points", "times"))
    return replace(RULESET, travel=travel_model(points, times))


_points, _times = Kept(points_of), Kept(journeys_of)
