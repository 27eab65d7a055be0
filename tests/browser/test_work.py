"""Work wishes and workplaces in a real browser: filled in, chosen, put aside, at both sizes."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.actions.workplaces import add_condition
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import ConditionCode, Sector, Strength, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, Who, found, open_track
from tests.conftest import as_owner
from tests.reference.brought import bring_occupations

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenbergerdorff" * 2


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def offered(town, title, kind=WorkKind.LEARNING_PLACE, **asks):
    sam = town["sam"]
    employer = add_employer(by=sam, facts=EmployerFacts(f"{title} BV", sector=Sector.G))
    facts = WorkplaceFacts(title, kind, 16, 32, isco="7234", pc4="1234", asks_vog=True)
    place = add_workplace(by=sam, employer_id=employer, facts=facts)
    offer_workplace(by=sam, workplace_id=place)
    for code, why in asks.items():
        what = {"code": ConditionCode(code), "strength": Strength.REQUIRED, "reason": why}
        add_condition(by=sam, workplace_id=place, **what)
    return place


def test_wishes_and_workplaces(browser_page, town):
    track = open_track(town, Who("Ilias", "Ilias", LONG[:60]))
    anouk = Visitor(browser_page(390, 844)).sign_in("anouk", looking=False)
    page = anouk.page
    page.goto(reverse("places_for", args=[track]))
    check(page, "empty", "Nu past niets.")
    expect(page.get_by_role("main")).to_contain_text("Vraag eerst de geboortedatum.")
    first = offered(town, "Leerling fietsenmaker")
    second = offered(town, "Koerier", licence_b="Je rijdt zelf naar adressen.")
    offered(town, f"Werk {LONG}"[:100], kind=WorkKind.INTERNSHIP)
    with as_owner() as owner:
        works = ((UUID(int=1), "7512", "banketbakker"), (UUID(int=2), "2250", f"banket {LONG}"))
        bring_occupations(owner, "a", works)
    fill_in(anouk, track)
    put_aside(anouk, track)
    suppose_and_compare(anouk, track, first, second)
    page.goto(reverse("places_for", args=[track]))
    anouk.press("Bespreken met Ilias Leerling fietsenmaker")
    check(page, "filled", "Voorgesteld")
    for address, says in (
        (reverse("track", args=[track]), "Met mijn handen werken"),
        (reverse("track", args=[track]), "banketbakker, Fietsenmaker"),
        (reverse("how_made"), "esco-aaaaaaaa"),
    ):
        page.goto(address)
        check(page, "filled", says)
    # A form that is wrong is answered with 422, which a browser calls an error.
    assert [one for one in anouk.complaints if "status of 422" not in one] == []


def fill_in(anouk, track):
    """Too early, with a slip, and right."""
    page, words = anouk.page, "Met mijn handen werken, niet in de kassen."
    page.goto(reverse("wishes", args=[track]))
    check(page, "empty", "Begin met één")
    anouk.press("Bewaar wensen")
    check(page, "error", "Begin met één")
    anouk.fill(own_words=words, pc4="1234", hours_least="40", hours_most="20")
    anouk.pick(occupation_1="Fietsenmaker")
    anouk.fill(work_words="banket")
    page.get_by_role("button", name="Zoek beroep").click()
    page.locator("[name=chosen]").first.check()
    check(page, "filled", f"banket {LONG}")
    page.get_by_role("checkbox", name="maandag ochtend").first.check()
    anouk.choose("Hoe lang mag de reis duren?", "30 minuten")
    page.get_by_text("Wat heb je al?").click()
    anouk.choose("Autorijbewijs (B)", "Nee")
    page.get_by_text("Dit niet", exact=True).click()
    refused = page.get_by_role("group", name="Welk soort werk wil je niet?")
    refused.get_by_role("checkbox", name="Stage").check()
    anouk.press("Bewaar wensen")
    check(page, "error", "Hoogstens is hier minder dan minstens.")
    expect(page.locator("[name=own_words]")).to_have_value(words)
    anouk.fill(hours_least="8", hours_most="32")
    anouk.press("Bewaar wensen")
    check(page, "filled", "Staat bij de wensen.")
    check(page, "filled", "Eén ding past niet: ze vragen dit: Autorijbewijs (B).")
    page.goto(f"{reverse('places_for', args=[track])}?weergave=rest")
    check(page, "filled", "ander soort werk")


def suppose_and_compare(anouk, track, first, second):
    """What a licence would win, and two workplaces side by side."""
    page, address = anouk.page, reverse("places_for", args=[track])
    page.goto(f"{address}?als=licence_b")
    check(page, "filled", "Dit is niet bewaard.")
    for query, state, says in (
        ("", "empty", "Kies in de lijst twee werkplekken."),
        (f"?plek={first}&plek={second}", "filled", "Naast elkaar"),
    ):
        page.goto(reverse("compare_places", args=[track]) + query)
        check(page, state, says)


def put_aside(anouk, track):
    """Not now, without a reason and with one; and read again what was on screen."""
    page = anouk.page
    page.goto(reverse("places_for", args=[track]))
    anouk.follow("Koerier")
    check(page, "filled", "Je rijdt zelf naar adressen.")
    anouk.press("Bewaar: niet nu")
    check(page, "error", "Kies waarom niet.")
    anouk.choose("Waarom niet nu?", "Te ver weg")
    anouk.press("Bewaar: niet nu")
    anouk.told("Bewaard: niet nu. De werkplek staat bij Niet nu.")
    page.get_by_role("link", name="Niet nu 1").click()
    check(page, "filled", "Te ver weg")
    anouk.follow(", door Anouk")
    check(page, "filled", "Dit stond er toen.")
