"""Open workplaces on one day, packed: by zone, and in blocks of 64.

Every zone begins a new block, so a block has one journey. What is left of the last block of a zone
is filled up with places that are full, which nobody gets to see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.wages import WITHOUT_WAGE
from houvast.matching.rules.codes import BlockCode, StepCode
from houvast.matching.rules.columns import Columns, Ints, bits
from houvast.matching.rules.law import HEAVY
from houvast.matching.rules.law.schooling import AS_SCHOOL, BESIDE_SCHOOL
from houvast.matching.rules.many.journeys import Where
from houvast.matching.rules.many.layout import KINDS, NEEDS
from houvast.matching.rules.many.planes import Planes, planes
from houvast.matching.rules.many.steps import alone, first_of
from houvast.matching.rules.many.words import (
    asks_word,
    cases_of,
    days_of_change,
    least_word,
    when,
)
from houvast.matching.rules.ordering import KEY_BITS
from houvast.matching.rules.points import Ruleset

BLOCK = 64
FILLED_UP = -1
MOST_PLACES = 1 << KEY_BITS

LINE = np.dtype(
    [
        ("asks", "u8"),
        ("least", "i8"),
        ("open_steps", "u8"),
        ("asked", "u8"),
        ("teaches", "u8"),
        ("slots", "u4"),
        ("luck", "u4"),
        ("later", "i4"),
        ("starts", "i4"),
        ("slots_min", "u1"),
        ("case", "u1"),
        ("none", "u2"),
        ("nothing", "u4"),
    ]
)
"""All of one workplace side by side: one line of the cache. `later` is how many keys are lower."""


@dataclass(frozen=True)
class Opening:
    """The words of m workplaces for who can begin from a day on, also turned on their side."""

    lines: Ints
    """Of each workplace all facts (`LINE`)."""
    planes: Planes


@dataclass(frozen=True)
class Places:
    """m packed workplaces, m a multiple of 64."""

    today: date
    ruleset: Ruleset
    position: Ints
    """Where each stood in the columns; FILLED_UP for what fills up a block."""
    some: Columns
    """The columns in this order."""
    stale: Ints
    same: Mapping[str, Ints]
    """What is the same in every opening, under its name in `LINE`."""
    zones: Where
    block_of: Ints
    """Per zone its first block; one more at the end."""
    days: Ints
    """The days on which another opening begins (`words.days_of_change`)."""
    openings: dict[int, Opening] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.position)

    def opening(self, at: int) -> Opening:
        """The words for who can begin from one of `days` on; made when first asked for."""
        if at not in self.openings:
            self.openings[at] = self._opening(int(self.days[at]))
        return self.openings[at]

    def _opening(self, first: int) -> Opening:
        some = self.some
        starts = np.maximum(some.starts, first)
        filled_up = when(self.position == FILLED_UP, BlockCode.FULL)
        lines = np.zeros(len(self), LINE)
        words = {
            "asks": asks_word(some, starts) | filled_up,
            "least": least_word(some, starts, self.today),
            "case": cases_of(some, starts),
        }
        for name, values in {**self.same, **words}.items():
            lines[name] = values
        return Opening(lines, planes(lines, self.stale, some))

    @cached_property
    def zone_of(self) -> Ints:
        """The zone of each block."""
        return np.repeat(np.arange(len(self.zones.codes)), np.diff(self.block_of))

    @cached_property
    def last_start(self) -> int:
        """The last day on which a work begins, as an ordinal."""
        return int(self.some.starts.max(initial=0))

    @cached_property
    def at_key(self) -> Ints:
        """Where the workplace stands that has so many keys below its own."""
        real = np.flatnonzero(self.position != FILLED_UP)
        later = self.same["later"][real]
        at = np.full(later.max(initial=0) + 1, FILLED_UP)
        at[later] = real
        return at


def pack_places(columns: Columns, luck: Ints, today: date, ruleset: Ruleset) -> Places:
    """The workplaces that are open today. `luck` is what was drawn for each (`Draw.of_place`)."""
    if len(columns) >= MOST_PLACES:
        raise ValueError("There is no room for so many workplaces.")
    position, codes, block_of = _by_zone(columns, today)
    some = columns.only(position)
    stale = some.ring_from <= today.toordinal()
    same = {
        "asked": some.skills_asked,
        "teaches": some.teaches,
        "slots": some.slots,
        "slots_min": some.slots_min,
        "starts": some.starts,
        "open_steps": _open_steps(some, stale),
        "luck": luck[position],
        "later": columns.by_key[position],
    }
    return Places(
        today=today,
        ruleset=ruleset,
        position=position,
        some=some,
        stale=stale,
        same=same,
        zones=Where.of(codes, ruleset.travel),
        block_of=block_of,
        days=days_of_change(today),
    )


def _by_zone(columns: Columns, today: date) -> tuple[Ints, Ints, Ints]:
    """Positions by zone, filled up to whole blocks; the codes of zones; where each begins."""
    is_open = np.flatnonzero(columns.closes >= today.toordinal())
    is_open = is_open[np.argsort(columns.pc4[is_open], kind="stable")]
    codes, often = np.unique(columns.pc4[is_open], return_counts=True)
    blocks = -(-often // BLOCK)
    block_of = np.concatenate(([0], np.cumsum(blocks))).astype(np.int64)
    position = np.full(block_of[-1] * BLOCK, FILLED_UP)
    before = np.cumsum(often) - often
    at = np.arange(len(is_open)) + np.repeat(block_of[:-1] * BLOCK - before, often)
    position[at] = is_open
    return position, codes.astype(np.int64), block_of


def _open_steps(columns: Columns, stale: Ints) -> Ints:
    word = columns.asks.astype(np.uint64)
    word |= columns.asks_perhaps.astype(np.uint64) << np.uint64(first_of(StepCode.ASK_EMPLOYER))
    unsaid = ~(columns.offers_yes | columns.offers_no) & np.uint32((1 << len(NEEDS)) - 1)
    word |= unsaid.astype(np.uint64) << np.uint64(first_of(StepCode.ASK_EMPLOYER_NEED))
    for code, open_ in {
        StepCode.RING_FIRST: stale,
        StepCode.ASK_DAY_PARTS: columns.slots_known == 0,
        StepCode.ASK_WAGE: (columns.wage_cents < 0) & ~_kinds(columns, WITHOUT_WAGE),
        StepCode.VOG: columns.asks_vog > 0,
        StepCode.SCHOOL_AGREES: columns.kind == KINDS.index(WorkKind.INTERNSHIP),
        StepCode.TRAINING_COMPANY: columns.kind == KINDS.index(WorkKind.BBL),
        StepCode.SUPERVISION: columns.asks & bits(HEAVY) > 0,
        StepCode.COMPULSORY_SCHOOL: ~_kinds(columns, BESIDE_SCHOOL),
        StepCode.QUALIFICATION: ~_kinds(columns, AS_SCHOOL),
    }.items():
        word |= np.where(open_, np.uint64(alone(code)), np.uint64(0))
    return word


def _kinds(columns: Columns, of: Iterable[WorkKind]) -> Ints:
    return np.isin(columns.kind, [KINDS.index(one) for one in of])
