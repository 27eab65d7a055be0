"""Plans that PostgreSQL keeps while the tests run: to make one takes longer than to carry it out.

Each of our policies asks other tables, so a statement of one line is planned as one of fifty. Tests
ask the same few thousand statements time and again, on one connection. The product keeps the plans
of what is asked all day (`prepared`) and tells the driver the same; here that is done for the rest.

Who asks in the tests of the second server, in threads and in the server that a browser visits, is
not helped: there everything is planned anew, as the product does.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import local
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.signals import connection_created
from psycopg import ClientCursor
from psycopg._preparing import PrepareManager

DATA = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
MOST = 1500
ROOT = Path(__file__).parent
PLACES = ("cooperation", "meetings", "placements", "sharing", "test_plans", "test_walls", "tracks")
"""Where they are kept: folders and files of the tests."""
KEPT = os.environ.get("HOUVAST_TEST_PLANS", "1") == "1"

_here = local()
_plans: WeakKeyDictionary[Any, PrepareManager] = WeakKeyDictionary()


class Plans(PrepareManager):
    """Forgets nothing when a transaction is rolled back: that is how each test ends."""

    prepare_threshold = 1
    prepared_max = MOST

    def clear(self) -> bool:
        return False


class Asking(ServerBindingCursor):
    """Keeps the plans of questions and changes, and not of what only steers a transaction.

    Who looks at the statements themselves gets them as the product sends them, with their values.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        words = query.lstrip().upper() if isinstance(query, str) else ""
        alone = words.startswith(DATA) and ";" not in words
        if not alone or connection.queries_logged:
            how["prepare"] = False
            if params is not None:
                query, params = ClientCursor(self.connection).mogrify(query, params), None
        return super().execute(query, params, **how)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything of a test is made, on the connection of the tests themselves."""
    _here.kept = KEPT and str(item.path.relative_to(ROOT)).startswith(PLACES)
    if connection.connection is not None:
        _tell(connection.connection)


def _tell(raw: Any) -> None:
    if _here.kept and raw.cursor_factory is not Asking:
        raw.before = raw.cursor_factory, raw._prepared
        raw.cursor_factory, raw._prepared = Asking, _plans.setdefault(raw, Plans())
    elif not _here.kept and raw.cursor_factory is Asking:
        raw.cursor_factory, raw._prepared = raw.before


@pytest.fixture(scope="session", autouse=True)
def plans_are_kept() -> Iterator[None]:
    def connected(connection: Any, **_: Any) -> None:
        if connection.alias == "default" and getattr(_here, "kept", False):
            _tell(connection.connection)

    connection_created.connect(connected)
    yield
    connection_created.disconnect(connected)
