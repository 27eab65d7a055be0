"""What was said with an employer, and what was promised."""

from datetime import date
from uuid import UUID, uuid4

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.rows import add, change, known, of
from houvast.employers.models import Conversation, Employer, EmployerContact, EmployerPromise
from houvast.employers.rules.employers import (
    check_ahead,
    check_answer,
    check_conversation,
    check_correction,
    check_same_day,
    check_text,
)
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import PromisedBy, PromiseState
from houvast.errors import NotFound


def log_conversation(
    *,
    by: Actor,
    employer_id: UUID,
    on: date,
    about: str,
    contact_id: UUID | None = None,
    next_on: date | None = None,
    key: UUID | None = None,
) -> UUID:
    """Note a talk with an employer: about the work, never about a young person."""
    with recorded(by, "employers.conversation_logged", employer_id) as act:
        permissions.require(by, Act.LOG_CONVERSATION)
        employer = Employer.objects.one(employer_id)
        if same := known(Conversation, key, by, employer_id=employer_id):
            return same
        check_conversation(on, next_on, act.today)
        _check_works_at(employer_id, contact_id)
        row = Conversation(
            pk=key or uuid4(),
            contact_id=contact_id,
            on=on,
            about=check_text(about, field="about"),
            next_on=next_on,
            **of(employer, by, act),
        )
        return add(row, by)


def correct_conversation(
    *,
    by: Actor,
    conversation_id: UUID,
    on: date,
    about: str,
    correction: str,
    contact_id: UUID | None = None,
    next_on: date | None = None,
    key: UUID | None = None,
) -> UUID:
    """Write one's own talk anew, with the reason; the first words stay, and are not shown."""
    with recorded(by, "employers.conversation_corrected") as act:
        permissions.require(by, Act.LOG_CONVERSATION)
        old = Conversation.objects.select_related("employer").one(conversation_id)
        act.about = old.employer_id
        if same := known(Conversation, key, by, replaces_id=old.pk):
            return same
        replaced = Conversation.objects.filter(replaces=old).exists()
        reason = check_correction(old.made_by_id, by.user_id, replaced, correction)
        check_conversation(on, next_on if next_on != old.next_on else None, act.today)
        _check_works_at(old.employer_id, contact_id)
        row = Conversation(
            pk=key or uuid4(),
            contact_id=contact_id,
            on=on,
            about=check_text(about, field="about"),
            next_on=next_on,
            replaces=old,
            correction=reason,
            **of(old.employer, by, act),
        )
        return add(row, by)


def _check_works_at(employer_id: UUID, contact_id: UUID | None) -> None:
    """Whom was talked with works at this employer, or nobody is named. Raises NotFound."""
    if contact_id is None:
        return
    if not EmployerContact.objects.filter(pk=contact_id, employer_id=employer_id).exists():
        raise NotFound


def make_promise(
    *,
    by: Actor,
    employer_id: UUID,
    promised_by: PromisedBy,
    text: str,
    due: date,
    key: UUID | None = None,
) -> UUID:
    """Note what the employer promised, or we, and by when."""
    with recorded(by, "employers.promise_made", employer_id) as act:
        permissions.require(by, Act.KEEP_PROMISES)
        employer = Employer.objects.one(employer_id)
        if same := known(EmployerPromise, key, by, employer_id=employer_id):
            return same
        row = EmployerPromise(
            pk=key or uuid4(),
            promised_by=promised_by.value,
            text=check_text(text, field="text"),
            due=check_ahead(due, act.today, field="due"),
            state=PromiseState.OPEN.value,
            **of(employer, by, act),
        )
        return add(row, by)


def answer_promise(*, by: Actor, promise_id: UUID, kept: bool, reason: str = "") -> None:
    """Say whether a promise was kept; once. When it was not: what came in between."""
    with recorded(by, "employers.promise_answered") as act:
        permissions.require(by, Act.KEEP_PROMISES)
        promise = EmployerPromise.objects.select_for_update(no_key=True).one(promise_id)
        act.about = promise.employer_id
        why = check_answer(PromiseState(promise.state), kept, reason)
        state = PromiseState.KEPT if kept else PromiseState.NOT_KEPT
        change(promise, act, state=state.value, answered_on=act.today, reason=why)


def reopen_promise(*, by: Actor, promise_id: UUID) -> None:
    """Take back an answer on the day it was given: the promise is open again."""
    with recorded(by, "employers.promise_reopened") as act:
        permissions.require(by, Act.KEEP_PROMISES)
        promise = EmployerPromise.objects.select_for_update(no_key=True).one(promise_id)
        act.about = promise.employer_id
        check_same_day(promise.answered_on, act.today)
        change(promise, act, state=PromiseState.OPEN.value, answered_on=None, reason="")
