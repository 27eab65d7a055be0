"""The work that proposals for teams missed lately, for who talks with employers."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from houvast.employers.models import Demand
from houvast.employers.rules.demand import DayTime

LOOKS_BACK = timedelta(days=92)
MOST = 200


@dataclass(frozen=True, slots=True)
class DemandLine:
    """Work that we miss, in codes."""

    id: UUID
    occupation: str
    region: str
    day_time: DayTime


def demand_lines(today: date) -> tuple[DemandLine, ...]:
    """What was missed in the last months, by code; only inside an act, which leaves the entry."""
    rows = Demand.objects.filter(month__gt=today - LOOKS_BACK)
    found = rows.order_by("occupation", "region", "day_time", "pk")[:MOST]
    return tuple(
        DemandLine(one.pk, one.occupation, one.region, DayTime(one.day_time)) for one in found
    )
