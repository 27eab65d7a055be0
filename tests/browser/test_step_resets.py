"""A second step that is lost, in a real browser: asked at the desk, and taken away by another."""

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Role
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.tracks.ending_roles import ending_role

pytestmark = pytest.mark.browser
ADDRESS = reverse("step_resets")
HOW, KNOWN = (
    "Hoe weet je dat het deze collega is?",
    "Ik werk met deze collega en zag hem of haar zelf",
)


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def test_two_people_let_a_colleague_begin_anew(browser_page, town):
    lotte = Visitor(browser_page()).sign_in("lotte", looking=False)
    lotte.page.goto(ADDRESS)
    check(lotte.page, "empty", "Er wacht niemand.")
    lotte.pick(who="Denzel")
    lotte.choose("Wat is er kwijt?", "De passkey werkt niet meer")
    lotte.choose(HOW, KNOWN)
    lotte.press("Vraag het aan een beheerder")
    lotte.told("Gevraagd. Een beheerder antwoordt")
    lotte.pick(who="Denzel")
    lotte.choose("Wat is er kwijt?", "De telefoon is kwijt of gestolen")
    lotte.choose(HOW, KNOWN)
    lotte.press("Vraag het aan een beheerder")
    check(lotte.page, "error", "Voor deze collega wacht al een vraag.")
    admin = Visitor(browser_page()).sign_in("beheer-waterrade", looking=False)
    admin.go("Collega's")
    admin.follow("Tweede stap kwijt")
    check(admin.page, "filled", "Gevraagd door Lotte")
    admin.press("Haal de tweede stap weg Denzel")
    admin.told("De tweede stap is weg.")
    check(admin.page, "filled", "Tweede stap weggehaald")
    roles_are_looked_at(admin, town)
    somebody_joins(admin)
    assert [
        one for one in (*lotte.complaints, *admin.complaints) if "status of 422" not in one
    ] == []


def roles_are_looked_at(admin, town):
    """One form for all that ends soon; what is special rights waits for a second person."""
    admin.go("Rollen")
    check(admin.page, "empty", "Er is nu geen rol die jij nakijkt.")
    ending_role(town, "sam", Role.BROKER)
    ending_role(town, "lotte", Role.REQUEST_HANDLER, days=10)
    admin.page.reload()
    check(admin.page, "filled", "Bijzondere rechten: twee personen kijken ernaar.")
    admin.press("Vastleggen")
    check(admin.page, "error", "Kies bij minstens één rol wat ermee gebeurt.")
    admin.choose("Lotte · Behandelaar verzoek · Zuid", "Blijft")
    admin.choose("Sam · Ondernemer die bemiddelt · Zuid", "Stopt nu")
    admin.press("Vastleggen")
    admin.told("Vastgelegd.")
    check(admin.page, "filled", "Er is nog een tweede persoon nodig.")


def somebody_joins(admin):
    """An organisation with its team, a colleague in it with a first password, and one role more."""
    admin.go("Collega's")
    admin.follow("Teams")
    check(admin.page, "filled", "Jongerenwerk")
    admin.press("Maak dit team")
    check(admin.page, "error", "Kies een antwoord.")
    admin.follow("Organisatie toevoegen")
    admin.fill(name="Buurtwerk De Brug", team="West")
    admin.pick(kind="Jongerenwerk", controller="De burgemeester")
    check(admin.page, "filled", "Voor wie werkt deze organisatie?")
    admin.press("Laat deze organisatie meedoen")
    admin.go("Collega's")
    admin.follow("Collega toevoegen")
    admin.fill(name="Ria " + "Wolfeschlegelsteinhausenbergerdorff Voorbeeld"[:50])
    admin.fill(email="ria@voorbeeld.invalid", username="ria.voorbeeld")
    admin.pick(role="Outreachcoach", team_id="West")
    admin.press("Maak dit account")
    check(admin.page, "error", "Deze rol hoort bij een team van de andere kant")
    admin.pick(team_id="Zuid")
    admin.press("Maak dit account")
    check(admin.page, "received", "Het eerste wachtwoord")
    gets_one_role_more(admin)


def gets_one_role_more(admin):
    """What does not go together is said beside the field; a role stops by one button."""
    admin.go("Collega's")
    admin.follow("Ria Wolfeschlegelsteinhausenbergerdorff Voorbeeld")
    admin.pick(role="FG", team_id="Regie")
    admin.press("Geef deze rol")
    check(admin.page, "error", "Deze rol gaat niet samen met een andere rol.")
    admin.pick(role="Werkcoach", team_id="Zuid")
    admin.press("Geef deze rol")
    admin.told("De rol is gegeven.")
    admin.press("Stop Werkcoach")
    admin.told("Deze rol is gestopt.")
    check(admin.page, "filled", "Outreachcoach")
