"""The views of the workplaces for one young person: by what came out, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.columns import KINDS, Ints
from houvast.matching.rules.ordering import Lists
from houvast.matching.rules.question import Question
from houvast.matching.rules.week import AFTERNOON, EVENING, MORNING, PARTS, SUNDAY, every, parts


class Within(StrEnum):
    """How long a journey to be shown may take, in minutes (filter)."""

    M15 = "15"
    M30 = "30"
    M45 = "45"


class Times(StrEnum):
    """When one can work there (filter)."""

    DAYTIME = "daytime"
    EVENING = "evening"
    WEEKEND = "weekend"


MASKS = {
    Times.DAYTIME: parts(range(5), (MORNING, AFTERNOON)),
    Times.EVENING: every(EVENING),
    Times.WEEKEND: parts((SUNDAY - 1, SUNDAY), range(PARTS)),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked at of a list; None is all of it."""

    kind: WorkKind | None = None
    within: Within | None = None
    times: Times | None = None

    def keeps(self, asked: Question) -> Ints:
        """Which workplaces are looked at, n booleans. What is not known is never left out."""
        columns = asked.columns
        kept = np.ones(len(columns), bool)
        if self.kind is not None:
            kept &= columns.kind == KINDS.index(self.kind)
        if self.within is not None:
            kept &= asked.minutes <= int(self.within)
        if self.times is not None:
            kept &= columns.slots & np.uint32(MASKS[self.times]) > 0
        return kept


ALL = Filter()


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
