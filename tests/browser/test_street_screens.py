"""The screens of the street in every state: accessible, three taps, honest when it cannot."""

import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.capture.jobs import let_in_letters
from houvast.capture.reads.devices import devices_page
from tests.browser import ready
from tests.browser.on_the_street import (
    NAMES,
    Device,
    arrived,
    received,
    until,
)
from tests.browser.test_states import SIZES
from tests.browser.test_walk import PHONE, Visitor, look_at

pytestmark = pytest.mark.browser

SECONDS = 15
"""For a contact without a note, by hand; the machine takes a part of the first of them."""
WANTED = {"Wie?": "Kies met wie je contact had.", "Gelukt?": "Kies of het gelukt is."}
"""What is said between a question and its choices."""
DENIED = "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError') }"
FULL = """() => {
  window.real = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = function () {
    this.transaction.abort()
    throw new DOMException('full', 'QuotaExceededError')
  }
}"""
NOT_FULL = "() => { IDBObjectStore.prototype.add = window.real }"
AGE = """async days => {
  const store = await import('/static/street/store.js')
  await store.within(['outbox', 'labels'], 'readwrite', (outbox, labels) => {
    outbox.getAll().onsuccess = event => {
      for (const one of event.target.result) outbox.put({...one, since: one.since - days * 864e5})
    }
    labels.get('who').onsuccess = event => {
      labels.put({...event.target.result, at: event.target.result.at - days * 864e5}, 'who')
    }
  })
}"""


HERE_NOW = "() => new Date().toLocaleDateString('sv')"
EMPTIED = """() => new Promise((done, failed) => {
  const gone = indexedDB.deleteDatabase('houvast')
  gone.onsuccess = done
  gone.onerror = failed
})"""
PLANNED = """async day => {
  const seek = {Noa: {seek: 'today'}, Jip: {seek: 'late', place: 'k'}}
  const {within} = await import('/static/street/store.js')
  await within(['labels'], 'readwrite', labels => {
    labels.put([{id: 'k', name: 'Kade'}], 'places')
    labels.get('named').onsuccess = event => labels.put({...event.target.result, day}, 'named')
    labels.get('people').onsuccess = ({target: {result}}) => {
      labels.put(result.map(one => ({...one, ...seek[one.name]})), 'people')
    }
  })
}"""


def test_the_screens_of_the_street(device, browser_page, waterrade):
    a_text_is_no_page(device.page)
    three_taps_and_what_it_says(device)
    what_waits_and_what_does_not(device, waterrade)
    names_go_at_signing_out(device, waterrade)
    what_cannot_be_kept_is_said(browser_page, waterrade)


TEXT_AS_PAGE = """() => {
  try { document.createElement('p').innerHTML = '<b>x</b>'; return 'taken'; }
  catch (error) { return error.name; }
}"""
ANOTHER = """() => {
  try { trustedTypes.createPolicy('mine', {createHTML: text => text}); return 'made'; }
  catch (error) { return error.name; }
}"""


def a_text_is_no_page(page):  # T-97
    """The browser itself refuses, whatever script asks; and the worker is there all the same."""
    assert (page.evaluate(TEXT_AS_PAGE), page.evaluate(ANOTHER)) == ("TypeError", "TypeError")
    assert page.evaluate("async () => Boolean(await navigator.serviceWorker.getRegistration('/'))")


def three_taps_and_what_it_says(device):
    """Who, did it work, save: the way is remembered, the next moment is filled in."""
    page = device.page
    look_at(page, SIZES, "filled")
    page.get_by_role("button", name="Opslaan").click()
    for question, words in WANTED.items():
        asked = page.get_by_role("group", name=question)
        expect(asked.locator("legend + .wrong")).to_have_text(words)
    look_at(page, SIZES, "error")
    visitor, told = Visitor(page), page.locator("#told")
    three_taps(visitor, told)
    device.says("Alles verstuurd")
    look_at(page, SIZES, "received")
    visitor.taps = 0
    visitor.choose("Wie?", "Onbekende jongere(n)")
    expect(page.get_by_role("group", name="Volgend contact")).to_be_hidden()
    visitor.press("Eén meer")
    look_at(page, SIZES, "unknown")
    visitor.choose("Gelukt?", "Gesproken")
    visitor.press("Opslaan")
    assert visitor.taps <= 6
    expect(told).to_have_text("Ontvangen door de gemeente: 2 onbekende jongeren")
    device.offline()
    device.captures("Jip")
    expect(told).to_have_text("Opgeslagen op dit toestel: Jip")
    device.says("Offline · 1 wacht")
    look_at(page, SIZES, "offline")


def three_taps(visitor, told):
    began = time.monotonic()
    visitor.choose("Wie?", "Romy")
    visitor.choose("Gelukt?", "Gesproken")
    visitor.press("Opslaan")
    expect(told).to_have_text("Ontvangen door de gemeente: Romy")
    assert visitor.taps <= 3
    assert time.monotonic() - began <= SECONDS


