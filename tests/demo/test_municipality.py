"""The demo municipality is whole: the promise holds, the walls stand, every list is alive."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from houvast.accounts.rules import Role
from houvast.database.safety import OPEN_TABLES
from houvast.demo.fates import WHOLE
from houvast.demo.municipality import load, personas
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.states import SignalState
from houvast.web.signing_in import Backend
from tests.demo.conftest import CLOCK, SMALL, Loaded

BACKEND = f"{Backend.__module__}.{Backend.__name__}"


def test_the_promise_holds_for_everyone(town: Loaded):
    found = promise_check()
    assert found["violations"] == 0
    assert found["open_tracks"] >= sum(SMALL.held.values())
    assert set(found["overdue"]) >= {
        "coach",
        "team_lead",
        "process_coordinator",
        "programme_manager",
    }


def test_there_are_as_many_tracks_as_was_said(town: Loaded):
    assert town.rows("select count(*) from tracks_track") == [(SMALL.tracks,)]
    assert WHOLE.tracks == 180
    assert WHOLE.employers == 60


def test_the_walls_stand_again_after_the_bulk(town: Loaded):
    open_ones = town.rows(
        "select relname from pg_class where relkind = 'r' and relname ~"
        " '^(people|sharing|tracks|placements|employers|audit)_' and not relforcerowsecurity"
    )
    assert {name for (name,) in open_ones} - OPEN_TABLES.keys() == set()


def test_every_trigger_works_again_after_the_bulk(town: Loaded):
    assert town.rows("select tgname from pg_trigger where tgenabled <> 'O'") == []


def test_the_clock_is_as_it_was(town: Loaded):
    assert town.rows(CLOCK) == [(town.clock_before,)]


def test_every_state_of_a_signal_is_there(town: Loaded):
    found = town.rows("select distinct state from tracks_signal")
    assert {state for (state,) in found} == {one.value for one in SignalState}


def test_a_correction_that_nobody_confirmed_asks_somebody(town: Loaded):  # T-23
    """How far it climbed depends on the holidays of the day on which the demo is made."""
    waits = "select count(*) from cooperation_pushedtask where confirmed_at is null"
    assert town.rows(f"{waits} and kind = 'correction' and due < houvast_today()") == [(1,)]
    asks = "select count(*) from tracks_rung where cause = 'correction' and state = 'raised'"
    assert town.rows(asks) == [(1,)]


@pytest.mark.parametrize(
    ("table", "states"),
    [
        ("tracks_track", {"proposed", "open", "aftercare", "closed"}),
        ("tracks_handover", {"offered", "accepted", "introduced", "returned", "declined"}),
        ("tracks_coachoffer", {"offered", "accepted", "returned", "declined"}),
        ("tracks_closing", {"proposed", "agreed", "declined"}),
        ("tracks_merge", {"proposed"}),
        ("tracks_nextmoment", {"planned", "kept", "missed", "moved"}),
        ("tracks_step", {"open", "done", "dropped"}),
        ("tracks_rung", {"raised", "answered", "climbed"}),
        ("tracks_companionship", {"proposed", "introduced", "ended"}),
        ("tracks_companionsession", {"planned", "held", "not_held"}),
        ("employers_workplace", {"draft", "offered", "filled"}),
    ],
)
def test_the_states_that_a_visitor_looks_for_are_there(town: Loaded, table: str, states: set[str]):
    found = town.rows(f"select distinct state from {table}")
    assert {state for (state,) in found} >= states


def test_somebody_is_away_and_somebody_stands_in(town: Loaded):
    away = "select count(*) from tracks_deputy d join tracks_leave l on l.id = d.leave_id"
    now = "houvast_today() between l.from_on and l.until_on"
    assert town.rows(f"{away} where {now} and l.ended_at is null")[0][0] > 0


def test_each_cause_of_the_ladder_asks_somebody(town: Loaded):
    found = town.rows("select distinct cause from tracks_rung where state = 'raised'")
    wanted = {"moment", "moves", "acceptance", "confirmation", "introduction", "signal"}
    assert {cause for (cause,) in found} >= wanted


def test_what_carries_the_phases_is_there_with_days_of_its_own(town: Loaded):
    """A milestone of the load would have the day of the load."""
    days = dict(town.rows('select kind, count(distinct "on") from tracks_milestone group by 1'))
    assert days["scanned"] > 10
    assert days["work_wished"] > 5
    at_work = (
        "select count(*) from tracks_track where state = 'open' and work_started_on is not null"
    )
    assert town.rows(at_work)[0][0] > 5


def test_it_is_of_today(town: Loaded):
    """A moment for the first day of work, a contact this week, and nothing of a day to come."""
    at_work = "select min(day) from accounts_workingday where is_open and day >= houvast_today()"
    due = f"select count(*) from tracks_nextmoment where state = 'planned' and due = ({at_work})"
    assert town.rows(due)[0][0] > 0
    assert town.rows("select max(at) <= houvast_now() from tracks_contact") == [(True,)]
    assert town.rows("select max(at) > houvast_now() - interval '5 days' from tracks_contact") == [
        (True,)
    ]


def test_nobody_has_a_number_or_a_postcode_that_exists(town: Loaded):
    colleagues = town.rows("select phone from accounts_user where phone <> ''")
    assert colleagues and all(re.fullmatch(r"06000\d{5}", one) for (one,) in colleagues)
    phones = town.rows("select phone from people_identity where phone <> ''")
    assert phones
    assert [one for (one,) in phones if not re.fullmatch(r"\+316000\d{5}", one)] == []


@pytest.mark.parametrize("persona", personas(), ids=lambda one: one.username)
def test_the_first_page_of_a_persona_is_alive(town: Loaded, persona):
    client = Client()
    user = get_user_model().objects.get_by_natural_key(persona.username)
    client.force_login(user, backend=BACKEND)
    page = client.get("/", follow=True)
    assert page.status_code == 200
    if persona.role is Role.POLICY_OFFICER:  # figures of areas come in beside the load
        assert "Er zijn nog geen cijfers over wijken." in page.content.decode()
        return
    assert re.search('class="(row|fit|count|reads)|<tr', page.content.decode())


def test_a_second_start_keeps_what_is_there(town: Loaded):
    told: list[str] = []
    load(told.append, SMALL)
    assert told == ["The example municipality is there already; its data is kept."]
    assert town.rows("select count(*) from tracks_track") == [(SMALL.tracks,)]


def test_what_lists_show_is_what_the_tables_say(town):
    """The load switches the triggers off, and the story goes on with them."""
    assert town.rows("select count(*) from tracks_glance")[0][0] > 0
    assert town.rows("select t from tracks_glances_that_differ() t") == []
