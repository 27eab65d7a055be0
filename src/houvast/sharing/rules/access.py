"""How long access to a young person lasts, and who says that it goes on (trust T-05, T-61).

Access has a term, which a person agreed to, and ends a quarter after somebody last looked at it
when that comes first. The database keeps both (tracks 0085); nothing here counts for it.
"""

from datetime import datetime
from enum import StrEnum

from houvast.accounts.rules import QUARTER, Role
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.rules import Capacity

LOOKED_AT = (Capacity.LEAD, Capacity.WORK)
"""Access that lapses after a quarter without a look: what reads a file. Other has its own days."""
LOOKS = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)


class KeepReason(StrEnum):
    """Why access goes on: from a list, so that no word about a young person stands beside it."""

    GUIDES = "guides"
    WORK = "work"
    HANDOVER = "handover"
    CLOSING = "closing"


OWN = gettext_noop("Dit is je eigen toegang. Een collega kijkt die na.")
DONE = gettext_noop("Hier is al naar gekeken. Ververs de pagina.")


def check_looks(role: str) -> None:
    """Raises NotAllowed for who steers nothing."""
    if role not in LOOKS:
        raise NotAllowed("second_person")


def check_other(*, own: bool) -> None:
    """Nobody says it of his own access. Raises Refused."""
    if own:
        raise Refused(OWN)


def keeps_its_term(term_ends: datetime | None, now: datetime) -> bool:
    """Whether a look leaves the term as it is; with less than a quarter left it is a new term."""
    return term_ends is not None and term_ends >= now + QUARTER
