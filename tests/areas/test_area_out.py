"""`houvast areas profile`, `map` and `cite`: what the screens show, for a program."""

import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from houvast.cli import area_maps, area_out, parser
from tests.areas import official as made
from tests.areas.kept import YEAR, country_panel
from tests.areas.official import EAST, PARTS, TOWN, WEST
from tests.areas.test_country import Reader, read_outlines
from tests.hostile_values import LONG

ECOLOGICAL = "Zij zeggen niets over een persoon die er woont."


@pytest.fixture
def run(bring, monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        for module in (area_maps, area_out):
            monkeypatch.setattr(module, name, lambda **_: None)
    rows = [made.sheet_row(one, 60 if one == PARTS[2] else None) for one in made.NAMES]
    bring(made.sheet(*rows), year=2024)
    bring(made.police(sorts=("0.0.0",)), year=2024)
    bring(made.features(), year=2024)
    bring(country_panel(), year=YEAR)

    def asked(*words):
        given = parser().parse_args(["areas", *map(str, words)])
        return given.run(given), capsys.readouterr()

    return asked


def test_a_profile_for_another_program_has_an_interval_at_each_figure(run, db):
    code, said = run("profile", "WK980101", "--json")
    found = json.loads(said.out)
    assert code == 0 and (found["year"], found["municipality"]["name"]) == (YEAR, "Stad 1")
    given = [one for one in found["facts"] if one["status"] == "ok"]
    assert len(given) == 3 and all(one["lo"] < one["value"] < one["hi"] for one in given)
    assert all(one["se"] > 0 and one["n"] > 0 for one in given)
    hidden = [one for one in found["facts"] if one["status"] != "ok"]
    assert {one["status"] for one in hidden} == {"absent"}
    assert all(one["value"] is one["lo"] is None for one in hidden)
    assert found["facts"][-1]["place"] == "pleegplaats" and found["sentences"][0].endswith(
        ECOLOGICAL
    )
    assert [one["year"] for one in found["trend"]] == [2021, 2022]
    words = run("profile", "WK980101")[1].out
    assert words.startswith("Wijk 1, Stad 1 (WK980101, 2022)") and ECOLOGICAL in words


def test_a_profile_is_written_as_the_screen_gives_it(run, db, tmp_path):
    firsts = {
        "a.pdf": b"%PDF-", "a.odt": b"PK", "a.csv": b"\xef\xbb\xbfgebied;",
        "a.html": b'<!doctype html><html lang="nl">',
    }  # fmt: skip
    for name, first in firsts.items():
        path = tmp_path / name
        assert run("profile", EAST, "--out", path)[0] == 0
        assert path.read_bytes().startswith(first)
    assert zipfile.ZipFile(tmp_path / "a.odt").testzip() is None
    page = (tmp_path / "a.html").read_text()
    assert ECOLOGICAL in page and "<h1>Oost, Verzonnen</h1>" in page
    assert not re.search(r"<script|https?://(?!www.w3.org/2000/svg)", page)  # asks for nothing else
    assert run("profile", EAST, "--out", tmp_path / "a.exe")[0] == 2
    code, said = run("profile", "WK000000", "--json")
    assert (code, said.out, said.err) == (1, "", "WK000000 is niet bekend.\n")


def test_a_map_for_another_program_says_why_there_is_nothing(run, db):
    code, said = run("map", "--level", "buurt", "--year", 2024, "--gemeente", TOWN, "--json")
    found = json.loads(said.out)
    assert code == 0 and found["municipality"] == {"code": TOWN, "name": "Verzonnen"}
    by_code = {one["code"]: one for one in found["areas"]}
    small = by_code[PARTS[2]]
    assert (small["status"], small["value"], small["class"]) == ("small", None, None)
    shown = by_code[PARTS[0]]
    assert shown["lo"] < shown["value"] == 10 < shown["hi"]
    names = [one["name"] for one in found["areas"]]
    assert names == sorted(names) and found["sentences"][0].endswith(ECOLOGICAL)


def test_a_map_is_drawn_with_its_source_and_what_it_does_not_say(run, db, tmp_path):
    path = tmp_path / "kaart.svg"
    asked = ("map", "--year", 2024, "--gemeente", TOWN)
    assert run(*asked, "--out", path)[0] == 0
    drawn = path.read_text()
    ElementTree.fromstring(drawn)
    assert drawn.count("<path d=") == 2 + 1 and "<title>Oost: 10,0 (" in drawn
    assert ECOLOGICAL in drawn and "CBS" in drawn
    assert run(*asked, "--svg")[1].out == drawn


def test_a_map_is_a_picture_of_points_and_the_country_is_what_the_screen_reads(run, db, tmp_path):
    picture, packed = tmp_path / "kaart.png", tmp_path / "land.bin"
    asked = ("map", "--year", 2024, "--indicator", "offences_total")
    assert run(*asked, "--gemeente", TOWN, "--out", picture)[0] == 0
    found = picture.read_bytes()
    assert found.startswith(b"\x89PNG") and int.from_bytes(found[16:20]) == 1008
    assert run(*asked, "--out", packed)[0] == 0
    outlines, figures = packed.read_bytes().split(b"HVV1")
    assert list(read_outlines(outlines)[2]) == [EAST, WEST]
    read = Reader(b"HVV1" + figures)
    assert read.number() == 2 and [read.number() for _ in range(2)][1] == 200


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("map", 2, "Say --json, --svg"),
        ("map --out kaart.exe", 2, "Say --json, --svg"),
        ("map --out kaart.bin --gemeente GM0363", 2, "leave out --gemeente"),
        ("map --json --level gemeente", 2, "there is the whole country"),
        (f"map --out kaart.bin --year {YEAR}", 1, "of geen vormen"),
        ("map --out kaart.bin --year 1999", 1, "of geen vormen"),
        (f"map --out kaart.png --year {YEAR} --gemeente GM9801", 1, "geen vormen"),
        ("map --json --indicator trust", 2, "trust is er niet."),
        ("map --json --gemeente GM0000", 1, "Hiervan zijn geen cijfers"),
        (f"map --svg --year {YEAR} --gemeente GM9801", 1, "geen vormen"),
    ],
)
def test_what_cannot_be_printed_says_why(run, db, words, code, said):
    ended, told = run(*words.split())
    assert (ended, told.out) == (code, "") and said in told.err


