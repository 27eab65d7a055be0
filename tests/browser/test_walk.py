"""The whole job in a real browser: from a signal to an open door, and in again, with log-in."""

import os
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, expect

from houvast.database.context import acting
from houvast.settings import ROOT
from houvast.tracks.models import NextMoment, Track
from tests.browser import assert_accessible, ready
from tests.browser.at_work import a_workplace_by_hand, starts_and_stops, to_a_start_date
from tests.browser.plan_made import (
    a_match_is_discussed,
    both_plans_are_agreed,
    what_he_wants_is_asked,
)
from tests.browser.to_the_end import (
    aftercare_passes,
    all_is_in_order,
    closing_is_overruled,
    closing_is_refused,
    it_closes,
    it_is_handed_over,
    it_opens_again,
)
from tests.cast import ANSWERS, PASSWORD, SEEN, STAFF, Town, found
from tests.conftest import Clock
from tests.tracks.ending_roles import lived

TUESDAY = timezone.make_aware(datetime(2027, 2, 2, 10))
PHONE, DESKTOP = (390, 844), (1440, 900)
SIZES = pytest.mark.parametrize(("width", "height"), [PHONE, DESKTOP], ids=["phone", "desktop"])
NARROW = 320
WIDE = 1024
"""From here the menu stands at the side: 64rem in houvast.css."""
BOXES = ("radio", "checkbox")
KEPT_OUT = "Service Worker registration blocked by Playwright"
"""What `browser_page` asks for."""
SIDEWAYS = "document.scrollingElement.scrollWidth - innerWidth"
REFUSED = """addEventListener('securitypolicyviolation',
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))"""

pytestmark = pytest.mark.browser


class Visitor:
    """Someone at a screen. Counts the taps, and keeps what the browser complained about."""

    def __init__(self, page: Page, also: tuple[int, int] | None = None) -> None:
        self.page, self.taps, self.complaints = page, 0, list[str]()
        self.also = also
        """Another size at which each screen is looked at too."""
        page.add_init_script(REFUSED)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and KEPT_OUT not in message.text:
            self.complaints.append(f"{self.page.url} {message.type}: {message.text}")

    def sign_in(self, username: str, *, looking: bool = True) -> "Visitor":
        self.page.goto("/inloggen/")
        if looking:
            self.look("Inloggen")
        self.page.get_by_label("Gebruikersnaam").fill(username)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.press("Inloggen")
        expect(self.page).not_to_have_url(re.compile("inloggen"))
        return self

    def press(self, name: str) -> None:
        """Tap a button."""
        self.taps += 1
        main = ready(self.page).get_by_role("main")
        main.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Tap a link in the page."""
        self.taps += 1
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()

    def choose(self, group: str, answer: str) -> None:
        """Tap a tile or a chip, of which one or more may be chosen."""
        self.taps += 1
        here = ready(self.page).get_by_role("group", name=group)
        one, more = (here.get_by_role(kind, name=answer, exact=True) for kind in BOXES)
        one.or_(more).click()

    def fill(self, **fields: str | date) -> None:
        """Fill in fields by their name in the form."""
        for name, value in fields.items():
            ready(self.page).locator(f"main [name={name}]").fill(str(value))

    def pick(self, **fields: str) -> None:
        """Choose by the words of the answer."""
        for name, words in fields.items():
            select = ready(self.page).locator(f"main select[name={name}]")
            option = select.locator("option").filter(has_text=words).first
            select.select_option(value=option.get_attribute("value") or "")

    def go(self, place: str) -> None:
        """Tap a place in the menu, wherever this width keeps it."""
        self.taps += 1
        size = self.page.viewport_size
        if size and size["width"] >= WIDE:  # a side menu, and the act of this role above the page
            side = self.page.locator(".side, .top")
            return side.get_by_role("link", name=place, exact=True).click()
        bar = self.page.get_by_role("navigation", name="Menu", exact=True)
        expect(bar).to_be_visible()
        if not bar.get_by_role("link", name=place, exact=True).is_visible():
            bar.get_by_text("Meer", exact=True).click()
        bar.get_by_role("link", name=place, exact=True).click()

    def look(self, title: str) -> None:
        """The screen is there, accessible, and fits: also where it is very narrow."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        size = self.page.viewport_size
        assert size is not None
        own = (size["width"], size["height"])
        look_at(self.page, (own, self.also) if self.also else (own,), title)
        self.page.set_viewport_size(size)

    def told(self, words: str) -> None:
        expect(self.page.locator("#notices")).to_contain_text(words)


def shoot(page: Page, *words: str) -> None:
    """Keep a picture for who wants to look (HOUVAST_SHOTS=1); git ignores shots/."""
    size = page.viewport_size
    if os.environ.get("HOUVAST_SHOTS") and size:
        route = re.sub(r"[0-9a-f-]{36}", "", urlsplit(page.url).path)
        name = re.sub(r"[^a-z0-9]+", "-", f"{size['width']} {route} {' '.join(words)}".lower())
        page.screenshot(path=ROOT / "shots" / f"{name.strip('-')[:90]}.png", full_page=True)


