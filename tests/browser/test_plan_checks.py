"""A plan in a real browser: brought, decided by keyboard, and a gap that becomes work (P4)."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.plans.actions.arriving import read_later
from houvast.plans.actions.yardsticks import lay_report_figure
from houvast.plans.models import Arrival, Mark, Reading
from tests.browser import press
from tests.browser.test_states import check
from tests.browser.test_walk import Visitor
from tests.cast import STAFF, found
from tests.plan_checks.conftest import PLAN, officer
from tests.plan_checks.given import given
from tests.plan_checks.sticks import accepted_number, reported

pytestmark = pytest.mark.browser
AT_MOST = 4
"""Keys for one decision (the issue's P4)."""
DECIDED = 12
COUNTED = 45
"""Young people in a yearly report."""
LONG = "Een-plan-met-een-heel-lange-samenstelling-in-zijn-titel-voor-jongeren"


def test_a_plan_from_the_file_to_its_next_version(browser_page, server, tmp_path):
    town = found("Waterrade", {"petra": STAFF["petra"]}, timezone.localdate())
    by = town.as_("petra", Purpose.FIGURES)
    petra = Visitor(browser_page()).sign_in("petra", looking=False)
    petra.go("Plannen")
    check(petra.page, "empty", "Er is nog geen plan.")
    it_is_brought(petra, by, tmp_path)
    petra.page.get_by_role("link", name="P01").click()
    decide_by_keyboard(petra)
    with acting(by):
        assert Mark.objects.filter(replaced_at=None).count() >= DECIDED
    petra.page.get_by_role("link", name=LONG).click()
    check(petra.page, "filled", "Werk is in dit plan genoemd")
    a_gap_becomes_an_action(petra)
    an_amount_counts(petra)
    a_goal_becomes_a_yardstick(petra, by, officer(town))
    it_leaves_as_a_report(petra)
    the_next_version_is_compared(petra, by, tmp_path)
    the_municipality_asks_its_own(petra)
    assert all("status of 422" in one for one in petra.complaints)


def it_is_brought(petra: Visitor, by, folder) -> None:
    """First a file that is no plan, which leaves nothing, and then one that is."""
    for name, content, says in (
        ("plan.pdf", "%PDF-1.4 niets", "Breng een ander bestand"),
        ("plan.txt", PLAN, "Nog niet bekeken"),
    ):
        (folder / name).write_text(content)
        petra.page.get_by_label("Hoe heet het plan?").fill(LONG)
        petra.page.get_by_label("Bestand").set_input_files(folder / name)
        petra.press("Lees dit plan")
        expect(petra.page.get_by_text("Je bestand staat in de rij.")).to_be_visible()
        if name == "plan.pdf":
            check(petra.page, "filled", "Je bestand staat in de rij.")
        read(by)
        expect(petra.page.get_by_text(says).first).to_be_visible()
        check(petra.page, "long", says)
        if name == "plan.pdf":
            petra.press("Gooi het bestand weg")


def a_gap_becomes_an_action(petra: Visitor) -> None:
    press(petra.page, "j")
    expect(petra.page.get_by_role("link", name="P01").first).to_be_focused()
    petra.page.get_by_role("link", name="Maak er een actie van P01").click()
    due = timezone.localdate() + timedelta(days=30)
    petra.fill(owner="Afdeling Onderzoek", due=due)
    petra.press("Bewaar deze actie")
    check(petra.page, "errors", "Vul in wat tussen haken staat")
    petra.page.get_by_label("Wat gaat er gebeuren?").fill("Wij zetten de cijfers erbij.")
    petra.press("Bewaar deze actie")
    petra.told("De actie staat bij het plan.")
    expect(petra.page.get_by_text("Afdeling Onderzoek")).to_be_visible()


def an_amount_counts(petra: Visitor) -> None:
    """What the plan says in numbers is filled in; a slip of the pen is told of beside it."""
    petra.page.get_by_role("link", name="P11").click()
    press(petra.page, "j")  # decided already, and its turn again
    expect(petra.page.locator(".is-turn")).to_have_count(1)
    press(petra.page, "6")
    expect(petra.page.locator("select:focus")).to_have_count(1)
    petra.page.get_by_role("link", name="Geld, mensen en doelen").first.click()
    petra.page.get_by_label("Hoeveel?").fill("heel veel")
    petra.press("Dit telt mee")
    check(petra.page, "errors", "Vul een bedrag of aantal in")
    petra.page.get_by_label("Hoeveel?").fill("400.000")
    petra.press("Dit telt mee")
    petra.told("Dit telt nu mee.")
    check(petra.page, "filled", "400.000 euro")


def a_goal_becomes_a_yardstick(petra: Visitor, by, julia) -> None:
    """A person says what the number of the goal is about; a figure counts when two agreed."""
    with acting(by):
        plan = Reading.objects.get().pk
    accepted_number(by, plan)
    number = reported(by, COUNTED)
    petra.page.get_by_role("link", name="P11").first.click()
    petra.page.get_by_role("link", name=LONG).click()
    petra.page.get_by_role("link", name="Meetlatten", exact=True).click()
    petra.page.get_by_role("link", name="Maak een meetlat").click()
    petra.fill(due="2027-12-31", part="")
    petra.page.get_by_label("Vanaf welke dag telt het?").select_option(label="1 januari 2026")
    petra.press("Bewaar deze meetlat")
    check(petra.page, "errors", "Waar gaat dit getal over?")
    petra.page.get_by_label("na zes maanden nog aan het werk").check()
    petra.press("Bewaar deze meetlat")
    petra.told("De meetlat staat.")
    check(petra.page, "long", "80 jongeren na zes maanden nog aan het werk")
    petra.page.get_by_role("link", name="80 jongeren na zes maanden").click()
    line = UUID(petra.page.url.rstrip("/").rsplit("/", 1)[-1])
    petra.press("Tel onze eigen aantallen")
    expect(petra.page.get_by_text("Te klein om te tonen.")).to_be_visible()
    lay_report_figure(by=julia, line=line, fact_id=number, on_day=timezone.localdate())
    petra.page.reload()
    petra.press(f"Akkoord {COUNTED}")
    petra.told("Dit cijfer telt")
    petra.press(f"Zet het doel in het plan op resultaat {COUNTED}")
    petra.told("op resultaat")
    check(petra.page, "filled", f"{COUNTED} jongeren tot en met")
    petra.page.get_by_role("link", name="Meetlatten", exact=True).first.click()
    petra.page.get_by_role("link", name=LONG).click()


def it_leaves_as_a_report(petra: Visitor) -> None:
    """A page of paper from the check itself; for another system only the words that are ticked."""
    petra.page.get_by_role("link", name="Zeg voor welk programma").click()
    petra.press("Bewaar")
    check(petra.page, "errors", "Kies een antwoord.")
    petra.page.get_by_label("Preventie met Gezag 2026-2029").check()
    petra.press("Bewaar")
    petra.told("Bij Plannen naast elkaar")
    with petra.page.expect_download() as paper:
        petra.page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")
    petra.page.get_by_role("link", name="Wat gaat er mee?").click()
    check(petra.page, "long", "Verslag van deze check")
    petra.page.get_by_role("checkbox", name="P11").first.check()
    with petra.page.expect_download() as exchanged:
        petra.press("Haal het uitwisselbestand")
    told = json.loads(Path(exchanged.value.path()).read_text())
    assert "P11" in [one["id"] for one in told["criteria"] if "quotes" in one]
    assert told["yardsticks"][0]["figures"][0]["number"] == COUNTED


def the_next_version_is_compared(petra: Visitor, by, folder) -> None:
    """What was decided of the same text is taken over, and both versions stand side by side."""
    (folder / "plan.txt").write_text(PLAN.replace("Er komt 2,5 fte jobcoach bij.", ""))
    petra.go("Plannen")
    petra.page.get_by_label("Hoe heet het plan?").fill(LONG)
    petra.page.get_by_label("Is het een nieuwe versie?").select_option(label=LONG)
    petra.page.get_by_label("Bestand").set_input_files(folder / "plan.txt")
    petra.press("Lees dit plan")
    read(by)
    petra.press("Neem over wat gelijk bleef")
    expect(petra.page.get_by_text("overgenomen.")).to_be_visible()
    petra.page.get_by_role("link", name="Wat is gewonnen, wat verloren?").click()
    check(petra.page, "long", "Wie niet keek, verloor niets")
    another_municipality_gives_one(petra, folder)
    petra.page.goto("/plannen/naast-elkaar/")
    check(petra.page, "long", "Er is geen totaal")


def another_municipality_gives_one(petra: Visitor, folder) -> None:
    """Its file does not hold, and then it does: their reading, apart from ours."""
    petra.go("Plannen")
    petra.follow("Van andere gemeenten")
    for content, state, says in (
        (given(word="both"), "errors", "Dit bestand klopt niet bij word."),
        (given(municipality=f"{LONG} aan Zee"), "filled", "Wij controleerden het niet."),
    ):
        (folder / "theirs.json").write_bytes(content)
        petra.page.get_by_label("Uitwisselbestand").set_input_files(folder / "theirs.json")
        petra.press("Lees dit bestand in")
        check(petra.page, state, says)


def the_municipality_asks_its_own(petra: Visitor) -> None:
    """Its words are tried on its examples: what they do not find is told of beside the field."""
    petra.go("Plannen")
    petra.follow("Vragen aan een plan")
    check(petra.page, "empty", "Deze gemeente vraagt nog niets zelf.")
    petra.follow("Stel een vraag voor")
    petra.fill(
        question="Doen sportclubs mee?", why="Daar kennen zij iemand.", source="Motie van de raad",
        strong="sportclub", examples="De voetbalvereniging doet mee.", gap_text="Met [club].",
        counters="De werkgroep vergadert.", reason="De raad vroeg het.",
    )  # fmt: skip
    petra.press("Laat zien")
    expect(petra.page.get_by_text("Deze woorden wijzen hier niets aan.")).to_be_visible()
    petra.fill(strong="leerwerkplek")
    petra.press("Laat zien")
    check(petra.page, "filled", "woord: leerwerkplekken")
    petra.fill(strong="sportclub")
    petra.press("Stel dit voor")
    check(petra.page, "errors", "vindt Houvast dit voorbeeld niet: De voetbalvereniging doet mee.")
    petra.fill(strong="voetbalvereniging", question=f"Doet {LONG} mee?")
    petra.press("Stel dit voor")
    petra.told("Een tweede persoon beslist")
    check(petra.page, "long", "Wacht op een tweede persoon")


def read(by):
    """What the job does."""
    with acting(by):
        key = Arrival.objects.latest("at").pk
    read_later(by=by, arrival_id=key)


def decide_by_keyboard(petra: Visitor) -> None:
    """Twelve questions; a passage that is decided hands its keys to the next one."""
    page = petra.page
    for turn in range(DECIDED):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"P{turn + 1:02}")
        if turn == 3:
            check(page, "filled", "nu aan de beurt")
        passages, keys = page.locator(".fit").count(), 0
        for number in range(passages):
            press(page, "2")
            expect(page.locator(".fit .tag--green")).to_have_count(number + 1)
            keys += 1
        if not passages:
            press(page, "0")
            expect(page.get_by_text("Er is vastgelegd dat dit niet")).to_be_visible()
            keys += 1
        press(page, "n")
        assert keys + 1 <= AT_MOST * max(1, passages)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"P{DECIDED + 1}")
