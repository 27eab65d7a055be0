"""M1 as a rule: any touch of a file of nobody, by day, colleague and way, and about nobody."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

import houvast
from houvast.errors import Refused
from houvast.watching.honey import names
from houvast.watching.rules.honey import (
    CODE_LENGTH,
    CODE_LETTERS,
    LISTS,
    Touch,
    check_code,
    hashed,
    touched,
)
from houvast.watching.rules.limits import EventKind

ME, DAY = UUID(int=7), date(2026, 11, 5)
NOW = datetime(2026, 11, 5, 15, tzinfo=UTC)
OPENED, SHARED, ASKED = EventKind.HONEY_OPENED, EventKind.HONEY_SHARED, EventKind.HONEY_ASKED


@pytest.mark.parametrize(
    ("verb", "is_refused", "kind"),
    [
        ("tracks.file_viewed", False, OPENED),
        ("tracks.signal_viewed", False, OPENED),
        ("tracks.glass_viewed", False, OPENED),
        ("cooperation.sharing_viewed", False, OPENED),
        ("tracks.contact_logged", False, OPENED),
        ("cooperation.shared", False, SHARED),
        ("cooperation.guest_asked", False, SHARED),
        ("cooperation.work_fact_noted", False, SHARED),
        ("meetings.agreement_made", False, SHARED),
        ("tracks.letter_made", False, SHARED),
        ("tracks.known_here_answered", False, ASKED),
        ("tracks.glass_opened", False, ASKED),
        ("tracks.file_viewed", True, ASKED),
    ],
)
def test_any_touch_is_something_to_look_at_and_names_no_file(verb, is_refused, kind):  # M1
    (one,) = touched([Touch(ME, DAY, verb, is_refused)], NOW)
    assert (one.kind, one.user, one.count, one.persons) == (kind, ME, 1, ())
    assert one.first == datetime(2026, 11, 4, 23, tzinfo=UTC) and one.last == NOW


def test_a_list_with_one_line_in_it_is_no_touch():  # M1
    assert touched([Touch(ME, DAY, one, False) for one in LISTS], NOW) == []


def test_the_lists_are_those_of_the_product():
    every = Path(houvast.__file__).parent.rglob("*.py")
    code = "".join(one.read_text() for one in every if one.parts[-2:] != ("rules", "honey.py"))
    assert set(re.findall(r'"([a-z]+\.[a-z_]+)"', code)) >= LISTS


def test_days_ways_and_colleagues_stand_apart():
    looks = [Touch(ME, DAY, "tracks.file_viewed", False, 2), Touch(ME, DAY, "a.b_viewed", False)]
    found = touched([*looks, Touch(ME, DAY, "tracks.letter_made", False)], NOW)
    assert [(one.kind, one.count) for one in found] == [(OPENED, 3), (SHARED, 1)]
    before = touched([Touch(ME, DAY - timedelta(days=1), "tracks.file_viewed", False)], NOW)[0]
    assert before.last < datetime(2026, 11, 4, 23, tzinfo=UTC)


def test_a_code_is_read_as_it_is_said():
    code = CODE_LETTERS[:CODE_LENGTH]
    assert check_code(f" {code[:5].lower()} - {code[5:]} ") == code
    assert hashed(code) != hashed(code[::-1])
    for wrong in ("", code[:-1], code + "B", "A" * CODE_LENGTH):
        with pytest.raises(Refused, match="tekens"):
            check_code(wrong)


def test_a_name_that_is_drawn_is_whole_and_of_an_age_that_we_help():
    today = date(2026, 11, 5)
    for one in names(50, today):
        assert one.given and one.family
        assert 16 * 365 < (today - one.born).days < 26 * 365