def look_at(page: Page, sizes: Iterable[tuple[int, int]], *words: str) -> None:
    """Accessible, and nothing sticks out, in these sizes; and where it is very narrow, once."""
    for at, (width, height) in enumerate(sizes):
        page.set_viewport_size({"width": width, "height": height})
        assert_accessible(page)
        assert_fits(page)
        shoot(page, *words)
        if at == 0:  # making it another size takes longer than looking
            page.set_viewport_size({"width": NARROW, "height": height})
            assert_fits(page)


def assert_fits(page: Page) -> None:
    """No scrolling sideways."""
    over, size = page.evaluate(SIDEWAYS), page.viewport_size
    assert over <= 0, f"{urlsplit(page.url).path}: {over} px too wide at {size}"


AT_A_DESK = ("rachid", "tess")


class Walk:
    """One town, walked through by several people, each with a browser of their own.

    Coaches walk with a phone and the others sit at a desk; everybody looks at both sizes.
    """

    def __init__(self, open_page: Callable[..., Page], clock: Clock) -> None:
        clock.set(TUESDAY)
        self.clock, self.open_page = clock, open_page
        self.today = TUESDAY.date()
        self.town: Town = found("Waterrade", STAFF, self.today)
        self.visitors: list[Visitor] = []
        self.inside: dict[str, Visitor] = {}
        self.lead = "anouk"

    def _inside(self, name: str) -> Visitor:
        """Somebody who is signed in, now or since earlier today."""
        if name not in self.inside:
            size, also = (DESKTOP, PHONE) if name in AT_A_DESK else (PHONE, DESKTOP)
            fresh = Visitor(self.open_page(*size), also)
            self.inside[name] = fresh.sign_in(name, looking=not self.visitors)
            self.visitors.append(fresh)
        return self.inside[name]

    anouk = property(lambda self: self._inside("anouk"))
    bilal = property(lambda self: self._inside("bilal"))
    rachid = property(lambda self: self._inside("rachid"))
    tess = property(lambda self: self._inside("tess"))
    wim = property(lambda self: self._inside("wim"))

    def later(self, days: int) -> None:
        """Days pass; whoever was signed in, was signed out."""
        for visitor in self.inside.values():
            visitor.page.context.close()
        self.inside.clear()
        lived(self.town, self.clock, days)
        self.today += timedelta(days=days)

    def planned(self) -> date:
        with acting(self.town[self.lead]):
            return NextMoment.objects.get(state="planned").due

    def state(self) -> str:
        with acting(self.town[self.lead]):
            return Track.objects.get().state


def test_the_whole_job(browser_page, clock):
    walk = Walk(browser_page, clock)
    a_signal_is_entered(walk.anouk)
    the_triage_takes_it_up(walk.tess)
    a_coach_says_yes(walk.anouk, walk.rachid)
    three_contacts(walk)
    told_and_scanned(walk)
    both_plans_are_agreed(walk.anouk)
    a_workplace_is_offered(walk)
    what_he_wants_is_asked(walk.anouk)
    a_match_is_discussed(walk)
    to_a_start_date(walk, trial=3, start=7)
    starts_and_stops(walk)
    a_workplace_by_hand(walk.anouk)
    to_a_start_date(walk, trial=0, start=0)
    walk.anouk.press("Gestart")
    walk.anouk.look("Leerling fietsenmaker")
    it_is_handed_over(walk)
    closing_is_refused(walk)
    aftercare_passes(walk)
    all_is_in_order(walk)
    it_closes(walk, walk.bilal)
    it_opens_again(walk, walk.bilal)
    closing_is_overruled(walk)
    it_closes(walk, walk.bilal)
    complaints = [complaint for one in walk.visitors for complaint in one.complaints]
    # A form that is wrong is answered with 422, which a browser calls an error.
    assert [one for one in complaints if "422 (" not in one] == []


def a_signal_is_entered(anouk: Visitor) -> None:
    anouk.look("Vandaag")
    anouk.go("Aanmeldingen")
    anouk.look("Aanmeldingen")
    anouk.follow("Aanmelden")
    anouk.look("Aanmelden")
    anouk.fill(behaviour=SEEN, opinion="Hij zoekt iemand die luistert.", nickname="Ilias")
    anouk.fill(given_name="Ilias", family_name="Voorbeeld", birth_date="2008-05-04")
    anouk.pick(kind="Zelf gezien", source="Ikzelf")
    anouk.press("Aanmelden")
    anouk.told("Aangemeld.")
    anouk.look("Ilias Voorbeeld")


