"""The registers in a real browser: one proposes, another agrees; sizes and axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.sharing.made_registers import let_in

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_grounds_and_partners(browser_page, town):
    today = timezone.localdate()
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Grondslagen")
    check(vera.page, "filled", "Een jurist kijkt hier nog naar")
    vera.follow("G13 Van school naar duurzaam werk")
    check(vera.page, "filled", "Er is nog niets veranderd.")
    vera.follow("Stel een wijziging voor")
    vera.choose("Aan of uit?", "Aan")
    vera.fill(reason="De wet geldt nu.", document="Besluit 12")
    vera.press("Stel dit voor")
    check(vera.page, "error", "Zonder dit kan een grondslag niet aan.")
    vera.fill(decided_on=today, advice="Advies 3", advised_on=today)
    vera.pick(decided_for="Het college")
    vera.press("Stel dit voor")
    vera.told("Voorgesteld. Een tweede persoon beslist; tot die tijd verandert er niets.")
    check(vera.page, "waiting", "Een tweede persoon beslist: de programmamanager")
    vera.go("Partners")
    check(vera.page, "empty", "Er is nog geen partner.")
    vera.follow("Voeg toe")
    check(vera.page, "filled", "Een nieuwe partner")
    vera.go("Verwerkingen")
    check(vera.page, "filled", "Het register van verwerkingen")
    vera.follow("Welke gegevens")
    check(vera.page, "many", "Over wie hier werkt")
    petra = answered(Visitor(browser_page()).sign_in("petra", looking=False), town)
    complaints = [*vera.complaints, *petra.complaints]
    assert [one for one in complaints if "422" not in one] == []


def answered(petra, town):
    """The second person agrees, and looks at many partners."""
    today = timezone.localdate()
    petra.go("Grondslagen")
    check(petra.page, "waiting", "Voorgesteld door Vera")
    petra.press("Akkoord")
    petra.told("Akkoord. Dit geldt vanaf nu.")
    for number in range(12):
        let_in(town, f"Praktijkschool {number}", left_on=today + timedelta(days=number * 20))
    petra.go("Partners")
    check(petra.page, "many", "Loopt af binnen 90 dagen")
    petra.follow("Praktijkschool 3")
    check(petra.page, "filled", "Geldt nu")
    return petra
