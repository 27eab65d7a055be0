"""Each hard condition is broken on purpose, and a test says so (M5).

`make campaign-rules` breaks everything in the rules that decides, one small change at a time.
"""

import ast
import inspect
import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest

from houvast.matching.rules import conditions, law
from houvast.matching.rules.codes import BlockCode
from tests.matching.breaking import checks, noticed, noticed_as_it_is, remember_nothing
from tests.matching.modules import rule_modules
from tests.matching.mutants import Mutant, mutants

LONG = "HOUVAST_CAMPAIGN_RULES" in os.environ
FOR_EACH = 3
"""How often each hard condition is broken beside the other tests."""
DECIDES = ("conditions", "points", "travel", "week", "lists", "law")
"""The modules that people read; a faster core is held against them."""
THE_SAME = {
    "birthdays._birthdays: one_more_than 1": "Beyond `over` nothing new is asked.",
    "travel.TravelModel.minutes: turned one < least": "Of equal minutes either is the least.",
    "points._travel: turned minutes > limit": "At the limit there are no minutes left: 0 points.",
}
"""Changes that change nothing, each with the reason."""


def deciding() -> list[ModuleType]:
    names = tuple(f"houvast.matching.rules.{one}" for one in DECIDES)
    return [one for one in rule_modules() if one.__name__.startswith(names)]


@cache  # made by the test and not by loading this file: each process of the tests loads it
def of_conditions() -> dict[BlockCode, list[Mutant]]:
    """The changes to what decides about each hard condition."""
    found: dict[BlockCode, list[Mutant]] = defaultdict(list)
    modules = [
        one for one in deciding() if one.__name__.startswith((law.__name__, conditions.__name__))
    ]
    for module in modules:
        spans = list(_spans(ast.parse(inspect.getsource(module))))
        for mutant in mutants(module):
            for code in {code for code, lines in spans if mutant.line in lines}:
                found[code].append(mutant)
    return found


def _spans(tree: ast.AST) -> Iterator[tuple[BlockCode, range]]:
    """Where a condition is decided: the question before it, or the function that is about it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.FunctionDef):
            named = {one for part in node.body for one in _named(part)}
            if len(named) == 1:
                yield named.pop(), range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _named(node: ast.AST) -> Iterator[BlockCode]:
    """The conditions that a statement says fail."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and ast.unparse(one.func) in ("Block", "Bar"):
            word = ast.unparse(one.args[0]).removeprefix("BlockCode.")
            if word in BlockCode.__members__:
                yield BlockCode[word]


every_check = cache(checks)


@pytest.mark.parametrize("code", BlockCode)
def test_a_hard_condition_that_is_broken_is_noticed(code):
    remember_nothing()
    every = [one for one in of_conditions()[code] if str(one) not in THE_SAME]
    assert every, "nothing of this condition can be broken"
    assert [str(one) for one in every[:FOR_EACH] if not noticed(one, every_check())] == []


def _nobody_notices() -> Iterator[str]:
    remember_nothing()
    for module in deciding():
        for one in mutants(module):
            yield "" if noticed(one, every_check()) else str(one)


if LONG:

    def test_nothing_is_noticed_while_nothing_is_broken():
        """Else a check that always fails would hide each change that nobody notices."""
        remember_nothing()
        assert noticed_as_it_is(every_check()) == ""

    def test_every_rule_that_is_broken_is_noticed(capfd):
        said = list(_nobody_notices())
        unseen = {one for one in said if one}
        with capfd.disabled():
            print(f"\n{len(said)} changes, {len(unseen)} not noticed")
        assert unseen == set(THE_SAME)
