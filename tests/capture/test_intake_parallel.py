"""Senders with the same items at the same moment, with real commits."""

import pytest

from houvast.capture.actions.devices import lose, register
from houvast.capture.actions.intake import receive
from houvast.capture.actions.quarantine import hold, let_in, take_in_let_in
from houvast.capture.models import Device, HeldLetter, SealedItem
from houvast.capture.reads.devices import device_page
from houvast.capture.reads.standing import public_key
from houvast.capture.rules import ItemState
from houvast.database.context import acting
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.models import Contact, NextMoment
from houvast.tracks.rules.states import HandoverReason
from tests.capture.phone import Phone, give_key
from tests.cast import open_track
from tests.test_parallel import at_once, place, promise_is_kept, refusals  # noqa: F401

pytestmark = pytest.mark.commits
NEW, KNOWN = ItemState.NEW, ItemState.KNOWN


@pytest.fixture
def phone(place, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("HOUVAST_KEYS", str(tmp_path))
    give_key(tmp_path, place["anouk"].municipality_id)
    key = public_key(place["anouk"])
    return Phone(key.id, key.public)


def test_the_same_items_from_four_tabs_are_stored_once(place, phone):  # noqa: F811
    anouk, track = place["anouk"], open_track(place)
    items = [phone.talked(anouk, track) for _turn in range(3)]
    packages = [phone.sends(*items), phone.sends(*items[::-1])] * 2
    said = at_once(*[lambda one=one: receive(by=anouk, package=one) for one in packages])
    assert refusals(said) == []
    states = [one.state for found in said for one in found]
    assert (states.count(NEW), states.count(KNOWN)) == (3, 9)
    with acting(anouk):
        assert Contact.objects.count() == SealedItem.objects.count() == 3
        assert NextMoment.objects.filter(track=track, state="planned").count() == 1
    assert promise_is_kept()


@pytest.mark.parametrize("_round", range(4))
def test_who_hands_over_at_the_same_moment_loses_nothing_and_no_promise(place, phone, _round):  # noqa: F811
    """Whoever is first: it stands in the file, and the moment is kept by the coach of now."""
    anouk, bilal, track = place["anouk"], place["bilal"], open_track(place)
    who = {"from_user": anouk.user_id, "to_user": bilal.user_id}
    asked = offer_handover(by=anouk, track_id=track, reason=HandoverReason.NO_CLICK, **who)
    items = [phone.talked(anouk, track, note=f"{turn}") for turn in range(4)]
    said = at_once(
        lambda: receive(by=anouk, package=phone.sends(*items)),
        lambda: accept_handover(by=bilal, handover_id=asked),
    )
    assert refusals(said) == []
    assert [one.state for one in said[0]] == [NEW] * 4
    with acting(bilal):
        assert Contact.objects.filter(made_by=anouk.user_id).count() == 4
        (planned,) = NextMoment.objects.filter(track=track, state="planned")
        assert planned.held_by_id == bilal.user_id
    assert promise_is_kept()


def test_what_a_lost_phone_sends_from_three_places_is_held_and_let_in_once(place, phone):  # noqa: F811
    anouk, track = place["anouk"], open_track(place)
    register(by=anouk, device=phone.id, secret="0a" * 32)
    with acting(anouk):
        known = Device.objects.get().pk
    package = phone.sends(phone.talked(anouk, track))
    lose(by=place["lotte"], device_id=known)
    one = lambda: hold(device=phone.id, secret="0a" * 32, package=package)  # noqa: E731
    held = at_once(one, one, one)
    assert {said[0].state for said in held} == {ItemState.HELD}
    assert device_page(place["lotte"], known).device.held.waiting == 1
    let_in(by=place["lotte"], device_id=known)
    at_once(*[lambda: take_in_let_in(by=anouk, device_id=known)] * 3)
    with acting(anouk):
        assert Contact.objects.count() == SealedItem.objects.count() == 1
        assert [one.state for one in HeldLetter.objects.all()] == ["taken"]
    assert promise_is_kept()
