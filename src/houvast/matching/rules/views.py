"""The views of the workplaces for one young person: by what came out, and what was decided."""

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.lists import Suggestion, Suggestions


class PlacesView(StrEnum):
    """Which workplaces are looked at (weergave)."""

    OPEN = "open"
    """What fits and what nearly fits, without what was put aside."""
    DISCUSS = "discuss"
    NOT_NOW = "not_now"
    REST = "rest"
    """What does not fit, and why."""


def seen_in(
    view: PlacesView, found: Suggestions, decided: Mapping[UUID, ChoiceOutcome]
) -> tuple[Suggestion, ...]:
    """The workplaces of a view; what fits comes before what nearly fits."""
    if view is PlacesView.REST:
        return found.rest
    every = (*found.fits, *found.near, *found.rest)
    if view is PlacesView.OPEN:
        every = (*found.fits, *found.near)
        return tuple(one for one in every if decided.get(one.place.id) not in PUT_ASIDE)
    return tuple(one for one in every if decided.get(one.place.id) is OF_VIEW[view])


PUT_ASIDE = frozenset({ChoiceOutcome.NOT_NOW})
OF_VIEW = {
    PlacesView.DISCUSS: ChoiceOutcome.DISCUSS,
    PlacesView.NOT_NOW: ChoiceOutcome.NOT_NOW,
}
