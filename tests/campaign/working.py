"""Work in the campaign: proposed, asked, met, begun, broken off; and what is asked afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.placements import actions as work
from houvast.placements.actions import trial
from houvast.placements.rules.consent import Given
from houvast.placements.rules.states import Answered, RetentionAnswer, Told, TrialNext, TrialView
from houvast.placements.rules.trial import TrialNote
from tests.campaign import world
from tests.cast import TERMS

WORKING = ("wanted", "introduced", "agreed", "started")
pick = st.integers(0, 1000)


class Working:
    """The rules of work; mixed into the machine."""

    workplaces: Any

    @precondition(lambda self: self.some(lambda one: one.placement_state in WORKING))
    @rule(number=pick)
    def work_goes_on(self: Any, number: int) -> None:
        one = self.choose(number or 1, lambda one: one.placement_state in WORKING)
        self.next_step(one, number)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick)
    def work_at_once(self: Any, number: int) -> None:
        one = self.choose(number or 1, lambda one: one.runs and not (self.aim and one.works))
        if one is None:
            return
        had = self.times(self.aim)
        for _ in range(9):
            was = one
            self.next_step(one, number or 1)
            one = next(again for again in self.seen if again.id == one.id)
            if one in (was, None) or not one.runs or one.placement_state in (None, "started"):
                break
            if self.aim and self.times(self.aim) > had:
                return
        if one.works and number % 3 == 0 and not self.aim:
            passed = (8, 31, 93)[number % 9 // 3]
            self.work_lasts(number, passed, list(RetentionAnswer)[number % 4])

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick)
    def placement(self: Any, number: int) -> None:
        one = self.choose(number, lambda one: one.runs)
        if one.placement or not self.enough("propose", number):
            self.next_step(one, number)

    def next_step(self: Any, one: world.Seen, number: int) -> None:
        by, today = self.by(one.lead), self.today()
        if one.placement is None:
            place = self.workplaces[number % len(self.workplaces)]
            self.act("propose", work.propose, by=by, track_id=one.id, workplace_id=place)
            return
        if one.question:
            self.answer_question(one, number)
            return
        ends = self.aim if self.aim in ("stop_calls", "take_back") else "take_back"
        if one.yes and (ends == self.aim or number % 13 == 0):
            self.act(ends, getattr(work, ends), by=by, consent_id=one.yes)
            return
        steps: dict[str, tuple[str, Callable[..., Any], dict[str, Any]]] = {
            "proposed": ("ask_yes", work.ask_yes, {"tell": [Told.FIRST_NAME], "own": {}}),
            "wanted": ("introduce", work.introduce, {}),
            "introduced": ("agree", work.agree, {"start_on": today, "terms": TERMS}),
            "agreed": ("start", work.start, {"started_on": today}),
            "started": ("break_off", work.break_off, {}),
        }
        met = one.placement_state in ("introduced", "agreed")
        if met and (self.aim.endswith("trial_day") or (number % 3 == 1 and not self.aim)):
            self.trial_day(one, number)
            return
        if one.placement_state == "agreed" and self.rarest(number, "settle", "start") == "settle":
            terms = replace(TERMS, hours=12 + number % 20)
            what = {"placement_id": one.placement, "terms": terms}
            self.act("settle", work.settle, by=by, **what)
        name, verb, what = steps[one.placement_state]
        if self.aim == "not_started" or (number % 9 == 0 and not self.aim):
            name, verb, what = "not_started", work.not_started, {}
        elif (name == "break_off" and number % 2) or number % 37 == 0:
            name, verb, what = "end", work.end, {}
        self.act(name, verb, by=by, placement_id=one.placement, **what)

    def answer_question(self: Any, one: world.Seen, number: int) -> None:
        answer = self.aim or self.rarest(number, "say_yes", "say_no", "start")
        what = {"by": self.by(one.lead), "consent_id": one.question}
        if answer == "say_no":
            self.act("say_no", work.say_no, **what)
        else:
            given = Given(Answered.PHONE, calls=True)
            self.act("say_yes", work.say_yes, given=given, **what)

    def trial_day(self: Any, one: world.Seen, number: int) -> None:
        """A day on trial: planned for today or later, and what both want when it has been."""
        by = self.by(one.lead) if number % 17 else self.town["bilal"]
        if one.placement not in world.trial_days(self.owner):
            day = self.today() + timedelta(days=number % 4 // 3)
            what = {"placement_id": one.placement, "day": day}
            self.act("plan_trial_day", trial.plan_trial_day, by=by, **what)
        if one.placement in world.trial_days(self.owner):
            step = TrialNext.AGREE if number % 9 else TrialNext.STOP
            note = TrialNote(True, step, TrialView.GO_ON, TrialView.GO_ON)
            what = {"placement_id": one.placement, "note": note}
            self.act("note_trial_day", trial.note_trial_day, by=by, **what)

    @precondition(lambda self: self.some(lambda one: one.works))
    @rule(number=pick, passed=st.sampled_from((8, 31, 93)), answer=st.sampled_from(RetentionAnswer))
    def work_lasts(self: Any, number: int, passed: int, answer: RetentionAnswer) -> None:
        """Weeks go by, for everybody; then both sides are asked how it goes."""
        if not (world.check_ins(self.owner) or world.marks(self.owner)) and self.done["long"] < 4:
            self.pass_by(passed)
            self.done["long"] += 1
        leads = {one.id: one.lead for one in self.seen}
        for key, track in world.check_ins(self.owner)[:2]:
            by = self.by(leads[track]) if number % 7 else self.town["bilal"]
            what = {"moment_id": key, "reached": bool(number % 3)}
            self.act("check_in", work.check_in, by=by, **what)
        for key, track in world.marks(self.owner)[:2]:
            by = self.by(leads[track]) if number % 7 else self.town["bilal"]
            what = {"retention_id": key, "answer": answer}
            self.act("answer_retention", work.answer_retention, by=by, **what)
        if (one := self.choose(1, lambda one: one.works)) and number % 2:
            by = self.by(one.lead) if number % 9 else self.town["bilal"]
            self.act("end", work.end, by=by, placement_id=one.placement)
