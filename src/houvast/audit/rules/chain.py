"""The chain over the trail: what is in it, and how one sees that something was changed.

An entry has a digest over all that it holds, the lines of persons with it. A seal takes up to a
thousand digests, says how many there are in all, and holds the hash of the seal before. So nobody
changes one thing without changing every seal after it; and those were told to a witness.

The database computes the same (audit/migrations/0004_sealed.py). Here it is computed again from the
rows themselves, in another language, because who can change the rows can change a function too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

NOTHING = bytes(32)
"""What the first seal has as the hash before it."""

SIZE = 32
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_WAITING = timedelta(minutes=15)
"""An entry that waits longer for its seal, or a seal for its witness, is an alarm (T-76)."""


class Wrong(StrEnum):
    """What is wrong at the first place where something is."""

    EDITED = "edited"
    DELETED = "deleted"
    ADDED = "added"
    LIST = "list"
    """The seal does not hold the entries that it names."""
    SEAL = "seal"
    """The seal itself was changed."""
    ORDER = "order"
    """A seal is missing, there twice, or does not follow the one before."""
    CUT = "cut"
    """The witness knows of seals that are not here."""
    REWRITTEN = "rewritten"
    """The witness was told another hash."""
    FORGED = "forged"
    """A signature on what was told to the witness, or on its answer, is false."""
    UNKNOWN_LINE = "unknown_line"
    """A line of a person belongs to no entry."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place that is wrong: which seal, and which entry when one is to blame."""

    wrong: Wrong
    seal: int | None = None
    entry: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal as it is kept."""

    municipality: UUID
    number: int
    many: int
    total: int
    sealed_at: datetime
    root: bytes
    previous: bytes
    hash: bytes
    entries: tuple[UUID, ...]
    digests: bytes


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970, exactly: a float would round."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def _hashed(*values: Any) -> bytes:
    """SHA-256 over the values as JSON, as `jsonb_build_array(…)::text` writes it."""
    return sha256(json.dumps(values, ensure_ascii=False).encode()).digest()


def _plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return microseconds(value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def digest(entry: Sequence[Any], lines: Sequence[Sequence[Any]]) -> bytes:
    """The digest of an entry, from its columns and its lines, in the order of ENTRY and LINE."""
    return _hashed("houvast entry 1", *map(_plain, entry), [_plain(one) for one in lines])


ENTRY = (
    *("id", "municipality_id", "controller", "actor_id", "at", "role", "purpose", "verb"),
    *("refusal", "subject", "shown", "token", "trace", "came_from", "took", "destroy_on"),
)
LINE = (
    *("municipality_id", "activity", "data_subject", "trace", "came_from", "status", "at"),
    *("ended_at", "destroy_on"),
)
"""Columns in the order of the digest; the lines themselves in the order of their keys."""


def seal_hash(one: Sealed) -> bytes:
    """What the hash of a seal has to be."""
    return _hashed(
        "houvast seal 1",
        str(one.municipality),
        one.number,
        one.many,
        one.total,
        microseconds(one.sealed_at),
        one.root.hex(),
        one.previous.hex(),
    )


def wrong_with(seal: Sealed, before: Sealed | None) -> Broken | None:
    """What is wrong with a seal itself, or with how it follows the one before."""
    number, total, previous = (
        (before.number, before.total, before.hash) if before else (0, 0, NOTHING)
    )
    if seal.number != number + 1 or seal.previous != previous:
        return Broken(Wrong.ORDER, seal.number)
    if seal.total != total + seal.many or seal.hash != seal_hash(seal):
        return Broken(Wrong.SEAL, seal.number)
    whole = len(seal.entries) == seal.many and len(seal.digests) == SIZE * seal.many
    if not whole or sha256(seal.digests).digest() != seal.root:
        return Broken(Wrong.LIST, seal.number)
    return None


def wrong_inside(seal: Sealed, found: Mapping[UUID, bytes]) -> Broken | None:
    """The first entry that is not as it was sealed; `found` has the digests of what is there."""
    for place, entry in enumerate(seal.entries):
        now = found.get(entry)
        if now is None:
            return Broken(Wrong.DELETED, seal.number, entry)
        if now != seal.digests[SIZE * place : SIZE * (place + 1)]:
            return Broken(Wrong.EDITED, seal.number, entry)
    return None
