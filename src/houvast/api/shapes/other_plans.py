"""Checks of plans as they go from one municipality to another, and plans side by side."""

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints

from houvast.api.shapes.made import NO_NUL, At, In, Out
from houvast.api.shapes.plan_checks import PlanFact
from houvast.plans.reads.matrix import Column, MatrixPage
from houvast.plans.reads.others import OtherLine, OtherPage
from houvast.plans.rules.exchanging import LONGEST_GIVER, TheirAnswer
from houvast.plans.rules.judging import Responsible, Standing, State, Word


class PlanExchange(Out):
    """A check as another municipality takes it in: send `file` on as it is."""

    file: dict[str, Any] = Field(description="In the form houvast.plan-check/1.")


class OtherPlanIn(In):
    """What another municipality gave."""

    file: dict[str, Any] = Field(description="Its file, in the form houvast.plan-check/1.")
    given_by: Annotated[str, StringConstraints(max_length=LONGEST_GIVER, pattern=NO_NUL)] = ""
    """Of whom it came; a person is not named."""


class OtherPlanItem(Out):
    """A check of another municipality, as its file says. `questions` is the version of those."""

    id: UUID
    town: str
    title: str
    version: int
    pages: int | None
    questions: str
    signed_at: At
    given_by: str
    brought_by: str
    brought_at: At

    @classmethod
    def of(cls, one: OtherLine) -> Self:
        """A line as it was read."""
        return cls(**_line(one))


class OtherPlans(Out):
    """The checks of other municipalities, by name."""

    items: list[OtherPlanItem]


class OtherQuote(Out):
    """What stands in their plan, where they gave that along."""

    page: int | None
    label: str
    paragraph: int
    text: str


class OtherAnswer(Out):
    """Where one question stands, as they read it."""

    id: str
    question: str
    state: State
    level: int
    passages: int
    quotes: list[OtherQuote]

    @classmethod
    def of_question(cls, question: str, one: TheirAnswer) -> Self:
        """An answer as it was read."""
        return cls(
            id=one.stands.about,
            question=question,
            state=one.stands.state,
            level=int(one.stands.level),
            passages=one.passages,
            quotes=[OtherQuote.model_validate(each) for each in one.quotes],
        )


class OtherPlan(OtherPlanItem):
    """One of them, question by question."""

    word: Word
    responsible: Responsible | None
    answers: list[OtherAnswer]
    facts: list[PlanFact]

    @classmethod
    def of_page(cls, page: OtherPage) -> Self:
        """The page as it was read."""
        return cls(
            **_line(page.line),
            word=page.word,
            responsible=page.responsible,
            answers=[OtherAnswer.of_question(one.question, each) for one, each in page.answers],
            facts=[PlanFact.of(one) for one in page.facts],
        )


class MatrixPlan(Out):
    """A plan beside others. `town` is the municipality that read it; empty for our own."""

    id: UUID
    town: str
    title: str
    version: int
    questions: str
    scheme: str
    """For which scheme it was written, by its code; empty where nobody said so."""
    finished_at: At | None

    @classmethod
    def of(cls, one: Column) -> Self:
        """A column as it was read."""
        same = ("town", "title", "questions", "scheme", "finished_at")
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        return cls(id=one.document, version=one.number, **told)


class MatrixCell(Out):
    """Where one question stands in one plan; null where the plan was not asked it."""

    state: State | None
    level: int | None

    @classmethod
    def of(cls, one: Standing | None) -> Self:
        """A cell as it was read."""
        if one is None:
            return cls(state=None, level=None)
        return cls(state=one.state, level=int(one.level))


class MatrixRow(Out):
    """One question, with a cell for each plan in the order of `plans`."""

    id: str
    question: str
    cells: list[MatrixCell]


class PlanMatrix(Out):
    """Plans side by side, ours before those of others, each by name. No sum and no order."""

    plans: list[MatrixPlan]
    rows: list[MatrixRow]

    @classmethod
    def of(cls, page: MatrixPage) -> Self:
        """The page as it was read."""
        return cls(
            plans=[MatrixPlan.of(one) for one in page.columns],
            rows=[
                MatrixRow(
                    id=one.question.id,
                    question=one.question.question,
                    cells=[MatrixCell.of(each) for each in one.stands],
                )
                for one in page.rows
            ],
        )


def _line(one: OtherLine) -> dict[str, Any]:
    same = (
        "id",
        "town",
        "title",
        "pages",
        "questions",
        "signed_at",
        "given_by",
        "brought_by",
        "brought_at",
    )
    return {name: getattr(one, name) for name in same} | {"version": one.number}
