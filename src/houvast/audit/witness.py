"""The witness as we see it: another installation, or in a demo a file beside the keys."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from houvast.audit import keys
from houvast.audit.rules.anchors import (
    Signed,
    Told,
    Unreadable,
    anchor_in,
    answer_to,
    answers,
    arrived,
    owner_in,
    question,
)

PATIENCE = 10
"""Seconds before a witness counts as away."""
MOST_ANSWER = 16 * 1024 * 1024
DEMO_KEY, DEMO_FILE = "witness.key", "witness.jsonl"
DEMO_OWNER = "Getuige van het voorbeeld"


class Away(Exception):
    """The witness did not answer, or not as a witness does; the text says how."""


class Witness(Protocol):
    """Who is told how far a chain is, and tells it back."""

    @property
    def key(self) -> bytes:
        """Its public key."""

    def tell(self, anchor: Signed, now: datetime) -> Signed:
        """Its answer to an anchor; Away when there is none."""

    def told(self, own: Ed25519PrivateKey, place: UUID, after: int, now: datetime) -> list[Told]:
        """What it was told of a municipality after a seal, in order; empty when that is all."""


class _Stays(HTTPRedirectHandler):
    """A witness that sends us somewhere else is none."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Installation:
    """Another installation of Houvast, at the address of its `/getuige/`."""

    url: str
    key: bytes
    owner: str
    """Who holds our own key: the witness has to be somebody else."""

    def tell(self, anchor: Signed, now: datetime) -> Signed:
        """Send it, and hold the answer against the key of the witness."""
        answer = _readable(self._asked("anker/", anchor))
        if not answers(answer, anchor, self.key):
            raise Away("the answer is not signed by the key of the witness")
        if self.owner and owner_in(answer).casefold() == self.owner.casefold():
            raise Away("the witness is of the same owner as we are")
        return answer

    def told(self, own: Ed25519PrivateKey, place: UUID, after: int, now: datetime) -> list[Told]:
        """Ask what it kept."""
        rows = self._asked("bewaard/", question(own, place, after, now))
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            raise Away("what the witness kept cannot be read")
        return [Told(_readable(one.get("anchor")), _readable(one.get("answer"))) for one in rows]

    def _asked(self, what: str, signed: Signed) -> Any:
        request = Request(  # noqa: S310  (the start refuses any other scheme)
            self.url.rstrip("/") + "/" + what,
            json.dumps(signed.sent()).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with build_opener(_Stays).open(request, timeout=PATIENCE) as answer:
                return json.loads(answer.read(MOST_ANSWER))
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise Away(f"{type(error).__name__}: {error}"[:200]) from error


def _readable(sent: Any) -> Signed:
    try:
        return arrived(sent)
    except Unreadable as error:
        raise Away("the answer cannot be read") from error


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file with a key of its own, so that a demo shows it all. It proves nothing to anybody."""

    path: Path
    secret: Ed25519PrivateKey

    @property
    def key(self) -> bytes:
        """Its public key."""
        return keys.public(self.secret)

    def tell(self, anchor: Signed, now: datetime) -> Signed:
        """Add a line."""
        answer = answer_to(anchor, self.secret, DEMO_OWNER, now)
        with self.path.open("a") as file:
            file.write(json.dumps({"anchor": anchor.sent(), "answer": answer.sent()}) + "\n")
        return answer

    def told(self, own: Ed25519PrivateKey, place: UUID, after: int, now: datetime) -> list[Told]:
        """Read the lines of a municipality."""
        if not self.path.exists():
            return []
        lines = [json.loads(one) for one in self.path.read_text().splitlines()]
        every = [Told(arrived(one["anchor"]), arrived(one["answer"])) for one in lines]
        anchors = [(anchor_in(one.anchor), one) for one in every]
        return [one for it, one in anchors if it.municipality == place and it.seal > after]


def witness_of(given: keys.Settings) -> Witness | None:
    """The witness of this installation; nothing when none is set."""
    if not given.witness:
        return None
    if "://" in given.witness:
        return Installation(given.witness, bytes.fromhex(given.witness_key), given.owner)
    folder = Path(given.witness)
    return DemoFile(folder / DEMO_FILE, keys.load(folder / DEMO_KEY))


def everything(
    witness: Witness, own: Ed25519PrivateKey, place: UUID, now: datetime
) -> Iterator[Told]:
    """All that the witness was told of a municipality, asked for in parts."""
    last = 0
    while part := witness.told(own, place, last, now):
        yield from part
        try:
            last, before = max(anchor_in(one.anchor).seal for one in part), last
        except Unreadable:
            return  # whoever looks at the signatures says so
        if last <= before:
            raise Away("it gives the same again and again")


def make_for_the_demo(folder: Path) -> None:
    """A key of ours, and one of a witness, where they are not there yet."""
    for name in (keys.OWN, DEMO_KEY):
        if not (folder / name).exists():
            keys.make(folder / name)
