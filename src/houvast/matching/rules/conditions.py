"""What blocks, what is still to be arranged, and what to keep in mind. Unknown never blocks."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from houvast.employers.rules.states import Answer, ConditionCode, WorkKind
from houvast.employers.rules.wages import WITHOUT_WAGE
from houvast.matching.rules.codes import LAW, BlockCode, MindCode, Mover, StepCode
from houvast.matching.rules.law import ADULT, CHILD, HEAVY, bars
from houvast.matching.rules.law.birthdays import on_a_birthday
from houvast.matching.rules.law.daily import on_the_day
from houvast.matching.rules.law.schooling import duty_of
from houvast.matching.rules.points import Ruleset, limit_of, minutes_of
from houvast.matching.rules.sides import Pair


class Block(NamedTuple):
    """One hard condition that fails, and who can change it (matching section 5)."""

    code: BlockCode
    about: str = ""
    """Of which condition, need or kind, as its stored value."""
    article: str = ""
    until: date | None = None
    """From this day the law no longer stands in the way."""

    @property
    def mover(self) -> Mover:
        """Who can change this. Never an employer when it is law."""
        if self.code in LAW:
            return Mover.NOBODY
        if self.code is BlockCode.CONDITION and self.about in CAN_BE_REACHED:
            return Mover.YOUNG_PERSON
        return MOVERS.get(self.code, Mover.EMPLOYER)


CAN_BE_REACHED = frozenset(
    {
        ConditionCode.LICENCE_AM,
        ConditionCode.LICENCE_B,
        ConditionCode.LICENCE_T,
        ConditionCode.LICENCE_C,
        ConditionCode.FORKLIFT,
        ConditionCode.VCA,
        ConditionCode.HACCP,
        ConditionCode.DUTCH_A2,
        ConditionCode.DUTCH_B1,
        ConditionCode.DUTCH_B2,
    }
)
"""What a young person can get by learning; the employer may still say that it can do without."""

MOVERS = {
    BlockCode.TRAVEL: Mover.MUNICIPALITY,
    BlockCode.KIND_REFUSED: Mover.YOUNG_PERSON,
    BlockCode.SECTOR_REFUSED: Mover.YOUNG_PERSON,
}

NOT_NEAR = frozenset({BlockCode.KIND_REFUSED, BlockCode.SECTOR_REFUSED, BlockCode.FULL})
"""A no of the young person is not something to talk away, and a full place is full."""


class Step(NamedTuple):
    """Something to ask, learn or arrange, with what it is about as a stored value."""

    code: StepCode
    about: str = ""


class Mind(NamedTuple):
    """Something to keep in mind, with what it is about as a stored value or a day."""

    code: MindCode
    about: str = ""


def blocks(pair: Pair, ruleset: Ruleset) -> tuple[Block, ...]:
    """Every hard condition that fails, the law first; none is a fit."""
    law = [Block(bar.code, article=bar.article, until=bar.until) for bar in bars(pair)]
    barred = {one.code for one in law}
    asked = _known_no(pair, barred)
    return (*law, *asked, *_needs(pair), *_hours(pair), *_limits(pair), *_reach(pair, ruleset))


def _known_no(pair: Pair, barred: set[BlockCode]) -> Iterator[Block]:
    for code in pair.place.asks_in_order:
        no = pair.wishes.facts.get(code) is Answer.NO
        by_law = code is ConditionCode.NIGHT and BlockCode.NIGHT in barred
        if no and not by_law:
            yield Block(BlockCode.CONDITION, code.value)


def _needs(pair: Pair) -> Iterator[Block]:
    for need in pair.wishes.needs_in_order:
        if pair.place.offers.get(need) is Answer.NO:
            yield Block(BlockCode.NEED, need.value)


def _hours(pair: Pair) -> Iterator[Block]:
    wishes, place = pair.wishes, pair.place
    if wishes.hours_most is not None and place.hours_min > wishes.hours_most:
        yield Block(BlockCode.HOURS_TOO_MANY, str(place.hours_min))
    if wishes.hours_least is not None and place.hours_max < wishes.hours_least:
        yield Block(BlockCode.HOURS_TOO_FEW, str(place.hours_max))
    if (wishes.possible & place.slots).bit_count() < place.day_parts_min:
        yield Block(BlockCode.DAY_PARTS)


def _limits(pair: Pair) -> Iterator[Block]:
    wishes, place = pair.wishes, pair.place
    if place.kind in wishes.never_kinds:
        yield Block(BlockCode.KIND_REFUSED, place.kind.value)
    if place.sector in wishes.never_sectors:
        yield Block(BlockCode.SECTOR_REFUSED, place.sector.value if place.sector else "")
    age, asked = pair.age, place.minimum_age
    if age is not None and asked is not None and age < asked:
        yield Block(BlockCode.EMPLOYERS_AGE, str(asked))
    if place.free_places < 1:
        yield Block(BlockCode.FULL)


def _reach(pair: Pair, ruleset: Ruleset) -> Iterator[Block]:
    minutes = minutes_of(pair, ruleset)
    if minutes is not None and minutes > limit_of(pair):
        yield Block(BlockCode.TRAVEL, str(minutes))
    if pair.place.end_on is not None and pair.start > pair.place.end_on:
        yield Block(BlockCode.STARTS_EARLIER)


def steps(pair: Pair, ruleset: Ruleset) -> tuple[Step, ...]:
    """What is still open, first what to ask, then what to arrange."""
    return (*_to_ask(pair), *_to_arrange(pair, ruleset))


def _to_ask(pair: Pair) -> Iterator[Step]:
    wishes, place = pair.wishes, pair.place
    if place.is_stale:
        yield Step(StepCode.RING_FIRST)
    if wishes.birth_date is None:
        yield Step(StepCode.ASK_BIRTH_DATE)
    for code in place.asks_in_order:
        if wishes.facts.get(code, Answer.UNKNOWN) is Answer.UNKNOWN:
            yield Step(StepCode.ASK_YOUNG_PERSON, code.value)
    yield from _to_ask_the_employer(pair)


def _to_ask_the_employer(pair: Pair) -> Iterator[Step]:
    place = pair.place
    for code in place.asks_perhaps_in_order:
        yield Step(StepCode.ASK_EMPLOYER, code.value)
    for need in pair.wishes.needs_in_order:
        if place.offers.get(need, Answer.UNKNOWN) is Answer.UNKNOWN:
            yield Step(StepCode.ASK_EMPLOYER_NEED, need.value)
    if place.day_parts is None:
        yield Step(StepCode.ASK_DAY_PARTS)
    if place.wage_cents is None and place.kind not in WITHOUT_WAGE:
        yield Step(StepCode.ASK_WAGE)


def _to_arrange(pair: Pair, ruleset: Ruleset) -> Iterator[Step]:
    wishes, place = pair.wishes, pair.place
    for skill in sorted(place.skills_asked - wishes.can):
        yield Step(StepCode.LEARN, skill.value)
    if minutes_of(pair, ruleset) is None or wishes.minutes is None:
        yield Step(StepCode.TRAVEL)
    if place.asks_vog:
        yield Step(StepCode.VOG)
    if place.kind is WorkKind.INTERNSHIP:
        yield Step(StepCode.SCHOOL_AGREES)
    if place.kind is WorkKind.BBL:
        yield Step(StepCode.TRAINING_COMPANY)
    if pair.age is not None and pair.age < ADULT:
        yield from _to_arrange_below_18(pair, pair.age)


def _to_arrange_below_18(pair: Pair, age: int) -> Iterator[Step]:
    if age < CHILD or not HEAVY.isdisjoint(pair.place.asks):
        yield Step(StepCode.SUPERVISION)
    if pair.wishes.school_days is None:
        yield Step(StepCode.ASK_SCHOOL)
    if duty := duty_of(pair):
        yield Step(duty.code, duty.until.isoformat())


def minds(pair: Pair) -> Iterator[Mind]:
    """What to keep in mind: preferred by the employer, and when it begins and ends."""
    place = pair.place
    for code in place.prefers_in_order:
        yield Mind(MindCode.PREFERRED, code.value)
    if place.start_on is not None and place.start_on > pair.today:
        yield Mind(MindCode.STARTS_ON, place.start_on.isoformat())
    if place.end_on is not None:
        yield Mind(MindCode.ENDS_ON, place.end_on.isoformat())
    if pair.age is not None:
        for said, number in on_the_day(pair, pair.age):
            yield Mind(said, str(number) if number else "")
        for later, day in on_a_birthday(pair, pair.age):
            yield Mind(later, day.isoformat())
