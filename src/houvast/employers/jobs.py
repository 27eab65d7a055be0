"""Work done later for employers: under the safety net, or in the name of who said yes."""

from uuid import UUID

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.employers.actions.importing import BRING_IN, bring_in_later, forget_tables
from houvast.uploads.later import who_asked


@app.periodic(cron="27 * * * *")
@app.task(name="employers.forget_tables")
def forget_old_tables(timestamp: int) -> int:
    """Each hour: a table that nobody said yes to within a day is gone."""
    return sum(forget_tables(by=safety_net(place)) for place in municipalities())


@app.task(name=BRING_IN)
def bring_in_table(upload_id: str, user_id: str, role: str, purpose: str) -> None:
    """Bring in a table with many rows, in the name of who said yes to it."""
    bring_in_later(by=who_asked(user_id, role, purpose), upload_id=UUID(upload_id))
