"""Which tables came in, and what does not add up in them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from houvast.areas.models import Source
from houvast.areas.reads.figures import counted
from houvast.areas.rules.controls import Apart, apart
from houvast.areas.rules.passports import DISTRICTS


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A table as people read of it; `counts` is whether it is the latest of its kind."""

    id: int
    publisher: str
    table: str
    title: str
    year: int
    licence: str
    fetched_on: date | None
    imported_at: datetime
    figures: int
    counts: bool


def sources() -> tuple[SourceLine, ...]:
    """All tables that came in, those that count first of their kind."""
    seen: set[tuple[str, int]] = set()
    lines = []
    for one in Source.objects.order_by("table_id", "year", "-current_since"):
        key = (one.table_id, one.year)
        lines.append(
            SourceLine(
                one.pk,
                one.publisher,
                one.table_id,
                one.title,
                one.year,
                one.licence,
                one.fetched_on,
                one.imported_at,
                one.figures,
                key not in seen,
            )
        )
        seen.add(key)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what came in. `sentence` is for people."""

    kind: str
    sentence: str
    about: Apart | None = None

    def record(self) -> dict[str, Any]:
        """As another program reads it."""
        return {"kind": self.kind, "sentence": self.sentence} | (
            {"about": asdict(self.about)} if self.about else {}
        )


def faults() -> tuple[Fault, ...]:
    """Parts that do not add up, and tables whose id says another year."""
    found = [
        Fault("year", f"{one.table} gaat over {DISTRICTS[one.table]} en niet over {one.year}.")
        for one in sources()
        if DISTRICTS.get(one.table, one.year) != one.year
    ]
    for year in sorted(set(Source.objects.values_list("year", flat=True))):
        found += [Fault("sum", _sum(one), one) for one in apart(counted(year))]
    return tuple(found)


def _sum(one: Apart) -> str:
    return (
        f"{one.municipality}, {one.indicator} {one.year}: per {one.level} samen {one.parts:.0f},"
        f" voor de gemeente {one.whole:.0f}."
    )
