"""The two sides of the question, as plain values: what a young person wants, what a place asks.

What is not a field here cannot matter: no name, sex, street, country, health, debt or past. The
date of birth is here for the law alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.plainly import Written
from houvast.matching.rules.travel import USUAL_MODES, TravelModel
from houvast.people.rules import age_on

PLACE_OF = {code: at for at, code in enumerate(ConditionCode)}


@dataclass(frozen=True)
class Wishes(Written):
    """What a young person wants, can and needs. Empty and None are unknown, and never block."""

    birth_date: date | None = None
    occupations: frozenset[str] = frozenset()
    """Unit groups of ISCO-08, 4 digits."""
    sectors: frozenset[Sector] = frozenset()
    never_kinds: frozenset[WorkKind] = frozenset()
    never_sectors: frozenset[Sector] = frozenset()
    can: frozenset[Skill] = frozenset()
    learns: frozenset[Skill] = frozenset()
    facts: Mapping[ConditionCode, Answer] = field(default_factory=dict)
    """Yes or no to what work can ask; what is not in it is unknown."""
    needs: frozenset[OfferCode] = frozenset()
    """Needs of the place, never of the person; why is not kept."""
    free: int = 0
    """Day-parts that are known to be free; Monday morning is bit 0."""
    busy: int = 0
    """Day-parts that are known not to be free, school included."""
    school_days: int | None = None
    """Weekdays with school, Monday is bit 0; 0 is no school, None is unknown."""
    school_hours: int = 0
    """Hours of school a week; below 18 they count as work (Atw 4:4)."""
    hours_least: int | None = None
    hours_most: int | None = None
    pc4: str = ""
    modes: frozenset[TravelMode] = frozenset()
    minutes: int | None = None
    """The longest journey, one way."""
    earliest: date | None = None

    @cached_property
    def possible(self) -> int:
        """Day-parts that are not known to be taken."""
        return ALL_DAY_PARTS & ~self.busy

    @cached_property
    def surely_free(self) -> int:
        """Day-parts that are known to be free."""
        return self.free & self.possible

    @cached_property
    def needs_in_order(self) -> tuple[OfferCode, ...]:
        """What the place has to offer, always in the same order."""
        return tuple(sorted(self.needs))


@dataclass(frozen=True)
class Place(Written):
    """What a workplace asks and offers. Empty and None are unknown."""

    id: UUID
    title: str
    employer: str
    kind: WorkKind
    hours_min: int
    hours_max: int
    isco: str = ""
    sector: Sector | None = None
    pc4: str = ""
    is_mobile: bool = False
    day_parts: int | None = None
    day_parts_min: int = 1
    asks: Mapping[ConditionCode, str] = field(default_factory=dict)
    """What is required, with the reason in the work."""
    prefers: frozenset[ConditionCode] = frozenset()
    asks_perhaps: frozenset[ConditionCode] = frozenset()
    """Heard, and not yet asked the employer how much it weighs."""
    skills_asked: frozenset[Skill] = frozenset()
    teaches: frozenset[Skill] = frozenset()
    offers: Mapping[OfferCode, Answer] = field(default_factory=dict)
    minimum_age: int | None = None
    wage_cents: int | None = None
    asks_vog: bool = False
    start_on: date | None = None
    end_on: date | None = None
    free_places: int = 1
    is_stale: bool = False

    @cached_property
    def asks_in_order(self) -> tuple[ConditionCode, ...]:
        """What is required, as the list of conditions has it."""
        return tuple(sorted(self.asks, key=PLACE_OF.__getitem__))

    @cached_property
    def asks_perhaps_in_order(self) -> tuple[ConditionCode, ...]:
        """What the employer is still to be asked about, always in the same order."""
        return tuple(sorted(self.asks_perhaps))

    @cached_property
    def prefers_in_order(self) -> tuple[ConditionCode, ...]:
        """What the employer likes to see, always in the same order."""
        return tuple(sorted(self.prefers))

    @cached_property
    def slots(self) -> int:
        """The day-parts on which one can work here; unknown is all of them."""
        return ALL_DAY_PARTS if self.day_parts is None else self.day_parts


@dataclass(frozen=True, slots=True)
class Pair:
    """One young person, one workplace, on one day: all that a rule may look at."""

    wishes: Wishes
    place: Place
    today: date

    start: date = field(init=False, compare=False)
    """The first day on which the work could begin; the law is asked for this day."""
    age: int | None = field(init=False, compare=False)
    """How old somebody is on that day; None when the birth date is unknown."""
    told: tuple[TravelModel, int | None] | None = field(
        init=False, default=None, compare=False, repr=False
    )
    """The journey, and how it was estimated."""

    def __post_init__(self) -> None:
        start, born = self.today, self.wishes.birth_date
        for later in (self.place.start_on, self.wishes.earliest):
            if later is not None and later > start:
                start = later
        object.__setattr__(self, "start", start)  # each rule asks for both
        object.__setattr__(self, "age", None if born is None else age_on(born, start))

    def minutes(self, travel: TravelModel) -> int | None:
        """Minutes one way, or None when that cannot be said; mobile work has no one address."""
        told = self.told
        if told is None or told[0] is not travel:
            told = travel, None if self.place.is_mobile else self._journey(travel)
            object.__setattr__(self, "told", told)  # several rules ask for it
        return told[1]

    def _journey(self, travel: TravelModel) -> int | None:
        return travel.minutes(self.wishes.pc4, self.place.pc4, self.wishes.modes or USUAL_MODES)
