"""Need and offer: young people of each wijk, apart from it who has no work, and places offered.

Nothing comes from tracks: a place counts the same whether somebody started on it or not.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from houvast.accounts.models import Municipality
from houvast.areas import permissions as areas
from houvast.areas.reads.districts import District, districts_of
from houvast.areas.reads.overview import Asked, OverviewPage, beside, seen
from houvast.areas.rules.panels import Level
from houvast.areas.rules.shown import CHOICES, Shown
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import Workplace
from houvast.employers.rules.roles import Act

YOUNG, NOT_WORKING = "young_15_24_share", "not_working_share"
NOTHING = Shown((), None)
OFFERED = "select district, workplaces, places, old from employers_places_by_district()"


@dataclass(frozen=True, slots=True)
class Offered:
    """What employers offer in a wijk: workplaces, the places on them, and those to ring about."""

    workplaces: int = 0
    places: int = 0
    old: int = 0


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The page. `overview` has the young people of each wijk, `idle` who has no paid work.

    Both have a line for each wijk, by name; without areas of our own they have none. `elsewhere`
    is offered on work of which nobody said the wijk, or in one that is not shown.
    """

    overview: OverviewPage
    idle: Shown
    offered: dict[str, Offered]
    elsewhere: Offered


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """A workplace whose wijk is chosen."""

    title: str
    pc4: str
    chosen: str
    districts: tuple[District, ...]


def offer_page(by: Actor) -> OfferPage:
    """Need and offer of the own municipality, in the latest year. Raises NotAllowed."""
    with recorded(by, "employers.need_and_offer_viewed"):
        areas.require_looks(by)
        ours = Municipality.objects.values_list("name", flat=True).get(pk=by.municipality_id)
        page = seen(Asked(level=Level.DISTRICT.value, figure=YOUNG), ours)
        with connection.cursor() as cursor:
            cursor.execute(OFFERED)
            rows = {district: Offered(*rest) for district, *rest in cursor.fetchall()}
        if page.town is None or page.town.name != ours:
            return OfferPage(page, NOTHING, {}, _together(list(rows.values())))
        codes = {one.code for one in page.figures.lines}
        return OfferPage(
            page, beside(page, CHOICES[NOT_WORKING]),
            {code: rows.get(code, Offered()) for code in codes},
            _together([one for code, one in rows.items() if code not in codes]),
        )  # fmt: skip


def _together(rows: list[Offered]) -> Offered:
    return Offered(
        sum(one.workplaces for one in rows),
        sum(one.places for one in rows),
        sum(one.old for one in rows),
    )


def district_page(by: Actor, workplace_id: UUID) -> DistrictPage:
    """A workplace and the wijken that can be chosen for it. Raises NotAllowed and NotFound."""
    with recorded(by, "employers.workplace_district_asked", workplace_id):
        permissions.require(by, Act.CHANGE_WORKPLACE)
        ours = Municipality.objects.values_list("name", flat=True).get(pk=by.municipality_id)
        one = Workplace.objects.one(workplace_id)
        return DistrictPage(one.title, one.pc4, one.district, districts_of(ours))
