"""The work that proposals for teams missed lately, for who talks with employers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from houvast.employers.models import Demand
from houvast.employers.rules.demand import DayTime
from houvast.reference.reads.occupations import group_column

LOOKS_BACK = timedelta(days=92)
MOST = 2000
"""More kinds of work than a municipality misses."""


@dataclass(frozen=True, slots=True)
class DemandLine:
    """Work that we miss, in codes."""

    id: UUID
    occupation: str
    group: str
    """What the imported list calls it, if there is one."""
    region: str
    day_time: DayTime


def demand_lines(today: date) -> tuple[DemandLine, ...]:
    """What was missed in the last months, by code; only inside an act, which leaves the entry."""
    rows: Any = Demand.objects.filter(month__gt=today - LOOKS_BACK)
    named = rows.annotate(group=group_column("occupation"))
    found = named.order_by("occupation", "region", "day_time", "pk")[:MOST]
    return tuple(
        DemandLine(one.pk, one.occupation, one.group or "", one.region, DayTime(one.day_time))
        for one in found
    )
