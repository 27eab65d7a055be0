"""Who is asked when Veiligheid decides too late: its own triage, and then who watches over both.

Nobody of the college is on it, whatever happens; with nobody left there is no rung until there is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

OWN, BESIDE, WATCHES = 1, 2, 3
"""Who entered it; a colleague of the same triage; the privacy officer, who reads no signal."""
HIGHEST = WATCHES


@dataclass(frozen=True, slots=True)
class Waiting:
    """A signal that waits too long: who entered it, who decided, and who knows the young person.

    `decided_by` made an offer that waits for a second person, and is not asked to look along.
    """

    signal_id: UUID
    person_id: UUID
    since: date
    entered_by: UUID
    decided_by: UUID | None
    near: frozenset[UUID]
    kept_until: date


@dataclass(frozen=True, slots=True)
class There:
    """Who serves in the triage of Veiligheid and as privacy officer, and who is away today."""

    triage: tuple[UUID, ...]
    watches: tuple[UUID, ...]
    away: frozenset[UUID]


def may_be_asked(waiting: Waiting, level: int, there: There) -> tuple[UUID, ...]:
    """Who can answer at this rung, who fits best first; who is away comes after who is there."""
    serving = there.watches if level == WATCHES else there.triage
    fits = [one for one in serving if one not in waiting.near and one != waiting.decided_by]
    own_first = level == OWN

    def order(one: UUID) -> tuple[bool, bool]:
        is_own = one == waiting.entered_by
        return one in there.away, (not is_own if own_first else is_own)

    return tuple(sorted(fits, key=order))


def asked(
    waiting: Waiting, level: int, there: There, before: Collection[UUID] = ()
) -> tuple[int, UUID] | None:
    """The rung that asks and whom: one without anybody who is there goes to the next.

    `before` were asked at lower rungs; they are asked again only when nobody else is left.
    """
    levels = range(min(level, HIGHEST), HIGHEST + 1)
    for passed_over in ({*there.away, *before}, {*before}, set()):
        for at in levels:
            for one in may_be_asked(waiting, at, there):
                if one not in passed_over:
                    return at, one
    return None


def still_fits(waiting: Waiting, level: int, held_by: UUID, there: There) -> bool:
    """Whether who is asked now can still answer, and is there."""
    return held_by in may_be_asked(waiting, level, there) and held_by not in there.away
