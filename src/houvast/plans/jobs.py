"""A plan is read by a job, under the name of who brought it; what is no plan goes within a day."""

from uuid import UUID

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.plans.actions.arriving import READ, forget_arrivals, read_later
from houvast.uploads.later import who_asked


@app.periodic(cron="47 * * * *")
@app.task(name="plans.forget_arrivals")
def forget_old_arrivals(timestamp: int) -> int:
    """Each hour: a file that waited for a day is gone, read or not."""
    return sum(forget_arrivals(by=safety_net(place)) for place in municipalities())


@app.task(name=READ)
def read_a_plan(upload_id: str, user_id: str, role: str, purpose: str) -> None:
    """Read a file that waits. Running twice reads once."""
    read_later(by=who_asked(user_id, role, purpose), arrival_id=UUID(upload_id))
