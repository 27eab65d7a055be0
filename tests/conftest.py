"""The tests run on a real PostgreSQL: DATABASE_URL when given, else one of our own.

Django is set up here and not by pytest's settings: those are read before this file, which is
too early, because the server must have an address first.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django.live_server_helper import LiveServer

from houvast.database.embedded import use_when_no_database_is_given
from tools.memory import place_of_the_tests

use_when_no_database_is_given(place_of_the_tests(Path(__file__).parents[1]), throw_away=True)
if "DATABASE_OWNER_URL" not in os.environ:
    raise SystemExit("Set DATABASE_OWNER_URL as well: the owner makes the test database.")
os.environ["DJANGO_SETTINGS_MODULE"] = "houvast.settings"
django.setup()
settings.STATIC_ROOT.mkdir(exist_ok=True)  # a fresh copy has none, and WhiteNoise warns of that

from houvast.sharing import actions as founding  # noqa: E402
from tests.cast import *  # noqa: E402, F403
from tests.chromium import browser_page, one_chromium, page  # noqa: E402, F401
from tests.keys import keys  # noqa: E402, F401
from tests.migrated import migrated  # noqa: E402
from tests.noted import trail  # noqa: E402, F401
from tests.plans import plans_are_kept  # noqa: E402, F401
from tests.quick import (  # noqa: E402
    longest_first,
    one_chain_for_all_clients,  # noqa: F401
    one_context_for_a_page,  # noqa: F401
    pytest_collection_finish,  # noqa: F401
)
from tests.standing import committed, committing, town  # noqa: E402, F401
from tests.summary import pytest_terminal_summary  # noqa: E402, F401

founding.CALENDAR_BACK, founding.CALENDAR_AHEAD = 1, 3
"""Four years of working days are enough for a test, and each test founds its own municipality."""

CLOCK = """
create table test_clock (at_offset interval not null, not_before timestamptz);
insert into test_clock values ('0', null);
revoke all on test_clock from houvast_app;
grant select on test_clock to public;
create or replace function houvast_now() returns timestamptz language sql stable parallel safe
as 'select (select greatest(now() + at_offset, not_before) from public.test_clock)';
"""
"""Only the owner can replace the one clock of the product, and only the owner can move this one."""

TABLES = """
select format('%I.%I', schemaname, tablename) from pg_tables
where schemaname in ('public', 'auditor') order by 1
"""


SERVER_DECIDES = ("raw", "walls", "isolation", "queries", "trail", "reads", "large", "editions")
"""Words in the names of files: constraints, policies and each statement of a screen."""
PYTHON_DECIDES = {"screens", "python"}
"""Markers: at every door and form, in a file that cannot be read, in how often is asked."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even load a file of which a second server is asked nothing."""
    asked = config.getoption("markexpr").split()[:1] == ["server"]
    if not asked or not collection_path.name.startswith("test_"):
        return None
    named = any(word in collection_path.stem for word in SERVER_DECIDES)
    return None if named or "mark.commits" in collection_path.read_text() else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a server decides, so that a second server is asked that and nothing else."""
    for one in items:
        named = any(word in one.path.stem for word in SERVER_DECIDES)
        marked = {mark.name for mark in one.iter_markers()}
        if (named or "commits" in marked) and not marked & PYTHON_DECIDES:
            one.add_marker("server")
    longest_first(items)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[str]:
    """Make the test database as the owner and use it as the app; gives the tables tests may fill.

    pytest-django would set up only the aliases that tests name, and no test may name the owner.
    """
    with django_db_blocker.unblock():
        connections["owner"].settings_dict["TEST"]["TEMPLATE"] = migrated()
        before = setup_databases(verbosity=0, interactive=False, aliases=["default", "owner"])
        try:
            with as_owner() as owner:
                owner.execute(CLOCK)
                left_empty = _without_rows(owner)
            yield left_empty
        finally:
            connections.close_all()  # an open connection of the app would block the drop
            teardown_databases(before, verbosity=0)


def as_owner() -> psycopg.Connection:
    """A connection of the owner to the test database, beside those that Django guards in tests."""
    here = connections["owner"].settings_dict
    return psycopg.connect(
        host=here["HOST"],
        port=here["PORT"] or None,
        dbname=here["NAME"],
        user=here["USER"],
        password=here["PASSWORD"] or None,
        autocommit=True,
    )


def _without_rows(owner: psycopg.Connection) -> str:
    """All tables that a migrate leaves empty: what is in the others is no test's own.

    Told by their size, because policies hide rows from the owner.
    """
    tables = [name for (name,) in owner.execute(TABLES)]
    size = "select pg_relation_size(%s::regclass)"
    return ", ".join(one for one in tables if owner.execute(size, [one]).fetchone() == (0,))


@pytest.fixture
def server(
    django_db_setup: str, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LiveServer]:
    """A running server on committed data. The owner empties the tables: the app may not.

    That is why pytest-django's own `live_server` does not do: it truncates as the app.
    """
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright brings an event loop
    with committing(django_db_setup, django_db_blocker), pooled():
        live = LiveServer("localhost")
        try:
            yield live
        finally:
            live.stop()


@contextmanager
def pooled() -> Iterator[None]:
    """Give the requests of a running server connections that stay, as the product does.

    Its server for tests answers each request in a thread of its own; a connection for each would
    read a hundred tables and their policies before the first row.
    """
    connections["default"].close()  # one of before is of no pool
    options = connections.settings["default"]["OPTIONS"]
    options["pool"] = settings.POOL | {"min_size": 1}
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].close_pool()
        del options["pool"]


class Clock:
    """Moves the time that the product reads. Time goes on from where it is put.

    `now()` stands still in a transaction, so one that was open before `set` would count back from
    there: it gets the moment itself, which is `not_before`.
    """

    def __init__(self, owner: psycopg.Connection) -> None:
        self._owner = owner

    def set(self, moment: datetime) -> None:
        """Let it be this moment now."""
        change = "update test_clock set at_offset = %s - now(), not_before = %s"
        self._owner.execute(change, [moment, moment])

    def forward(self, *, days: float = 0, hours: float = 0) -> None:
        """Let time have passed."""
        passed = timedelta(days=days, hours=hours)
        change = "update test_clock set at_offset = at_offset + %s, not_before = not_before + %s"
        self._owner.execute(change, [passed, passed])

    def real(self) -> None:
        """Let it be what it is outside."""
        self._owner.execute("update test_clock set at_offset = '0', not_before = null")


@pytest.fixture
def clock(django_db_setup: str) -> Iterator[Clock]:
    """The clock of the test database; committed at once, so open transactions see it too."""
    with as_owner() as owner:
        moved = Clock(owner)
        try:
            yield moved
        finally:
            moved.real()
