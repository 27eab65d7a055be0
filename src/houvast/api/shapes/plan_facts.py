"""What a plan says in numbers, who is responsible, and what is done about a gap."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, WithJsonSchema

from houvast.api.shapes.made import NO_NUL, At, Day, In, Out
from houvast.api.shapes.plan_checks import About, FactKind
from houvast.plans.actions.following import LONGEST_OWNER, LONGEST_WHAT
from houvast.plans.reads.facts import Counted, PassageFacts
from houvast.plans.rules.facts import Each as EachOf
from houvast.plans.rules.facts import Offered, check_each, over
from houvast.plans.rules.judging import Responsible
from houvast.plans.rules.schemes import CODE, schemes

Each = Annotated[EachOf, WithJsonSchema({"type": "string", "enum": [one.value for one in EachOf]})]
"""Written out where it stands, as the other choices of a plan."""


class PlanOffer(Out):
    """What reads like a number in a passage: it counts when a person accepts it."""

    kind: FactKind
    text: str
    amount: str
    """In euros, fte or people, as a decimal text."""
    period: str
    """As it stands there; empty where it does not."""

    @classmethod
    def of(cls, one: Offered) -> Self:
        """An offer as it was read."""
        return cls(kind=one.kind, text=one.text, amount=str(one.amount), period=one.period)


class PlanCounted(Out):
    """A number that somebody accepted, over one period."""

    id: UUID
    kind: FactKind
    amount: str
    """In euros, fte or people, as a decimal text."""
    period: str
    by: str
    at: At

    @classmethod
    def of(cls, one: Counted) -> Self:
        """A number as it was read."""
        same = ("id", "kind", "period", "by", "at")
        told: dict[str, Any] = {name: getattr(one, name) for name in same}
        return cls(amount=str(one.amount), **told)


class PassageNumbers(Out):
    """A passage that was confirmed for a question, with what it says in numbers."""

    about: str
    passage: UUID
    text: str
    page: int | None
    label: str
    paragraph: int
    offers: list[PlanOffer]
    """What reads like a number here and does not count yet. Nothing is guessed."""
    counted: list[PlanCounted]

    @classmethod
    def of(cls, one: PassageFacts) -> Self:
        """A passage as it was read."""
        same = ("passage", "text", "page", "label", "paragraph")
        told: dict[str, Any] = {name: getattr(one.quote, name) for name in same}
        return cls(
            about=one.about,
            offers=[PlanOffer.of(each) for each in one.offers],
            counted=[PlanCounted.of(each) for each in one.counted],
            **told,
        )


class PlanNumbers(Out):
    """The confirmed passages of a check by question, with what they say in numbers."""

    items: list[PassageNumbers]


class FactIn(In):
    """A number that a person accepts: it is never guessed of which time, or of each year."""

    about: About
    passage: UUID
    kind: FactKind
    amount: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,2})?$")]
    """In euros, fte or people, as a decimal text: 400000 or 2.5."""
    each: Each | None = None
    """Whether it is of each year or of the whole time: for money and people, not for fte."""
    period: Annotated[
        str,
        StringConstraints(max_length=40, pattern=NO_NUL),
        Field(description="Over which time it is, as 2027 or 2026-2029."),
    ]

    def accepted(self) -> dict[str, Any]:
        """What was accepted, as the action takes it. Raises Refused at each."""
        check_each(self.kind, self.each)
        return {
            "about": self.about, "passage_id": self.passage, "kind": self.kind,
            "amount": Decimal(self.amount), "period": self._over(),
        }  # fmt: skip

    def _over(self) -> str:
        when = self.period.strip()
        return over(self.kind, self.each, when) if when else ""


class ResponsibleIn(In):
    """Who is responsible for work, as it stands in the plan."""

    responsible: Responsible


CODES = ", ".join(one.code for one in schemes())


class SchemeIn(In):
    """For which scheme this version of a plan was written."""

    scheme: Annotated[str, StringConstraints(pattern=CODE), Field(description=f"One of {CODES}.")]


class PlanActionIn(In):
    """What somebody is going to do about a gap, and before which day."""

    about: About
    what: Annotated[str, StringConstraints(max_length=LONGEST_WHAT, pattern=NO_NUL)]
    owner: Annotated[str, StringConstraints(max_length=LONGEST_OWNER, pattern=NO_NUL)]
    """A name or a department."""
    due: Day
