"""An invented region: young people and workplaces as columns, the same ones for the same seed.

How much is asked, known and within reach are knobs, because they decide how many workplaces fit,
and that decides every time that is measured.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.random import Generator, default_rng

from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import NEVER, Columns, Ints
from houvast.matching.rules.many.asking import MODES, UNKNOWN, Asking
from houvast.matching.rules.many.layout import CONDITIONS, KINDS, NEEDS, SECTORS
from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.travel import TravelModel

TODAY = date(2026, 11, 23)
SKILLS, GROUPS, ALL_OCCUPATIONS = 39, 20, 120
SCHOOL = 0b11111


@dataclass(frozen=True, slots=True)
class Knobs:
    """How the region is."""

    people: int
    workplaces: int
    side_km: int = 20
    zones: int = 40
    """Postcodes, of which a few lie close together."""
    unknown: float = 0.15
    """The share of facts that nobody asked yet."""
    asks: float = 1.0
    """How much more work asks than usual."""
    reach: float = 1.0
    """How much further people travel than usual."""
    later: float = 0.1
    """The share of work that begins in the coming weeks, and of people who can begin then."""
    no_address: float = 0.03
    """The share of work and people without a postcode: for those no journey can be told."""
    begin_within: int = 45
    """Days in which everybody can begin."""
    seed: int = 7


@dataclass(frozen=True)
class World:
    """A region on one day."""

    columns: Columns
    luck: Ints
    asked: Asking
    ruleset: Ruleset
    today: date = TODAY


def world(knobs: Knobs) -> World:
    """A region of this size."""
    dice = default_rng(knobs.seed)
    codes = np.arange(1_000, 1_000 + knobs.zones)
    where = _points(dice, knobs)
    points = {str(code): (int(x), int(y)) for code, (x, y) in zip(codes, where, strict=True)}
    ruleset = Ruleset(RULESET.table, TravelModel(points, "verzonnen"))
    crowded = dice.dirichlet(np.ones(knobs.zones))
    occupations = _Occupations(dice)
    columns = _workplaces(dice, knobs, dice.choice(codes, knobs.workplaces, p=crowded), occupations)
    asked = _people(dice, knobs, dice.choice(codes, knobs.people, p=crowded), occupations)
    luck = dice.integers(0, 1 << 31, knobs.workplaces)
    return World(columns, luck, asked, ruleset)


def _points(dice: Generator, knobs: Knobs) -> Ints:
    """Postcodes around some towns, numbered so that neighbours have numbers close together."""
    side, towns = knobs.side_km * 1_000, max(1, knobs.zones // 8)
    town = dice.uniform(0, side, (towns, 2))
    town = town[np.lexsort((town[:, 0], town[:, 1] // 20_000))]
    of = np.sort(dice.integers(0, towns, knobs.zones))
    spread: Ints = (town[of] + dice.normal(0, 2_500, (knobs.zones, 2))).clip(0, side).astype(int)
    return spread


class _Occupations:
    """Unit groups of some minor groups, how often each occurs, and the sector of each."""

    def __init__(self, dice: Generator) -> None:
        groups = dice.choice(np.arange(911, 962), GROUPS, replace=False)
        self.isco = (groups[:, None] * 10 + np.arange(ALL_OCCUPATIONS // GROUPS)).ravel()
        self.often = dice.dirichlet(np.ones(ALL_OCCUPATIONS) * 1.5)
        self.sector = dice.integers(0, len(SECTORS), ALL_OCCUPATIONS)

    def some(self, dice: Generator, shape: int | tuple[int, ...]) -> Ints:
        """Places in this list."""
        chosen: Ints = dice.choice(ALL_OCCUPATIONS, shape, p=self.often)
        return chosen


def _workplaces(dice: Generator, knobs: Knobs, pc4: Ints, occupations: _Occupations) -> Columns:
    count, first = len(pc4), TODAY.toordinal()
    which = occupations.some(dice, count)
    hours_min = dice.choice(
        [4, 8, 12, 16, 24, 32, 36], count, p=[0.1, 0.15, 0.1, 0.2, 0.2, 0.15, 0.1]
    )
    slots, known = _masks(dice, count, 0.5), dice.random(count) >= knobs.unknown
    offers = dice.random((count, len(NEEDS))) < 0.55
    sure = dice.random((count, len(NEEDS))) >= knobs.unknown
    starts = np.where(dice.random(count) < knobs.later, first + dice.integers(1, 60, count), 0)
    ends = np.where(dice.random(count) < 0.15, first + dice.integers(30, 400, count), NEVER)
    return Columns(
        ids=dice.integers(0, 1 << 63, (count, 2), dtype=np.uint64),
        kind=dice.choice(len(KINDS), count, p=[0.25, 0.15, 0.15, 0.15, 0.05, 0.25]).astype(np.int8),
        sector=occupations.sector[which].astype(np.int8),
        isco=_unless(dice, occupations.isco[which], 0.03, UNKNOWN).astype(np.int16),
        pc4=_unless(dice, pc4, knobs.no_address, 0).astype(np.int16),
        hours_min=hours_min.astype(np.int16),
        hours_max=np.minimum(40, hours_min + dice.integers(0, 17, count)).astype(np.int16),
        slots=np.where(known, slots, ALL_DAY_PARTS).astype(np.uint32),
        slots_min=dice.integers(1, 4, count).astype(np.int16),
        slots_known=known.astype(np.uint8),
        asks=_asked(dice, count, knobs.asks),
        asks_perhaps=_asked(dice, count, 0.3),
        asks_vog=(dice.random(count) < 0.25).astype(np.uint8),
        offers_yes=_words(offers & sure).astype(np.uint32),
        offers_no=_words(~offers & sure).astype(np.uint32),
        skills_asked=_some_skills(dice, count, 6),
        teaches=_some_skills(dice, count, 6),
        minimum_age=_unless(dice, dice.integers(16, 22, count), 0.75, 0).astype(np.int16),
        wage_cents=_unless(dice, dice.integers(500, 1_800, count), 0.4, UNKNOWN).astype(np.int32),
        free_places=(dice.random(count) < 0.92).astype(np.int16),
        starts=starts.astype(np.int32),
        ends=ends.astype(np.int32),
        ring_from=(first + dice.integers(-8, 30, count)).astype(np.int32),
        closes=np.full(count, NEVER, np.int32),
    )


def _people(dice: Generator, knobs: Knobs, pc4: Ints, occupations: _Occupations) -> Asking:
    count, first = len(pc4), TODAY.toordinal()
    wished = occupations.some(dice, (count, 3))
    sectors = np.bitwise_or.reduce(1 << occupations.sector[wished], axis=1)
    said = dice.random((count, len(CONDITIONS))) >= knobs.unknown
    yes = dice.random((count, len(CONDITIONS))) < HAS
    school = np.where(dice.random(count) < 0.5, dice.integers(0, SCHOOL + 1, count), 0)
    busy = _at_school(school) | _masks(dice, count, 0.2)
    thin = dice.random(count) < knobs.unknown
    hours_most = dice.choice([12, 20, 32, 40], count)
    later = first + dice.integers(1, knobs.begin_within, count)
    born = first - dice.integers(13 * 365, 27 * 365, count)
    return Asking(
        born=_unless(dice, born, 0.03, 0).astype(np.int32),
        occupations=np.where(thin[:, None], UNKNOWN, occupations.isco[wished]).astype(np.int16),
        sectors=np.where(thin, 0, sectors).astype(np.uint32),
        never_kinds=_words(dice.random((count, len(KINDS))) < 0.05).astype(np.uint8),
        never_sectors=_words(dice.random((count, len(SECTORS))) < 0.04).astype(np.uint32),
        can=np.where(thin, np.uint64(0), _some_skills(dice, count, 14)),
        learns=np.where(thin, np.uint64(0), _some_skills(dice, count, 6)),
        facts_yes=_words(yes & said).astype(np.uint32),
        facts_no=_words(~yes & said).astype(np.uint32),
        needs=_words(dice.random((count, len(NEEDS))) < 0.06).astype(np.uint32),
        free=(_masks(dice, count, 0.7) & ~busy).astype(np.uint32),
        busy=busy.astype(np.uint32),
        school_days=_unless(dice, school, knobs.unknown, UNKNOWN).astype(np.int16),
        school_hours=(np.bitwise_count(school) * 5).astype(np.int16),
        hours_least=_unless(dice, dice.choice([4, 8, 12], count), 0.5, UNKNOWN).astype(np.int16),
        hours_most=_unless(dice, hours_most, knobs.unknown, UNKNOWN).astype(np.int16),
        pc4=_unless(dice, pc4, knobs.no_address, 0).astype(np.int16),
        modes=_modes(dice, count).astype(np.uint8),
        minutes=(dice.choice([20, 30, 45, 60], count) * knobs.reach).astype(np.int16),
        earliest=_unless(dice, later, 1 - knobs.later, 0).astype(np.int32),
        luck=dice.integers(0, 1 << 31, count),
    )


USUAL = {"dutch_a2": 0.9, "dutch_b1": 0.75, "dutch_b2": 0.5, "licence_b": 0.2, "licence_am": 0.3}
HAS = np.array([USUAL.get(one.value, 0.6 if at > 9 else 0.1) for at, one in enumerate(CONDITIONS)])
"""How often people have what work can ask; things one gets used to come last in the list."""
ASKED = np.array([0.35 if one.value == "dutch_a2" else 0.06 for one in CONDITIONS])
"""How often work asks it."""


def _at_school(school: Ints) -> Ints:
    days = [np.where(school >> day & 1, 0b11 << 4 * day, 0) for day in range(5)]
    masks: Ints = np.bitwise_or.reduce(days)
    return masks


def _asked(dice: Generator, count: int, much: float) -> Ints:
    asks = dice.random((count, len(CONDITIONS))) < np.minimum(1, ASKED * much)
    return _words(asks).astype(np.uint32)


def _modes(dice: Generator, count: int) -> Ints:
    usual = {TravelMode.BICYCLE: 0.9, TravelMode.PUBLIC: 0.6, TravelMode.MOPED: 0.1}
    return _words(dice.random((count, len(MODES))) < [usual.get(one, 0.02) for one in MODES])


def _some_skills(dice: Generator, count: int, most: int) -> Ints:
    often = 1 / np.arange(1, SKILLS + 1) ** 0.7
    chosen = dice.choice(SKILLS, (count, most), p=often / often.sum()).astype(np.uint64)
    counts = dice.random((count, most)) < 0.6
    words = np.where(counts, np.uint64(1) << chosen, np.uint64(0))
    skills: Ints = np.bitwise_or.reduce(words, axis=1)
    return skills


def _masks(dice: Generator, count: int, share: float) -> Ints:
    """Weeks of which about so much is set, nights seldom; never an empty one."""
    often = np.tile([share, share, share / 2, share / 8], 7)
    return _words(dice.random((count, 28)) < often) | np.int64(0b11)


def _words(on: Ints) -> Ints:
    words: Ints = (on.astype(np.int64) << np.arange(on.shape[1])).sum(axis=1)
    return words


def _unless(dice: Generator, known: Ints, share: float, unknown: int) -> Ints:
    return np.where(dice.random(len(known)) < share, unknown, known)
