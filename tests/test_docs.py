"""Documentation that cannot lie: what it names exists, and what exists is named."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from houvast.accounts.rules import InformationClass
from houvast.cli import parser
from houvast.web.urls import urlpatterns
from tools import docs

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "houvast"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
USE = sorted((ROOT / "docs" / "use").glob("*.md"))
DECISIONS = sorted((ROOT / "docs" / "decide").glob("[0-9]*.md"))
TECHNICAL = [*(ROOT / "docs" / "understand").glob("*.md"), *DECISIONS]

LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w./-]+\.(py|sql|toml|md)|[\w-]+(/[\w.-]+)+/?")
NAME = re.compile(r"[a-z]+(_[a-z0-9]+)+|[A-Z]+(_[A-Z]+)+|[A-Z][a-z]+([A-Z][a-z]+)+")
MACHINE = re.compile(r"(?<![\w.])/(work|tmp|home|root|Users)/\w")
QUOTED = re.compile(r"“([^”]+)”")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
LEAVES = {"DJANGO_SETTINGS_MODULE"}
"""Read from the environment, and nobody's to set."""


@cache
def text_of(path: Path) -> str:
    return path.read_text()


def all_of(*paths: Path) -> str:
    return "\n".join(text_of(one) for one in paths)


@cache
def source() -> str:
    """All that our programs say, with sentences on one line."""
    own = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.sql")]
    more = [*(ROOT / "tests").rglob("*.py"), ROOT / "pyproject.toml", ROOT / "Makefile"]
    return re.sub(r'"\s*\n\s*f?"', "", all_of(*own, *more))


@cache
def words_of(text: str) -> set[str]:
    """Every word, so that a name is looked up and not searched for in all that there is."""
    return set(re.findall(r"\w+", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page):
    links = [one for one in LINK.findall(text_of(page)) if not one.startswith(("http", "mailto"))]
    assert [one for one in links if not (page.parent / one).exists()] == []


def test_a_page_names_no_place_on_one_machine():
    assert [page.name for page in PAGES if MACHINE.search(text_of(page))] == []


def test_tables_made_from_the_code_are_those_of_the_code():
    pages = docs.made()
    made = "".join(pages.values())
    assert set(re.findall(r"<!-- made: (\w+) -->", made)) == set(docs.PARTS)
    old = [page.name for page, text in pages.items() if text_of(page) != text]
    assert old == [], "write them again: .venv/bin/python -m tools.docs"


def test_every_screen_is_described():
    described = all_of(ROOT / "docs" / "understand" / "screens.md", *USE)
    assert [one.name for one in urlpatterns if f"`{one.name}`" not in described] == []


def test_every_command_is_described():
    described = all_of(ROOT / "README.md", *(ROOT / "docs" / "run").glob("*.md"))
    commands = next(one.choices for one in parser()._actions if isinstance(one.choices, dict))
    assert len(commands) > 4
    assert [one for one in commands if f"houvast {one}" not in described] == []


def test_every_variable_is_described():
    described = all_of(ROOT / "README.md", *(ROOT / "docs" / "run").glob("*.md"))
    files = [SOURCE / "settings.py", *(SOURCE / "cli").glob("*.py")]
    names = set[str]().union(*map(variables, files))
    assert {"DATABASE_URL", "SECRET_KEY", "HOUVAST_PORT", "DATABASE_OWNER_URL"} <= names
    assert [one for one in sorted(names - LEAVES) if f"`{one}`" not in described] == []


def variables(path: Path) -> set[str]:
    """Names of the environment that a module reads, also through a function that is given one."""
    tree = ast.parse(text_of(path))
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    asked = [ast.dump(ast.parse("os.environ", mode="eval").body)]
    given = {
        one.name
        for one in functions
        for call in ast.walk(one)
        if isinstance(call, ast.Call)
        and reads_environment(call, asked)
        and isinstance(call.args[0], ast.Name)
    }
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(args=[ast.Constant(str(name)), *_]):
                if reads_environment(node, asked) or getattr(node.func, "id", "") in given:
                    found.add(name)
            case ast.Subscript(value, ast.Constant(str(name))) if ast.dump(value) in asked:
                found.add(name)
            case ast.Compare(ast.Constant(str(name)), [ast.In()], [value]):
                found |= {name} if ast.dump(value) in asked else set()
    return found


def reads_environment(call: ast.Call, asked: list[str]) -> bool:
    """Whether a call is `os.environ.get(…)` or another method of it with a name."""
    return (
        isinstance(call.func, ast.Attribute)
        and ast.dump(call.func.value) in asked
        and len(call.args) > 0
    )


def test_the_makefile_has_what_the_pages_tell_you_to_make():
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.M))
    told = set(re.findall(r"`(?:\w+=\S+ )?make ([a-z-]+)", all_of(*PAGES)))
    assert {"demo", "test", "check"} <= told <= targets


@pytest.mark.parametrize("page", TECHNICAL, ids=lambda page: page.name)
def test_what_a_page_says_of_the_code_is_there(page):
    words = set(CODE.findall(text_of(page)))
    files = {one for one in words if FILE.fullmatch(one)}
    roots = (ROOT, SOURCE)
    assert [one for one in sorted(files) if not any((at / one).exists() for at in roots)] == []
    names = {one for one in words - files if NAME.fullmatch(one)}
    assert [one for one in sorted(names) if one not in words_of(known(one))] == []


def known(name: str) -> str:
    """Where to look: a table is known to the models by another name."""
    from django.apps import apps

    tables = {one._meta.db_table for one in apps.get_models()}
    return name if name in tables else source()


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_has_its_three_parts(page):
    text, number = text_of(page), page.name[:4]
    assert text.startswith(f"# {number} ")
    assert re.findall(r"^## (.+)$", text, re.M) == ["Context", "Decision", "Price"]
    assert text.count("\n") <= 40


def test_decisions_are_numbered_without_a_gap():
    assert [page.name[:4] for page in DECISIONS] == [
        f"{n:04}" for n in range(1, len(DECISIONS) + 1)
    ]


def test_every_kind_of_data_is_explained():
    text = text_of(ROOT / "docs" / "understand" / "access.md")
    assert [one for one in InformationClass if f"\n| {one.value} | " not in text] == []


def test_the_eight_contracts_are_told():
    text = text_of(ROOT / "docs" / "understand" / "architecture.md")
    names = re.findall(r'^name = "(\d) (.+)"$', text_of(ROOT / "pyproject.toml"), re.M)
    assert len(names) == 8
    for number, name in names:
        line = re.search(rf"^\| {number} \| (.+?) \|$", text, re.M)
        assert line and line[1].lower().startswith(name.lower())


@pytest.mark.parametrize("page", USE, ids=lambda page: page.name)
def test_words_of_the_screen_are_on_the_screen(page):
    """In the pages for users bold and “quoted” words are those of the screens, letter by letter."""
    words = {*BOLD.findall(text_of(page)), *QUOTED.findall(text_of(page))}
    assert words
    assert [one for one in sorted(words) if one not in source()] == []


def test_pictures_are_small():
    pictures = list((ROOT / "docs").rglob("*.png"))
    assert pictures
    assert [one.name for one in pictures if one.stat().st_size > 150_000] == []
