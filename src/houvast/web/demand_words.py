"""Work that we miss, out of the codes of a plan: as a line, and as the start of a question."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from houvast.employers.reads.demand import DemandLine
from houvast.employers.rules.demand import DayTime
from houvast.matching.rules.occupations import Occupation
from houvast.web.words import word


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One kind of work, where and when; no person and no number of them."""

    id: UUID
    work: str
    where: str
    when: str


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
    return _("Ander werk (groep {code})").format(code=one.occupation)


def _where(one: DemandLine) -> str:
    return _("rond postcode {region}").format(region=one.region) if one.region else ""
