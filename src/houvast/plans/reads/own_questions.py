"""The questions that a plan is held against now: those of Houvast, and those of a municipality."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from tomllib import loads
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import QuestionVersion
from houvast.plans.reads.trying import Offered, plans_to_try
from houvast.plans.rules.catalogue import NEWEST, Criterion, catalogue
from houvast.plans.rules.own_questions import LINES, LISTS, OwnQuestion, asked_too
from houvast.sharing.rules.registers import RegisterState

COUNTED = (RegisterState.IN_FORCE.value, RegisterState.REPLACED.value)


@dataclass(frozen=True, slots=True)
class Kept:
    """A question of the municipality as it counts now, or as it was proposed first."""

    code: str
    question: OwnQuestion
    is_asked: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One version that somebody proposed, with both people."""

    id: UUID
    code: str
    question: OwnQuestion
    state: RegisterState
    reason: str
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    is_own: bool


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions that a plan is held against now, and what waits for a second person."""

    own: tuple[Kept, ...]
    waiting: tuple[QuestionChange, ...]
    shipped: tuple[Criterion, ...]
    version: str
    plans: tuple[Offered, ...]
    """On which of our plans somebody can try words."""
    today: date


@dataclass(frozen=True, slots=True)
class OneQuestionPage:
    """One question of the municipality with each version of it, the latest first."""

    kept: Kept
    waiting: QuestionChange | None
    earlier: tuple[QuestionChange, ...]
    plans: tuple[Offered, ...]
    today: date


def question_of(row: QuestionVersion) -> OwnQuestion:
    """What a version asks."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in (*LINES, "read_on", "withdrawn")}
    return OwnQuestion(**plain | {name: tuple(getattr(row, name)) for name in LISTS})


def questions_now() -> tuple[str, dict[str, Any]]:
    """The version and the content of what a plan is held against now, within an operation."""
    rows = QuestionVersion.objects.filter(state__in=COUNTED)
    return _asked(rows)


def _asked(rows: Iterable[QuestionVersion]) -> tuple[str, dict[str, Any]]:
    counted = [one for one in rows if one.state in COUNTED]
    live = {
        one.code: question_of(one) for one in counted if one.state == RegisterState.IN_FORCE.value
    }
    return asked_too(_shipped(), live, len(counted))


def _shipped() -> Mapping[str, Any]:
    """The questions that came with Houvast, as they are kept with a check."""
    path = files("houvast.plans").joinpath("catalogues", f"{NEWEST}.toml")
    kept: Mapping[str, Any] = json.loads(
        json.dumps(loads(path.read_text(encoding="utf-8")), default=str)
    )
    return kept


def questions_page(by: Actor) -> QuestionsPage:
    """What a plan is held against, and what waits. Raises NotAllowed."""
    with recorded(by, "plans.questions_viewed") as act:
        permissions.require_checks(by)
        rows = _rows()
        changes = [_change(by, one) for one in rows]
        return QuestionsPage(
            own=tuple(_kept(changes)),
            waiting=tuple(one for one in changes if one.state is RegisterState.PROPOSED),
            shipped=catalogue().criteria,
            version=_asked(rows)[0],
            plans=plans_to_try(),
            today=act.today,
        )


def one_question_page(by: Actor, code: str) -> OneQuestionPage:
    """One question of the municipality. Raises NotAllowed, and NotFound where none ever was."""
    with recorded(by, "plans.own_question_viewed") as act:
        permissions.require_checks(by)
        mine = [_change(by, one) for one in _rows() if one.code == code]
        waiting = next((one for one in mine if one.state is RegisterState.PROPOSED), None)
        kept = next((one for one in _kept(mine)), None)
        if kept is None and waiting is not None:
            kept = Kept(code, waiting.question, is_asked=False, waits=True)
        if kept is None:
            raise NotFound
        earlier = (one for one in mine if one.state is not RegisterState.PROPOSED)
        return OneQuestionPage(kept, waiting, tuple(earlier), plans_to_try(), act.today)


def _rows() -> list[QuestionVersion]:
    rows = QuestionVersion.objects.select_related("proposed_by", "answered_by")
    return list(rows.order_by("-proposed_at", "pk"))


def _kept(changes: Iterable[QuestionChange]) -> list[Kept]:
    """Those that two people agreed on, also when they are asked no longer."""
    every = list(changes)
    waits = {one.code for one in every if one.state is RegisterState.PROPOSED}
    found = [one for one in every if one.state is RegisterState.IN_FORCE]
    found.sort(key=lambda one: one.code)
    return [
        Kept(one.code, one.question, not one.question.withdrawn, one.code in waits) for one in found
    ]


def _change(by: Actor, one: QuestionVersion) -> QuestionChange:
    return QuestionChange(
        id=one.pk,
        code=one.code,
        question=question_of(one),
        state=RegisterState(one.state),
        reason=one.reason,
        proposed_by=one.proposed_by.name if one.proposed_by else "",
        proposed_on=localdate(one.proposed_at),
        answered_by=one.answered_by.name if one.answered_by else "",
        answered_on=localdate(one.answered_at) if one.answered_at else None,
        is_own=one.proposed_by_id == by.user_id,
    )
