"""From a workplace that is talked over to work that lasts. One verb, one transaction each."""

from houvast.placements.actions.aftercare import answer_retention, check_in
from houvast.placements.actions.consent import ask_yes, say_no, say_yes, take_back
from houvast.placements.actions.decide import decide
from houvast.placements.actions.steps import (
    agree,
    break_off,
    end,
    introduce,
    not_started,
    propose,
    start,
)

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
    "propose",
    "say_no",
    "say_yes",
    "start",
    "take_back",
]
