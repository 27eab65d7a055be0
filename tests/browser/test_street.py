"""Capture on the street: nothing is lost, doubled, or sent under a wrong name (T-96, T-108)."""

import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from houvast.database.context import acting
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.models import Contact, Track, WorkNote
from houvast.tracks.rules.states import HandoverReason
from houvast.web import street
from tests.browser.on_the_street import (
    LABELS,
    NAMES,
    WORKER_READY,
    Device,
    arrived,
    found_on_disk,
    killed,
    received,
    until,
)
from tests.capture.phone import give_key

pytestmark = pytest.mark.browser

WORDS = "Staat bij de fietsenmaker"
NOTE = f"{WORDS}, belt zijn tante é ğ"
FAST = """notes => {
  const form = document.getElementById('capture')
  notes.forEach((note, at) => {
    form.querySelectorAll('[name=who]')[at].click()
    form.querySelector('[name=outcome][value=spoke]').click()
    form.elements.note.value = note
    form.requestSubmit()
  })
}"""
BROKEN = """async user => {
  const store = await import('/static/street/store.js')
  const made = {user, key_id: '0123456789abcdef', key: 'AAAA', iv: 'AAAA', data: 'AAAA'}
  await store.append(async (device, number) => ({...made, id: crypto.randomUUID(), number}))
}"""
FRESH = """async () => {
  const labels = await import('/static/street/labels.js')
  const {who, people, places, named} = await labels.read()
  await labels.heard({...who, captures: false})
  const real = Date.now
  Date.now = () => real() - 13 * 3600 * 1000
  const given = {user: who.user, labels: true, day: named.day, people, places}
  await labels.heard(who)
  await labels.keep(given)
  Date.now = real
  const late = labels.read(), heard = labels.heard(who), kept = labels.keep(given)
  await Promise.all([late, heard, kept])
  return {late: (await late).people.length, now: (await labels.read()).people.length}
}"""
"""Names are found to be too old while fresh ones come in."""
CACHES = "() => caches.keys()"
HELD_UP = """() => new Promise(got => {
  navigator.locks.request('houvast-send', () => { got(); return new Promise(() => {}) })
})"""
UPDATE = "() => navigator.serviceWorker.ready.then(one => one.update()).then(() => true)"


def test_captures_outlive_network_server_and_browser(
    waterrade, stoppable, on_disk, tmp_path
):  # T-96
    """Matrix A, with a real kill; and no word of a note is in the profile."""  # T-96
    profile, device = tmp_path / "profile", on_disk().sign_in("anouk").named(len(NAMES))
    device.page.evaluate(WORKER_READY)
    device.offline()
    stoppable.stop()
    device.page.goto("/vandaag/")  # any page that cannot be had is the capture screen
    device.page.locator("#capture[data-ready]").wait_for()
    for turn, name in enumerate(NAMES):
        device.captures(name, f"{NOTE} {turn}")
    device.says("Offline · 5 wachten")
    assert len(device.kept()) == 5
    assert killed(profile) > 0
    assert found_on_disk(profile, WORDS) == []
    assert found_on_disk(profile, "Shanice")  # the look works: labels may be there
    stoppable.back()
    device = on_disk()
    device.page.goto("/straat/")
    assert len(device.kept()) == 5 or arrived(waterrade) == 5
    device.sign_in("anouk").is_empty()
    device.says("Alles verstuurd")
    assert arrived(waterrade) == 5
    assert found_on_disk(profile, WORDS) == []
    device.page.context.close()


def test_one_device_through_the_matrix(device, waterrade, keyed, monkeypatch):
    signed_out_and_somebody_else(device, waterrade)
    a_lost_token_and_a_broken_letter(device, waterrade)
    two_tabs_and_a_new_key(device, waterrade, keyed)
    a_key_that_was_away(device, waterrade, keyed)
    a_new_worker_with_a_full_outbox(device, waterrade, monkeypatch)
    fresh_names_while_old_ones_go(device)
    a_fast_row_with_a_wrong_clock(device, waterrade)
    what_was_handed_over_meanwhile(device, waterrade)


def signed_out_and_somebody_else(device, waterrade):
    """C and D: what waits is of who captured it, and is sent under no other name."""  # T-108
    device.offline()
    device.captures("Romy")
    device.captures("Jip")
    device.sign_out()
    device.offline(False)
    device.says("Log in om 2 te versturen")
    assert len(device.kept()) == 2 and arrived(waterrade) == 0
    device.sign_in("bilal")
    device.says("2 van een collega wachten")
    until(lambda: device.page.evaluate(LABELS)["people"] == [])
    assert len(device.kept()) == 2 and arrived(waterrade) == arrived(waterrade, "bilal") == 0
    device.sign_out()
    device.sign_in("anouk").is_empty()
    assert arrived(waterrade) == 2


def a_lost_token_and_a_broken_letter(device, waterrade):
    """F and G: a token comes fresh each time; one bad letter holds up none and stays."""
    device.opens().named(len(NAMES))
    device.page.context.clear_cookies(name="csrftoken")
    device.captures("Noa")
    device.is_empty()
    assert arrived(waterrade) == 3
    device.page.evaluate(BROKEN, str(waterrade["anouk"].user_id))
    device.captures("Ilias")
    device.is_empty()
    device.says("1 niet verstuurd. Bekijk")
    [dead] = device.kept("dead")
    assert dead["data"] == "AAAA" and dead["reason"]
    assert arrived(waterrade) == 4


