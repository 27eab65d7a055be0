"""The screen of the street in a Chromium: to save without a network, to send, and to be there.

What is measured is the screen as it is: its own form is filled in and sent, and a save is shown
when the browser has drawn the words. Sending goes to a web server of an installation.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from statistics import median
from typing import TYPE_CHECKING, Any

from houvast.bench.figures import p95

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from houvast.bench.street_coach import Coach

WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NAMES = (*WHOLE, "chromium-headless-shell")
"""A whole browser first, as a coach has; the one of the tests where there is no other."""
NONE = (
    "This benchmark needs a Chromium and there is none: install the package `chromium`, or give"
    " the path of one in HOUVAST_BROWSER."
)
NO_DRIVER = "This benchmark drives a browser with playwright, which is not here: make install."
WIDE, HIGH = 390, 844
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
"""A phone, against the processor here."""
MOST_SAVE_MS, MOST_FLUSH_S, MOST_LCP_MS, MOST_KB = 100, 10, 1_500, 60
PATIENCE = 120
KB = 1_000
SECOND_FONT = "sans-names"

FIND = """name => performance.getEntriesByType('resource').map(one => one.name)
  .find(one => one.includes(`/street/${name}.`))"""
FILL = """async ([store, sealing, labels, many]) => {
  const {append, letters} = await import(store), {seal} = await import(sealing)
  const {who, people} = await (await import(labels)).read()
  const facts = {v: 1, user: who.user, kind: 'contact', how: 'street', outcome: 'spoke',
    ahead: '7', agreed: false, worried: false,
    note: 'Een notitie van gewone lengte, over wat er gezegd is.'}
  for (let turn = 0; turn < many; turn++) {
    const id = crypto.randomUUID(), track = people[turn % people.length].id
    const at = new Date().toISOString()
    await append((device, number) => seal({...facts, device, number, track, at},
      {id, user: who.user, number, key: who.key}))
  }
  return (await letters()).length
}"""
WAITING = "async store => (await (await import(store)).letters()).length"
SAVE = """async turn => {
  const form = document.getElementById('capture'), told = document.getElementById('told')
  const people = form.querySelectorAll('[name=who]:not([value=""])')
  people[turn % people.length].click()
  form.querySelector('[name=outcome][value=spoke]').click()
  form.elements.note.value = 'Een notitie van gewone lengte, over wat er gezegd is.'
  const before = told.dataset.id, began = performance.mark('began').startTime
  form.requestSubmit()
  while (told.dataset.id === before || !told.textContent.startsWith('Opgeslagen')) {
    await new Promise(drawn => requestAnimationFrame(drawn))
  }
  return performance.mark('drawn').startTime - began
}"""
WAKE = "() => dispatchEvent(new Event('online'))"
PAINTED = """() => new Promise(done => {
  const seen = []
  new PerformanceObserver(list => seen.push(...list.getEntries().map(one => one.startTime)))
    .observe({type: 'largest-contentful-paint', buffered: true})
  setTimeout(() => done(seen.at(-1)), 500)
})"""
NAMED = """() => document.querySelectorAll('#who .tile').length > 1
  && performance.mark('named').startTime"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """The browser on this machine."""

    path: str

    @classmethod
    def found(cls) -> "Chromium":
        """Ends with a clear sentence when there is no browser, or nothing to drive it with."""
        try:
            import playwright.sync_api  # noqa: F401
        except ImportError:
            raise SystemExit(NO_DRIVER) from None
        named = os.environ.get("HOUVAST_BROWSER")
        own = Path(
            os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"
        )
        paths = [named] if named else [which(name) for name in NAMES]
        downloaded = sorted(own.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
        for path in (*paths, *(() if named else map(str, downloaded))):
            if path and os.access(path, os.X_OK):
                return cls(path)
        raise SystemExit(NONE)

    @contextmanager
    def started(self) -> Iterator["Browser"]:
        """A browser, until the block ends."""
        from playwright.sync_api import sync_playwright

        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=self.path, args=["--no-sandbox"])
            try:
                yield browser
            finally:
                browser.close()


class Phone:
    """A browser in which the coach is signed in, and nothing else is yet."""

    def __init__(self, browser: "Browser", coach: "Coach", port: int) -> None:
        self._address, self._coach = f"http://localhost:{port}", coach
        self.context = browser.new_context(
            base_url=self._address,
            viewport={"width": WIDE, "height": HIGH},
            locale="nl-NL",
            service_workers="block",
        )
        cookie = {"name": coach.cookie, "value": coach.session, "url": self._address}
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        self.page: Page = self.context.new_page()

    def opens(self) -> "Phone":
        """The screen, with the names of the caseload."""
        self.page.goto("/straat/")
        self.page.wait_for_function(NAMED)
        return self

    def module(self, name: str) -> str:
        """Where the browser has a script from: to ask for it there gives the one at work."""
        found: str = self.page.evaluate(FIND, name)
        return found

    def waits(self) -> int:
        """How many letters wait."""
        found: int = self.page.evaluate(WAITING, self.module("store"))
        return found

    def fill(self, many: int) -> None:
        """Seal and keep so many contacts more."""
        scripts = [self.module(one) for one in ("store", "sealing", "labels")]
        self.page.evaluate(FILL, [*scripts, many])

    def saves(self, many: int) -> list[float]:
        """Fill in the form so often; milliseconds until the screen says that it is kept."""
        return [self.page.evaluate(SAVE, turn) for turn in range(many)]

    def slower(self, times: int) -> None:
        """Let the processor be so many times as slow."""
        line = self.context.new_cdp_session(self.page)
        line.send("Emulation.setCPUThrottlingRate", {"rate": times})


def measured(
    chromium: Chromium,
    coach: "Coach",
    port: int,
    *,
    waiting: int,
    saves: int,
    items: int,
    looks: int,
) -> dict[str, Any]:
    """All figures, and whether they are within what was promised."""
    with chromium.started() as browser:
        phone = Phone(browser, coach, port).opens()
        save = saving(phone, waiting, saves)
        flush = sending(phone, items)
        phone.context.close()
        first = [first_look(browser, coach, port) for _turn in range(looks)]
    found: dict[str, Any] = {"save": save, "flush": flush, "first_look": _middle(first)}
    within = (
        save["p95_ms"] <= MOST_SAVE_MS
        and flush["seconds"] <= MOST_FLUSH_S * max(1, items / 1_000)
        and found["first_look"]["lcp_ms"] <= MOST_LCP_MS
        and found["first_look"]["kb_that_counts"] <= MOST_KB
    )
    return found | {"within": within}


def saving(phone: Phone, waiting: int, many: int) -> dict[str, Any]:
    """Without a network, while so many wait; and the same on a slow processor."""
    phone.context.set_offline(True)
    phone.fill(waiting)
    took = phone.saves(many)
    phone.slower(SLOWER)
    slow = phone.saves(max(1, many // 4))
    phone.slower(1)
    return {
        "waiting": waiting,
        "saves": many,
        "p50_ms": round(median(took), 1),
        "p95_ms": round(p95(took), 1),
        f"p95_ms_processor_{SLOWER}_times_slower": round(p95(slow), 1),
    }


def sending(phone: Phone, items: int) -> dict[str, Any]:
    """How long it takes until nothing waits, from the moment that the network is back."""
    phone.fill(max(0, items - phone.waits()))
    there = phone.waits()
    began = time.perf_counter()
    phone.context.set_offline(False)
    phone.page.evaluate(WAKE)
    while (left := phone.waits()) and time.perf_counter() - began < PATIENCE:
        time.sleep(0.1)
    seconds = time.perf_counter() - began
    return {
        "items": there,
        "left": left,
        "seconds": round(seconds, 2),
        "per_second": round((there - left) / seconds, 1),
    }


def first_look(browser: "Browser", coach: "Coach", port: int) -> dict[str, float]:
    """An empty phone on a bad line: when the largest part is drawn, when names are there.

    What counts of the weight is what travels packed, without headers and the second font.
    """
    phone = Phone(browser, coach, port)
    line = phone.context.new_cdp_session(phone.page)
    weights: dict[str, float] = {}
    names: dict[str, str] = {}
    heads: dict[str, float] = {}
    line.on(
        "Network.requestWillBeSent",
        lambda told: names.update({told["requestId"]: told["request"]["url"]}),
    )
    line.on(
        "Network.loadingFinished",
        lambda told: weights.update({told["requestId"]: told["encodedDataLength"]}),
    )
    line.on(
        "Network.responseReceived",
        lambda told: heads.update({told["requestId"]: told["response"]["encodedDataLength"]}),
    )
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.page.goto("/straat/")
    named = phone.page.wait_for_function(NAMED).json_value()
    lcp = phone.page.evaluate(PAINTED)
    second = sum(size for key, size in weights.items() if SECOND_FONT in names.get(key, ""))
    total = sum(weights.values())
    phone.context.close()
    return {
        "lcp_ms": round(lcp),
        "names_ms": round(named),
        "requests": len(weights),
        "kb": round(total / KB, 1),
        "kb_of_headers": round(sum(heads.values()) / KB, 1),
        "kb_that_counts": round((total - second - sum(heads.values())) / KB, 1),
    }


def _middle(looks: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure."""
    return {"looks": len(looks)} | {
        name: round(median(one[name] for one in looks), 1) for name in looks[0]
    }


def table(figures: dict[str, Any]) -> str:
    """For people."""
    lines = []
    for name, found in figures.items():
        if isinstance(found, dict):
            lines += [f"{name.replace('_', ' ')}:"]
            lines += [f"  {key.replace('_', ' '):<40}{value}" for key, value in found.items()]
        else:
            lines.append(f"{name.replace('_', ' '):<42}{found}")
    return "\n".join(lines)
