"""What the database shows of who has no file yet: a signal that waits, a question to a coach."""

import pytest

from houvast.accounts.rules import Purpose
from tests.cast import (
    ILIAS,
    Who,
    at_commit,
    observed,
    proposed_track,
    receive_signal,
    signal_in_triage,
)
from tests.test_walls import SEEN_OF_A_QUESTION, SEEN_OF_A_SIGNAL, lived_beyond, rows, wrong


@pytest.fixture
def beyond(db):
    return lived_beyond()


def test_of_a_waiting_signal_each_sees_what_the_design_gives(town, beyond):
    signal_in_triage(town, ILIAS)
    at_commit()
    assert wrong(town, SEEN_OF_A_SIGNAL) == {}


def test_a_signal_about_an_unknown_person_names_nobody(town):
    receive_signal(by=town.as_("anouk", Purpose.INTAKE), seen=observed(town), who=Who())
    assert rows(town["tess"]) == {"tracks_signal": 1, "tracks_signalfacts": 1}


def test_of_a_question_to_a_coach_each_sees_what_the_design_gives(town, beyond):
    proposed_track(town, ILIAS)
    at_commit()
    assert wrong(town, SEEN_OF_A_QUESTION) == {}
