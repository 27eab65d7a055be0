"""A plan is read by a job, under the name of who brought it."""

from uuid import UUID

from procrastinate.contrib.django import app

from houvast.plans.actions.arriving import READ, read_later
from houvast.uploads.later import who_asked


@app.task(name=READ)
def read_a_plan(upload_id: str, user_id: str, role: str, purpose: str) -> None:
    """Read a file that waits. Running twice reads once."""
    read_later(by=who_asked(user_id, role, purpose), arrival_id=UUID(upload_id))
