"""A figure that is cited stays as it was, at its number; and files say all that a page says."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.areas.actions.citing import cite_figure
from houvast.areas.actions.relations import COUNT, ask_relation
from houvast.areas.jobs import count_a_relation
from houvast.areas.models import Citation
from houvast.areas.reads.citing import Cited
from houvast.areas.rules.analysis import Question
from houvast.areas.rules.citing import Frozen, base, error, number, read_number
from houvast.areas.rules.shown import CHOICES, Line
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.web.area_rows import said
from houvast.web.citing import _sentence
from tests.areas.kept import YEAR, country_panel
from tests.cast import STAFF, found, sign_in
from tests.hostile_values import CHOICES as CHOICES_SENT
from tests.hostile_values import LONG, NUMBERS, TEXTS
from tests.test_paper import opened, tags_of, text_of

CODE, SMALL, SHARE = "WK980101", "WK980100", "not_working_share"
ECOLOGICAL = "Zij zeggen niets over een persoon die er woont."


@pytest.fixture
def figures(bring):
    bring(country_panel(), year=YEAR)


@pytest.fixture
def petra(figures, town):
    return replace(town["petra"], purpose="figures")


def words_of(answer):
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def test_a_figure_is_cited_and_found_again_by_its_number(petra, client):
    sign_in(client, petra)
    page = client.get(reverse("area", args=[CODE]))
    value = re.search(r"zonder betaald werk.*?<b>([\d,]+)</b>", page.content.decode(), re.S)
    away = client.post(reverse("cite", args=[CODE]) + f"?jaar={YEAR}", {"figure": SHARE})
    cited = client.get(away.url)
    text = words_of(cited)
    assert re.search(r"/HV-\d{4}-0001/$", away.url) and ECOLOGICAL in text
    assert "De bron geeft nu een ander cijfer" not in text and "Zin voor een brief" in text
    shown = re.search(r'class="cited"><b>([\d,]+)</b>', cited.content.decode())
    held = Citation.objects.get()
    assert shown[1] == f"{held.value:.1f}".replace(".", ",") and value
    again = client.post(reverse("cite", args=[CODE]) + f"?jaar={YEAR}", {"figure": SHARE})
    assert again.url == away.url and Citation.objects.count() == 1
    listed = words_of(client.get(reverse("citations")))
    assert "0001 · Wijk 1, Stad 1" in listed
    typed = client.get(reverse("citations"), {"nummer": away.url[-13:-1].lower()})
    assert typed.url == away.url
    assert "Dit is geen nummer" in words_of(client.get(reverse("citations"), {"nummer": "x'<b>"}))


def test_each_figure_has_the_next_number_and_a_hidden_one_has_none(petra):
    first = cite_figure(by=petra, code=CODE, year=YEAR, indicator=SHARE)
    second = cite_figure(by=petra, code=CODE, year=YEAR, indicator="offences_total")
    assert [one[-4:] for one in (first, second)] == ["0001", "0002"]
    with pytest.raises(Refused, match="wordt niet getoond"):
        cite_figure(by=petra, code=CODE, year=YEAR, indicator="social_minimum_share")
    for code, indicator in (("WK000000", SHARE), (CODE, "trust")):
        with pytest.raises(NotFound):
            cite_figure(by=petra, code=code, year=YEAR, indicator=indicator)
    assert Citation.objects.count() == 2


def test_a_revised_source_is_said_beside_the_figure_that_stays(petra, country, client):
    sign_in(client, petra)
    cited = cite_figure(by=petra, code=CODE, year=YEAR, indicator=SHARE)
    before = Citation.objects.values().get()
    Citation.objects.create(
        **before | {"id": "0" * 32, "number": 2, "high": before["high"] + 3}
    )  # as if the source was less sure then
    text = words_of(client.get(reverse("citation", args=[cited[:-1] + "2"])))
    assert "De bron geeft nu een ander cijfer" in text
    assert "ander cijfer" not in words_of(client.get(reverse("citation", args=[cited])))
    Citation.objects.create(**before | {"id": "1" * 32, "number": 3, "code": "WK999999"})
    gone = words_of(client.get(reverse("citation", args=[cited[:-1] + "3"])))
    assert "wordt nu niet meer getoond" in gone


@pytest.mark.commits
def test_a_table_that_came_in_anew_changes_no_letter_and_its_figure_has_a_number_of_its_own(
    committed, figures, bring, client
):
    town = found("Waterrade", STAFF, timezone.localdate())
    petra = replace(town["petra"], purpose="figures")
    sign_in(client, petra)
    cited = {"by": petra, "code": CODE, "year": YEAR, "indicator": SHARE}
    first = cite_figure(**cited)
    letter = Citation.objects.values().get()
    bring(country_panel(seed=2), year=YEAR)
    page = words_of(client.get(reverse("citation", args=[first])))
    then, now = said(letter["value"], CHOICES[SHARE]), re.search(r"ander cijfer: ([\d,]+) ", page)
    assert now and now[1] != then and f"Stad 1) {then} van elke 100 mensen" in page
    second = cite_figure(**cited)
    assert second[-4:] == "0002" and Citation.objects.values().get(number=1) == letter
    assert "ander cijfer" not in words_of(client.get(reverse("citation", args=[second])))


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
def test_a_letter_says_when_where_how_sure_of_an_area_and_its_number(choice):
    figure = Frozen(CODE, 2022, choice.id, 1234.5, 1200.0, 1300.0, 5000)
    told = _sentence(
        Cited("HV-2026-0007", figure, choice, "Noord", "Stad", timezone.now()), "CBS, 2022"
    )
    assert told.startswith("In 2022 ") and "in Noord (Stad) 1.23" in told and "{" not in told
    assert told.endswith(f" {ECOLOGICAL} Bron: CBS, 2022. Cijfer HV-2026-0007 in Houvast.")
    assert ("waar ze gebeurden" in told) == choice.by_event


def test_what_is_cited_is_changed_and_removed_by_nobody(petra, country):
    cite_figure(by=petra, code=CODE, year=YEAR, indicator=SHARE)
    for sql in ("update areas_citation set value = 1", "update areas_citation set at = now()"):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            connection.cursor().execute(sql)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("delete from areas_citation")


def test_who_makes_policy_cites_and_others_do_not(petra, town):
    found = cite_figure(by=petra, code=CODE, year=YEAR, indicator=SHARE)
    for who in ("anouk", "rachid", "wim", "vera", "sam"):
        inside = sign_in(Client(), town[who])
        for name, args in (("citations", []), ("citation", [found]), ("area_file", [CODE, "pdf"])):
            assert inside.get(reverse(name, args=args)).status_code in (403, 404), (who, name)
        assert inside.post(reverse("cite", args=[CODE]), {"figure": SHARE}).status_code in (
            403,
            404,
        )
        with pytest.raises(NotAllowed):
            cite_figure(by=replace(town[who], purpose="figures"), code=CODE, year=YEAR,
                        indicator=SHARE)  # fmt: skip
    assert Citation.objects.count() == 1


def test_the_table_has_the_error_and_the_base_of_each_figure(petra, client):
    sign_in(client, petra)
    made = client.get(reverse("area_file", args=[CODE, "csv"]))
    assert "houvast-WK980101-2022.csv" in made["Content-Disposition"]
    lines = made.content.decode("utf-8-sig").strip().split("\r\n")
    head, *rows = (line.split(";") for line in lines)
    at = {name: place for place, name in enumerate(head)}
    share = next(row for row in rows if row[at["id"]] == SHARE)
    value, low, high, off = (
        float(share[at[one]].replace(",", "."))
        for one in ("waarde", "laag", "hoog", "standaardfout")
    )
    assert low < value < high and off == pytest.approx((high - low) / 3.92, rel=0.02)
    assert int(share[at["noemer"]]) > 1000 and share[at["geteld waar"]] == "woonplaats"
    hidden = next(row for row in rows if row[at["id"]] == "social_minimum_share")
    assert hidden[at["waarde"]] == "" and hidden[at["status"]] == "De bron heeft dit cijfer niet"
    offences = [row for row in rows if row[at["id"]] == "offences_total"]
    assert {row[at["geteld waar"]] for row in offences} == {"pleegplaats"}
    assert all(row[at["lees dit"]].endswith(ECOLOGICAL) for row in rows)
    assert {row[at["bewijs"]] for row in rows} == {"E1"}


def test_the_page_of_paper_is_marked_up_and_says_how_it_was_counted(petra, client):
    sign_in(client, petra)
    made = opened(client.get(reverse("area_file", args=[CODE, "pdf"])).content)
    assert made.is_tagged() and made.get_metadata_dict()["Title"] == "Wijk 1, Stad 1"
    kinds = [kind for page in made for kind in tags_of(page)]
    assert kinds.count("TH") >= 5 and "Figure" in kinds and kinds.count("H2") >= 5
    text = text_of(made)
    assert ECOLOGICAL in text and "grenzen van Wilson" in text and "Bronnen" in text
    assert "Context: een officieel cijfer" in text


def test_a_text_to_go_on_with_has_headings_tables_and_words_for_its_picture(petra, client):
    sign_in(client, petra)
    made = client.get(reverse("area_file", args=[CODE, "odt"]))
    with zipfile.ZipFile(BytesIO(made.content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        trees = {
            one: ElementTree.fromstring(file.read(one))
            for one in file.namelist()
            if one.endswith((".xml", ".svg"))
        }
        content = file.read("content.xml").decode()
    listed = {
        value
        for one in trees["META-INF/manifest.xml"]
        for key, value in one.attrib.items()
        if key.endswith("full-path")
    }
    assert listed == {"/", *trees} - {"META-INF/manifest.xml"}
    assert content.count("<table:table-header-rows>") == content.count("<table:table ") == 3
    assert re.search(r"<svg:title>2021: \d+, 2022: \d+</svg:title>", content)
    assert 'text:outline-level="1"' in content and ECOLOGICAL in content


def test_an_answer_goes_out_with_its_sentence_and_its_method(petra, client):
    question = Question("wijk", YEAR, "offences_total", (SHARE, "lowest40_person_share"), 500)
    key = ask_relation(by=petra, question=question)
    sign_in(client, petra)
    assert client.get(reverse("relation_file", args=[key, "pdf"])).status_code == 404
    for job in ProcrastinateJob.objects.filter(task_name=COUNT):
        count_a_relation(**job.args)
    text = text_of(opened(client.get(reverse("relation_file", args=[key, "pdf"])).content))
    assert "hangt dit samen met meer" in text and str(key) in text and ECOLOGICAL in text
    assert "Wat is weggelaten" in text and "negatief-binomiaal" in text
    rows = client.get(reverse("relation_file", args=[key, "csv"])).content.decode("utf-8-sig")
    lines = rows.strip().split("\r\n")
    assert len(lines) == 1 + 4 + 3 and all(ECOLOGICAL in line for line in lines[1:])
    odt = client.get(reverse("relation_file", args=[key, "odt"]))
    assert odt.status_code == 200 and odt.content[30:38] == b"mimetype"
    assert client.get(reverse("relation_file", args=[key, "exe"])).status_code == 404


def test_a_number_is_rounded_and_not_cut_off():
    share, count = CHOICES[SHARE], CHOICES["offences_total"]
    assert (said(30.67, count), said(16.17, share)) == ("31", "16,2")


def test_errors_and_numbers():
    share, count = CHOICES[SHARE], CHOICES["offences_total"]
    line = Line("x", "x", 1000, None, 20.0, 0, 0)
    assert base(line, share) == 750 and error(line, share) == pytest.approx(1.4606, abs=1e-4)
    assert error(line, count) == pytest.approx(20**0.5, abs=1e-6)
    assert number(2026, 7) == "HV-2026-0007" and read_number(" hv-2026-0007 ") == (2026, 7)
    for wrong in (
        "HV-26-1",
        "HV-2026-\u0660\u0660\u0660\u0667",
        "HV-2026-0007x",
        "",
        "2026-0007",
        "HV-2026-1234567",
    ):
        assert read_number(wrong) is None


def test_a_button_that_no_page_has_cites_nothing(petra, client):
    """What no browser sends, for the figure, the area, the year and the whole of the post."""
    sign_in(client, petra)
    good = reverse("cite", args=[CODE])
    hostile = [one for one in (*CHOICES_SENT, *TEXTS, LONG) if one not in CHOICES]
    tried = [client.post(good, {"figure": one}).status_code for one in hostile]
    for code in ("WK000000", "GM9801", "NL00", "\u0661", "x" * 300, "'or 1=1", "%00"):
        tried.append(client.post(f"/wijken/{quote(code)}/citeer/", {"figure": SHARE}).status_code)
    for body, kind in (
        (b"", "text/plain"), (bytes(999), "image/png"), (b"%" * 5000, "application/json"),
        (b"figure=%ff%fe", "application/x-www-form-urlencoded"), (b"<a/>", "application/xml"),
    ):  # fmt: skip
        tried.append(client.generic("POST", good, body, content_type=kind).status_code)
    tried.append(client.post(good, {"figure": [SHARE, "x"]}).status_code)
    assert set(tried) <= {404, 422} and not Citation.objects.exists()
    for year in NUMBERS:  # a year that is none is the latest
        assert client.post(f"{good}?jaar={quote(year)}", {"figure": SHARE}).status_code == 302
    assert Citation.objects.count() == 1
