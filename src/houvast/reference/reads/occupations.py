"""The occupations of the edition that counts, to search in, and the names of those once chosen."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, OuterRef, QuerySet, Subquery
from django.db.models.fields import BooleanField
from django.db.models.functions import JSONObject

from houvast.reference.models import Group, Occupation
from houvast.reference.reads.editions import Kept, counting_now
from houvast.reference.rules.editions import Kind
from houvast.reference.rules.search import Named, Work, named
from houvast.reference.rules.suggest import Names, names_of


def occupations(edition: UUID | None = None) -> tuple[Named, ...]:
    """Every occupation of an edition, of the one that counts now unless it is given, by name.

    Nothing when there is no list. Asks one statement, and once for each edition two more.
    """
    asked = edition or counting_now(Kind.OCCUPATIONS)
    return _kept.get(asked) if asked else ()


@dataclass(frozen=True, slots=True)
class InUse:
    """The occupations of the edition that counts now: to search in, and to suggest from."""

    works: tuple[Named, ...] = ()
    names: Names = field(default_factory=Names)


def occupations_in_use() -> InUse:
    """Nothing when there is no list. Asks one statement, and once for each edition two more."""
    edition = counting_now(Kind.OCCUPATIONS)
    return InUse(_kept.get(edition), _names.get(edition)) if edition else InUse()


def works_of(concepts: Collection[UUID]) -> tuple[Work, ...]:
    """The occupations with these keys, by name; one that no edition has is left out.

    Of an occupation that is no longer in the list that counts, the latest name that it had.
    """
    if not concepts:
        return ()
    rows = _latest(Occupation.objects.filter(concept__in=concepts))
    found = [works_in(row) for row in rows.values_list(_as_json(), flat=True)]
    return tuple(sorted(found, key=lambda one: one.name))


def works_column(concepts: str) -> ArraySubquery:
    """SQL: the occupations of an array of keys that the outer row has, for `works_in`."""
    among = Func(
        F("concept"),
        Func(OuterRef(concepts), function="any"),
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=BooleanField(),
    )
    return ArraySubquery(_latest(Occupation.objects.filter(among)).values_list(_as_json()))


def group_column(code: str) -> Subquery:
    """SQL: the name of the unit group whose code the outer row has; nothing without a list."""
    named = Group.objects.filter(scheme="isco", code=OuterRef(code))
    return Subquery(named.order_by("-edition__current_since").values("name")[:1])


def works_in(row: dict[str, Any]) -> Work:
    """One occupation out of JSON; without the name of its group, which only a search shows."""
    return Work(UUID(row["concept"]), row["isco"], row["name"], "")


def _latest(rows: QuerySet[Occupation]) -> QuerySet[Occupation]:
    """Each occupation once, as the edition says that counted last."""
    return rows.order_by("concept", "-edition__current_since").distinct("concept")


def _as_json() -> JSONObject:
    return JSONObject(concept="concept", isco="isco", name="name")


def _read(edition: UUID) -> tuple[Named, ...]:
    above = Group.objects.filter(edition=edition, scheme="isco")
    groups = dict(above.values_list("code", "name"))
    rows = Occupation.objects.filter(edition=edition).order_by("name", "code")
    return tuple(
        named(Work(concept, isco, name, groups.get(isco, "")), also)
        for concept, isco, name, also in rows.values_list("concept", "isco", "name", "also")
    )


_kept = Kept(_read)
_names = Kept(lambda edition: names_of(_kept.get(edition)))
