"""Before a track begins: is this young person known here already? Asked in an act of its own."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from houvast.accounts.rules import Purpose
from houvast.errors import Refused
from houvast.tracks.actions.known import ask_known_here
from houvast.tracks.rules.known import KNOWN_ALREADY, AskedFor, Question, question_before_track
from houvast.web.acting import actor
from houvast.web.forms.known import AsksFirst
from houvast.web.frame import tell


def warn_when_known(
    request: HttpRequest,
    form: AsksFirst,
    asked_for: AskedFor,
    who: tuple[str, date | None],
) -> None:
    """Ask once per name and birth date; raise Refused with the answer on the form when it is yes.

    The form keeps that this was asked, so that a second try costs no second question and means
    'go on'. Who asked often enough today is told that nobody looked; it stops no rescue.
    """
    question = question_before_track(*who, asked_for)
    if question is None:
        return
    seal = _seal(request, question)
    if constant_time_compare(form.cleaned_data.get("seal", ""), seal):
        return
    form.data = _with(form.data, "seal", seal)
    try:
        answer = ask_known_here(by=actor(request, Purpose.KNOWN_HERE), question=question)
    except Refused as no:
        if no.field:
            raise
        tell(request, _("Niet nagekeken of de jongere al bekend is: je vroeg genoeg vandaag."))
        return
    if answer.is_known:
        form.known = answer
        raise Refused(KNOWN_ALREADY, field="family_name")


def _seal(request: HttpRequest, question: Question) -> str:
    """Proof that this user had this question answered; it tells nobody which name it was."""
    name = " ".join(question.family_name.split()).lower()
    asked = f"{request.user.pk}|{name}|{question.birth_date.isoformat()}"
    return salted_hmac("houvast.known_here", asked, algorithm="sha256").hexdigest()


def _with(data: Any, name: str, value: str) -> Any:
    """What was sent, with one field more."""
    sent = data.copy()
    sent[name] = value
    return sent
