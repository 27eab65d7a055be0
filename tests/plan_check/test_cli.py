"""`houvast plans`: what it gives to another program and to a reader."""

import json

import pytest

from houvast.cli import parser
from houvast.plans import child
from houvast.plans.rules.reading import read

TEXT = (
    "# Werk in Noord\n\nWij bieden 20 betaalde leerwerkplekken bij bedrijven uit de buurt."
    "\n\nEr komt een lijst van risicojongeren."
)


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(child, "read_apart", read)  # by a child: see test_broken.py
    one = tmp_path / "plan.md"
    one.write_text(TEXT)
    return one


def run(*words):
    asked = parser().parse_args(["plans", *map(str, words)])
    return asked.run(asked)


def test_check_gives_what_another_program_needs_and_confirms_nothing(path, capsys):  # PL-01
    assert run("check", path, "--json") == 0
    page = json.loads(capsys.readouterr().out)
    assert list(page) == ["pages", "passages", "confirmed", "criteria", "flags"]
    assert (page["pages"], page["passages"], page["confirmed"]) == (None, 2, 0)
    assert list(page["criteria"]) == [f"P{at:02}" for at in range(1, 19)]
    (one,) = page["criteria"]["P04"]
    assert set(one) == {"page", "quote", "why"}
    assert "leerwerkplekken" in one["quote"] and one["why"].startswith("paragraaf 2: woord:")
    (flag,) = page["flags"]
    assert flag == {"id": "RF2", "page": None, "quote": flag["quote"]}


def test_check_reads_as_a_page_and_sets_no_state(path, capsys):  # PL-03
    assert run("check", path) == 0
    said = capsys.readouterr().out
    assert "0 bevestigd" in said and "Niets aangewezen. Zoek zelf in de tekst." in said
    for word in ("niet gevonden", "ontbreekt", "voldoet niet", "%", " van de 18"):
        assert word not in said.lower()


def test_suggest_gives_reasons_and_places(path, capsys):
    assert run("suggest", path, "--json", "--catalogue", "2026.1") == 0
    page = json.loads(capsys.readouterr().out)
    assert (page["catalogue"], page["engine"], page["confirmed"]) == ("2026.1", "words/1", 0)
    one = next(one for one in page["suggestions"] if one["about"] == "P04")
    assert one["heading"] == ["Werk in Noord"] and one["page_label"] is None
    assert one["end"] - one["start"] == len(one["quote"]) and one["marks"]
    assert {"kind": "near", "text": "number"} in one["reasons"]


def test_read_keeps_the_passages(path, tmp_path):
    out = tmp_path / "passages.json"
    assert run("read", path, "--out", out) == 0
    page = json.loads(out.read_text())
    assert next(one["text"] for one in page["passages"]) == "Werk in Noord"
    assert page["passages"][1]["heading"] == ["Werk in Noord"]


def test_a_version_that_is_not_there_and_a_file_that_is_not_there(path, tmp_path, capsys):
    with pytest.raises(SystemExit, match=r"There is: 2026\.1"):
        run("check", path, "--catalogue", "1999")
    with pytest.raises(SystemExit) as ended:
        run("check", tmp_path / "none.pdf")
    assert ended.value.code == 1 and "kan niet gelezen worden" in capsys.readouterr().err
