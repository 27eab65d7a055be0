"""Put the work that a proposal missed on the list of the municipality, in codes."""

from collections.abc import Iterable
from datetime import timedelta

from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.employers.models import Demand
from houvast.employers.rules.demand import Missed

KEPT_DAYS = timedelta(days=366)


def tell_missed(by: Actor, every: Iterable[Missed], act: Operation) -> None:
    """Note that this work was missed this month; what stands there already stays one line.

    Part of the act that made the proposal, whose entry says who asked for it.
    """
    month, until = act.today.replace(day=1), act.today + KEPT_DAYS
    Demand.objects.bulk_create(
        [
            Demand(
                municipality_id=by.municipality_id,
                destroy_on=until,
                occupation=one.occupation,
                region=one.region,
                day_time=one.day_time.value,
                month=month,
            )
            for one in every
        ],
        update_conflicts=True,
        unique_fields=["municipality", "occupation", "region", "day_time"],
        update_fields=["month", "destroy_on"],
    )
