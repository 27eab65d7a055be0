"""Aftercare (nazorg): when each side is asked, what may be written, and whether work lasted."""

from datetime import date

from houvast.errors import Refused, gettext_noop
from houvast.placements.rules.consent import NOT_FOR_WORK
from houvast.placements.rules.states import (
    AftercareState,
    PlacementState,
    RetentionAnswer,
    RetentionMark,
    Side,
)
from houvast.tracks.rules.promise import add_months

LONGEST_NOTE, LONGEST_SAID = 1000, 300
MONTHS = {RetentionMark.THREE: 3, RetentionMark.SIX: 6, RetentionMark.TWELVE: 12}


def retention_days(started_on: date) -> dict[RetentionMark, date]:
    """On which day it is asked at each mark."""
    return {mark: add_months(started_on, months) for mark, months in MONTHS.items()}


def check_due(due: date, state: AftercareState, work: PlacementState, today: date) -> None:
    """A check-in is noted once, from its day on, while the work goes on."""
    if state is not AftercareState.PLANNED:
        raise Refused(gettext_noop("Dit nazorgmoment is al vastgelegd. Ververs de pagina."))
    if work is not PlacementState.STARTED:
        raise Refused(gettext_noop("Dit werk is voorbij. Nazorg hoort nu bij het volgende moment."))
    if due > today:
        raise Refused(gettext_noop("Dit nazorgmoment is nog niet aan de beurt."))


def check_call(side: Side, may_call: bool, until: date | None, today: date) -> None:
    """An employer is rung under a yes that holds; with the young person aftercare goes on."""
    if side is not Side.EMPLOYER:
        return
    if not may_call:
        raise Refused(
            gettext_noop("De jongere gaf geen ja voor dit gesprek. Praat met de jongere zelf.")
        )
    if until is None or until <= today:
        raise Refused(gettext_noop("Het ja van de jongere is verlopen. Vraag het opnieuw."))


def check_note(text: str, side: Side) -> str:
    """What was said, tidied. Of the employer only how the work goes: nothing of the file (T-07)."""
    clean, longest = text.strip(), LONGEST_NOTE if side is Side.YOUNG_PERSON else LONGEST_SAID
    if len(clean) > longest:
        raise Refused(
            gettext_noop("Deze tekst is {over} tekens te lang. Maak hem korter."),
            field="note",
            over=len(clean) - longest,
        )
    if side is Side.EMPLOYER and (found := NOT_FOR_WORK.search(clean)):
        raise Refused(
            gettext_noop("“{word}” hoort hier niet. Schrijf alleen hoe het op het werk gaat."),
            field="note",
            word=found[0],
        )
    return clean


def answer_stays(answer: str, answered_on: date | None, today: date) -> bool:
    """What is known stays; on the day that it was said a slip of the finger is still mended."""
    return answer not in ("", RetentionAnswer.UNKNOWN) and answered_on != today


def check_retention(due: date, answer: str, answered_on: date | None, today: date) -> None:
    """It is asked from its day on, and can be said anew until the answer stays."""
    if due > today:
        raise Refused(gettext_noop("Deze vraag komt pas op de dag zelf."))
    if answer_stays(answer, answered_on, today):
        raise Refused(gettext_noop("Dit is al beantwoord. Ververs de pagina."))
