"""Many at once: for anything at all the lists, points and steps of the rules that people read."""

from array import array
from collections import Counter
from dataclasses import fields, replace
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.bench.world import Knobs, world
from houvast.matching.rules.codes import Component, StepCode, TravelMode
from houvast.matching.rules.columns import pack
from houvast.matching.rules.conditions import Step
from houvast.matching.rules.explain import explain
from houvast.matching.rules.lists import Draw, suggest
from houvast.matching.rules.many import plain
from houvast.matching.rules.many.answers import NOTHING, Best, part_of
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.engine import best, permitted
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.many.ready import openings, ready
from houvast.matching.rules.many.reasons import reasons
from houvast.matching.rules.many.steps import read_steps
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Pair
from houvast.reference.rules.travel_times import NOT_KNOWN, Journeys
from tests.matching.sides import KEY, TODAY, WISHES
from tests.matching.test_kernel import MANY, POINTS, WITH_POINTS, offered

EVERYBODY = st.lists(WISHES, min_size=1, max_size=4)
MEASURED = Journeys(
    "bicycle",
    departures=array("H", [1234, 1235]).tobytes(),
    arrivals=array("H", [1235, 1299, 4321]).tobytes(),
    minutes=bytes([7, NOT_KNOWN, 90, 8, 31, NOT_KNOWN]),
)
"""Between some postcodes, and not the same there and back."""
WITH_TIMES = replace(RULESET, travel=replace(POINTS, times={TravelMode.BICYCLE: MEASURED}))
RULESETS = st.sampled_from([RULESET, WITH_POINTS, WITH_TIMES])
SHOWN = 3
DATED = {StepCode.COMPULSORY_SCHOOL, StepCode.QUALIFICATION}
"""Of these the bits say that they are there, and `explain` until when."""


def draws(everybody):
    return [Draw(KEY, TODAY, UUID(int=at)) for at in range(len(everybody))]


def packed(everybody, places, ruleset):
    columns = pack([offered(one) for one in places])
    luck = np.array([Draw(KEY, TODAY, UUID(int=0)).of_place(one.id) for one in places], np.int64)
    people = asking(everybody, [one.of_person for one in draws(everybody)])
    return people, pack_places(columns, luck, TODAY, ruleset)


def lines(found, at, places):
    """One list as plain values, with its reasons."""
    for row in range(found.position.shape[1]):
        if found.position[at, row] >= 0:
            steps = read_steps(int(found.steps[at, row]), int(found.learn[at, row]))
            parts = {one: int(part_of(found.parts[at, row], one)) for one in Component}
            place = places[found.position[at, row]]
            yield place.id, int(found.points[at, row]), parts, steps


def expected(fits):
    for one in fits:
        why = one.why
        steps = frozenset(
            Step(step.code, "" if step.code in DATED else step.about) for step in why.steps
        )
        yield one.place.id, why.total, dict(why.points), steps


def as_the_rules_say(way, everybody, places, ruleset, floor):
    people, offer = packed(everybody, places, ruleset)
    opening, got, wanted = openings(people, offer), Counter(), Counter()
    for i, wishes in enumerate(everybody):
        asked = ready(people.only(slice(i, i + 1)), offer, opening[i])
        every = suggest(wishes, places, TODAY, ruleset, draws(everybody)[i])
        assert list(lines(way.best(asked, SHOWN), 0, places)) == list(expected(every.fits[:SHOWN]))
        pairs = way.edges(asked, np.array([floor]))
        got.update((i, *one) for one in zip(pairs.j.tolist(), pairs.points.tolist(), strict=True))
        fitting = ((places.index(one.place), one.why.total) for one in every.fits)
        wanted.update((i, j, points) for j, points in fitting if points >= floor)
        yield asked, wishes, offer
    assert got == wanted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVERYBODY, MANY, RULESETS, st.integers(0, 600))
def test_lists_pairs_and_reasons_are_those_of_the_rules(everybody, places, ruleset, floor):
    for asked, wishes, offer in as_the_rules_say(plain, everybody, places, ruleset, floor):
        for at in np.flatnonzero(offer.position >= 0).tolist():
            why = explain(Pair(wishes, places[offer.position[at]], TODAY), ruleset)
            assert reasons(asked, 0, at) == tuple((one.code, one.about) for one in why.blocks)


@pytest.mark.numba
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVERYBODY, MANY, RULESETS, st.integers(0, 600))
def test_compiled_they_are_the_same(everybody, places, ruleset, floor):
    from houvast.matching.rules.many import compiled

    assert list(as_the_rules_say(compiled, everybody, places, ruleset, floor))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVERYBODY, MANY, RULESETS, st.integers(0, 600))
def test_asked_together_everybody_has_the_pairs_of_the_rules(everybody, places, ruleset, floor):
    found = permitted(*packed(everybody, places, ruleset), floor)
    wanted = [
        (i, places.index(one.place), one.why.total)
        for i, wishes in enumerate(everybody)
        for one in suggest(wishes, places, TODAY, ruleset, draws(everybody)[i]).fits
        if one.why.total >= floor
    ]
    got = zip(found.i.tolist(), found.j.tolist(), found.points.tolist(), strict=True)
    assert sorted(got) == sorted(wanted)


REGIONS = [
    Knobs(300, 700),
    Knobs(200, 300, unknown=0.6, later=0.5, seed=2),
    Knobs(200, 300, asks=3, reach=0.5, zones=5, seed=3),
    Knobs(100, 900, unknown=0, asks=0, reach=3, seed=4),
]


@pytest.mark.numba
@pytest.mark.parametrize("knobs", REGIONS)
def test_a_whole_region_has_the_same_lists_compiled(knobs):
    from houvast.matching.rules.many import compiled

    region = world(knobs)
    offer = pack_places(region.columns, region.luck, region.today, region.ruleset)
    opening = openings(region.asked, offer)
    for one in np.unique(opening).tolist():
        asked = ready(region.asked.only(np.flatnonzero(opening == one)), offer, one)
        first, second = plain.best(asked, 20), compiled.best(asked, 20)
        for field in fields(Best):
            assert (getattr(first, field.name) == getattr(second, field.name)).all(), field.name


def test_in_threads_and_together_everybody_keeps_his_own_list():
    region = world(Knobs(400, 300, later=0.4))
    offer = pack_places(region.columns, region.luck, region.today, region.ruleset)
    together = best(region.asked, offer, 5, threads=2)
    for one in range(0, 400, 37):
        alone = best(region.asked.only(slice(one, one + 1)), offer, 5)
        assert (alone.position[0] == together.position[one]).all()
    pairs = permitted(region.asked, offer, floor=np.arange(400))
    assert (pairs.points >= pairs.i).all()
    assert set(together.position[399, :1].tolist()) <= {NOTHING, *pairs.j[pairs.i == 399].tolist()}


def test_nobody_and_nothing_give_nothing():
    region = world(Knobs(3, 3))
    empty = region.columns.only(np.zeros(0, np.int64))
    offer = pack_places(empty, region.luck[:0], region.today, region.ruleset)
    assert (best(region.asked, offer).position == NOTHING).all()
    assert len(permitted(region.asked, offer)) == 0
    nobody = region.asked.only(slice(0, 0))
    assert best(nobody, offer).position.shape == (0, 20)
