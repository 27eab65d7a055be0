"""Who acts: the value that every action and read is given. See context.py for what it opens."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for which municipality, in which role and for which purpose (doel).

    Row policies ask municipality, user and purpose, and look the role up themselves. `token` is
    what a system showed to act for the user; nothing for somebody at a screen.
    """

    user_id: UUID
    municipality_id: UUID
    role: str
    purpose: str
    token: UUID | None = None
