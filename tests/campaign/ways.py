"""Whole roads in the campaign: what comes last on them is tried as often as what comes first."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.tracks.rules.states import CloseReason

pick = st.integers(0, 1000)


class Ways:
    """Several acts after each other, by the rules of the machine itself."""

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, reason=st.sampled_from(CloseReason), ahead=st.integers(0, 3))
    def close_and_open(self: Any, number: int, reason: CloseReason, ahead: int) -> None:
        if not self.some(lambda one: one.state == "closed"):
            self.close(number, reason)
        if self.some(lambda one: one.closing):
            self.answer_closing(number)
        if not self.some(lambda one: one.state == "closed"):
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

    @precondition(lambda self: len(self.free()) > 1 and not self.some(lambda one: one.merge))
    @rule(number=pick)
    def merge_at_once(self: Any, number: int) -> None:
        self.propose_merge(number)
        if self.some(lambda one: one.merge):
            self.answer_merge(number)
