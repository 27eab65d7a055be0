"""What a witness is told about a chain, and what it answers; each signed with Ed25519 (RFC 8032).

An anchor says how far a chain is: which seal, how many entries in all, which hash. It holds nothing
about anybody. The witness keeps it and signs that it did. Who has the database and our own key can
make a whole new chain with new anchors; not the answers of the witness, nor what it kept.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from houvast.audit.rules.chain import Broken, Sealed, Wrong, microseconds

MOST_BYTES = 4096
FRESH = timedelta(minutes=5)
"""How old a question to a witness may be, so that nobody asks it again later."""


class Said(StrEnum):
    """What a signature is under: one of one kind can never be used as another."""

    ANCHOR = "houvast anchor 1"
    ANSWER = "houvast answer 1"
    QUESTION = "houvast question 1"


class Unreadable(ValueError):
    """What came in is not what a witness says or hears."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Words with the key that signed them; JSON with hexadecimals on its way."""

    body: bytes
    key: bytes
    signature: bytes

    def is_true(self, said: Said) -> bool:
        """Whether this key signed these words as this kind."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(
                self.signature, said.value.encode() + b"\n" + self.body
            )
        except (InvalidSignature, ValueError):
            return False
        return True

    def sent(self) -> dict[str, str]:
        """As it travels."""
        return {"body": self.body.hex(), "key": self.key.hex(), "signature": self.signature.hex()}


def arrived(sent: Any) -> Signed:
    """What travelled; Unreadable when it is anything else."""
    if not isinstance(sent, dict) or set(sent) != {"body", "key", "signature"}:
        raise Unreadable
    if not all(isinstance(one, str) and len(one) <= MOST_BYTES for one in sent.values()):
        raise Unreadable
    try:
        return Signed(**{name: bytes.fromhex(one) for name, one in sent.items()})
    except ValueError as error:
        raise Unreadable from error


def sign(key: Ed25519PrivateKey, said: Said, words: Mapping[str, Any]) -> Signed:
    """Sign words as JSON."""
    body = json.dumps(words, sort_keys=True, separators=(",", ":")).encode()
    own = key.public_key().public_bytes_raw()
    return Signed(body, own, key.sign(said.value.encode() + b"\n" + body))


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the chain of a municipality is."""

    municipality: UUID
    seal: int
    total: int
    hash: bytes
    at: int
    """When the seal was made: microseconds since 1970."""

    def words(self) -> dict[str, Any]:
        """What is signed."""
        return {
            "municipality": str(self.municipality),
            "seal": self.seal,
            "total": self.total,
            "hash": self.hash.hex(),
            "at": self.at,
        }


BIGGEST = 2**53


def anchor_in(signed: Signed) -> Anchor:
    """The anchor that was signed; Unreadable when it is none or when the signature is false."""
    words = _words(signed, Said.ANCHOR, {"municipality", "seal", "total", "hash", "at"})
    numbers = [words[name] for name in ("seal", "total", "at")]
    if any(type(one) is not int or not 0 < one < BIGGEST for one in numbers):
        raise Unreadable
    try:
        own = bytes.fromhex(words["hash"])
        anchor = Anchor(
            UUID(words["municipality"]), words["seal"], words["total"], own, words["at"]
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Unreadable from error
    if len(own) != 32 or anchor.seal >= 2**31:
        raise Unreadable
    return anchor


def answer_to(signed: Signed, key: Ed25519PrivateKey, owner: str, now: datetime) -> Signed:
    """The witness: I was told this, then."""
    words = {"told": told_as(signed), "at": microseconds(now), "owner": owner}
    return sign(key, Said.ANSWER, words)


def told_as(signed: Signed) -> str:
    """How an answer names what it answers."""
    return sha256(signed.body + signed.signature).hexdigest()


def answers(answer: Signed, signed: Signed, witness: bytes) -> bool:
    """Whether this is the answer of this witness to what it was told."""
    try:
        words = _words(answer, Said.ANSWER, {"told", "at", "owner"})
    except Unreadable:
        return False
    return answer.key == witness and words["told"] == told_as(signed)


def owner_in(answer: Signed) -> str:
    """Who holds the key of a witness, by its own words."""
    return str(json.loads(answer.body).get("owner", ""))


def question(key: Ed25519PrivateKey, place: UUID, after: int, now: datetime) -> Signed:
    """Ask a witness what it was told of a municipality, after a seal."""
    words = {"municipality": str(place), "after": after, "at": microseconds(now)}
    return sign(key, Said.QUESTION, words)


def question_in(signed: Signed, now: datetime) -> tuple[UUID, int]:
    """Of which municipality, and after which seal; Unreadable when it is no fresh question."""
    words = _words(signed, Said.QUESTION, {"municipality", "after", "at"})
    if type(words["at"]) is not int or type(words["after"]) is not int:
        raise Unreadable
    if abs(microseconds(now) - words["at"]) > FRESH / timedelta(microseconds=1):
        raise Unreadable
    try:
        place = UUID(words["municipality"])
    except (ValueError, TypeError, AttributeError) as error:
        raise Unreadable from error
    if not 0 <= words["after"] < 2**31:
        raise Unreadable
    return place, words["after"]


def _words(signed: Signed, said: Said, names: set[str]) -> dict[str, Any]:
    if not signed.is_true(said):
        raise Unreadable
    try:
        words = json.loads(signed.body)
    except ValueError as error:
        raise Unreadable from error
    if not isinstance(words, dict) or set(words) != names:
        raise Unreadable
    return words


@dataclass(frozen=True, slots=True)
class Told:
    """What a witness was told, and what it answered."""

    anchor: Signed
    answer: Signed


def wrong_with_told(
    told: Iterable[Told], ours: bytes, witness: bytes
) -> dict[int, Anchor] | Broken:
    """The anchors by their seal, when every signature on them is true."""
    anchors: dict[int, Anchor] = {}
    for one in told:
        try:
            anchor = anchor_in(one.anchor)
        except Unreadable:
            return Broken(Wrong.FORGED)
        if one.anchor.key != ours or not answers(one.answer, one.anchor, witness):
            return Broken(Wrong.FORGED, anchor.seal)
        anchors[anchor.seal] = anchor
    return anchors


def wrong_at(seal: Sealed, anchors: Mapping[int, Anchor]) -> Broken | None:
    """Whether the witness was told something else of this seal."""
    anchor = anchors.get(seal.number)
    if anchor and (anchor.hash, anchor.total) != (seal.hash, seal.total):
        return Broken(Wrong.REWRITTEN, seal.number)
    return None


def wrong_after(last: int, anchors: Iterable[int]) -> Broken | None:
    """Whether the witness knows of seals after the last one here."""
    missing = [one for one in anchors if one > last]
    return Broken(Wrong.CUT, min(missing)) if missing else None
