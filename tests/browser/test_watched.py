"""Who is near, and what there is to ask about, in a real browser; sizes and axe."""

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.watching.actions import agree
from houvast.watching.rules.honey import HoneyPlace
from houvast.watching.rules.limits import EventKind
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.tracks.glasses import DONE, FOUND, WHY
from tests.watching.honeys import answered_signal, proposed, storm_of
from tests.watching.made import event_about
from tests.watching.reported import reported

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_a_file_is_closed_to_who_is_near(browser_page, town):
    track = open_track(town)
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(anouk.page.url.split("/vandaag")[0] + reverse("track", args=[track]))
    check(anouk.page, "filled", "Ken je deze jongere privé?")
    anouk.page.goto(anouk.page.url + "niet-inzien/")
    check(anouk.page, "filled", "Wie mag dit dossier niet zien?")
    anouk.pick(colleague="Lotte")
    anouk.press("Sluit voor deze collega")
    anouk.told("Vastgelegd. Deze collega ziet niets meer van deze jongere.")
    anouk.press("Nee, ik ken deze jongere niet privé")
    anouk.page.goto(anouk.page.url + "prive/")
    check(anouk.page, "filled", "Zeg je ja?")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Dicht")
    check(vera.page, "filled", "De jongere zei het")
    vera.page.get_by_role("button", name="weer voor Lotte").click()
    check(vera.page, "filled", "Weer open")
    assert [*anouk.complaints, *vera.complaints] == []


def test_a_limit_is_proposed_and_agreed_to(browser_page, town):
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Blikken")
    vera.follow("Grenzen")
    check(vera.page, "empty", "Voor elke rol geldt wat hieronder staat.")
    vera.follow("Stel een grens voor")
    vera.pick(role="Outreachcoach", kind="Vaak geweigerd")
    vera.fill(most="300", reason="Nieuwe toestellen, daardoor vaak verkeerd ingelogd. " * 3)
    vera.press("Stel dit voor")
    check(vera.page, "error", "Dan wordt er bijna niets meer gevonden.")
    vera.fill(most="14")
    vera.press("Stel dit voor")
    vera.follow("Stel andere uren voor")
    check(vera.page, "hours", "De nacht kan er niet bij.")
    vera.pick(role="Werkcoach")
    vera.fill(begins="3", ends="22", reason="Het loket is langer open.")
    vera.press("Stel dit voor")
    check(vera.page, "error", "Neem een uur van 5 tot en met 23.")
    vera.fill(begins="6")
    vera.press("Stel dit voor")
    check(vera.page, "many", "Hiermee wordt er minder nagevraagd.")
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    petra.go("Grondslagen")
    petra.follow("Grenzen van het kijken")
    petra.press("Akkoord Outreachcoach: 14")
    petra.told("Akkoord. Dit geldt vanaf nu.")
    petra.press("Akkoord Werkcoach")
    petra.told("Akkoord. Dit geldt vanaf nu.")
    check(petra.page, "filled", "ruimer dan gewoon")
    assert [
        one for one in (*vera.complaints, *petra.complaints) if "status of 422" not in one
    ] == []


def test_a_look_is_asked_about(browser_page, town):
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Blikken")
    check(vera.page, "empty", "Houvast kijkt nu niet.")
    vera.follow("De OR heeft ingestemd")
    check(vera.page, "filled", "Waar staat het besluit?")
    agree(by=town["vera"], document="OR 2026-14", agreed_on=timezone.localdate())
    with acting(safety_net(town.admin.municipality_id)):
        for kind in EventKind:
            event_about(town, town["bilal"].user_id, kind)
    vera.go("Blikken")
    check(vera.page, "many", "Steekproef")
    vera.page.get_by_role("link", name="Vaak geweigerd binnen een uur").click()
    check(vera.page, "filled", "Dit is een vraag en geen oordeel.")
    vera.press("Bewaar de uitkomst")
    check(vera.page, "error", "Dit klopt nog niet")
    vera.choose("Wat was het?", "Het hoorde bij het werk")
    vera.fill(note="Nagevraagd bij de collega zelf.")
    vera.press("Bewaar de uitkomst")
    vera.told("De uitkomst is bewaard.")
    check(vera.page, "filled", "Uitkomst bekend")
    assert [one for one in vera.complaints if "status of 422" not in one] == []


