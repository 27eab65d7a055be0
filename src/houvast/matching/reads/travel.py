"""The present way to estimate journeys: by the points that somebody imported, or without.

Points are read once by each process for each edition. Which edition counts is asked in the query of
the caller (`points_edition`), so that a page costs no statement more.
"""

from dataclasses import replace
from uuid import UUID

from django.db.models import Subquery

from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.travel import TravelModel
from houvast.reference.reads.editions import Kept, counting
from houvast.reference.reads.places import points_of
from houvast.reference.rules.editions import Kind

NO_POINTS = TravelModel()


def points_edition() -> Subquery:
    """SQL: a column with the edition of the points that counts now, for `travel_model`."""
    return counting(Kind.PLACES)


def travel_model(edition: UUID | None) -> TravelModel:
    """How journeys are estimated with this edition of the points; None when there is none."""
    return _kept.get(edition) if edition else NO_POINTS


def present_rules(edition: UUID | None) -> Ruleset:
    """The published ruleset with the journeys of now."""
    return replace(RULESET, travel=travel_model(edition))


def _read(edition: UUID) -> TravelModel:
    points = points_of(edition)
    return TravelModel(points.of, points.label)


_kept = Kept(_read)
