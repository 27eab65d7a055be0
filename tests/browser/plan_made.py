"""The part of the walk about the plan: both plans, the first measurement, and the wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.test_walk import Visitor, Walk

NAME = "Ilias Voorbeeld"
PLACE = "Leerling fietsenmaker"


def both_plans_are_agreed(anouk: Visitor) -> None:
    """First a step to work, which the support needs; then the own words, and what we do."""
    anouk.follow("Heel het plan")
    anouk.look(f"Plan van {NAME}")
    anouk.follow("Plan afspreken")
    anouk.look("Wat wij doen")
    anouk.press("Bewaar het plan")
    expect(anouk.page.get_by_role("main")).to_contain_text("Er is nog geen stap naar werk.")
    anouk.follow("Stap naar werk toevoegen")
    anouk.page.get_by_label("Een meeloopdag afspreken").check()
    anouk.press("Zet in het plan")
    anouk.told("De stap staat in het plan.")
    anouk.follow("Samen opschrijven")
    anouk.look("Wat Ilias wil")
    anouk.fill(wants="Ik wil fietsen maken, met mijn handen.")
    anouk.press("Bewaar het plan")
    anouk.follow("Plan afspreken")
    anouk.press("Bewaar het plan")
    anouk.follow("Meting: Start")
    anouk.look("Meting: Start")
    anouk.choose("Is er iemand die blijft?", "Ja")
    anouk.choose("Gaat het de goede kant op?", "Weet ik niet")
    anouk.press("Bewaar de meting")
    expect(anouk.page.get_by_role("main")).to_contain_text("Ik wil fietsen maken")
    anouk.look(f"Plan van {NAME}")


def what_he_wants_is_asked(anouk: Visitor) -> None:
    """Werkwensen, filled in together; an empty form is answered with what to begin with."""
    anouk.follow("Naar het traject")
    anouk.follow("Vul wensen in")
    anouk.look("Werkwensen")
    anouk.press("Bewaar wensen")
    expect(anouk.page.get_by_role("main")).to_contain_text("Begin met één")
    anouk.fill(own_words="Met mijn handen werken.", pc4="1234", hours_least="16", hours_most="32")
    anouk.pick(occupation_1="Fietsenmaker")
    anouk.choose("Hoe lang mag de reis duren?", "30 minuten")
    anouk.press("Bewaar wensen")
    anouk.look("Werkplekken voor Ilias")


def a_match_is_discussed(walk: Walk) -> None:
    """The workplace of the match, with why it fits; it is discussed before an employer hears."""
    anouk = walk.anouk
    anouk.go("Jongeren")
    anouk.follow(NAME)
    anouk.follow("Bekijk 1 werkplek")
    anouk.look("Werkplekken voor Ilias")
    anouk.follow(PLACE)
    anouk.look(PLACE)
    anouk.page.go_back()
    anouk.press(f"Bespreken met Ilias {PLACE}")
    anouk.look(PLACE)
