"""Which edition counts, and what a process keeps of one.

An edition never changes, so what was read of it once stays right. Which one counts is asked in the
query of whoever needs it: `counting` is a column for that query, and costs no statement of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Subquery

from houvast.reference.models import Edition
from houvast.reference.rules.editions import Kind, checksum_begins, label

One = TypeVar("One")
KEPT = 2
"""While a new edition comes into use, requests with the one before it are still under way."""


def counting(kind: Kind) -> Subquery:
    """SQL: the key of the edition that counts now, or null."""
    editions = Edition.objects.filter(kind=kind.value).order_by("-current_since")
    return Subquery(editions.values("pk")[:1])


def counting_now(kind: Kind) -> UUID | None:
    """The key of the edition that counts now, with a statement of its own."""
    editions = Edition.objects.filter(kind=kind.value).order_by("-current_since")
    return editions.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition as people read of it; `since` is when it last came to count."""

    id: UUID
    kind: Kind
    name: str
    label: str
    since: datetime


def editions_in_use() -> dict[Kind, EditionLine]:
    """Of each kind the edition that counts now; a kind that nobody brought in is not there."""
    rows = Edition.objects.order_by("kind", "-current_since").distinct("kind")
    return {one.kind: one for one in map(_line, rows)}


def edition_called(version: str, kind: Kind = Kind.PLACES) -> EditionLine | None:
    """The edition of a kind that the version of a ruleset names; None when it names none."""
    begins = checksum_begins(kind, version)
    rows = Edition.objects.filter(kind=kind.value, checksum__startswith=begins)
    one = rows.order_by("imported_at").first() if begins else None
    return _line(one) if one else None


def _line(one: Edition) -> EditionLine:
    kind = Kind(one.kind)
    return EditionLine(one.pk, kind, one.name, label(kind, one.checksum), one.current_since)


@dataclass(slots=True)
class Kept(Generic[One]):
    """What this process read of the latest editions; `read` is asked once for each."""

    read: Callable[[UUID], One]
    of: dict[UUID, One] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def get(self, edition: UUID) -> One:
        """What was read of this edition, now or before."""
        found = self.of.get(edition)
        if found is None:
            with self.lock:
                found = self.of.get(edition)
                if found is None:
                    found = self.read(edition)
                    self.of[edition] = found
                    for old in list(self.of)[:-KEPT]:
                        del self.of[old]
        return found
