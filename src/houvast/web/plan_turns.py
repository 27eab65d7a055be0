"""Which passage of a question the keys are for: the first undecided, or the one that is chosen."""

from dataclasses import dataclass
from uuid import UUID

from houvast.plans.reads.checks import QuestionPage


@dataclass(frozen=True, slots=True)
class Turn:
    """The passage that the keys decide about, with the one before it and the next."""

    now: UUID | None
    before: UUID | None
    next: UUID | None


def turn_of(page: QuestionPage, chosen: UUID | None) -> Turn:
    """Whose turn it is; `chosen` is a passage of this question, or what is passed over."""
    every = [one.id for one in page.passages]
    now = chosen if chosen in every else page.turn
    if now is None:
        return Turn(None, None, every[0] if every else None)
    at = every.index(now)
    return Turn(now, every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None)
