"""Work that we miss, out of the codes of a plan: as a line, and as the start of a question."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from houvast.employers.reads.demand import DemandLine
from houvast.employers.rules.demand import DayTime
from houvast.matching.rules.occupations import Occupation
from houvast.sheets.values import plain
from houvast.web.words import word

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One kind of work, where and when; no person and no number of them."""

    id: UUID
    work: str
    where: str
    when: str


@dataclass(frozen=True, slots=True)
class DemandPart:
    """One page of them, as one reads: by the name of the work."""

    rows: list[DemandRow]
    page: int
    pages: int


def demand_part(lines: Iterable[DemandLine], page: int) -> DemandPart:
    """Twenty-five of them; a page beyond the last is the last."""
    rows = sorted(map(demand_row, lines), key=lambda one: (plain(one.work), one.where, one.when))
    pages = max(1, -(-len(rows) // PER_PAGE))
    at = min(max(1, page), pages)
    return DemandPart(rows[(at - 1) * PER_PAGE : at * PER_PAGE], at, pages)


def demand_row(one: DemandLine) -> DemandRow:
    """The codes in words."""
    return DemandRow(one.id, _work(one), _where(one), word(one.day_time))


def first_words(one: DemandLine) -> str:
    """How a question to a broker can begin."""
    parts = [_("Zoek je iemand die dit werk wil doen: {work}?").format(work=_work(one))]
    if one.region:
        parts.append(_("Rond postcode {region}.").format(region=one.region))
    if one.day_time is not DayTime.ANY:
        parts.append(_("Tijden: {when}.").format(when=word(one.day_time)))
    return " ".join(parts)


def _work(one: DemandLine) -> str:
    if one.occupation in frozenset(Occupation):
        return word(Occupation(one.occupation))
    if one.group:
        return one.group[:1].upper() + one.group[1:]
    return _("Ander werk (groep {code})").format(code=one.occupation)


def _where(one: DemandLine) -> str:
    return _("rond postcode {region}").format(region=one.region) if one.region else ""
