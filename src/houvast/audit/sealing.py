"""Seal what was written: a job of the worker, so that nobody at a screen ever waits for it."""

from datetime import timedelta

from django.db import connection

from houvast.database.actor import Actor
from houvast.database.context import acting

SEAL_AFTER = timedelta(minutes=3)
"""How long an entry waits at most before a run of the job takes it; a thousand do not wait."""
SEAL = "select audit_seal_up(%s, %s * interval '1 second')"


def seal(*, by: Actor, waited: timedelta = SEAL_AFTER) -> int:
    """Seal the entries of a municipality when the oldest has waited so long; how many seals.

    It leaves no entry of its own: the seal says that it happened, and an entry would have to be
    sealed in turn. Two at once wait for each other.
    """
    with acting(by), connection.cursor() as cursor:
        seconds = waited.total_seconds()
        cursor.execute(SEAL, [by.municipality_id, seconds])
        return int(cursor.fetchone()[0])
