"""Fifty people who look at the same time through a few connections, each answer compared.

What somebody may see is asked twice beforehand, without a pooler: the page itself, over a
connection that is nobody else's; and the administrator, whose young people a coach holds.
"""

import http.client
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from houvast.cli.processes import HOST

AT_ONCE = 24
TRACK = re.compile(r"/jongeren/([0-9a-f-]{36})/")
CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|name="key" value="[^"]*"|"X-CSRFToken": *"[^"]*"'
)
"""What is another thing each time a page is made: keys of forms."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer, so far as it must be the same: its status, whom it links to, and its text."""

    status: int
    tracks: frozenset[str]
    text: str


@dataclass(slots=True)
class Person:
    """Somebody who is signed in, and what he or she may see."""

    name: str
    cookie: str
    holds: frozenset[str]
    """The tracks of whom he holds, as the administrator of the database knows."""
    expected: dict[str, Seen] = field(default_factory=dict)


def seen(status: int, body: str) -> Seen:
    """What is kept of an answer."""
    text = sha256(CHANGES.sub("", body).encode()).hexdigest()
    return Seen(status, frozenset(TRACK.findall(body)), text)


def wrong_with(person: Person, path: str, answer: Seen) -> str:
    """What is wrong with an answer; nothing when it is exactly what this person may see."""
    if beyond := answer.tracks - person.holds:
        return f"leak: {len(beyond)} of others"
    before = person.expected[path]
    if answer.status != before.status:
        return f"status {answer.status} instead of {before.status}"
    return "" if answer == before else "other text"


def ask(port: int, cookie: str, path: str, body: str = "") -> tuple[int, str]:
    """One request to a web server: status and text."""
    line = http.client.HTTPConnection(HOST, port, timeout=60)
    headers = {"Cookie": cookie}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request("POST" if body else "GET", path, body, headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def interleaved(port: int, people: Sequence[Person], total: int) -> Counter[str]:
    """So many looks, all mixed; gives what was wrong and how often, "" for what was right."""
    dice = random.Random(11)  # noqa: S311  (the same looks each time)
    looks = [(who, path) for who in people for path in who.expected]
    order = [dice.choice(looks) for _ in range(total)]

    def look(one: tuple[Person, str]) -> str:
        who, path = one
        return wrong_with(who, path, seen(*ask(port, who.cookie, path)))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(look, order))


def as_set(found: Iterable[UUID]) -> frozenset[str]:
    """Keys as they stand in addresses."""
    return frozenset(str(one) for one in found)
