"""Mending: take back what was a slip right away, put right what was wrong later (product 3.14).

A correction is a row of its own, with a reason; undo gives back the moment that was there, if its
day has not passed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules import Basis, Capacity
from houvast.tracks.rules.contacts import Talk, check_recent
from houvast.tracks.rules.promise import Terms, check_moment
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import REAL, ContactOutcome

UNDO_WITHIN = timedelta(minutes=15)
"""How long an act can be undone; the database counts the same (tracks/migrations, mending)."""

LONGEST_REASON = 300
"""Characters of the reason of a correction."""

TOO_LATE = gettext_noop(
    "Dit kan niet meer ongedaan worden. Zet met een verbetering recht wat fout is."
)
GONE_ON = gettext_noop("Hierna is al verder gewerkt. Zet met een verbetering recht wat fout is.")
NOT_YOURS = gettext_noop("Alleen wie dit vastlegde en de vaste coach kunnen het verbeteren.")
NOTE_STAYS = gettext_noop(
    "Bij dit contact hoort een notitie van de vaste coach. Vraag hem of haar."
)
MENDED = gettext_noop("Dit is al verbeterd of ongedaan gemaakt. Ververs de pagina.")


@dataclass(frozen=True, slots=True)
class Correction:
    """How the contact was after all, and why it was noted differently at first."""

    talk: Talk
    reason: str


def may_correct(basis: Basis | None, *, own: bool) -> bool:
    """Who noted it, and the lead coach; both need to be able to write contacts, too."""
    return own or basis is Capacity.LEAD


def check_correction(
    correction: Correction, on: date, *, recorded_at: datetime, recorded_on: date, today: date
) -> bool:
    """Whether the corrected contact is a real one; `on` is the Dutch day of the talk.

    Refuses a correction without a reason, and one that says it was later than it was noted.
    """
    reason = check_reason(correction.reason)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            gettext_noop("Deze reden is {over} tekens te lang. Maak hem korter."),
            field="reason",
            over=len(reason) - LONGEST_REASON,
        )
    if correction.talk.at > recorded_at:
        raise Refused(
            gettext_noop("Dit is vastgelegd op {day}. Het contact was op die dag of eerder."),
            field="on",
            day=f"{recorded_on.day}-{recorded_on.month}-{recorded_on.year}",
        )
    check_recent(on, today, field="on")
    return correction.talk.outcome in REAL


def check_undo(made_at: datetime, now: datetime, *, is_last: bool) -> None:
    """Undo is for right after the act, and for the last act only."""
    if now - made_at > UNDO_WITHIN:
        raise Refused(TOO_LATE)
    if not is_last:
        raise Refused(GONE_ON)


def comes_back(due: date, today: date, latest: date | None = None) -> bool:
    """Whether a moment can be planned again: its day has not passed, nor lies beyond `latest`.

    `latest` is the last day for a next moment of somebody who is away for a while.
    """
    return today <= due and (latest is None or due <= latest)


def moment_after_undo(
    due: date, asked: date | None, today: date, terms: Terms, *, latest: date | None = None
) -> date:
    """The day of the moment after an undo: the old one, or one that is asked for instead."""
    if comes_back(due, today, latest):
        return due
    if asked is None and due < today:
        raise Refused(
            gettext_noop("Het vorige moment is voorbij. Kies een nieuw moment."), field="next_on"
        )
    if asked is None:
        raise Refused(
            gettext_noop("Het vorige moment is te laat voor de terugkomst. Kies een eerder."),
            field="next_on",
        )
    return check_moment(asked, today, terms, field="next_on")


def reached(outcome: ContactOutcome) -> bool:
    """Whether coach and young person were in touch at all, so that a moment was kept."""
    return outcome is not ContactOutcome.NOT_REACHED
