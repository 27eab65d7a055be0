"""The copies of all rows, table by table: one statement each, so no row passes through Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.backends.utils import CursorWrapper

from houvast.accounts.models import Membership
from houvast.demo.large.bar import Bar
from houvast.demo.large.cells import SHIFT, Cells
from houvast.demo.large.doors import put_back
from houvast.demo.large.tables import ASKED_LAST, Once, Table, once

CHUNK = 200
"""Copies in one statement: a few seconds of work, so that the bar moves."""


@dataclass(slots=True)
class Growth:
    """Adds the copies, table by table."""

    cursor: CursorWrapper
    cells: Cells
    copies: int
    bar: Bar

    def add(self, tables: Iterable[Table]) -> int:
        """Add all copies of the rows of these tables; how many there are."""
        every = list(tables)
        self.bar.begin("Rows" if len(every) > len(ASKED_LAST) else "Tracks", self._work(every))
        return sum(self._added(one) for one in every)

    def verify(self, what: str, statements: tuple[str, ...]) -> None:
        """Put back what was taken off: each statement looks at all rows."""
        self.bar.begin(what, len(statements))
        put_back(self.cursor, statements, self.bar.step)

    def _work(self, tables: list[Table]) -> int:
        return sum(self._size(one) * (self.copies if _often(one) else 1) for one in tables)

    def _size(self, table: Table) -> int:
        self.cursor.execute(f"select count(*) from stretch_{table._meta.db_table}")
        return int(self.cursor.fetchone()[0])

    def _added(self, table: Table) -> int:
        size, rows = self._size(table), 0
        statement = self._statement(table)
        step = CHUNK if _often(table) else max(1, self.copies)
        for first in range(1, self.copies + 1, step):
            last = min(first + step - 1, self.copies)
            self.cursor.execute(statement, {"first": first, "last": last})
            rows += self.cursor.rowcount
            self.bar.step(size * (last - first + 1) if _often(table) else size)
        return rows

    def _statement(self, table: Table) -> str:
        kept = [one for one in table._meta.concrete_fields if not isinstance(one, models.AutoField)]
        names = ", ".join(f'"{one.column}"' for one in kept)
        values = ",\n  ".join(self.cells.cell(table, one) for one in kept)
        shift = SHIFT if _often(table) else "0"
        return (
            (
                f"insert into {table._meta.db_table} ({names})\nselect {values}\n"
                f"from stretch_copy c0 join stretch_{table._meta.db_table} t on true"
                f" cross join lateral (select c0.*, {shift} as shift) c"
                f" where c.number between %(first)s and %(last)s and {self._brought(table)}"
            )
            .replace("%", "%%")
            .replace("%%(", "%(")
        )

    def _brought(self, table: Table) -> str:
        """SQL: the condition that a copy brings a row."""
        which = {
            Once.PLACE: "c.begins_place",
            Once.DISTRICT: "c.begins_district",
            Once.COLLEAGUE: self.cells.staff.copies(),
            Once.COPY: "t.life_rank <= c.lives and t.shop_rank <= c.shops",
        }[once(table)]
        seat = " and (not t.is_deputy or c.begins_place)" if table is Membership else ""
        return which + seat


def _often(table: Table) -> bool:
    return once(table) is Once.COPY
