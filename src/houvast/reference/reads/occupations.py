"""The occupations of the edition that counts, to search in."""

from uuid import UUID

from houvast.reference.models import Group, Occupation
from houvast.reference.reads.editions import Kept, counting_now
from houvast.reference.rules.editions import Kind
from houvast.reference.rules.search import Named, Work, named


def occupations() -> tuple[Named, ...]:
    """Every occupation that was imported, with all its names; nothing when there is no list.

    Asks one statement, and once for each edition two more.
    """
    edition = counting_now(Kind.OCCUPATIONS)
    return _kept.get(edition) if edition else ()


def _read(edition: UUID) -> tuple[Named, ...]:
    above = Group.objects.filter(edition=edition, scheme="isco")
    groups = dict(above.values_list("code", "name"))
    rows = Occupation.objects.filter(edition=edition).order_by("name", "code")
    return tuple(
        named(Work(concept, isco, name, groups.get(isco, "")), also)
        for concept, isco, name, also in rows.values_list("concept", "isco", "name", "also")
    )


_kept = Kept(_read)