def the_triage_takes_it_up(tess: Visitor) -> None:
    tess.go("Aanmeldingen")
    tess.look("Aanmeldingen")
    tess.follow("Ilias")
    tess.look("Ilias Voorbeeld")
    tess.press("Begin de triage")
    tess.follow("Oppakken")
    tess.look("Oppakken")
    tess.fill(necessity=ANSWERS.necessity, proportionality=ANSWERS.proportionality)
    tess.fill(subsidiarity=ANSWERS.subsidiarity, reason="Kent de buurt goed.")
    tess.pick(holder="Rachid", coach="Anouk, Zuid")
    tess.press("Oppakken en coach vragen")
    tess.told("Opgepakt.")


def a_coach_says_yes(anouk: Visitor, rachid: Visitor) -> None:
    rachid.go("Team")
    rachid.look("Team")
    rachid.follow("Wacht op een coach")
    rachid.look("Team")
    expect(rachid.page.get_by_role("row", name="Ilias")).to_contain_text("houdt het vast")
    anouk.go("Vandaag")
    anouk.look("Vandaag")
    anouk.press("Ja, ik word de coach")
    anouk.told("Jij bent nu de vaste coach.")
    anouk.look("Ilias Voorbeeld")
    expect(anouk.page.get_by_role("main")).to_contain_text("Coach en moment staan vast")


def three_contacts(walk: Walk) -> None:
    anouk = walk.anouk
    for how, outcome in (("", "Niet bereikt"), ("Gebeld", "Reageerde"), ("", "Gesproken")):
        anouk.go("Vandaag")
        anouk.page.get_by_role("link", name="Contact vastleggen met Ilias Voorbeeld").click()
        anouk.look("Contact vastleggen")
        anouk.taps = 0
        if how:
            anouk.choose("Hoe?", how)
        anouk.choose("Gelukt?", outcome)
        anouk.press("Opslaan")
        assert anouk.taps <= 3
        anouk.look("Vandaag")
        anouk.told("Contact bewaard. Het volgende moment staat.")
        assert walk.planned() == walk.today + timedelta(days=7)
    anouk.go("Contact")
    anouk.look("Met wie had je contact?")
    anouk.go("Jongeren")
    anouk.look("Jongeren")
    anouk.follow("Ilias Voorbeeld")
    held = anouk.page.get_by_role("region", name="Contact", exact=True)
    expect(held.get_by_role("listitem")).to_have_count(3)
    expect(held).to_contain_text("Niet bereikt · op straat")


def told_and_scanned(walk: Walk) -> None:
    anouk = walk.anouk
    anouk.follow("Vertel het en leg het vast")
    anouk.look("Vertellen wat we bewaren")
    anouk.follow("Leg vast dat het verteld is")
    anouk.press("Leg vast")
    anouk.told("Vastgelegd wie het hoorde, en hoe.")
    anouk.follow("Ilias Voorbeeld")
    anouk.look("Ilias Voorbeeld")
    anouk.follow("Samen invullen")
    anouk.look("Quickscan")
    for domain in ("Inkomen", "Wonen", "Identiteit en regelzaken"):
        anouk.choose(domain, "Op orde")
    anouk.choose("School en diploma", "Stap nodig")
    anouk.press("Bewaar de quickscan")
    anouk.told("De quickscan is bewaard.")
    anouk.look("Plan van Ilias Voorbeeld")
    anouk.press("Praten met het Doorstroompunt")
    anouk.told("De stap staat in het plan.")
    anouk.follow("Naar het traject")
    scan = anouk.page.get_by_role("region", name="Quickscan")
    expect(scan).to_contain_text("Identiteit en regelzaken, Inkomen, Wonen")
    anouk.press("Klaar: Praten met het Doorstroompunt")
    anouk.told("Klaar.")


def a_workplace_is_offered(walk: Walk) -> None:
    wim = walk.wim
    wim.look("Vandaag")
    wim.go("Werkgevers")
    wim.look("Werkgevers")
    wim.follow("Werkgever toevoegen")
    wim.look("Werkgever toevoegen")
    wim.fill(name="Fietshoek Molenveld", place_name="Waterrade", pc4="1234")
    wim.press("Toevoegen")
    wim.look("Fietshoek Molenveld")
    wim.page.get_by_text("Contactpersoon toevoegen").click()
    wim.look("Contactpersoon toevoegen")
    wim.fill(name="Meneer Molen", phone="0600000009")
    wim.page.get_by_label("Deze persoon bel je eerst").check()
    wim.press("Toevoegen")
    wim.told("Contactpersoon toegevoegd.")
    wim.follow("Werkplek toevoegen")
    wim.look("Werkplek toevoegen")
    wim.fill(title="Leerling fietsenmaker", hours_min="24", hours_max="32", wage="9.50")
    wim.pick(kind="Leren en werken (BBL)")
    wim.press("Bewaren")
    wim.look("Leerling fietsenmaker")
    wim.press("Aanbieden")
    wim.go("Werkplekken")
    wim.look("Werkplekken")
    expect(wim.page.get_by_role("main")).to_contain_text("Leerling fietsenmaker")
