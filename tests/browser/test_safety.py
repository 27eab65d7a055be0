"""Veiligheid in a real browser: an offer without a why, and how it comes in at the college."""

import pytest
from django.utils import timezone

from houvast.cooperation.actions.safety import offer_help
from houvast.cooperation.rules.safety import Reach
from tests.browser.test_states import ONE_WORD, check
from tests.browser.test_walk import Visitor
from tests.cast import ANSWERS, STAFF, Who, found, open_track
from tests.cooperation.safe import (
    CHILD,
    entered,
    looked_at_of_police,
    police_may,
    wgs,
    with_safety,
)

pytestmark = pytest.mark.browser
WHY = "Zonder hulp blijft hij op straat hangen met ouderen."


@pytest.fixture
def town(server):
    return with_safety(found("Waterrade", STAFF, timezone.localdate()))


def test_an_offer_of_help_from_veiligheid_to_the_triage(browser_page, town):  # T-13
    yara = Visitor(browser_page()).sign_in("yara", looking=False)
    check(yara.page, "empty", "Er wacht niets op antwoord.")
    written_down(yara)
    yara.follow("Begin de triage")
    yara.choose("Ken je deze jongere privé?", "Nee")
    yara.press("Begin")
    yara.follow("Hulp aanbieden")
    check(yara.page, "filled", "Het college krijgt alleen")
    yara.press("Bied hulp aan")
    check(yara.page, "error", "Vul dit in.")
    yara.fill(necessity=WHY, proportionality=WHY, subsidiarity=WHY)
    yara.press("Bied hulp aan")
    yara.told("Gegeven. Het college weet wie het kan bereiken, en niet waarom.")
    check(yara.page, "filled", "Zo kun je het zeggen:")
    yara.follow("Het is verteld")
    yara.choose("Hoe ging het?", "Verteld, samen")
    yara.press("Leg vast")
    yara.told("Vastgelegd wanneer de jongere het hoorde, en hoe.")
    put_right(yara)
    stan = looked_along(browser_page, town)
    tess = received(browser_page)
    complaints = [*yara.complaints, *stan.complaints, *tess.complaints]
    assert [one for one in complaints if "status of 422" not in one] == []


def test_up_to_a_zvh_and_back(browser_page, town):  # T-15
    open_track(town)
    rachid = Visitor(browser_page()).sign_in("rachid", looking=False)
    rachid.go("Regie")
    rachid.follow("In het ZVH")
    check(rachid.page, "empty", "Grondslag G10 (WGS) staat uit.")
    wgs(town)
    rachid.go("Team")
    rachid.follow("Ilias")
    rachid.follow("Zorg- en Veiligheidshuis")
    check(rachid.page, "empty", "Deze jongere is daar niet aangemeld.")
    rachid.follow("Aanmelden bij het ZVH")
    rachid.fill(reference="een steekpartij", contact="0600000099")
    rachid.press("Aanmelden bij het ZVH")
    check(rachid.page, "error", "Geen naam en geen woorden.")
    rachid.fill(reference="ZVH-2026/014")
    rachid.press("Aanmelden bij het ZVH")
    rachid.told("Vastgelegd. Het traject en de afspraken lopen gewoon door.")
    rachid.follow("Zij hebben de casus")
    rachid.press("Zij hebben de casus")
    check(rachid.page, "filled", "wordt zolang alleen bewaard")
    rachid.go("Regie")
    rachid.follow("In het ZVH")
    check(rachid.page, "filled", "ZVH-2026/014")
    rachid.follow("Ilias")
    rachid.follow("Afschalen")
    rachid.press("Afschalen")
    check(rachid.page, "ended", "Eerder")
    assert [one for one in rachid.complaints if "status of 422" not in one] == []


def written_down(yara):
    yara.go("Signaal")
    check(yara.page, "filled", "Gegevens van de politie mogen er nu niet in")
    yara.press("Schrijf op")
    check(yara.page, "error", "Vul dit in.")
    yara.fill(behaviour="Staat elke avond tot laat bij de garages.", nickname="Wolk")
    yara.fill(family_name="Wolkenveld", birth_date="2004-05-04", phone="0600000071")
    yara.pick(kind="Zelf gezien", source="Een handhaver")
    yara.pick(criterion="Gaat niet naar school of werk en vraagt om hulp")
    yara.press("Schrijf op")
    yara.told("Opgeschreven. Dit blijft bij Veiligheid.")
    check(yara.page, "filled", "Alleen de triage van Veiligheid leest dit.")


def received(browser_page):
    """The triage hears whom, and what of it is not right."""
    tess = Visitor(browser_page()).sign_in("tess", looking=False)
    check(tess.page, "filled", "Van Veiligheid")
    check(tess.page, "corrected", "Klopt niet in een aanmelding")
    tess.press("Verwerkt Wolk")
    tess.told("Verwerkt. Het is van de lijst.")
    tess.follow("Wolk")
    check(tess.page, "filled", "Waarom, zegt Veiligheid niet")
    tess.press("Begin de triage")
    tess.follow("Oppakken")
    check(tess.page, "filled", "Wat is jullie eigen reden om te helpen?")
    return tess


def put_right(yara):
    """The number was not right, and the college hears that and nothing else."""
    yara.follow("Er klopt iets niet")
    check(yara.page, "filled", "Waarom je het aanbood, gaat nooit mee.")
    yara.choose("Wat is er?", "Een gegeven klopt niet")
    yara.press("Geef door")
    check(yara.page, "error", "Kies wat niet klopt.")
    yara.page.get_by_label("Telefoonnummer").check()
    yara.press("Geef door")
    yara.told("Doorgegeven. Wie het kreeg, zet het binnen vijf werkdagen recht.")


def looked_along(browser_page, town):
    """A second person looks along with a child; many rows, and a name of one long word."""
    police_may(town)
    for number in range(12):
        entered(town, Who(f"Jongere {number}"))
    entered(town, Who(ONE_WORD[:60]))
    key = looked_at_of_police(town, CHILD)
    what = {"answers": ANSWERS, "what": (Reach.NICKNAME,), "holds_police": True}
    offer_help(by=town["yara"], signal_id=key, **what)
    stan = Visitor(browser_page()).sign_in("stan", looking=False)
    check(stan.page, "many", "14 signalen")
    stan.follow("Tweede persoon")
    stan.follow("Mist")
    check(stan.page, "waiting", "Hier staat iets in dat de politie gaf")
    stan.follow("Niet geven")
    stan.fill(reason=WHY)
    stan.press("Geef het niet")
    check(stan.page, "error", "Staat hier iets in dat de politie gaf?")
    stan.follow("Signaal")
    stan.follow("Kijk mee")
    check(stan.page, "filled", "Wat het college krijgt")
    stan.page.get_by_label("Ik heb alles gelezen").check()
    stan.press("Akkoord, geef het")
    stan.told("Gegeven. Het college weet wie het kan bereiken, en niet waarom.")
    return stan
