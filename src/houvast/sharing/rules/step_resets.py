"""A second step that is lost: somebody at the desk is seen, and a second person says yes.

Whoever can take away the second step of a colleague can go in as him. So it takes two people, and
neither of them is the one whose step it is.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import Role
from houvast.errors import NotAllowed, Refused, gettext_noop


class Lost(StrEnum):
    """Why somebody cannot take the second step (tweede stap) any more."""

    PHONE_LOST = "phone_lost"
    PHONE_NEW = "phone_new"
    PASSKEY = "passkey"


class Shown(StrEnum):
    """How a colleague at the desk showed who he is; nothing of a document is kept."""

    DOCUMENT = "document"
    KNOWN = "known"
    """Who asks works with this colleague, and had him before his eyes."""


class ResetState(StrEnum):
    """How far it is."""

    ASKED = "asked"
    DONE = "done"
    DECLINED = "declined"
    LAPSED = "lapsed"
    """Nobody answered within a day."""


WITHIN = timedelta(hours=24)
"""So long a second person has: who was at the desk is not there tomorrow."""
ASKS = (Role.FUNCTIONAL_ADMIN, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
"""Who sees a colleague at the desk."""
ANSWERS = Role.FUNCTIONAL_ADMIN
"""Who manages accounts, and is always the second person."""
WATCHES = (Role.PRIVACY_OFFICER, Role.SECURITY_OFFICER)
"""Who reads who asked and who said yes, when it is to be looked at."""

OWN = gettext_noop("Voor jezelf vraagt een collega dit. Ga naar de balie.")
ALONE = gettext_noop("Jij vroeg dit zelf. Een andere beheerder zegt ja.")
ANSWERED = gettext_noop("Hier is al antwoord op gegeven. Ververs de pagina.")
OVER = gettext_noop("Deze vraag is langer dan een dag geleden. Vraag het opnieuw.")
WAITS = gettext_noop("Voor deze collega wacht al een vraag. Vraag een beheerder om antwoord.")
AWAY = gettext_noop("Deze collega kan nu niet inloggen. Laat hem of haar eerst weer toe.")


def check_asks(role: str, token: UUID | None) -> None:
    """Raises NotAllowed for who sees nobody at the desk, and for a system."""
    if role not in ASKS or token is not None:
        raise NotAllowed("role")


def check_asked(who: UUID, asking: UUID) -> None:
    """Nobody asks for himself. Raises Refused."""
    if who == asking:
        raise Refused(OWN, field="who")


def check_waits(state: ResetState, until: datetime, now: datetime) -> None:
    """It is answered once, and within a day. Raises Refused."""
    if state is not ResetState.ASKED:
        raise Refused(ANSWERED)
    if until <= now:
        raise Refused(OVER)


def check_second(who: UUID, asked_by: UUID, answering: UUID) -> None:
    """Two people, and neither of them is whose step it is. Raises Refused."""
    if answering == who:
        raise Refused(OWN)
    if answering == asked_by:
        raise Refused(ALONE)
