"""Each law is broken on purpose, by small changes to a copy of the tree, and its check says so.

A check that nobody has seen fail protects nobody. The copy is made once and every change undone.
The laws of test_architecture.py run once, over all breaks together: each must name its own.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.conftest import as_owner
from tests.test_architecture import judging_columns, unguarded

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

Change = Callable[[str], str]


def also(line: str) -> Change:
    """Something more at the end of a file."""
    return lambda text: f"{text}\n{line}\n"


def instead(old: str, new: str = "") -> Change:
    """Something else than what stands there."""

    def change(text: str) -> str:
        assert old in text, f"{old} is not there any more"
        return text.replace(old, new, 1)

    return change


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("copy")
    for name in ("src", "tools", "tests"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


@contextmanager
def broken(copy: Path, name: str, change: Change) -> Iterator[None]:
    """Change (or make) one file of the copy, and put it back."""
    path = copy / name if (copy / name).exists() else copy / "src" / "houvast" / name
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(change(before or ""))
    try:
        yield
    finally:
        path.unlink() if before is None else path.write_text(before)


def said_by(copy: Path, *command: str | Path) -> str:
    """What a check says in the copy, when it says no."""
    here = {"PYTHONPATH": f"{copy / 'src'}:{copy}", "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        command, cwd=copy, env=os.environ | here, capture_output=True, text=True, timeout=90
    )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    return said


IMPORTS = {
    "1 Who may lean on whom": ("people/rules.py", "web.words"),
    "2 Rules are plain Python": ("tracks/rules/phase.py", "database.actor"),
    "3 Models know nothing of the code that uses them": ("people/models.py", "audit.actions"),
    "4 Screens reach data only through reads and actions": ("web/tracks.py", "tracks.models"),
    "5 Migrations stand on their own": (
        "tracks/migrations/0002_policies.py",
        "tracks.rules.states",
    ),
    "6 Of sharing, permissions know only the decision": ("tracks/permissions.py", "sharing.reads"),
    "7 Only the trail opens a transaction": ("tracks/actions/contacts.py", "database.context"),
    "8 What is known of an area never joins a person": ("tracks/reads/today.py", "areas.rules"),
}


@pytest.mark.parametrize("contract", IMPORTS)
def test_an_import_against_a_contract_is_caught(copy, contract):
    name, module = IMPORTS[contract]
    with broken(copy, name, also(f"import houvast.{module}")):
        said = said_by(copy, BIN / "lint-imports", "--no-cache")
    verdicts = [one for one in said.splitlines() if one.startswith(contract)]
    assert any(one.endswith("BROKEN") for one in verdicts), said


def test_a_folder_without_a_place_is_caught(copy):
    with broken(copy, "sidedoor/__init__.py", also("")):
        said = said_by(copy, BIN / "lint-imports", "--no-cache")
    shutil.rmtree(copy / "src" / "houvast" / "sidedoor")
    assert "houvast.sidedoor" in said


def function(name: str, lines: list[str]) -> Change:
    return also("\n".join(["", "", f"def {name}(way: int) -> int:", *lines, "    return 0"]))


STYLE = {
    "TID252": instead("from houvast.errors import", "from ..errors import"),
    "C901": function("many", [f"    if way == {one}:\n        way += 2" for one in range(8)]),
    "PLR0915": function("much", ["    way += 1"] * 31),
    "D103": function("bare", []),
}


@pytest.mark.parametrize("code", STYLE)
def test_what_ruff_guards_is_caught(copy, code):
    path = "src/houvast/people/rules.py"
    with broken(copy, path, STYLE[code]):
        said = said_by(copy, BIN / "ruff", "check", "--no-cache", "--output-format=concise", path)
    assert f" {code} " in said


PERSON, TRACK = "people/models.py", "tracks/models/tracks.py"
MOMENT, CONTACT = "tracks/models/moments.py", "tracks/models/contacts.py"
LOG, PHASE, AGE = "tracks/actions/contacts.py", "tracks/rules/phase.py", "people/rules.py"
TODAY, BASE = "web/templates/tracks/today.html", "web/templates/base.html"

BREAKS: list[tuple[str, str, Change, str]] = [
    (
        "a_foreign_key_points_down_or_stays_home",
        PERSON,
        instead(
            "class Nickname(Kept):\n",
            "class Nickname(Kept):\n"
            "    there = models.ForeignKey('tracks.Track', on_delete=models.PROTECT)\n",
        ),
        "people.Nickname.there",
    ),
    (
        "models_are_looked_up_by_import_not_by_name",
        LOG,
        also("def _late(apps: object) -> object:\n    return apps.get_model('tracks.Track')"),
        LOG,
    ),
    (
        "no_road_leads_from_work_to_young_people",
        "placements/reads.py",
        also("def placed(by: Actor, workplace_id: UUID) -> None: ..."),
        "placements/reads.py",
    ),
    (
        "no_road_leads_from_work_to_young_people",
        "employers/reads/nested.py",
        also("from houvast.people import rules"),
        "employers/reads/nested.py",
    ),
    (
        "lists_of_people_are_sorted_by_facts_about_our_service",
        "tracks/reads/today.py",
        also("def _worst(found):\n    return found.order_by('-behaviour')"),
        "behaviour",
    ),
    ("a_file_stays_small", "people/long.py", also("# again\n" * 401), "people/long.py"),
    ("a_file_stays_small", "web/static/long.css", also("a {}\n" * 401), "web/static/long.css"),
    ("a_function_stays_small", AGE, function("long", ["    way += 1"] * 40), "'long'"),
    *(
        ("most_files_are_short", f"people/again{one}.py", also("# again\n" * 130), "<= 120")
        for one in range(300)
    ),
    ("rules_do_not_read_the_clock", PHASE, also("TODAY = date.today()"), PHASE),
    ("nobody_asks_another_clock_than_that_of_the_database", LOG, also("A = timezone.now"), LOG),
    (
        "nobody_asks_another_clock_than_that_of_the_database",
        "tracks/reads/files.py",
        also("from django.utils import timezone\n\nA = timezone.localdate()"),
        "tracks/reads/files.py",
    ),
    (
        "nobody_asks_another_clock_than_that_of_the_database",
        MOMENT,
        instead(" = models.DateTimeField()", " = models.DateTimeField(auto_now=True)"),
        MOMENT,
    ),
    (
        "nobody_asks_another_clock_than_that_of_the_database",
        BASE,
        also("{% now 'Y' %}"),
        BASE,
    ),
    (
        "sql_asks_the_one_clock_too",
        "people/migrations/0009_late.py",
        also("SQL = 'select now()'"),
        "people/migrations/0009_late.py",
    ),
    (
        "sql_asks_the_one_clock_too",
        "database/grants.sql",
        also("select current_date;"),
        "database/grants.sql",
    ),
    (
        "every_table_says_what_it_holds_and_until_when",
        CONTACT,
        instead("    information_class = InformationClass.WN\n"),
        "WorkNote",
    ),
    (
        "every_table_says_what_it_holds_and_until_when",
        TRACK,
        instead(
            "class Door(OnTrack):\n",
            "class Door(OnTrack):\n    destroy_on = models.DateField(null=True)\n",
        ),
        "Door",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        TRACK,
        instead(
            "class Door(OnTrack):\n", "class Door(OnTrack):\n    risk_level = models.TextField()\n"
        ),
        "tracks.models.tracks.Door.risk_level",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        "tracks/reads/files.py",
        also("class Line:\n    matchscore: int"),
        "tracks.reads.files.Line.matchscore",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        "web/forms/signals.py",
        also("class AskForm:\n    country_of_origin = forms.CharField()"),
        "web.forms.signals.AskForm.country_of_origin",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        "web/urls.py",
        instead('name="today"', 'name="ranking"'),
        "urls.ranking",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        "tracks/actions/closing.py",
        instead('"tracks.closing_proposed"', '"tracks.threat_seen"'),
        "tracks.threat_seen",
    ),
    (
        "no_name_can_hold_a_judgement_about_a_person",
        AGE,
        also("class Kind(StrEnum):\n    A = 'suspect'"),
        "people.rules.Kind.suspect",
    ),
    (
        "no_number_is_kept_about_a_person",
        TRACK,
        instead(
            "class Door(OnTrack):\n", "class Door(OnTrack):\n    weight = models.FloatField()\n"
        ),
        "tracks.Door.weight",
    ),
    (
        "every_action_leaves_a_trail",
        LOG,
        also("def forget(*, by: Actor, track_id: UUID) -> None: ..."),
        f"{LOG} forget",
    ),
    (
        "a_verb_has_one_meaning_and_the_name_of_its_domain",
        LOG,
        instead('"tracks.contact_logged"', '"tracks.moment_moved"'),
        "tracks.moment_moved",
    ),
    (
        "a_verb_has_one_meaning_and_the_name_of_its_domain",
        "employers/actions/talks.py",
        instead('"employers.promise_made"', '"people.promise_made"'),
        "people.promise_made",
    ),
    (
        "a_verb_has_one_meaning_and_the_name_of_its_domain",
        "employers/actions/talks.py",
        instead('"employers.conversation_logged"', '"Logged"'),
        "Logged",
    ),
    (
        "every_screen_says_which_methods_it_answers",
        "web/process.py",
        instead("@require_safe\n"),
        "team",
    ),
    ("screens_say_none_of_the_words_that_we_avoid", BASE, also("<p>Veel risico</p>"), "risico"),
    (
        "screens_say_none_of_the_words_that_we_avoid",
        TODAY,
        also("{% translate 'Kies twee klanten' %}"),
        "klanten",
    ),
    (
        "screens_say_none_of_the_words_that_we_avoid",
        AGE,
        also("WORDS = gettext_noop('Zijn profiel past.')"),
        "profiel",
    ),
    (
        "every_value_on_screen_has_a_word",
        "web/words.py",
        instead('        TrackState.OPEN: _("Loopt"),\n'),
        "TrackState",
    ),
    (
        "every_value_on_screen_has_a_word",
        PHASE,
        also("from enum import StrEnum\n\n\nclass Mood(StrEnum):\n    GOOD = 'good'"),
        "Mood",
    ),
]
LAWS = dict.fromkeys(law for law, *_ in BREAKS)


@pytest.fixture(scope="module")
def verdicts(copy: Path) -> dict[str, str]:
    """What each law finds in a tree with all the breaks."""
    file, not_here = "tests/test_architecture.py", "not policy_opens and not no_column"
    with ExitStack() as undone:
        for _, name, change, _ in BREAKS:
            undone.enter_context(broken(copy, name, change))
        said = said_by(copy, sys.executable, "-m", "pytest", "-vvv", file, "-k", not_here)
    parts = re.split(r"^_{3,} test_(\w+) _{3,}$", said, flags=re.M)
    found = ("\n".join(re.findall(r"^E .*", one, re.M)) for one in parts[2::2])
    return dict(zip(parts[1::2], found, strict=True))


@pytest.mark.parametrize("law", LAWS)
def test_a_law_names_what_breaks_it(verdicts, law):
    for fragment in {fragment for other, _, _, fragment in BREAKS if other == law}:
        assert fragment in verdicts[law]


def test_every_law_is_broken_here():
    text = (ROOT / "tests" / "test_architecture.py").read_text()
    assert {*re.findall(r"^def test_(\w+)\(\)", text, re.M)} == LAWS.keys()


def test_a_table_that_is_left_open_is_caught(django_db_setup):
    with as_owner() as owner, owner.transaction(force_rollback=True), owner.cursor() as cursor:
        cursor.execute("alter table people_identity no force row level security")
        cursor.execute("drop policy read_by_auditor on audit_processingline")
        cursor.execute("drop policy written_by_the_trigger on audit_processingline")
        assert unguarded(cursor) == {"people_identity", "audit_processingline"}


def test_a_column_for_a_judgement_is_caught(django_db_setup):
    with as_owner() as owner, owner.transaction(force_rollback=True), owner.cursor() as cursor:
        cursor.execute("alter table tracks_track add column how_risky_score int")
        assert judging_columns(cursor) == ["tracks_track.how_risky_score"]
