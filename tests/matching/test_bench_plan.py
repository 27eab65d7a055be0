"""The benchmark of plans: what it prints, and known optima of published problems. Nothing timed."""

import json

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from houvast.bench.planning import invented, measured, optimum
from houvast.bench.teams import Knobs
from houvast.cli import parser


def test_the_figures_have_the_agreed_shape(capsys):
    figures = measured(invented(40, 20, seed=7, knobs=Knobs()), rounds=1)
    assert {"seconds", "placed", "below", "orphans", "weeks_served"} <= set(figures)
    assert set(figures["below"]) == {300, 450} and figures["in_one_number"] == "fits"
    again = measured(invented(40, 20, seed=7, knobs=Knobs()), rounds=1)
    assert {**figures, "seconds": 0, "fastest": 0} == {**again, "seconds": 0, "fastest": 0}


def test_the_published_formats_give_the_optimum(tmp_path, capsys):
    dense, sparse = tmp_path / "assign3.txt", tmp_path / "assignp3.txt"
    dense.write_text(" 3\n 4 1 3\n 2 0 5\n 3 2 2\n")
    sparse.write_text("3\n1 2 1\n1 1 4\n2 1 2\n3 3 2\n3 2 2\n")
    assert optimum(dense)["optimum"] == 5
    assert optimum(sparse) | {"solvers": 0} == {
        "items": 3,
        "pairs": 5,
        "optimum": 5,
        "solvers": 0,
    }
    asked = parser().parse_args(["bench", "plan", "--orlib", str(dense), "--json"])
    assert asked.run(asked) == 0
    assert json.loads(capsys.readouterr().out)["optimum"] == 5


def published(costs) -> str:
    """Costs in the shape of `assign100`: each row begins a line, and goes on after 13 numbers."""
    lines = [f" {len(costs)} "]
    for row in costs.tolist():
        parts = [row[at : at + 13] for at in range(0, len(row), 13)]
        lines += [" " + " ".join(map(str, part)) for part in parts]
    return "\n".join(lines) + "\n"


def by_highs(costs, there) -> int:
    """The lowest cost by linear programming: every assignment problem has a whole optimum."""
    n = len(costs)
    i, j = np.nonzero(there)
    once = csr_array((np.ones(2 * len(i)), (np.r_[i, n + j], np.r_[: len(i), : len(i)])))
    solved = linprog(costs[i, j], A_eq=once, b_eq=np.ones(2 * n), method="highs")
    return round(solved.fun)


@pytest.mark.parametrize("seed", range(3))
def test_a_problem_of_a_hundred_in_the_published_shape_has_the_optimum_of_highs(tmp_path, seed):
    rng = np.random.default_rng(seed)
    costs, file = rng.integers(1, 101, (100, 100)), tmp_path / "assign100.txt"
    file.write_text(published(costs))
    assert file.read_text().startswith(" 100 \n ")
    every = np.ones_like(costs, bool)
    assert optimum(file)["optimum"] == by_highs(costs, every)
    there = (rng.random(costs.shape) < 0.1) | np.eye(100, dtype=bool)
    lines = (f" {i + 1} {j + 1} {costs[i, j]}" for i, j in np.argwhere(there).tolist())
    sparse = tmp_path / "assignp100.txt"
    sparse.write_text("\n".join((" 100", *lines)) + "\n")
    found = optimum(sparse)
    assert found["optimum"] == by_highs(costs, there) and found["pairs"] == there.sum()


@pytest.mark.parametrize("text", ["", "3\n1 2", "two", "0", "2\n1 9 4", "1\n-4"])
def test_another_file_is_refused_in_a_sentence(tmp_path, text):
    file = tmp_path / "other.txt"
    file.write_text(text)
    asked = parser().parse_args(["bench", "plan", "--orlib", str(file)])
    with pytest.raises(SystemExit, match=r"other\.txt: "):
        asked.run(asked)
