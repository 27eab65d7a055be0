"""The rows that a year of work left, kept until they go into the database in one go."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Model

from houvast.accounts.rules import WorkingDays
from houvast.audit.actions import KEPT_FOR
from houvast.audit.models import Entry
from houvast.database.actor import Actor
from houvast.tracks.rules.promise import Terms

OWNER = "owner"
GLANCED = ("nextmoment", "contact", "rung", "milestone")
OF_NOW = {
    "tracks_step": ("step_on_a_running_track",),
    "tracks_track": ("glance_of_track",),
    "sharing_assignment": ("glance_of_lead",),
    **{f"tracks_{one}": ("glance",) for one in GLANCED},
}
"""Triggers that ask how it is now: of a row about then, on a track that has closed since, no.

What lists show of a track is written at the end, once for each.
"""
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Town:
    """The people who act, where they work, and the settings they work under."""

    place: UUID
    people: dict[str, Actor]
    teams: dict[str, UUID]
    """The team of each, by user name."""
    programme: UUID
    criteria: tuple[UUID, ...]
    terms: Terms
    days: WorkingDays

    def user(self, name: str) -> UUID:
        """The key of somebody's account."""
        return self.people[name].user_id


@dataclass(slots=True)
class Ledger:
    """Collects rows by table. The same dice give the same keys, so the same municipality."""

    town: Town
    dice: Random
    rows: dict[type[Model], list[Model]] = field(default_factory=dict)

    def key(self) -> UUID:
        """A new primary key."""
        return UUID(int=self.dice.getrandbits(128), version=4)

    def add(self, row: Row) -> Row:
        """Keep a row."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def entry(self, by: Actor, verb: str, at: datetime, about: UUID | None, *shown: UUID) -> None:
        """The entry in the trail that the act would have left."""
        self.add(
            Entry(
                id=self.key(),
                municipality_id=by.municipality_id,
                actor_id=by.user_id,
                at=at,
                role=by.role,
                purpose=by.purpose,
                verb=verb,
                subject=about,
                shown=list(shown),
                destroy_on=at.date() + KEPT_FOR,
            )
        )

    def keep(
        self, order: Iterable[type[Model]], changed: Sequence[Model], columns: Sequence[str]
    ) -> int:
        """Put everything into the database in one transaction; how many rows there were.

        COPY and bulk inserts are refused under FORCE row security. The owner lifts it for these
        tables, fires every constraint and trigger that was put off, and closes the tables again
        before the commit: nobody ever sees them open. `changed` are rows that were there already,
        of which some `columns` are other now.
        """
        tables = [one for one in order if one in self.rows]
        if missing := self.rows.keys() - set(tables):
            raise LookupError(f"No place in the order for {missing}.")
        around = [*tables, *{type(one) for one in changed}]
        with transaction.atomic(using=OWNER), _lifted(around):
            for model in tables:
                model._default_manager.using(OWNER).bulk_create(self.rows[model], batch_size=1000)
            for kind in {type(one) for one in changed}:
                kind._default_manager.using(OWNER).bulk_update(changed, columns)
        return sum(len(rows) for rows in self.rows.values())


@contextmanager
def _lifted(tables: list[type[Model]]) -> Iterator[None]:
    names = [one._meta.db_table for one in tables]
    with connections[OWNER].cursor() as cursor:
        for name in names:
            cursor.execute(f"alter table {name} no force row level security")
            for trigger in OF_NOW.get(name, ()):
                cursor.execute(f"alter table {name} disable trigger {trigger}")
        yield
        cursor.execute("select tracks_note_glance(id) from tracks_track")
        cursor.execute("set constraints all immediate")
        for name in names:
            for trigger in OF_NOW.get(name, ()):
                cursor.execute(f"alter table {name} enable trigger {trigger}")
            cursor.execute(f"alter table {name} force row level security")
