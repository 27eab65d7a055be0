"""One yardstick of a plan, with each figure that somebody laid beside it."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import WithJsonSchema

from houvast.api.shapes.made import At, Day, In, Out
from houvast.api.shapes.plan_yardsticks import PlanYardstick, Source
from houvast.plans.reads.yardsticks import Figure, Place, Reported, YardstickPage
from houvast.plans.rules.yardsticks import FigureState as StateOfFigure

FigureState = Annotated[
    StateOfFigure, WithJsonSchema({"type": "string", "enum": [one.value for one in StateOfFigure]})
]
"""Written out where it stands, as the other choices of a plan."""


class PlanPlace(Out):
    """Where a number stands: in which document, on which page or in which paragraph."""

    title: str
    page: int | None
    label: str
    paragraph: int


class LaidFigure(Out):
    """A figure beside a yardstick. It counts when a second person agreed."""

    id: UUID
    state: FigureState
    number: int
    until: date
    source: Source
    definition: str
    place: PlanPlace | None
    """Where a report has it; null for our own count."""
    taken_back: bool
    """Whether the number in the report does not count any more."""
    by: str
    at: At
    is_own: bool
    """Laid there by who asks: another person agrees."""
    answered_by: str
    answered_at: At | None

    @classmethod
    def of(cls, one: Figure) -> Self:
        """A figure as it was read."""
        same = ("id", "state", "number", "source", "definition", "taken_back", "by", "at",
                "is_own", "answered_by", "answered_at")  # fmt: skip
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        return cls(until=one.on_day, place=_place(one.place), **told)


class ReportedNumber(Out):
    """A number that somebody accepted from another document, to lay beside a yardstick."""

    fact: UUID
    amount: str
    period: str
    place: PlanPlace

    @classmethod
    def of(cls, one: Reported) -> Self:
        """A number as it was read."""
        place = PlanPlace.model_validate(one.place)
        return cls(fact=one.fact, amount=str(one.amount), period=one.period, place=place)


class PlanYardstickPage(PlanYardstick):
    """One yardstick. `figures` are those that count, `laid` are all, by day."""

    plan: str
    version: int
    """Of which version of the plan."""
    laid: list[LaidFigure]
    reported: list[ReportedNumber]
    """Numbers of other documents, the latest first."""

    @classmethod
    def of_page(cls, page: YardstickPage) -> Self:
        """The page as it was read."""
        stick = page.stick
        plain = PlanYardstick.of(stick)
        told: dict[str, Any] = {name: getattr(plain, name) for name in PlanYardstick.model_fields}
        return cls(
            plan=stick.plan,
            version=stick.plan_version,
            laid=[LaidFigure.of(one) for one in stick.figures],
            reported=[ReportedNumber.of(one) for one in page.reported],
            **told,
        )


class FigureIn(In):
    """A number of a report, and up to which day it was counted."""

    fact: UUID
    on_day: Day

    def said(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        return {"fact_id": self.fact, "on_day": self.on_day}


def _place(one: Place | None) -> PlanPlace | None:
    return PlanPlace.model_validate(one) if one else None
