"""Many at once: for anything at all the lists, points and steps of the rules that people read."""

from collections import Counter
from uuid import UUID

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.matching.rules.codes import Component, StepCode
from houvast.matching.rules.columns import pack
from houvast.matching.rules.conditions import Step
from houvast.matching.rules.explain import explain
from houvast.matching.rules.lists import Draw, suggest
from houvast.matching.rules.many.answers import part_of
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.engine import best, permitted
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.many.ready import openings, ready
from houvast.matching.rules.many.reasons import reasons
from houvast.matching.rules.many.steps import read_steps
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.sides import Pair
from tests.matching.sides import KEY, TODAY, WISHES
from tests.matching.test_kernel import MANY, WITH_POINTS, offered

EVERYBODY = st.lists(WISHES, min_size=1, max_size=4)
RULESETS = st.sampled_from([RULESET, WITH_POINTS])
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


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVERYBODY, MANY, RULESETS, st.integers(0, 600))
def test_everything_is_as_the_rules_say_one_by_one(everybody, places, ruleset, floor):
    people, offer = packed(everybody, places, ruleset)
    found, opening = best(people, offer, SHOWN), openings(people, offer)
    pairs = permitted(people, offer, floor)
    got = Counter(zip(pairs.i.tolist(), pairs.j.tolist(), pairs.points.tolist(), strict=True))
    wanted = Counter()
    for i, wishes in enumerate(everybody):
        every = suggest(wishes, places, TODAY, ruleset, draws(everybody)[i])
        assert list(lines(found, i, places)) == list(expected(every.fits[:SHOWN]))
        fitting = ((places.index(one.place), one.why.total) for one in every.fits)
        wanted.update((i, j, points) for j, points in fitting if points >= floor)
        alone = ready(people.only(slice(i, i + 1)), offer, opening[i])
        for at in np.flatnonzero(offer.position >= 0).tolist():
            why = explain(Pair(wishes, places[offer.position[at]], TODAY), ruleset)
            assert reasons(alone, 0, at) == tuple((one.code, one.about) for one in why.blocks)
    assert got == wanted
