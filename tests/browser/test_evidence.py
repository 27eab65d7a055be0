"""Bewijs in a real browser: from a proposal, mended where it was wrong, to a card that counts."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found

pytestmark = pytest.mark.browser
LONG = "Een-heel-lange-samenstelling-over-jongerenwerkgelegenheidsprojecten " * 2


def test_a_card_is_changed_by_two_people(browser_page, server):
    staff = {"petra": STAFF["petra"], "paul": STAFF["petra"]}
    found("Waterrade", staff, timezone.localdate())
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    petra.go("Bewijs")
    check(petra.page, "filled", "Zomerbanen opnieuw bekeken")
    petra.page.get_by_role("link", name="Een zomerbaan met een mentor").click()
    check(petra.page, "filled", "Zegt iets anders over hetzelfde")
    petra.follow("Stel een wijziging voor")
    petra.page.get_by_label("Hoe heet deze kaart?").fill(LONG[:120])
    petra.page.get_by_label("Hoeveel mensen?").fill("0")
    petra.page.get_by_label("Waarom verandert dit?").fill("De titel zegt nu wat het was.")
    petra.press("Stel dit voor")
    check(petra.page, "errors", "Vul in hoeveel mensen het waren, 1 of meer.")
    assert petra.page.get_by_label("Hoe heet deze kaart?").input_value() == LONG[:120]
    petra.page.get_by_label("Hoeveel mensen?").fill("1634")
    petra.press("Stel dit voor")
    petra.told("Een tweede persoon beslist")
    check(petra.page, "long", "Trek terug")
    paul = Visitor(browser_page()).sign_in("paul", looking=False)
    paul.go("Bewijs")
    paul.page.get_by_role("link", name="De titel zegt nu wat het was.").click()
    paul.press("Akkoord")
    paul.told("Dit geldt vanaf nu")
    expect(paul.page.get_by_role("heading", level=1)).to_contain_text("Een-heel-lange")
    check(paul.page, "long", "Zo kwam de kaart mee met Houvast")
    assert paul.complaints == [] and len(petra.complaints) == 1  # the answer that it was wrong
    assert "status of 422" in petra.complaints[0]
