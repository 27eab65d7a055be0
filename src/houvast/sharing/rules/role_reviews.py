"""Looking at roles again (toegang nakijken): who says that a colleague still needs one (T-61).

A role lapses by itself at the end of its term. It goes on when somebody who manages accounts says
so; with special rights two people do, and neither is the one whose role it is.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import SPECIAL, Role
from houvast.errors import NotAllowed, Refused, gettext_noop


class ReviewAnswer(StrEnum):
    """What somebody says of a role in the list."""

    KEEP = "keep"
    END = "end"


ASKED_AHEAD, ASKED_AFTER = timedelta(days=30), timedelta(days=92)
"""From when a role is asked about, and how long one that lapsed can still be given again."""
LAST_DAYS = timedelta(days=14)
"""So long before the end it presses: the last one of a kind, and who holds young people."""
A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)

MANAGES = Role.FUNCTIONAL_ADMIN
REVIEWS = (MANAGES, Role.PROGRAMME_MANAGER, Role.PROCESS_COORDINATOR, Role.PRIVACY_OFFICER)
"""Who looks at special rights. No municipality is without the second and the third."""
HELD_BY = (MANAGES, Role.PROCESS_COORDINATOR)
"""Who hears that somebody who holds young people lapses: one keeps him, the other hands over."""

OWN = gettext_noop("Dit is je eigen rol. Een collega kijkt die na.")
SECOND = gettext_noop("Jij zei dit al. Een tweede persoon zegt het ook.")
DONE = gettext_noop("Hier is al naar gekeken. Ververs de pagina.")
ONLY_ADMIN = gettext_noop("Alleen Beheer laat een rol nu stoppen. Laat hem anders aflopen.")


def is_special(role: str) -> bool:
    """Whether two people look at this role."""
    return role in SPECIAL


def check_reviews(role: str, token: UUID | None) -> None:
    """Raises NotAllowed for who looks at no roles, and for a system."""
    if role not in REVIEWS or token is not None:
        raise NotAllowed("role")


def check_answer(role: str, of_role: str, answer: ReviewAnswer, *, own: bool) -> None:
    """Who may say this of a role. Raises NotAllowed, or Refused for one's own."""
    if role != MANAGES and not is_special(of_role):
        raise NotAllowed("role")
    if own:
        raise Refused(OWN)
    if answer is ReviewAnswer.END and role != MANAGES:
        raise Refused(ONLY_ADMIN)


def is_asked(until: datetime, now: datetime) -> bool:
    """Whether a role ends soon, or lapsed not long ago."""
    return now - ASKED_AFTER < until <= now + ASKED_AHEAD


def how_often(*, pressing: bool, until: datetime, now: datetime) -> timedelta:
    """After how long somebody hears of it again: a week, and each night of what presses."""
    return A_DAY if pressing and until <= now + LAST_DAYS else A_WEEK
