"""The golden lists once more, with both sides read from the database instead of from a file."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.actions.workplaces import add_condition, take_place
from houvast.employers.models import Workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import Strength
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.matching.actions import record_wishes
from houvast.matching.reads import work_page
from houvast.matching.rules.sides import Place, Wishes
from houvast.matching.rules.wished import NOTHING, Wished
from tests.cast import STAFF, Who, found, noon, open_track
from tests.matching.sides import TODAY, read
from tests.matching.test_golden import PEOPLE, loaded, shown

SAME = (
    *("title", "kind", "hours_min", "hours_max", "isco", "pc4", "is_mobile", "day_parts"),
    *("day_parts_min", "start_on", "end_on", "wage_cents", "minimum_age", "asks_vog", "offers"),
)
LONG_AGO = date(2026, 9, 1)


def offered(sam, one: Place) -> UUID:
    """A workplace of the golden lists, through the actions of who looks after employers."""
    where = EmployerFacts(one.employer, sector=one.sector)
    employer = add_employer(by=sam, facts=where)
    facts = WorkplaceFacts(
        **{name: getattr(one, name) for name in SAME},
        minimum_age_reason="Zo staat het in de regels." if one.minimum_age else "",
        teaches=tuple(one.teaches),
        skills_asked=tuple(one.skills_asked),
        places=max(1, one.free_places),
    )
    place = add_workplace(by=sam, employer_id=employer, facts=facts, key=one.id)
    offer_workplace(by=sam, workplace_id=place)
    asked = [(code, Strength.REQUIRED, why) for code, why in one.asks.items()]
    asked += [(code, Strength.PREFERRED, "") for code in one.prefers]
    asked += [(code, Strength.UNKNOWN, "") for code in one.asks_perhaps]
    for code, strength, why in asked:
        add_condition(by=sam, workplace_id=place, code=code, strength=strength, reason=why)
    if not one.free_places:
        take_place(by=sam, workplace_id=place)
    if one.is_stale:
        with acting(sam):
            Workplace.objects.filter(pk=place).update(confirmed_on=LONG_AGO)
    return place


def by_title(rows):
    """Equal points are drawn with a secret of the installation, so not the order is compared."""
    return sorted(rows, key=lambda one: one["workplace"])


@pytest.fixture
def town(committed, clock, monkeypatch):
    """Founded on the day of the golden lists."""
    clock.set(noon(TODAY))
    day_of = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda at=None: TODAY if at is None else day_of(at))
    return found("Waterrade", STAFF, TODAY)


@pytest.fixture
def market(town):
    for one in loaded("workplaces"):
        offered(town["sam"], read(Place, one))


def test_the_database_gives_the_golden_lists(town, anouk, market):
    for name in PEOPLE:
        golden = loaded(name)
        wishes = read(Wishes, golden["wishes"])
        track = open_track(town, Who(name[:9], birth_date=wishes.birth_date))
        free = wishes.free & ~wishes.busy  # the screen lets nobody say both
        wished = Wished(replace(wishes, birth_date=None, free=free))
        if wished != NOTHING:
            record_wishes(by=anouk, track_id=track, wished=wished)
        work = work_page(anouk, track).work
        found = work.lists
        lists = {
            "fits": by_title(shown(one) for one in work.explained(found.fits)),
            "near": by_title(shown(one) for one in work.explained(found.near)),
            "does_not_fit": {code.value: number for code, number in found.does_not_fit.items()},
        }
        expected = golden["lists"]
        assert lists == expected | {one: by_title(expected[one]) for one in ("fits", "near")}, name
