"""Werkgevers walked once per size: account manager, broker and back; long names, many rows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.employers import actions
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import Sector
from tests.browser.test_states import ONE_WORD, ROWS, WORDS, check
from tests.browser.test_walk import DESKTOP, PHONE, Visitor
from tests.cast import STAFF, found
from tests.employers.conftest import facts

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_the_day_of_who_keeps_employers(browser_page, town):
    today = timezone.localdate()
    sam = Visitor(browser_page(*DESKTOP), also=PHONE).sign_in("sam", looking=False)
    sam.look("Vandaag")
    add_an_employer(sam)
    write_down(sam, today)
    ask_the_broker(sam)
    the_broker_answers(browser_page(*PHONE))
    answer_a_promise(sam)
    offer_the_workplace(sam)
    assert [
        one for one in sam.complaints if "status of 422" not in one
    ] == []  # the refused requirement


def add_an_employer(sam):
    sam.go("Werkgevers")
    sam.look("Werkgevers")
    sam.follow("Werkgever toevoegen")
    sam.fill(name="Bakkerij Voorbeeld", place_name="Waterrade")
    sam.press("Toevoegen")
    sam.follow("Contactpersoon toevoegen")
    sam.fill(name="Fatima Voorbeeld", phone="0600000009")
    sam.look("Contactpersoon toevoegen")
    sam.press("Toevoegen")


def write_down(sam, today):
    sam.follow("Gesprek vastleggen")
    sam.fill(about="Zoekt hulp in de winkel.", next_on=today)
    sam.look("Gesprek vastleggen")
    sam.press("Opslaan")
    sam.follow("Wie kent hem of haar?")
    sam.look("Wie van ons kent Fatima Voorbeeld?")
    sam.press("Bewaren")
    sam.follow("Afspraak")
    sam.fill(text="Stuurt een rooster.", due=today)
    sam.look("Afspraak vastleggen")
    sam.press("Opslaan")
    sam.follow("Bemiddelaar koppelen")
    sam.pick(user="Bas")
    sam.press("Koppelen")
    sam.look("Bakkerij Voorbeeld")


def ask_the_broker(sam):
    sam.go("Vragen")
    sam.follow("Nieuwe vraag")
    sam.fill(text="Zoek je iemand die graag buiten werkt?")
    sam.choose("Aan wie?", "Bas")
    sam.look("Nieuwe vraag")
    sam.press("Vraag het")
    sam.look("Vragen aan bemiddelaars")


def answer_a_promise(sam):
    sam.go("Vandaag")
    sam.look("Vandaag")
    sam.follow("Niet nagekomen")
    sam.fill(reason="De chef was ziek.")
    sam.look("Niet nagekomen")
    sam.press("Bewaren")
    sam.told("Bewaard.")
    sam.press("Ongedaan maken")
    sam.told("De afspraak staat weer open.")


def offer_the_workplace(sam):
    sam.go("Werkplekken")
    sam.look("Werkplekken")
    sam.follow("Hulp in de winkel")
    sam.follow("Wijzigen")
    sam.look("Werkplek wijzigen")
    sam.press("Bewaren")
    sam.follow("Eis toevoegen")
    sam.choose("Moet het echt?", "Vereist")
    sam.press("Toevoegen")
    check(sam.page, "error", "Schrijf op waarom het werk dit nodig heeft")
    sam.fill(reason="De bus staat buiten de stad.")
    sam.press("Toevoegen")
    sam.press("Aanbieden")
    sam.look("Hulp in de winkel")


def the_broker_answers(page):
    bas = Visitor(page, also=DESKTOP).sign_in("bas", looking=False)
    bas.look("Vragen aan mij")
    bas.page.get_by_role("button", name="Ja, ik vraag het na").click()
    bas.told("Dank je.")
    bas.follow("Werkplek toevoegen")
    bas.fill(title="Hulp in de winkel", hours_min="8", hours_max="16")
    bas.look("Werkplek toevoegen")
    bas.press("Bewaren")
    bas.look("Hulp in de winkel")
    assert bas.complaints == []


def test_many_rows_and_long_names_of_employers(browser_page, town):
    sam, today = town["sam"], timezone.localdate()
    for number in range(ROWS):
        name = {1: ONE_WORD, 2: WORDS}.get(number, f"Bedrijf {number}")
        employer = actions.add_employer(by=sam, facts=EmployerFacts(name, sector=Sector.A))
        actions.add_workplace(by=sam, employer_id=employer, facts=facts(title=name))
        if number == 1:
            long = employer
    person = ContactFacts(ONE_WORD, WORDS, "0600000001", "0600000002", "f@voorbeeld.nl")
    contact = actions.add_contact(by=sam, employer_id=long, facts=person)
    actions.note_acquaintance(by=sam, contact_id=contact, how=WORDS)
    for _ in range(ROWS // 4):
        actions.log_conversation(by=sam, employer_id=long, on=today, about=ONE_WORD * 5)
    looker = Visitor(browser_page()).sign_in("sam", looking=False)
    for address, says in (
        (reverse("employers"), "bladzijde 1 van 2"),
        (reverse("workplaces"), "bladzijde 1 van 2"),
        (reverse("employers") + "?zoek=niets", "Geen werkgever gevonden."),
        (reverse("employer", args=[long]), ONE_WORD),
        (reverse("work_day"), "Concepten: klopt alles?"),
        (reverse("missing"), "Niemand mist iets."),
    ):
        looker.page.goto(address)
        check(looker.page, "many", says)
    assert looker.complaints == []
