"""`houvast areas analyse`: the same method at the command line, and its exit codes."""

import csv
import gzip
import json

import pytest

from houvast.cli import parser
from tests.areas.made import areas

WORDS = "--level wijk --year 2022 --outcome offences_total --determinants"
URBAN = {1: "extremely urbanised", 2: "strongly urbanised", 3: "moderately urbanised"}


HEAD = (
    "code,name,gm_code,gm_name,urbanity,population,pop_15_24,pop_65plus,employment_rate,income_low,"
    "income_high,crimes_2022,boundary_stable"
)


def made_table(path, given):
    figures = (
        given.controls["young_15_24_share"],
        given.controls["aged_65_share"],
        100 - given.determinants["not_working_share"],
        given.determinants["lowest40_person_share"],
        given.other_income[1],
        given.counts,
    )
    with gzip.open(path, "wt", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD.split(","))
        for place, name in enumerate(given.names):
            group, urban = given.groups[place], URBAN[int(given.urbanity[place])]
            code = f"WK{group:04}{place // len(given.group_names):02}"
            town = (f"GM{group:04}", given.group_names[group])
            values = [one[place] for one in figures]
            rows.writerow([code, name, *town, urban, given.people[place], *values, True])
        small = ["WK999900", "Klein", "GM9999", "Klein", "not urbanised", 99, *[1] * 6, True]
        rows.writerow(small)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    made = tmp_path_factory.mktemp("areas") / "wijken.csv.gz"
    made_table(made, areas(n=300, groups=40, slope=0.5))
    return made


def run(*words):
    asked = parser().parse_args(["areas", "analyse", *words])
    return asked.run(asked)


def test_it_prints_what_another_program_needs(path, capsys):
    words = f"--table {path} {WORDS} employment_rate,lowest40_person_share --json".split()
    assert run(*words, "--database", "none") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["n"] == 300 and found["excluded"] == {"population_below_minimum": 1}
    assert found["aliases"] == {"employment_rate": "not_working_share"}
    assert [one["name"] for one in found["specifications"]] == [
        "alone",
        "adjusted",
        "within",
        "other_income",
    ]
    term = found["specifications"][2]["terms"]["not_working_share"]
    assert (
        term["lo"] <= 2.718**0.5 <= term["hi"]
        and term["lo"] < term["irr_per_10"] < term["hi"]
        and term["se"] > 0
    )
    assert (
        "hangt dit samen met meer geregistreerde misdrijven (pleegplaats)" in found["sentences"][0]
    )
    assert found["sentences"][-1].startswith("Deze cijfers gaan over gebieden.")


def test_without_a_database_it_asks_for_a_table(capsys):
    assert run(*WORDS.split(), "not_working_share", "--database", "none") == 2
    assert "needs a table of areas: --table FILE" in capsys.readouterr().err


def test_it_prints_the_same_to_who_reads(path, capsys):
    assert run(*f"--table {path} {WORDS} not_working_share".split()) == 0
    said = capsys.readouterr().out
    assert (
        "300 areas in 40 municipalities" in said and "left out, population_below_minimum: 1" in said
    )
    assert "hangt dit samen met meer" in said


@pytest.mark.parametrize(
    "content",
    [b"", b"code\n", b"code,name\rx\n", b"a" * 200_000, b"\xff\xfe\x00", b"\x1f\x8b\x08broken"],
)
def test_a_broken_file_is_a_sentence_and_exit_1(tmp_path, capsys, content):  # A7
    for name in ("x.csv", "x.csv.gz"):
        path = tmp_path / name
        path.write_bytes(content)
        try:
            code = run(*f"--table {path} {WORDS} not_working_share".split())
        except SystemExit as end:
            code = end.code
        assert code == 1
        assert capsys.readouterr().err.strip().endswith((".", "csv.gz."))


def test_nothing_that_came_to_rest_is_exit_4(tmp_path, capsys):
    path = tmp_path / "none.csv.gz"
    given = areas(n=100, groups=20)
    given.counts[:] = 0
    made_table(path, given)
    assert run(*f"--table {path} {WORDS} not_working_share --json".split()) == 4
    assert "Daarom staat hier geen getal" in capsys.readouterr().out


def test_the_ways_of_counting_are_written_as_the_screen_gives_them(path, tmp_path):
    out = tmp_path / "a.csv"
    words = f"--table {path} {WORDS} employment_rate,lowest40_person_share --seed 4 --csv {out}"
    assert run(*words.split()) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [one["manier"] for one in rows] == [
        *("alone", "adjusted", "within", "other_income"), *("alone", "adjusted", "within"),
    ]  # fmt: skip
    assert all(one["laag"] < one["maal per 10 punten meer"] < one["hoog"] for one in rows)
    assert {one["bron"] for one in rows} == {"wijken.csv.gz"}
    assert all("niets over een persoon" in one["lees dit"] for one in rows)
    with pytest.raises(SystemExit) as wrong:
        run(*f"--table {path} {WORDS} employment_rate --seed -1".split())
    assert wrong.value.code == 2
