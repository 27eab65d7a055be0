"""The questions as they were kept with a check, and where each stands by the marks that count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast, JSONObject

from houvast.plans.models import Fact, Mark, Reading
from houvast.plans.rules.catalogue import Catalogue, made
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import SUPPORT, Accepted, Decision, Marked, Standing, standing
from houvast.plans.rules.upgrading import Upgrade, upgrades


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


def counting_facts() -> ArraySubquery:
    """The facts of a check that count, in the order in which they were accepted: for `counted`."""
    rows = Fact.objects.filter(reading=OuterRef("pk"), withdrawn_at=None)
    said = {"about": "about", "kind": "kind", "period": "period"}
    as_text = Cast("amount", TextField())
    return ArraySubquery(
        rows.order_by("accepted_at", "pk").values(told=JSONObject(amount=as_text, **said))
    )


def counted(kept: Iterable[Mapping[str, str]]) -> list[Accepted]:
    """What `counting_facts` gave, as the rules take it."""
    return [
        Accepted(one["about"], FactKind(one["kind"]), Decimal(one["amount"]), one["period"])
        for one in kept
    ]


def accepted(facts: Iterable[Any]) -> list[Accepted]:
    """Facts as the rules take them."""
    return [Accepted(one.about, FactKind(one.kind), one.amount, one.period) for one in facts]


def nearest(stands: Mapping[str, Standing], marks: Iterable[Mark]) -> tuple[Upgrade, ...]:
    """Of a plan of intentions, what asks least by the passages that were confirmed."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in marks:
        if one.decision in SUPPORT:
            found[one.about].append(one.quote)
    return upgrades(stands, found)
