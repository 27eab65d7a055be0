"""Known here? (bekend hier?): yes and whom to call, or no, and nothing else (trust T-06).

It is no search: surname and birth date have to be exact, and each question costs one of ten a day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.signals import check_reason

PER_DAY = 10
"""Questions of one user on one day; the database counts them (tracks/migrations, known_here)."""

LONGEST_REASON = 300

ENOUGH = gettext_noop(
    "Je hebt vandaag al {most} keer gevraagd. Morgen kan het weer. Haast? Bel de procesregisseur."
)


class AskedFor(StrEnum):
    """What the answer is needed for."""

    SIGNAL = "signal"
    """Before a signal is entered or taken up."""
    OWN_FIND = "own_find"
    """Before a coach begins with somebody whom he met."""
    YOUNG_PERSON = "young_person"
    """The young person asks for his coach."""
    HELP = "help"
    """Another organisation helps, and wants to work together."""
    EMERGENCY = "emergency"
    """To open the file in an emergency: asked there, and within the same ten."""


ASKED_HERE = tuple(one for one in AskedFor if one is not AskedFor.EMERGENCY)
"""What one can ask for on the screen itself."""


BEFORE_A_TRACK = {
    AskedFor.SIGNAL: "Nagevraagd vlak voordat een aanmelding werd opgepakt.",
    AskedFor.OWN_FIND: "Nagevraagd vlak voordat een coach zelf begon.",
}
"""The reason that is kept when Houvast asks by itself, before a second track would begin."""

KNOWN_ALREADY = gettext_noop("Deze jongere is hier al bekend. Bel eerst, of ga toch door.")


@dataclass(frozen=True, slots=True)
class Question:
    """Two exact identifiers, what for, and why."""

    family_name: str
    birth_date: date
    asked_for: AskedFor
    reason: str


def check_question(question: Question, today: date) -> Question:
    """The question in the form in which it is asked. Raises Refused with the field."""
    name = " ".join(question.family_name.split())
    if not name:
        raise Refused(
            gettext_noop("Vul de hele achternaam in. Zoeken op een deel kan niet."),
            field="family_name",
        )
    if question.birth_date > today:
        raise Refused(
            gettext_noop("Deze geboortedatum ligt in de toekomst. Kijk het jaar na."),
            field="birth_date",
        )
    reason = check_reason(question.reason)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            gettext_noop("Deze reden is {over} tekens te lang. Maak hem korter."),
            field="reason",
            over=len(reason) - LONGEST_REASON,
        )
    return Question(name, question.birth_date, question.asked_for, reason)


def question_before_track(
    family_name: str, birth_date: date | None, asked_for: AskedFor
) -> Question | None:
    """What is asked before a track begins; nothing as long as one of the two is not known."""
    if birth_date is None or not family_name.strip():
        return None
    return Question(family_name, birth_date, asked_for, BEFORE_A_TRACK[asked_for])
