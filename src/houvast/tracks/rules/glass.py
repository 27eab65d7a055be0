"""Noodtoegang (break-glass): one file, because somebody is in danger now (trust T-53 to T-55).

Nobody has it by role: it begins with a reason, ends by itself, and somebody else looks at it
afterwards. The database keeps the same rules (tracks/migrations, glass).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from houvast.accounts.rules import COACHES, Role
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.rules.free_text import in_words

SHORTEST, LONGEST = 20, 500
SHORTEST_NOTE = 10
LONGEST_OPEN = timedelta(hours=1)
REVIEW_WITHIN, TELL_WITHIN = 1, 5
"""Working days: until somebody looked at it, and until the young person heard of it."""

BY_NAME = COACHES
"""Who points at the file by the exact surname and birth date, as for "bekend hier?"."""
BY_TRACK = (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
"""Who sees the track already, by nickname, and opens it from there."""
REVIEWS = (Role.PRIVACY_OFFICER, Role.TEAM_LEAD)
READS_REVIEWS = (*REVIEWS, Role.FG)
"""The FG supervises, and says nothing of it."""

NONE = gettext_noop("Niet gevonden. Kijk na of de achternaam en de geboortedatum kloppen.")


class Verdict(StrEnum):
    """What somebody else says of it afterwards."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    """It ends at once, and is a breach of personal data, unless shown otherwise."""


REFUSED = {
    "enough": gettext_noop("Je vroeg vandaag al {most} keer naar iemand. Bel de teamleider."),
    "unreviewed": gettext_noop(
        "Je vorige noodtoegang is nog niet nagekeken. Tot dan kan het niet opnieuw. "
        "Bel de coach, de teamleider of 112."
    ),
    "nobody": gettext_noop(
        "Er is nu niemand die dit nakijkt. Daarom kan het niet. Bel de coach of 112."
    ),
    "again": gettext_noop(
        "Jouw noodtoegang voor deze jongere is voorbij. Een tweede persoon kan die verlengen: "
        "vraag het de teamleider of de privacy officer."
    ),
}
"""What the database answers to who may not open a file now, in words. To who is near it says the
same as of somebody who is not there."""


def check_reason(reason: str, *, is_now: bool) -> str:
    """Somebody is in danger now, and why it cannot wait. Raises Refused with the field."""
    if not is_now:
        raise Refused(
            gettext_noop("Dit kan alleen als er nu gevaar is. Anders bel je de coach."),
            field="is_now",
        )
    short = gettext_noop("Schrijf in minstens 20 tekens wat er aan de hand is.")
    return in_words(reason, SHORTEST, LONGEST, field="reason", too_short=short)


def check_account(account: str) -> str:
    """What was done with it, in a sentence at least. Raises Refused."""
    short = gettext_noop("Schrijf in één zin op wat je deed.")
    return in_words(account, SHORTEST_NOTE, LONGEST, field="account", too_short=short)


def check_may_review(role: str, token: object) -> None:
    """Go on for privacy officer and team lead, at a screen. Raises NotAllowed."""
    if role not in REVIEWS or token is not None:
        raise NotAllowed("role")


def check_verdict(verdict: Verdict | None, note: str) -> str:
    """A verdict, and how it was found: a sentence at least. Raises Refused."""
    if verdict is None:
        raise Refused(gettext_noop("Kies of het nodig was."), field="verdict")
    short = gettext_noop("Schrijf in één zin op wat je navroeg, en bij wie.")
    return in_words(note, SHORTEST_NOTE, LONGEST, field="note", too_short=short)


def check_extend(extended_at: datetime | None, verdict: str) -> None:
    """A second person lengthens it once, as long as nobody said what it was. Raises Refused."""
    if verdict:
        raise Refused(gettext_noop("Dit is al nagekeken. Verlengen kan niet meer."))
    if extended_at is not None:
        raise Refused(gettext_noop("Dit is al een keer verlengd. Nog een keer kan niet."))
