"""Whole roads in the campaign: what comes last on them is tried as often as what comes first."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.placements import actions as work
from houvast.placements.rules.states import RetentionAnswer
from houvast.tracks.rules.companions import SessionOutcome
from houvast.tracks.rules.states import CloseReason

pick = st.integers(0, 1000)


class Ways:
    """Several acts after each other, by the rules of the machine itself."""

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, reason=st.sampled_from(CloseReason), ahead=st.integers(0, 3))
    def close_and_open(self: Any, number: int, reason: CloseReason, ahead: int) -> None:
        ending = ("propose_closing", "agree_closing", "decline_closing", "stop_at_own_wish")
        if self.aim in ending or not self.some(lambda one: one.state == "closed"):
            self.close(number, reason)
        if self.some(lambda one: one.closing):
            self.answer_closing(number)
        if self.aim in ending or not self.some(lambda one: one.state == "closed"):
            return
        if self.rarest(number, "keep_door", "reopen_track") == "keep_door":
            self.keep_door(number)
        else:
            self.reopen(number, ahead)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick)
    def hand_over_at_once(self: Any, number: int) -> None:
        if not self.some(lambda one: one.handover):
            self.hand_over(number)
        for turn in (number, number // 4):
            if self.some(lambda one: one.handover):
                self.answer_handover(turn)

    @rule(number=pick)
    def signal_at_once(self: Any, number: int) -> None:
        if not self.new and not self.in_triage:
            self.signal()
        if self.new:
            self.triage(number)
        if self.in_triage and self.new == []:
            self.answer(number)
        for turn in (number, number // 3):
            if self.some(lambda one: one.state == "proposed"):
                self.ask_a_coach(turn)

    @precondition(lambda self: self.some(lambda one: one.state == "proposed"))
    @rule(number=pick)
    def ask_a_coach(self: Any, number: int) -> None:
        if not self.some(lambda one: one.offer):
            self.offer(number)
        if self.some(lambda one: one.offer):
            self.answer_offer(number)

    @rule(number=pick, first=st.integers(0, 2), length=st.integers(1, 12))
    def away_and_back(self: Any, number: int, first: int, length: int) -> None:
        if not self.absent:
            self.leave(number, first, length)
        if self.absent and self.rarest(number, "name_stand_in", "end_leave") == "name_stand_in":
            self.other_stand_in(number, first)
        elif self.absent:
            self.back(number)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick)
    def work_and_what_becomes_of_it(self: Any, number: int) -> None:
        if not self.some(lambda one: one.works):
            self.work_at_once(number or 1)
        one = self.choose(number or 1, lambda one: one.works)
        if one is None or not one.works:
            return
        names = ("break_off", "end", "check_in", "answer_retention")
        name = self.rarest(number, *names)
        if name in ("break_off", "end"):
            verb = getattr(work, name)
            self.act(name, verb, by=self.by(one.lead), placement_id=one.placement)
        else:
            passed = 93 if name == "answer_retention" else 8
            self.work_lasts(number, passed, list(RetentionAnswer)[number % 4])

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=st.integers(7, 90), outcome=st.sampled_from(SessionOutcome))
    def along_at_once(self: Any, number: int, ahead: int, outcome: SessionOutcome) -> None:
        for turn in (number, number // 2, number // 3):
            if self.some(lambda one: one.runs):
                self.expert(turn, ahead, outcome)

    @precondition(lambda self: len(self.free()) > 1 and not self.some(lambda one: one.merge))
    @rule(number=pick)
    def merge_at_once(self: Any, number: int) -> None:
        self.propose_merge(number)
        if self.some(lambda one: one.merge):
            self.answer_merge(number)
