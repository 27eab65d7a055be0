"""Plans side by side: question by question, on name, without a sum (rules PL-03 and PL-04)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from houvast.plans.rules.catalogue import Criterion
from houvast.plans.rules.judging import Marked, Standing, standing


@dataclass(frozen=True, slots=True)
class Held:
    """A plan with the questions it was held against, and the marks that count.

    Of another municipality there are no marks: `told` is where each question stands, as it says.
    """

    criteria: tuple[Criterion, ...]
    marks: Sequence[Marked]
    told: Mapping[str, Standing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One question with where each plan stands, in the order of the plans.

    None is a plan that was held against other questions, without this one.
    """

    question: Criterion
    stands: tuple[Standing | None, ...]


def side_by_side(plans: Sequence[Held]) -> tuple[Row, ...]:
    """A row for every question that one of these plans was held against.

    The words of a question are those of the last plan that has it. There is no row of sums.
    """
    questions: dict[str, Criterion] = {}
    for plan in plans:
        questions |= {one.id: one for one in plan.criteria}
    return tuple(
        Row(each, tuple(_stands(key, plan) for plan in plans)) for key, each in questions.items()
    )


def _stands(about: str, plan: Held) -> Standing | None:
    asked = any(one.id == about for one in plan.criteria)
    return plan.told.get(about, standing(about, plan.marks)) if asked else None
