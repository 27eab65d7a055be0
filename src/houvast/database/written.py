"""Reads whose SQL is written once per process, and asked again with other values.

A page asks the same few questions all day; only who asks, about whom and on what day differ. The
ORM takes longer to write such a question, with its twenty columns from ten tables, than the
database to answer it. So a read of a busy page is a function that makes its queryset from what is
given, and `ask` calls it once: what comes back is kept as text with a gap for each value.

    def _led(user_id: Given, today: Given) -> QuerySet[Any, Any]:
        return Track.objects.filter(lead_coach=user_id, due__lt=today).values("pk")

    rows = ask(_led, user_id=by.user_id, today=act.today)

What changes the question itself (which columns, which order, which page) goes before the values,
in order: `ask(_led, view, user_id=...)` is another text for each view.

`add` does the same for a row that every page adds, as each page does to the trail.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    JSONField,
    Model,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
)
from django.db.models.sql import InsertQuery
from django.db.transaction import mark_for_rollback_on_error
from psycopg.sql import Literal

MOST = 1000
"""Texts that a process keeps; the one that was not asked for longest is written anew."""

FIELDS: "Mapping[type, type[Field[Any, Any]]]" = {
    UUID: UUIDField,
    datetime: DateTimeField,
    date: DateField,  # after datetime, which is a date as well
    str: TextField,
    int: BigIntegerField,
}

Build = Callable[..., "QuerySet[Any, Any]"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Stands among the parameters where a value is to come."""

    name: str


class Given(Expression):
    """Stands in a queryset for a value that differs each time; goes wherever a value goes."""

    def __init__(self, name: str, kind: type) -> None:
        super().__init__(output_field=FIELDS[kind]())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A typed gap."""
        return f"%s::{self.output_field.db_type(connection)}", (Gap(self.name),)


class Numbers(Subquery):
    """SQL: as JSON, how many rows a queryset has (`n`), and how many have each `true` column.

    For one column of a row, where `aggregate` would be a question of its own.
    """

    output_field = JSONField()
    template = "(select %(counted)s from (%(subquery)s) counted)"

    def __init__(self, rows: "QuerySet[Any, Any]", true: Sequence[str] = ()) -> None:
        each = "".join(f", '{one}', count(*) filter (where \"{one}\")" for one in true)
        counted = f"jsonb_build_object('n', count(*){each})"
        super().__init__(rows, counted=counted)


@dataclass(frozen=True, slots=True)
class Written:
    """A question as text; `readers` turn what the database sends into what a field holds."""

    sql: str
    gaps: tuple[Gap, ...]
    names: tuple[str, ...]
    readers: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...] = ()

    def asked(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows, by name."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [given[one.name] for one in self.gaps])
            rows = cursor.fetchall()
        return [dict(zip(self.names, self._read(row), strict=True)) for row in rows]

    def _read(self, row: tuple[Any, ...]) -> Sequence[Any]:
        if not self.readers:
            return row
        read = list(row)
        for at, readers, expression in self.readers:
            for reader in readers:
                read[at] = reader(read[at], expression, connection)
        return read


def ask(build: Build, *shape: Hashable, **given: Any) -> list[dict[str, Any]]:
    """The rows of `build(*shape, **given)`, which gives a queryset with `values()`."""
    return _question(build, shape, _kinds(given)).asked(given)


def add(row: Model) -> None:
    """Add a row as `save` does, without what few rows want: signals, and keys from the database."""
    fields, sql = _insertion(type(row))
    values = [one.get_db_prep_save(one.pre_save(row, add=True), connection) for one in fields]
    with mark_for_rollback_on_error(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    row._state.adding = False  # it is there: saved again it is changed


def add_all(rows: Sequence[Model]) -> None:
    """Add rows as `add` does, a table at a time, in the order in which each table comes first."""
    by_model: dict[type[Model], list[Model]] = {}
    for one in rows:
        by_model.setdefault(type(one), []).append(one)
    for model, same in by_model.items():
        model._default_manager.bulk_create(same)


@cache
def _insertion(model: type[Model]) -> "tuple[Sequence[Field[Any, Any]], str]":
    fields = model._meta.local_concrete_fields
    query = InsertQuery(model)
    query.insert_values(fields, [model()], raw=True)
    [(sql, _nothing)] = query.get_compiler(connection=connection).as_sql()
    return fields, sql


def _kinds(given: Mapping[str, Any]) -> tuple[tuple[str, type], ...]:
    return tuple((name, _kind(value)) for name, value in given.items())


def _kind(value: Any) -> type:
    for kind in FIELDS:
        if isinstance(value, kind):
            return kind
    raise TypeError(f"A question takes no {type(value).__name__}.")


@lru_cache(MOST)
def _question(build: Build, shape: tuple[Any, ...], kinds: tuple[tuple[str, type], ...]) -> Written:
    queryset = build(*shape, **{name: Given(name, kind) for name, kind in kinds})
    query = queryset.query
    compiler = query.get_compiler(queryset.db)
    sql, params = compiler.as_sql()
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    names = query.selected or (
        *query.extra_select,
        *query.values_select,
        *query.annotation_select,
    )
    readers = compiler.get_converters(columns)
    return Written(
        _filled(sql, params),
        tuple(one for one in params if isinstance(one, Gap)),
        tuple(names),
        tuple((at, readers, column) for at, (readers, column) in readers.items()),
    )


def _filled(sql: str, params: Sequence[Any]) -> str:
    """The text with its constants in it, so that a kept plan can use an index on part of a table.

    A constant comes from our own code; what anybody typed is always a gap.
    """
    connection.ensure_connection()
    around = connection.connection
    texts = ["%s" if isinstance(one, Gap) else _constant(one, around) for one in params]
    # Halves of `%%` stay together; each `%s` takes the next text.
    return re.sub("%[%s]", lambda found: found[0] if found[0] == "%%" else texts.pop(0), sql)


def _constant(value: Any, around: Any) -> str:
    return str(Literal(value).as_string(around)).replace("%", "%%")
