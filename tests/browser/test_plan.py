"""The screens of the plan, walked as a coach walks them, in both sizes."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from tests.browser.test_states import check
from tests.browser.test_walk import DESKTOP, PHONE, Visitor
from tests.cast import STAFF, found, open_track

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_from_scan_to_step_to_done(town, browser_page):
    """On the street; each screen is looked at in both sizes."""
    track = open_track(town)
    scan = {LifeDomain.HOUSING: ScanValue.NEEDS_STEP, LifeDomain.WORK: ScanValue.NEEDS_STEP}
    record_scan(by=town["anouk"], track_id=track, values=scan)
    page = Visitor(browser_page(*PHONE)).sign_in("anouk").page

    page.goto(reverse("plan", args=[track]))
    check(page, "plan", "Hier is een stap nodig")
    page.get_by_role("button", name="Een inschrijfadres regelen").first.click()
    expect(page.get_by_role("main")).to_contain_text("De stap staat in het plan.")

    page.get_by_role("link", name="Eigen woorden").first.click()
    page.get_by_role("button", name="Zet in het plan").click()
    check(page, "add step refused", "Schrijf op wat de stap is.")
    page.get_by_label("Of in eigen woorden").fill("Samen naar de fietsenmaker")
    page.get_by_label("Anouk en Ilias").check()
    page.get_by_role("button", name="Zet in het plan").click()
    expect(page.get_by_role("main")).to_contain_text("Samen naar de fietsenmaker")

    page.goto(reverse("track", args=[track]))
    check(page, "track with a plan", "Een inschrijfadres regelen")
    page.goto(reverse("tasks"))
    check(page, "tasks", "2 stappen van jou")
    page.get_by_role("button", name=re.compile("^Klaar: Een inschrijfadres")).click()
    check(page, "tasks with undo", "1 stap van jou")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_role("main")).to_contain_text("2 stappen van jou")

    page.get_by_role("link", name=re.compile("Samen naar de fietsenmaker")).click()
    check(page, "step", "Samen naar de fietsenmaker")
    page.get_by_text("Hoeft niet meer", exact=True).click()
    page.get_by_label("Waarom hoeft dit niet meer?").fill("Hij heeft zelf al gebeld.")
    page.get_by_role("button", name="Laat vervallen").click()
    expect(page.get_by_role("main")).to_contain_text("1 stap van jou")


def test_both_plans_agreed_and_the_first_measurement(town, browser_page):
    """At a desk; each screen is looked at in both sizes."""
    track = open_track(town)
    page = Visitor(browser_page(*DESKTOP)).sign_in("anouk").page

    page.goto(reverse("support_plan", args=[track]))
    page.get_by_role("button", name="Bewaar het plan").click()
    check(page, "support refused", "Er is nog geen stap naar werk.")
    page.get_by_role("link", name="Stap naar werk toevoegen").click()
    page.get_by_label("Een meeloopdag afspreken").check()
    page.get_by_role("button", name="Zet in het plan").click()

    page.get_by_role("link", name="Samen opschrijven").click()
    page.get_by_label("Wat wil jij?").fill("Ik wil kok worden.")
    check(page, "own plan", "Wat Ilias wil")
    page.get_by_role("button", name="Bewaar het plan").click()
    page.get_by_role("link", name=re.compile("Plan afspreken")).click()
    check(page, "support", "Er staat een stap naar werk in het plan.")
    page.get_by_role("button", name="Bewaar het plan").click()

    page.get_by_role("link", name="Meting: Start").click()
    check(page, "measure", "Samen invullen.")
    for asked, said in (("Is er iemand die blijft?", "Ja"), ("Gaat het de goede kant op?", "Nee")):
        page.get_by_role("group", name=asked).get_by_label(said, exact=True).check(force=True)
    page.get_by_role("button", name="Bewaar de meting").click()
    check(page, "plan agreed", "Ik wil kok worden.")
    page.goto(reverse("track", args=[track]))
    expect(page.get_by_role("main")).to_contain_text("Werkfit")
