"""The benchmarks of many: everybody gives the lists of the rules, and who does not is named."""

import json
from dataclasses import replace

import pytest

from houvast.bench.one_by_one import best as by_the_rules
from houvast.bench.world import Knobs, world
from houvast.cli import parser
from houvast.matching.rules import plain

SMALL = Knobs(40, 80, later=0.3, begin_within=25)


def run(*words):
    asked = parser().parse_args(["bench", *words])
    return asked.run(asked)


@pytest.mark.numba
def test_numpy_gives_the_lists_of_the_rules_and_the_figures_are_there(capsys):
    size = ["--people", "30", "--workplaces", "60", "--rounds", "2"]
    assert run("matching", *size, "--peers", "numpy", "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["identical"] is True
    assert figures["seconds"].keys() == figures["ratio"].keys() == {"kernel", "numpy"}
    assert figures["ratio"]["kernel"] == 1 and figures["floor_share"] > 0


@pytest.mark.numba
def test_who_gives_another_list_is_named_before_any_time_is_taken():
    from houvast.bench import matching

    of = matching.field(world(SMALL), ["numpy"], "")
    matching.check(of)
    real = of.engines["numpy"]
    of.engines["numpy"] = lambda first, end: real(first, end) | {0: [(1, 1)]}
    with pytest.raises(matching.Differs, match="numpy"):
        matching.check(of)


def test_one_young_person_after_the_other_gets_the_same_list_both_ways(capsys):
    assert run("person", "--people", "4", "--workplaces", "60", "--rounds", "2", "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["identical"] is True
    assert figures["ms"].keys() == {"list", "explained", "said", "numpy", "floor", "together"}
    assert figures["ms"]["together"]["p50"] > figures["ms"]["list"]["p50"] > 0


@pytest.mark.numba
def test_another_list_ends_it_before_any_time_is_taken(monkeypatch, capsys):
    """Without numba there is one way, which is the same as itself."""
    slow = plain.lists
    monkeypatch.setattr(plain, "lists", lambda *asked: replace(slow(*asked), does_not_fit={}))
    assert run("person", "--people", "2", "--workplaces", "60", "--rounds", "1", "--json") == 1
    said = capsys.readouterr()
    assert "Young person 0 gets another list" in said.err and not said.out


def test_a_small_nation_gives_everybody_a_list(capsys):
    assert run("nation", "--people", "200", "--workplaces", "100", "--json") == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["seconds"] > 0 and figures["peak_mb"] > 0
    assert figures["listed_per_person"] > 1


def test_the_same_seed_gives_the_same_region():
    first, second = world(SMALL), world(SMALL)
    assert (first.luck == second.luck).all()
    lists = [by_the_rules(one, 1, 5) for one in (first, second)]
    assert lists[0] == lists[1]
    assert any(by_the_rules(first, one, 5) for one in range(9))
    assert world(Knobs(40, 80, seed=8)).luck[0] != first.luck[0]


@pytest.mark.parametrize("words", [["--peers", "excel"], ["--rounds", "0"]])
def test_what_cannot_be_measured_is_refused(words):
    with pytest.raises(SystemExit, match="take"):
        run("matching", *words)
