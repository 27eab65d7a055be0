"""A busy hour: coaches who open files, look at lists and keep contacts, all at the same time."""

import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.bench.arrivals import MIXES, mixed
from houvast.bench.browser import Browser, Statement, asked_again
from houvast.bench.sender import Request
from houvast.bench.viewers import Viewer, Viewers, actor, coaches_everywhere
from houvast.tracks.reads.known import still_to_ask
from houvast.tracks.rules.known import AskedFor
from houvast.web.staying import seen_at, this_second

PEOPLE = 60
"""Coaches at work; each holds about thirty, so that no file is the warm one."""
AHEAD = 2 * 60 * 60
"""Seconds: a browser gets a new cookie of being here each minute, and these take no cookie."""
KEY = "houvastbenchhouvastbenchhouvast1"
"""Both halves of the key against forged forms: a browser would have got it from the page."""
OVERHEARD, PAUSE = 20, 1.0
"""Files of which the bare statements are asked again, and the seconds between two of them."""


class Desk:
    """Somebody at work, known by a cookie."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        self.tracks, self.today = viewer.tracks, today
        session = Browser(viewer).client.session.session_key
        seen = seen_at(session, this_second() + AHEAD)
        names = settings.SESSION_COOKIE_NAME, settings.SEEN_COOKIE_NAME
        self.cookie = f"{names[0]}={session}; {names[1]}={seen}"

    def asks(self, kind: str, track: UUID) -> Request:
        """A request of one kind; `track` is the one it is about, if it is about one."""
        if kind == "file":
            return Request(kind, reverse("track", args=[track]), self.cookie)
        forged = f"{self.cookie}; {settings.CSRF_COOKIE_NAME}={KEY}"
        if kind == "contact":
            address = reverse("log_contact", args=[track])
            return Request(kind, address, forged, 302, _contact(self.today))
        if kind == "known_here":
            return Request(kind, reverse(kind), forged, 200, _question(self.today))
        if kind == "empty":
            return Request(kind, reverse("home"), self.cookie, 302)
        return Request(kind, reverse(kind), self.cookie)


def _contact(today: date) -> str:
    """A form that was filled in: somebody was rung and spoke, and tomorrow again."""
    said = {"key": uuid4(), "how": "phone", "outcome": "spoke", "ahead": "1", "agreed": "no"}
    said |= {"on": today.isoformat(), "csrfmiddlewaretoken": KEY}
    return urlencode(said)


def _question(today: date) -> str:
    """Whether somebody is known here, of whom nobody has heard: no takes as long as yes."""
    asked = {"family_name": f"Verzonnen{uuid4().hex[:8]}", "asked_for": AskedFor.SIGNAL.value}
    asked |= {"birth_date": today.replace(year=today.year - 17, day=1).isoformat()}
    return urlencode(asked | {"reason": "Staat elke dag op het plein.", "csrfmiddlewaretoken": KEY})


def _askers(today: date) -> Iterator[Desk]:
    """Who asks next whether somebody is known here: each as often as the day still allows.

    Raises LookupError when all colleagues of all municipalities asked ten times today.
    """
    for one in coaches_everywhere():
        if left := still_to_ask(actor(one, Purpose.KNOWN_HERE)):
            yield from [Desk(one, today)] * left
    raise LookupError("Everybody has asked ten times today: go on tomorrow, or in another.")


def requests(who: Viewers, total: int, seed: int = 7, mix: str = "files") -> list[Request]:
    """So many requests of people who are signed in, mixed, the same ones for the same seed.

    Raises LookupError when nobody may ask any more today whether somebody is known here.
    """
    dice = random.Random(seed)  # noqa: S311  (no secret)
    today = _today()
    coaches = [Desk(one, today) for one in dice.sample(who.coaches, min(PEOPLE, len(who.coaches)))]
    lead = Desk(who.lead, today)
    askers = _askers(today)
    made = []
    for kind in mixed(total, dice, MIXES[mix]):
        desk = {"team": lead}.get(kind) or dice.choice(coaches)
        if kind == "known_here":
            desk = next(askers)
        made.append(desk.asks(kind, dice.choice(desk.tracks)))
    return made


def _today() -> date:
    with connection.cursor() as cursor:
        cursor.execute("select houvast_today()")
        today: date = cursor.fetchone()[0]
    return today


class SqlFloor:
    """The bare statements of files, asked again and again while the load runs."""

    def __init__(self, coach: Viewer) -> None:
        browser = Browser(coach)
        urls = [reverse("track", args=[one]) for one in coach.tracks[:OVERHEARD]]
        browser.look(urls[0])  # the first look of a process reads all workplaces, no other does
        self._files: list[list[Statement]] = [browser.overheard(url)[1] for url in urls]
        self.ms: list[float] = []
        self._ended = threading.Event()

    @contextmanager
    def meanwhile(self) -> Iterator[Sequence[float]]:
        """Measure beside the block; gives the milliseconds of each file."""
        beside = threading.Thread(target=self._measure)
        beside.start()
        try:
            yield self.ms
        finally:
            self._ended.set()
            beside.join()

    def _measure(self) -> None:
        turn = 0
        while not self.ms or not self._ended.wait(PAUSE):
            self.ms.append(asked_again(self._files[turn % len(self._files)]))
            turn += 1
        connection.close()


def pause_until_answered(port: int, seconds: float = 30) -> None:
    """Wait until the server listens. Raises TimeoutError."""
    import socket

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The web server does not answer.")
