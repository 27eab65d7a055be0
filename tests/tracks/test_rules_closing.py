"""Closing: all reasons why not at once, and a door that stays open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.errors import Refused
from houvast.tracks.rules.closing import (
    BIG_FIVE,
    FREE_TO_GO,
    NEVER_OVERRULED,
    ClosingFacts,
    OpenPoint,
    check_closing,
    check_come_back,
    why_not_closable,
)
from houvast.tracks.rules.domains import PART_OF, LifeDomain, ScanValue, in_order
from houvast.tracks.rules.promise import Terms
from houvast.tracks.rules.states import CloseReason

TODAY = date(2026, 11, 24)
LATER, EARLIER = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
TERMS = Terms()
KEPT_UNTIL = TODAY + timedelta(days=365)
FINE = ClosingFacts(
    reason=CloseReason.BASIS_IN_PLACE,
    in_order=frozenset(BIG_FIVE),
    aftercare_until=None,
    works_now=False,
    handover_running=False,
    informed=True,
    young_person_told=True,
    has_door=True,
)
HELD = tuple(one for one in CloseReason if one not in FREE_TO_GO)
FACTS = st.builds(
    ClosingFacts,
    reason=st.sampled_from(CloseReason),
    in_order=st.frozensets(st.sampled_from(BIG_FIVE)),
    aftercare_until=st.none() | st.sampled_from([EARLIER, TODAY, LATER]),
    works_now=st.booleans(),
    handover_running=st.booleans(),
    informed=st.booleans(),
    young_person_told=st.booleans(),
    has_door=st.booleans(),
    steps_open=st.booleans(),
)


def what_is_open(facts: ClosingFacts) -> set[OpenPoint]:
    """The same from the design, one sentence a point (product P11 to P13)."""
    always = {
        OpenPoint.HANDOVER_RUNNING: facts.handover_running,
        OpenPoint.NO_DOOR: not facts.has_door,
    }
    unless_free = {
        OpenPoint.STEPS_OPEN: facts.steps_open,
        OpenPoint.NOT_INFORMED: not facts.informed,
        OpenPoint.NOT_TOLD: not facts.young_person_told,
        OpenPoint.AFTERCARE: facts.aftercare_until == LATER,
        OpenPoint.WORK_RUNNING: facts.works_now and facts.aftercare_until is None,
    }
    stands = always if facts.reason in FREE_TO_GO else {**always, **unless_free}
    big_five = set() if facts.reason in FREE_TO_GO else set(BIG_FIVE) - facts.in_order
    return big_five | {point for point, open_ in stands.items() if open_}


@given(FACTS)
def test_all_reasons_are_told_at_once_and_none_too_many(facts):
    points = why_not_closable(facts, TODAY)
    assert set(points) == what_is_open(facts)
    assert len(points) == len(set(points))


@given(FACTS)
def test_the_reasons_come_in_the_order_of_the_screen(facts):
    order = [*BIG_FIVE, OpenPoint.STEPS_OPEN, OpenPoint.WORK_RUNNING, OpenPoint.AFTERCARE]
    order += [OpenPoint.NOT_INFORMED, OpenPoint.NOT_TOLD, OpenPoint.HANDOVER_RUNNING]
    order += [OpenPoint.NO_DOOR]
    points = why_not_closable(facts, TODAY)
    assert list(points) == sorted(points, key=order.index)
    assert set(order) == set(OpenPoint)


@pytest.mark.parametrize("reason", CloseReason)
def test_nothing_stands_in_the_way_when_all_is_fine(reason):
    assert why_not_closable(replace(FINE, reason=reason), TODAY) == ()


@pytest.mark.parametrize(
    ("change", "point"),
    [
        *(({"in_order": frozenset(BIG_FIVE) - {one}}, one) for one in BIG_FIVE),
        ({"aftercare_until": LATER}, OpenPoint.AFTERCARE),
        ({"aftercare_until": LATER, "works_now": True}, OpenPoint.AFTERCARE),
        ({"works_now": True}, OpenPoint.WORK_RUNNING),
        ({"handover_running": True}, OpenPoint.HANDOVER_RUNNING),
        ({"informed": False}, OpenPoint.NOT_INFORMED),
        ({"young_person_told": False}, OpenPoint.NOT_TOLD),
        ({"has_door": False}, OpenPoint.NO_DOOR),
    ],
)
def test_each_open_point_alone_is_enough_to_stay_open(change, point):
    for reason in HELD:
        assert why_not_closable(replace(FINE, reason=reason, **change), TODAY) == (point,)


@pytest.mark.parametrize("until", [TODAY, EARLIER])
def test_aftercare_that_is_over_holds_nobody_back(until):
    assert why_not_closable(replace(FINE, works_now=True, aftercare_until=until), TODAY) == ()


def test_who_is_free_to_go_is_who_stops_dies_or_never_belonged_here():
    assert set(FREE_TO_GO) == {
        CloseReason.YOUNG_PERSON_STOPPED,
        CloseReason.DECEASED,
        CloseReason.OPENED_BY_MISTAKE,
    }


@given(FACTS, st.sampled_from(FREE_TO_GO))
def test_nobody_is_held_against_his_will_but_the_door_stays(facts, reason):
    points = why_not_closable(replace(facts, reason=reason), TODAY)
    assert set(points) <= set(NEVER_OVERRULED)
    assert (OpenPoint.NO_DOOR in points) is not facts.has_door
    assert (OpenPoint.HANDOVER_RUNNING in points) is facts.handover_running


ANSWER = "De jongere wil het zo, en zijn moeder ook."
OVERRULED = tuple(one for one in OpenPoint if one not in NEVER_OVERRULED)


@given(st.lists(st.sampled_from(OVERRULED), unique=True))
def test_points_that_are_each_answered_in_words_do_not_stand_in_the_way(points):
    check_closing(tuple(points), dict.fromkeys(points, ANSWER))


@pytest.mark.parametrize("point", OVERRULED)
@pytest.mark.parametrize(
    ("answer", "words"),
    [("", "Dit staat nog open."), ("  ", "Dit staat nog open."), ("mag wel", "Geef de reden")],
)
def test_one_point_without_a_reason_of_its_own_keeps_the_track_open(point, answer, words):
    answers = {**dict.fromkeys(OVERRULED, ANSWER), point: answer}
    with pytest.raises(Refused) as no:
        check_closing(OVERRULED, answers)
    assert words in str(no.value)
    assert no.value.field == f"answer_{point.value}"


@pytest.mark.parametrize(
    ("point", "words", "field"),
    [
        (OpenPoint.NO_DOOR, "Kies wie de deur openhoudt", "door_contact"),
        (OpenPoint.HANDOVER_RUNNING, "Er loopt nog een overdracht.", None),
    ],
)
def test_no_reason_replaces_a_door_or_a_handover(point, words, field):
    with pytest.raises(Refused) as no:
        check_closing((point,), dict.fromkeys(OpenPoint, ANSWER))
    assert words in str(no.value)
    assert no.value.field == field


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "Kies een dag na vandaag"),
        (EARLIER, "Kies een dag na vandaag"),
        (KEPT_UNTIL, "Op die dag is het dossier al vernietigd."),
        (date.max, "Op die dag is het dossier al vernietigd."),
    ],
)
def test_a_day_to_ring_again_lies_ahead_and_before_the_file_is_gone(on, words):
    with pytest.raises(Refused) as no:
        check_come_back(on, TODAY, TERMS, KEPT_UNTIL)
    assert words in str(no.value)
    assert no.value.field == "come_back_on"


@given(st.integers(-400, 800), st.integers(2, 400))
def test_any_day_between_is_a_day_to_ring_again(ahead, kept):
    on, until = TODAY + timedelta(days=ahead), TODAY + timedelta(days=kept)
    if TODAY < on < until:
        assert check_come_back(on, TODAY, TERMS, until) == on
    else:
        with pytest.raises(Refused):
            check_come_back(on, TODAY, TERMS, until)


def test_without_a_day_it_is_that_of_the_programme():
    assert check_come_back(None, TODAY, TERMS, KEPT_UNTIL) == date(2027, 2, 22)
    with pytest.raises(Refused):
        check_come_back(None, TODAY, TERMS, TODAY + timedelta(days=90))


ALL_WELL = dict.fromkeys(LifeDomain, ScanValue.IN_ORDER)
SCANS = st.dictionaries(st.sampled_from(LifeDomain), st.sampled_from(ScanValue))


def test_with_every_domain_in_order_so_are_the_big_five():
    assert in_order(ALL_WELL) == frozenset(BIG_FIVE)
    assert in_order({}) == frozenset()


@given(SCANS)
def test_a_point_is_in_order_when_each_of_its_domains_is(scan):
    done = in_order(scan)
    for point in BIG_FIVE:
        parts = [domain for domain, part in PART_OF.items() if part is point]
        assert parts
        assert (point in done) is all(scan.get(one) is ScanValue.IN_ORDER for one in parts)


@pytest.mark.parametrize("value", [one for one in ScanValue if one is not ScanValue.IN_ORDER])
@pytest.mark.parametrize("domain", LifeDomain)
def test_one_domain_that_is_not_in_order_opens_its_own_point_only(domain, value):
    opened = frozenset(BIG_FIVE) - in_order({**ALL_WELL, domain: value})
    assert opened == ({PART_OF[domain]} if domain in PART_OF else set())


def test_growing_up_belongs_to_all_five_and_closes_none():
    assert set(LifeDomain) - set(PART_OF) == {LifeDomain.ADULTHOOD}
