"""The campaign of the street: whatever happens, what the screen said is kept is there, once.

`make campaign-offline-short` plays each fault and each event once (the tests do so too);
`make campaign-offline` plays every pair of them, with ten thousand contacts.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone

from houvast.capture.actions.places import allow_labels
from houvast.tracks.actions.signals import Who
from houvast.tracks.reads import promise_check
from tests.browser.on_the_street import found_on_disk
from tests.capture.phone import give_key
from tests.cast import STAFF, Town, found, open_track
from tests.chromium import HERE, Chromium
from tests.offline.campaign import Campaign, clean, rounds, shown
from tests.offline.events import EVENTS
from tests.offline.line import FAULTS, Line
from tests.offline.phone import Phone
from tests.offline.server import Servers
from tests.standing import committing

pytestmark = pytest.mark.browser
ITEMS = int(os.environ.get("HOUVAST_CAMPAIGN_OFFLINE", "300"))
SEED = int(os.environ.get("HOUVAST_SEED", "20261127"))
PEOPLE = {"anouk": ("Ilias", "Shanice", "Romy", "Jip", "Noa"), "bilal": ("Milan", "Zoë")}
LONGEST = float(os.environ.get("HOUVAST_CAMPAIGN_MINUTES", "inf"))
"""After so many minutes the campaign ends where it is, and says what it saw until then."""
TELL = 60
"""Seconds between two words about how far it is."""
PLANTED = "Plantwoord van de proef"
PLANT = """async text => (await import('/static/street/store.js')).put('planted', text)"""


@dataclass
class Street:
    """A municipality with a key, its young people, and a server that can be killed."""

    town: Town
    tracks: dict[str, list[UUID]]
    folder: Path
    servers: Servers


@pytest.fixture(scope="module")
def street(
    django_db_setup: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Street]:
    folder = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch, committing(django_db_setup, django_db_blocker):
        patch.setenv("HOUVAST_KEYS", str(folder))
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        servers = Servers()
        try:
            town = found("Waterrade", STAFF, timezone.localdate())
            give_key(folder, town.admin.municipality_id)
            allow_labels(by=town["petra"], allowed=True)
            tracks = {
                coach: [open_track(town, Who(one, one, "Voorbeeld"), coach) for one in names]
                for coach, names in PEOPLE.items()
            }
            yield Street(town, tracks, folder, servers)
        finally:
            servers.end()


@pytest.fixture
def begun(
    street: Street, one_chromium: Chromium, tmp_path: Path
) -> Iterator[Callable[..., Campaign]]:
    """Begin a campaign: `begun(seed)`, on a server that is whole or `broken`."""
    more = {"viewport": {"width": 390, "height": 844}} | HERE
    lines: list[Line] = []

    def begin(seed: int, broken: str = "whole", *changes: tuple[str, str, str]) -> Campaign:
        street.servers.start(broken)
        line = Line(street.servers, seed)
        lines.append(line)
        for change in changes:
            line.changed(*change)
        profile = tmp_path / f"profile{seed}"
        phone = Phone(partial(one_chromium.on_disk, **more), profile, line)
        run = Campaign(street.town, street.tracks, street.folder, phone, seed)
        run.signs_in("anouk")
        return run

    with one_chromium.in_use():
        try:
            yield begin
        finally:
            for one in lines:
                one.end()
            connections.close_all()


def test_nothing_is_lost_doubled_or_readable(begun):
    """O1: the matrix, from a seed; the long form plays all of it."""  # T-96 T-108
    run = begun(SEED)
    the_look_finds_what_is_there(run)
    told, said = time.monotonic(), run.phone.ledger.said
    drawn = rounds(ITEMS, random.Random(SEED))
    for turn, (fault, event, many) in enumerate(cycle(drawn)):
        whole = turn >= len(drawn) and len(said) >= ITEMS
        if whole or time.monotonic() - run.began > LONGEST * 60:
            break
        run.play(fault, event, many)
        if time.monotonic() - told > TELL:
            told = time.monotonic()
            print(f"{len(said)} of {ITEMS} …", flush=True)
    found = run.ends()
    print(f"\n{shown(found)}", flush=True)
    assert clean(found)
    assert promise_check()["violations"] == 0
    if not whole:
        return
    assert found["faults"].keys() >= FAULTS.keys() | {"killed during", "killed after"}
    assert found["events"].keys() == EVENTS.keys()


def the_look_finds_what_is_there(run: Campaign) -> None:
    """A word that is kept as it is, is found after a kill: else to look would say nothing."""
    run.phone.page.evaluate(PLANT, PLANTED)
    run.phone.dies(lambda: None)
    assert found_on_disk(run.phone.profile, PLANTED)
    run.phone.opens()


SENDER, CAPTURE = "/street/sender.js", "/street/capture.js"
BELIEVES = (SENDER, "receipt === await receiptOf(letter)", "true")
OFFERS_ALL = (SENDER, "(await letters()).filter(one => one.user === me.user)", "await letters()")
MAKES_ID = "const id = crypto.randomUUID();"
WRITES_DOWN = (CAPTURE, MAKES_ID, f"{MAKES_ID} await put('draft', now.note);")
BREAKS = {
    "lost": ("whole", "invented receipt", "new key", BELIEVES),
    "double": ("twice", "reset after", "new key"),
    "wrong_name": ("anyone", "offline", "other user", OFFERS_ALL),
    "plaintext": ("whole", "offline", "browser killed", WRITES_DOWN),
}


def test_what_would_go_wrong_is_found(begun):
    """Sender, intake and screen are broken in four ways; the oracle sees each, and which it is."""
    for turn, (wrong, (broken, fault, event, *changes)) in enumerate(BREAKS.items()):
        run = begun(turn + 1, broken, *changes)
        run.play(fault, event, 8)
        found = run.ends()
        assert found[wrong] > 0, shown(found)
        assert not clean(found)
