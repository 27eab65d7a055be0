"""F12: what the law gives, from a table made by hand of the articles: ages, kinds, times and weeks.

Each case is asked on the eve and on the day of a birthday, as a school week and a holiday week.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from houvast.employers.rules.states import ConditionCode, WorkKind
from houvast.matching.rules.codes import BlockCode, MindCode, StepCode
from houvast.matching.rules.conditions import minds, steps
from houvast.matching.rules.law import LABEL, PERIODS, RULES, Week, bars, never_light
from houvast.matching.rules.law.schooling import compulsory_until
from houvast.matching.rules.law.values import VALUES, value
from houvast.matching.rules.law.weeks import HOLIDAYS, week_between
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Pair, Wishes
from houvast.matching.rules.week import AFTERNOON, EVENING, MORNING, NIGHT, SUNDAY, parts
from tests.matching.test_points import SHOP

SCHOOL_WEEK = (date(2026, 11, 23), None)
HOLIDAY_WEEK = (date(2026, 7, 20), date(2026, 7, 31))
WEEKS = {Week.SCHOOL: SCHOOL_WEEK, Week.HOLIDAY: HOLIDAY_WEEK}
MONDAY, SATURDAY = 0, 5
WHEN = {
    "morning": parts((MONDAY,), (MORNING,)),
    "afternoon": parts((MONDAY,), (AFTERNOON,)),
    "evening": parts((MONDAY,), (EVENING,)),
    "night": parts((MONDAY,), (NIGHT,)),
    "saturday": parts((SATURDAY,), (MORNING,)),
    "sunday": parts((SUNDAY,), (AFTERNOON,)),
}
S, H = Week.SCHOOL, Week.HOLIDAY
DAY, AFTER = {"morning", "afternoon", "saturday"}, {"afternoon", "saturday"}
MAY = {
    (13, S): {"saturday"},
    (14, S): {"saturday"},
    (15, S): AFTER,
    (13, H): DAY,
    (14, H): DAY,
    (15, H): DAY | {"evening"},
    (16, S): {*WHEN} - {"night"},
    (17, S): {*WHEN} - {"night"},
    (16, H): {*WHEN} - {"night"},
    (17, H): {*WHEN} - {"night"},
    (18, S): {*WHEN},
    (18, H): {*WHEN},
}
"""When someone with school on Monday to Friday may work (NRK 4:1, 4:2, 5:1, 5:2; Atw 5:3)."""
MOST = {
    (13, S): 12,
    (14, S): 12,
    (15, S): 12,
    (13, H): 35,
    (14, H): 35,
    (15, H): 40,
    (16, S): 22,
    (17, S): 22,
    (16, H): 40,
    (17, H): 40,
}
"""Hours a week beside 18 hours of school (NRK 4:1, 4:2, 5:1, 5:2; Atw 5:7, 4:4)."""
LIGHT = replace(SHOP, isco="9412", wage_cents=None, hours_min=1, hours_max=61)


def asked(kind: WorkKind, week: Week, **more):
    first, last = WEEKS[week]
    return replace(LIGHT, kind=kind, start_on=first, end_on=last, **more)


def somebody(age: int, on: date, **more) -> Wishes:
    """Who becomes this old on that day, and goes to school on Monday to Friday."""
    return Wishes(
        birth_date=date(on.year - age, on.month, on.day),
        school_days=0b0011111,
        school_hours=18,
        **more,
    )


def may(age: int, week: Week, kind: WorkKind, when: str) -> bool:
    """An internship from 14 on is part of school, until 19.00 (NRK 3:1)."""
    if kind is WorkKind.INTERNSHIP and age in (14, 15):
        return when in DAY
    return when in MAY[age, week]


@pytest.mark.parametrize("week", Week)
@pytest.mark.parametrize("kind", WorkKind)
@pytest.mark.parametrize("age", range(14, 19))
def test_when_one_may_work_on_the_eve_and_the_day_of_a_birthday(age, kind, week):
    """5 birthdays x 6 kinds x 2 weeks x 6 times x 2 days: 720 cases."""
    first, _ = WEEKS[week]
    for when, mask in WHEN.items():
        place = asked(kind, week, day_parts=mask)
        for born_later, years in ((0, age), (1, age - 1)):
            wishes = somebody(age, first + timedelta(days=born_later))
            found = {one.code for one in bars(Pair(wishes, place, first))}
            barred = BlockCode.LAW_DAY_PARTS in found
            assert barred is not may(years, week, kind, when), (when, years)


@pytest.mark.parametrize("week", Week)
@pytest.mark.parametrize("kind", WorkKind)
@pytest.mark.parametrize("age", range(13, 19))
def test_how_many_hours_one_may_work(age, kind, week):
    """An internship at 14 and 15: 35 with school in it, in either week (NRK 3:1)."""
    first, _ = WEEKS[week]
    most = MOST.get((age, week), 61)
    if kind is WorkKind.INTERNSHIP and age in (14, 15):
        most = 17 if week is Week.SCHOOL else 35
    for hours in {most, min(most + 1, 61)}:
        place = asked(kind, week, hours_min=hours, day_parts=None)
        found = {one.code for one in bars(Pair(somebody(age, first), place, first))}
        assert (BlockCode.LAW_HOURS in found) is (hours > most)


@pytest.mark.parametrize("isco", ["5230", "8160", "8322", "9412", "5120", ""])
@pytest.mark.parametrize("age", [13, 14, 15, 16, 17])
def test_tills_and_machines_are_not_for_a_child(isco, age):
    place = asked(WorkKind.SIDE_JOB, Week.SCHOOL, isco=isco, day_parts=None)
    pair = Pair(somebody(age, SCHOOL_WEEK[0]), place, SCHOOL_WEEK[0])
    heavy = isco in ("5230", "8160", "8322") and age < 16
    assert (BlockCode.HEAVY_WORK in {one.code for one in bars(pair)}) is heavy
    assert (never_light(isco) is None) is (isco not in ("5230", "8160", "8322"))


DUTIES = [
    (date(2011, 7, 31), date(2027, 7, 31)),
    (date(2011, 8, 1), date(2028, 7, 31)),
    (date(2012, 2, 29), date(2028, 7, 31)),
    (date(2010, 12, 31), date(2027, 7, 31)),
]


@pytest.mark.parametrize(("born", "last"), DUTIES)
def test_compulsory_schooling_ends_with_the_school_year_of_the_16th_birthday(born, last):
    assert compulsory_until(born) == last
    job = replace(LIGHT, kind=WorkKind.REGULAR_JOB, start_on=last)
    assert duties(born, job) == {(StepCode.COMPULSORY_SCHOOL, last.isoformat())}
    after = replace(job, start_on=last + timedelta(days=1))
    assert {code for code, _ in duties(born, after)} == {StepCode.QUALIFICATION}
    assert duties(born, replace(after, kind=WorkKind.BBL)) == set()
    assert duties(born, replace(job, kind=WorkKind.SIDE_JOB)) == set()


def duties(born, place):
    found = steps(Pair(Wishes(birth_date=born), place, SCHOOL_WEEK[0]), RULESET)
    about = (StepCode.COMPULSORY_SCHOOL, StepCode.QUALIFICATION)
    return {(one.code, one.about) for one in found if one.code in about}


def test_the_qualification_duty_ends_on_the_18th_birthday():
    """Who was born on a leap day is 18 on 1 March, and the duty holds on 28 February."""
    job = replace(LIGHT, kind=WorkKind.REGULAR_JOB, start_on=date(2026, 2, 28))
    born = date(2008, 2, 29)
    pairs = [
        Pair(Wishes(birth_date=born), replace(job, start_on=on), on)
        for on in (date(2026, 2, 28), date(2026, 3, 1))
    ]
    found = [
        [one for one in steps(pair, RULESET) if one.code is StepCode.QUALIFICATION]
        for pair in pairs
    ]
    assert [[one.about for one in few] for few in found] == [["2026-02-28"], []]


def said(age: int, week: Week, **more) -> dict[MindCode, str]:
    place, first = asked(WorkKind.SIDE_JOB, week, **more), WEEKS[week][0]
    pair = Pair(somebody(age, first), place, first)
    dated = (MindCode.STARTS_ON, MindCode.ENDS_ON, MindCode.PREFERRED, MindCode.BREAKS)
    return {one.code: one.about for one in minds(pair) if one.code not in dated}


def test_what_to_keep_in_mind_on_the_day():
    evening = {"day_parts": WHEN["evening"]}
    by_day = {"day_parts": WHEN["saturday"]}
    assert said(13, S, **by_day) == {MindCode.HOURS_A_DAY: "7"}
    assert said(15, S, **by_day) == {MindCode.HOURS_A_DAY: "8", MindCode.SCHOOL_DAY: "2"}
    holiday = {MindCode.HOURS_A_DAY: "8", MindCode.WEEKS_ON_END: "4", MindCode.DONE_BY: "21"}
    assert said(15, H, **evening) == holiday
    assert said(17, S, **evening) == {MindCode.HOURS_A_DAY: "9", MindCode.DONE_BY: "23"}
    assert said(18, S, **evening) == {}


def test_work_is_holiday_work_only_when_all_schools_are_closed_all_the_time():
    for first, last in HOLIDAYS:
        day = timedelta(days=1)
        assert week_between(first, last) is Week.HOLIDAY
        assert week_between(first - day, last) is Week.SCHOOL
        assert week_between(first, last + day) is Week.SCHOOL
    assert week_between(date(2026, 7, 20), None) is Week.SCHOOL
    assert week_between(date(2026, 7, 31), date(2026, 7, 20)) is Week.SCHOOL


def test_every_value_has_its_article_and_holds_from_a_day_on():
    laws = ("Atw", "NRK", "Lpw")
    assert all(one.article.startswith(laws) and one.amount >= 0 for one in VALUES)
    assert value("hours_a_week", 15, PERIODS[0] - timedelta(days=1)).amount == 12
    assert value("hours_a_week", 18) is None
    assert RULESET.law == LABEL and LABEL.startswith("wet-")
    assert len(RULES) == 6


def test_dangerous_work_at_16_and_17_asks_for_supervision():
    fork = asked(WorkKind.BBL, Week.SCHOOL, asks={ConditionCode.FORKLIFT: "Hoort erbij."})
    for age, expected in ((15, True), (16, True), (17, True), (18, False)):
        pair = Pair(somebody(age, SCHOOL_WEEK[0]), fork, SCHOOL_WEEK[0])
        found = StepCode.SUPERVISION in {one.code for one in steps(pair, RULESET)}
        assert found is expected
