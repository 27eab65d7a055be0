"""Each rule of trust has a test that names it, and what is not built is named by none."""

import json
import re
from argparse import Namespace

import pytest

from houvast.cli import check_rules
from houvast.cli.check_rules import Rule, named, rules, wrong

FILE = '''"""About T-01."""
import pytest
CONSTANT = 1
"""Beside a constant: T-09 is named by no test."""

# T-02
@pytest.mark.parametrize("one", [1])
def test_above(one):
    """And T-03."""
    assert "T-08 in a text"

def test_beside():  # T-04, T-112
    pass  # T-05

# T-06, but somebody wrote something in between

def helper():  # T-07
    pass
'''


def test_every_rule_that_is_built_is_named_by_a_test(capsys):
    assert check_rules.check(Namespace(json=True)) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["wrong"] == [] and len(told["rules"]) == 112 + 20
    assert all(bool(one["tests"]) != bool(one["not_built"]) for one in told["rules"])
    assert check_rules.check(Namespace(json=False)) == 0
    shown = capsys.readouterr().out
    assert "T-19   Nothing crosses a compartment" in shown and "(not built)" in shown


def test_a_rule_has_its_number_once_and_a_sentence_of_its_own():
    numbers = [int(one.id[2:]) for one in rules()]
    assert sorted(numbers) == list(range(1, 113))
    assert all(re.fullmatch(r"[A-Z].+\.", one.says) and len(one.says) < 125 for one in rules())
    assert not any(one.rest and one.not_built for one in rules())


def test_a_rule_is_named_above_beside_or_within_a_test_and_nowhere_else(tmp_path):
    (tmp_path / "test_one.py").write_text(FILE)
    (tmp_path / "cast.py").write_text("def test_no_test():  # T-10\n    pass\n")
    assert named(tmp_path) == {
        "T-01": ["test_one.py"],
        "T-02": ["test_one.py::test_above"],
        "T-03": ["test_one.py::test_above"],
        "T-04": ["test_one.py::test_beside"],
        "T-112": ["test_one.py::test_beside"],
        "T-05": ["test_one.py::test_beside"],
    }


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ({"T-01": ["a"]}, []),
        ({}, ["T-01: no test names it"]),
        ({"T-01": ["a"], "T-02": ["b"]}, ["T-02: is not built, and b names it"]),
        ({"T-01": ["a"], "T-200": ["c"]}, ["T-200: is no rule, and c names it"]),
    ],
)
def test_what_does_not_hold_is_said(by, said):
    known = (Rule("T-01", "x", "One."), Rule("T-02", "x", "Two.", not_built="Later."))
    assert wrong(known, by) == said


def test_a_rule_without_a_test_is_an_error(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(check_rules, "TESTS", tmp_path)
    assert check_rules.check(Namespace(json=False)) == 1
    assert "T-01: no test names it" in capsys.readouterr().err
    monkeypatch.setattr(check_rules, "TESTS", tmp_path / "away")
    assert check_rules.check(Namespace(json=False)) == 2
