"""School below 18: Lpw 3 (compulsory schooling) and 4a (qualification duty).

Whether somebody has a diploma or an exemption is not known here, so nothing is blocked: it becomes
a step, to ask at school or at the officer for compulsory schooling (leerplichtambtenaar).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from houvast.employers.rules.states import WorkKind
from houvast.matching.rules.codes import StepCode
from houvast.matching.rules.law.bar import birthday
from houvast.matching.rules.law.values import NEWEST, of_everybody
from houvast.matching.rules.sides import Pair

AUGUST = 8
"""A school year begins on 1 August (Lpw 1)."""
BESIDE_SCHOOL = frozenset({WorkKind.SIDE_JOB, WorkKind.INTERNSHIP})
"""Kinds that go with school as they are."""
AS_SCHOOL = BESIDE_SCHOOL | {WorkKind.BBL}
"""Kinds with which the qualification duty is met (Lpw 4b)."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to go to school that may hold on the first working day, and its last day."""

    code: StepCode
    until: date
    article: str


def compulsory_until(born: date, on: date = NEWEST) -> date:
    """Lpw 3: the end of the school year in which someone becomes 16.

    The other end, twelve school years, is not known here.
    """
    of_age = birthday(born, of_everybody("compulsory_until", on))
    return date(of_age.year + (of_age.month >= AUGUST), AUGUST, 1) - timedelta(days=1)


def duty_of(pair: Pair) -> Duty | None:
    """Lpw 3 and 4a: the duty that has to be asked about before this work begins."""
    born = pair.wishes.birth_date
    return None if born is None else _duty(born, pair.place.kind, pair.start)


@lru_cache(maxsize=4_096)
def _duty(born: date, kind: WorkKind, start: date) -> Duty | None:
    """The same; kept, for a list asks it often."""
    last = compulsory_until(born, start)
    if start <= last:
        may = kind in BESIDE_SCHOOL
        return None if may else Duty(StepCode.COMPULSORY_SCHOOL, last, "Lpw 3")
    of_age = birthday(born, of_everybody("qualification_until", start))
    if start < of_age and kind not in AS_SCHOOL:
        return Duty(StepCode.QUALIFICATION, of_age - timedelta(days=1), "Lpw 4a")
    return None
