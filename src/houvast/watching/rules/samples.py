"""A few looks of each night, drawn with a key: nobody can know beforehand which, or choose them.

Drawn from all looks at one young person alike, so it says nothing about who looked.
"""

import hmac
from collections.abc import Iterable
from uuid import UUID

from houvast.watching.rules.facts import Fact

PER_NIGHT = 2


def sampled(facts: Iterable[Fact], key: bytes, number: int = PER_NIGHT) -> tuple[Fact, ...]:
    """So many looks, the same ones whenever it is asked with the same key."""

    def drawn(one: Fact) -> bytes:
        said = f"{one.at.isoformat()} {one.actor} {one.person} {one.verb}"
        return hmac.digest(key, said.encode(), "sha256")

    persons: dict[tuple[UUID, UUID | None], Fact] = {}
    for one in sorted((one for one in facts if one.is_look), key=drawn):
        persons.setdefault((one.actor, one.person), one)
    return tuple(persons.values())[:number]
