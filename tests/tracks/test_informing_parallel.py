"""Telling, asking and answering at the same moment, with real commits: one true state is left."""

import pytest

from houvast.database.context import acting
from houvast.tracks.actions.informing import answer_hold, record_telling
from houvast.tracks.models import Hold, InformationMoment
from tests.cast import Who, open_track
from tests.test_parallel import at_once, place, refusals  # noqa: F401
from tests.tracks.informs import YOUNG, agree, ask, told

pytestmark = pytest.mark.commits
ROUNDS = 4


def state_of(town, track):
    with acting(town["vera"]):
        moment = InformationMoment.objects.get(track=track, audience="young_person")
        holds = sorted(Hold.objects.filter(track=track).values_list("state", flat=True))
        return moment.state, holds


def declines(town, hold):
    no = "Vertel het samen met zijn broer."
    answer_hold(by=town["vera"], hold_id=hold, agrees=False, answer=no)


def test_two_answers_at_once_are_one_answer(place):  # noqa: F811
    for number in range(ROUNDS):
        track = open_track(place, Who(f"Jongere {number}"))
        hold = ask(place, track)
        said = at_once(lambda one=hold: agree(place, one), lambda one=hold: declines(place, one))
        assert refusals(said) == ["Deze vraag is al beantwoord. Ververs de pagina."]
        found = state_of(place, track)
        assert found in (("postponed", ["agreed"]), ("planned", ["declined"]))


def test_a_yes_against_telling_leaves_it_told(place):  # noqa: F811
    for number in range(ROUNDS):
        track = open_track(place, Who(f"Jongere {number}"))
        hold = ask(place, track)
        given = {"by": place["anouk"], "track_id": track, "audience": YOUNG, "telling": told()}
        said = at_once(lambda one=hold: agree(place, one), lambda one=given: record_telling(**one))
        lost = refusals(said)
        assert lost in ([], ["Het is intussen verteld. Zeg nee, dan is de vraag weg."])
        asked = ["asked"] if lost else ["agreed"]
        assert state_of(place, track) == ("told", asked)


def test_two_questions_at_once_are_one(place):  # noqa: F811
    track = open_track(place, Who("Jongere"))
    said = at_once(*[lambda: ask(place, track)] * 2)
    assert refusals(said) == ["Deze vraag ligt al bij de privacy officer."]
    assert state_of(place, track) == ("planned", ["asked"])
