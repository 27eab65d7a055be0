"""What the database itself shows, table by table: section 3 of the trust design, written out again.

Raw counts as the role of the app. The tables come from the models, so a new one fails here until
it has its line. What stands in no line of an actor is 0 rows: nothing is seen by default.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.accounts.models import Membership, User
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.employers import actions as employers
from houvast.employers.rules.employers import ContactFacts
from houvast.employers.rules.states import ConditionCode, PromisedBy, Strength
from houvast.sharing.actions import assign, end_role
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.closing import agree_closing
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.models import Notice
from houvast.tracks.rules.states import HandoverReason
from tests.cast import (
    Town,
    at_commit,
    found_beyond,
    live,
    sign_in,
)
from tests.companions import HOW, MET
from tests.made_plans import PLAN
from tests.standing import made_once

TRAIL = {"audit_entry", "audit_processingline"}
OWN = {
    model._meta.db_table
    for model in apps.get_models()
    if model.__module__.startswith("houvast.") and hasattr(model, "information_class")
}
NOTES = {"placements_aftercarenote", "tracks_breakglass", "sharing_stepreset", "sharing_tie"}
NOTICES = {"tracks_notice", "tracks_knownquestion", "tracks_leave", "tracks_deputy"} | NOTES
NOTICES |= {"tracks_companioncheck", "tracks_caseloadupload", "tracks_caseloadimport"}
NOTICES |= {"employers_workupload", "matching_teamplan", "employers_demand", "matching_planline"}
OTHERS = ("meetings_", "watching_", "cooperation_", "capture_", "plans_", "placements_programme")
NOTICES |= {one for one in OWN if one.startswith(OTHERS) or one == "sharing_rolereview"}
"""Tests of their own (test_known.py, test_importing.py, test_team_plan.py, tests/meetings)."""
TABLES = sorted(OWN - TRAIL - NOTICES)
OF_PERSONS = [one for one in TABLES if not one.startswith("employers_")]
COUNT = " union all ".join(f"select '{one}', count(*) from {one}" for one in TABLES)
CALLED = {"people_nickname": 1}
KNOWN = CALLED | {"people_person": 1, "people_identity": 1}
PROCESS = {
    "tracks_track": 1,
    "tracks_coachoffer": 1,
    "tracks_leadcoachhistory": 2,
    "tracks_informationmoment": 1,
    "tracks_milestone": 2,
    "tracks_nextmoment": 2,
    "tracks_contact": 1,
    "tracks_glance": 1,
    "tracks_closing": 1,
    "tracks_closinganswer": 8,
    "tracks_rung": 1,
}
WORK = {"placements_placement": 1, "placements_aftercaremoment": 16, "placements_toldline": 2}
WORK |= {"matching_workwishes": 1, "matching_choice": 2, "placements_retention": 3}
WORK |= dict.fromkeys(("placements_trialday", "placements_agreedterms"), 1)
CONTENT = {"tracks_contactdetail": 1, "tracks_worknote": 1, "tracks_signalfacts": 1}
ACCESS, SIGNAL = {"sharing_assignment": 1}, {"tracks_signal": 1}
EMPLOYERS = {one: 1 for one in TABLES if one.startswith("employers_")}
NOT_FOR_BROKER = ("knownby", "conversation", "employerpromise", "missingworkplace", "change")
FOR_BROKER = {one: 1 for one in EMPLOYERS if not one.endswith(NOT_FOR_BROKER)}
FILE = KNOWN | SIGNAL | PROCESS | PLAN | WORK | CONTENT | ACCESS | {"placements_consent": 1}
PLANNED = ("s_employer", "s_workplace", "condition", "change")
OFFERED = {one: 1 for one in EMPLOYERS if one.endswith(PLANNED)}
STEERED = CALLED | PROCESS | ACCESS | OFFERED
JOB = dict.fromkeys(("tracks_track", "tracks_coachoffer", "tracks_rung"), 1) | ACCESS
WATCHED = {"tracks_track": 1, "tracks_informationmoment": 1}
JOB |= {"tracks_nextmoment": 2, "tracks_informationmoment": 1}
NOTHING: dict[str, int] = {}

SEEN_OF_A_FILE = {
    "anouk guidance": FILE | EMPLOYERS,
    "anouk intake": SIGNAL | {"tracks_signalfacts": 1},
    "anouk known_here": NOTHING,
    "bilal guidance": EMPLOYERS,
    "bilal intake": NOTHING,
    "rachid process_steering": STEERED,
    "rachid intake": SIGNAL,
    "lotte process_steering": STEERED,
    "lotte intake": SIGNAL,
    "hugo process_steering": OFFERED,
    "hugo intake": SIGNAL,
    "tess intake": SIGNAL,
    "wim guidance": EMPLOYERS,
    "wim work_income": EMPLOYERS,
    "wim placement": EMPLOYERS,
    "sam placement": EMPLOYERS,
    "bas placement": FOR_BROKER,
    "denzel guidance": NOTHING,
    "denzel intake": NOTHING,
    "petra process_steering": NOTHING,
    "vera subject_rights": WATCHED,
    "system safety_net": JOB | SIGNAL,
    "admin ": NOTHING,
}
"""A file that runs, led by anouk of team Zuid (lotte's). What the triage answered stays listed."""

IN_A_CAPACITY = {
    "second": ("bilal", Purpose.GUIDANCE, FILE),
    "former": ("bilal", Purpose.GUIDANCE, FILE),
    "work": ("wim", Purpose.WORK_INCOME, KNOWN | PROCESS | PLAN | WORK | ACCESS),
    "door": ("bilal", Purpose.GUIDANCE, KNOWN | PROCESS | ACCESS),
}

ASKED = CALLED | {"tracks_signal": 1, "tracks_signalfacts": 1}
SEEN_OF_A_SIGNAL = {
    "anouk intake": ASKED | {"people_identity": 1},
    "tess intake": ASKED | {"people_identity": 1},
    "rachid intake": ASKED,
    "lotte intake": ASKED,
    "hugo intake": ASKED,
    "system safety_net": SIGNAL,
}
"""A signal in triage, entered by anouk."""

HELD = ("track", "coachoffer", "leadcoachhistory", "informationmoment")
HELD_BY_NAME = {f"tracks_{one}": 1 for one in HELD}
SEEN_OF_A_QUESTION = {
    "anouk guidance": CALLED | {"tracks_track": 1, "tracks_coachoffer": 1},
    "anouk intake": SIGNAL | {"tracks_signalfacts": 1},
    "rachid process_steering": CALLED | HELD_BY_NAME | {"tracks_glance": 1},
    "rachid intake": SIGNAL,
    "lotte process_steering": {"tracks_coachoffer": 1},
    "lotte intake": SIGNAL,
    "hugo intake": SIGNAL,
    "tess intake": SIGNAL | {"tracks_track": 1},
    "system safety_net": WATCHED | {"tracks_coachoffer": 1} | SIGNAL,
    "vera subject_rights": WATCHED,
}
"""A track that waits for anouk's yes, held by rachid. lotte sees that one of hers was asked."""


def rows(by):
    """How many rows of each table the database shows; tables of 0 rows are left out."""
    with acting(by):
        return counted()


def counted():
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return {table: number for table, number in cursor.fetchall() if number}


def actor(town: Town, who: str) -> Actor:
    """'name purpose' as an actor."""
    name, purpose = who.split(" ")
    if name == "system":
        return safety_net(town.admin.municipality_id)
    one = town.admin if name == "admin" else town[name]
    return Actor(one.user_id, one.municipality_id, one.role, purpose)


def wrong(town, table):
    """Per actor the tables that show another number of rows than written: (shown, written)."""
    found = {who: unlike(rows(actor(town, who)), table.get(who, NOTHING)) for who in SEEN_OF_A_FILE}
    return {who: differs for who, differs in found.items() if differs}


def unlike(shown, written):
    both = {one: (shown.get(one, 0), written.get(one, 0)) for one in {*shown, *written}}
    return {one: pair for one, pair in both.items() if pair[0] != pair[1]}


def of_persons(found):
    return {table: number for table, number in found.items() if table in OF_PERSONS}


def now_seen(given, also):
    """The table of a running file, after something happened that changes what some see."""
    guiding = {who for who in given if who.endswith(" guidance")}
    changed = {who: found | also for who, found in given.items()}
    changed |= {who: changed[who] | EMPLOYERS for who in guiding}
    return SEEN_OF_A_FILE | changed


def fill_employer(town, life):
    """The rows of an employer that a life does not need."""
    sam, today, at = town["sam"], timezone.localdate(), {"employer_id": life.employer}
    fatima = employers.add_contact(by=sam, facts=ContactFacts("Fatima", phone="0600000009"), **at)
    employers.link_broker(by=sam, user_id=town["bas"].user_id, **at)
    employers.note_acquaintance(by=sam, contact_id=fatima)
    employers.ask_brokers(by=sam, brokers=[town["bas"].user_id], text="Wie zoekt hulp buiten?")
    employers.note_missing(by=sam, text="Werk met dieren.")
    employers.log_conversation(by=sam, on=today, about="Werk", **at)
    employers.make_promise(by=sam, promised_by=PromisedBy.US, text="Belt terug.", due=today, **at)
    condition = {"code": ConditionCode.VCA, "strength": Strength.UNKNOWN}
    employers.add_condition(by=sam, workplace_id=life.workplace, **condition)


def lived_beyond():
    """Another municipality, with a whole file of its own."""
    town = found_beyond()
    live(town, "Zeester")
    return town


def lived(town):
    beyond, made = lived_beyond(), live(town, "Meeuw")
    fill_employer(town, made)
    return town, beyond, made


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def beyond(standing, db):
    return deepcopy(standing[1])


@pytest.fixture
def life(standing, db):
    return deepcopy(standing[2])


def test_every_table_of_a_life_is_in_the_table_of_this_file():
    more = {"tracks_door", "tracks_handover", "tracks_merge", "tracks_absence", *MET, *HOW}
    more |= {"tracks_broughttrack", "tracks_proofoftelling", "tracks_hold"}  # tests of their own
    assert set(TABLES) == {*FILE, *EMPLOYERS, *SIGNAL} | more
    assert OWN - set(TABLES) == TRAIL | NOTICES


def test_of_a_running_file_each_sees_what_the_design_gives_and_nothing_more(town, life):  # T-04
    assert wrong(town, SEEN_OF_A_FILE) == {}


@pytest.mark.parametrize("capacity", IN_A_CAPACITY)
def test_a_live_assignment_opens_what_its_capacity_reads(town, life, capacity):
    name, purpose, opens = IN_A_CAPACITY[capacity]
    lead, one = town["anouk"], town.as_(name, purpose)
    grant(lead, one, life.person, Capacity(capacity))
    found = of_persons(rows(one))
    assert found == opens
    assert of_persons(rows(Actor(one.user_id, one.municipality_id, one.role, "intake"))) == NOTHING
    assert of_persons(rows(lead)) == FILE | {"sharing_assignment": 2}


def grant(by, to, person, capacity, *, since=timedelta(0), until=timedelta(days=9)):
    with acting(by) as at:
        assign(
            by=by,
            person_id=person,
            user_id=to.user_id,
            purpose=Purpose(to.purpose),
            capacity=capacity,
            granted_by=by.user_id,
            now=at.now + since,
            until=at.now + until,
        )


def test_an_assignment_opens_nothing_before_its_day_and_nothing_after_it(town, life, clock):  # T-05
    bilal, day = town["bilal"], timedelta(days=1)
    grant(town["anouk"], bilal, life.person, Capacity.SECOND, since=day, until=2 * day)
    assert of_persons(rows(bilal)) == ACCESS
    clock.forward(days=1.5)
    assert of_persons(rows(bilal)) == FILE
    clock.forward(days=1)
    assert of_persons(rows(bilal)) == ACCESS  # the row that says that it was


def test_the_access_of_the_lead_expires_too(town, life, clock):
    clock.forward(days=184)
    assert of_persons(rows(town["anouk"])) == ACCESS


def test_past_its_date_of_destruction_nobody_sees_a_row(town, life, clock):  # T-62
    clock.forward(days=366 * 11)
    for who in SEEN_OF_A_FILE:
        assert rows(actor(town, who)) == NOTHING, who


def test_a_role_that_ended_opens_nothing(town, life):
    lotte = town["lotte"]
    end_role(by=town.admin, membership_id=Membership.objects.get(user=lotte.user_id).pk)
    for purpose in Purpose:
        assert rows(town.as_("lotte", purpose)) == NOTHING


def test_nobody_from_elsewhere_sees_a_row_here_whatever_he_says(town, life, beyond):
    for name, purpose in (("carmen", "guidance"), ("ruth", "process_steering"), ("tine", "intake")):
        one = beyond[name]
        assert rows(Actor(one.user_id, town.admin.municipality_id, one.role, purpose)) == NOTHING
        assert sum(rows(one).values()) > 0


def test_of_a_handover_the_receiver_sees_a_nickname_and_the_question(town, life):
    anouk, bilal = town["anouk"], town["bilal"]
    offer_handover(
        by=anouk,
        track_id=life.track,
        from_user=anouk.user_id,
        to_user=bilal.user_id,
        reason=HandoverReason.COACH_LEAVES,
    )
    asked = {"tracks_handover": 1}
    given = {"anouk guidance": FILE, "bilal guidance": CALLED | {"tracks_track": 1}}
    given |= dict.fromkeys(("rachid process_steering", "lotte process_steering"), STEERED)
    given |= {"system safety_net": JOB | SIGNAL}
    assert wrong(town, now_seen(given, asked)) == {}


def test_of_a_closed_track_the_keeper_of_the_door_sees_who_and_when_but_no_content(town, life):
    agree_closing(by=town["rachid"], closing_id=life.closing)
    at_commit()
    door = {"tracks_door": 1, "sharing_assignment": 2}
    given = {"anouk guidance": KNOWN | PROCESS}
    given |= dict.fromkeys(("rachid process_steering", "lotte process_steering"), STEERED)
    after = now_seen(given, door)
    after["system safety_net"] = JOB | SIGNAL | door
    assert wrong(town, after) == {}


def test_without_a_context_and_after_one_there_is_nothing(town, life):  # T-89
    assert counted() == NOTHING
    with acting(town["anouk"]):
        assert counted()
    assert counted() == NOTHING


@pytest.mark.parametrize("table", sorted(TRAIL))
def test_the_app_reads_no_trail_in_any_context(town, table):  # T-74
    for by in (town["anouk"], town["rachid"], town.admin):
        denied = pytest.raises(ProgrammingError, match="permission denied")
        with denied, acting(by), connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")


def test_a_notice_is_read_by_whom_it_is_for(town, life):
    for name in ("anouk", "lotte"):
        with acting(town[name]):
            told = set(Notice.objects.values_list("to_user", flat=True))
        assert told == {town[name].user_id}
    with acting(town["bilal"]):
        assert not Notice.objects.exists()
    assert not Notice.objects.exists()


def test_who_is_suspended_sees_nothing_at_the_web_door(town, life, client):
    sign_in(client, town["anouk"])
    assert "Meeuwvoor" in client.get("/vandaag/").content.decode()
    User.objects.filter(pk=town["anouk"].user_id).update(suspended_at=timezone.now())
    answer = client.get("/vandaag/")
    assert answer.status_code == 302 and answer.url.startswith("/inloggen/")


RIGHT = {
    ("anouk", "guidance"),
    ("anouk", "intake"),
    ("rachid", "process_steering"),
    ("rachid", "intake"),
    ("lotte", "process_steering"),
    ("lotte", "intake"),
    ("hugo", "intake"),
    ("tess", "intake"),
    ("system", "safety_net"),
    ("vera", "subject_rights"),
}
"""Who sees a row of a person at all, and for which purpose: in Waterrade, and nowhere else."""
WHO = sorted({who.split(" ")[0] for who in SEEN_OF_A_FILE})
PURPOSES = [*(one.value for one in Purpose), "", "begeleiding", "GUIDANCE", "guidance "]


RARE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=250, deadline=None, suppress_health_check=RARE)
@given(who=st.sampled_from(WHO), here=st.booleans(), purpose=st.sampled_from(PURPOSES))
def test_only_the_right_user_place_and_purpose_open_anything(
    town, beyond, life, who, here, purpose
):
    place = (town if here else beyond).admin.municipality_id  # T-02, T-89
    user = actor(town, f"{who} ").user_id
    found = of_persons(rows(Actor(user, place, "", purpose)))
    assert bool(found) is (here and (who, purpose) in RIGHT), found
