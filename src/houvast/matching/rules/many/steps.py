"""What is still to be asked or arranged, in one word of 64 bits, and what is to be learned.

A workplace has what it leaves open, a young person what is not known of him: both together are the
steps. Skills to be learned are a word of their own: asked and not had.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import numpy as np

from houvast.employers.rules.skills import Skill
from houvast.matching.rules.codes import StepCode
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.conditions import Step
from houvast.matching.rules.law import ADULT, CHILD
from houvast.matching.rules.law.schooling import compulsory_until
from houvast.matching.rules.many.asking import Asking
from houvast.matching.rules.many.layout import CONDITIONS, NEEDS

U64 = np.uint64


@dataclass(frozen=True, slots=True)
class StepBits:
    """The bits of one kind of step: one for each of a closed list, or a single one."""

    code: StepCode
    low: int
    about: tuple[StrEnum, ...] = ()

    def read(self, word: int) -> Iterator[Step]:
        """The steps of this kind in a word."""
        if not self.about and word >> self.low & 1:
            yield Step(self.code)
        for one in sorted(self.about):
            if word >> self.low + self.about.index(one) & 1:
                yield Step(self.code, one.value)


BITS = (
    StepBits(StepCode.ASK_YOUNG_PERSON, 0, CONDITIONS),
    StepBits(StepCode.ASK_EMPLOYER, 18, CONDITIONS),
    StepBits(StepCode.ASK_EMPLOYER_NEED, 36, NEEDS),
    StepBits(StepCode.RING_FIRST, 44),
    StepBits(StepCode.ASK_BIRTH_DATE, 45),
    StepBits(StepCode.ASK_DAY_PARTS, 46),
    StepBits(StepCode.ASK_WAGE, 47),
    StepBits(StepCode.TRAVEL, 48),
    StepBits(StepCode.VOG, 49),
    StepBits(StepCode.SCHOOL_AGREES, 50),
    StepBits(StepCode.TRAINING_COMPANY, 51),
    StepBits(StepCode.SUPERVISION, 52),
    StepBits(StepCode.ASK_SCHOOL, 53),
    StepBits(StepCode.COMPULSORY_SCHOOL, 54),
    StepBits(StepCode.QUALIFICATION, 55),
)
BELOW_18 = (StepCode.SUPERVISION, StepCode.COMPULSORY_SCHOOL, StepCode.QUALIFICATION)
"""Left open by a workplace only for who is below 18."""
SKILLS = StepBits(StepCode.LEARN, 0, tuple(Skill))


def first_of(code: StepCode) -> int:
    """The first bit of a kind of step."""
    return next(one.low for one in BITS if one.code is code)


def alone(code: StepCode) -> int:
    """A step that is about nothing in particular, as a mask."""
    return 1 << first_of(code)


def unclear(asked: Asking, age: Ints) -> Ints:
    """Of each young person which open steps of a workplace are open for him as well."""
    minor = (age >= 0) & (age < ADULT)
    unsaid = ~(asked.facts_yes | asked.facts_no) & np.uint32((1 << len(CONDITIONS)) - 1)
    always = (1 << 64) - (1 << first_of(StepCode.RING_FIRST))
    always |= (1 << len(CONDITIONS)) - 1 << first_of(StepCode.ASK_EMPLOYER)
    needs = asked.needs.astype(U64) << U64(first_of(StepCode.ASK_EMPLOYER_NEED))
    word = unsaid.astype(U64) | needs | U64(always)
    return np.where(minor, word, word & ~U64(sum(map(alone, BELOW_18))))


def own(asked: Asking, age: Ints) -> Ints:
    """The steps that come with a young person, whichever the workplace; -1 is an unknown age."""
    word = np.zeros(len(age), U64)
    for code, open_ in {
        StepCode.ASK_BIRTH_DATE: age < 0,
        StepCode.TRAVEL: asked.minutes < 0,
        StepCode.SUPERVISION: (age >= 0) & (age < CHILD),
        StepCode.ASK_SCHOOL: (age >= 0) & (age < ADULT) & (asked.school_days < 0),
    }.items():
        word |= np.where(open_, U64(alone(code)), U64(0))
    return word


def school_until(asked: Asking) -> Ints:
    """The last day of compulsory schooling of each (`schooling.compulsory_until`), 0 if unknown.

    Below 18 it is that or the duty to get a diploma, never both.
    """
    days, which = np.unique(asked.born, return_inverse=True)
    return np.array([_school_until(one) for one in days.tolist()], np.int64)[which]


@cache
def _school_until(born: int) -> int:
    return compulsory_until(date.fromordinal(born)).toordinal() if born else 0


def read_steps(word: int, learn: int) -> frozenset[Step]:
    """The steps that two words say."""
    of_word = (one for bits in BITS for one in bits.read(word))
    return frozenset((*of_word, *SKILLS.read(learn)))
