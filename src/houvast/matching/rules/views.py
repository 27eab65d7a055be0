"""The views of the workplaces for one young person: by what came out, and what was decided."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.kernel import Lists


class PlacesView(StrEnum):
    """Which workplaces are looked at (weergave)."""

    OPEN = "open"
    """What fits and what nearly fits, without what was put aside."""
    DISCUSS = "discuss"
    NOT_NOW = "not_now"
    REST = "rest"
    """What does not fit, and why."""


def seen_in(
    view: PlacesView, found: Lists, decided: Mapping[int, ChoiceOutcome], by_title: Ints
) -> Ints:
    """The workplaces of a view; what fits comes before what nearly fits, the rest goes by title.

    `decided` says per position what was decided; `by_title` where each comes in the alphabet.
    """
    if view is PlacesView.OPEN:
        aside = [at for at, outcome in decided.items() if outcome in PUT_ASIDE]
        every = np.concatenate((found.fits, found.near))
        return every[~np.isin(every, aside)]
    rest = found.rest[np.argsort(by_title[found.rest])]
    if view is PlacesView.REST:
        return rest
    every = np.concatenate((found.fits, found.near, rest))
    return every[np.isin(every, [at for at, one in decided.items() if one is OF_VIEW[view]])]


PUT_ASIDE = frozenset({ChoiceOutcome.NOT_NOW})
OF_VIEW = {
    PlacesView.DISCUSS: ChoiceOutcome.DISCUSS,
    PlacesView.NOT_NOW: ChoiceOutcome.NOT_NOW,
}
