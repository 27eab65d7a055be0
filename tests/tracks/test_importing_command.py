"""`houvast import caseload`: the same road as the screen, with a bar and exit codes."""

import pytest

from houvast.cli import importing, parser
from houvast.database.context import acting
from houvast.tracks.models import CaseloadUpload, Track
from tests.sheets.made import csv
from tests.tracks.caseloads import FIRST, GOOD, HEADERS, WHY, changed, steering


@pytest.fixture
def run(town, tmp_path, monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(importing, name, lambda: None)
    file = tmp_path / "lijst.csv"

    def asked(rows, *more, headers=HEADERS, who="rachid@voorbeeld.invalid"):
        file.write_bytes(csv([headers, *rows]))
        words = ["import", "caseload", str(file), "--as", who, "--reason", WHY, *more]
        given = parser().parse_args(words)
        return given.run(given), capsys.readouterr()

    return asked


def held(town):
    with acting(town["rachid"]):
        return Track.objects.count()


def test_check_only_tells_and_changes_nothing(town, run):
    code, said = run([FIRST, changed(FIRST, A="Lot", E="")], "--check-only")
    assert code == 1 and held(town) == 0
    assert "E3: zonder coach." in said.err and "Kunnen erin: 1." in said.err
    with acting(steering(town)):
        assert CaseloadUpload.objects.count() == 0


def test_all_good_rows_come_in_with_a_bar_and_the_second_time_none(town, run):
    code, said = run(GOOD)
    assert code == 0 and "3/3" in said.err and "Ingelezen: 3." in said.out
    code, said = run(GOOD)
    assert code == 0 and "Staan er al: 3." in said.err and held(town) == 3


def test_a_column_can_be_named(town, run):
    headers = ("Wie dan", *HEADERS[1:])
    assert run(GOOD, headers=headers)[0] == 1
    assert run(GOOD, "--map", "nickname=Wie dan", headers=headers)[0] == 0
    code, said = run(GOOD, "--map", "nickname=Niks", headers=headers)
    assert code == 1 and "geen kolom Niks" in said.err


def test_a_broken_file_or_a_stranger_is_told_so(town, run):
    code, said = run([["=1+1", *FIRST[1:]]])
    assert code == 1 and "Cel A2 heeft een formule" in said.err
    with pytest.raises(SystemExit, match="Geen procesregisseur of teamleider"):
        run(GOOD, who="anouk@voorbeeld.invalid")
