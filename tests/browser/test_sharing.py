"""Sharing in a real browser: decided row by row, looked along, received, stopped; sizes and axe."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.cooperation.made import CHILD, answered, shared, tracked, with_fleur
from tests.sharing.made_registers import let_in

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return with_fleur(found("Waterrade", STAFF, timezone.localdate()))


def test_sharing_from_a_decision_to_the_end(browser_page, town):
    track, today = tracked(town), timezone.localdate()
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("track", args=[track]))
    anouk.follow("Delen")
    check(anouk.page, "empty", "Er is nog niets gedeeld.")
    anouk.follow("Deel iets")
    check(anouk.page, "filled", "Kies zo weinig als kan.")
    anouk.choose("Met wie?", "Een collega van Werk en Inkomen")
    anouk.pick(to_user="Fleur", ground="G01 Hulp naar werk")
    anouk.choose("Wat deel je? Kies zo weinig als kan.", "Naam: Sem Voorbeeld")
    anouk.fill(question="Kan hij een gesprek krijgen?", until=today + timedelta(days=30))
    why = "Anders lukt het niet."
    anouk.fill(necessity=why, proportionality=why, subsidiarity="Kort")
    asked_for("told_on", anouk, shown=False)
    anouk.choose("Weet de jongere dit?", "Ja, verteld")
    asked_for("withheld", anouk, shown=False)
    anouk.fill(told_on=today)
    anouk.press("Besluit om te delen")
    check(anouk.page, "error", "Schrijf dit op in een hele zin.")
    anouk.fill(subsidiarity=why)
    anouk.press("Besluit om te delen")
    anouk.told("Besloten. Hieronder zie je of het al gedeeld is.")
    answered(town, track, question="Helpen jullie al met inkomen?")
    anouk.page.goto(reverse("sharing", args=[track]))
    check(anouk.page, "filled", "Werk en Inkomen helpt met inkomen: ja")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    received_and_stopped(Visitor(browser_page()).sign_in("fleur", looking=False), anouk, vera)
    allowed_and_stopped(anouk, town, track)
    looked_along(vera, town)
    assert [one for one in anouk.complaints if "status of 422" not in one] == []


def allowed_and_stopped(anouk, town, track):
    let_in(town)
    anouk.page.goto(reverse("sharing", args=[track]))
    anouk.follow("Toestemming")
    check(anouk.page, "empty", "Er is nog niets gevraagd.")
    anouk.choose("Waarvoor vraag je het?", "Een partner mag contact opnemen")
    anouk.pick(to="Praktijkschool De Brug")
    anouk.fill(what="Zijn naam en de stap met werk.", purpose="Kort")
    anouk.choose("Wat zegt de jongere?", "Ja")
    anouk.choose("Hoe heb je het gevraagd?", "Samen op het scherm gekeken")
    anouk.press("Leg het antwoord vast")
    check(anouk.page, "error", "Schrijf dit op in een hele zin.")
    anouk.fill(purpose="Dan kan de school hem bellen.")
    anouk.press("Leg het antwoord vast")
    anouk.told("Het antwoord staat erin. Een nee verandert niets.")
    check(anouk.page, "filled", "Praktijkschool De Brug: Zijn naam")
    anouk.press("Stop Zijn naam en de stap met werk.")
    anouk.told("Gestopt. Wat erop gedeeld was, is nu ook gestopt.")
    whom_to_ring(anouk, track)


def whom_to_ring(anouk, track):
    """Youth help is a name out of the list, a number and a day."""
    anouk.page.goto(reverse("sharing", args=[track]))
    anouk.follow("Jeugdhulp")
    check(anouk.page, "empty", "Er staat hier geen jeugdhulp.")
    anouk.pick(to="Praktijkschool De Brug")
    anouk.fill(contact="een nummer", on=timezone.localdate())
    anouk.press("Vastleggen")
    check(anouk.page, "error", "Dit nummer klopt niet.")
    anouk.fill(contact="06 00 00 00 97")
    anouk.press("Vastleggen")
    anouk.told("Vastgelegd. De instelling krijgt hier geen bericht van.")
    check(anouk.page, "filled", "+31600000097")
    anouk.press("Voorbij Praktijkschool De Brug")
    anouk.told("Vastgelegd dat het voorbij is.")
    shields(anouk, track)


def shields(anouk, track):
    """A shield is a reason out of the list and a day; it is lifted with one button."""
    anouk.page.goto(reverse("sharing", args=[track]))
    anouk.follow("Afschermen")
    anouk.press("Scherm af")
    check(anouk.page, "error", "Waarom mag niemand horen dat deze jongere hier is?")
    anouk.choose("Waarom mag niemand horen dat deze jongere hier is?", "De jongere wordt bedreigd")
    anouk.fill(until=timezone.localdate() + timedelta(days=30))
    anouk.press("Scherm af")
    anouk.told("Afgeschermd. De procesregisseur krijgt hier bericht van.")
    check(anouk.page, "filled", "Niemand vroeg naar deze jongere.")
    anouk.press("Opheffen")
    anouk.told("Opgeheven. Wie vraagt, hoort weer wie er gebeld kan worden.")


def asked_for(name, visitor, *, shown):
    """A question that belongs to one answer comes with that answer."""
    expect(visitor.page.locator(f"[name={name}]")).to_be_visible(visible=shown)


def received_and_stopped(fleur, anouk, vera):
    fleur.go("Met jou gedeeld")
    check(fleur.page, "filled", "Sem Voorbeeld")
    fleur.press("Ontvangen Kan hij een gesprek krijgen?")
    fleur.told("Ontvangen.")
    anouk.follow("Klopt niet: Naam")
    check(anouk.page, "filled", "Hoe is het wel?")
    anouk.fill(text="Sem Anders")
    anouk.press("Verbeter dit")
    restricted_and_told(fleur, anouk, vera)
    anouk.follow("Stop Kan hij een gesprek krijgen?")
    check(anouk.page, "filled", "Waarom?")
    anouk.fill(why="Hij is al gebeld door een ander.")
    anouk.press("Stop nu")
    anouk.told("Gestopt. De ontvanger ziet het niet meer.")
    fleur.page.reload()
    check(fleur.page, "stopped", "Haal dit bij jou weg")
    assert "Sem" not in fleur.page.get_by_role("main").inner_text()
    assert fleur.complaints == []


def used_all_the_same(anouk, vera):
    """Asked by the coach, decided by the privacy officer, and stopped again."""
    anouk.follow("Toch gebruiken")
    check(anouk.page, "filled", "De wet kent vier uitzonderingen.")
    anouk.press("Vraag het de privacy officer")
    check(anouk.page, "error", "Kies een antwoord.")
    anouk.choose("Op welke grond?", "Voor een rechtszaak of klacht")
    anouk.fill(reason="De rechtbank vraagt zijn naam voor een zaak.")
    anouk.press("Vraag het de privacy officer")
    anouk.told("Gevraagd. Het opent pas als de privacy officer akkoord is.")
    vera.go("Beperkt")
    check(vera.page, "waiting", "Toch gebruiken: wacht op een besluit")
    vera.press("Akkoord Fleur")
    vera.told("Akkoord. Die ene collega kan het nu lezen.")
    check(vera.page, "open", "Toch gebruiken: mag nu")
    anouk.page.reload()
    check(anouk.page, "open", "mag nu")
    anouk.press("Stop Fleur")
    anouk.told("Gestopt. Het wordt weer alleen bewaard.")
    anouk.follow("Delen")
    anouk.follow("Beperkt: Naam")


def decided_and_sent(anouk, vera):
    """Decided by the privacy officer, with a letter before its day; then somebody objects."""
    vera.page.reload()
    vera.follow("Besluit Naam, Anouk")
    check(vera.page, "decide", "Je ziet niet om wie het gaat.")
    assert "Sem" not in vera.page.get_by_role("main").inner_text()
    vera.press("Besluit")
    check(vera.page, "error", "Kies een antwoord.")
    vera.choose("Wat besluit je?", "De beperking gaat eraf")
    on = timezone.localdate() + timedelta(days=3)
    vera.fill(reason="We zochten het uit: het klopte wel.", lift_on=on)
    vera.press("Besluit")
    vera.told("Besloten. Wie het deelde, ziet het besluit bij de jongere.")
    check(vera.page, "lifting", "nog niet weg")
    anouk.page.reload()
    check(anouk.page, "decided", "Eerst gaat er een brief naar de jongere.")
    anouk.press("De brief is weg")
    check(anouk.page, "error", "Kies een antwoord.")
    anouk.choose("Hoe ging de brief?", "Brief gestuurd")
    anouk.fill(sent_on=timezone.localdate())
    anouk.press("De brief is weg")
    anouk.told("De brief is weg. Vanaf de dag in de brief kan de beperking eraf.")
    check(anouk.page, "sent", "Vraag een nieuw besluit")
    vera.page.reload()
    check(vera.page, "letter left", "Brief gestuurd")
    anouk.press("Vraag een nieuw besluit")
    anouk.told("Het blijft beperkt. De privacy officer besluit opnieuw.")


def restricted_and_told(fleur, anouk, vera):
    anouk.follow("Beperk: Naam")
    check(anouk.page, "free", "Waarom beperk je dit?")
    anouk.press("Beperk dit")
    check(anouk.page, "error", "Kies een antwoord.")
    anouk.choose("Waarom beperk je dit?", "De jongere maakt bezwaar. Daarover beslissen we nog")
    anouk.press("Beperk dit")
    anouk.told("Beperkt. Ontvangers zien het niet meer en krijgen vijf werkdagen.")
    fleur.page.reload()
    check(fleur.page, "restricted", "Gebruik nu niet wat hier weg is: het is beperkt")
    assert "Sem" not in fleur.page.get_by_role("main").inner_text()
    check(anouk.page, "restricted", "De privacy officer besluit of het beperkt blijft.")
    used_all_the_same(anouk, vera)
    decided_and_sent(anouk, vera)


def looked_along(vera, town):
    vera.go("Meekijken")
    check(vera.page, "empty", "Er wacht niets op een tweede persoon.")
    shared(town, tracked(town, CHILD))
    vera.page.reload()
    check(vera.page, "filled", "Waarom niet minder")
    vera.press("Akkoord, delen Kan hij een gesprek krijgen?")
    vera.told("Akkoord. Het is nu gedeeld.")
    assert [one for one in vera.complaints if "status of 422" not in one] == []
