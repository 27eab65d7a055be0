"""Ask whether somebody is known here. The database answers, counts and keeps the trail itself."""

from dataclasses import dataclass

from django.db import connection

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused
from houvast.tracks.rules.known import ENOUGH, PER_DAY, Question, check_question

ASK = (
    "select answer, call_name, call_function, call_phone, still"
    " from tracks_known_here(%s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes and whom to call, or no; `still` is how often one may ask today."""

    is_known: bool
    name: str
    function: str
    phone: str
    still: int


def ask_known_here(*, by: Actor, question: Question) -> Answer:
    """Ask once. Raises Refused when this user asked often enough today."""
    with recorded(by, "tracks.known_here_asked") as act:
        if by.purpose != Purpose.KNOWN_HERE:
            raise NotAllowed("purpose")
        asked = check_question(question, act.today)
        with connection.cursor() as cursor:
            cursor.execute(
                ASK, [asked.family_name, asked.birth_date, asked.asked_for.value, asked.reason]
            )
            answer, name, function, phone, still = cursor.fetchone()
        if answer == "enough":
            raise Refused(ENOUGH, most=PER_DAY)
        return Answer(answer == "yes", name, function, phone, still)
