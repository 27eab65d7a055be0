"""Every sentence about a relation, made from what was found (A-05, A-13, A-19, A-20).

"Hangt samen met" stands here once, behind the verdict that allows it. Words of cause and effect
stand nowhere below E4.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from houvast.areas.rules.indicators import INDICATORS
from houvast.areas.rules.nearness import Gathered
from houvast.areas.rules.relations import Relation, Study, Verdict, Way
from houvast.errors import gettext_noop


class Evidence(StrEnum):
    """How far a figure carries; printed beside each."""

    CONTEXT = "E1"
    TOGETHER = "E2"
    RESULT = "E3"
    EFFECT = "E4"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message with what fills it; `names` are values that are messages themselves."""

    text: str
    values: Mapping[str, Any]
    names: tuple[str, ...] = ()

    def in_dutch(self) -> str:
        """The sentence as it is printed without a translation."""
        return self.text.format(**self.values)


ABOUT_AREAS = Sentence(
    gettext_noop(
        "Deze cijfers gaan over gebieden. Zij zeggen niets over een persoon die er woont."
    ),
    {},
)
"""In every export (rule A-13).

What holds for areas need not hold for who lives there (Robinson 1950).
"""
ONE_YEAR = Sentence(gettext_noop("Dit is een momentopname van één jaar."), {})
NOT_WHY = Sentence(
    gettext_noop(
        "Dat een gebied in een programma zit, zegt niet waarom een cijfer hoger of lager werd."
    ),
    {},
)
"""Beside years of a place in a programme: before and after say nothing of it (rule A-07)."""
TEXTS = {
    Verdict.MORE: gettext_noop(
        "In gebieden met een hoger {what} hangt dit samen met meer {outcome}."
    ),
    Verdict.LESS: gettext_noop(
        "In gebieden met een hoger {what} hangt dit samen met minder {outcome}."
    ),
    Verdict.FEW_AREAS: gettext_noop(
        "Bij een hoger {what} is het verband met {outcome} niet eenduidig:"
        " hangt af van enkele gebieden. Het verandert zonder {without}."
    ),
    Verdict.DIFFERS: gettext_noop(
        "Bij een hoger {what} is het verband met {outcome} niet eenduidig:"
        " het verschilt per manier van rekenen ({ways})."
    ),
    Verdict.TOO_FEW: gettext_noop("Te weinig gebieden om iets te zeggen."),
    Verdict.NO_INCOME: gettext_noop(
        "Bij een hoger {what} is over {outcome} niets te zeggen:"
        " van te weinig gebieden is het inkomen bekend."
    ),
    Verdict.NOT_CONVERGED: gettext_noop(
        "De berekening kwam niet tot rust. Daarom staat hier geen getal."
    ),
}
WAYS = {
    Way.ALONE: gettext_noop("alleen"),
    Way.ADJUSTED: gettext_noop("met leeftijd en stedelijkheid erbij"),
    Way.WITHIN: gettext_noop("binnen gemeenten"),
    Way.OTHER_INCOME: gettext_noop("met een andere maat voor inkomen"),
}
CAUSES = re.compile(
    r"\b(dankzij|leid(t|de|den)? (er)?toe|leidt tot|leidde tot|zorgt? voor"
    r"|voorkom(t|en)|effect\w*|impact|oorza\w+"
    r"|veroorza\w+|(daling|stijging|afname|toename|vermindering|groei) door)\b",
    re.IGNORECASE,
)
"""Words of cause and effect. "Door" only after a result: "door de gemeente" is an ordinary word."""


def sentences(study: Study, outcome: str) -> tuple[Sentence, ...]:
    """Return the sentence of each determinant, and then those that always stand there."""
    found = tuple(_of(one, study, outcome) for one in study.relations)
    asked = (INDICATORS[one.determinant] for one in study.relations)
    minded = tuple(Sentence(one.mind, {}) for one in asked if one.mind)
    return (*found, *minded, ONE_YEAR, ABOUT_AREAS)


def claims_more(text: str) -> bool:
    """Whether a sentence about a relation speaks of cause or effect, which only evidence E4 may."""
    return bool(CAUSES.search(text))


def lies_together(found: Gathered, outcome: str) -> Sentence:
    """Whether offences lie together, as far as chance lets it be said (rule A-04)."""
    values: dict[str, Any] = {"outcome": INDICATORS[outcome].called, "n": found.n}
    if not found.high and not found.low:
        text = gettext_noop(
            "Er is geen aantoonbare concentratie van {outcome}: wat naast elkaar ligt,"
            " kan bij {n} gebieden toeval zijn."
        )
    else:
        values |= {"high": len(found.high), "low": len(found.low)}
        text = gettext_noop(
            "Bij {n} gebieden liggen er ongeveer {high} in een concentratie van veel {outcome},"
            " en ongeveer {low} in een concentratie van weinig."
        )
    return Sentence(text, values, ("outcome",))


def _of(relation: Relation, study: Study, outcome: str) -> Sentence:
    values: dict[str, Any] = {
        "what": INDICATORS[relation.determinant].called,
        "outcome": INDICATORS[outcome].called,
    }
    if relation.verdict is Verdict.FEW_AREAS:
        values["without"] = _without(relation)
    if relation.verdict is Verdict.DIFFERS:
        values["ways"] = "; ".join(_ways(relation.determinant, study))
    return Sentence(TEXTS[relation.verdict], values, ("what", "outcome"))


def _without(relation: Relation) -> str:
    """What was left out when the verdict changed.

    Municipalities by name, and those with the highest rates.
    """
    highest = relation.without_highest
    listed = f"de {len(highest)} met het hoogste cijfer ({', '.join(highest)})" if highest else ""
    return " en ook zonder ".join(part for part in (_listed(relation.changed_by), listed) if part)


def _ways(determinant: str, study: Study) -> Iterable[str]:
    for one in study.specifications:
        if determinant in one.terms:
            ratio = one.terms[determinant].ratio
            yield f"{WAYS[one.way]}: {between(*ratio[1:]).in_dutch()}"


def between(low: float, high: float) -> Sentence:
    """An interval of a rate ratio in words of percentages, with more or less."""
    least, most = _change(low), _change(high)
    values = {"low": abs(least), "high": abs(most)}
    if least >= 0 and most > 0:
        return Sentence(gettext_noop("tussen {low}% en {high}% meer"), values)
    if least < 0 and most <= 0:
        return Sentence(gettext_noop("tussen {high}% en {low}% minder"), values)
    return Sentence(gettext_noop("tussen {low}% minder en {high}% meer"), values)


def changed(ratio: float) -> Sentence:
    """A rate ratio in words of percentages."""
    change = _change(ratio)
    if not change:
        return Sentence(gettext_noop("evenveel"), {})
    text = gettext_noop("{n}% meer") if change > 0 else gettext_noop("{n}% minder")
    return Sentence(text, {"n": abs(change)})


def _change(ratio: float) -> int:
    return round((ratio - 1) * 100)


def _listed(names: tuple[str, ...]) -> str:
    return " of zonder ".join(names)
