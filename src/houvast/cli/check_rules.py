"""`houvast check rules`: each rule of trust and of areas with the tests that name it.

Asks no database. A test names a rule (`T-19`, `A-05`) in its own docstring or in a comment
within, beside or right above it; what the docstring of a file names, all its tests are about.
"""

import argparse
import ast
import io
import json
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

TESTS = Path(__file__).parents[3] / "tests"
NAMED = re.compile(r"\b[TA]-\d{2,3}\b")
LISTS = {"T": "trust.toml", "A": "areas.toml"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in our own words: `rest` is not built of it; `not_built` is why nothing of it is."""

    id: str
    part: str
    says: str
    rest: str = ""
    not_built: str = ""


def rules(of: str = "T") -> tuple[Rule, ...]:
    """Every rule of trust, or of areas (A), part by part."""
    parts = tomllib.loads(files(__package__).joinpath(LISTS[of]).read_text())
    return tuple(
        Rule(name, part, **said) for part, every in parts.items() for name, said in every.items()
    )


def named(folder: Path) -> dict[str, list[str]]:
    """Which tests name each rule."""
    by: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for rule, test in _in_file(path.read_text()):
            where = str(path.relative_to(folder))
            by.setdefault(rule, []).append(f"{where}::{test}" if test else where)
    return by


def _in_file(text: str) -> Iterator[tuple[str, str]]:
    """Each rule that a file names, with the test that does; the whole file is an empty name."""
    if not NAMED.search(text):
        return
    tree, comments = ast.parse(text), _comments(text)
    yield from ((rule, "") for rule in _ids(ast.get_docstring(tree) or ""))
    for one in tree.body:
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"):
            first = min([one.lineno, *(mark.lineno for mark in one.decorator_list)])
            while first - 1 in comments:
                first -= 1
            last = one.end_lineno or one.lineno
            said = [comments[line] for line in range(first, last + 1) if line in comments]
            yield from ((rule, one.name) for rule in _ids(ast.get_docstring(one) or "", *said))


def _ids(*texts: str) -> list[str]:
    return sorted({rule for text in texts for rule in NAMED.findall(text)})


def _comments(text: str) -> dict[int, str]:
    every = tokenize.generate_tokens(io.StringIO(text).readline)
    return {one.start[0]: one.string for one in every if one.type == tokenize.COMMENT}


def wrong(known: tuple[Rule, ...], by: dict[str, list[str]]) -> list[str]:
    """What does not hold: a rule without a test, or a test of what is not built or no rule."""
    built = {one.id: not one.not_built for one in known}
    found = [f"{one}: no test names it" for one, is_built in built.items() if is_built]
    found = [one for one in found if one.split(":")[0] not in by]
    found += [
        f"{one}: is {'not built' if one in built else 'no rule'}, and {tests[0]} names it"
        for one, tests in by.items()
        if not built.get(one)
    ]
    return sorted(found, key=lambda one: (one[0], int(one[2:].split(":")[0])))


def check(asked: argparse.Namespace) -> int:
    """Print each rule with its tests; 1 when one that is built has none."""
    if not TESTS.is_dir():
        print("The tests are not here: ask this in a copy of the source.", file=sys.stderr)
        return 2
    known, by = tuple(one for of in LISTS for one in rules(of)), named(TESTS)
    said = wrong(known, by)
    if asked.json:
        every = [asdict(one) | {"tests": by.get(one.id, [])} for one in known]
        print(json.dumps({"rules": every, "wrong": said}, indent=2))
    else:
        print("\n".join(_shown(known, by)))
    print("\n".join(said), file=sys.stderr, end="\n" if said else "")
    return 1 if said else 0


def _shown(known: tuple[Rule, ...], by: dict[str, list[str]]) -> Iterator[str]:
    part = ""
    for one in sorted(known, key=lambda one: bool(one.not_built)):
        title = f"{one.part}{' (not built)' if one.not_built else ''}"
        if title != part:
            part = title
            yield f"\n{title}"
        yield f"{one.id:6} {one.says}"
        if one.rest or one.not_built:
            yield f"       {'not yet: ' if one.rest else ''}{one.rest or one.not_built}"
        yield from (f"       {test}" for test in by.get(one.id, ()))
