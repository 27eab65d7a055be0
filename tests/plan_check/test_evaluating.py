"""How well passages are found is measured on marked plans, told with limits, never pooled."""

import json
from contextlib import contextmanager

import pytest

from houvast.bench import plan_set
from houvast.cli import parser
from houvast.errors import Refused
from houvast.plans import child, meaning
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.evaluating import (
    FEWEST,
    Half,
    Judged,
    Label,
    Sort,
    figures,
    judged,
    labels_of,
)
from houvast.plans.rules.reading import read
from houvast.plans.rules.suggesting import suggest
from tests.plan_check.test_meaning import Told

QUESTIONS = [one.id for one in catalogue().criteria]
OFFER = "Wij bieden twintig betaalde leerwerkplekken."
ONE = {"file": "a.md", "municipality": "Testdam", "sort": "real", "evidence": {"P04": [OFFER]}}
BUILD, TEST = (
    next(f"Dorp {at}" for at in range(50) if Label("", f"Dorp {at}", Sort.REAL, {}).half is half)
    for half in Half
)


def text(*said):
    plain = [f"## Deel {at}\n\nHier staat regel {at} over de straat." for at in range(FEWEST)]
    return "\n\n".join([*plain, *said]).encode()


def looked(evidence, content):
    plan = read(content)
    label = Label("a.md", "Testdam", Sort.REAL, evidence)
    return judged(label, plan, suggest(plan, catalogue()))


def test_a_question_counts_as_found_when_its_words_are_among_what_is_shown():
    (found,) = looked({"P04": (OFFER.upper(),)}, text(OFFER))
    assert (found.found, found.first) == (True, True)
    other = "De fietsenmaker leert jongens een vak en geeft daar geld voor."
    (missed,) = looked({"P04": (other,)}, text(OFFER, "## Nog iets", other))
    assert (missed.found, missed.first) == (False, False)
    (nothing,) = looked({"P09": ()}, text(OFFER))
    assert (nothing.found, nothing.first) == (None, None)
    (wrong,) = looked({"P04": ()}, text(OFFER))
    assert (wrong.found, wrong.first) == (None, False)


def test_words_that_are_not_in_the_plan_are_a_fault_of_the_label():
    with pytest.raises(Refused, match="staat niet in het plan"):
        looked({"P04": ("Dit staat er niet.",)}, text(OFFER))


def test_words_that_go_over_the_end_of_a_passage_count_in_both():
    quote = "Hier staat regel 19 over de straat. ## Nu"
    one, two = quote[: len(quote) // 2], quote[len(quote) // 2 :]
    found = looked({"P04": (quote,)}, text(f"{one}\n\n# Kop\n\n{two}"))
    assert found[0].found is False  # each half stands in one, and none of it is shown


def test_shares_are_told_with_their_limits_and_municipalities():
    some = [Judged("A", "P04", True, True), Judged("A", "P09", True, False)]
    some += [Judged("B", "P04", False, None), Judged("C", "P04", None, False)]
    told = figures(some)
    assert told["municipalities"] == 3
    recall = told["recall_at_5"]
    assert (recall["value"], recall["n"]) == (0.667, 3)
    assert recall["low"] == 0.0 and recall["high"] == 1.0
    assert told["criteria"]["P09"]["recall_at_5"]["low"] is None  # of one municipality
    assert told["criteria"]["P04"]["precision_at_1"]["value"] == 0.5
    assert figures([Judged("A", "P04", None, None)])["recall_at_5"] is None
    assert figures(some) == told
    generated = figures(some, Sort.GENERATED)  # each of those plans says the same sentences
    assert generated["recall_at_5"]["value"] == 0.667 and generated["drawn_over"] == "questions"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"file": "../a.md"}, "in de map zelf"),
        ({"evidence": {"P99": []}}, "is geen vraag"),
        ({"sort": "mine"}, "geen lijst van plannen"),
        ({"evidence": {"P04": [3]}}, "geen lijst van plannen"),
        ({"evidence": []}, "geen lijst van plannen"),
    ],
)
def test_labels_with_a_fault_are_a_sentence(change, says):
    with pytest.raises(Refused, match=says):
        labels_of({"plans": [ONE | change]}, QUESTIONS)
    with pytest.raises(Refused, match="twee keer"):
        labels_of({"plans": [ONE, ONE]}, QUESTIONS)
    for nothing in (None, [], {}, {"plans": [1]}):
        with pytest.raises(Refused, match="geen lijst van plannen"):
            labels_of(nothing, QUESTIONS)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "read_apart", read)
    monkeypatch.setattr(meaning, "MODULE", "no_such_module")  # both ways: see below
    plans = []
    for place, town, sort in (
        ("a", BUILD, "real"),
        ("b", BUILD, "generated"),
        ("c", TEST, "real"),
    ):
        (tmp_path / f"{place}.md").write_bytes(text(OFFER))
        plans.append(ONE | {"file": f"{place}.md", "municipality": town, "sort": sort})
    (tmp_path / "short.md").write_text(OFFER)
    plans.append(ONE | {"file": "short.md", "municipality": BUILD})
    (tmp_path / "labels.json").write_text(json.dumps({"plans": plans}))
    return tmp_path


def run(*words):
    asked = parser().parse_args(["plans", "evaluate", *map(str, words)])
    return asked.run(asked)


