"""Questions that a municipality asks of a plan itself, kept by two people."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema

from houvast.api.shapes.made import NO_NUL, Day, In, Out
from houvast.plans.reads.own_questions import Kept, QuestionChange, QuestionsPage
from houvast.plans.rules.own_questions import LISTS, OwnQuestion
from houvast.sharing.rules.registers import RegisterState as StateOfVersion

VersionState = Annotated[
    StateOfVersion,
    WithJsonSchema({"type": "string", "enum": [one.value for one in StateOfVersion]}),
]
"""Written out where it stands, as the other choices of a plan."""
Short = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Long = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Lines = Annotated[list[Long], Field(max_length=100)]
Code = Annotated[str, StringConstraints(pattern="^(G[0-9]{2,3})?$")]


class AskedQuestion(Out):
    """What is asked, with the words that a plan says it in and sentences to try those on."""

    question: str
    why: str
    source: str
    url: str
    read_on: date
    strong: list[str]
    weak: list[str]
    alike: list[str]
    examples: list[str]
    counters: list[str]
    gap_text: str
    withdrawn: bool

    @classmethod
    def told(cls, one: OwnQuestion) -> dict[str, Any]:
        """A question, field by field."""
        return {name: getattr(one, name) for name in OwnQuestion.__dataclass_fields__}


class OwnPlanQuestion(AskedQuestion):
    """A question as it counts now. `waits` is whether another version waits for a second person."""

    code: str
    is_asked: bool
    waits: bool

    @classmethod
    def of(cls, one: Kept) -> Self:
        """A question as it was read."""
        said = cls.told(one.question)
        return cls(code=one.code, is_asked=one.is_asked, waits=one.waits, **said)


class ProposedPlanQuestion(AskedQuestion):
    """A version that waits for a second person."""

    id: UUID
    code: str
    state: VersionState
    reason: str
    proposed_by: str
    proposed_on: date
    is_own: bool
    """Proposed by who asks: another person agrees."""

    @classmethod
    def of(cls, one: QuestionChange) -> Self:
        """A version as it was read."""
        same = ("id", "code", "state", "reason", "proposed_by", "proposed_on", "is_own")
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        return cls(**told, **cls.told(one.question))


class PlanQuestions(Out):
    """The own questions of the municipality: those that count, and those that wait."""

    version: str
    """Of all questions that a plan is held against now, those of Houvast too."""
    own: list[OwnPlanQuestion]
    waiting: list[ProposedPlanQuestion]

    @classmethod
    def of(cls, page: QuestionsPage) -> Self:
        """The page as it was read."""
        return cls(
            version=page.version,
            own=[OwnPlanQuestion.of(one) for one in page.own],
            waiting=[ProposedPlanQuestion.of(one) for one in page.waiting],
        )


class PlanQuestionIn(In):
    """A question to propose: a new one, or with `code` another version of it."""

    code: Code = ""
    question: Short
    why: Long
    source: Short
    url: Annotated[str, StringConstraints(max_length=400, pattern=NO_NUL)] = ""
    read_on: Day
    strong: Lines
    weak: Lines = []
    alike: Lines = []
    examples: Lines
    counters: Lines
    gap_text: Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
    withdrawn: bool = False
    """Whether it is asked no longer: of a question that there is."""
    reason: Long
    """Why; the second person reads this."""

    def said(self) -> dict[str, Any]:
        """What was sent, as the action takes it."""
        given = self.given()
        more = {name: given.pop(name) for name in ("code", "reason")}
        asked = OwnQuestion(**given | {name: tuple(given[name]) for name in LISTS})
        return more | {"question": asked}
