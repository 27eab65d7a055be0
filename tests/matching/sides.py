"""Both sides of the question from plain JSON, and at random."""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.sides import Place, Wishes

TODAY = date(2026, 11, 23)
KEY = b"a-secret-of-this-test"

READ: dict[str, Any] = {
    "birth_date": date.fromisoformat,
    "earliest": date.fromisoformat,
    "start_on": date.fromisoformat,
    "end_on": date.fromisoformat,
    "id": UUID,
    "kind": WorkKind,
    "sector": Sector,
    "occupations": frozenset,
    "sectors": lambda given: frozenset(map(Sector, given)),
    "never_kinds": lambda given: frozenset(map(WorkKind, given)),
    "never_sectors": lambda given: frozenset(map(Sector, given)),
    "can": lambda given: frozenset(map(Skill, given)),
    "learns": lambda given: frozenset(map(Skill, given)),
    "skills_asked": lambda given: frozenset(map(Skill, given)),
    "teaches": lambda given: frozenset(map(Skill, given)),
    "facts": lambda given: {ConditionCode(code): Answer(one) for code, one in given.items()},
    "offers": lambda given: {OfferCode(code): Answer(one) for code, one in given.items()},
    "asks": lambda given: {ConditionCode(code): why for code, why in given.items()},
    "prefers": lambda given: frozenset(map(ConditionCode, given)),
    "asks_perhaps": lambda given: frozenset(map(ConditionCode, given)),
    "needs": lambda given: frozenset(map(OfferCode, given)),
    "modes": lambda given: frozenset(map(TravelMode, given)),
}


def read(kind: type, given: dict[str, Any]) -> Any:
    """One of the two sides, from plain values."""
    return kind(**{name: READ.get(name, lambda one: one)(one) for name, one in given.items()})


def maybe(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | one


def some(of: Any, most: int = 4) -> st.SearchStrategy[Any]:
    return st.frozensets(st.sampled_from(list(of)), max_size=most)


ISCOS = ("7234", "7231", "5120", "9412", "6113")
PC4S = ("1234", "1235", "1299", "4321", "")
MASKS = st.integers(0, ALL_DAY_PARTS)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
ANSWERS = st.sampled_from((Answer.YES, Answer.NO))

WISHES = st.builds(
    Wishes,
    birth_date=maybe(st.dates(date(1999, 1, 1), date(2014, 1, 1))),
    occupations=some(ISCOS, 3),
    sectors=some("ACFGI", 5).map(lambda few: frozenset(map(Sector, few))),
    never_kinds=some(WorkKind, 2),
    never_sectors=some("ACFGI", 3).map(lambda few: frozenset(map(Sector, few))),
    can=some(Skill, 12),
    learns=some(Skill, 6),
    facts=st.dictionaries(st.sampled_from(list(ConditionCode)), ANSWERS, max_size=8),
    needs=some(OfferCode, 2),
    free=MASKS,
    busy=MASKS,
    school_days=maybe(st.integers(0, 127)),
    school_hours=st.integers(0, 35),
    hours_least=maybe(st.integers(1, 30)),
    hours_most=maybe(st.integers(8, 40)),
    pc4=st.sampled_from(PC4S),
    modes=some(TravelMode, 3),
    minutes=maybe(st.integers(5, 120)),
    earliest=maybe(DAYS),
)
PLACES = st.builds(
    Place,
    id=st.uuids(),
    title=st.just("Verzonnen werk"),
    employer=st.just("Verzonnen bedrijf"),
    kind=st.sampled_from(WorkKind),
    hours_min=st.integers(1, 24),
    hours_max=st.integers(24, 40),
    isco=st.sampled_from((*ISCOS, "")),
    sector=maybe(st.sampled_from(Sector)),
    pc4=st.sampled_from(PC4S),
    is_mobile=st.booleans(),
    day_parts=maybe(st.integers(1, ALL_DAY_PARTS)),
    day_parts_min=st.integers(1, 3),
    asks=st.dictionaries(st.sampled_from(list(ConditionCode)), st.just("Hoort bij het werk.")),
    prefers=some(ConditionCode, 2),
    asks_perhaps=some(ConditionCode, 2),
    skills_asked=some(Skill, 6),
    teaches=some(Skill, 6),
    offers=st.dictionaries(st.sampled_from(list(OfferCode)), st.sampled_from(Answer)),
    minimum_age=maybe(st.integers(13, 26)),
    wage_cents=maybe(st.integers(300, 2000)),
    asks_vog=st.booleans(),
    start_on=maybe(DAYS),
    end_on=maybe(DAYS),
    free_places=st.integers(0, 3),
    is_stale=st.booleans(),
).filter(lambda one: one.slots.bit_count() >= one.day_parts_min)
NAMES = {one.name for kind in (Wishes, Place) for one in fields(kind)}
