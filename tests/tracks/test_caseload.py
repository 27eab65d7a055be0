"""A full caseload warns the team lead and stops nobody; who asks a coach sees the load (P15)."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import COACHES, Role
from houvast.database.context import acting
from houvast.tracks.models import Notice, Track
from houvast.tracks.reads.caseloads import asked_coaches, coaches
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.caseload import bound_of, goes_over, room_in
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.terms import TermGroup
from tests.cast import Who, agreed, open_track, sign_in, signal_in_triage


@given(held=st.integers(0, 60), bound=st.integers(0, 40))
def test_there_is_room_until_the_bound_and_one_step_goes_over_it(held, bound):
    assert (room_in(held, bound) > 0) is (held < bound)
    assert room_in(held, bound) + min(held, bound) == max(bound, min(held, bound))
    steps = [goes_over(one, bound) for one in range(held + 1)]
    assert sum(steps) == (1 if held > bound else 0)


def test_a_work_coach_has_another_bound_than_an_outreach_coach():
    assert [bound_of(one, Terms()) for one in COACHES] == [12, 30]


@pytest.fixture
def bound_of_two(town):
    agreed(town, TermGroup.CASELOAD, caseload_warn_outreach=2)


def told(town, name):
    with acting(town[name]):
        return Notice.objects.filter(kind="caseload").count()


def test_one_more_than_agreed_is_accepted_and_the_team_lead_is_told_once(town, bound_of_two):
    for number in range(4):
        assert told(town, "lotte") == (1 if number > 2 else 0)
        open_track(town, Who(f"Jongere {number}"))
    assert told(town, "lotte") == 1
    assert told(town, "hugo") == told(town, "rachid") == told(town, "anouk") == 0
    with acting(town["anouk"]):
        assert Track.objects.filter(state="open").count() == 4


def test_the_team_page_names_who_holds_more_than_agreed(town, bound_of_two, client):
    for number in range(3):
        open_track(town, Who(f"Jongere {number}"))
    for name in ("lotte", "rachid"):
        assert [one.name for one in team_page(town[name]).full] == ["Anouk"]
    assert team_page(town["hugo"]).full == ()
    text = sign_in(client, town["lotte"]).get(reverse("team")).content.decode()
    assert "3 jongeren" in text and "De afspraak van dit programma is 2" in text


def test_the_triage_sees_how_much_each_coach_holds_when_it_asks_one(town, bound_of_two, client):
    for number in range(3):
        open_track(town, Who(f"Jongere {number}"))
    found = {one.name: (one.held, one.room, one.role) for one in coaches(town["tess"])}
    assert found["Anouk"] == (3, 0, Role.OUTREACH_COACH)
    assert found["Bilal"] == (0, 2, Role.OUTREACH_COACH)
    assert found["Wim"] == (0, 30, Role.WORK_COACH)
    signal = signal_in_triage(town, Who("Loes"))
    text = sign_in(client, town["tess"]).get(reverse("take_up", args=[signal])).content.decode()
    assert "Anouk, Zuid · houdt er 3 vast, meer dan afgesproken" in text
    assert "Bilal, Zuid · houdt er 0 vast, ruimte voor 2" in text


def test_an_administrator_sees_no_load_and_nobody_counts_elsewhere(town, elsewhere):
    open_track(town)
    assert coaches(town.admin) == ()
    assert {one.name: one.held for one in coaches(elsewhere["carmen"])} == {"Carmen": 0}


def test_who_steers_asks_about_the_coaches_of_his_own_teams_alone(town, elsewhere):
    for who in ("lotte", "rachid", "anouk", "petra"):
        with acting(town[who]):
            steered = asked_coaches(steered=True)
            assert steered == tuple(one for one in asked_coaches() if one.steered)
        assert bool(steered) == (who in ("lotte", "rachid"))
    assert {one.team for one in _steered(town["lotte"])} == {"Zuid"}
    assert {one.name for one in _steered(elsewhere["carmen"])} == set()


def _steered(by):
    with acting(by):
        return asked_coaches(steered=True)
