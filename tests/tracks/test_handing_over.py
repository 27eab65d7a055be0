"""Somebody leaves for good: everything in one table, asked in one act, and nothing is forgotten."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.actions.handing_over import hand_over_all
from houvast.tracks.actions.handovers import accept_handover
from houvast.tracks.actions.leaving import deactivate
from houvast.tracks.models import Handover
from houvast.tracks.reads.handing_over import handing_over, left_with
from houvast.tracks.rules.states import HandoverReason
from tests.away import leave_of
from tests.cast import Who, at_commit, live, open_track, sign_in

RARE = [HealthCheck.function_scoped_fixture]
WHY = HandoverReason.COACH_LEAVES


@pytest.fixture
def two(town, track):
    return sorted([track, open_track(town, Who("Noa"))])


def ask(town, by, to):
    return hand_over_all(by=town[by], from_user=town["anouk"].user_id, to=to, reason=WHY)


def test_all_are_asked_in_one_act_and_the_page_shows_how_far_it_is(town, two):
    bilal, wim = town["bilal"].user_id, town["wim"].user_id
    assert len(handing_over(town["rachid"], town["anouk"].user_id).to_ask) == 2
    assert ask(town, "rachid", dict(zip(two, (bilal, wim), strict=True))) == 2
    page = handing_over(town["anouk"], town["anouk"].user_id)
    assert {one.to for one in page.waiting} == {"Bilal", "Wim"} and page.to_ask == ()
    with acting(town["bilal"]):
        handover = Handover.objects.get().pk
    accept_handover(by=town["bilal"], handover_id=handover)
    page = handing_over(town["rachid"], town["anouk"].user_id)
    assert [one.to for one in page.given] == ["Bilal"] and page.left.leads == 1


def test_one_refusal_asks_nobody_and_says_at_which_track(town, two):
    to = {two[0]: town["bilal"].user_id, two[1]: town["anouk"].user_id}
    with pytest.raises(Refused) as refused:
        ask(town, "rachid", to)
    assert refused.value.field == f"to_{two[1]}"
    assert handing_over(town["rachid"], town["anouk"].user_id).waiting == ()


def test_asking_nobody_is_refused(town, two):
    with pytest.raises(Refused, match="minstens één"):
        ask(town, "rachid", {})


def test_an_old_page_hears_that_everybody_was_asked_already(town, two, client):
    url = reverse("hand_over_all", args=[town["anouk"].user_id])
    sign_in(client, town["rachid"])
    fill = {"everyone": str(town["bilal"].user_id), "reason": WHY.value}
    assert client.post(url, fill).status_code == 302
    late = client.post(url, fill)
    assert late.status_code == 422 and "Voor iedereen is al een coach" in late.content.decode()


def test_who_may_ask_and_who_may_look(town, elsewhere, two):
    mine = town["anouk"].user_id
    for name, may in (("anouk", True), ("rachid", True), ("lotte", False)):
        assert handing_over(town[name], mine).may_ask is may, name
    assert handing_over(town["hugo"], mine).lines == ()
    for name in ("bilal", "tess", "petra", "sam"):
        with pytest.raises(NotAllowed):
            handing_over(town[name], mine)
    with pytest.raises(NotFound):
        handing_over(town["rachid"], elsewhere["carmen"].user_id)
    for name in ("lotte", "bilal", "tess"):
        with pytest.raises((NotAllowed, NotFound)):
            ask(town, name, {two[0]: town["wim"].user_id})


def test_an_account_closes_when_nothing_is_left(town, two):
    anouk = town["anouk"].user_id
    ask(town, "rachid", dict.fromkeys(two, town["bilal"].user_id))
    with acting(town["bilal"]):
        asked = list(Handover.objects.values_list("pk", flat=True))
    for one in asked:
        with pytest.raises(Refused, match="nog"):
            deactivate(by=town.admin, user_id=anouk)
        accept_handover(by=town["bilal"], handover_id=one)
    with acting(town.admin):
        assert left_with(anouk).nothing
    deactivate(by=town.admin, user_id=anouk)
    at_commit()


def test_who_stands_in_is_replaced_before_the_account_closes(town):
    leave_of(town, town["anouk"], town["bilal"])
    with pytest.raises(Refused, match="vervangt nog 1 keer"):
        deactivate(by=town.admin, user_id=town["bilal"].user_id)


def test_numbers_only_for_who_may_know_them(town):
    live(town, "Meeuw")
    for name in ("bilal", "tess", "sam"):
        with acting(town[name]), pytest.raises(NotFound):
            left_with(town["anouk"].user_id)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(("anouk", "bilal", "wim", "sam")), min_size=2, max_size=2))
def test_any_choice_asks_all_or_nobody(town, two, names):
    from django.db import transaction

    with transaction.atomic():
        to = {track: town[name].user_id for track, name in zip(two, names, strict=True)}
        try:
            assert ask(town, "rachid", to) == 2
            said = 2
        except Refused:
            said = 0
        assert said == (2 if set(names) <= {"bilal", "wim"} else 0)
        assert len(handing_over(town["rachid"], town["anouk"].user_id).waiting) == said
        transaction.set_rollback(True)
