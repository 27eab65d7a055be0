"""Days as people write them, and the ones that are not certain."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.sheets import Cell, read_dates

LATEST = date(2026, 11, 24)
DAY = date(2026, 4, 3)
DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))


def one(value):
    return read_dates([Cell("D7", value)], latest=LATEST)[0]


@pytest.mark.parametrize(
    "text",
    [
        *("3-4-2026", "03-04-2026", "3/4/2026", "03/04/26", "3.4.2026", "2026-04-03", "2026/4/3"),
        *("3 april 2026", "vrijdag 3 april 2026", "3 apr. 2026", "3-apr-26", "3 Apr 2026"),
        *("2026-04-03 00:00:00", "2026-04-03T00:00:00", "3-4-2026 0:00", "46115"),
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert one(text) == DAY


@pytest.mark.parametrize(
    "value",
    [
        *("april 2026", "2026", "3-4", "begin april", "± 3-4-2026", "31-2-2026", "3-4/2026", "x"),
        *("04/13/2026", "3-4-26 of 4-4-26", "0-4-2026", "3-13-2026", "2026-13-01", "1e5"),
        *(Decimal("3.5"), Decimal(12), Decimal("1e400"), Decimal(20260403), date(1805, 1, 1)),
    ],
)
def test_what_is_no_whole_day_is_refused_with_its_cell(value):
    refused = one(value)
    assert isinstance(refused, Refused) and "D7" in str(refused)


def test_an_empty_cell_is_no_day_and_no_mistake():
    assert one(None) is None


@pytest.mark.parametrize(("text", "year"), [("1-1-26", 2026), ("1-1-27", 1927), ("1-1-98", 1998)])
def test_two_digits_mean_the_hundred_years_until_now(text, year):
    assert one(text) == date(year, 1, 1)


@given(DAYS)
def test_every_way_to_write_a_day_gives_that_day(day):
    months = "januari februari maart april mei juni juli augustus september oktober november"
    month = [*months.split(), "december"][day.month - 1]
    written = [
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} {month} {day.year}",
        Decimal(day.toordinal() - date(1899, 12, 30).toordinal()),
        day,
    ]
    assert {one(value) for value in written} == {day}


def test_where_one_day_begins_with_the_month_no_other_is_certain():
    values = ["04/13/2026", "03/04/2026", date(2026, 5, 6), "25-12-2026", "3 april 2026", None]
    found = read_dates([Cell(f"B{at}", one) for at, one in enumerate(values)], latest=LATEST)
    wrong = [isinstance(one, Refused) for one in found]
    assert wrong == [True, True, True, False, False, False]
    assert "B1" in str(found[1]) and "B0" in str(found[1])
