"""What is added to the trail, as it is added."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from houvast.audit import actions as audit
from houvast.audit.models import Entry


@contextmanager
def noted(note: Callable[[Entry], None]) -> Iterator[None]:
    """Tell of each entry that is added to the trail from here on."""
    add, add_all = audit.add, audit.add_all

    def noting(entry: Entry) -> None:
        add(entry)
        note(entry)

    def noting_all(entries: list[Entry]) -> None:
        add_all(entries)
        for entry in entries:
            note(entry)

    audit.add, audit.add_all = noting, noting_all  # type: ignore[attr-defined]
    try:
        yield
    finally:
        audit.add, audit.add_all = add, add_all  # type: ignore[attr-defined]


@pytest.fixture
def trail(db: None) -> Iterator[list[str]]:
    """The verbs added to the audit trail from here on; a refused attempt ends in '!'."""
    verbs: list[str] = []

    def note(entry: Entry) -> None:
        verbs.append(entry.verb + ("!" if entry.refusal else ""))

    with noted(note):
        yield verbs
