"""Which work of another system an act is a part of (W3C Trace Context, header `traceparent`)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Part = tuple[UUID | None, str]
"""The trace, and the operation of the other system: 16 hexadecimals."""

ALONE: Part = (None, "")
_part: ContextVar[Part] = ContextVar("_part", default=ALONE)
HEADER = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
"""A later version of the standard may add to the end; what is known stays the same."""


def part_of_what() -> Part:
    """The work that this is a part of, or ALONE."""
    return _part.get()


def read(header: str) -> Part:
    """What a header says; ALONE when it says nothing that the standard allows."""
    found = HEADER.fullmatch(header)
    if not found or not found[1].strip("0") or not found[2].strip("0"):
        return ALONE
    return UUID(hex=found[1]), found[2]


@contextmanager
def part_of(header: str) -> Iterator[None]:
    """All acts in the block are a part of what the header says."""
    token = _part.set(read(header))
    try:
        yield
    finally:
        _part.reset(token)
