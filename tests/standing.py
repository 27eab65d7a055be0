"""The town that stands while the tests run, and how tests that commit clear up.

Founding Waterrade takes longer than most tests. So it is founded once and committed; a test works
in a transaction that is rolled back. A test that commits finds the tables empty and leaves them so.
A file that needs more than the town, time and again, has it made once and committed as well: see
`made_once`.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.utils import timezone
from psycopg import sql

from tests.cast import STAFF, Town, found

_standing: list[Town] = []


MANY = 2**23
"""Bytes. From here it is quicker to make the files anew than to take each row out of them."""

SIZE = "select sum(pg_relation_size(one::regclass)) from unnest(%s::text[]) one"
TAKE_OUT = """
do $$ declare
    one regclass;
begin
    set local session_replication_role = replica;  -- no trigger of ours, which would refuse
    for one in select name from unnest({tables}::regclass[]) name loop
        if pg_relation_size(one) > 0 then
            execute format('delete from %s', one);
        end if;
    end loop;
    perform setval(objid, seqstart, false)
    from pg_depend join pg_sequence on seqrelid = objid
    where classid = 'pg_class'::regclass and refobjid = any({tables}::regclass[]);
end $$
"""


def emptied(owner: psycopg.Connection, tables: str) -> None:
    """Empty the tables, and the town with them.

    Emptying a table makes its files anew, and those of its indexes: 700 files, of which a test uses
    fifty. The administrator of a server of our own takes the few rows out instead.
    """
    _standing.clear()
    names = tables.split(", ")
    few = owner.execute(SIZE, [names]).fetchone() < (MANY,)
    if few and (above := _administrator(owner)):
        with above:
            above.execute(sql.SQL(TAKE_OUT).format(tables=sql.Literal(names)))
        return
    owner.execute(f"truncate {tables} restart identity")


def _administrator(owner: psycopg.Connection) -> psycopg.Connection | None:
    """Who no policy holds back, in the same database; None on a server that is not ours."""
    here = owner.info
    try:
        return psycopg.connect(
            host=here.host, port=here.port, dbname=here.dbname, user="postgres", autocommit=True
        )
    except psycopg.OperationalError:
        return None


@contextmanager
def committing(tables: str, blocker: Any) -> Iterator[psycopg.Connection]:
    """Let tests commit, on as many connections as they like, from empty tables; gives the owner.

    `tables` is what `django_db_setup` gives: those that a migrate leaves empty.
    """
    from tests.conftest import as_owner

    with blocker.unblock(), as_owner() as owner:
        if _standing:
            emptied(owner, tables)
        try:
            yield owner
        finally:
            connections.close_all()
            emptied(owner, tables)


@pytest.fixture
def committed(django_db_setup: str, django_db_blocker: Any) -> Iterator[None]:
    with committing(django_db_setup, django_db_blocker):
        yield


def made_once(make: Callable[[Town], Any]) -> Any:
    """A fixture of a file: what `make` makes of a town of its own, committed once for all tests.

    It is there for each of them as it was made, when the test copies it (`deepcopy`) and asks for
    `db`, which rolls back. No test of such a file may commit: that empties the tables.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup: str, django_db_blocker: Any) -> Iterator[Any]:
        with committing(django_db_setup, django_db_blocker):
            yield make(found("Waterrade", STAFF, timezone.localdate()))

    return made


@pytest.fixture
def town(db: None) -> Town:
    """Waterrade, with all its people."""
    if not _standing:
        # On a connection of its own, because this one is in the transaction of the test.
        with ThreadPoolExecutor(1) as apart:
            _standing.append(apart.submit(_founded).result())
    return deepcopy(_standing[0])


def _founded() -> Town:
    """The town, at the real time: it outlives the test that moved the clock."""
    from tests.conftest import as_owner

    read, write = "select at_offset, not_before from test_clock", "update test_clock set "
    with as_owner() as owner:
        moved = owner.execute(read).fetchone()
        owner.execute(write + "at_offset = '0', not_before = null")
        try:
            return found("Waterrade", STAFF, timezone.localdate())
        finally:
            owner.execute(write + "at_offset = %s, not_before = %s", moved)
            connections.close_all()