def what_waits_and_what_does_not(device, waterrade):
    page = device.page
    device.offline(False)
    device.is_empty()
    page.goto("/straat/vandaag/")
    expect(page.get_by_text("2 onbekende jongeren")).to_be_visible()
    expect(page.get_by_role("link", name="Verbeteren")).to_have_count(2)
    look_at(page, SIZES, "done")
    whom_to_seek(device)
    page.goto("/straat/wachtend/")
    expect(page.get_by_text("Alles is verstuurd.")).to_be_visible()
    look_at(page, SIZES, "empty")
    device.opens().offline()
    device.captures("Jip")
    device.captures("Noa")
    page.evaluate(AGE, 2)
    page.goto("/straat/wachtend/")
    device.says("2 wachten al 2 dagen. Open de app met bereik.")
    expect(page.get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_text("2 dagen geleden vastgelegd").first).to_be_visible()
    look_at(page, SIZES, "waiting")
    assert not any(name in page.content() for name in NAMES)
    page.goto("/straat/")
    expect(page.get_by_text("De namen zijn daarom gewist.")).to_be_visible()
    assert not any(name in page.content() for name in NAMES)
    page.goto("/straat/wachtend/")
    device.offline(False)
    ready(page).get_by_role("button", name="Nu versturen").click()
    device.is_empty()
    assert arrived(waterrade) == 5


def whom_to_seek(device):
    """The plan of today comes first without a network, and is not said on another day."""
    page = device.page
    page.goto("/straat/plan/")
    look_at(page, SIZES, "plan")
    for day, first in (("2020-01-01", ""), (page.evaluate(HERE_NOW), "Jiptelaat·Kade")):
        device.opens().offline()
        page.evaluate(PLANNED, day)
        device.opens()
        tiles = page.locator("#who .tile").all_text_contents()
        said = ["".join(one.split()) for one in tiles]
        assert (said[:2] == [first, "Noavandaag"]) is bool(first)
        assert any("telaat" in one for one in said) is bool(first)
    look_at(page, SIZES, "sought")
    page.evaluate(PLANNED, "2020-01-01")
    device.offline(False)


def what_cannot_be_kept_is_said(browser_page, waterrade):
    page = browser_page(*PHONE)
    page.goto("/straat/")
    expect(page.get_by_text("Log één keer in op dit toestel.")).to_be_visible()
    look_at(page, SIZES, "nobody")
    device = Device(page).sign_in("anouk").opens().named(len(NAMES))
    before = arrived(waterrade)
    page.evaluate(FULL)
    device.choose("Wie?", "Romy")
    device.choose("Gelukt?", "Gesproken")
    page.get_by_text("Notitie (niet verplicht)").click()
    page.get_by_label("Notitie", exact=True).fill("Dit blijft staan.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#told")).to_contain_text("Opslaan is niet gelukt: Romy")
    expect(page.get_by_label("Notitie", exact=True)).to_have_value("Dit blijft staan.")
    expect(page.get_by_role("radio", name="Romy")).to_be_checked()
    look_at(page, SIZES, "failed")
    page.evaluate(NOT_FULL)
    page.get_by_role("button", name="Opslaan").click()
    until(lambda: received(waterrade) == before + 1)
    device.is_empty()  # the receipt came too: until then it is one of what the browser can take
    what_the_browser_took_is_said(device)
    denied = browser_page(*PHONE)
    denied.add_init_script(DENIED)
    denied.goto("/straat/")
    expect(denied.get_by_text("niets veilig bewaren")).to_be_visible()
    expect(denied.get_by_role("link", name="Contact vastleggen met netwerk")).to_be_visible()
    look_at(denied, SIZES, "denied")


def what_the_browser_took_is_said(device):
    """As a browser does that needs the room: the store is gone, with two letters in it."""
    page = device.page
    device.opens().offline()
    for _turn in range(2):
        device.captures("Onbekende jongere(n)")
    page.evaluate(EMPTIED)
    device.offline(False)
    page.goto("/straat/wachtend/")
    device.says("2 contacten gewist door je browser. Bekijk")
    expect(page.get_by_text("Er stonden 2 contacten op")).to_be_visible()
    page.goto("/toestellen/")
    expect(page.get_by_text("Leeggemaakt")).to_be_visible()
    page.goto("/straat/wachtend/")
    look_at(page, SIZES, "cleared")
    ready(page).get_by_role("button", name="Gelezen").click()
    device.says("Alles verstuurd")


