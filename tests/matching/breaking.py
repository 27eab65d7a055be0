"""Whether anything notices that a rule is broken: all checks of the rules, the quickest first."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from inspect import signature
from itertools import product
from types import FunctionType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.matching import mutants
from tests.matching.modules import rule_modules
from tests.matching.mutants import Mutant

CHECKS = ("golden", "borders", "law_table", "law_borders", "law", "points", "lists", "kernel")
"""The tests of the rules, none of which asks the database."""
Check = Callable[[], Any]

settings.register_profile(
    "broken rules",
    max_examples=60,
    database=None,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def remember_nothing() -> None:
    """Name what keeps answers, so that a broken rule is asked and not what was kept before."""
    found = (one for module in rule_modules() for one in vars(module).values())
    mutants.KEPT[:] = [one for one in found if hasattr(one, "cache_clear")]


def checks() -> list[Check]:
    """Every test of the rules that needs nothing, once for each of its cases."""
    modules = [import_module(f"tests.matching.test_{name}") for name in CHECKS]
    return [check for module in modules for check in _checks_of(module)]


def _checks_of(module: ModuleType) -> Iterator[Check]:
    for name, test in vars(module).items():
        if name.startswith("test_") and isinstance(test, FunctionType):
            for case in _cases(test):
                yield partial(test, **case)


def _cases(test: FunctionType) -> Iterator[dict[str, Any]]:
    marks = [one for one in getattr(test, "pytestmark", ()) if one.name == "parametrize"]
    tables = [_table(*one.args) for one in marks]
    given = {name for table in tables for row in table[:1] for name in row}
    if hasattr(test, "hypothesis") or set(signature(test).parameters) == given:
        for rows in product(*tables):
            yield {name: value for row in rows for name, value in row.items()}


def _table(names: Any, rows: Any) -> list[dict[str, Any]]:
    if isinstance(names, str):
        return [{names: row} for row in rows]
    return [dict(zip(names, row, strict=True)) for row in rows]


def noticed(mutant: Mutant, every: list[Check]) -> str:
    """The first check that fails while the rule is broken; empty when none does."""
    with mutant.loose():
        return noticed_as_it_is(every)


def noticed_as_it_is(every: list[Check]) -> str:
    """The first check that fails; empty when none does."""
    before = settings.get_current_profile_name()
    settings.load_profile("broken rules")
    try:
        return next((_name(one) for one in every if _fails(one)), "")
    finally:
        settings.load_profile(before)


def _fails(check: Check) -> bool:
    try:
        check()
    except (Exception, pytest.fail.Exception):
        return True
    return False


def _name(check: Any) -> str:
    return str(check.func.__name__)
