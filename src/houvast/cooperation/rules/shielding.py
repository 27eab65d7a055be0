"""A shielded track (afgeschermd traject): at "known here?" the answer is no, for whoever asks.

For a young person who is in danger when somebody hears that he is known here, and with whom. It
works at once, ends by itself, and who steers is told: nobody keeps a young person out of sight
alone, or for ever (trust T-06).
"""

from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop


class ShieldReason(StrEnum):
    """Why it may not be heard that somebody is known here. No words: those would tell the story."""

    HARM = "harm"
    """Somebody wants to harm the young person."""
    HIDDEN = "hidden"
    """Lives where nobody may find him or her."""
    KIN = "kin"
    """Family or an acquaintance works where one asks."""


LONGEST = timedelta(days=92)
"""A quarter of a year; then the coach looks whether it is needed still."""

ASKED_KEPT = timedelta(days=366)
"""How long it is kept that somebody asked; the database writes that row (0029)."""

RUNS = gettext_noop("Deze jongere is al afgeschermd. Ververs de pagina.")
OVER = gettext_noop("Dit is al opgeheven. Ververs de pagina.")


def check_until(until: date, today: date) -> None:
    """A day that has to come, within a quarter of a year. Raises Refused."""
    if until <= today:
        raise Refused(gettext_noop("Kies een dag die nog komt."), field="until")
    if until > today + LONGEST:
        raise Refused(
            gettext_noop("Kies een dag binnen {days} dagen. Verlengen kan daarna."),
            field="until",
            days=LONGEST.days,
        )
