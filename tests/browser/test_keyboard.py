"""The main acts without a mouse, where the focus goes after a no, and forms without JavaScript."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from houvast.database.context import acting
from houvast.tracks.models import Closing, Contact, NextMoment, Signal, Track
from houvast.tracks.reads.closing import closing_page
from tests.browser import press, ready
from tests.browser.test_walk import SIZES, Visitor
from tests.cast import ILIAS, SEEN, STAFF, found, open_track, proposed_track

pytestmark = pytest.mark.browser

FAR = 80
"""More stops than any of these pages has before its main button."""
HERE = "one => one === document.activeElement"
SEEN_WHOLE = """one => {
  const target = one.closest('label') ?? one, box = target.getBoundingClientRect();
  const x = box.left + box.width / 2, marks = [box.top + 4, box.top + box.height / 2];
  return marks.every(y => {
    const top = document.elementFromPoint(x, y);
    return top && (target.contains(top) || top.contains(target));
  });
}"""
MARKED = """one => {
  const style = getComputedStyle(one.closest('.tile, .chip') ?? one);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.fixture
def town(server):
    return found("Waterrade", STAFF, timezone.localdate())


def tab_to(page: Page, aim: Locator) -> None:
    """Press Tab until the focus is there; each stop is marked and not hidden under the foot."""
    for _ in range(FAR):
        press(page, "Tab")
        stop = page.locator(":focus")
        if stop.count() == 0:
            continue  # the browser's own buttons come round
        assert stop.evaluate(MARKED), f"no mark on {stop.evaluate('one => one.outerHTML')}"
        assert stop.evaluate(SEEN_WHOLE), f"hidden: {stop.evaluate('one => one.outerHTML')}"
        if aim.evaluate(HERE):
            return
    raise AssertionError(f"Tab never came to {aim} on {page.url}.")


def main_button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


@SIZES
def test_a_contact_by_keyboard(browser_page, town, width, height):
    track = open_track(town)
    page = Visitor(browser_page(width, height)).sign_in("anouk").page
    expect(page).to_have_url(re.compile("/vandaag/"))
    tab_to(page, page.get_by_role("link", name="Contact vastleggen met Ilias Voorbeeld"))
    press(page, "Enter")
    page.wait_for_url("**/contact/")
    tab_to(page, page.get_by_role("radio", name="Op straat"))
    press(page, "ArrowRight")
    expect(page.get_by_role("radio", name="Gebeld")).to_be_checked()
    tab_to(page, page.get_by_role("radio", name="Gesproken"))
    press(page, "Space")
    tab_to(page, page.get_by_label("Notitie"))
    page.keyboard.type("Wil met zijn handen werken.")
    tab_to(page, main_button(page, "Opslaan"))
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("Contact bewaard.")
    page.goto(reverse("track", args=[track]))
    expect(page.get_by_role("main")).to_contain_text("Gesproken · gebeld")


@SIZES
def test_a_signal_by_keyboard(browser_page, town, width, height):
    page = Visitor(browser_page(width, height)).sign_in("anouk").page
    page.goto("/aanmeldingen/")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Aanmelden"))
    press(page, "Enter")
    page.wait_for_url("**/nieuw/")
    tab_to(page, page.get_by_label("Wat was er te zien?"))
    page.keyboard.type(SEEN)
    tab_to(page, page.get_by_label("Hoe weet je dit?"))
    page.keyboard.type("Van")
    tab_to(page, page.get_by_label("Wie merkte het op?"))
    page.keyboard.type("School")
    tab_to(page, page.get_by_label("Roepnaam"))
    page.keyboard.type("Mo")
    tab_to(page, main_button(page, "Aanmelden"))
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("Aangemeld.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mo")
    expect(page.get_by_role("main")).to_contain_text("Van horen zeggen")


@SIZES
def test_saying_yes_by_keyboard(browser_page, town, width, height):
    proposed_track(town, ILIAS)
    page = Visitor(browser_page(width, height)).sign_in("anouk").page
    tab_to(page, main_button(page, "Ja, ik word de coach"))
    press(page, "Enter")
    expect(page.locator("#notices")).to_contain_text("Jij bent nu de vaste coach.")
    with acting(town["anouk"]):
        assert Track.objects.get().state == "open"


def test_past_the_menu(browser_page, town):
    page = Visitor(browser_page(1440, 900)).sign_in("anouk").page
    press(page, "Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    press(page, "Enter")
    expect(page.locator("main")).to_be_focused()


def refused(page: Page, words: str) -> None:
    """The summary has the focus; its link leads to the field, which says what is wrong."""
    summary = page.locator(".errors")
    expect(summary).to_contain_text(words)
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    press(page, "Tab", "Enter")
    field = page.locator(":focus")
    errors = (field.get_attribute("aria-describedby") or "").split()
    said = [page.locator(f"#{one}").inner_text() for one in errors if one.endswith("_error")]
    assert words in " ".join(said)
    assert field.evaluate(SEEN_WHOLE)


@SIZES
def test_the_focus_after_a_no(browser_page, town, width, height):
    track = open_track(town)
    anouk = Visitor(browser_page(width, height)).sign_in("anouk")
    anouk.page.goto(reverse("log_contact", args=[track]))
    anouk.choose("Gelukt?", "Gesproken")
    anouk.choose("Volgend contact", "Andere dag")
    anouk.fill(note="Dit blijft staan.")
    anouk.press("Opslaan")
    refused(anouk.page, "Kies een volgend moment.")
    expect(anouk.page.get_by_label("Notitie")).to_have_value("Dit blijft staan.")
    anouk.page.goto("/aanmeldingen/nieuw/")
    anouk.fill(behaviour="Kort.")
    anouk.pick(kind="Zelf gezien", source="Ikzelf")
    anouk.press("Aanmelden")
    refused(anouk.page, "Schrijf in een paar woorden op")
    anouk.page.goto(reverse("closing", args=[track]))
    anouk.pick(reason="De basis is op orde")
    anouk.press("Vraag akkoord aan de procesregisseur")
    refused(anouk.page, "Dit staat nog open.")


@pytest.fixture
def plain(page, server, town):
    """Anouk in a browser that runs no script at all."""
    assert page.context.browser is not None
    context = page.context.browser.new_context(
        base_url=server.url,
        locale="nl-NL",
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    )
    yield Visitor(context.new_page()).sign_in("anouk", looking=False)
    context.close()


def test_a_contact_without_javascript(plain, town):
    track = open_track(town)
    plain.page.goto("/vandaag/")
    plain.page.get_by_role("link", name="Contact vastleggen met Ilias Voorbeeld").click()
    plain.choose("Gelukt?", "Niet bereikt")
    plain.choose("Volgend contact", "Andere dag")
    plain.fill(next_on=timezone.localdate() - timedelta(days=3), note="Was niet thuis.")
    plain.press("Opslaan")
    expect(plain.page.locator(".errors")).to_contain_text("ligt in het verleden")
    expect(plain.page.get_by_label("Notitie")).to_have_value("Was niet thuis.")
    plain.fill(next_on=timezone.localdate() + timedelta(days=3))
    plain.press("Opslaan")
    plain.told("Contact bewaard.")
    with acting(town["anouk"]):
        assert not Contact.objects.get().is_real
        due = NextMoment.objects.get(track=track, state="planned").due
    assert due == timezone.localdate() + timedelta(days=3)


def test_a_signal_without_javascript(plain, town):
    plain.page.goto("/aanmeldingen/")
    plain.follow("Aanmelden")
    plain.fill(behaviour=SEEN, nickname="Mo", birth_date=date(1950, 1, 1))
    plain.pick(kind="Zelf gezien", source="Ikzelf")
    plain.press("Aanmelden")
    expect(plain.page.locator(".errors")).to_contain_text("te oud voor dit programma")
    plain.fill(birth_date=date(timezone.localdate().year - 17, 1, 1))
    plain.press("Aanmelden")
    plain.told("Aangemeld.")
    with acting(town["tess"]):
        assert Signal.objects.get().state == "received"


def test_closing_without_javascript(plain, town):
    track = open_track(town)
    plain.page.goto(reverse("track", args=[track]))
    plain.follow("Wat is nog open?")
    plain.pick(reason="De basis is op orde")
    plain.press("Vraag akkoord aan de procesregisseur")
    expect(plain.page.locator(".errors")).to_contain_text("Dit staat nog open.")
    for point in closing_page(town["anouk"], track).points:
        plain.fill(**{f"answer_{point.value}": "Dat kan later, samen met school."})
    plain.press("Vraag akkoord aan de procesregisseur")
    plain.told("Het voorstel ligt bij de procesregisseur.")
    with acting(town["anouk"]):
        assert Closing.objects.get().state == "proposed"


def test_finding_someone_and_going_places_by_keyboard(browser_page, town):
    track = open_track(town)
    page = Visitor(browser_page(1440, 900)).sign_in("anouk").page
    press(page, "Control+k")
    page.keyboard.type("voor")
    expect(page.locator("#found .find")).to_have_count(1)
    expect(page.locator("#status")).to_have_text("1 gevonden")
    press(page, "ArrowDown")
    expect(page.locator("#found .find")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#found .find")).to_have_count(0)
    page.keyboard.type("voor")
    expect(page.locator("#found .find")).to_have_count(1)
    press(page, "Enter")
    page.wait_for_url(f"**{reverse('track', args=[track])}")
    press(page, "g", "v")
    page.wait_for_url("**/vandaag/")
    press(page, "?")
    page.wait_for_url("**/hulp/")
    press(page, "/")
    expect(page.locator("#finder")).to_be_focused()
    page.keyboard.type("g v c ?")
    expect(page).to_have_url(re.compile("/hulp/"))


def test_single_keys_can_be_switched_off(browser_page, town):
    page = Visitor(browser_page(1440, 900)).sign_in("anouk").page
    page.locator(".side .account summary").click()
    page.get_by_role("button", name="Sneltoetsen uit").click()
    press(page, "Escape", "c", "g", "j")
    expect(page).to_have_url(re.compile("/vandaag/"))


def test_what_is_missing_is_said_by_the_page_and_half_a_date_is_not_lost(browser_page, town):
    track = open_track(town, ILIAS)
    page = Visitor(browser_page(390, 844)).sign_in("anouk", looking=False).page
    page.goto(reverse("log_contact", args=[track]))
    main_button(ready(page), "Opslaan").press("Enter")
    expect(page.locator(".errors")).to_contain_text("Gelukt? Kies een antwoord.")
    page.locator("[name=outcome]").first.check(force=True)
    page.locator("[type=date]").first.focus()
    page.keyboard.type("12")
    main_button(ready(page), "Opslaan").press("Enter")
    expect(page.locator("[type=date]").first).to_be_focused()
    with acting(town["anouk"]):
        assert Contact.objects.count() == 0
