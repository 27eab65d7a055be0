"""What leaves of a check: what people confirmed, with the right page, and nothing else."""

import csv
import json
import re
import zipfile
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.rules import Purpose
from houvast.cli import parser, plan_reports
from houvast.database.context import acting
from houvast.plans.actions import arriving
from houvast.plans.actions.marking import (
    accept_fact,
    decide_passage,
    finish_check,
    record_not_found,
)
from houvast.plans.models import Passage, Reading
from houvast.plans.rules.exchanging import FORMAT
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Decision
from houvast.plans.rules.reading import read
from tests.cast import STAFF, found, sign_in
from tests.noted import noted
from tests.plan_check.made import known, large, large_plan
from tests.plan_checks.conftest import PLAN, brought, manager, pointed_at
from tests.plan_checks.test_screens import NEVER, text_of
from tests.test_paper import opened, tags_of
from tests.test_paper import text_of as text_of_pdf
from tests.test_queries import MOST, asked

FORMS = ("pdf", "odt", "csv", "json")
ORIGIN = (
    "Wij kiezen jongeren met een Marokkaanse achtergrond voor twintig betaalde leerwerkplekken."
)
PERSON = "Yassin de Vries (19) is eerder veroordeeld en woont bij zijn moeder in de wijk."
MORE = f"{PLAN}\n## Keuze\n\n{ORIGIN}\n\n## Iemand\n\n{PERSON}\n"
UNSAID = "…"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
FOOT = re.compile(r"Plan jongeren · versie 1 · \S+ \S+ · Petra · [0-9a-f-]{36} \d+ / \d+ ")


def say(by, reading, about, level=2, decision=Decision.PROVES):
    passage = pointed_at(by, reading, about)
    decide_passage(by=by, reading_id=reading, about=about, level=level, passage_id=passage,
                   decision=decision)  # fmt: skip
    return passage


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def reading(petra):
    """A check in which something is confirmed, refused, not found and raised."""
    made = brought(petra, MORE, title="Plan & beleid <Noord>")
    money = say(petra, made, "P11")
    accept_fact(by=petra, reading_id=made, about="P11", passage_id=money, kind=FactKind.MONEY,
                amount=Decimal(400_000), period="per jaar, 2026-2029")  # fmt: skip
    say(petra, made, "P04", 1)
    say(petra, made, "RF1", None)
    record_not_found(by=petra, reading_id=made, about="P12")
    return made


@pytest.fixture
def taken(petra, reading, client):
    sign_in(client, petra)
    return {form: client.get(reverse("plan_file", args=[reading, form])) for form in FORMS}


def rows_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


def text_read(content):
    """The words of a file, as a plan is read."""
    return " ".join(read(content).text.split())


def words_of(taken):
    return {
        "pdf": text_of_pdf(opened(taken["pdf"].content)),
        "odt": text_read(taken["odt"].content),
        "csv": taken["csv"].content.decode("utf-8-sig"),
        "json": taken["json"].content.decode(),
    }


def test_the_paper_says_what_was_confirmed_where_and_by_whom_and_is_tagged(taken):  # PL-02, PL-03
    made = opened(taken["pdf"].content)
    assert made.is_tagged() and made.get_metadata_dict()["Title"] == "Plan & beleid <Noord>"
    kinds = [kind for page in made for kind in tags_of(page)]
    assert kinds.count("H1") == 1 and kinds.count("H2") >= 8 and kinds.count("TH") >= 6
    assert "LI" in kinds and "TD" in kinds
    for name, text in words_of(taken).items():
        if name in ("pdf", "odt"):
            for said in (
                "Werk is in dit plan genoemd.", "Voor arbeidstoeleiding is € 400.000 per jaar",
                "(alinea 6; bewijst dit, middelen; Petra", "Petra zocht en vond niets, op",
                "Om mee te beginnen: “", "400.000 euro", "per jaar, 2026-2029",
                "Kiest jongeren op herkomst", "Nog niet tot het einde bekeken",
                "De check is nog niet afgerond",
            ):  # fmt: skip
                assert said in text, (name, said)
        assert not NEVER.search(text) and "ontbreekt" not in text, name
    names = {one["Content-Disposition"] for one in taken.values()}
    assert names == {
        f'attachment; filename="houvast-plan-beleid-noord-versie-1.{one}"' for one in FORMS
    }


