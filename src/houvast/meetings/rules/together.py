"""Who sits at a case table, and the parts of what a shared screen can show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import InformationClass, Role


class Part(StrEnum):
    """What the screen shows of one young person; each part is of one kind of data."""

    NAME = "name"
    PROCESS = "process"
    """Who leads, how far, the next moment, what is late, agreements."""
    CONTACT = "contact"
    """That there was contact, and when."""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who is asked to a table, in one role; `came_at` is empty for who is not there."""

    seat_id: UUID
    user_id: UUID
    name: str
    role: Role
    municipality_id: UUID
    counts: bool = True
    """Whether the role of this seat is there now, and for a partner the covenant too."""
    came_at: datetime | None = None
    left_at: datetime | None = None
    receives: frozenset[InformationClass] = frozenset()
    """The kinds that may reach this seat when shared: for a partner those of the covenant."""

    def present(self, now: datetime) -> bool:
        """Whether he or she is there now."""
        return (
            self.came_at is not None
            and self.came_at <= now
            and (self.left_at is None or self.left_at > now)
        )
