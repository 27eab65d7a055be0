"""What if: what one thing more would win, counted as the lists count, and nothing of it kept."""

from dataclasses import replace

from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.employers.rules.states import Answer, ConditionCode, OfferCode
from houvast.matching.models import Choice, WorkWishes
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.columns import Offered, pack
from houvast.matching.rules.explain import explain
from houvast.matching.rules.points import RULESET
from houvast.matching.rules.question import Question
from houvast.matching.rules.sides import Pair, Wishes
from houvast.matching.rules.views import ALL, Filter, Times, Within
from houvast.matching.rules.what_if import Supposed, gains, supposing
from tests.cast import place_to_work, sign_in
from tests.matching.made import wish
from tests.matching.sides import PLACES, TODAY, WISHES

MANY = st.lists(PLACES, max_size=8, unique_by=lambda one: one.id)
CHOSEN = st.frozensets(st.sampled_from(Supposed), max_size=3)
ONLY = st.builds(
    Filter,
    st.none(),
    st.none() | st.sampled_from(Within),
    st.none() | st.sampled_from(Times),
)


def fits(wishes, places) -> int:
    return sum(not explain(Pair(wishes, one, TODAY), RULESET).blocks for one in places)


def asked(wishes, places) -> Question:
    return Question(wishes, pack([Offered(one) for one in places]), TODAY, RULESET)


@settings(max_examples=60)
@given(WISHES, MANY, CHOSEN)
def test_what_is_won_is_what_the_rules_give_one_by_one(wishes, places, chosen):
    found = gains(asked(wishes, places), chosen)
    for one in Supposed:
        without = fits(supposing(wishes, chosen - {one}), places)
        with_it = fits(supposing(wishes, chosen | {one}), places)
        assert with_it >= without
        assert found.get(one, 0) == with_it - without


@given(WISHES, PLACES, CHOSEN)
def test_supposing_more_never_takes_a_workplace_away(wishes, place, chosen):
    before = explain(Pair(wishes, place, TODAY), RULESET).blocks
    after = explain(Pair(supposing(wishes, chosen), place, TODAY), RULESET).blocks
    assert {one.code for one in after} <= {one.code for one in before}


def test_only_what_can_be_arranged_is_supposed():
    said = Wishes(
        facts={ConditionCode.LICENCE_B: Answer.NO, ConditionCode.LIFTING: Answer.NO},
        needs=frozenset({OfferCode.COMPANION_ON_SITE, OfferCode.STEP_FREE}),
        modes=frozenset({TravelMode.WALK}),
        hours_most=38,
    )
    then = supposing(said, Supposed)
    assert then.facts == {ConditionCode.LICENCE_B: Answer.YES, ConditionCode.LIFTING: Answer.NO}
    assert then.needs == {OfferCode.STEP_FREE}
    assert (then.hours_most, then.minutes) == (40, 60)
    assert {TravelMode.BICYCLE, TravelMode.WALK} <= then.modes
    assert (then.never_kinds, then.birth_date) == (said.never_kinds, said.birth_date)


@given(WISHES, MANY, ONLY)
def test_a_filter_leaves_nothing_out_that_is_not_known(wishes, places, only):
    question = asked(wishes, [replace(one, pc4="", day_parts=None) for one in places])
    assert ALL.keeps(question).all() and only.keeps(question).all()


def test_a_look_with_what_if_keeps_nothing_and_decides_nothing(client, town, track):
    place_to_work(town, "Eerste")
    visitor = sign_in(client, town["anouk"])
    wish(town["anouk"], track, sectors=frozenset(), facts={ConditionCode.LICENCE_B: Answer.NO})
    kept = (WorkWishes.objects.count(), Choice.objects.count())
    address = reverse("places_for", args=[track])
    plain = visitor.get(address).content.decode()
    assert 'name="outcome" value="discuss"' in plain
    for query in ("als=licence_b", "als=bicycle&als=evenings&als=nonsense", "soort=x&reis=15"):
        answer = visitor.get(f"{address}?{query}")
        assert answer.status_code == 200
    shown = visitor.get(f"{address}?als=licence_b&als=evenings").content.decode()
    assert 'name="outcome"' not in shown and "Dit is niet bewaard." in shown
    assert (WorkWishes.objects.count(), Choice.objects.count()) == kept
