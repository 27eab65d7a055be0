"""A device on the street: what is on its disk, what it captures, and what arrived of that."""

import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from houvast.capture.models import EncounterTally, SealedItem
from houvast.database.context import acting
from houvast.tracks.models import Contact
from tests.browser import ready
from tests.cast import PASSWORD, Town

KEPT = """async name => (await import('/static/street/store.js'))
    .within([name], 'readonly', store => store.getAll())"""
NAMES = ("Ilias", "Shanice", "Romy", "Jip", "Noa")
LABELS = "async () => (await import('/static/street/labels.js')).read()"
WORKER_READY = "() => navigator.serviceWorker.ready.then(() => true)"
LOCKS = "SingletonLock SingletonCookie SingletonSocket"
PATIENCE = 8


class Device:
    """A browser in the hand of a coach."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, name: str) -> "Device":
        self.page.goto("/inloggen/")
        self.page.get_by_label("Gebruikersnaam").fill(name)
        self.page.get_by_label("Wachtwoord").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
        self.page.wait_for_url(lambda url: "inloggen" not in url)
        return self

    def sign_out(self) -> None:
        self.page.context.clear_cookies()

    def named(self, least: int = 1) -> "Device":
        """Names came in; from then on it may lose the network."""
        until(lambda: len(self.page.evaluate(LABELS)["people"]) >= least)
        return self

    def opens(self) -> "Device":
        """The capture screen, at work."""
        self.page.goto("/straat/")
        self.page.locator("#capture[data-ready]").wait_for()
        return self

    def captures(self, who: str, note: str = "", outcome: str = "Gesproken") -> None:
        """One contact, until the device says that it is kept: for that it needs a new id."""
        told = self.page.locator("#told")
        before = told.get_attribute("data-id") or "none"
        self.choose("Wie?", who)
        self.choose("Gelukt?", outcome)
        if note:
            self.page.get_by_text("Notitie (niet verplicht)").click()
            self.page.get_by_label("Notitie", exact=True).fill(note)
        self.page.get_by_role("button", name="Opslaan").click()
        kept = self.page.locator(f"#told[data-id]:not([data-id='']):not([data-id='{before}'])")
        kept.wait_for()

    def choose(self, group: str, answer: str) -> None:
        here = ready(self.page).get_by_role("group", name=group)
        hint = re.compile(rf"^{re.escape(answer)}( (te laat|vandaag).*)?$", re.IGNORECASE)
        here.get_by_role("radio", name=hint).click()

    def kept(self, store: str = "outbox") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(KEPT, store)
        return found

    def offline(self, off: bool = True) -> None:
        """Airplane mode; back again the browser says so by itself, and the page sends."""
        self.page.context.set_offline(off)

    def says(self, words: str) -> None:
        expect(self.page.locator("#pill")).to_have_text(words, timeout=PATIENCE * 1000)

    def is_empty(self) -> None:
        until(lambda: self.kept() == [])


class Listening(ThreadedWSGIServer):
    """A server that may come back while its last connections are still fading."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **(more | {"allow_reuse_address": True}))


class Stoppable:
    """A server that stops and comes back at the same address: another one is another site."""

    def __init__(self) -> None:
        self._live = self._started("localhost")
        self.url = self._live.url

    def _started(self, address: str) -> LiveServer:
        live = LiveServer(address, start=False)
        live.thread.server_class = Listening
        live.start()
        return live

    def stop(self) -> None:
        self._live.stop()

    def back(self) -> None:
        self._live = self._started(self.url.removeprefix("http://"))


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def received(town: Town) -> int:
    """How much of anouk the municipality has by now, to wait for."""
    with acting(town["anouk"]):
        return SealedItem.objects.filter(state="taken", made_by=town["anouk"].user_id).count()


def arrived(town: Town, name: str = "anouk") -> int:
    """How much of somebody the municipality has, with counts; each of it has come once."""
    with acting(town[name]):
        taken = SealedItem.objects.filter(state="taken", made_by=town[name].user_id)
        numbers = list(taken.values_list("device", "number"))
        assert len(numbers) == len(set(numbers))
        mine = {"made_by": town[name].user_id}
        found = [one.objects.filter(**mine).count() for one in (Contact, EncounterTally)]
        assert sum(found) == len(numbers)
        return len(numbers)


def killed(profile: Path) -> int:
    """End the browser of this profile, and nothing else, as a battery does; how many died."""
    mark, died = f"--user-data-dir={profile}".encode(), 0
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark in one.read_bytes().split(b"\0"):
                os.kill(int(one.parent.name), signal.SIGKILL)
                died += 1
        except OSError:  # gone meanwhile
            continue
    for name in LOCKS.split():
        (profile / name).unlink(missing_ok=True)
    return died


def found_on_disk(profile: Path, words: str) -> list[Path]:
    """Every file of a profile that holds these words, in any way that a browser writes text."""
    ways = [words.encode(code) for code in ("utf-8", "utf-16-le")]
    files = [one for one in profile.rglob("*") if one.is_file() and not one.is_symlink()]
    assert len(files) > 20
    return [one for one in files if any(way in one.read_bytes() for way in ways)]
