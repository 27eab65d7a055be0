"""A choice in the list becomes a proposal, and is taken back with it, in one act."""

from uuid import uuid4

import pytest

from houvast.database.context import acting
from houvast.employers.rules.states import WorkKind
from houvast.errors import Refused
from houvast.matching.actions.choices import Chosen
from houvast.matching.models import Choice
from houvast.matching.reads import work_page
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.points import RULESET
from houvast.placements.actions import decide, propose
from houvast.placements.models import Placement
from houvast.placements.reads import placement_page
from tests.cast import place_to_work, want
from tests.matching.made import wish

DISCUSS, BACK = ChoiceOutcome.DISCUSS, ChoiceOutcome.BACK


@pytest.fixture
def place(town):
    return place_to_work(town, "Eerste")


def told(by, track, place, outcome=DISCUSS, **more):
    work = work_page(by, track).work
    seal = work.seal(work.suggestion(place).place)
    chosen = Chosen(outcome, more.pop("shown", seal), **more)
    return decide(by=by, track_id=track, workplace_id=place, chosen=chosen)


def states(by):
    with acting(by):
        return list(Placement.objects.order_by("pk").values_list("state", flat=True))


def test_to_discuss_is_a_proposal_with_the_id_of_its_choice(anouk, track, place):
    placed = told(anouk, track, place)
    with acting(anouk):
        assert Choice.objects.get().pk == placed == Placement.objects.get().pk
    assert states(anouk) == ["proposed"]


def test_what_is_named_by_hand_keeps_what_fits_and_what_does_not(anouk, track, place):
    work = work_page(anouk, track).work
    why, placed = by_hand(anouk, track, place)
    assert placement_page(anouk, placed).has_reasons
    assert why.ruleset == RULESET.version
    shown = work.suggestion(place).why.record()
    assert {name: why.explanation[name] for name in shown} == shown
    assert why.inputs == work.seal(work.suggestion(place).place)


def by_hand(by, track, place, **more):
    placed = propose(by=by, track_id=track, workplace_id=place, **more)
    with acting(by):
        return Choice.objects.get(pk=placed), placed


def test_a_place_that_blocks_is_named_by_hand_with_what_blocks(town, anouk, track, place):
    wish(anouk, track, hours_least=38, hours_most=40)
    why, _placed = by_hand(anouk, track, place)
    assert why.verdict == "does_not_fit"
    assert "hours" in str(why.explanation["blocks"])


def test_what_the_young_person_refused_is_not_put_before_him_by_hand(anouk, track, place):
    wish(anouk, track, never_kinds=frozenset({WorkKind.REGULAR_JOB}))
    with pytest.raises(Refused, match="dit wil ik niet"):
        propose(by=anouk, track_id=track, workplace_id=place)
    assert states(anouk) == []


def test_a_place_that_is_gone_is_refused_beside_the_choice(anouk, track):
    with pytest.raises(Refused, match="is er niet meer") as no:
        propose(by=anouk, track_id=track, workplace_id=uuid4())
    assert no.value.field == "workplace"
    with acting(anouk):
        assert Choice.objects.count() == 0


def test_sent_twice_by_hand_is_one_choice_and_one_proposal(anouk, track, place):
    key = uuid4()
    for _ in range(2):
        assert by_hand(anouk, track, place, key=key)[1] == key
    assert states(anouk) == ["proposed"]


def test_what_was_chosen_by_hand_is_not_proposed_twice(anouk, track, place):
    by_hand = propose(by=anouk, track_id=track, workplace_id=place)
    assert told(anouk, track, place) == by_hand
    assert states(anouk) == ["proposed"]


def test_discussed_twice_leads_to_the_one_proposal(anouk, track, place):
    placed = told(anouk, track, place)
    assert told(anouk, track, place) == placed
    with acting(anouk):
        assert [one.pk for one in Choice.objects.all()] == [placed]


def test_back_takes_the_proposal_along_and_it_can_be_proposed_again(anouk, track, place, clock):
    told(anouk, track, place)
    clock.forward(hours=1)
    assert told(anouk, track, place, BACK) is None
    assert states(anouk) == ["not_started"]
    clock.forward(hours=1)
    told(anouk, track, place)
    assert sorted(states(anouk)) == ["not_started", "proposed"]


def test_not_now_ends_the_proposal_too(anouk, track, place):
    told(anouk, track, place)
    told(anouk, track, place, ChoiceOutcome.NOT_NOW, reason=NotNowReason.PAY)
    assert states(anouk) == ["not_started"]


def test_after_a_yes_it_is_ended_at_the_placement(anouk, track, place):
    placed = told(anouk, track, place)
    want(anouk, placed)
    with pytest.raises(Refused, match="al verder"):
        told(anouk, track, place, BACK)
    with acting(anouk):
        assert Choice.objects.count() == 1


def test_a_refused_choice_proposes_nothing(anouk, track, place):
    with pytest.raises(Refused, match="Kijk nog een keer"):
        told(anouk, track, place, shown="hmac-sha256:iets-anders")
    assert states(anouk) == []
