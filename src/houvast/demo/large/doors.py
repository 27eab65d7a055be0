"""The tables without their indexes, foreign keys and triggers, and exactly as before at the end.

A million lives one row at a time would fire half a billion checks. So the owner takes the checks
off, adds the rows, and puts every check back in the same transaction: PostgreSQL then verifies each
index and each foreign key over all rows, and nobody ever sees the tables without.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from houvast.demo.large.tables import Table

FORCED = """
select relname::text from pg_class
where relforcerowsecurity and oid::regclass::text = any(%(names)s)
"""
KEYS = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text
from pg_constraint
where contype in ('p', 'u', 'x', 'f')
  and (conrelid::regclass::text = any(%(names)s)
       or (contype = 'f' and confrelid::regclass::text = any(%(names)s)))
order by contype = 'f', contype <> 'p', 1, 2
"""
INDEXES = """
select i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
from pg_index i
where i.indrelid::regclass::text = any(%(names)s)
  and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f')
order by 1, 2
"""
TRIGGERS = """
select tgrelid::regclass::text, tgname from pg_trigger
where not tgisinternal and tginitdeferred and tgtype & 4 > 0
  and tgrelid::regclass::text = any(%(names)s)
order by 1, 2
"""
"""Constraint triggers that wait for the commit and fire after an insert."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken off; `checks` are statements that put it back, each over all rows."""

    indexes: tuple[str, ...]
    foreign: tuple[str, ...]


@contextmanager
def opened(cursor: CursorWrapper, tables: list[Table]) -> Iterator[list[str]]:
    """Let the owner read and add, and let no trigger fire; gives the names of the tables."""
    names = [one._meta.db_table for one in tables]
    cursor.execute(FORCED, {"names": names})
    forced = [name for (name,) in cursor.fetchall()]
    for name in names:
        cursor.execute(f"alter table {name} no force row level security, disable trigger user")
    yield names
    for name in names:
        cursor.execute(f"alter table {name} enable trigger user")
    for name in forced:
        cursor.execute(f"alter table {name} force row level security")


def take_off(cursor: CursorWrapper, names: list[str]) -> Taken:
    """Take off indexes and foreign keys; who does so puts them back."""
    cursor.execute(INDEXES, {"names": names})
    indexes = cursor.fetchall()
    cursor.execute(KEYS, {"names": names})
    keys = cursor.fetchall()
    for table, name, _made, _kind in reversed(keys):
        cursor.execute(f'alter table {table} drop constraint "{name}"')
    for _table, name, _made in indexes:
        cursor.execute(f"drop index {name}")
    back = [
        (kind == "f", f'alter table {table} add constraint "{name}" {made}')
        for table, name, made, kind in keys
    ]
    return Taken(
        indexes=(*(one for foreign, one in back if not foreign), *(made for *_, made in indexes)),
        foreign=tuple(one for foreign, one in back if foreign),
    )


def put_back(cursor: CursorWrapper, statements: Iterable[str], done: Callable[[], None]) -> None:
    """Run the statements, and tell after each."""
    for one in statements:
        cursor.execute(one)
        done()


def ask_last(cursor: CursorWrapper, name: str) -> None:
    """Let the constraint triggers of a table fire for what is added from now on."""
    cursor.execute(TRIGGERS, {"names": [name]})
    for table, trigger in cursor.fetchall():
        cursor.execute(f"alter table {table} enable trigger {trigger}")
