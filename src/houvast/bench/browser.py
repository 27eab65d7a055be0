"""One request at a time, through the whole of Django, without a network in between."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.test import Client

from houvast.accounts.models import User
from houvast.bench.viewers import Viewer
from houvast.database.prepared import prepared

TRAIL = 'INSERT INTO "audit_entry"'
ID, AT = '"id"', '"at"'


@dataclass(frozen=True, slots=True)
class Statement:
    """What the page asked of the database, so that it can be asked again without the page."""

    sql: str
    params: tuple[Any, ...]
    keeps: bool = False
    """Whether the database keeps its plan."""

    def again(self, now: datetime) -> tuple[Any, ...]:
        """The parameters; an entry in the trail gets another key, and is of now, as it must be."""
        if not self.sql.startswith(TRAIL):
            return self.params
        names = self.sql[self.sql.index("(") + 1 : self.sql.index(")")].split(", ")
        other = {ID: uuid4(), AT: now}
        return tuple(other.get(name, one) for name, one in zip(names, self.params, strict=True))


@dataclass(slots=True)
class Heard:
    """Keeps the statements of a request; BEGIN and COMMIT do not pass here."""

    statements: list[Statement] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Keep the statement and let it pass."""
        keeps = isinstance(context["cursor"].cursor, ServerBindingCursor)
        self.statements.append(Statement(sql, tuple(params or ()), keeps))
        return execute(sql, params, many, context)


class Browser:
    """Somebody who is signed in."""

    def __init__(self, viewer: Viewer) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(User.objects.get(pk=viewer.user))
        session = self.client.session
        session["role"] = viewer.role.value
        session.save()

    def look(self, url: str, expected: int = 200) -> float:
        """Ask a page; how many milliseconds that took."""
        began = perf_counter()
        answer = self.client.get(url)
        took = (perf_counter() - began) * 1000
        if answer.status_code != expected:
            raise RuntimeError(f"{answer.status_code} at {url}")
        return took

    def overheard(self, url: str) -> tuple[float, list[Statement]]:
        """Ask a page; milliseconds, and what it asked of the database."""
        with connection.execute_wrapper(heard := Heard()):
            took = self.look(url)
        return took, heard.statements


def asked_again(statements: list[Statement]) -> float:
    """The same statements on the same connection without anything around; milliseconds."""
    connection.ensure_connection()
    raw: Any = connection.connection
    keeping_cursor: Any = ServerBindingCursor
    # Without `prepared()` around it the driver keeps no plan, and each question is planned anew.
    with raw.cursor() as plain, keeping_cursor(raw) as keeping, prepared():
        began = perf_counter()
        plain.execute("begin", prepare=False)
        (now,) = plain.execute("select houvast_now()", prepare=False).fetchone()
        for one in statements:
            cursor = keeping if one.keeps else plain
            cursor.execute(one.sql, one.again(now) or None, prepare=one.keeps)
            if cursor.description:
                cursor.fetchall()
        plain.execute("commit", prepare=False)
        return (perf_counter() - began) * 1000
