"""What the tests of the street begin with: a municipality with a key, and a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page

from houvast.capture.actions.places import allow_labels
from houvast.tracks.actions.signals import Who
from tests.browser.on_the_street import NAMES, Device, Stoppable
from tests.browser.test_walk import PHONE
from tests.capture.phone import give_key
from tests.cast import STAFF, Town, found, open_track
from tests.chromium import HERE, Chromium


@pytest.fixture
def keyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the keys of this installation."""
    folder = tmp_path / "keys"
    folder.mkdir()
    monkeypatch.setenv("HOUVAST_KEYS", str(folder))
    return folder


@pytest.fixture
def waterrade(server: object, keyed: Path) -> Town:
    """Waterrade with a key, names on devices, and five young people of anouk."""
    town = found("Waterrade", STAFF, timezone.localdate())
    give_key(keyed, town.admin.municipality_id)
    allow_labels(by=town["petra"], allowed=True)
    for name in NAMES:
        open_track(town, Who(name, name, "Voorbeeld"))
    return town


@pytest.fixture
def device(browser_page: Callable[..., Page], waterrade: Town) -> Device:
    """A phone on which anouk signed in, with names, and with its worker."""
    page = browser_page(*PHONE, service_workers="allow")
    return Device(page).sign_in("anouk").opens().named(len(NAMES))


@pytest.fixture
def stoppable(server: object) -> Iterator[Stoppable]:
    """A server that the test can let go down, on the data of `server`."""
    one = Stoppable()
    yield one
    one.stop()


@pytest.fixture
def on_disk(
    stoppable: Stoppable, one_chromium: Chromium, tmp_path: Path
) -> Iterator[Callable[[], Device]]:
    """A phone whose profile is a folder; taken in hand again, it has what the disk has."""
    more = {"base_url": stoppable.url, "viewport": {"width": PHONE[0], "height": PHONE[1]}} | HERE
    with one_chromium.in_use():
        try:
            yield lambda: Device(one_chromium.on_disk(tmp_path / "profile", **more).pages[0])
        finally:
            connections.close_all()
