"""A question to a guest (gast) of a partner: one track, one question, and over by itself (T-24)."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules.free_text import Sign, found_in

LONGEST_DAYS = 14
"""No municipality leaves a question open for longer; it may set a shorter term."""
LONGEST_QUESTION, LONGEST_ANSWER = 200, 600
LEAST_WORDS = 10


class QuestionState(StrEnum):
    """How far a question to a guest is, at this moment."""

    OPEN = "open"
    ANSWERED = "answered"
    STOPPED = "stopped"
    OVER = "over"
    """Its last day passed without an answer."""
    SHUT = "shut"
    """What it rested on is gone: the decision stopped, or the partner takes part no more."""


def state_of(
    *, answered: bool, ended: bool, until: datetime, rests: bool, now: datetime
) -> QuestionState:
    """The state of a question; `rests` is whether decision and covenant still carry it."""
    if answered:
        return QuestionState.ANSWERED
    if ended:
        return QuestionState.STOPPED
    if until <= now:
        return QuestionState.OVER
    return QuestionState.OPEN if rests else QuestionState.SHUT


def last_day(today: date, days: int, decided: date) -> date:
    """The latest last day: so many days as the municipality set, and not past the decision."""
    return min(today + timedelta(days=min(days, LONGEST_DAYS)), decided)


def check_question(text: str, until: date, today: date, latest: date) -> str:
    """One line that may go out, until a day that may be. Raises Refused beside the field."""
    asked = " ".join(text.split())
    _check_length(asked, LONGEST_QUESTION, "question")
    if until < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies een latere dag."), field="until")
    if until > latest:
        raise Refused(
            gettext_noop("Dit is te lang. Kies hoogstens {last}."),
            field="until",
            last=f"{latest:%d-%m-%Y}",
        )
    _check_number(asked, "question")
    return asked


def check_answer(text: str) -> str:
    """A short text. Raises Refused beside the field."""
    said = text.strip()
    _check_length(said, LONGEST_ANSWER, "text")
    _check_number(said, "text")
    return said


def _check_length(text: str, longest: int, field: str) -> None:
    if len(text) < LEAST_WORDS:
        raise Refused(gettext_noop("Schrijf dit op in een hele zin."), field=field)
    if len(text) > longest:
        raise Refused(
            gettext_noop("Deze tekst is {over} tekens te lang. Maak hem korter."),
            field=field,
            over=len(text) - longest,
        )


def _check_number(text: str, field: str) -> None:
    """Other words are asked about on the form; this number crosses to or from no partner (T-09)."""
    if any(one.sign is Sign.CITIZEN for one in found_in(text)):
        raise Refused(
            gettext_noop("Hier staat een burgerservicenummer. Dat mag hier niet. Haal het weg."),
            field=field,
        )
