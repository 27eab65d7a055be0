"""The trail as the auditor reads it, on a connection of his own and without Django."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any
from uuid import UUID

import psycopg

from houvast.audit.rules.chain import ENTRY, LINE, Broken, Sealed, Wrong, digest

Connection = psycopg.Connection[Any]

SEALS = f"""
select {
    ", ".join(
        "municipality_id" if one.name == "municipality" else one.name for one in fields(Sealed)
    )
}
from audit_seal where municipality_id = %s and number > %s order by number limit %s
"""  # noqa: S608  (names of our own)
ENTRIES = f"select {', '.join(ENTRY)} from audit_entry where id = any(%s)"  # noqa: S608
LINES = f"""
select operation, {", ".join(LINE)} from audit_processingline where operation = any(%s) order by id
"""  # noqa: S608
WAITING = "select entry, digest from audit_waiting where municipality_id = %s"
UNKNOWN = """
select id from audit_entry where municipality_id = %(place)s
except (select unnest(entries) from audit_seal where municipality_id = %(place)s)
except (select entry from audit_waiting where municipality_id = %(place)s)
limit 1
"""
NO_ENTRY = """
select operation from audit_processingline
where municipality_id = %s and not exists (select from audit_entry where id = operation)
order by id limit 1
"""
AT_A_TIME = 20


@contextmanager
def frozen(url: str) -> Iterator[Connection]:
    """One moment of the trail: what is written meanwhile is not seen."""
    with psycopg.connect(url) as auditor:
        auditor.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        auditor.read_only = True
        auditor.execute("set local work_mem = '64MB'")
        yield auditor


def municipalities(auditor: Connection) -> list[UUID]:
    """Every municipality that has a seal or an entry that waits for one."""
    found = auditor.execute(
        "select municipality_id from audit_seal union select municipality_id from audit_waiting"
        " union select municipality_id from audit_entry order by 1"
    )
    return [place for (place,) in found]


def seals(auditor: Connection, place: UUID, last: int = -1) -> Iterator[Sealed]:
    """The seals of a municipality after the one with this number, in their order."""
    while rows := auditor.execute(SEALS, [place, last, AT_A_TIME]).fetchall():
        for row in rows:
            yield _sealed(*row)
        last = rows[-1][1]


def _sealed(*row: Any) -> Sealed:
    *known, entries, listed = row
    place, number, many, total, at, root, previous, own = known
    return Sealed(place, number, many, total, at, root, previous, own, tuple(entries), listed)


def digests(auditor: Connection, entries: Sequence[UUID]) -> Mapping[UUID, bytes]:
    """The digests of these entries as they are now; of one that is gone there is none."""
    lines: dict[UUID, list[tuple[Any, ...]]] = {}
    for operation, *line in auditor.execute(LINES, [list(entries)]):
        lines.setdefault(operation, []).append(tuple(line))
    rows = auditor.execute(ENTRIES, [list(entries)])
    return {row[0]: digest(row, lines.get(row[0], ())) for row in rows}


def wrong_outside(auditor: Connection, place: UUID) -> Broken | None:
    """What is wrong with what stands in no seal: an entry nobody wrote through the door, a line.

    Of an entry that waits for its seal the digest was kept when it was written.
    """
    waiting = dict(auditor.execute(WAITING, [place]).fetchall())
    now = digests(auditor, list(waiting))
    for entry, kept in waiting.items():
        if entry not in now:
            return Broken(Wrong.DELETED, None, entry)
        if now[entry] != kept:
            return Broken(Wrong.EDITED, None, entry)
    if row := auditor.execute(UNKNOWN, {"place": place}).fetchone():
        return Broken(Wrong.ADDED, None, row[0])
    if row := auditor.execute(NO_ENTRY, [place]).fetchone():
        return Broken(Wrong.UNKNOWN_LINE, None, row[0])
    return None