def test_what_nobody_confirmed_and_what_is_about_a_person_never_leaves(taken):  # PL-08, PL-09
    for name, text in words_of(taken).items():
        for unsaid in ("camera", "handhaving", "Yassin", "veroordeeld", "Marokkaanse"):
            assert unsaid not in text, (name, unsaid)


def test_a_text_to_go_on_with_is_a_whole_open_document(taken):
    with zipfile.ZipFile(BytesIO(taken["odt"].content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        parts = [one for one in file.namelist() if one.endswith(".xml")]
        trees = {one: ElementTree.fromstring(file.read(one)) for one in parts}
        content = file.read("content.xml").decode()
    manifest = trees["META-INF/manifest.xml"].iter()
    listed = {value for one in manifest for key, value in one.attrib.items() if "full-path" in key}
    assert listed == {"/", *trees} - {"META-INF/manifest.xml"}
    assert content.count("<table:table-header-rows>") == content.count("<table:table ") == 2
    assert content.count('text:outline-level="1"') == 1
    foot = "".join(next(trees["styles.xml"].iter(f"{{{STYLE}}}footer")).itertext())
    assert "Plan & beleid <Noord> · versie 1" in foot and foot.endswith(" / 1")
    assert content.count("style:rel-column-width") == 6


def test_the_table_has_each_mark_that_counts(taken):
    rows = rows_of(taken["csv"].content)
    assert [(row["vraag"], row["besluit"], row["niveau"]) for row in rows] == [
        ("P04", "bewijst dit", "voornemen"), ("P11", "bewijst dit", "middelen"),
        ("P12", "niet gevonden in dit document", ""), ("RF1", "bewijst dit", ""),
    ]  # fmt: skip
    assert {row["door"] for row in rows} == {"Petra"} and all(row["op"] for row in rows)
    by_id = {row["vraag"]: row for row in rows}
    assert by_id["RF1"]["citaat"] == UNSAID and by_id["P12"]["citaat"] == ""
    assert by_id["P11"]["alinea"] == "6" and by_id["P11"]["bladzijde"] == ""


def test_the_exchange_has_states_and_counts_and_no_word_of_the_plan(taken, petra, reading, client):
    told = json.loads(taken["json"].content)  # PL-10
    assert list(told) == [
        "format", "made_at", "municipality", "plan", "catalogue", "engine", "word", "responsible",
        "criteria", "facts", "total", "flags", "yardsticks", "signed_off",
    ]  # fmt: skip
    assert (told["format"], told["word"], told["responsible"]) == (FORMAT, "named", None)
    assert {tuple(one) for one in told["criteria"]} == {("id", "state", "level", "passages")}
    assert {one["state"] for one in told["criteria"]} <= {
        "open",
        "looked",
        "confirmed",
        "not_found",
    }
    assert {one["level"] for one in told["criteria"]} == {0, 1, 3}
    assert told["facts"] == [
        {"about": "P11", "kind": "money", "amount": "400000.00", "period": "per jaar, 2026-2029"}
    ]
    assert told["flags"] == [{"id": "RF1", "passages": 1}] and told["signed_off"] is None
    text = taken["json"].content.decode()
    assert not any(one.strip() in text for one in re.split(r"[.\n#]", MORE) if len(one) > 20)
    shown = client.get(reverse("plan_report", args=[reading])).content.decode()
    ticks = re.findall(r'name="mee" value="([0-9a-f-]{36})"', shown)
    assert len(ticks) == 2 and "Marokkaanse" not in shown
    address = reverse("plan_file", args=[reading, "json"])
    unsaid = pointed_at(petra, reading, "RF1")
    more = client.get(address, {"mee": [pointed_at(petra, reading, "P11"), unsaid, "x"]}).json()
    quotes = {one["id"]: one["quotes"] for one in more["criteria"] if "quotes" in one}
    (quote,) = quotes.pop("P11")
    assert quotes == {} and set(quote) == {"page", "page_label", "paragraph", "text"}
    assert quote["text"].startswith("Voor arbeidstoeleiding") and quote["paragraph"] == 6


def test_who_took_it_stands_in_the_trail_and_at_the_foot(town, petra, reading, client):
    made = []
    sign_in(client, petra)
    with noted(made.append):
        answer = client.get(reverse("plan_file", args=[reading, "pdf"]))
    (entry,) = [one for one in made if one.verb == "plans.report_taken_out"]
    assert (entry.subject, entry.actor_id) == (reading, petra.user_id)
    assert str(entry.pk) in text_of_pdf(opened(answer.content))
    finish_check(by=petra, reading_id=reading)
    again = text_of_pdf(opened(client.get(reverse("plan_file", args=[reading, "pdf"])).content))
    assert "Afgerond door Petra op" in again and "nog niet afgerond" not in again
    shown = text_of(client.get(reverse("plan_report", args=[reading])))
    assert "Verslag van deze check" in shown and "nog niet afgerond" not in shown
    told = asked(town, "petra", reverse("plan_report", args=[reading]))
    assert len(told) <= MOST, "\n".join(told)


def test_nobody_else_takes_it_out(town, reading, client):
    there = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    for who in (town["anouk"], town["vera"], there.as_("carmen", Purpose.FIGURES)):
        sign_in(client, who)
        for form in FORMS:
            assert client.get(reverse("plan_file", args=[reading, form])).status_code in (403, 404)
        assert client.get(reverse("plan_report", args=[reading])).status_code in (403, 404)
    sign_in(client, manager(town))
    assert client.get(reverse("plan_file", args=[reading, "exe"])).status_code == 404
    assert client.post(reverse("plan_file", args=[reading, "pdf"])).status_code == 405


def test_two_hundred_quotes_of_sixty_pages_name_the_page_where_they_stand(
    petra, client, monkeypatch
):  # P5
    monkeypatch.setattr(arriving, "read_apart", lambda _content, _told: large_plan())
    reading, (_, pages) = brought(petra, "Actieplan"), large()
    with acting(petra):
        text = Reading.objects.get(pk=reading).version.text
        rows = list(Passage.objects.filter(version__reading=reading, is_heading=False))
    for row in rows:
        if "is een betaalde leerwerkplek" in text[row.begins : row.ends]:
            decide_passage(by=petra, reading_id=reading, about="P04", passage_id=row.pk, level=2,
                           decision=Decision.PROVES)  # fmt: skip
    sign_in(client, petra)
    files = {
        form: client.get(reverse("plan_file", args=[reading, form])).content
        for form in ("pdf", "odt", "csv")
    }
    table = rows_of(files["csv"])
    texts = FOOT.sub("", text_of_pdf(opened(files["pdf"]))), text_read(files["odt"])
    for number, page in pages.items():
        said = [row["bladzijde"] for row in table if known(number) in row["citaat"]]
        assert said == [str(page)], number
        for whole in texts:
            at = whole.index(known(number))
            assert re.search(r"\(bladzijde (\d+)", whole[at:])[1] == str(page), number
    assert len(pages) == 200


@pytest.fixture
def run(monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(plan_reports, name, lambda **_: None)

    def asked_for(*words):
        given = parser().parse_args(["plans", "report", *map(str, words)])
        return given.run(given), capsys.readouterr().err

    return asked_for


def test_the_command_writes_what_the_screen_gives(town, petra, reading, run, tmp_path, db):
    User.objects.filter(pk=petra.user_id).update(email="petra@waterrade.example")
    by = ("--by", "petra@waterrade.example")
    for form, first in (("pdf", b"%PDF-"), ("odt", b"PK"), ("csv", b"\xef\xbb\xbfplan;")):
        path = tmp_path / f"plan.{form}"
        assert run(reading, "--out", path, *by) == (0, "")
        assert path.read_bytes().startswith(first)
    path = tmp_path / "plan.json"
    assert run(reading, "--out", path, *by)[0] == 0
    assert json.loads(path.read_text())["format"] == FORMAT
    assert run(reading, "--out", tmp_path / "plan.exe", *by)[0] == 2
    assert run("x", "--out", path, *by) == (2, "x is geen sleutel van een check.\n")
    unknown = "00000000-0000-0000-0000-000000000001"
    assert run(unknown, "--out", path, *by) == (1, "Deze check is er niet.\n")
    assert run(reading, "--out", tmp_path / "no" / "plan.pdf", *by)[0] == 1
    with pytest.raises(SystemExit, match="Geen beleidsmedewerker"):
        run(reading, "--out", path, "--by", "niemand@waterrade.example")
