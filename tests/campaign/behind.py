"""What fell behind in the campaign: its road is walked on purpose, until it caught up."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from houvast.employers.rules.states import Sector
from houvast.tracks.rules.companions import SessionOutcome
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.states import CloseReason, ContactOutcome
from tests.campaign import world

ROADS: dict[str, str] = {
    "add_step change_step drop_step finish_step reopen_step": "a_step",
    "agree ask_yes introduce not_started note_trial_day plan_trial_day propose": "to_work",
    "say_no say_yes settle start stop_calls take_back": "to_work",
    "break_off end check_in answer_retention": "work_and_what_becomes_of_it",
    "propose_closing agree_closing decline_closing stop_at_own_wish": "an_ending",
    "keep_door reopen_track": "an_ending",
    "start_aftercare resume_track": "afterwards",
    "offer_handover accept_handover decline_handover withdraw_handover": "hand_over_at_once",
    "introduce_handover": "hand_over_at_once",
    "receive_signal start_triage turn_down refer confirm_referral take_up": "signal_at_once",
    "offer_track accept_track decline_track": "signal_at_once",
    "open_own_find confirm_own_find": "a_find",
    "enter_leave end_leave name_stand_in": "a_leave",
    "enter_absence end_absence": "an_absence",
    "name_deputy end_deputy": "a_deputy",
    "give_work_coach end_work_coach": "beside",
    "note_check ask_companion introduce_companion withdraw_companion": "an_expert",
    "log_session undo_session end_companion": "an_expert",
    "correct_contact": "a_correction",
    "undo_move undo_contact": "a_slip",
    "propose_merge agree_merge decline_merge": "a_merge",
    "measure write_future_plan write_support_plan": "a_plan",
    "complete_identity open_list_before_18 record_wishes": "a_person",
    "suspend_access restore_access": "suspend",
    "deactivate": "leave_for_good",
    "set_contract": "hired",
    "hand_over_all": "hand_over_all",
    "renew_access": "renew_access",
    "close_day open_day": "a_day",
    "log_contact": "a_contact",
}
"""Which road leads to which actions; the rest of the actions happen often enough by themselves."""
ROAD_TO = {name: road for names, road in ROADS.items() for name in names.split()}
HINDMOST = 9
pick = st.integers(0, 1000)


class Behind:
    """The rules that walk those roads; mixed into the machine, which counts."""

    aim: str
    owner: Any
    seen: list[Any]

    @rule(number=pick)
    def catch_up(self: Any, number: int) -> None:
        """Any of what was accepted least often; hypothesis draws small numbers too often."""
        names = sorted(ROAD_TO, key=lambda name: (self.times(name), name))
        turn = number * 7 + sum(self.done.values())
        which, turn = turn % HINDMOST, turn // HINDMOST  # else each has one and the same turn
        self.aim = names[which]
        try:
            getattr(self, ROAD_TO[self.aim])(turn)
        finally:
            self.aim = ""

    @rule(number=pick)
    def catch_up_more(self: Any, number: int) -> None:
        """In half of its searches hypothesis leaves a rule out; seldom all of them."""
        self.catch_up(number)

    @rule(number=pick)
    def catch_up_again(self: Any, number: int) -> None:
        self.catch_up(number)

    @rule(number=pick)
    def catch_up_twice(self: Any, number: int) -> None:
        for turn in (number, number // 3):
            self.catch_up(turn)

    def runs(self: Any) -> bool:
        return self.some(lambda one: one.runs)

    def a_step(self: Any, turn: int) -> None:
        if self.runs():
            self.step(turn, list(LifeDomain)[turn % len(LifeDomain)], turn % 20)

    def to_work(self: Any, turn: int) -> None:
        if self.runs():
            self.work_at_once(turn)

    def an_ending(self: Any, turn: int) -> None:
        if self.runs():
            self.close_and_open(turn, list(CloseReason)[turn % len(CloseReason)], turn % 4)

    def afterwards(self: Any, turn: int) -> None:
        resumes = self.aim == "resume_track"
        in_it = self.some(lambda one: one.state == "aftercare")
        if not (resumes and in_it) and self.some(lambda one: one.state == "open"):
            self.aftercare(turn or 1)
        if resumes and self.some(lambda one: one.state == "aftercare"):
            self.resume(turn or 1, turn % 3)

    def a_find(self: Any, turn: int) -> None:
        if not self.some(lambda one: one.unconfirmed):
            self.own_find(turn, turn % 12)
        if self.some(lambda one: one.unconfirmed):
            self.confirm(turn)

    def a_leave(self: Any, turn: int) -> None:
        self.away_and_back(turn, turn % 3, 1 + turn % 12)

    def an_absence(self: Any, turn: int) -> None:
        for _ in range(2 if self.aim == "end_absence" else 1):
            if self.runs():
                self.young_person_away(turn, 1 + turn % 40)

    def a_deputy(self: Any, turn: int) -> None:
        other = turn - turn % 4 + turn % 3
        if self.aim == "end_deputy" and not world.deputy(self.owner):
            self.deputy(other, 1 + turn % 60)
        self.deputy(other, 1 + turn % 60)

    def beside(self: Any, turn: int) -> None:
        if self.runs() and self.aim == "end_work_coach" and not world.helped(self.owner):
            self.work_coach(turn, 1 + turn % 60)
        if self.runs():
            self.work_coach(turn + 1, 1 + turn % 60)

    def an_expert(self: Any, turn: int) -> None:
        if self.runs():
            held = list(SessionOutcome)[turn % len(SessionOutcome)]
            self.along_at_once(turn, 20 + turn % 60, held)

    def a_correction(self: Any, turn: int) -> None:
        if not self.some(lambda one: one.runs and one.contact):
            self.a_contact(turn)
        if self.some(lambda one: one.runs and one.contact):
            self.correct(turn, list(ContactOutcome)[turn % len(ContactOutcome)])

    def a_slip(self: Any, turn: int) -> None:
        if self.runs():
            self.slip(turn, turn % 12, None if turn % 3 else turn % 9)

    def a_merge(self: Any, turn: int) -> None:
        while len(self.free()) < 2 and len(self.seen) < 12:
            before = len(self.seen)
            self.own_find(turn, 1 + turn % 9)
            if len(self.seen) == before:
                return
        if len(self.free()) > 1 and not self.some(lambda one: one.merge):
            self.merge_at_once(turn)
        elif self.some(lambda one: one.merge):
            self.answer_merge(turn)

    def a_plan(self: Any, turn: int) -> None:
        if self.runs():
            self.plan(turn, list(LifeDomain)[turn % len(LifeDomain)])

    def a_person(self: Any, turn: int) -> None:
        if not self.runs():
            return
        if self.aim == "record_wishes":
            self.wish(turn, list(Sector)[turn % len(Sector)])
        else:
            self.who_it_is(turn, 12 + turn % 16)

    def a_day(self: Any, turn: int) -> None:
        ahead = next(one for one in range(1 + turn % 9, 99) if self.works_on(one))
        if self.aim == "open_day" and not world.closed_day(self.owner):
            self.the_calendar(turn, ahead)
        self.the_calendar(turn + 1, ahead)

    def works_on(self: Any, ahead: int) -> bool:
        return (self.today() + timedelta(days=ahead)).isoweekday() < 6

    def a_contact(self: Any, turn: int) -> None:
        if self.runs():
            self.contact(turn, turn % 12, list(ContactOutcome)[turn % len(ContactOutcome)])
