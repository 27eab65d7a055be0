"""Senders with the same items at the same moment, with real commits."""

import pytest

from houvast.capture.actions.intake import receive
from houvast.capture.models import SealedItem
from houvast.capture.reads.standing import public_key
from houvast.capture.rules import ItemState
from houvast.database.context import acting
from houvast.tracks.models import Contact, NextMoment
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
