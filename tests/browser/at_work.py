"""The part of the walk that is about work: from a workplace to a yes, a start, and after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.test_walk import Visitor, Walk


def a_workplace_by_hand(anouk: Visitor) -> None:
    anouk.go("Jongeren")
    anouk.follow("Ilias Voorbeeld")
    anouk.follow("Werkplek kiezen")
    anouk.look("Werkplek kiezen")
    anouk.pick(workplace="Leerling fietsenmaker, Fietshoek Molenveld (Waterrade)")
    anouk.press("Bespreken")
    anouk.look("Leerling fietsenmaker")


def to_a_start_date(walk: Walk, trial: int, start: int) -> None:
    anouk = walk.anouk
    anouk.follow("Vraag het samen")
    anouk.look("Vraag het samen")
    anouk.choose("Wat mag de werkgever weten?", "Voornaam: Ilias")
    anouk.fill(can="Banden plakken", helps="Eén persoon die uitlegt")
    anouk.press("Laat zien wat de werkgever krijgt")
    anouk.look("Dit krijgt Fietshoek Molenveld")
    anouk.choose("Hoe zei de jongere ja?", "Samen op het scherm gekeken")
    anouk.choose("Mag je coach later de werkgever bellen hoe het gaat?", "Ja")
    anouk.press("Ja, dit mag de werkgever weten")
    anouk.told("Het ja is bewaard.")
    anouk.look("Leerling fietsenmaker")
    anouk.press("Ze hebben kennisgemaakt")
    anouk.look("Leerling fietsenmaker")
    anouk.page.get_by_text("Plan een meeloopdag", exact=True).click()
    anouk.fill(day=walk.today + timedelta(days=trial))
    anouk.press("De meeloopdag staat")
    anouk.look("Leerling fietsenmaker")
    if trial:
        anouk.page.get_by_text("Nu al een startdatum afspreken", exact=True).click()
    else:
        how_the_trial_day_went(anouk)
    what_is_agreed(walk, start)


def how_the_trial_day_went(anouk: Visitor) -> None:
    anouk.choose("Ging de meeloopdag door?", "Ja")
    anouk.choose("Wat wil de jongere nu?", "Wil verder")
    anouk.choose("Wat wil de werkgever nu?", "Wil verder")
    anouk.choose("Wat is de volgende stap?", "Een start afspreken")
    anouk.press("Bewaar de meeloopdag")
    anouk.look("Leerling fietsenmaker")


def what_is_agreed(walk: Walk, start: int) -> None:
    anouk = walk.anouk
    anouk.fill(start_on=walk.today + timedelta(days=start), hours="24", wage="15.50")
    for day in ("maandag", "woensdag"):
        anouk.choose("Op welke dagen?", day)
    anouk.pick(contract="Tijdelijk contract")
    anouk.choose("Wat krijgt de jongere?", "Loon")
    anouk.fill(contact_person="Ria, 06 00 00 00 11", day_one_companion="Anouk")
    anouk.press("De afspraken staan")
    terms = anouk.page.get_by_role("region", name="Afspraken met de werkgever")
    expect(terms).to_contain_text("ma, wo")
    anouk.look("Leerling fietsenmaker")


def starts_and_stops(walk: Walk) -> None:
    walk.later(days=8)
    anouk = walk.anouk
    late = anouk.page.get_by_role("region", name="Te laat")
    expect(late.get_by_role("listitem")).to_contain_text("1 dag te laat")
    anouk.look("Vandaag")
    to_the_placement(anouk)
    how_the_trial_day_went(anouk)
    anouk.fill(started_on=walk.today - timedelta(days=1))
    anouk.press("Gestart")
    anouk.told("Bewaard.")
    anouk.look("Leerling fietsenmaker")
    walk.later(days=8)
    anouk = walk.anouk
    to_the_placement(anouk)
    both_sides_are_asked(anouk)
    anouk.page.get_by_text("Het werk is gestopt", exact=True).click()
    anouk.press("Ja, het is gestopt")
    expect(anouk.page.get_by_text("Fietshoek Molenveld · Gestopt")).to_be_visible()
    thursday, monday = walk.today, walk.today + timedelta(days=4)
    assert thursday.isoweekday() == 4
    assert thursday < walk.planned() <= monday  # two working days


def both_sides_are_asked(anouk: Visitor) -> None:
    after = anouk.page.get_by_role("region", name="Nazorg")
    for side, words in (("jongere", "Hij vindt het leuk."), ("werkgever", "Hij komt op tijd.")):
        after.get_by_role("link", name=f"met de {side}").first.click()
        anouk.look("Nazorg vastleggen")
        anouk.choose("Gesproken?", "Gesproken")
        anouk.fill(note=words)
        anouk.press("Bewaren")
        anouk.told("Nazorg vastgelegd.")
        expect(after).to_contain_text(words)
    expect(after.get_by_text("Gedaan")).to_have_count(2)
    anouk.go("Nazorg")
    anouk.look("Nazorg")
    to_the_placement(anouk)
    anouk.look("Leerling fietsenmaker")


def to_the_placement(anouk: Visitor) -> None:
    anouk.go("Jongeren")
    anouk.follow("Ilias Voorbeeld")
    anouk.look("Ilias Voorbeeld")
    anouk.follow("Leerling fietsenmaker")