def test_sorts_of_plans_stay_apart_and_short_ones_do_not_count(folder, capsys):
    assert run(folder, "--json") == 0
    page = json.loads(capsys.readouterr().out)
    assert page["half"] == "build" and page["too_short"] == ["short.md"]
    assert {name: one["documents"] for name, one in page["sorts"].items()} == {
        "real": 1,
        "generated": 1,
    }
    assert page["sorts"]["real"]["recall_at_5"] == {
        "value": 1.0,
        "n": 1,
        "low": None,
        "high": None,
    }
    assert page["openings"] == 0 and not (folder / "openings.json").exists()
    assert run(folder) == 0
    assert "recall@5 1.00, n = 1" in capsys.readouterr().out


OTHER = "De fietsenmaker leert jongens een vak en geeft daar geld voor."


def test_by_words_and_with_meaning_stand_beside_each_other(folder, monkeypatch, capsys):
    """The same plans, questions and halves; without the model that is said."""
    assert run(folder) == 0 and "install houvast[betekenis]" in capsys.readouterr().out
    (folder / "a.md").write_bytes(text(OTHER))
    labels = json.loads((folder / "labels.json").read_text())
    labels["plans"][0]["evidence"] = {"P04": [OTHER]}
    (folder / "labels.json").write_text(json.dumps(labels))

    @contextmanager
    def instead(wanted, seconds):
        yield Told(P04=[(OTHER, 0.8)]) if wanted else None

    monkeypatch.setattr(meaning, "meaning", instead)
    monkeypatch.setattr(meaning, "MODULE", "json")
    assert run(folder, "--json") == 0
    page = json.loads(capsys.readouterr().out)
    assert (page["engine"], page["hybrid"]["engine"]) == ("words/1", "hybrid/1 told/1")
    words, hybrid = page["sorts"], page["hybrid"]["sorts"]
    assert words["real"]["recall_at_5"]["value"] == 0.0
    assert hybrid["real"]["recall_at_5"]["value"] == 1.0
    assert words["real"]["drawn_over"] == "municipalities"
    assert hybrid["generated"]["drawn_over"] == "questions"
    assert run(folder) == 0
    said = capsys.readouterr().out
    assert "words   P04" in said and "hybrid  P04" in said
    assert run(folder, "--test", "--json", "--embedding", "small") == 0
    assert json.loads((folder / "openings.json").read_text())[0]["hybrid"] == "hybrid/1 told/1"
    capsys.readouterr()
    assert run(folder, "--json", "--embedding", "none") == 0
    assert json.loads(capsys.readouterr().out)["hybrid"] is None


def test_each_opening_of_the_test_half_is_written_down(folder, capsys):
    for times in (1, 2):
        assert run(folder, "--test", "--json") == 0
        page = json.loads(capsys.readouterr().out)
        assert page["openings"] == times and page["half"] == "test"
        assert page["sorts"]["real"]["documents"] == 1
    assert len(json.loads((folder / "openings.json").read_text())) == 2


def test_what_two_people_read_is_told_by_question_with_what_to_rewrite(folder, capsys):
    plans = json.loads((folder / "labels.json").read_text())["plans"]
    yes, no = [OFFER], []
    plans[0] |= {"readers": [{"P04": yes, "P09": yes}, {"P04": yes, "P09": no}]}
    plans[3] |= {"readers": [{"P04": no, "P09": no, "P12": no}, {"P04": no, "P09": yes}]}
    (folder / "labels.json").write_text(json.dumps({"plans": plans}))
    assert run(folder, "--json") == 0
    (real,) = json.loads(capsys.readouterr().out)["readers"].values()
    assert real["documents"] == 2, "also a plan that is too short to search in"
    assert real["criteria"]["P04"] == {"value": 1.0, "n": 2, "low": None, "high": None}
    assert real["criteria"]["P09"]["value"] < 0 and real["rewrite"] == ["P09"]
    assert (real["criteria"]["P12"]["value"], real["criteria"]["P12"]["n"]) == (None, 0)
    assert run(folder) == 0
    assert "rewrite: P09." in capsys.readouterr().out
    for odd in ("x", [1], [{"P99": []}], {"a": 1}, [{"P04": [""]}]):
        plans[0] |= {"readers": odd}
        with pytest.raises(Refused):
            labels_of({"plans": plans}, QUESTIONS)


def test_a_folder_without_labels_or_plans_is_a_sentence(folder, tmp_path, capsys):
    (folder / "a.md").unlink()
    assert run(folder) == 1 and "a.md kan niet gelezen worden" in capsys.readouterr().err
    (folder / "labels.json").write_text("{")
    assert run(folder) == 1 and "geen lijst van plannen" in capsys.readouterr().err
    assert run(tmp_path / "nowhere") == 1


def test_plans_that_nobody_wrote_hold_what_their_labels_say(tmp_path):
    said = plan_set.sentences()
    assert sorted(said) == QUESTIONS
    every = [one for ways in said.values() for level in plan_set.LEVELS for one in ways[level]]
    assert len(set(every)) == 18 * 3 * 2
    plan_set.make(tmp_path, "synonym")
    labels = labels_of(json.loads((tmp_path / "labels.json").read_text()), QUESTIONS)
    assert {one.half for one in labels} == set(Half) and len(labels) == plan_set.PLANS
    first = labels[0]
    plan = read((tmp_path / first.file).read_bytes())
    assert len(plan.passages) > FEWEST
    done = judged(first, plan, suggest(plan, catalogue()))
    assert any(one.found for one in done) and any(one.found is None for one in done)
    halves = {
        half: {
            q for one in labels if one.half is half for some in one.evidence.values() for q in some
        }
        for half in Half
    }
    assert not halves[Half.BUILD] & halves[Half.TEST]  # fmt: skip