def names_go_at_signing_out(device, waterrade):
    page = device.page
    page.goto("/vandaag/")
    expect(page.locator(".tabbar__main")).to_have_attribute("href", "/straat/")
    look_at(page, SIZES, "pill")
    device.opens().offline()
    device.captures("Jip")
    with nothing_answers(page) as happened:
        device.offline(False)
        page.goto("/uitloggen/")
        until(lambda: page.evaluate("true") and "asked" in happened)
        page.get_by_role("main").get_by_role("button", name="Uitloggen").click()
        page.wait_for_url("**/inloggen/**")
        assert device.kept("labels") == []
    first = happened[happened.index("asked") :]
    assert first[:3] == ["asked", "ended", "signed out"]
    assert (arrived(waterrade), len(device.kept())) == (5, 1)
    page.goto("/straat/")
    expect(page.get_by_text("Log één keer in op dit toestel.")).to_be_visible()
    device.sign_in("bilal")
    expect(page.locator(".tabbar__main")).to_have_attribute("href", "/straat/")


@contextmanager
def nothing_answers(page):
    """What a page asks of itself hangs; gives what was asked and ended, and when one signed out."""
    happened, sync = [], "**/sync/**"

    def heard(asked):
        if "/sync/" in asked.url and page.url.endswith("/uitloggen/"):
            happened.append("asked")
        if asked.method == "POST" and asked.url.endswith("/uitloggen/"):
            happened.append("signed out")

    def ended(asked):
        if "/sync/" in asked.url and "asked" in happened:
            happened.append("ended")

    page.on("request", heard)
    page.on("requestfailed", ended)
    page.route(sync, lambda _route: None)
    yield happened
    page.unroute(sync)


def test_a_lost_phone_loses_its_names_and_keeps_its_letters(device, browser_page, waterrade):
    """Its owner has another browser at hand; the phone hears of it when it asks again."""
    page, desk = device.page, browser_page(*PHONE)
    device.opens().offline()
    device.captures("Jip", note="Op de kade.")
    Device(desk).sign_in("anouk")
    until(lambda: len(devices_page(waterrade["anouk"]).devices) == 2)  # it makes itself known too
    it_is_signed_off(desk)
    assert device.kept("labels") != []
    device.offline(False)
    device.says("Dit toestel is afgemeld. Bekijk")
    device.is_empty()
    assert device.kept("labels") == [] and arrived(waterrade) == 0
    page.goto("/straat/wachtend/")
    expect(page.get_by_text("De namen zijn gewist.")).to_be_visible()
    expect(page.get_by_text("staat bij je teamleider")).to_be_visible()
    look_at(page, SIZES, "lost")
    page.goto("/vandaag/")
    expect(page.get_by_label("Gebruikersnaam")).to_be_visible()  # its session ended with it
    it_is_let_in_and_given_back(Device(browser_page(*PHONE)).sign_in("lotte").page)
    assert arrived(waterrade) == 1


def it_is_signed_off(page):
    """Named first, to tell it from the browser in which its owner looks."""
    page.goto("/contact/")
    page.get_by_role("link", name="Toestellen").click()
    expect(page.locator("[data-device]")).to_have_count(2)
    expect(page.locator("[data-device]:visible")).to_have_text(["Dit toestel"])
    look_at(page, SIZES, "one")
    page.get_by_role("link", name="Toestel zonder naam").last.click()
    for name in ("w" * 41, "Werktelefoon van de gemeente Water"):
        page.get_by_label("Hoe noem je dit toestel?").fill(name)
        ready(page).get_by_role("button", name="Bewaar").click()
        if len(name) > 40:
            expect(page.get_by_text("Deze naam is 1 tekens te lang.").first).to_be_visible()
            look_at(page, SIZES, "error")
    ready(page).get_by_role("link", name="Toestel kwijt").click()
    expect(page.get_by_text("hoogstens 5")).to_be_visible()
    look_at(page, SIZES, "first")
    page.get_by_role("button", name="Meld dit toestel af").click()
    expect(page.get_by_role("heading", name="Wat nu?")).to_be_visible()
    look_at(page, SIZES, "after")


def it_is_let_in_and_given_back(page):
    """By the team lead."""
    page.goto("/toestellen/")
    look_at(page, SIZES, "lead")
    lost = page.get_by_role("link", name="Werktelefoon")
    expect(lost.locator(".tag")).to_have_text(["1 wacht op toelaten", "Afgemeld"])
    assert lost.bounding_box()["height"] < 140  # tags leave room for the name on a phone
    page.get_by_role("link", name="Werktelefoon").click()
    look_at(page, SIZES, "lead")
    page.get_by_role("button", name="Laat het toe").click()
    expect(page.get_by_text("Toegelaten.")).to_be_visible()
    (job,) = ProcrastinateJob.objects.filter(task_name="capture.let_in_letters")
    assert let_in_letters(**job.args) == 1
    page.get_by_role("button", name="Het is terug bij de eigenaar").click()
    expect(page.get_by_role("heading", name="Wat nu?")).to_have_count(0)
