"""What later reports of a plan are held against, and the figures that two people agreed on."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema

from houvast.api.shapes.made import NO_NUL, Day, In, Out
from houvast.plans.reads.yardsticks import Goal, Stick, YardsticksPage
from houvast.plans.rules.yardsticks import LONGEST_PART, LONGEST_REASON, MOST, Measure
from houvast.plans.rules.yardsticks import Source as SourceOfFigure

Source = Annotated[
    SourceOfFigure,
    WithJsonSchema({"type": "string", "enum": [one.value for one in SourceOfFigure]}),
]
"""Written out where it stands: the description has another shape of this name."""


class PlanFigure(Out):
    """What was counted up to and with a day. Own counts are in fives, from ten people on."""

    number: int
    until: date
    source: Source
    definition: str
    """What was counted, in words; of a report, what stands there."""


class PlanYardstick(Out):
    """A number that later reports are held against. `figures` are those that count."""

    id: UUID
    measure: Measure
    amount: int
    since: date
    due: date
    part: str
    """The area or programme; empty for the whole municipality."""
    dropped: bool
    figures: list[PlanFigure]

    @classmethod
    def of(cls, one: Stick) -> Self:
        """A yardstick as it was read."""
        same = ("measure", "amount", "since", "due", "part", "dropped")
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        figures = [
            PlanFigure(number=each.number, until=each.on_day, source=each.source,
                       definition=each.definition)
            for each in one.agreed
        ]  # fmt: skip
        return cls(id=one.line, figures=figures, **told)


class PlanGoal(Out):
    """A number that a person accepted for the goal of the plan: a yardstick can stand on it."""

    fact: UUID
    amount: str
    period: str
    measures: list[Measure]
    """What it is a yardstick of by now."""

    @classmethod
    def of(cls, one: Goal) -> Self:
        """A number as it was read."""
        return cls(
            fact=one.fact, amount=str(one.amount), period=one.period, measures=list(one.said)
        )


class PlanYardsticks(Out):
    """All yardsticks of a plan, of each of its versions, and numbers to make another of."""

    items: list[PlanYardstick]
    goals: list[PlanGoal]

    @classmethod
    def of(cls, page: YardsticksPage) -> Self:
        """The page as it was read."""
        return cls(
            items=[PlanYardstick.of(one) for one in page.sticks],
            goals=[PlanGoal.of(one) for one in page.goals],
        )


class YardstickIn(In):
    """What a person says of a number: what it is about, and when it has to be there."""

    fact: UUID
    measure: Measure
    amount: Annotated[int, Field(ge=1, le=MOST)]
    """Young people."""
    since: date
    """The first day of a half year: 1 January or 1 July."""
    due: date
    part: Annotated[str, StringConstraints(max_length=LONGEST_PART)] = ""

    def said(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        given = self.given()
        return given | {"fact_id": given.pop("fact")}


Why = Annotated[str, StringConstraints(max_length=LONGEST_REASON, pattern=NO_NUL)]


class YardstickChangeIn(In):
    """What a yardstick says from now on. What it is about, and since when, stays."""

    amount: Annotated[int, Field(ge=1, le=MOST)]
    """Young people."""
    due: Day
    part: Annotated[str, StringConstraints(max_length=LONGEST_PART, pattern=NO_NUL)] = ""
    reason: Why


class YardstickDropIn(In):
    """Why a yardstick goes."""

    reason: Why
