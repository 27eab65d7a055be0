"""One young person and all open workplaces: what the rules ask, as numbers per workplace."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import Columns, Ints
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.travel import USUAL_LIMIT, USUAL_MODES, TravelModel

AGES = range(28)
"""No rule asks for an age above 26; whoever is older counts as 27."""
UNKNOWN = -1
MONTHS = np.array([(age - 1970) * 12 for age in AGES[1:]], np.int64)
EPOCH = date(1970, 1, 1).toordinal()


def birthdays_of(born: date) -> Ints:
    """Ordinals of the birthdays of `AGES`, the first one first (`law.birthday`).

    Counted from the first of the month: the 29th of a shorter February is 1 March.
    """
    months = (born.year * 12 + born.month - 1 + MONTHS).view("M8[M]")
    days: Ints = months.astype("M8[D]").view(np.int64) + (EPOCH + born.day - 1)
    return days


@dataclass(frozen=True)
class Question:
    """The wishes of one young person against n workplaces on one day."""

    wishes: Wishes
    columns: Columns
    today: date
    ruleset: Ruleset

    @property
    def earliest(self) -> date:
        """The first day on which the young person can begin."""
        return max(self.today, self.wishes.earliest or self.today)

    @cached_property
    def start(self) -> Ints:
        """The first day on which each work could begin, as an ordinal (`Pair.start`)."""
        return np.maximum(self.columns.starts, self.earliest.toordinal())

    @cached_property
    def age(self) -> Ints | None:
        """How old someone is on each of those days; None when that is unknown."""
        born = self.wishes.birth_date
        if born is None:
            return None
        return np.searchsorted(birthdays_of(born), self.start, side="right")

    @cached_property
    def minutes(self) -> Ints:
        """Minutes to each, -1 where that cannot be said."""
        return self.minutes_of_zones[self.columns.zone]

    @cached_property
    def minutes_of_zones(self) -> Ints:
        """Minutes to each of the postcodes there are."""
        travel, modes = self.ruleset.travel, self.wishes.modes or USUAL_MODES
        told, key = self.columns.journeys, (id(travel), self.wishes.pc4, modes)
        known = told.get(key)
        if known is None or known[0] is not travel:
            told[key] = known = travel, self._asked(travel, modes)
        return known[1]

    def _asked(self, travel: TravelModel, modes: frozenset[TravelMode]) -> Ints:
        there = (f"{code:04}" if code else "" for code in self.columns.zones[0].tolist())
        asked = (travel.minutes(self.wishes.pc4, one, modes) for one in there)
        return np.array([UNKNOWN if one is None else one for one in asked], np.int64)

    def otherwise(self, wishes: Wishes) -> "Question":
        """The same with other wishes of the same young person, who begins on the same day.

        What does not change by them is not computed again.
        """
        other = replace(self, wishes=wishes)
        same = {"start": self.start, "age": self.age}
        if (wishes.pc4, wishes.modes) == (self.wishes.pc4, self.wishes.modes):
            same["minutes_of_zones"] = self.minutes_of_zones
        other.__dict__.update(same)
        return other

    @property
    def limit(self) -> int:
        """The longest journey in minutes (`limit_of`)."""
        return self.wishes.minutes or USUAL_LIMIT
