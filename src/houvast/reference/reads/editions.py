"""Which edition counts, and what a process keeps of one.

An edition never changes, so what was read of it once stays right. Which one counts is asked in the
query of whoever needs it: `counting` is a column for that query, and costs no statement of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Subquery

from houvast.reference.models import Edition
from houvast.reference.rules.editions import Kind

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