def two_tabs_and_a_new_key(device, waterrade, keyed):
    """E: sealed with the key of before, sent by two tabs at once, and each is there once."""
    device.offline()
    for name in NAMES[:3]:
        device.captures(name)
    give_key(keyed, waterrade.admin.municipality_id, 2)
    before = device.page.evaluate(LABELS)["who"]["key"]["id"]
    other = Device(device.page.context.new_page()).opens()
    device.offline(False)
    for page in (device.page, other.page):
        page.evaluate("() => dispatchEvent(new Event('online'))")
    device.is_empty()
    assert arrived(waterrade) == 7
    assert device.page.evaluate(LABELS)["who"]["key"]["id"] != before
    other.page.close()


def a_key_that_was_away(device, waterrade, keyed):
    """Kept on the device, also when one sends it again; with the key it goes by itself."""
    device.offline()
    device.captures("Romy", note=NOTE)
    device.captures("Jip")
    newest = sorted(keyed.glob("sealing-*.key"))[-1]
    away = newest.rename(newest.with_suffix(".away"))
    device.offline(False)
    device.is_empty()
    device.says("3 niet verstuurd. Bekijk")
    device.page.goto("/straat/wachtend/")
    here = device.page.get_by_role("main")
    expect(here.get_by_text("gaat vanzelf zodra de sleutel er is")).to_have_count(
        3
    )  # with the broken one
    here.get_by_role("button", name="Stuur opnieuw").last.click()
    until(lambda: len(device.kept("dead")) == 3 and device.kept() == [])
    assert all(one["data"] for one in device.kept("dead")) and arrived(waterrade) == 7
    away.rename(newest)
    device.opens()
    until(lambda: received(waterrade) == 9)
    device.says("1 niet verstuurd. Bekijk")  # the broken one of before
    assert arrived(waterrade) == 9


def a_new_worker_with_a_full_outbox(device, waterrade, monkeypatch):
    """It takes over while letters wait, and every one of them comes."""
    device.page.evaluate(WORKER_READY)
    device.offline()
    device.captures("Noa")
    device.page.evaluate(HELD_UP)  # nothing is sent while the worker changes
    device.offline(False)
    monkeypatch.setattr(street, "_version", lambda *_parts: "another")
    device.page.evaluate(UPDATE)
    until(lambda: device.page.evaluate(CACHES) == ["houvast-another"])
    assert len(device.kept()) == 1
    device.opens().is_empty()
    assert arrived(waterrade) == 10


def fresh_names_while_old_ones_go(device):
    """Who found the old ones too old takes none of the fresh ones away."""
    device.opens().named(len(NAMES))
    assert device.page.evaluate(FRESH) == {"late": 0, "now": len(NAMES)}


def a_fast_row_with_a_wrong_clock(device, waterrade):
    """H: three in one tick, each with its own note; a clock ahead dates nothing ahead."""
    for turn, days in enumerate((2, -2)):
        device.page.clock.set_fixed_time(time.time() + days * 24 * 3600)
        device.opens().named(len(NAMES))
        device.page.locator("#who .tile").nth(len(NAMES)).wait_for()  # names of before were wiped
        device.page.evaluate(FAST, [f"{NOTE} {turn} {one}" for one in range(3)])
        until(lambda done=turn: received(waterrade) == 13 + 3 * done)
    assert arrived(waterrade) == 16
    with acting(waterrade["anouk"]):
        texts = sorted(WorkNote.objects.values_list("text", flat=True))
        noted = Contact.objects.filter(note__isnull=False).values_list("at", flat=True)
        days_ago = sorted((timezone.now() - at).days for at in noted)
    assert texts == [NOTE, *(f"{NOTE} {turn} {one}" for turn in range(2) for one in range(3))]
    assert days_ago == [0, 0, 0, 0, 2, 2, 2]


def what_was_handed_over_meanwhile(device, waterrade):
    """Of before it comes in; of after it is refused, and its maker reads it back there."""
    device.page.clock.set_fixed_time(time.time())
    device.opens().named(len(NAMES)).offline()
    device.captures("Jip")
    hand_over(waterrade, "Jip")
    device.page.clock.set_fixed_time(time.time() + 1)
    device.captures("Jip", note=NOTE)
    device.offline(False)
    device.is_empty()
    assert arrived(waterrade) == 17
    device.page.goto("/straat/wachtend/")
    device.page.get_by_role("link", name="Bekijk", exact=True).click()
    expect(device.page.get_by_role("main")).to_contain_text(NOTE)
    device.page.get_by_role("button", name="Probeer opnieuw").click()
    expect(device.page.get_by_role("main")).to_contain_text("Vraag de vaste coach")
    device.page.get_by_role("button", name="Haal weg").click()
    expect(device.page.get_by_role("main")).to_contain_text("Alles wat je stuurde, is verwerkt.")


def hand_over(town, name):
    """Bilal is the coach of somebody from now on."""
    anouk, bilal = town["anouk"], town["bilal"]
    with acting(anouk):
        track = Track.objects.get(person__nickname__text=name).pk
    who = {"from_user": anouk.user_id, "to_user": bilal.user_id}
    asked = offer_handover(by=anouk, track_id=track, reason=HandoverReason.NO_CLICK, **who)
    accept_handover(by=bilal, handover_id=asked)
