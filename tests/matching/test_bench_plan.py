"""The benchmark of plans: what it prints, and known optima of published problems. Nothing timed."""

import json

import pytest

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


@pytest.mark.parametrize("text", ["", "3\n1 2", "two", "0", "2\n1 9 4", "1\n-4"])
def test_another_file_is_refused_in_a_sentence(tmp_path, text):
    file = tmp_path / "other.txt"
    file.write_text(text)
    asked = parser().parse_args(["bench", "plan", "--orlib", str(file)])
    with pytest.raises(SystemExit, match=r"other\.txt: "):
        asked.run(asked)
