"""Where postcodes lie, as the edition that counts says."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from houvast.reference.models import Edition, Place
from houvast.reference.rules import places as rules
from houvast.reference.rules.editions import Kind, label


@dataclass(frozen=True, slots=True)
class Points:
    """All points of one edition, in whole metres (RD), and how that edition is called."""

    label: str
    name: str
    of: dict[str, tuple[int, int]]


def points_of(edition: UUID) -> Points:
    """Read every point of an edition; some thousands."""
    one = Edition.objects.get(pk=edition)
    rows = Place.objects.filter(edition=edition).values_list("pc4", "x", "y")
    return Points(label(Kind.PLACES, one.checksum), one.name, {pc4: (x, y) for pc4, x, y in rows})


def places_of(edition: UUID, words: str, page: int, per_page: int) -> tuple[list[rules.Place], int]:
    """A part of the points of an edition, by postcode, and how many there are in all.

    `words` is how a postcode or the name of a town begins; empty is every point.
    """
    rows = Place.objects.filter(edition=edition).order_by("pc4")
    if asked := words.strip():
        rows = rows.filter(Q(pc4__startswith=asked) | Q(town__istartswith=asked))
    shown = rows.values_list("pc4", "x", "y", "town")[(page - 1) * per_page : page * per_page]
    return [rules.Place(*one) for one in shown], rows.count()
