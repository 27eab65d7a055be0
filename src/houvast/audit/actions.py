"""The one door to the data: what cannot be recorded does not happen, and is not shown."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import perf_counter
from uuid import UUID, uuid4

from django.db import DatabaseError

from houvast.audit.models import Entry
from houvast.audit.trace import part_of_what
from houvast.database.actor import Actor
from houvast.database.context import Instant, acting, outermost
from houvast.database.outage import NoTrail
from houvast.database.written import add, add_all
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
    began: float = field(default_factory=perf_counter)
    key: UUID = field(default_factory=uuid4)
    """The key of its entry: what is printed in the act says which one it was."""

    def concerns(self, *persons: UUID) -> None:
        """Name the persons this is about: one for a file, all that a list page shows."""
        self.shown = persons
        if len(persons) == 1:
            self.about = persons[0]


_choices: ContextVar[list[str]] = ContextVar("_choices")
"""Choices made at the door, taken into the trail by the first act that comes through it."""


@contextmanager
def with_choices(verbs: Iterable[str]) -> Iterator[None]:
    """Let the act in the block leave these choices as entries of their own, in its transaction."""
    token = _choices.set(list(verbs))
    try:
        yield
    finally:
        _choices.reset(token)


_together: ContextVar[list[Entry] | None] = ContextVar("_together", default=None)
"""Entries of the blocks inside, until the end of `entries_together`."""


@contextmanager
def entries_together() -> Iterator[None]:
    """Inside an act of many parts: write the entries of its parts at once, at the end of the block.

    They are in the transaction of the act, so either all of it is there with its entries, or none.
    """
    rows: list[Entry] = []
    token = _together.set(rows)
    try:
        yield
    finally:
        _together.reset(token)
    _write(rows)


@contextmanager
def recorded(by: Actor, verb: str, about: UUID | None = None) -> Iterator[Operation]:
    """Act as `by` in one transaction and leave one entry in it; `about` is what was asked for.

    A domain error undoes everything, and then leaves an entry of its own: refused attempts count.
    It is written after the roll-back, so that this cannot take it along. An entry that cannot be
    written raises `NoTrail`: without the trail there is no data. A block inside another leaves its
    own entry, in the same transaction.
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
            _add(by, at, operation)
            _add_choices(by, at, operation)
    except DomainError as error:
        if first:
            with acting(by) as at:
                _add(by, at, Operation(verb, at.now, at.today, attempt), refusal=_code(error))
        raise


def _add_choices(by: Actor, at: Instant, act: Operation) -> None:
    chosen = _choices.get([])
    for verb in chosen:
        _add(by, at, Operation(verb, act.now, act.today, act.about, act.shown))
    chosen.clear()


def _code(error: DomainError) -> str:
    """Why it was refused, without the words: those may hold what a person typed."""
    detail = "" if isinstance(error, Refused) else str(error)
    return f"{type(error).__name__}:{detail}"[:60].rstrip(":")


def _add(by: Actor, at: Instant, act: Operation, refusal: str = "") -> None:
    trace, came_from = part_of_what()
    entry = Entry(
        pk=act.key,
        municipality_id=by.municipality_id,
        actor_id=by.user_id,
        at=at.now,
        role=by.role,
        purpose=by.purpose,
        verb=act.verb,
        refusal=refusal,
        subject=act.about,
        shown=list(act.shown),
        trace=trace,
        came_from=came_from,
        took=round((perf_counter() - act.began) * 1_000_000),
        destroy_on=at.today + KEPT_FOR,
    )
    together = _together.get()
    if together is None or refusal:
        _write([entry])
    else:
        together.append(entry)


def _write(entries: list[Entry]) -> None:
    try:
        add(entries[0]) if len(entries) == 1 else add_all(entries)
    except DatabaseError as error:
        raise NoTrail(entries[0].verb) from error
