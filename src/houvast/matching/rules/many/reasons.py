"""Why a pair does not fit, read from the bits that fired: the words are the explanation.

Article and day of a law are not in the bits: `explain` says those, for what is shown.
"""

from collections.abc import Iterator

import numpy as np

from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.many.ages import NO_LAW
from houvast.matching.rules.many.asking import MODES
from houvast.matching.rules.many.journeys import USUAL
from houvast.matching.rules.many.layout import AGE, LAW_HOURS, LAYOUT, TOO_FEW, TOO_MANY, Measure
from houvast.matching.rules.many.places import BLOCK
from houvast.matching.rules.many.ready import Ready
from houvast.matching.rules.many.words import cases_of
from houvast.matching.rules.ordering import REASONS

Reason = tuple[BlockCode, str]
"""What stands in the way, and about which condition, need, kind or number."""


def reasons(asked: Ready, one: int, at: int) -> tuple[Reason, ...]:
    """Everything that stands in the way of one young person at one packed workplace."""
    of, places, opening = asked.stretches, asked.places, asked.opening
    begin, end = of.first[one : one + 2]
    stretch = begin - 1 + np.searchsorted(of.since[begin:end], places.some.starts[at], side="right")
    case = _case(asked, one, at)
    line = opening.lines[at]
    said, least = int(line["asks"] & of.no[stretch]), int(line["least"])
    has = int(of.has[stretch]) - (LAW_HOURS.most - int(of.hours[stretch, case]) << LAW_HOURS.low)
    short = ~(has - least) & LAYOUT.borrowed
    week = _week(asked, one, at, int(of.parts[stretch, case]))
    found = (*_flags(said), *_measures(short, least), *week)
    return tuple(sorted((*found, *_journey(asked, one, at)), key=_place))


def _case(asked: Ready, one: int, at: int) -> int:
    """The case of the law on the very first working day, also when the work is over by then."""
    some, earliest = asked.places.some.only(np.array([at])), asked.asked.earliest[one]
    first = max(asked.places.today.toordinal(), earliest)
    return int(cases_of(some, np.maximum(some.starts, first))[0])


def _place(one: Reason) -> tuple[int, str]:
    """Needs go by their word, as in `conditions`; the rest of a kind stays as it is."""
    code, about = one
    return REASONS.index(code), about if code is BlockCode.NEED else ""


def _flags(said: int) -> Iterator[Reason]:
    for flags in LAYOUT.flags:
        if not flags.about and said >> flags.low & 1:
            yield flags.code, ""
        chosen = [about for bit, about in enumerate(flags.about) if said >> flags.low + bit & 1]
        yield from ((flags.code, about.value) for about in chosen)


def _measures(short: int, least: int) -> Iterator[Reason]:
    for one in LAYOUT.measures:
        if short >> one.fires & 1:
            yield one.code, _number(one, least >> one.low & one.most)


def _number(of: Measure, asked: int) -> str:
    if of is TOO_FEW:
        return str(TOO_FEW.most - asked)
    return str(asked) if of in (TOO_MANY, AGE) else ""


def _week(asked: Ready, one: int, at: int, law: int) -> Iterator[Reason]:
    line = asked.opening.lines[at]
    slots, least = int(line["slots"]), line["slots_min"]
    if law != NO_LAW and (slots & law & ALL_DAY_PARTS).bit_count() < least:
        yield BlockCode.LAW_DAY_PARTS, ""
    if (slots & int(asked.possible[one])).bit_count() < least:
        yield BlockCode.DAY_PARTS, ""


def _journey(asked: Ready, one: int, at: int) -> Iterator[Reason]:
    places, way = asked.places, asked.asked.modes[one] or USUAL
    modes = frozenset(mode for bit, mode in enumerate(MODES) if way >> bit & 1)
    here, there = asked.asked.pc4[one], places.zones.codes[places.zone_of[at // BLOCK]]
    home, work = (f"{code:04}" if code else "" for code in (here, there))
    minutes = places.ruleset.travel.minutes(home, work, modes)
    if minutes is not None and minutes > asked.journeys.limit[one]:
        yield BlockCode.TRAVEL, str(minutes)
