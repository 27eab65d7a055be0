"""Plans that PostgreSQL keeps while the tests run: to make one takes longer than to carry it out.

Each of our policies asks other tables, so a statement of one line is planned as one of fifty. Tests
ask the same few thousand statements time and again, on one connection. The product keeps the plans
of what is asked all day (`prepared`) and tells the driver the same; here that is done for the rest.

Who asks in the tests of the second server, in threads and in the server that a browser visits, is
not helped: there everything is planned anew, as the product does.
"""

import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.signals import connection_created
from psycopg import ClientCursor
from psycopg._preparing import PrepareManager

DATA = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
MOST = 1500
KEPT = os.environ.get("HOUVAST_TEST_PLANS", "1") == "1"


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


@pytest.fixture(scope="session", autouse=True)
def plans_are_kept() -> Iterator[None]:
    """On the connection of the tests themselves."""

    def kept(connection: Any, **_: Any) -> None:
        ours = threading.current_thread() is threading.main_thread()
        visited = "pool" in connection.settings_dict["OPTIONS"]
        if connection.alias == "default" and ours and not visited:
            connection.connection.cursor_factory = Asking
            connection.connection._prepared = Plans()

    if KEPT:
        connection_created.connect(kept)
    yield
    connection_created.disconnect(kept)
