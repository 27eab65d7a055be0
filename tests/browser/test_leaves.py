"""Being away and leaving for good, in a real browser, at both sizes and accessible."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, ahead, found, log_contact, open_track, talk

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def makes_and_ends_a_key(bilal):
    """The screen under the name: a key for a system, shown once, and an end to it."""
    bilal.page.goto(reverse("systems"))
    check(bilal.page, "empty", "Geen systeem werkt namens jou.")
    bilal.fill(name="Agenda van het team")
    for words in ("begeleiding", "Trajecten lezen"):
        bilal.page.get_by_label(words, exact=True).check()
    bilal.press("Sleutel maken")
    check(bilal.page, "filled", "Je nieuwe sleutel")
    bilal.press("Stoppen Agenda van het team")
    bilal.told("Deze sleutel werkt niet meer.")
    check(bilal.page, "ended", "gestopt")


def lets_a_system_in(rachid):
    """The screen behind it: a system that works for nobody, its key, and an end to it."""
    rachid.page.goto(reverse("links"))
    check(rachid.page, "empty", "Er is nog geen koppeling.")
    rachid.fill(name="Vacaturebank van de regio")
    rachid.pick(organisation="Waterrade")
    rachid.page.get_by_label("Werkgevers en werkplekken lezen").check()
    rachid.press("Koppeling maken")
    check(rachid.page, "filled", "Je nieuwe sleutel")


def test_away_and_gone(browser_page, town):
    today = timezone.localdate()
    for name in ("Ilias", "Noa", "Wolfeschlegelsteinhausenbergerdorff"):
        track = open_track(town, Who(name))
        log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(4))
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(anouk.page.url.split("/vandaag")[0] + "/afwezig/")
    check(anouk.page, "empty", "Er staat niets gepland.")
    anouk.page.get_by_role("link", name="Ik ben er niet").click()
    anouk.fill(first=today, last=today + timedelta(days=9))
    anouk.press("Vastleggen")
    check(anouk.page, "refused", "Er vallen 3 momenten in deze dagen.")
    anouk.page.get_by_label("Wie vervangt?").select_option(str(town["bilal"].user_id))
    anouk.press("Vastleggen")
    check(anouk.page, "filled", "Jij bent er niet")
    bilal = Visitor(browser_page()).sign_in("bilal", looking=False)
    check(bilal.page, "filled", "Je vervangt Anouk")
    makes_and_ends_a_key(bilal)
    rachid = Visitor(browser_page(1440, 900)).sign_in("rachid", looking=False)
    rachid.page.goto(rachid.page.url.split("/team")[0] + f"/team/?coach={town['anouk'].user_id}")
    rachid.page.get_by_role("link", name="Alles van deze coach overdragen").click()
    rachid.page.get_by_label("Eén collega voor wie je leeg laat").select_option(
        str(town["wim"].user_id)
    )
    check(rachid.page, "filled", "Nog te vragen")
    rachid.press("Vraag deze coaches")
    rachid.told("3 vragen gesteld.")
    check(rachid.page, "filled", "Gevraagd")
    expect(rachid.page.get_by_role("cell", name="Wim")).to_have_count(3)
    lets_a_system_in(rachid)
    for one in (anouk, bilal, rachid):
        assert [said for said in one.complaints if "status of 422" not in said] == []
