"""From a workplace that is talked over to work that lasts. One verb, one transaction each."""

from houvast.placements.actions.aftercare import answer_retention, check_in
from houvast.placements.actions.consent import ask_yes, say_no, say_yes, stop_calls, take_back
from houvast.placements.actions.decide import decide, propose
from houvast.placements.actions.steps import (
    agree,
    break_off,
    end,
    introduce,
    not_started,
    start,
)
from houvast.placements.actions.terms import settle
from houvast.placements.actions.trial import note_trial_day, plan_trial_day

__all__ = [
    "agree",
    "answer_retention",
    "ask_yes",
    "break_off",
    "check_in",
    "decide",
    "end",
    "introduce",
    "not_started",
    "note_trial_day",
    "plan_trial_day",
    "propose",
    "say_no",
    "say_yes",
    "settle",
    "start",
    "stop_calls",
    "take_back",
]