def test_a_second_person_says_yes_to_a_file_that_belongs_to_nobody(browser_page, town):
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Blikken")
    vera.follow("Lokdossiers")
    check(vera.page, "empty", "nog geen")
    storm_of(town)
    signal = answered_signal(town, Who("Jip"))
    storm = Visitor(browser_page()).sign_in("storm", looking=False)
    storm.go("Blikken")
    storm.follow("Lokdossiers")
    storm.fill(code="ABC")
    storm.press("Akkoord")
    check(storm.page, "error", "Deze code klopt niet")
    storm.fill(code=proposed(HoneyPlace.TRIAGE_LIST, signal))
    storm.press("Akkoord")
    storm.told("Akkoord. Vanaf nu zie je het bij Blikken als iemand erin kijkt.")
    check(storm.page, "filled", "Bij de signalen, na het antwoord")
    assert [
        one for one in (*vera.complaints, *storm.complaints) if "status of 422" not in one
    ] == []


def test_one_file_opens_in_an_emergency_and_somebody_else_looks_at_it(browser_page, town):
    open_track(town)
    bilal = Visitor(browser_page()).sign_in("bilal", looking=False)
    bilal.go("Noodtoegang")
    check(bilal.page, "empty", "Jij gebruikte nog nooit noodtoegang.")
    bilal.follow("Open een dossier")
    bilal.fill(family_name="Voorbeeld", birth_date="2008-05-04", reason=WHY)
    bilal.press("Open dit dossier")
    check(bilal.page, "error", "Dit kan alleen als er nu gevaar is.")
    bilal.page.get_by_label("Er is nu gevaar").check()
    bilal.press("Open dit dossier")
    check(bilal.page, "filled", "Wie je nu belt")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Noodtoegang")
    check(vera.page, "filled", "Nu open")
    vera.follow("Bilal")
    check(vera.page, "filled", "Nog niet opgeschreven.")
    vera.press("Verleng met 60 minuten")
    vera.told("Verlengd. Je collega kan weer in het dossier.")
    bilal.fill(account=DONE)
    bilal.press("Bewaar en sluit het dossier")
    bilal.told("Je verslag is bewaard. Het dossier is weer dicht.")
    vera.press("Bewaar de uitkomst")
    check(vera.page, "error", "Dit klopt nog niet")
    vera.choose("Was het nodig?", "Het was nodig")
    vera.fill(note=FOUND)
    vera.press("Bewaar de uitkomst")
    check(vera.page, "filled", "Nagekeken")
    bilal.page.get_by_text(WHY).click()
    check(bilal.page, "filled", "Dit dossier is weer dicht")
    assert [
        one for one in (*bilal.complaints, *vera.complaints) if "status of 422" not in one
    ] == []


def test_a_breach_is_decided_about_within_its_hours(browser_page, town):
    track, began = open_track(town), timezone.now()
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(anouk.page.url.split("/vandaag")[0] + reverse("track", args=[track]))
    check(anouk.page, "filled", "Ken je deze jongere privé?")
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Datalekken")
    check(vera.page, "empty", "Er is niets om over te besluiten.")
    vera.follow("Schrijf een datalek op")
    vera.press("Begin")
    check(vera.page, "error", "Dit klopt nog niet")
    reported(town, town["anouk"].user_id, since=began)
    vera.go("Datalekken")
    check(vera.page, "filled", "besluit voor")
    vera.follow("Anouk")
    check(vera.page, "filled", "keer geopend")
    vera.press("Bewaar het besluit")
    check(vera.page, "error", "Dit klopt nog niet")
    vera.choose("Melden bij de Autoriteit Persoonsgegevens?", "Nee, niet gemeld")
    vera.choose("Horen de jongeren het?", "Ja, de jongeren horen het")
    vera.fill(report_why=FOUND, persons_why=FOUND)
    vera.press("Bewaar het besluit")
    vera.told("Het besluit is bewaard.")
    check(vera.page, "filled", "Besloten door")
    assert [
        one for one in (*anouk.complaints, *vera.complaints) if "status of 422" not in one
    ] == []
