"""The real files as they are published; a run says what it read, or that they are not here."""

import pytest

from houvast.cli import parser, reference
from houvast.matching.rules.travel import TravelModel
from houvast.reference.models import Group, Occupation, Place
from houvast.reference.reads.editions import counting_now
from houvast.reference.reads.places import points_of
from houvast.reference.rules.editions import Kind
from tests.reference.real import FOLDER, NAME

pytestmark = pytest.mark.commits
PARTS = (("occupations", FOLDER / "esco"), ("places", FOLDER / "postcodes" / "4pp.csv"))


def test_the_real_files_come_in_whole(lists, monkeypatch, record_property):
    if not all(path.exists() for _, path in PARTS):
        record_property(NAME, f"NOT READ, because they are not in {FOLDER}")
        return
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(reference, name, lambda **_: None)
    monkeypatch.setenv("DATABASE_OWNER_URL", "given")
    for kind, path in PARTS:
        given = parser().parse_args(["import", kind, str(path)])
        assert given.run(given) == 0
    counts = [one.objects.count() for one in (Occupation, Group, Place)]
    assert counts == [3039, 1259, 4066]
    assert Group.objects.filter(scheme="isco", code__regex="^....$").count() == 436
    far = TravelModel(points_of(counting_now(Kind.PLACES)).of).road("1012", "9712")
    assert 180_000 < far < 200_000  # Amsterdam to Groningen: 147 km as the crow flies
    record_property(NAME, "{} occupations, {} groups, {} postcodes read".format(*counts))
