"""The words of each young person, by age: what the law allows depends on the first working day.

So a young person has a stretch of days for each age: most have one, and who has a birthday before
the last work begins has two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from houvast.employers.rules.states import ConditionCode
from houvast.matching.rules.at_once import allowed_parts_of, most_hours_of
from houvast.matching.rules.codes import BlockCode
from houvast.matching.rules.columns import Ints, bits
from houvast.matching.rules.law import ADULT, CHILD, YOUNGEST
from houvast.matching.rules.many.asking import UNKNOWN, Asking
from houvast.matching.rules.many.days import age_on, birthday
from houvast.matching.rules.many.layout import (
    AGE,
    ENDS,
    LAW_HOURS,
    LAYOUT,
    TOO_FEW,
    TOO_MANY,
    WAGE,
    bit,
    low,
)
from houvast.matching.rules.many.words import CASES, U64, measured, when, word_of
from houvast.matching.rules.question import AGES

NO_LAW = (1 << 32) - 1
"""All day-parts, and more: the law closes none. Only who is 18 has it, or whose age is unknown."""


@dataclass(frozen=True)
class Stretches:
    """Days on which one age holds: those of person i are first[i] up to first[i + 1]."""

    first: Ints
    since: Ints
    """The ordinal from which on work must begin; the first stretch has 0."""
    no: Ints
    has: Ints
    parts: Ints
    """Per case of the law the day-parts that it leaves; NO_LAW from 18 on."""
    hours: Ints
    """Per case of the law one more than the hours that it gives."""
    age: Ints
    """-1 when unknown."""


def stretches(asked: Asking, today: date, last: int) -> Stretches:
    """Of each young person, up to the last day on which a workplace begins (an ordinal)."""
    start = np.maximum(asked.earliest, today.toordinal())
    ages, since, first = _ages(asked.born, start, last)
    who = np.repeat(np.arange(len(asked)), np.diff(first))
    some = asked.only(who)
    minor = (ages >= 0) & (ages < ADULT)
    parts = np.full((len(who), CASES), NO_LAW, np.uint32)
    parts[minor] = _of_law(allowed_parts_of, some.school_days[minor], ages[minor])
    hours = np.full((len(who), CASES), LAW_HOURS.most, np.uint8)
    lawful = _of_law(most_hours_of, some.school_hours[minor], ages[minor])
    hours[minor] = np.clip(lawful + 1, 0, LAW_HOURS.most)
    no, has = _no_words(some, ages), _has_words(some, ages, start[who] - today.toordinal())
    return Stretches(first, since, no, has, parts, hours, ages)


def _ages(born: Ints, start: Ints, last: int) -> tuple[Ints, Ints, Ints]:
    """Ages, the day each begins, and where those of each person begin."""
    at_start, at_last = (
        np.where(born > 0, np.maximum(0, age_on(born, day)), UNKNOWN)
        for day in (start, np.maximum(start, last))
    )
    first = np.concatenate(([0], np.cumsum(at_last - at_start + 1))).astype(np.int64)
    who = np.repeat(np.arange(len(born)), np.diff(first))
    later = np.arange(first[-1]) - first[who]
    ages = at_start[who] + later
    since = np.where(later > 0, birthday(born[who], ages), 0)
    return ages, since, first


def _of_law(rule: Callable[[Any], Ints], said: Ints, ages: Ints) -> Ints:
    """For each person, per case, what a rule says that is asked once for each of what was said."""
    each, which = np.unique(said, return_inverse=True)
    answers = [rule(None if one == UNKNOWN else one) for one in each.tolist()]
    table = np.array(answers, np.int64).reshape(len(each), CASES, len(AGES))
    found: Ints = table[which, :, ages]
    return found


def _no_words(asked: Asking, age: Ints) -> Ints:
    known = age >= 0
    minor = known & (age < ADULT)
    night = np.uint32(bits({ConditionCode.NIGHT}))
    facts = np.where(minor, asked.facts_no & ~night, asked.facts_no)
    word = facts.astype(U64) | asked.needs.astype(U64) << U64(low(BlockCode.NEED))
    word |= asked.never_kinds.astype(U64) << U64(low(BlockCode.KIND_REFUSED))
    word |= asked.never_sectors.astype(U64) << U64(low(BlockCode.SECTOR_REFUSED))
    word |= when(minor, BlockCode.NIGHT) | when(known & (age < CHILD), BlockCode.HEAVY_WORK)
    return word | when(known & (age < YOUNGEST), BlockCode.TOO_YOUNG) | U64(bit(BlockCode.FULL))


def _has_words(asked: Asking, age: Ints, start: Ints) -> Ints:
    """What each has; the hours of the law are no part of it, as they differ per case."""
    most, least = asked.hours_most, asked.hours_least
    numbers = {
        TOO_MANY: np.where(most < 0, TOO_MANY.most, most),
        TOO_FEW: TOO_FEW.most - np.maximum(least, 0),
        LAW_HOURS: np.full(len(age), LAW_HOURS.most),
        AGE: np.where(age < 0, AGE.most, np.clip(age, 0, AGE.most)),
        WAGE: np.where(age < 0, WAGE.most, WAGE.most - np.clip(age, 0, WAGE.most)),
        ENDS: ENDS.most - 1 - np.minimum(start, ENDS.most - 1),
    }
    return word_of(numbers) | LAYOUT.borrowed


@dataclass(frozen=True)
class Widest:
    """Per person what holds on all days together; who has one stretch is asked exactly this."""

    no: Ints
    has: Ints
    """A row per measure of the layout."""
    parts: Ints
    hours: Ints


def widest(of: Stretches) -> Widest:
    """The noes, measures and law of each person, where they let the most through."""
    at = of.first[:-1]
    if not len(at):
        return Widest(of.no, np.zeros((len(LAYOUT.measures), 0), np.int64), of.parts, of.hours)
    has = [np.maximum.reduceat(measured(of.has, one), at) for one in LAYOUT.measures]
    return Widest(
        no=np.bitwise_and.reduceat(of.no, at),
        has=np.array(has),
        parts=np.bitwise_or.reduceat(of.parts, at, axis=0),
        hours=np.maximum.reduceat(of.hours, at, axis=0),
    )
