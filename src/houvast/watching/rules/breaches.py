"""A data breach (datalek): seventy-two hours to decide whether the authority is told, and who is.

Snooping counts as one by default (trust T-59). The database keeps the clock and the second pair of
eyes: nobody decides about his own access.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules.free_text import in_words

WITHIN = timedelta(hours=72)
FURTHEST = timedelta(days=56)
"""How long access is drawn from the trail for one breach: as far as the rules look back."""
SHORTEST, LONGEST = 20, 500
SHORTEST_WHY = 10
WHY = gettext_noop("Schrijf in één zin op waarom.")


class Report(StrEnum):
    """Whether the authority (Autoriteit Persoonsgegevens) is told."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"


class Persons(StrEnum):
    """Whether the young people concerned are told."""

    TOLD = "told"
    NOT_TOLD = "not_told"


def check_breach(
    what: str, since: datetime, until: datetime, known: datetime, now: datetime
) -> str:
    """What happened, in a sentence at least, and when; it was known no later than now."""
    short = gettext_noop("Schrijf in minstens 20 tekens op wat er gebeurde.")
    words = in_words(what, SHORTEST, LONGEST, field="what", too_short=short)
    if known > now:
        raise Refused(
            gettext_noop("Dit ligt in de toekomst. Vul in wanneer het bekend werd."), field="known"
        )
    if until < since or since > now:
        raise Refused(
            gettext_noop("Het einde ligt voor het begin, of het begin in de toekomst."),
            field="until",
        )
    if until - since > FURTHEST:
        raise Refused(
            gettext_noop("Neem hooguit acht weken. Maak voor de rest een tweede datalek."),
            field="until",
        )
    return words


def check_report(report: Report | None, why: str) -> str:
    """A choice, and why. Raises Refused."""
    if report is None:
        raise Refused(gettext_noop("Kies of je het bij de AP meldt."), field="report")
    return in_words(why, SHORTEST_WHY, LONGEST, field="report_why", too_short=WHY)


def check_persons(persons: Persons | None, why: str) -> str:
    """A choice, and why. Raises Refused."""
    if persons is None:
        raise Refused(gettext_noop("Kies of de jongeren het horen."), field="persons")
    return in_words(why, SHORTEST_WHY, LONGEST, field="persons_why", too_short=WHY)
