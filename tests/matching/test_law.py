"""The law below 18, case by case: on the eve and the day of a birthday, kinds, parts, hours."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given

from houvast.employers.rules.states import ConditionCode, WorkKind
from houvast.matching.rules.codes import BlockCode, Mover
from houvast.matching.rules.conditions import blocks
from houvast.matching.rules.law import RULES, allowed_parts, bars, birthday
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Pair, Wishes
from houvast.matching.rules.week import AFTERNOON, EVENING, MORNING, NIGHT, SUNDAY, every, parts
from houvast.people.rules import age_on
from tests.matching.sides import PLACES, TODAY, WISHES
from tests.matching.test_points import SHOP

MONDAY, SATURDAY = 0, 5
JOB = replace(
    SHOP, kind=WorkKind.SIDE_JOB, day_parts=None, hours_min=8, hours_max=40, wage_cents=None
)
MASKS = {
    "monday morning": parts((MONDAY,), (MORNING,)),
    "monday afternoon": parts((MONDAY,), (AFTERNOON,)),
    "monday evening": parts((MONDAY,), (EVENING,)),
    "monday night": parts((MONDAY,), (NIGHT,)),
    "saturday": parts((SATURDAY,), (MORNING, AFTERNOON)),
    "sunday": parts((SUNDAY,), (MORNING, AFTERNOON)),
}
FROM_AGE = {
    "monday morning": (13, 16),
    "monday afternoon": (13, 15),
    "monday evening": (16, 16),
    "monday night": (18, 18),
    "saturday": (13, 13),
    "sunday": (16, 16),
}
"""From which age one may work there without school, and with school on Monday to Friday."""
NO_SCHOOL, SCHOOL = 0, 0b0011111


def of_age(age: int, on: date = TODAY, **more) -> Wishes:
    """Somebody who becomes this old on that day."""
    return Wishes(birth_date=date(on.year - age, on.month, on.day), **more)


def codes(pair: Pair) -> set[BlockCode]:
    return {bar.code for bar in bars(pair)}


WHEN = [*product(range(12, 20), MASKS, (NO_SCHOOL, SCHOOL), ("eve", "day"))]


@pytest.mark.parametrize(("age", "when", "school", "day"), WHEN)
def test_when_the_law_lets_someone_work(age, when, school, day):
    """F12: on the eve of a birthday the law of the year before."""
    today = TODAY - timedelta(days=day == "eve")
    years = age - (day == "eve")
    wishes = of_age(age, school_days=school)
    place = replace(JOB, day_parts=MASKS[when])
    barred = BlockCode.LAW_DAY_PARTS in codes(Pair(wishes, place, today))
    assert barred is (years < FROM_AGE[when][school == SCHOOL]) or years < 13
    assert (BlockCode.TOO_YOUNG in codes(Pair(wishes, place, today))) is (years < 13)


HOURS = {13: 12, 14: 12, 15: 12, 16: 40, 17: 40}


@pytest.mark.parametrize(("age", "kind"), [*product(range(13, 20), WorkKind)])
def test_how_many_hours_the_law_gives(age, kind):
    most = HOURS.get(age, 60)
    if kind is WorkKind.INTERNSHIP and age in (14, 15):
        most = 35
    for hours in (most, most + 1):
        place = replace(JOB, kind=kind, hours_min=hours, hours_max=61)
        barred = BlockCode.LAW_HOURS in codes(Pair(of_age(age), place, TODAY))
        assert barred is (hours > most and age < 18)


@pytest.mark.parametrize(("age", "most"), [(15, 12), (16, 22), (17, 22), (18, 60)])
def test_school_counts_as_work_below_18(age, most):
    wishes = of_age(age, school_hours=18)
    for hours in (most, most + 1):
        place = replace(JOB, hours_min=hours, hours_max=61)
        barred = BlockCode.LAW_HOURS in codes(Pair(wishes, place, TODAY))
        assert barred is (hours > most and age < 18)


@pytest.mark.parametrize("age", range(13, 20))
@pytest.mark.parametrize("code", ConditionCode)
def test_what_work_may_ask_of_a_child(age, code):
    place = replace(JOB, asks={code: "Hoort bij het werk."})
    found = codes(Pair(of_age(age), place, TODAY))
    heavy = code in (ConditionCode.LIFTING, ConditionCode.FORKLIFT) and age < 16
    assert (BlockCode.HEAVY_WORK in found) is heavy
    assert (BlockCode.NIGHT in found) is (code is ConditionCode.NIGHT and age < 18)


WAGES = [
    *((age, WorkKind.REGULAR_JOB, cents) for age, cents in ((15, 441), (16, 507), (17, 581))),
    *((age, WorkKind.REGULAR_JOB, cents) for age, cents in ((18, 736), (20, 1177), (25, 1471))),
    *((age, WorkKind.BBL, cents) for age, cents in ((17, 581), (18, 669), (19, 772), (21, 1471))),
]


@pytest.mark.parametrize(("age", "kind", "cents"), WAGES)
def test_the_lowest_wage_of_an_age(age, kind, cents):
    for paid, barred in ((cents, False), (cents - 1, True), (None, False)):
        place = replace(JOB, kind=kind, wage_cents=paid)
        assert (BlockCode.LOW_WAGE in codes(Pair(of_age(age), place, TODAY))) is barred


@pytest.mark.parametrize("kind", [WorkKind.INTERNSHIP, WorkKind.TRIAL_PLACEMENT])
def test_no_wage_is_tested_where_none_is_owed_the_same_way(kind):
    assert codes(Pair(of_age(20), replace(JOB, kind=kind, wage_cents=100), TODAY)) == set()


def test_the_law_is_asked_for_the_first_working_day():
    night = replace(JOB, asks={ConditionCode.NIGHT: "De bakkerij begint om vier uur."})
    wishes = of_age(18, TODAY + timedelta(days=30))
    assert codes(Pair(wishes, night, TODAY)) == {BlockCode.NIGHT}
    later = replace(night, start_on=TODAY + timedelta(days=30))
    assert codes(Pair(wishes, later, TODAY)) == set()
    assert codes(Pair(replace(wishes, earliest=later.start_on), night, TODAY)) == set()


@given(WISHES, PLACES)
def test_the_law_says_until_when_and_is_nobodys_to_move(wishes, place):
    pair = Pair(wishes, place, TODAY)
    for block in blocks(pair, RULESET):
        if block.article:
            assert block.mover is Mover.NOBODY
            assert block.until is None or block.until > pair.start
    for bar in bars(pair):
        assert bar.article
        if bar.until:
            assert age_on(wishes.birth_date, bar.until) in range(13, 19)


@given(WISHES, PLACES)
def test_without_a_birth_date_the_law_bars_nothing(wishes, place):
    assert list(bars(Pair(replace(wishes, birth_date=None), place, TODAY))) == []


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    born = date(2008, 2, 29)
    assert birthday(born, 18) == date(2026, 3, 1)
    assert birthday(born, 16) == date(2024, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 17


def test_every_rule_names_its_article():
    assert all(re_article(rule.__doc__) for rule in RULES)


def re_article(text: str | None) -> bool:
    return bool(text) and any(law in text for law in ("Atw", "NRK", "Wml"))


def test_from_18_on_every_part_is_allowed():
    assert allowed_parts(31, 18) == every(0, 1, 2, 3)
