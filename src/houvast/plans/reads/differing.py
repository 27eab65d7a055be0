"""Two people who read the same passage in two ways: both stand at the passage, and neither wins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from houvast.plans.models import Mark, Reading
from houvast.plans.rules.judging import Decision, Level


@dataclass(frozen=True, slots=True)
class Differs:
    """What somebody else said of a passage before, other than the mark that counts."""

    decision: Decision
    level: int | None
    by: str
    at: datetime


def differing(
    reading: Reading, about: str, counts: Mapping[UUID, Mark]
) -> dict[UUID, tuple[Differs, ...]]:
    """By passage what others said last, where that is another thing than the mark that counts.

    Means follow from an amount, so an agreement and means are the same reading.
    """
    rows = Mark.objects.filter(reading=reading, about=about, passage__in=list(counts))
    before = rows.exclude(replaced_at=None).select_related("by").order_by("at", "pk")
    last = {(one.passage_id, one.by_id): one for one in before}
    found: dict[UUID, tuple[Differs, ...]] = {}
    for (passage, who), one in last.items():
        now = counts[passage]
        if who != now.by_id and _said(one) != _said(now):
            told = Differs(Decision(one.decision), one.level, one.by.name, one.at)
            found[passage] = (*found.get(passage, ()), told)
    return found


def _said(one: Mark) -> tuple[str, int | None, str]:
    level = Level.AGREED if one.level == Level.FUNDED else one.level
    return one.decision, level, one.other
