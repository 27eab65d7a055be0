"""What is too small to show is not shown, and a total does not give it away (D-04, D-06, D-08)."""

from hypothesis import example, given
from hypothesis import strategies as st

from houvast.meetings.rules.figures import LEAST, LEAST_TO_SPLIT, SharedPart, group, shown

NUMBERS = st.integers(0, 400)
PARTS = st.fixed_dictionaries(dict.fromkeys(SharedPart, NUMBERS | st.integers(0, LEAST)))


@given(NUMBERS)
@example(1)
@example(9)
@example(10)
def test_a_few_is_never_a_number(number):
    seen = shown(number)
    assert (seen is None) == (0 < number < LEAST)
    if seen is not None:
        assert seen % 5 == 0 and abs(seen - number) <= 2


@given(NUMBERS, PARTS)
def test_a_group_is_split_only_when_each_part_can_stand_alone(held, parts):
    seen = group(held, parts)
    small = any(0 < one < LEAST for one in parts.values())
    assert (seen.parts is not None) == (held >= LEAST_TO_SPLIT and not small)
    assert (seen.total is None) == (held < LEAST or 0 < sum(parts.values()) < LEAST)
    for number in (seen.total, *(seen.parts or {}).values()):
        assert number is None or number == 0 or number >= LEAST


@given(st.integers(LEAST, 400), PARTS, st.sampled_from(SharedPart))
def test_one_young_person_more_or_less_never_shows_as_one(held, parts, part):
    """Two looks beside each other: a number moves by five or not at all."""
    before, after = (group(held, parts | {part: parts[part] + one}).total for one in (0, 1))
    if before is not None and after is not None:
        assert after - before in (0, 5)
