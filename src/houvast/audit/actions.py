"""The one door to the data: what cannot be recorded does not happen, and is not shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from houvast.audit.models import Entry
from houvast.database.actor import Actor
from houvast.database.context import Instant, acting, outermost
from houvast.errors import DomainError, Refused

KEPT_FOR = timedelta(days=5 * 365)
"""How long the trail is kept; a setting of the controller once retention runs (trust section 9)."""


@dataclass(slots=True)
class Operation:
    """One act under way: when it happens, and about what and whom; the block fills these in."""

    verb: str
    now: datetime
    today: date
    about: UUID | None = None
    shown: tuple[UUID, ...] = ()

    def concerns(self, *persons: UUID) -> None:
        """Name the persons this is about: one for a file, all that a list page shows."""
        self.shown = persons
        if len(persons) == 1:
            self.about = persons[0]


@contextmanager
def recorded(by: Actor, verb: str, about: UUID | None = None) -> Iterator[Operation]:
    """Act as `by` in one transaction and leave one entry in it; `about` is what was asked for.

    A domain error undoes everything, and then leaves an entry of its own: refused attempts count.
    A block inside another leaves its own entry, in the same transaction.
    """
    first = outermost()
    attempt = about
    try:
        with acting(by) as at:
            operation = Operation(verb, at.now, at.today, about)
            try:
                yield operation
            finally:
                attempt = operation.about or attempt
            _add(by, at, verb, operation.about, shown=operation.shown)
    except DomainError as error:
        if first:
            with acting(by) as at:
                _add(by, at, verb, attempt, refusal=_code(error))
        raise


def _code(error: DomainError) -> str:
    """Why it was refused, without the words: those may hold what a person typed."""
    detail = "" if isinstance(error, Refused) else str(error)
    return f"{type(error).__name__}:{detail}"[:60].rstrip(":")


def _add(
    by: Actor,
    at: Instant,
    verb: str,
    about: UUID | None,
    *,
    shown: tuple[UUID, ...] = (),
    refusal: str = "",
) -> None:
    Entry.objects.create(
        municipality_id=by.municipality_id,
        actor_id=by.user_id,
        at=at.now,
        role=by.role,
        purpose=by.purpose,
        verb=verb,
        refusal=refusal,
        subject=about,
        shown=list(shown),
        destroy_on=at.today + KEPT_FOR,
    )
