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
    assert [
        one for one in (*lotte.complaints, *admin.complaints) if "status of 422" not in one
    ] == []


def roles_are_looked_at(admin, town):
    """One form for all that ends soon; what is special rights waits for a second person."""
    admin.go("Rollen")
    check(admin.page, "empty", "Er is nu geen rol die jij nakijkt.")
    ending_role(town, "sam", Role.BROKER)
    ending_role(town, "lotte", Role.FG, days=10)
    admin.page.reload()
    check(admin.page, "filled", "Bijzondere rechten: twee personen kijken ernaar.")
    admin.press("Vastleggen")
    check(admin.page, "error", "Kies bij minstens één rol wat ermee gebeurt.")
    admin.choose("Lotte · FG · Zuid", "Blijft")
    admin.choose("Sam · Ondernemer die bemiddelt · Zuid", "Stopt nu")
    admin.press("Vastleggen")
    admin.told("Vastgelegd.")
    check(admin.page, "filled", "Er is nog een tweede persoon nodig.")