def test_a_figure_is_cited_at_the_command_line_in_a_name(run, town):
    """The same number as the button gives, in the trail of who asked; hidden figures have none."""
    asked = ("cite", "WK980101", "--indicator", "not_working_share", "--by")
    petra = "petra@voorbeeld.invalid"
    code, said = run(*asked, petra, "--json")
    found = json.loads(said.out)
    assert code == 0 and found["number"].endswith("-0001")
    assert found["low"] < found["value"] < found["high"] and found["boundaries"] == YEAR
    assert run(*asked, petra)[1].out == f"{found['number']}\n"
    hidden = ("cite", "WK980101", "--indicator", "social_minimum_share", "--by", petra)
    code, said = run(*hidden)
    assert code == 1 and said.out == "" and "wordt niet getoond" in said.err
    code, said = run("cite", "WK000000", "--indicator", "not_working_share", "--by", petra)
    assert code == 1 and "is niet bekend" in said.err
    for nobody in ("anouk@voorbeeld.invalid", "wie@voorbeeld.invalid"):
        with pytest.raises(SystemExit, match="Geen beleidsmedewerker"):
            run(*asked, nobody)
    for area in ("WK980101", "'; drop table areas_citation", "\u0661", "x" * 5000, ""):
        for indicator in ("trust", "", "\U0001f642", LONG):
            code, said = run("cite", area, f"--indicator={indicator}", f"--by={petra}")
            assert code == 1 and said.out == "" and said.err.endswith(" is niet bekend.\n")
