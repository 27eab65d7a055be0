"""Asking brokers for work in general words, and the work that we miss. Never about a person."""

from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.actions.colleagues import organisation_of
from houvast.employers.actions.rows import add, change, known
from houvast.employers.models import BrokerQuestion, MissingWorkplace
from houvast.employers.rules.employers import KEPT_FOR, check_same_day
from houvast.employers.rules.questions import check_answerable, check_asked, check_general
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import QuestionState, WorkKind


def ask_brokers(
    *, by: Actor, brokers: Sequence[UUID], text: str, key: UUID | None = None
) -> tuple[UUID, ...]:
    """Put one question to some brokers, a row each: what one answers the other does not see."""
    with recorded(by, "employers.brokers_asked", key) as act:
        permissions.require(by, Act.ASK_BROKER)
        here = colleagues(by.municipality_id, (Role.BROKER,), act.now)
        asked = check_asked(brokers, (one.id for one in here))
        clean = check_general(text, field="text")
        controller = organisation_of(by, None, act.now).controller
        seed = key or uuid4()
        rows = []
        for user_id in asked:
            own = uuid5(seed, str(user_id))
            same = known(BrokerQuestion, own, by, user_id=user_id)
            row = BrokerQuestion(
                pk=own,
                user_id=user_id,
                text=clean,
                asked_on=act.today,
                state=QuestionState.ASKED.value,
                municipality_id=by.municipality_id,
                controller=controller,
                destroy_on=act.today + KEPT_FOR,
                made_by_id=by.user_id,
            )
            rows.append(same or add(row, by))
        return tuple(rows)


def answer_question(*, by: Actor, question_id: UUID, will_ask: bool) -> None:
    """The broker says: yes, I ask around; or: not now. Nobody needs to say why."""
    with recorded(by, "employers.question_answered", question_id) as act:
        permissions.require(by, Act.ANSWER_QUESTION)
        row = BrokerQuestion.objects.select_for_update(no_key=True).one(question_id)
        check_answerable(QuestionState(row.state), row.closed_on)
        state = QuestionState.ASKING_AROUND if will_ask else QuestionState.NOT_NOW
        change(row, act, state=state.value, answered_on=act.today)


def take_back_answer(*, by: Actor, question_id: UUID) -> None:
    """Take back today's answer: the question waits again."""
    with recorded(by, "employers.answer_taken_back", question_id) as act:
        permissions.require(by, Act.ANSWER_QUESTION)
        row = BrokerQuestion.objects.select_for_update(no_key=True).one(question_id)
        check_same_day(row.answered_on, act.today)
        change(row, act, state=QuestionState.ASKED.value, answered_on=None)


def close_question(*, by: Actor, question_id: UUID) -> None:
    """The question is done with; the broker sees it no more."""
    with recorded(by, "employers.question_closed", question_id) as act:
        permissions.require(by, Act.ASK_BROKER)
        row = BrokerQuestion.objects.select_for_update(no_key=True).one(question_id)
        if row.closed_on is None:
            change(row, act, closed_on=act.today)


def reopen_question(*, by: Actor, question_id: UUID) -> None:
    """Take back that a question was closed today."""
    with recorded(by, "employers.question_reopened", question_id) as act:
        permissions.require(by, Act.ASK_BROKER)
        row = BrokerQuestion.objects.select_for_update(no_key=True).one(question_id)
        check_same_day(row.closed_on, act.today)
        change(row, act, closed_on=None)


def note_missing(
    *, by: Actor, text: str, kind: WorkKind | None = None, key: UUID | None = None
) -> UUID:
    """Note what kind of workplace we lack, in general words."""
    with recorded(by, "employers.missing_noted", key) as act:
        permissions.require(by, Act.NOTE_MISSING)
        if same := known(MissingWorkplace, key, by):
            return same
        row = MissingWorkplace(
            pk=key or uuid4(),
            text=check_general(text, field="text"),
            kind=kind.value if kind else "",
            noted_on=act.today,
            municipality_id=by.municipality_id,
            controller=organisation_of(by, None, act.now).controller,
            destroy_on=act.today + KEPT_FOR,
            made_by_id=by.user_id,
        )
        return add(row, by)


def missing_found(*, by: Actor, missing_id: UUID) -> None:
    """Such a workplace has been found."""
    with recorded(by, "employers.missing_found", missing_id) as act:
        permissions.require(by, Act.NOTE_MISSING)
        row = MissingWorkplace.objects.select_for_update(no_key=True).one(missing_id)
        if row.found_on is None:
            change(row, act, found_on=act.today)


def missing_again(*, by: Actor, missing_id: UUID) -> None:
    """Take back that it was found today."""
    with recorded(by, "employers.missing_again", missing_id) as act:
        permissions.require(by, Act.NOTE_MISSING)
        row = MissingWorkplace.objects.select_for_update(no_key=True).one(missing_id)
        check_same_day(row.found_on, act.today)
        change(row, act, found_on=None)
