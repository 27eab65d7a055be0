"""What became of an event: somebody looked at it, asked, and said what it was."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import Role
from houvast.errors import NotAllowed, Refused, gettext_noop

MAY_LOOK = (Role.PRIVACY_OFFICER, Role.SECURITY_OFFICER)
"""Never the direct manager alone (T-59)."""
WORKING_DAYS = 5
"""Within so many an event has an outcome."""
EARLIEST = date(2018, 5, 25)
"""When the GDPR began."""
SHORTEST, LONGEST = 10, 500


class Outcome(StrEnum):
    """What it was."""

    WORK = "work"
    """It belonged to the work."""
    MISTAKE = "mistake"
    """It did not, and nobody meant to: it was talked about."""
    MISUSE = "misuse"
    """It did not: a breach of personal data, unless shown otherwise."""


def check_may_look(role: str, token: UUID | None) -> None:
    """Go on for privacy officer and security officer, at a screen. Raises NotAllowed."""
    if role not in MAY_LOOK or token is not None:
        raise NotAllowed("role")


def check_agreed_on(day: date, today: date) -> None:
    """Consent was given on a day that was, and since there was a law about it. Raises Refused."""
    if day > today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer zij instemden."),
            field="agreed_on",
        )
    if day < EARLIEST:
        raise Refused(
            gettext_noop("Dit is van voor de privacywet van 2018. Kijk het jaar na."),
            field="agreed_on",
        )


def check_outcome(outcome: Outcome | None, note: str) -> str:
    """An outcome of the list, and how it was found: a sentence at least. Raises Refused."""
    if outcome is None:
        raise Refused(gettext_noop("Kies wat het was."), field="outcome")
    words = note.strip()
    if len(words) < SHORTEST:
        raise Refused(
            gettext_noop("Schrijf in één zin op wat je navroeg, en bij wie."), field="note"
        )
    if len(words) > LONGEST:
        raise Refused(
            gettext_noop("Dit is {over} tekens te lang. Maak het korter."),
            field="note",
            over=len(words) - LONGEST,
        )
    return words
