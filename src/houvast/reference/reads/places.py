"""Where postcodes lie, as the edition that counts says."""

from dataclasses import dataclass
from uuid import UUID

from houvast.reference.models import Edition, Place
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
