"""The phone of the campaign: one profile on a disk, whose clocks run twenty times as fast."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Error, Page

from houvast.database.actor import Actor
from tests.browser.on_the_street import LABELS, WORKER_READY, killed
from tests.cast import sign_in
from tests.offline.line import Line
from tests.offline.told import Ledger, Told

PATIENCE = 20
QUICK = """(() => {
  const times = 20, {setTimeout, setInterval, Date: Clock} = globalThis
  const limit = AbortSignal.timeout.bind(AbortSignal), now = performance.now.bind(performance)
  globalThis.setTimeout = (act, ms = 0, ...more) => setTimeout(act, ms / times, ...more)
  globalThis.setInterval = (act, ms = 0, ...more) => setInterval(act, ms / times, ...more)
  AbortSignal.timeout = ms => limit(globalThis.hurried ? ms / times : ms)
  performance.now = () => now() * times
  const shift = Number(localStorage.getItem('shift') ?? 0)
  globalThis.Date = class extends Clock {
    constructor(...given) { given.length ? super(...given) : super(Clock.now() + shift) }
    static now() { return Clock.now() + shift }
  }
})()"""
"""Waiting goes quick, and what the clock says is what the test says; all other code is as it is.

A time-out is quick only while the line is slow: a busy machine is no slow line.
"""
HEARD = """(() => {
  globalThis.heard = []
  const hear = told => heard.push({id: told.dataset.id, text: told.textContent})
  const watch = () => {
    const told = document.getElementById('told')
    if (told) new MutationObserver(() => hear(told)).observe(told, {attributes: true})
  }
  document.addEventListener('DOMContentLoaded', watch)
})()"""
CAPTURES = """async entries => {
  const form = document.getElementById('capture'), said = []
  for (const {track, note} of entries) {
    const who = form.querySelector(`[name=who][value="${track}"]`)
    if (form.hidden || !who) { said.push(null); continue }
    who.click()
    form.querySelector('[name=outcome][value=spoke]').click()
    form.elements.note.value = note
    heard.length = 0
    form.requestSubmit()
    const kept = one => one.id && one.text.startsWith('Opgeslagen')
    const word = one => kept(one) || one.text.includes('niet gelukt')
    const end = performance.now() + 20 * 5000
    while (!heard.some(word) && performance.now() < end) {
      await new Promise(done => setTimeout(done, 20))
    }
    said.push(heard.find(word) ?? null)
  }
  return said
}"""
TILES = "() => document.querySelectorAll('#who .tile').length - 1"
"""How many young people may be tapped; the last tile is for somebody whose name nobody knows."""
WAKE = "() => dispatchEvent(new Event('online'))"
KEPT = """async () => {
  const store = await import('/static/street/store.js')
  const [waits, dead] = [await store.letters(), await store.refusals()]
  return {waits: waits.map(one => one.user), dead: dead.map(one => one.id)}
}"""
NUMBERS = """async () => {
  const store = await import('/static/street/store.js')
  return {device: await store.device(), number: await store.get('number') ?? 0}
}"""
SHIFTED = """shift => {
  const before = localStorage.getItem('shift') ?? '0.0'
  localStorage.setItem('shift', shift)
  return before !== shift
}"""
FULL = """() => {
  globalThis.roomy = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = function () {
    this.transaction.abort()
    throw new DOMException('full', 'QuotaExceededError')
  }
}"""
NOT_FULL = "() => { IDBObjectStore.prototype.add = globalThis.roomy }"
UPDATE = """() => navigator.serviceWorker.ready.then(one => one.update()).then(() => true)"""
CACHES = "() => caches.keys()"


class Phone:
    """A browser with its profile in a folder."""

    def __init__(self, launch: Callable[..., BrowserContext], profile: Path, line: Line) -> None:
        self._launch, self.profile, self.line = launch, profile, line
        self.ledger = Ledger()
        self.shift = 0.0
        self.deaths = 0
        self.who: Actor | None = None
        self.begin()

    def begin(self) -> None:
        """The browser starts on what is on the disk."""
        self.context = self._launch(self.profile, base_url=self.line.url)
        self.context.add_init_script(QUICK)
        self.context.add_init_script(HEARD)
        self.page = self.context.pages[0]
        if self.who:
            self.signs_in(self.who)

    def signs_in(self, who: Actor) -> "Phone":
        """Somebody signs in on it, in the place of whoever was."""
        self.who = who
        self.context.clear_cookies()
        session = sign_in(Client(), who).session.session_key or ""
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.line.url}
        self.context.add_cookies([cookie])
        return self

    def opens(self) -> "Phone":
        """The capture screen, on the clock of the phone."""
        self.page.goto("/straat/")
        if self.page.evaluate(SHIFTED, str(self.shift * 1000)):
            self.page.reload()
        return self

    def another_tab(self) -> Page:
        page = self.context.new_page()
        page.goto("/straat/")
        page.locator("#capture[data-ready]").wait_for()
        return page

    def closes(self) -> None:
        """The tab is gone at once, whatever it was doing; another one opens."""
        page, self.page = self.page, self.context.new_page()
        page.close()

    def named(self, least: int) -> "Phone":
        """Names came in, and the worker has the shell."""
        self.until(lambda: self._has_names(least), "names")
        self.page.evaluate(WORKER_READY)
        return self

    def _has_names(self, least: int) -> bool:
        self.page.evaluate(WAKE)
        found = self.page.evaluate(LABELS)
        ready = self.page.locator("#capture[data-ready]").is_visible()
        mine = self.who and (found.get("who") or {}).get("user") == str(self.who.user_id)
        there = len(found["people"]) >= least and self.page.evaluate(TILES) >= least
        return bool(ready and mine and there)

    def captures(self, entries: list[Told], page: Page | None = None) -> None:
        """Contacts, one after another; what the screen said of each goes in the ledger."""
        given = [{"track": str(one.track), "note": one.note} for one in entries]
        for one in entries:
            one.at = time.time() + self.shift
        said = (page or self.page).evaluate(CAPTURES, given)
        for one, heard in zip(entries, said, strict=True):
            self.ledger.heard(one, heard)

    def begins(self, entries: list[Told]) -> None:
        """Contacts of which nobody sees how they end: the ledger takes them for possible."""
        for one in entries:
            one.at = time.time() + self.shift
            self.ledger.possible(one)
        given = json.dumps([{"track": str(one.track), "note": one.note} for one in entries])
        self.page.evaluate(f"() => {{ ({CAPTURES})({given}) }}")

    def dies(self, then: Callable[[], None]) -> None:
        """`kill -9` of the browser, as a battery does; it starts again after `then`."""
        self.deaths += killed(self.profile) > 0
        with suppress(Error):
            self.context.close()
        then()
        self.begin()

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """The browser has no room: a letter is refused while its number was already taken."""
        self.page.evaluate(FULL)
        try:
            yield
        finally:
            self.page.evaluate(NOT_FULL)

    def wakes(self) -> None:
        for page in self.context.pages:
            page.evaluate(WAKE)

    def hurries(self, yes: bool) -> None:
        """Whether it gives up soon on an answer."""
        for page in self.context.pages:
            page.evaluate(f"() => {{ globalThis.hurried = {json.dumps(yes)} }}")

    def waits(self) -> list[str]:
        """Whose letters wait."""
        found = self.page.evaluate(KEPT)
        self.ledger.refused.update(found["dead"])
        return list(found["waits"])

    def empties(self) -> bool:
        """All of who is signed in is sent."""
        assert self.who
        mine = str(self.who.user_id)

        def sent() -> bool:
            self.wakes()
            return mine not in self.waits()

        return self.until(sent, "an empty outbox")

    def until(self, holds: Callable[[], bool], what: str) -> bool:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"it never came: {what}"
            time.sleep(0.05)
        return True

    def numbers(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(NUMBERS)
        return found
