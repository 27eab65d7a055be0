"""Telling later: who asks, who decides, until when, and what the database refuses."""

from copy import deepcopy
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from houvast.database.context import acting
from houvast.errors import DomainError, Refused
from houvast.tracks.actions.informing import (
    answer_hold,
    record_telling,
)
from houvast.tracks.models import Hold as HoldRow
from houvast.tracks.reads.duties import duties_page, hold_page
from houvast.tracks.reads.informing import informing_page
from tests.cast import (
    at_commit,
)
from tests.standing import made_once
from tests.tracks.informs import (
    LEFT_OUT,
    PARENTS,
    REASON,
    YOUNG,
    agree,
    ask,
    decision,
    later,
    lived,
    moments,
    refused,
    sql,
    told,
)

standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def tracks(standing, db):
    return deepcopy(standing[1])


def test_a_second_person_lets_it_wait(town, tracks, trail):
    # T-37
    hold = ask(town, tracks["grown"])
    assert moments(town, tracks["grown"])[YOUNG].state == "planned"  # the day counts on
    with pytest.raises(Refused):
        ask(town, tracks["grown"])
    page = duties_page(town["vera"])
    assert [one.hold.reason for one in page.asked] == [REASON]
    agree(town, hold)
    at_commit()
    moment = moments(town, tracks["grown"])[YOUNG]
    assert (moment.state, moment.postponed_until) == ("postponed", later().until)
    assert [one.hold.id for one in duties_page(town["ellen"]).later] == [hold]
    told_of = [one for one in trail if "hold" in one]
    assert told_of == ["tracks.hold_asked", "tracks.hold_asked!", "tracks.hold_answered"]
    with pytest.raises(Refused):
        agree(town, hold)
    record_telling(by=town["anouk"], track_id=tracks["grown"], audience=YOUNG, telling=told())
    at_commit()


def test_a_no_changes_nothing(town, tracks):
    # T-37
    hold = ask(town, tracks["grown"])
    no = {"hold_id": hold, "agrees": False, "answer": "Vertel het samen met zijn broer."}
    for name in ("anouk", "ellen", "petra"):
        with pytest.raises(DomainError):
            answer_hold(by=town[name], **no)
    answer_hold(by=town["vera"], **no)
    assert moments(town, tracks["grown"])[YOUNG].state == "planned"
    assert hold_page(town["vera"], hold).line.hold.state == "declined"
    ask(town, tracks["grown"])


def test_a_repeat_rests_on_a_decision_with_the_advice_of_the_fg(town, tracks, clock):
    # T-37
    agree(town, ask(town, tracks["grown"]))
    clock.forward(days=21)
    again = ask(town, tracks["grown"], hold=later(40))
    assert hold_page(town["vera"], again).line.hold.repeats
    with pytest.raises(Refused):
        agree(town, again)
    with pytest.raises(Refused):
        agree(town, again, decision=replace(decision(), fg_advice=""))
    agree(town, again, decision=decision())
    at_commit()
    assert len(hold_page(town["ellen"], again).earlier) == 1


def test_what_was_put_off_is_late_when_the_day_is_over(town, tracks, clock):
    # T-37
    agree(town, ask(town, tracks["grown"]))
    clock.forward(days=16)
    assert tracks["grown"] not in {one.person_id for one in duties_page(town["vera"]).late}
    before = len(duties_page(town["vera"]).late)
    clock.forward(days=6)
    late = duties_page(town["vera"]).late
    assert len(late) == before + 1
    assert [one.state for one in late].count("postponed") == 1


def test_parents_are_left_out_by_two_persons_only(town, tracks):
    # T-32
    with pytest.raises(Refused):
        ask(town, tracks["child"], YOUNG, LEFT_OUT)
    agree(town, ask(town, tracks["child"], PARENTS, LEFT_OUT))
    at_commit()
    assert moments(town, tracks["child"])[PARENTS].state == "left_out"
    assert moments(town, tracks["child"])[YOUNG].state == "planned"


HOLD = (
    "insert into tracks_hold (id, municipality_id, controller, destroy_on, person_id, track_id,"
    " moment_id, kind, ground, reason, until, repeats, state, asked_by_id, asked_at, answer,"
    " decided_by, document, fg_advice) select gen_random_uuid(), municipality_id, controller,"
    " destroy_on, person_id, track_id, id, '{kind}', 'young_person_unsafe', '{reason}',"
    " {until}, false, '{state}', %(me)s, houvast_now(), '', '', '', ''"
    " from tracks_informationmoment where track_id = %(track)s and audience = '{whom}'"
)
WRONG = {
    "longer than three months": (
        {"until": "houvast_today() + 100"},
        "hold_ends_within_three_months",
    ),
    "until today": ({"until": "houvast_today()"}, "hold_ends_within_three_months"),
    "without an end": ({"until": "null"}, "only_later_has_an_end"),
    "without a reason": ({"reason": ""}, "hold_has_a_reason"),
    "never telling a young person": (
        {"kind": "leave_out", "until": "null"},
        "a_young_person_is_told",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses_waiting(town, tracks, what):
    # T-37
    changes, constraint = WRONG[what]
    plain = {"kind": "later", "reason": REASON, "until": "houvast_today() + 9", "state": "asked"}
    text = HOLD.format(**{**plain, "whom": "young_person", **changes})
    me = town["anouk"].user_id
    assert refused(town, text, me=me, track=tracks["grown"]) == constraint


YES = "update tracks_hold set state = 'agreed', answered_by_id = %(second)s, answered_at ="


def test_nobody_says_yes_to_himself_and_no_answer_is_changed(town, tracks):
    # T-37: two persons, whatever the code does
    hold = ask(town, tracks["grown"])
    mine = f"{YES} houvast_now(), answer = 'Goed.'"
    for who in ("anouk", "ellen", "lotte"):
        assert sql(town, mine, who, second=town[who].user_id) == 0
    in_her_name = refused(town, mine, "vera", second=town["anouk"].user_id)
    assert in_her_name in ("hold_answered_by_a_second_person", None) or "policy" in in_her_name
    wait = (
        "update tracks_informationmoment set state = 'postponed', postponed_until ="
        " houvast_today() + 20 where track_id = %(track)s"
    )
    for who in ("anouk", "vera"):
        assert refused(town, wait, who, track=tracks["grown"]) == "waiting_was_agreed"
    agree(town, hold)
    again = "update tracks_hold set answer = 'Toch niet.'"
    assert sql(town, again, "vera") == 0
    with acting(town["vera"]):
        assert HoldRow.objects.get().answer == "Dat is nodig nu."


def test_what_one_does_in_a_file_stays_in_the_log_while_telling_waits(town, tracks, trail):
    # T-38: it is withheld, never removed
    agree(town, ask(town, tracks["grown"]))
    informing_page(town["anouk"], tracks["grown"])
    assert trail[-1] == "tracks.informing_viewed"
    for text in ("delete from audit_entry", "update audit_entry set verb = 'x'"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(town, text)
