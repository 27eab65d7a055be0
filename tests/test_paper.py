"""What is printed: a tagged PDF with the right words, that says who made it and names nobody."""

import ctypes
import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.paper.printing import Paper, Part, printed
from houvast.tracks.actions.people import Details, complete_identity
from houvast.web import staying
from tests import test_second_step as second_step
from tests.cast import ILIAS, PASSWORD, Who, open_track, sign_in
from tests.noted import noted
from tests.tracks.informs import SENDER, with_sender

AT = datetime(2026, 11, 27, 10, 14, tzinfo=UTC)
PARTS = (
    Part("title", ("Een titel",)),
    Part("heading", ("Een kop",)),
    Part("text", ("Een regel.",)),
    Part("items", ("het eerste", "het tweede")),
)


def opened(made: bytes) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(made)


def text_of(document: pdfium.PdfDocument) -> str:
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join(" ".join(pages).split())


def tags_of(page: pdfium.PdfPage) -> list[str]:
    """The kinds of the parts of a page, as who listens to it hears them, from the top."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    top = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, at)
        for at in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    found = [kind for one in top for kind in below(one)]
    raw.FPDF_StructTree_Close(tree)
    return found


def below(element: Any) -> list[str]:
    if not element:
        return []
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, held, size)
    kind = held.raw.decode("utf-16-le").rstrip("\0")
    count = raw.FPDF_StructElement_CountChildren(element)
    inner = (raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count))
    return [kind, *(one for child in inner for one in below(child))]


def test_a_page_is_marked_up_for_who_listens_to_it():
    document = opened(printed(Paper("Een titel", "nl", PARTS, "onderaan", AT)))
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Een titel"
    kinds = tags_of(document[0])
    order = [one for one in kinds if one in ("H1", "H2", "P", "L", "LI")]
    assert order[:2] == ["H1", "H2"] and order.count("LI") == 2 and "L" in order
    assert text_of(document).startswith("Een titel Een kop Een regel.")


def test_each_line_of_a_text_is_printed_and_a_text_without_any_is_no_fault():
    parts = [Part("text", ("Het een.", "Het ander.")), Part("text", ())]
    document = opened(printed(Paper("Titel", "nl", parts, "onderaan", AT)))
    assert text_of(document).startswith("Het een. Het ander.")
    assert tags_of(document[0]).count("P") >= 2


@pytest.mark.parametrize(
    "name", ["#strike[x]", "$x^2$", "\\ @label <a> *b* _c_", '"', "Şahin-Łukasz", "Мария", "= Kop"]
)
def test_what_is_printed_stays_what_it_was(name):
    document = opened(printed(Paper("Titel", "nl", [Part("text", (f"Beste {name},",))], "x", AT)))
    assert f"Beste {name}," in text_of(document)


@pytest.mark.parametrize(
    "name", ["Ili👍🏽as", "إلياس Ilias", "Ilias\u202e\u0007", "字Ilias", "\x00"]
)
def test_a_sign_that_no_font_has_is_left_out_and_never_a_fault(name):
    document = opened(printed(Paper(f"Titel {name}", "nl", [Part("text", (name,))], name, AT)))
    assert len(document) == 1


@pytest.fixture
def world(town):
    with_sender(town["vera"])
    born = timezone.localdate() - timedelta(days=13 * 366)
    return town, open_track(town, Who("Daan", "Daan", "Geheim", born, "0600000003"))


def letter(client: Client, track, which: str):
    return client.get(reverse("letter", args=[track, which]))


@pytest.mark.parametrize("which", ["jongere", "ouders", "folder"])
def test_a_letter_names_who_made_it_and_its_name_nobody(world, which):
    # T-102
    town, track = world
    answer = letter(sign_in(Client(), town["anouk"]), track, which)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    name = re.fullmatch(r'attachment; filename="([a-z-]+)\.pdf"', answer["Content-Disposition"])
    assert name and "daan" not in name[1] and "geheim" not in name[1]
    text = text_of(opened(answer.content))
    assert SENDER.email in text and SENDER.ground in text and "Waterrade" in text
    assert ("Daan" in text) is (which != "folder")
    assert "Geheim" not in text
    foot = re.search(r"· Anouk · \d\d-\d\d-\d{4} \d\d:\d\d · ([0-9a-f-]{36})", text)
    assert foot, text[-300:]


def test_the_foot_names_the_entry_in_the_trail(world):
    # T-102
    made = []
    town, track = world
    with noted(made.append):
        answer = letter(sign_in(Client(), town["anouk"]), track, "jongere")
    [entry] = [one for one in made if one.verb == "tracks.letter_made"]
    assert str(entry.pk) in text_of(opened(answer.content))


def test_there_is_no_letter_for_who_may_not_or_need_not(world, town):
    track = world[1]
    for name in ("bilal", "rachid", "tess", "vera", "petra"):
        assert letter(sign_in(Client(), town[name]), track, "jongere").status_code in (403, 404)
    anouk = sign_in(Client(), town["anouk"])
    assert letter(anouk, track, "iets").status_code == 404
    grown = open_track(town, ILIAS)
    assert letter(anouk, grown, "ouders").status_code == 404
    unknown = open_track(town, Who("Onbekende"))
    answer = letter(anouk, unknown, "ouders")
    assert answer.status_code == 302
    page = anouk.get(answer.url).content.decode()
    assert "Vul eerst de geboortedatum in." in page
    born = timezone.localdate() - timedelta(days=13 * 366)
    details = Details("Onbekende", "", "", born, "", None)
    complete_identity(by=town["anouk"], track_id=unknown, details=details)
    assert letter(anouk, unknown, "ouders").status_code == 200


def test_without_a_sender_there_is_no_letter_and_the_page_says_so(town, track):
    anouk = sign_in(Client(), town["anouk"])
    answer = letter(anouk, track, "jongere")
    assert answer.status_code == 302
    page = anouk.get(answer.url).content.decode()
    assert "Er is nog geen afzender. De privacy officer vult die in." in page


def test_who_prints_shows_again_who_he_is(world, client, settings, monkeypatch):
    # T-99
    settings.SECOND_STEP = True
    second_step.sign_in(client)
    second_step.made(client)
    assert letter(client, world[1], "jongere").status_code == 200
    real = time.time
    monkeypatch.setattr(staying.time, "time", lambda: real() + 600)
    answer = letter(client, world[1], "jongere")
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_reauthenticate"))
    back = client.post(answer.url, {"password": PASSWORD})
    assert back.url == reverse("letter", args=[world[1], "jongere"])
    assert client.get(back.url).status_code == 200
