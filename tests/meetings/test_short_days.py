"""A day in a few keys, typed while people talk."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.web.short_days import short_day

TODAY = date(2026, 11, 25)
"""A Wednesday."""
MEANT = {
    "vr": date(2026, 11, 27),
    "VR ": date(2026, 11, 27),
    "wo": date(2026, 12, 2),
    "dinsdag": date(2026, 12, 1),
    "fri": date(2026, 11, 27),
    "+7": date(2026, 12, 2),
    "+ 1": date(2026, 11, 26),
    "morgen": date(2026, 11, 26),
    "vandaag": TODAY,
    "27-11": date(2026, 11, 27),
    "3/2": date(2027, 2, 3),
    "27-11-2026": date(2026, 11, 27),
    "2026-12-24": date(2026, 12, 24),
}


@pytest.mark.parametrize("typed", MEANT)
def test_a_few_keys_are_a_day(typed):
    assert short_day(typed, TODAY) == MEANT[typed]


@pytest.mark.parametrize("typed", ["", "v", "x", "31-2", "+", "+9999", "99-99-9999", "٢-٢", "\x00"])
def test_anything_else_is_no_day(typed):
    assert short_day(typed, TODAY) is None


@settings(max_examples=200)
@given(st.text(max_size=20), st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_nothing_that_is_typed_breaks_it(typed, today):
    found = short_day(typed, today)
    assert found is None or isinstance(found, date)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_the_name_of_a_day_is_the_next_one(today):
    for name in ("ma", "di", "wo", "do", "vr", "za", "zo"):
        found = short_day(name, today)
        assert found is not None and timedelta(1) <= found - today <= timedelta(7)
