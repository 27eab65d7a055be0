"""The registers in a real browser: one proposes, another agrees; sizes and axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.people.models import Identity
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found, live
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
    demand_for_a_file(vera, live(town, "Meeuw"), town)
    petra = answered(Visitor(browser_page()).sign_in("petra", looking=False), town)
    complaints = [*vera.complaints, *petra.complaints]
    assert [one for one in complaints if "status of 422" not in one] == []


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


def demand_for_a_file(vera, life, town):
    """What came in, whose file it is, a row left out and a proposal; the rest is of a second."""
    today = timezone.localdate()
    vera.go("Vorderingen")
    check(vera.page, "empty", "Er wacht niets.")
    vera.follow("Schrijf een vordering op")
    vera.press("Schrijf op")
    check(vera.page, "error", "Vul dit in.")
    vera.choose("Wie vraagt?", "Rechter")
    vera.fill(body="Rechtbank Voorbeeld, griffier", article="Artikel 22 Rv", received_on=today)
    vera.fill(wanted="Welke hulp er was.", answer_by=today + timedelta(days=14))
    vera.choose("Om welke gegevens gaat het?", "Notities van de coach")
    vera.choose("Om welke gegevens gaat het?", "Naam en bereikbaarheid")
    vera.press("Schrijf op")
    vera.follow("Zoek het dossier")
    with acting(town["anouk"]):
        one = Identity.objects.get(person=life.person)
    vera.fill(family_name=one.family_name, birth_date=one.birth_date)
    vera.press("Zoek het dossier")
    check(vera.page, "many", "stukken gevonden")
    vera.page.get_by_role("link", name="Niet geven").first.click()
    check(vera.page, "filled", "Geef je dit?")
    vera.fill(reason="Dit gaat over een ander, die hier niets mee te maken heeft.")
    vera.press("Bewaar")
    vera.follow("Stel een antwoord voor")
    vera.choose("Wat stel je voor?", "Geven wat hier staat")
    vera.fill(reasons="De rechter heeft dit bevolen in zijn beschikking.")
    vera.press("Stel een antwoord voor")
    check(vera.page, "waiting", "Een tweede persoon beslist")
