"""The last part of the walk: another coach, aftercare that passes, and a door that stays open."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from playwright.sync_api import Locator, expect

from houvast.accounts.reads import safety_net
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.reads.closing import closing_page
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.domains import asked_at
from houvast.web.words import word

if TYPE_CHECKING:
    from tests.browser.test_walk import Visitor, Walk

NAME = "Ilias Voorbeeld"
DOMAINS = [str(word(one)) for one in asked_at(18)]


def it_is_handed_over(walk: Walk) -> None:
    """Anouk asks Bilal; she stays the lead until he says yes, and then they meet, the three."""
    anouk, bilal = walk.anouk, walk.bilal
    to_the_track(anouk)
    anouk.follow("Overdragen")
    anouk.look("Overdragen")
    anouk.press("Vraag deze coach")
    expect(anouk.page.get_by_role("main")).to_contain_text("Kies een")
    anouk.pick(to="Bilal, Zuid", reason="Het klikt niet")
    anouk.press("Vraag deze coach")
    anouk.look(NAME)
    expect(anouk.page.get_by_role("main")).to_contain_text("blijft Anouk de vaste coach")
    bilal.go("Vandaag")
    bilal.look("Vandaag")
    bilal.press("Ja, ik neem het over")
    walk.lead = "bilal"
    bilal.look(NAME)
    bilal.follow("We hebben kennisgemaakt")
    bilal.look("Samen kennisgemaakt")
    bilal.fill(introduced_on=walk.today)
    bilal.press("Overdracht is rond")
    bilal.look("Vandaag")


def closing_is_refused(walk: Walk) -> tuple[OpenPoint, ...]:
    """All reasons at once, each with its own line and its own field; nothing typed is lost."""
    bilal = walk.bilal
    to_the_track(bilal)
    points = open_points(walk, bilal)
    shown = bilal.page.get_by_role("region", name="Dit staat nog open").get_by_role("listitem")
    assert shown.locator("b").all_inner_texts() == [str(word(point)) for point in points]
    assert len(points) >= 2
    bilal.pick(reason="De basis is op orde", door_contact="Bilal, Zuid")
    bilal.fill(**{f"answer_{points[-1].value}": "Dit kan later."})
    bilal.press("Vraag akkoord aan de procesregisseur")
    bilal.look("Wat is nog open?")
    expect(bilal.page.get_by_role("main")).to_contain_text("Dit staat nog open. Regel het")
    expect(bilal.page.locator(f"[name=answer_{points[-1].value}]")).to_have_value("Dit kan later.")
    assert walk.state() == "open"
    return points


def aftercare_passes(walk: Walk) -> None:
    bilal = walk.bilal
    bilal.press("Begin de nazorg")
    bilal.look(NAME)
    assert walk.state() == "aftercare"
    for _ in range(2):
        walk.later(days=165)
        access_is_renewed(walk)
    walk.later(days=40)


def access_is_renewed(walk: Walk) -> None:
    """Access ends after half a year unless who steers renews it; the ladder asks in time."""
    climb_ladder(by=safety_net(walk.town.admin.municipality_id))
    rachid = walk.rachid
    rachid.go("Te laat")
    rachid.look("Te laat")
    rachid.follow("Regel de toegang")
    rachid.look("Team")
    rachid.press("Verlengen Ilias")
    rachid.told("De coach houdt toegang")


def all_is_in_order(walk: Walk) -> None:
    """What stood in the way is done, and then nothing is asked any more but the goodbye."""
    bilal = walk.bilal
    to_the_track(bilal)
    the_scan_says(bilal, **dict.fromkeys(DOMAINS, "Op orde"))
    bilal.press("Klaar: Een meeloopdag afspreken")
    bilal.told("Klaar.")
    points = open_points(walk, bilal)
    assert points == (), points
    bilal.pick(reason="De basis is op orde", door_contact="Bilal, Zuid")
    bilal.fill(told_on=walk.today)
    propose(walk)


def closing_is_overruled(walk: Walk) -> None:
    """Each point that is open is answered, and a second person agrees to those words."""
    bilal = walk.bilal
    to_the_track(bilal)
    the_scan_says(bilal, Wonen="Stap nodig", Inkomen="Stap nodig")
    points = open_points(walk, bilal)
    assert points == (OpenPoint.HOUSING, OpenPoint.INCOME), points
    answers = {point: f"Dit kan later: {word(point)}." for point in points}
    bilal.fill(**{f"answer_{point.value}": words for point, words in answers.items()})
    bilal.pick(reason="Overgedragen buiten het programma", door_contact="Bilal, Zuid")
    propose(walk)
    for words in answers.values():
        expect(asked(walk)).to_contain_text(words)


def the_scan_says(coach: Visitor, **values: str) -> None:
    coach.follow("Samen invullen")
    for domain, value in values.items():
        coach.choose(domain, value)
    coach.press("Bewaar de quickscan")
    coach.told("De quickscan is bewaard.")
    to_the_track(coach)


def propose(walk: Walk) -> None:
    walk.bilal.press("Vraag akkoord aan de procesregisseur")
    walk.bilal.told("Het voorstel ligt bij de procesregisseur.")
    walk.bilal.look(NAME)
    walk.rachid.go("Team")
    walk.rachid.look("Team")
    expect(asked(walk)).to_contain_text("Ilias")


def asked(walk: Walk) -> Locator:
    return walk.rachid.page.get_by_role("region", name="Wacht op jouw akkoord")


def it_closes(walk: Walk, coach: Visitor) -> None:
    rachid = walk.rachid
    rachid.press("Akkoord, afsluiten")
    rachid.told("Het traject is afgesloten. De deur blijft open.")
    assert walk.state() == "closed"
    coach.go("Jongeren")
    coach.look("Jongeren")
    coach.follow("Deur open")
    coach.look("Jongeren")
    coach.follow(NAME)
    coach.look(NAME)
    expect(coach.page.get_by_role("main")).to_contain_text("Bilal houdt de deur open")


def it_opens_again(walk: Walk, coach: Visitor) -> None:
    coach.follow("Deur openen: begin weer")
    coach.look("Deur openen")
    coach.fill(ground="Hij vraagt zelf weer om hulp.", what="Koffie op het plein")
    coach.press("Begin weer")
    coach.told("De deur is open. Jij bent weer de vaste coach.")
    coach.look(NAME)
    assert walk.state() == "open"
    assert walk.planned() == walk.today + timedelta(days=1)


def open_points(walk: Walk, coach: Visitor) -> tuple[OpenPoint, ...]:
    track_id = UUID(re.search(r"jongeren/([0-9a-f-]{36})/", coach.page.url)[1])
    coach.follow("Wat is nog open?")
    coach.look("Wat is nog open?")
    return closing_page(walk.town["bilal"], track_id).points


def to_the_track(coach: Visitor) -> None:
    coach.go("Jongeren")
    coach.follow(NAME)
    coach.look(NAME)
