"""How the hard conditions stand in two words of 64 bits on each side. The bits that fire explain.

The first word is of yes and no: a workplace `asks`, a young person has `no`, and what is in both
stands in the way. The second is of measures: a workplace asks `least` so much, and a young person
`has` so much. Every measure has a bit above it, that is set in `has`; `has - least` borrows it
exactly when too little is there. So one AND and one subtraction ask every condition at once.

    asks   ... 63 .. 59 58 ........ 38 37 .... 32 31 .... 24 ....... 17 ........... 0
               young..full  sectors      kinds      needs           conditions
    least  ... 60 59 ........ 45 44 43 . 39 38 37 . 32     23 22 . 16 15 14 . 8 7 6 . 0
               |  ends           |  wage    |  age         |  law     |  few    |  many
               bits that are borrowed

The layout is data and has a version: within one version a bit never gets another meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from houvast.employers.rules.states import ConditionCode, OfferCode, Sector, WorkKind
from houvast.matching.rules.codes import BlockCode


@dataclass(frozen=True, slots=True)
class Flags:
    """Bits of the first word: one for each of a closed list, or a single one."""

    code: BlockCode
    low: int
    about: tuple[StrEnum, ...] = ()

    @property
    def bits(self) -> range:
        """Which bits of the word these are."""
        return range(self.low, self.low + max(1, len(self.about)))


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in the second word, and the bit above it that fires."""

    code: BlockCode
    low: int
    width: int

    @property
    def most(self) -> int:
        """The largest number there is room for; in `has` it means: never too little."""
        return (1 << self.width) - 1

    @property
    def fires(self) -> int:
        """The bit that is borrowed when there is too little."""
        return self.low + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """Which bit means what."""

    version: str
    flags: tuple[Flags, ...]
    measures: tuple[Measure, ...]

    def flag(self, code: BlockCode) -> Flags:
        """The bits of one reason."""
        return next(one for one in self.flags if one.code is code)

    @property
    def borrowed(self) -> int:
        """All bits of the second word that can fire."""
        return sum(1 << one.fires for one in self.measures)


CONDITIONS, NEEDS, KINDS = tuple(ConditionCode), tuple(OfferCode), tuple(WorkKind)
SECTORS = tuple(Sector)

TOO_MANY = Measure(BlockCode.HOURS_TOO_MANY, 0, 7)
"""Hours the work has at least; hours somebody wants at most."""
TOO_FEW = Measure(BlockCode.HOURS_TOO_FEW, 8, 7)
"""Both counted down from the most: so many hours the work lacks, so many may be lacking."""
LAW_HOURS = Measure(BlockCode.LAW_HOURS, 16, 7)
"""One more than the hours of the work, and than what the law gives."""
AGE = Measure(BlockCode.EMPLOYERS_AGE, 32, 6)
"""In years."""
WAGE = Measure(BlockCode.LOW_WAGE, 39, 5)
"""Years below 31: up to which age the wage is enough, and how old somebody is."""
ENDS = Measure(BlockCode.STARTS_EARLIER, 45, 15)
"""Days, counted down: the last one of the work, and the first one of somebody."""

LAYOUT = Layout(
    version="2026-2",
    flags=(
        Flags(BlockCode.CONDITION, 0, CONDITIONS),
        Flags(BlockCode.NEED, 24, NEEDS),
        Flags(BlockCode.KIND_REFUSED, 32, KINDS),
        Flags(BlockCode.SECTOR_REFUSED, 38, SECTORS),
        Flags(BlockCode.FULL, 59),
        Flags(BlockCode.NIGHT, 60),
        Flags(BlockCode.HEAVY_WORK, 61),
        Flags(BlockCode.TOO_YOUNG, 62),
    ),
    measures=(TOO_MANY, TOO_FEW, LAW_HOURS, AGE, WAGE, ENDS),
)
"""Both words stay below bit 63, so that a database without unsigned numbers can hold them too."""


def low(code: BlockCode) -> int:
    """The first bit of a reason in the first word."""
    return LAYOUT.flag(code).low


def bit(code: BlockCode, about: StrEnum | None = None) -> int:
    """The one bit of a reason, as a mask."""
    flags = LAYOUT.flag(code)
    return 1 << flags.low + (flags.about.index(about) if about else 0)


def mask(code: BlockCode, about: Iterable[StrEnum]) -> int:
    """The bits of some of a closed list together."""
    return sum(bit(code, one) for one in set(about))
