"""Lists come in whole, by the owner alone, and stay as they came."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from houvast.reference.models import Edition, Group, Occupation, Place
from houvast.reference.reads.editions import counting_now
from houvast.reference.reads.occupations import occupations
from houvast.reference.reads.places import points_of
from houvast.reference.rules import occupations as esco
from houvast.reference.rules import places
from houvast.reference.rules.editions import Kind
from houvast.reference.rules.search import find
from houvast.sheets import Limits
from tests.attempts import ROW, fingerprint
from tests.reference.conftest import TABLES
from tests.reference.made import (
    KITES,
    OCCUPATIONS,
    PLACES,
    POINTS,
    WORKS,
    esco_folder,
    occupation,
    points_file,
)
from tests.sheets.broken import broken_files

pytestmark = pytest.mark.commits
FEW_ROWS = 300


def digest(owner):
    return [owner.execute(ROW.format(one)).fetchone() for one in TABLES]


def test_both_lists_come_in_and_the_same_again_changes_nothing(run, lists, tmp_path):
    folder, file = esco_folder(tmp_path / "esco"), points_file(tmp_path / "4pp.csv")
    code, said = run("occupations", folder, "--name", "ESCO 1.2")
    assert code == 0 and "Ingelezen. Uitgave esco-" in said.out and "8/8" in said.err
    assert "Beroepen: 2. Beroepsgroepen: 4." in said.err
    code, said = run("places", file)
    assert code == 0 and "Ingelezen. Uitgave pc4-" in said.out
    assert "Postcodes: 2. Zonder adressen, niet gelezen: 1." in said.err
    assert (Occupation.objects.count(), Group.objects.count(), Place.objects.count()) == (2, 6, 2)
    before = digest(lists)
    for words in (("places", file), ("occupations", *sorted(folder.iterdir()))):
        code, said = run(*words)
        assert code == 0 and "Stond er al: er verandert niets." in said.out
    assert digest(lists) == before


def test_a_new_edition_counts_and_the_old_one_is_kept_and_may_count_again(run, lists, tmp_path):
    run("places", points_file(tmp_path / "2015.csv"))
    first = counting_now(Kind.PLACES)
    moved = (*POINTS[0][:3], "52.2", *POINTS[0][4:])
    run("places", points_file(tmp_path / "2026.csv", (moved, *POINTS[1:])))
    second = counting_now(Kind.PLACES)
    assert first != second and points_of(first).of["1001"] == (155_000, 463_000)
    assert points_of(second).of["1001"] != points_of(first).of["1001"]
    assert points_of(second).label != points_of(first).label
    _, said = run("places", tmp_path / "2015.csv")
    assert "geldt nu weer" in said.out and counting_now(Kind.PLACES) == first
    assert Edition.objects.count() == 2 and Place.objects.count() == 4


def test_occupations_and_places_do_not_meddle_with_each_other(run, tmp_path):
    run("places", points_file(tmp_path / "4pp.csv"))
    before = counting_now(Kind.PLACES)
    run("occupations", esco_folder(tmp_path / "esco"))
    assert counting_now(Kind.PLACES) == before != counting_now(Kind.OCCUPATIONS)


BY_THE_APP = (
    "insert into reference_edition values"
    " (gen_random_uuid(), 'places', repeat('a', 64), 'x', 1, now(), now())",
    "insert into reference_place (edition_id, pc4, x, y, town)"
    " select id, '1009', 1, 463000, '' from reference_edition",
    "update reference_edition set current_since = now()",
    "update reference_place set x = 0",
    "update reference_occupation set name = 'anders'",
    "update reference_group set name = 'anders'",
    *(f"delete from {one}" for one in TABLES),
    "truncate reference_place",
)


def test_the_application_only_reads(run, lists, tmp_path):
    run("places", points_file(tmp_path / "4pp.csv"))
    before = digest(lists)
    for sql in BY_THE_APP:
        with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(sql)
    assert digest(lists) == before


BY_THE_OWNER = (
    "update reference_place set x = x + 1",
    "delete from reference_occupation",
    "update reference_group set name = 'anders'",
    "delete from reference_edition where kind = 'places'",
    "update reference_edition set checksum = repeat('b', 64)",
    "update reference_edition set current_since = current_since - interval '1 day'",
    "insert into reference_place (edition_id, pc4, x, y, town)"
    " select id, '1009', 1, 463000, '' from reference_edition",
    "insert into reference_occupation (edition_id, concept, isco, code, name, also)"
    " select id, gen_random_uuid(), '7317', '1', 'x', '{}' from reference_edition",
    "insert into reference_edition values"
    " (gen_random_uuid(), 'places', repeat('a', 64), 'x', 1, houvast_now(), houvast_now())",
)


def test_nobody_changes_an_edition_or_brings_half_of_one(run, lists, tmp_path):
    run("places", points_file(tmp_path / "4pp.csv"))
    run("occupations", esco_folder(tmp_path / "esco"))
    before = digest(lists)
    for sql in BY_THE_OWNER:
        with pytest.raises(DatabaseError, match="an edition"), transaction.atomic(using="owner"):
            connections["owner"].cursor().execute(sql)
    assert digest(lists) == before


def _places(tmp_path):
    good = [list(one) for one in POINTS]
    for content in broken_files(PLACES, good, FEW_ROWS):
        file = tmp_path / "broken"
        file.write_bytes(content.content)
        yield content, ("places", file)


def _occupations(tmp_path):
    folder = esco_folder(tmp_path / "esco")
    for content in broken_files(OCCUPATIONS, WORKS, FEW_ROWS):
        (folder / "occupations_nl.csv").write_bytes(content.content)
        yield content, ("occupations", folder)


@pytest.mark.python
@pytest.mark.parametrize("files", [_places, _occupations])
def test_a_broken_file_is_told_in_a_sentence_and_changes_nothing(
    files, run, lists, tmp_path, monkeypatch
):
    monkeypatch.setattr(places, "LIMITS", Limits(rows=FEW_ROWS))
    monkeypatch.setattr(esco, "LIMITS", Limits(rows=FEW_ROWS, text=esco.LIMITS.text))
    run("places", points_file(tmp_path / "4pp.csv"))
    before, taken = (digest(lists), fingerprint()), []
    for broken, words in files(tmp_path):
        try:
            run(*words)
        except SystemExit as refused:
            said = str(refused)
            assert said.startswith("Niet ingelezen. "), broken.name
            assert broken.says in said and broken.names in said, (broken.name, said)
        else:
            taken.append(broken.name)
    assert taken == [] and (digest(lists), fingerprint()) == before


def test_what_is_missing_is_named(run, tmp_path):
    folder = esco_folder(tmp_path / "esco")
    with pytest.raises(SystemExit, match=r"Het bestand skillGroups_nl\.csv ontbreekt"):
        run("occupations", folder / "occupations_nl.csv", folder / "ISCOGroups_nl.csv")
    (folder / "ISCOGroups_nl.csv").unlink()
    with pytest.raises(SystemExit, match=r"ISCOGroups_nl\.csv: "):
        run("occupations", folder)
    with pytest.raises(SystemExit, match=r"nergens\.csv: "):
        run("places", tmp_path / "nergens.csv")


def test_a_group_that_misses_is_told_with_its_file(run, tmp_path):
    works = (occupation("vliegermaker", KITES, "8888"),)
    with pytest.raises(SystemExit, match=r"occupations_nl\.csv: Cel D2: groep 8888 staat niet"):
        run("occupations", esco_folder(tmp_path / "esco", works))


def test_only_the_owner_can_import(run, tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_URL")
    with pytest.raises(SystemExit, match="DATABASE_OWNER_URL"):
        run("places", points_file(tmp_path / "4pp.csv"))


def test_imported_names_are_found_with_their_group_and_read_once(run, tmp_path):
    assert occupations() == ()
    run("occupations", esco_folder(tmp_path / "esco"))
    (found,) = find(occupations(), "Vliegerbouwster")
    assert (found.name, found.isco, found.group) == ("vliegermaker", "7317", "Makers van vliegers")
    assert occupations() is occupations()
