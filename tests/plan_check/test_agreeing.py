"""Krippendorff's alpha gives what was published, and keeps to what it is by definition."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.plans.rules.agreeing import agreement, alpha, to_rewrite

FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
LETTERS = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
BITS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")


def units(readers):
    """Readers in rows, as they were published, as units; a dot is a reader who did not look."""
    rows = [one.split() for one in readers]
    return [tuple(None if one == "." else one for one in unit) for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(("readers", "published"), [(BITS, 0.095), (LETTERS, 0.692), (FOUR, 0.743)])
def test_it_is_what_krippendorff_published(readers, published):  # Computing alpha, 2011: A, B and C
    found = alpha(units(readers))
    assert found is not None and round(found, 3) == published


SAID = st.lists(st.lists(st.sampled_from([None, "yes", "no", "?"]), max_size=4), max_size=9)


def by_definition(some):
    """One minus observed over expected disagreement, with pairs counted one by one."""
    said = [[one for one in unit if one is not None] for unit in some]
    said = [unit for unit in said if len(unit) > 1]
    every = [one for unit in said for one in unit]
    expected = sum(a != b for a, b in permutations(every, 2))
    if not expected:
        return None
    seen = sum(
        Fraction(sum(a != b for a, b in permutations(unit, 2)), len(unit) - 1) for unit in said
    )
    n = len(every)
    return 1 - (seen / n) / Fraction(expected, n * (n - 1))


@given(SAID)
def test_it_is_observed_over_expected_disagreement(some):
    found, right = alpha(some), by_definition(some)
    assert (found is None) == (right is None)
    assert found is None or found == pytest.approx(float(right))
    assert found is None or found <= 1 + 1e-12


@given(SAID, st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_names_nor_who_did_not_look_matter(some, dice):
    mixed = [dice.sample(unit, len(unit)) for unit in dice.sample(some, len(some))]
    named = [[one and one[::-1] for one in unit] for unit in mixed]
    more = [*named, [None, None], ["yes", None], []]
    found = alpha(more)
    assert found == (None if alpha(some) is None else pytest.approx(alpha(some)))


def test_all_alike_is_one_and_one_word_only_tells_nothing():
    assert alpha([("yes", "yes"), ("no", "no")]) == 1
    assert alpha([("yes", "yes"), ("yes", "yes")]) is None
    assert alpha([]) is None


def test_limits_are_drawn_over_municipalities_and_are_the_same_each_time():
    some = {f"Dorp {at}": [("yes", "yes" if at % 3 else "no"), ("no", "no")] for at in range(9)}
    told = agreement(some)
    assert told == agreement(dict(reversed(some.items()))) and told["n"] == 18
    assert told["low"] <= told["value"] <= told["high"] <= 1
    one = agreement({"Dorp": some["Dorp 0"]})
    assert (one["low"], one["high"]) == (None, None)


def test_a_question_that_people_read_in_two_ways_is_to_be_rewritten():
    assert to_rewrite({"P04": {"value": 0.59}, "P01": {"value": -0.2}, "P02": {"value": 0.6},
                       "P03": {"value": None}}) == ["P01", "P04"]  # fmt: skip
