"""A guest of a partner in a real browser: let in, asked, answers, and sees nothing any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.cooperation.guests import ANSWER, SCHOOL, shared_with, with_guest
from tests.cooperation.made import tracked

pytestmark = pytest.mark.browser
LONG = "Wilhelmina-Constantijna van der Boschlangevoort-Achterberg"


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_a_guest_from_the_account_to_the_answer(browser_page, town):
    guest, track = with_guest(town), tracked(town)
    let_in(Visitor(browser_page()).sign_in("beheer-waterrade", looking=False))
    gijs = Visitor(browser_page()).sign_in("gijs", looking=False)
    check(gijs.page, "empty", "Er staat geen vraag voor je open.")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Gasten")
    check(vera.page, "empty", "Er is nog niets aan een gast gevraagd.")
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    asked(anouk, town, track, guest)
    watched(vera)
    gijs.page.goto(reverse("question"))
    check(gijs.page, "filled", "Sem Voorbeeld")
    gijs.fill(text="Hij heeft een strafblad en komt niet.")
    gijs.choose("Hoe weet je dit?", "Zelf gezien")
    gijs.press("Verstuur je antwoord")
    check(gijs.page, "error", "Hier staat “strafblad”.")
    address = gijs.page.url
    gijs.fill(text=ANSWER)
    gijs.press("Verstuur je antwoord")
    gijs.told("Bedankt. De coach heeft je antwoord. Je ziet nu niets meer.")
    gijs.page.goto(address)
    check(gijs.page, "closed", "Niet gevonden")
    assert "Sem" not in gijs.page.content()
    read(anouk)
    assert [one for one in (*gijs.complaints, *anouk.complaints) if "status of 422" not in one] == [
        one for one in gijs.complaints if "status of 404" in one
    ]


def let_in(admin):
    admin.go("Collega's")
    admin.follow("Gast toevoegen")
    check(admin.page, "empty", "Een gast ziet niets")
    admin.pick(organisation_id=SCHOOL)
    admin.fill(name=LONG, function="Mentor", email="w@voorbeeld.invalid", username="Wil Helmina")
    admin.press("Maak dit account")
    check(admin.page, "error", "zonder spatie")
    admin.fill(username="wilhelmina")
    admin.press("Maak dit account")
    check(admin.page, "filled", "Het eerste wachtwoord")
    admin.page.reload()
    assert "Het eerste wachtwoord" not in admin.page.content()


def asked(anouk, town, track, guest):
    anouk.page.goto(reverse("sharing", args=[track]))
    anouk.follow("Vraag een partner")
    check(anouk.page, "empty", "Deel eerst iets met een partner")
    shared_with(town, track, guest)
    anouk.page.reload()
    check(anouk.page, "filled", "Aan wie?")
    anouk.pick(to=f"{SCHOOL}: {LONG} · Kan hij een gesprek krijgen?")
    today = timezone.localdate()
    anouk.fill(question="Komt hij?", until=today + timedelta(days=5))
    anouk.press("Vraag dit")
    check(anouk.page, "error", "Schrijf dit op in een hele zin.")
    anouk.fill(question="Komt hij deze maand nog naar de lessen?")
    anouk.press("Vraag dit")
    check(anouk.page, "asked", LONG)
    anouk.follow("Stop Komt hij deze maand nog naar de lessen?")
    check(anouk.page, "filled", "Waarom?")
    anouk.fill(why="Een andere collega weet dit beter.")
    anouk.press("Stop nu")
    anouk.told("Gestopt. De gast ziet niets meer.")
    anouk.pick(to=f"{SCHOOL}: Gijs · Kan hij een gesprek krijgen?")
    anouk.fill(question="Komt hij deze maand nog naar de lessen?")
    anouk.press("Vraag dit")
    anouk.told("Gevraagd. Bij het antwoord of na de laatste dag sluit het vanzelf.")


def read(anouk):
    anouk.go("Taken")
    check(anouk.page, "answered", ANSWER)
    anouk.follow(ANSWER)
    check(anouk.page, "answered", "Beantwoord")
    anouk.press("Gelezen Komt hij deze maand nog naar de lessen?")
    anouk.told("Gelezen. Het antwoord blijft bij Delen staan.")


def watched(vera):
    vera.page.reload()
    check(vera.page, "filled", "Gijs")
    vera.follow("Stop Komt hij deze maand nog naar de lessen?")
    check(vera.page, "filled", "Waarom?")
    assert vera.complaints == []
