"""The questions as they were kept with a check, and where each stands by the marks that count."""

from collections.abc import Iterable, Mapping
from typing import Any

from houvast.plans.models import Mark, Reading
from houvast.plans.rules.catalogue import Catalogue, made
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Accepted, Decision, Marked, Standing, standing


def kept_questions(content: Mapping[str, Any]) -> Catalogue:
    """A kept version of the questions."""
    return made(content)


def marked(marks: Iterable[Mark]) -> list[Marked]:
    """Marks as the rules take them."""
    return [Marked(one.about, Decision(one.decision), one.level) for one in marks]


def standings(reading: Reading) -> dict[str, Standing]:
    """Where each question of a check stands, in the order of the questions."""
    marks = marked(reading.marks.filter(replaced_at=None))
    questions = kept_questions(reading.catalogue.content)
    return {one.id: standing(one.id, marks) for one in questions.criteria}


def accepted(facts: Iterable[Any]) -> list[Accepted]:
    """Facts as the rules take them."""
    return [Accepted(one.about, FactKind(one.kind), one.amount, one.period) for one in facts]
