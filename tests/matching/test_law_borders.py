"""The law exactly on its borders: from when something may, and how its data is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from unittest import mock

import pytest
from hypothesis import given

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.codes import BlockCode, MindCode, StepCode
from houvast.matching.rules.conditions import minds
from houvast.matching.rules.law import RULES, allowed_parts, bars, birthday, never_light, values
from houvast.matching.rules.law.daily import on_the_day
from houvast.matching.rules.law.light_work import NEVER_LIGHT
from houvast.matching.rules.law.schooling import duty_of
from houvast.matching.rules.law.values import Week, of_everybody, read_value
from houvast.matching.rules.law.weeks import HOLIDAYS as KNOWN
from houvast.matching.rules.law.weeks import closed, week_between
from houvast.matching.rules.sides import Pair, Wishes
from houvast.matching.rules.week import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    SUNDAY,
    at_school,
    every,
    parts,
)
from houvast.people.rules import age_on
from tests.matching.sides import PLACES, TODAY, WISHES
from tests.matching.test_law_table import WEEKS, asked, somebody

JOB, INTERN = WorkKind.SIDE_JOB, WorkKind.INTERNSHIP
S, H = Week.SCHOOL, Week.HOLIDAY
MONDAY = 0
MORNINGS, AFTERNOONS = parts((MONDAY,), (MORNING,)), parts((MONDAY,), (AFTERNOON,))
UNTIL = [
    (13, S, JOB, {"day_parts": parts((SUNDAY,), (AFTERNOON,))}, 16),
    (15, S, JOB, {"day_parts": parts((SUNDAY,), (AFTERNOON,))}, 16),
    (13, S, JOB, {"day_parts": AFTERNOONS}, 15),
    (14, S, JOB, {"day_parts": AFTERNOONS}, 15),
    (14, S, JOB, {"day_parts": MORNINGS}, 16),
    (13, S, INTERN, {"day_parts": MORNINGS}, 14),
    (14, H, JOB, {"day_parts": every(EVENING)}, 15),
    (14, S, JOB, {"day_parts": every(EVENING)}, 16),
    (15, S, JOB, {"day_parts": every(NIGHT)}, 18),
    (16, S, JOB, {"day_parts": every(NIGHT)}, 18),
    (17, H, JOB, {"day_parts": every(NIGHT)}, 18),
    (13, S, JOB, {"hours_min": 22}, 16),
    (15, S, JOB, {"hours_min": 22}, 16),
    (15, S, JOB, {"hours_min": 23}, 18),
    (16, S, JOB, {"hours_min": 23}, 18),
    (13, S, INTERN, {"hours_min": 17}, 14),
    (14, S, INTERN, {"hours_min": 18}, 16),
    (14, H, JOB, {"hours_min": 40}, 15),
    (15, H, JOB, {"hours_min": 41}, 18),
]
"""By hand of the articles, beside 18 hours of school on Monday to Friday: from which age it may."""
BY_AGE = {BlockCode.LAW_DAY_PARTS, BlockCode.LAW_HOURS}


@pytest.mark.parametrize(("age", "week", "kind", "more", "may_from"), UNTIL)
def test_the_law_says_from_which_birthday_it_no_longer_stands_in_the_way(
    age, week, kind, more, may_from
):
    first, _last = WEEKS[week]
    born = birthday(first, -age)
    pair = Pair(somebody(age, first), asked(kind, week, **{"day_parts": None} | more), first)
    assert [one.until for one in bars(pair)] == [birthday(born, may_from)]


@given(WISHES, PLACES)
def test_on_that_birthday_the_same_work_is_allowed_and_on_none_before(wishes, place):
    """Of the rules in which more is allowed at each age; the week stays what it was."""
    pair = Pair(wishes, replace(place, start_on=TODAY, end_on=None), TODAY)
    for rule, bar in ((rule, rule(pair, age)) for rule in RULES for age in ages(pair)):
        if bar and bar.code in BY_AGE:
            assert bar.until is not None
            for years in range(age_on(wishes.birth_date, pair.start), 19):
                day = birthday(wishes.birth_date, years)
                if day > pair.start:
                    allowed = rule(pair, years) is None
                    assert allowed is (day >= bar.until) or day > bar.until


def ages(pair: Pair) -> list[int]:
    born = pair.wishes.birth_date
    return [age_on(born, pair.start)] if born else []


@contextmanager
def law_with(*rows: dict[str, str]) -> Iterator[None]:
    """The law with these rows more."""
    with mock.patch.object(values, "VALUES", (*values.VALUES, *map(read_value, rows))):
        for kept in (values.value, allowed_parts):
            kept.cache_clear()
        try:
            yield
        finally:
            for kept in (values.value, allowed_parts):
                kept.cache_clear()


def row(name: str, amount: int, **more: str) -> dict[str, str]:
    nothing = dict.fromkeys(("age_from", "age_below", "week", "kind"), "")
    since = {"since": "2017-01-02", "article": "NRK 4:2"}
    return nothing | since | {"name": name, "amount": str(amount)} | more


@pytest.mark.parametrize(("done_by", "may"), [(18, False), (19, False), (20, True), (21, True)])
def test_an_evening_of_more_than_an_hour_is_one_to_work_on(done_by, may):
    """The afternoon is over at 18.00."""
    with law_with(row("done_by", done_by, age_from="15", age_below="16", week="school")):
        assert bool(allowed_parts(0, 15, on=TODAY) & every(EVENING)) is may


def test_a_row_without_ages_week_or_kind_holds_for_all_of_them():
    found = read_value(row("some", 3))
    assert (found.ages, found.week, found.kind) == (range(28), None, None)
    assert (found.since, found.amount, found.article) == (date(2017, 1, 2), 3, "NRK 4:2")
    few = read_value(row("some", 3, age_from="14", age_below="16", week="school", kind="bbl"))
    assert (few.ages, few.week, few.kind) == (range(14, 16), S, WorkKind.BBL)


def test_what_the_law_says_of_everybody():
    asked_for = ("youngest", "no_longer_a_child", "adult", "compulsory_until")
    assert [of_everybody(one) for one in asked_for] == [13, 16, 18, 16]
    with pytest.raises(ValueError, match="no_such_number"):
        of_everybody("no_such_number")


HOLIDAYS = [
    ("north", "2029-06-30", "2029-07-15"),
    ("north", "2029-10-06", "2029-10-14"),
    ("north", "2029-12-22", "2030-01-06"),
    ("south", "2029-07-05", "2029-07-29"),
    ("south", "2029-10-13", "2029-10-21"),
    ("south", "2029-12-20", "2029-12-30"),
    ("south", "2029-12-31", "2030-01-06"),
    ("south", "2029-05-01", "2029-05-05"),
    ("north", "2029-02-10", "2029-02-25"),
    ("south", "2029-02-10", "2029-02-24"),
]


def test_a_holiday_week_is_a_whole_one_without_lessons_in_any_region():
    """2 July 2029 is a Monday. The weekend of 13 October lies in a week with lessons elsewhere, and
    one day is missing in the week of 19 February."""
    rows = [dict(zip(("region", "first", "last"), one, strict=True)) for one in HOLIDAYS]
    july = date(2029, 7, 9), date(2029, 7, 15)
    february, christmas = (
        (date(2029, 2, 12), date(2029, 2, 18)),
        (date(2029, 12, 24), date(2030, 1, 6)),
    )
    assert closed(rows) == (february, july, christmas)
    assert closed([{"region": "north", "first": "2029-07-09", "last": "2029-07-15"}]) == (july,)


def test_of_the_holidays_that_we_know_every_week_begins_on_monday():
    """A Saturday before the summer belongs to a week with lessons (NRK 1:1)."""
    assert [(first.weekday(), last.weekday()) for first, last in KNOWN] == [(0, 6)] * len(KNOWN)
    assert week_between(date(2026, 7, 18), date(2026, 7, 18)) is S
    assert week_between(date(2026, 10, 17), date(2026, 10, 18)) is S


def test_work_of_one_day_in_a_holiday_is_holiday_work():
    day = date(2026, 7, 20)
    assert week_between(day, day) is H
    assert week_between(day, day - timedelta(days=1)) is S


def test_school_is_in_the_morning_and_the_afternoon_of_its_days():
    assert at_school(0b1) == MORNINGS | AFTERNOONS
    assert at_school(None) == at_school(0) == 0
    assert at_school(0b11) == parts((0, 1), (MORNING, AFTERNOON))


def test_the_longest_beginning_of_an_occupation_counts():
    since = date(2020, 1, 1)
    rows = {"8": (since, "short"), "812": (since, "long"), "5": (since, "five")}
    with mock.patch.dict(NEVER_LIGHT, rows):
        found = [never_light.__wrapped__(one) for one in ("8121", "8900", "5120", "7122", "")]
    assert [one and one[1] for one in found] == ["long", "short", "five", None, None]


def test_the_qualification_duty_is_over_on_the_18th_birthday_itself():
    place = asked(WorkKind.REGULAR_JOB, S)
    start = place.start_on
    for born, duty in (
        (birthday(start, -18), None),
        (birthday(start + timedelta(days=1), -18), StepCode.QUALIFICATION),
    ):
        pair = Pair(Wishes(birth_date=born), place, start)
        found = duty_of(pair)
        assert (found.code if found else None) is duty


def test_two_hours_on_a_school_day_is_about_work_beside_school():
    """NRK 4:2; an internship from 14 on is part of school (NRK 3:1)."""
    first, _last = WEEKS[S]
    for kind, told in ((JOB, True), (INTERN, False)):
        pair = Pair(somebody(15, first), asked(kind, S), first)
        assert (MindCode.SCHOOL_DAY in dict(on_the_day(pair, 15))) is told


LATER = TODAY + timedelta(days=30)
"""A birthday."""
BIRTHDAYS = [
    (15, {"wage_cents": 506}, {}, {MindCode.WAGE_FROM: LATER}),
    (15, {"wage_cents": 507}, {}, {}),
    (15, {"wage_cents": 440}, {}, {}),
    (
        15,
        {"wage_cents": 507, "end_on": birthday(LATER, 1)},
        {},
        {MindCode.WAGE_FROM: birthday(LATER, 1)},
    ),
    (15, {"wage_cents": 506, "end_on": LATER}, {}, {MindCode.WAGE_FROM: LATER}),
    (15, {"wage_cents": 506, "end_on": LATER - timedelta(days=1)}, {}, {}),
    (17, {"wage_cents": 668, "kind": WorkKind.BBL}, {}, {MindCode.WAGE_FROM: LATER}),
    (17, {"wage_cents": 669, "kind": WorkKind.BBL}, {}, {}),
    (20, {"wage_cents": 1_470}, {}, {MindCode.WAGE_FROM: LATER}),
    (21, {"wage_cents": 1_470}, {}, {}),
    (17, {"wage_cents": 1, "kind": WorkKind.TRIAL_PLACEMENT}, {}, {}),
    (15, {"hours_min": 12}, {"school_hours": 28}, {}),
    (15, {"hours_min": 12}, {"school_hours": 29}, {MindCode.HOURS_FROM: LATER}),
    (15, {"hours_min": 13}, {"school_hours": 29}, {}),
    (16, {"hours_min": 12}, {"school_hours": 28}, {}),
]
"""By hand (Wml 8; Atw 4:4 and 5:7): from which birthday what stands in the way; 440 at once."""


@pytest.mark.parametrize(("age", "place", "wishes", "said"), BIRTHDAYS)
def test_a_birthday_during_the_work_is_said_when_less_is_allowed_from_it(age, place, wishes, said):
    work = replace(asked(JOB, S), start_on=None, **{"hours_min": 1} | place)
    pair = Pair(Wishes(birth_date=birthday(LATER, -age - 1), **wishes), work, TODAY)
    told = {one.code: one.about for one in minds(pair) if one.code in FROM}
    assert told == {code: day.isoformat() for code, day in said.items()}


FROM = {MindCode.WAGE_FROM, MindCode.HOURS_FROM}


@given(WISHES, PLACES)
def test_no_other_rule_begins_to_stand_in_the_way_on_a_birthday(wishes, place):
    pair = Pair(wishes, replace(place, start_on=TODAY, end_on=None), TODAY)
    for age, rule in ((age, rule) for age in ages(pair) for rule in RULES):
        older = rule(pair, age + 1)
        if older and not rule(pair, age):
            assert older.code in (BlockCode.LOW_WAGE, BlockCode.LAW_HOURS)
