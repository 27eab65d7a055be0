"""The main screens when there is nothing, when something is wrong, and when there is a lot."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from houvast.employers.actions import importing as work
from houvast.employers.rules.states import Brings
from houvast.tracks.actions import importing as caseload
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.signals import Who
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.models import CaseloadUpload
from houvast.tracks.rules.states import ContactOutcome
from houvast.uploads import later
from houvast.uploads.waiting import File
from tests.browser.test_walk import Visitor, look_at
from tests.cast import (
    STAFF,
    Town,
    ahead,
    found,
    open_track,
    proposed_track,
    signal_in_triage,
    talk,
)
from tests.employers import lists, vacancies
from tests.tracks import caseloads

pytestmark = pytest.mark.browser

SIZES = ((390, 844), (1440, 900))
ROWS = 60
ONE_WORD = "Wolfeschlegelsteinhausenbergerdorff" * 2
WORDS = "Shanice Alexandrina Guadalupe van Wijngaarden-Kowalczyk Ramos"


@pytest.fixture
def town(server: object) -> Town:
    return found("Waterrade", STAFF, timezone.localdate())


@pytest.fixture
def visit(browser_page: Callable[..., Page], town: Town) -> Callable[..., None]:
    """Look at a screen as someone, in both sizes; each person signs in once."""
    inside: dict[str, Visitor] = {}

    def look(name: str, state: str, address: str, *, says: str, status: int = 200) -> None:
        if name not in inside:
            inside[name] = Visitor(browser_page(*SIZES[0])).sign_in(name)
        page = inside[name].page
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        check(page, state, says)

    return look


def check(page: Page, state: str, says: str) -> None:
    """It says this, in both sizes, accessible, and nothing sticks out."""
    expect(page.get_by_role("main")).to_contain_text(says)
    look_at(page, SIZES, state)


def test_empty(visit, town):
    visit("anouk", "empty", "/vandaag/", says="Je hebt nog geen jongeren.")
    visit("anouk", "empty", "/jongeren/", says="Je hebt nog geen jongeren.")
    visit("anouk", "empty", "/contact/", says="Je hebt nog geen jongeren.")
    visit("rachid", "empty", "/team/", says="Er loopt nog geen traject.")
    visit("rachid", "empty", "/regie/", says="Er zit niets vast.")
    visit("rachid", "empty", "/toegang/nakijken/", says="Er loopt de komende maand geen")
    visit("tess", "empty", "/aanmeldingen/", says="Er wacht niets op antwoord.")
    visit("anouk", "empty", "/werkgevers/", says="Nog geen werkgevers.")
    visit("anouk", "empty", "/werkplekken/", says="Hier is geen werkplek.")
    track = open_track(town)
    for words in ("Nog geen contact.", "Nog geen werkplek.", "Nog niet ingevuld."):
        visit("anouk", "empty", reverse("track", args=[track]), says=words)


def test_errors(visit, town, browser_page):
    track = open_track(town)
    nowhere = reverse("track", args=[uuid4()])
    visit("anouk", "error", nowhere, says="Deze pagina is er niet", status=404)
    visit("anouk", "error", "/team/", says="Deze pagina is er niet", status=403)
    visit("rachid", "error", "/vandaag/", says="Deze pagina is er niet", status=403)
    visit("rachid", "error", "/jongeren/", says="Deze pagina is er niet", status=403)
    visit("petra", "error", "/aanmeldingen/", says="Deze pagina is er niet", status=403)
    anouk = Visitor(browser_page()).sign_in("anouk")
    anouk.page.goto(reverse("told", args=[track, "jongere"]))
    anouk.fill(on=timezone.localdate() + timedelta(days=2))
    anouk.press("Leg vast")
    check(anouk.page, "error", "Deze dag ligt in de toekomst.")
    anouk.page.goto(reverse("log_contact", args=[track]))
    anouk.choose("Gelukt?", "Gesproken")
    anouk.choose("Volgend contact", "Andere dag")
    anouk.press("Opslaan")
    check(anouk.page, "error", "Zonder moment laten we iemand los.")
    anouk.page.goto("/aanmeldingen/nieuw/")
    anouk.fill(behaviour="Kort.", birth_date="1950-01-01")
    anouk.pick(kind="Zelf gezien", source="Ikzelf")
    anouk.press("Aanmelden")
    check(anouk.page, "error", "Schrijf in een paar woorden op")


@pytest.mark.parametrize("name", [ONE_WORD[:60], WORDS[:60]], ids=["one-word", "words"])
def test_long_names(visit, town, name):
    """Sixty characters, with spaces and without: the name is there in full, and fits."""
    assert len(name) == 60
    state, anouk = f"long {name[:5]}", town["anouk"]
    who = Who(name, name, name, date(2008, 5, 4), "0600000001")
    track, file = open_track(town, who), f"{name} {name}"
    said = talk(note=ONE_WORD * 5, worried=True)
    log_contact(by=anouk, track_id=track, talk=said, ahead=ahead(0, what=ONE_WORD))
    log_contact(
        by=anouk,
        track_id=track,
        talk=talk(ContactOutcome.NOT_REACHED, note=WORDS),
        ahead=ahead(3, what=WORDS),
    )
    asked, signal = proposed_track(town, who), signal_in_triage(town, who)
    visit("anouk", state, "/vandaag/", says=file)
    visit("anouk", state, "/jongeren/", says=file)
    visit("anouk", state, "/contact/", says=file)
    visit("anouk", state, reverse("track", args=[track]), says=ONE_WORD * 5)
    visit("anouk", state, reverse("log_contact", args=[track]), says=file)
    visit("rachid", state, "/team/", says=name)
    helped(town, track)
    visit("rachid", state, "/toegang/nakijken/", says=f"Wim · {name}")
    visit("rachid", state, reverse("offer", args=[asked]), says=name)
    visit("tess", state, "/aanmeldingen/", says=name)
    visit("tess", state, reverse("signal", args=[signal]), says=file)


def helped(town, track):
    """A work coach beside the lead whose access ends within a month."""
    until, wim = timezone.localdate() + timedelta(days=20), town["wim"].user_id
    give_work_coach(by=town["rachid"], track_id=track, user_id=wim, until=until)


def test_many_rows(visit, town):
    for number in range(ROWS):
        given = f"Ilias{number}"
        track = open_track(town, Who(given, given, "Voorbeeld", date(2008, 5, 4)))
        for _ in range(ROWS // 3 if number == 0 else number % 2):
            said = talk(note="Wil werken." * (number % 3))
            log_contact(by=town["anouk"], track_id=track, talk=said, ahead=ahead(number % 20))
        if number == 0:
            first = track
        if number < ROWS // 3:
            helped(town, track)
    visit("anouk", "many", "/jongeren/", says="bladzijde 1 van 2")
    for place in ("/vandaag/", "/jongeren/?bladzijde=2", "/contact/"):
        visit("anouk", "many", place, says=f"Ilias{ROWS - 1} Voorbeeld")
    visit("anouk", "many", reverse("track", args=[first]), says="Gesproken")
    visit("rachid", "many", "/team/", says="bladzijde 1 van 2")
    visit("rachid", "many", "/team/?bladzijde=2", says=f"Ilias{ROWS - 1}")
    visit("rachid", "many", "/toegang/nakijken/", says="Wim · Ilias19")
    visit("rachid", "empty", "/team/?zoek=Niemand", says="Niemand in deze weergave.")
    visit("tess", "many", "/aanmeldingen/", says="Beantwoord")


def test_bringing_in(visit, town, monkeypatch):
    """From nothing to the result, with long words and many rows that stay out."""
    monkeypatch.setattr(later, "AT_ONCE", 2)
    steers, screen = caseloads.steering(town), "/inlezen/trajecten/"
    visit("sam", "empty", "/inlezen/werk/", says="Een bestand inlezen")
    visit("sam", "empty", "/te-coderen/", says="Elke werkplek heeft een beroep.")
    said, second = "School belt op dag {}", caseloads.SECOND
    bad = [caseloads.changed(second, A=f"Daan {at}", E="", F=said.format(at)) for at in range(ROWS)]
    upload = caseloads.waiting(town, caseloads.FIRST, *bad)
    page = reverse("upload", args=[upload])
    visit("rachid", "table", page, says="zonder coach.")
    caseload.say_yes(by=steers, upload_id=upload)
    visit("rachid", "table", page, says="Je bestand staat in de rij.")
    beside = later.Aside(CaseloadUpload, steers, upload)
    beside.change(began_at=timezone.now())
    visit("rachid", "table", page, says="Het inlezen stopte halverwege.")
    beside.change(began_at=None)
    beside.close()
    caseload.bring_in_later(by=steers, upload_id=upload)
    visit("rachid", "table", page, says="bleven buiten")
    visit("rachid", "table", screen, says="Kijk wat er buiten bleef.")
    work.bring_in(by=town["sam"], upload_id=lists.waiting(town["sam"]))
    long = lists.changed(lists.BAKERY, D=WORDS[:60], F=ONE_WORD[:60])
    table = lists.waiting(town["sam"], long, lists.changed(lists.GARAGE, C="?"))
    visit("sam", "table", reverse("work_upload", args=[table]), says=WORDS[:60])
    where = vacancies.vacancy(naamVacature=WORDS[:100], werktijden={})
    bank = File(vacancies.file_of(vacancies.vacancy(), where))
    table = work.put_up(by=town["sam"], file=bank, brings=Brings.WORKPLACES, file_name=ONE_WORD)
    visit("sam", "table", reverse("work_upload", args=[table]), says="Dit komt niet mee")
