"""Numbers are kept as they can be rung, however somebody writes them."""

from urllib.parse import unquote

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.people.models import Identity
from houvast.people.rules import PreferredChannel, phone_number
from houvast.tracks.actions.people import Details, complete_identity
from houvast.web.templatetags.houvast import dialled, to_whatsapp
from tests.cast import sign_in

MOBILE = "+31612345678"
SEPARATORS = st.sampled_from(["", " ", "-", ".", " - ", "\u00a0"])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0612345678", MOBILE),
        ("06 12 34 56 78", MOBILE),
        ("06-12345678", MOBILE),
        ("+31 6 12345678", MOBILE),
        ("+31 (0)6 1234 5678", MOBILE),
        ("0031612345678", MOBILE),
        ("(020) 123 45 67", "+31201234567"),
        ("+49 151 23456789", "+4915123456789"),
        ("0049 151 23456789", "+4915123456789"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_number_is_kept_as_it_can_be_rung(written, kept):
    assert phone_number(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "112",
        "06 1234567",
        "06 123456789",
        "+31 06 12345678",
        "bel zijn moeder",
        "06 12345678 of 06 87654321",
        "+0612345678",
        "0612345678x",
        "00 00",
        "+",
    ],
)
def test_what_nobody_can_ring_is_refused_with_the_way_to_write_it(written):
    with pytest.raises(Refused, match="Schrijf het als") as no:
        phone_number(written)
    assert no.value.field == "phone"


@given(st.integers(100_000_000, 999_999_999), st.data())
def test_however_it_is_spaced_it_is_one_number(digits, data):
    local = f"0{digits}"
    spaced = "".join(one + data.draw(SEPARATORS) for one in local)
    assert phone_number(spaced) == f"+31{digits}" == phone_number(f"+31{digits}")
    assert phone_number(dialled(f"+31{digits}")) == f"+31{digits}"


@given(st.text(max_size=30))
def test_whatever_is_typed_it_is_a_number_or_a_sentence(text):
    try:
        kept = phone_number(text)
    except Refused as no:
        assert no.field == "phone"
    else:
        assert kept == "" or (kept[0] == "+" and kept[1:].isdecimal() and len(kept) <= 16)


def complete(town, track, phone, preferred=None):
    said = Details("Ilias", "Ilias", "Voorbeeld", None, phone, preferred)
    complete_identity(by=town["anouk"], track_id=track, details=said)


def test_the_database_keeps_only_what_can_be_rung(town, track):
    complete(town, track, "06 12 34 56 78")
    with acting(town["anouk"]):
        assert Identity.objects.get().phone == MOBILE
        with pytest.raises(IntegrityError, match="phone_can_be_rung"), transaction.atomic():
            Identity.objects.update(phone="0612345678")


def test_the_page_has_the_ways_to_reach_and_an_attempt_that_waits(town, track):
    complete(town, track, "0612345678", PreferredChannel.MESSAGE)
    browser, log = sign_in(Client(), town["anouk"]), reverse("log_contact", args=[track])
    for place in (reverse("today"), reverse("track", args=[track])):
        assert f"{log}?via=message" in browser.get(place).content.decode()
    page = browser.get(f"{log}?via=message").content.decode()
    for way in (f"tel:{MOBILE}", f"sms:{MOBILE}", to_whatsapp(MOBILE), "06 12 34 56 78"):
        assert way in unquote(page)
    assert _checked(page, "not_reached") and _checked(page, "message")
    plain = browser.get(f"{log}?via=<script>").content.decode()
    assert not _checked(plain, "not_reached") and "<script>" not in plain.split("<main", 1)[1]


def _checked(page, value):
    box = next(one for one in page.split("<input")[1:] if f'value="{value}"' in one)
    return "checked" in box.split(">")[0]


def test_without_a_number_there_is_nothing_to_ring(town, track):
    complete(town, track, "")
    browser = sign_in(Client(), town["anouk"])
    assert "?via=" not in browser.get(reverse("today")).content.decode()
    page = browser.get(reverse("log_contact", args=[track]) + "?via=phone").content.decode()
    assert "tel:" not in page
    form = {"nickname": "Ilias", "phone": "bel zijn moeder"}
    answer = browser.post(reverse("details", args=[track]), form)
    assert answer.status_code == 422
    assert "Dit nummer klopt niet" in answer.content.decode()
    assert "bel zijn moeder" in answer.content.decode()
