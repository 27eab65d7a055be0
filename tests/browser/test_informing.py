"""Telling what we keep, in a real browser: the coach, the privacy officer; sizes and axe."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found, open_track
from tests.tracks.informs import SENDER, child

pytestmark = pytest.mark.browser
REASON = "Thuis is het nu niet veilig. " * 12


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def says_who_sends(vera):
    check(vera.page, "empty", "Er ligt geen vraag om uitstel.")
    vera.follow("Vul in")
    check(vera.page, "filled", "Afzender van de brieven")
    vera.fill(**{one: getattr(SENDER, one) for one in ("name", "address", "phone", "fg")})
    vera.fill(email="geen adres", ground=SENDER.ground)
    vera.page.locator("form").last.evaluate("form => form.noValidate = true")
    vera.press("Bewaar")
    check(vera.page, "error", "Dit adres klopt niet.")
    vera.fill(email=SENDER.email)
    vera.press("Bewaar")
    vera.told("De afzender staat.")


def prints_and_asks_to_wait(anouk):
    anouk.follow("Vertel het en leg het vast")
    check(anouk.page, "filled", "Ouder of verzorger")
    with anouk.page.expect_download() as given:
        anouk.follow("Brief (PDF)")
    assert given.value.suggested_filename == "brief-jongere.pdf"
    anouk.follow("Vraag uitstel")
    check(anouk.page, "filled", "De privacy officer beslist")
    anouk.pick(ground="iemand anders")
    anouk.fill(reason=REASON, until=timezone.localdate() + timedelta(days=120))
    anouk.press("Vraag het")
    check(anouk.page, "error", "Uitstel duurt hooguit 3 maanden.")
    anouk.fill(until=timezone.localdate() + timedelta(days=30))
    anouk.press("Vraag het")
    anouk.told("De vraag ligt bij de privacy officer.")
    anouk.follow("Vraag uitstel")
    check(anouk.page, "parents", "Ouders weglaten kan alleen als de jongere anders niet veilig is.")


def answers(vera):
    vera.page.goto(reverse("duties"))
    check(vera.page, "late", "eerste gegeven")
    vera.follow("Anouk, Zuid")
    check(vera.page, "filled", "Jouw antwoord")
    vera.choose("Wat is je antwoord?", "Akkoord")
    vera.fill(answer="Tot die tijd is het niet veilig.")
    vera.press("Bewaar het antwoord")
    vera.told("Je antwoord is bewaard.")
    check(vera.page, "answered", "Uitgesteld")


def tells(anouk, track):
    anouk.page.goto(reverse("told", args=[track, "ouders"]))
    check(anouk.page, "filled", "Hoe ging het?")
    anouk.pick(words="Folder", language="Turks")
    anouk.press("Leg vast")
    anouk.told("Vastgelegd wie het hoorde, en hoe.")
    check(anouk.page, "told", "taal: Turks")


def test_a_sender_a_letter_a_question_and_a_proof(browser_page, town, clock):
    track = open_track(town, child())
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    says_who_sends(vera)
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("track", args=[track]))
    check(anouk.page, "filled", "Weet de jongere ervan?")
    prints_and_asks_to_wait(anouk)
    clock.forward(days=17)
    answers(vera)
    tells(anouk, track)
    assert [
        one for one in (*anouk.complaints, *vera.complaints) if "status of 422" not in one
    ] == []
