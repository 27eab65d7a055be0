"""What steers the promise, in a real browser: agreements, overview, aftercare; sizes and axe."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found, live

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_agreements_and_overview(browser_page, town):
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    check(petra.page, "empty", "Houden we wat we beloven?")
    live(town, "Meeuw")
    petra.go("Overzicht")
    check(petra.page, "filled", "zonder volgend moment")
    petra.go("Afspraken")
    check(petra.page, "filled", "Langste stilte bij kennismaken")
    petra.page.get_by_role("link", name="Wijzig De ladder").click()
    petra.fill(rungs="1, 9, 5, 2", reason="Eerder erbij zijn.")
    petra.press("Leg deze afspraak vast")
    check(petra.page, "error", "Elk getal is hoger dan dat ervoor")
    petra.fill(rungs="1, 2, 4, 8")
    petra.press("Leg deze afspraak vast")
    petra.told("De afspraak staat.")
    check(petra.page, "filled", "van 1, 3, 5 en 10 werkdagen naar 1, 2, 4 en 8 werkdagen")
    petra.page.get_by_role("link", name="Sluit een dag").click()
    check(petra.page, "filled", "Welke dag telt niet mee?")
    assert [one for one in petra.complaints if "422" not in one] == []


def test_aftercare_and_what_is_still_open(browser_page, town):
    life = live(town, "Meeuw")
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("closing", args=[life.track]))
    check(anouk.page, "filled", "Kijk samen hoe het staat")
    anouk.press("Begin de nazorg")
    anouk.told("De nazorg is begonnen.")
    check(anouk.page, "aftercare", "Nazorg")
    anouk.page.goto(reverse("closing", args=[life.track]))
    anouk.page.get_by_role("link", name="Gaat het minder?").click()
    anouk.fill(next_on=timezone.localdate().replace(year=timezone.localdate().year + 1))
    anouk.press("Ga weer samen verder")
    check(anouk.page, "error", "Spreek een eerder moment af.")
    anouk.fill(next_on=timezone.localdate())
    anouk.press("Ga weer samen verder")
    anouk.told("Jullie gaan weer samen verder.")
    assert [one for one in anouk.complaints if "422" not in one] == []
