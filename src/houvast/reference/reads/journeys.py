"""How long journeys take, as the edition that counts says."""

from dataclasses import dataclass
from uuid import UUID

from houvast.reference.models import Edition, Journeys
from houvast.reference.rules import travel_times as rules
from houvast.reference.rules.editions import Kind, label


@dataclass(frozen=True, slots=True)
class Measured:
    """All minutes of one edition per way of travelling, and how that edition is called."""

    label: str
    name: str
    of: dict[str, rules.Journeys]


def journeys_of(edition: UUID) -> Measured:
    """Read every packed table of an edition: one for each way of travelling."""
    one = Edition.objects.get(pk=edition)
    names = ("mode", "departures", "arrivals", "minutes")
    rows = Journeys.objects.filter(edition=edition).values_list(*names)
    tables = (rules.Journeys(mode, *map(bytes, packed)) for mode, *packed in rows)
    return Measured(label(Kind.TRAVEL_TIMES, one.checksum), one.name, {t.mode: t for t in tables})
