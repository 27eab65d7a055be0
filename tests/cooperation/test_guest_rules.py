"""A question to a guest: its term, its states, and what may not stand in a text (T-24)."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from houvast.accounts.rules import check_account
from houvast.cooperation.reads.guests import AskPage
from houvast.cooperation.rules.guests import (
    LONGEST_ANSWER,
    LONGEST_DAYS,
    LONGEST_QUESTION,
    QuestionState,
    check_answer,
    check_question,
    last_day,
    state_of,
)
from houvast.errors import Refused
from houvast.web.forms.guests import AnswerForm, AskForm

PAGE = AskPage(date(2026, 11, 27), uuid4(), "Sem", (), (), has_decision=False)
TODAY, DAY = date(2026, 11, 27), timedelta(days=1)
FINE = "Komt hij deze maand nog naar de lessen?"


def refused(call, *given, **named):
    with pytest.raises(Refused) as caught:
        call(*given, **named)
    return caught.value.field


def ask(text=FINE, until=TODAY, latest=TODAY + 14 * DAY):
    return check_question(text, until, TODAY, latest)


def test_no_question_runs_longer_than_a_fortnight_or_than_its_decision():  # T-24
    far = TODAY + 90 * DAY
    assert last_day(TODAY, 14, far) == TODAY + 14 * DAY
    assert last_day(TODAY, 5, far) == TODAY + 5 * DAY
    assert last_day(TODAY, 400, far) == TODAY + LONGEST_DAYS * DAY
    assert last_day(TODAY, 14, TODAY + 2 * DAY) == TODAY + 2 * DAY
    assert ask(until=TODAY + 14 * DAY) == FINE
    assert refused(ask, until=TODAY + 15 * DAY) == "until"
    assert refused(ask, until=TODAY - DAY) == "until"


def test_a_question_is_one_line_and_an_answer_is_short():
    assert ask("  Komt hij nog \n naar school? ") == "Komt hij nog naar school?"
    assert refused(ask, "Komt hij?") == refused(ask, "a" * (LONGEST_QUESTION + 1)) == "question"
    assert check_answer("a" * LONGEST_ANSWER)
    assert refused(check_answer, "Ja.") == "text"
    assert refused(check_answer, "a" * (LONGEST_ANSWER + 1)) == "text"


@pytest.mark.parametrize("number", ["111222333", "111 222 333", "111.222.333"])
def test_a_citizen_number_goes_to_no_partner_and_comes_from_none(number):  # T-09
    assert refused(ask, f"Is dit zijn nummer: {number}?") == "question"
    assert refused(check_answer, f"Zijn nummer is {number}.") == "text"
    assert ask("Is 111222334 zijn leerlingnummer?"), "nine digits that are no such number"


@pytest.mark.parametrize(
    ("form", "field"), [(AskForm(page=PAGE), "question"), (AnswerForm(), "text")]
)
def test_both_texts_are_thought_over_on_their_form(form, field):  # T-11
    assert form.texts() == [field]


def test_the_state_says_what_ended_it():
    now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    row = {"answered": False, "ended": False, "until": now + DAY, "rests": True}
    for change, state in (
        ({}, QuestionState.OPEN),
        ({"rests": False}, QuestionState.SHUT),
        ({"until": now}, QuestionState.OVER),
        ({"ended": True}, QuestionState.STOPPED),
        ({"answered": True, "until": now, "rests": False}, QuestionState.ANSWERED),
    ):
        assert state_of(**row | change, now=now) is state


@pytest.mark.parametrize(
    ("name", "username", "field"),
    [
        ("R", "ria", "name"),
        ("R" * 61, "ria", "name"),
        ("Ria", "ri", "username"),
        ("Ria", "Ria", "username"),
        ("Ria", "ria voorbeeld", "username"),
        ("Ria", "-ria", "username"),
    ],
)
def test_a_guest_has_a_name_and_one_to_sign_in_with(name, username, field):
    assert refused(check_account, name, username) == field
    check_account("Ria Voorbeeld", "ria.voorbeeld-2")
