"""SQL for each column of a copied row: another key, the same key as its parent, or earlier days."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from houvast.accounts.models import User
from houvast.demo.large.tables import Once, Table, once
from houvast.demo.names import FAMILY, GIVEN

SQUAD = ("samira", "kevin", "noor", "yasmin", "dennis", "joost", "fleur", "esra", "bas", "denzel")
"""Colleagues of whom each squad has its own; the rest of the staff works for a district."""
ONE_HERE = ("beheer",)
"""Colleagues of whom a municipality has one, besides the account that works by itself."""

SHIFT = (
    "case when t.slack < 7 then 0 else 7 * mod(hashint4(c0.number * 1024 + t.life_rank)"
    " & 2147483647, t.slack / 7 + 1) end"
)
"""SQL: how many days earlier this copy of a life was. Whole weeks, so that Monday stays Monday."""


def fresh(value: str, key: str) -> str:
    """SQL: the key that a key has in a copy. The same in each table, so nothing has to be kept."""
    return f"md5({value}::text || {key})::uuid"


def _words(every: Iterable[str]) -> str:
    return "array[" + ", ".join("'" + one.replace("'", "''") + "'" for one in every) + "]"


def _draw(every: list[str], seed: str) -> str:
    return f"({_words(every)})[1 + abs(hashtext({seed}) % {len(every)})]"


def _given(seed: str) -> str:
    return _draw(GIVEN.split(), f"'g' || {seed}")


def _family(seed: str) -> str:
    return _draw(FAMILY.split("|"), f"'f' || {seed}")


def _unless_empty(column: str, new: str) -> str:
    return f"case {column} when '' then '' else {new} end"


_PERSON = "t.person_id::text || c.copy_key"
SPECIAL = {
    "accounts_municipality.name": "'Verzonnen gemeente ' || c.place",
    "accounts_team.name": "t.name || ' ' || c.district",
    "people_nickname.text": _given(_PERSON),
    "people_identity.given_name": _unless_empty("t.given_name", _given(_PERSON)),
    "people_identity.family_name": _unless_empty("t.family_name", _family(_PERSON)),
    "people_identity.birth_date": "t.birth_date",
    "people_identity.phone": "case t.phone when '' then '' else left(t.phone, -5)"
    f" || lpad((abs(hashtext({_PERSON}) % 100000))::text, 5, '0') end",
    "employers_employer.name": "t.name || ' ' || c.number",
    "employers_workplacechange.changed_in": "pg_current_xact_id()::text::bigint",
    "employers_workplace.places_taken": "case when c.whole then t.places_taken else 0 end",
    "employers_workplace.state": "case when not c.whole and t.state = 'filled' then 'offered'"
    " else t.state end",
}
"""What is other than its kind of column says: names that are there once, and places of nobody.

A copy of a workplace changed now: a process that keeps the workplaces then fetches it (ADR 0022).
"""


@dataclass(frozen=True, slots=True)
class Staff:
    """The colleagues of the example: `squads` have their own, and a municipality has its own."""

    squads: tuple[UUID, ...]
    places: tuple[UUID, ...]

    def key(self, value: str) -> str:
        """SQL: which key makes the copy of a colleague."""
        squads, places = (_words(map(str, one)) + "::uuid[]" for one in (self.squads, self.places))
        return (
            f"case when {value} = any({squads}) then c.squad_key"
            f" when {value} = any({places}) then c.place_key else c.district_key end"
        )

    def copies(self) -> str:
        """SQL: the condition that a copy `c` brings a colleague `t.user_id` of its own."""
        return (
            f"case {self.key('t.colleague')} when c.squad_key then c.begins_squad"
            " when c.place_key then c.begins_place else c.begins_district end"
        )


@dataclass(frozen=True, slots=True)
class Cells:
    """Makes the columns of the copies, which depend on who works for whom."""

    staff: Staff

    def cell(self, table: Table, field: "models.Field[Any, Any]") -> str:
        """SQL: what the column holds in the copy, from the row `t` and the copy `c`."""
        column, name = f't."{field.column}"', f"{table._meta.db_table}.{field.column}"
        if special := SPECIAL.get(name) or self._named(name):
            return special
        target = field.related_model
        if isinstance(target, type) and issubclass(target, models.Model):
            return fresh(column, self._key(target, column if target is User else "t.colleague"))
        if isinstance(field, models.UUIDField):
            return fresh(column, self._key(table, "t.colleague"))
        if isinstance(field, ArrayField) and isinstance(field.base_field, models.UUIDField):
            return _each(column)
        if once(table) is Once.COPY and field.column != "destroy_on":
            return _earlier(field, column)
        return column

    def _key(self, table: Table, user: str) -> str:
        return self.staff.key(user) if once(table) is Once.COLLEAGUE else f"c.{once(table).value}"

    def _named(self, name: str) -> str:
        key = self.staff.key("t.id")
        seed = f"t.id::text || {key}"
        if name == "accounts_user.username":
            return f"t.username || '-' || ltrim({key}, '/pds')"
        if name == "accounts_user.name":
            new = f"{_given(seed)} || ' ' || {_family(seed)}"
            return f"case when t.is_system then t.name else {new} end"
        return ""


def _each(column: str) -> str:
    one, each = fresh(f"{column}[1]", "c.copy_key"), fresh("u.one", "c.copy_key")
    return (
        f"case cardinality({column}) when 0 then {column} when 1 then array[{one}]"
        f" else array(select {each} from unnest({column}) u(one)) end"
    )


def _earlier(field: "models.Field[Any, Any]", column: str) -> str:
    if isinstance(field, models.DateTimeField):
        return f"{column} - c.shift * interval '1 day'"
    return f"{column} - c.shift" if isinstance(field, models.DateField) else column
