"""What if: the wishes as they would be if one thing were otherwise. Nothing of it is kept.

It is for the talk: what is won by a bicycle, an evening, a licence. Only what people can arrange or
agree on is here. A no of the young person to a kind of work, and the law, are not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from houvast.employers.rules.states import Answer, ConditionCode, OfferCode
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.kernel import how_many_fit
from houvast.matching.rules.question import Question
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.travel import USUAL_LIMIT, USUAL_MODES
from houvast.matching.rules.week import AFTERNOON, EVENING, MORNING, SUNDAY, at_school, every, parts

SATURDAY = SUNDAY - 1
FURTHER, MORE_HOURS, MOST_MINUTES, MOST_HOURS = 15, 8, 180, 40
"""Minutes and hours that a switch adds, and where it ends."""


class Supposed(StrEnum):
    """One thing that could be otherwise (wat als)."""

    BICYCLE = "bicycle"
    PUBLIC = "public"
    MOPED = "moped"
    FURTHER = "further"
    EVENINGS = "evenings"
    WEEKEND = "weekend"
    MORE_HOURS = "more_hours"
    FEWER_HOURS = "fewer_hours"
    COMPANION = "companion"
    """Somebody comes along, so the workplace need not offer one (jobcoach)."""
    LICENCE_AM = "licence_am"
    LICENCE_B = "licence_b"
    LICENCE_T = "licence_t"
    FORKLIFT = "forklift"
    VCA = "vca"
    HACCP = "haccp"
    DUTCH_A2 = "dutch_a2"
    DUTCH_B1 = "dutch_b1"


def supposing(wishes: Wishes, these: Iterable[Supposed]) -> Wishes:
    """The wishes with all of these otherwise; in the order of the list, whatever was given."""
    asked = frozenset(these)
    for one in Supposed:
        if one in asked:
            wishes = CHANGES[one](wishes)
    return wishes


def gains(asked: Question, chosen: frozenset[Supposed]) -> Mapping[Supposed, int]:
    """How many more workplaces fit with each switch beside those that are on, most first.

    A switch that wins nothing is left out; one that is on stays, with what it wins.
    """
    found: dict[Supposed, int] = {}
    now = supposing(asked.wishes, chosen)
    fit_now = _fits(asked, now)
    for one in Supposed:
        other = supposing(asked.wishes, chosen ^ {one})
        if other == now:
            continue
        won = _fits(asked, other) - fit_now
        if one in chosen:
            found[one] = -won
        elif won > 0:
            found[one] = won
    return dict(sorted(found.items(), key=lambda pair: (pair[0] not in chosen, -pair[1])))


def _fits(asked: Question, wishes: Wishes) -> int:
    return how_many_fit(asked.otherwise(wishes))


def _going_by(mode: TravelMode) -> Callable[[Wishes], Wishes]:
    return lambda wishes: replace(wishes, modes=(wishes.modes or USUAL_MODES) | {mode})


def _with(code: ConditionCode, *also: ConditionCode) -> Callable[[Wishes], Wishes]:
    """Known to be there; only where it was known not to be, for unknown blocks nothing."""

    def change(wishes: Wishes) -> Wishes:
        if wishes.facts.get(code) is not Answer.NO:
            return wishes
        got = dict.fromkeys((code, *also), Answer.YES)
        return replace(wishes, facts={**wishes.facts, **got})

    return change


def _free_on(mask: int) -> Callable[[Wishes], Wishes]:
    def change(wishes: Wishes) -> Wishes:
        won = mask & ~at_school(wishes.school_days)
        return replace(wishes, busy=wishes.busy & ~won, free=wishes.free | won)

    return change


def _further(wishes: Wishes) -> Wishes:
    return replace(wishes, minutes=min(MOST_MINUTES, (wishes.minutes or USUAL_LIMIT) + FURTHER))


def _more_hours(wishes: Wishes) -> Wishes:
    if wishes.hours_most is None:
        return wishes
    return replace(
        wishes, hours_most=max(wishes.hours_most, min(MOST_HOURS, wishes.hours_most + MORE_HOURS))
    )


def _companion(wishes: Wishes) -> Wishes:
    return replace(wishes, needs=wishes.needs - {OfferCode.COMPANION_ON_SITE})


CHANGES: dict[Supposed, Callable[[Wishes], Wishes]] = {
    Supposed.BICYCLE: _going_by(TravelMode.BICYCLE),
    Supposed.PUBLIC: _going_by(TravelMode.PUBLIC),
    Supposed.MOPED: _going_by(TravelMode.MOPED),
    Supposed.FURTHER: _further,
    Supposed.EVENINGS: _free_on(every(EVENING)),
    Supposed.WEEKEND: _free_on(parts((SATURDAY, SUNDAY), (MORNING, AFTERNOON, EVENING))),
    Supposed.MORE_HOURS: _more_hours,
    Supposed.FEWER_HOURS: lambda wishes: replace(wishes, hours_least=None),
    Supposed.COMPANION: _companion,
    Supposed.LICENCE_AM: _with(ConditionCode.LICENCE_AM),
    Supposed.LICENCE_B: _with(ConditionCode.LICENCE_B),
    Supposed.LICENCE_T: _with(ConditionCode.LICENCE_T),
    Supposed.FORKLIFT: _with(ConditionCode.FORKLIFT),
    Supposed.VCA: _with(ConditionCode.VCA),
    Supposed.HACCP: _with(ConditionCode.HACCP),
    Supposed.DUTCH_A2: _with(ConditionCode.DUTCH_A2),
    Supposed.DUTCH_B1: _with(ConditionCode.DUTCH_B1, ConditionCode.DUTCH_A2),
}
