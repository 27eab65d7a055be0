"""Pieces of real plans, when somebody put them beside the project: what is found in each."""

import json

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


def test_pieces_of_real_plans_are_read_as_a_person_reads_them(record_property):
    if not PIECES.exists():
        record_property(NAME, f"plans NOT READ, because they are not in {FOLDER}")
        return
    pieces = json.loads(PIECES.read_text())
    found = []
    for one in pieces:
        plan = read(one["excerpt"].encode())
        result = suggest(plan, catalogue())
        named = {name for name, some in result.criteria.items() if some}
        found.append(named | {flag.about for flag in result.flags} | set(plan.notices))
        if one["gemeente"] == "Arnhem":
            said = [reason.text.lower() for reason in result.criteria["P09"][0].reasons]
            assert not any("straatcoach" in each for each in said)
    assert found == list(EXPECTED)
    record_property(NAME, f"{len(pieces)} pieces of plans")
