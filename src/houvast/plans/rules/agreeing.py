"""How far readers agree about a question: Krippendorff's alpha, for words without an order.

One is that they always agree, zero that they agree as chance would. Whom a unit misses, it misses:
a unit that fewer than two looked at says nothing (Krippendorff, Content Analysis, chapter 12).
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from random import Random
from statistics import quantiles
from typing import Any

DRAWS, SEED = 2_000, 1
LEAST = 0.6
"""Below this people do not read a question in one way: it is rewritten (plans.md, section 6)."""
Unit = Sequence[Hashable | None]
"""What each reader said of one thing; None is a reader who did not look."""


def alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha, or None where all said one thing: then nothing can be told apart."""
    said = [[one for one in unit if one is not None] for unit in units]
    paired = [some for some in said if len(some) > 1]
    every = Counter(one for some in paired for one in some)
    n = sum(every.values())
    by_chance = n * (n - 1) - sum(many * (many - 1) for many in every.values())
    if not by_chance:
        return None
    alike = sum(
        many * (many - 1) / (len(some) - 1) for some in paired for many in Counter(some).values()
    )
    return 1 - (n - 1) * (n - alike) / by_chance


def agreement(units: Mapping[str, Sequence[Unit]]) -> dict[str, Any]:
    """Alpha of the units of all municipalities, with how far it goes by chance (95 %).

    Chance is drawn over municipalities: plans of one are alike. `n` counts units that at least two
    looked at. Limits are None for one municipality, or where most draws can tell nothing apart.
    """
    groups = [units[name] for name in sorted(units)]
    value = alpha([one for some in groups for one in some])
    n = sum(sum(said is not None for said in one) > 1 for some in groups for one in some)
    told = {"value": None if value is None else round(value, 3), "n": n, "low": None, "high": None}
    if value is None or len(groups) < 2:
        return told
    dice = Random(SEED)  # noqa: S311  # no secret: the same draws each time
    drawn = (dice.choices(groups, k=len(groups)) for _ in range(DRAWS))
    known = [
        one for each in drawn if (one := alpha([u for some in each for u in some])) is not None
    ]
    if len(known) * 2 < DRAWS:
        return told
    cuts = quantiles(known, n=40)
    return told | {"low": round(cuts[0], 3), "high": round(cuts[-1], 3)}


def to_rewrite(questions: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The questions that two people read in two ways."""
    low = (about for about, one in questions.items() if one["value"] is not None)
    return sorted(about for about in low if questions[about]["value"] < LEAST)
