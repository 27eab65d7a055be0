"""Work done later for employers, under the safety net."""

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.employers.actions.importing import forget_tables


@app.periodic(cron="27 * * * *")
@app.task(name="employers.forget_tables")
def forget_old_tables(timestamp: int) -> int:
    """Each hour: a table that nobody said yes to within a day is gone."""
    return sum(forget_tables(by=safety_net(place)) for place in municipalities())
