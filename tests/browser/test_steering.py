"""What steers the promise, in a real browser: agreements, overview, aftercare; sizes and axe."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.merging import propose_merge
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import SEEN, STAFF, Who, ahead, found, live, open_track, place_to_work, talk
from tests.matching.made import wish

pytestmark = pytest.mark.browser


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_agreements_and_overview(browser_page, town):
    vera = Visitor(browser_page()).sign_in("vera", looking=False)
    vera.go("Wie ziet wat")
    check(vera.page, "filled", "Alleen na een besluit om te delen")
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    check(petra.page, "empty", "Houden we wat we beloven?")
    live(town, "Meeuw")
    petra.go("Overzicht")
    check(petra.page, "filled", "zonder volgend moment")
    check(petra.page, "filled", "De procesregisseur heeft geen vervanger.")
    petra.page.get_by_role("link", name="Kies een vervanger").click()
    check(petra.page, "filled", "Wie vervangt de procesregisseur?")
    petra.pick(who="Hugo")
    petra.press("Deze collega vervangt")
    petra.told("De vervanger krijgt bericht en kan meteen meekijken.")
    petra.go("Afspraken")
    check(petra.page, "filled", "Langste stilte bij kennismaken")
    petra.page.get_by_role("link", name="Wijzig De ladder").click()
    petra.fill(rungs="1, 9, 5, 2", reason="Eerder erbij zijn.")
    petra.press("Leg deze afspraak vast")
    check(petra.page, "error", "Elk getal is hoger dan dat ervoor")
    petra.fill(rungs="1, 2, 4, 8")
    petra.press("Leg deze afspraak vast")
    petra.told("De afspraak staat.")
    check(petra.page, "filled", "van 1, 3, 5 en 10 werkdagen naar 1, 2, 4 en 8 werkdagen")
    petra.page.get_by_role("link", name="Sluit een dag").click()
    check(petra.page, "filled", "Welke dag telt niet mee?")
    petra.page.goto(reverse("end_criterion", args=[town.criterion]))
    check(petra.page, "filled", "Deze reden geldt niet meer")
    assert [one for one in petra.complaints if "status of 422" not in one] == []


def test_a_proposal_for_a_team(browser_page, town):
    """Who steers asks for it; the coach looks at it with the young person, who chooses."""
    place_to_work(town, "Meeuw", places=1)
    for name in ("Sem", "Alexandrine-Wilhelmina"):
        wish(town["anouk"], open_track(town, Who(name, name, "Voorbeeld", date(2008, 5, 4))))
    lotte = Visitor(browser_page()).sign_in("lotte", looking=False)
    lotte.page.goto(reverse("team"))
    lotte.page.get_by_role("link", name="Voorstel voor werk").click()
    check(lotte.page, "empty", "Voor dit team is nog geen voorstel.")
    lotte.press("Maak voorstel")
    lotte.told("Het voorstel is er. Elke coach ziet het bij Jongeren.")
    check(lotte.page, "filled", "Nog geen plek")
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("young_people"))
    anouk.page.get_by_role("link", name="Voorstellen").click()
    check(anouk.page, "filled", "Meeuwwerk")
    anouk.page.get_by_role("link", name="Bekijk en kies samen").click()
    check(anouk.page, "filled", "Meeuwbakkerij")
    assert lotte.complaints == [] == anouk.complaints


def test_aftercare_and_what_is_still_open(browser_page, town):
    life = live(town, "Meeuw")
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("closing", args=[life.track]))
    check(anouk.page, "filled", "Kijk samen hoe het staat")
    anouk.press("Begin de nazorg")
    anouk.told("De nazorg is begonnen.")
    check(anouk.page, "aftercare", "Nazorg")
    anouk.page.goto(reverse("absence", args=[life.track]))
    check(anouk.page, "filled", "Wanneer is de jongere terug?")
    anouk.fill(until_on=timezone.localdate() + timedelta(days=40))
    anouk.choose("Hoe bereik je de jongere zolang?", "Bellen")
    anouk.press("Leg dit vast")
    check(anouk.page, "away", "Een tijd weg, terug op")
    anouk.press("Is terug")
    anouk.told("Terug. Het volgende moment staat nog waar het stond.")
    anouk.page.goto(reverse("closing", args=[life.track]))
    anouk.page.get_by_role("link", name="Gaat het minder?").click()
    anouk.fill(next_on=timezone.localdate().replace(year=timezone.localdate().year + 1))
    anouk.press("Ga weer samen verder")
    check(anouk.page, "error", "Spreek een eerder moment af.")
    anouk.fill(next_on=timezone.localdate())
    anouk.press("Ga weer samen verder")
    anouk.told("Jullie gaan weer samen verder.")
    assert [one for one in anouk.complaints if "status of 422" not in one] == []


def test_who_it_is_what_was_wrong_and_two_that_are_one(browser_page, town):
    who = Who("Wolfeschlegelsteinhausen" * 2, "", "Voorbeeld", date(2008, 5, 4))
    track = open_track(town, who)
    contact = log_contact(by=town["anouk"], track_id=track, talk=talk(note="Kort."), ahead=ahead(3))
    anouk = Visitor(browser_page()).sign_in("anouk", looking=False)
    anouk.page.goto(reverse("details", args=[track]))
    check(anouk.page, "filled", "Hoe wil de jongere bereikt worden?")
    anouk.fill(phone="12")
    anouk.press("Bewaren")
    check(anouk.page, "error", "nummer")
    anouk.page.goto(reverse("correct_contact", args=[contact]))
    check(anouk.page, "filled", "Contact verbeteren")
    anouk.page.goto(reverse("track", args=[track]))
    rachid = Visitor(browser_page()).sign_in("rachid", looking=False)
    rachid.page.goto(reverse("merges"))
    check(rachid.page, "empty", "Er wacht geen voorstel.")
    other = open_track(town, Who("Ili"), coach="bilal")
    rachid.page.goto(reverse("merge", args=[track]))
    check(rachid.page, "filled", "Met welk traject?")
    propose_merge(
        by=town["lotte"], track_id=track, other_id=other, reason="Beide coaches zagen het."
    )
    rachid.page.goto(reverse("merges"))
    check(rachid.page, "filled", "Akkoord, samenvoegen")
    found_again(Visitor(browser_page()).sign_in("bilal", looking=False))
    complaints = [*anouk.complaints, *rachid.complaints]
    assert [one for one in complaints if "status of 422" not in one] == []


def found_again(bilal):
    """Somebody whom a colleague holds: whom to ring, and the way on."""
    bilal.page.goto(reverse("own_find"))
    bilal.fill(behaviour=SEEN, nickname="Mo", family_name="Voorbeeld", birth_date="2008-05-04")
    bilal.fill(next_on=timezone.localdate())
    bilal.pick(kind="Zelf gezien", source="Ikzelf")
    bilal.press("Ik houd deze jongere vast")
    check(bilal.page, "known", "Ja. Bel Anouk.")
    bilal.press("Toch zelf vasthouden")
    bilal.told("Jij houdt deze jongere vast.")
