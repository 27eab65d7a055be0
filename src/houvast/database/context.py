"""Who the database answers to: the one place that sets the row level security context."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from houvast.database.actor import Actor


@dataclass(frozen=True, slots=True)
class Instant:
    """The time of this transaction by the one clock: an aware time, and the Dutch calendar day."""

    now: datetime
    today: date


_acting: ContextVar[tuple[tuple[Actor, Instant], ...]] = ContextVar("_acting", default=())
"""The blocks we are inside of, outermost first."""

SET = (
    "select set_config('houvast.municipality', %s, true), set_config('houvast.user', %s, true),"
    " set_config('houvast.purpose', %s, true), set_config('houvast.token', %s, true),"
    " set_config('plan_cache_mode', 'force_generic_plan', true), houvast_now(), houvast_today()"
)


def outermost() -> bool:
    """Whether no block acts yet: the next one opens the transaction."""
    return not _acting.get()


@contextmanager
def acting(by: Actor) -> Iterator[Instant]:
    """Run a block in one transaction in which the database shows only what `by` may see.

    The settings are local to the transaction, so a pooled connection cannot carry them to the
    next request. Nothing lazy may leave the block: a queryset evaluated later finds no rows.
    A block inside another acts for the same user, and may do so for another purpose; at its end
    the outer purpose is back. One inside a plain transaction (a test) clears what it set, because
    only a commit would forget it.
    """
    around = _acting.get()
    if around and around[-1][0] == by:
        yield around[-1][1]
        return
    if around and around[-1][0].user_id != by.user_id:
        raise RuntimeError("One transaction acts for one user.")
    inside = connection.in_atomic_block
    with transaction.atomic():
        at = _set(by)
        token = _acting.set((*around, (by, at)))
        try:
            yield at
        finally:
            _acting.reset(token)
        if inside:
            _set(around[-1][0] if around else None)


def _set(by: Actor | None) -> Instant:
    """Tell PostgreSQL who acts, and ask it the time in the same breath."""
    who = ("", "", "", "")
    if by:
        who = (str(by.municipality_id), str(by.user_id), by.purpose, str(by.token or ""))
    with connection.cursor() as cursor:
        cursor.execute(SET, who)
        *_, now, today = cursor.fetchone()
    return Instant(now, today)
