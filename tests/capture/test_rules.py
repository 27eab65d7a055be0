"""What a device sends is taken apart without trust, and labels never point to two people."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houvast.capture.rules import (
    LONGEST,
    MOST_ITEMS,
    MOST_PEOPLE,
    Called,
    CapturedContact,
    Item,
    Tally,
    Unusable,
    captured,
    labels,
    missing,
    package_of,
    told_at,
)
from houvast.capture.rules.places import LONGEST_NAME, MOST_PLACES, check_name
from houvast.errors import Refused
from houvast.tracks.rules.contacts import LONGEST_NOTE, WAYS
from houvast.tracks.rules.states import ContactOutcome
from houvast.web.forms.contacts import WAY_WORDS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ME, DEVICE, TRACK = (UUID(int=one) for one in (1, 2, 3))
ITEM = Item(UUID(int=4), ME, 5, "0123456789abcdef", "QQ==", "QQ==", "QQ==")
OUTSIDE = {
    "id": str(ITEM.id),
    "user": str(ME),
    "number": 5,
    "key_id": ITEM.key_id,
    "key": "QQ==",
    "iv": "QQ==",
    "data": "QQ==",
}
TOLD = {
    "v": 1,
    "device": str(DEVICE),
    "number": 5,
    "user": str(ME),
    "at": NOW.isoformat(),
    "kind": "contact",
    "track": str(TRACK),
    "how": "street",
    "outcome": "spoke",
    "ahead": "7",
    "agreed": True,
    "worried": False,
    "note": "",
}
COUNTED = {**TOLD, "kind": "tally", "count": 2, "spoke": True, "place": None}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


def inside(**changes):
    return captured(json.dumps({**TOLD, **changes}).encode(), ITEM, DEVICE, NOW)


def test_a_package_is_read_as_it_was_sent():
    body = json.dumps({"device": str(DEVICE), "items": [OUTSIDE]}).encode()
    assert package_of(body).items == (ITEM,)


@pytest.mark.parametrize(
    "items",
    [
        [],
        [OUTSIDE] * (MOST_ITEMS + 1),
        [{**OUTSIDE, "number": 0}],
        [{**OUTSIDE, "number": True}],
        [{**OUTSIDE, "number": "5"}],
        [{**OUTSIDE, "key_id": "../../etc/passwd"}],
        [{**OUTSIDE, "data": "A" * (LONGEST + 1)}],
        [{**OUTSIDE, "data": 7}],
        [{key: one for key, one in OUTSIDE.items() if key != "iv"}],
        "text",
        None,
    ],
)
def test_what_is_no_package_is_refused_as_a_whole(items):
    with pytest.raises(Refused):
        package_of(json.dumps({"device": str(DEVICE), "items": items}).encode())


@given(JSON)
def test_no_body_breaks_the_door(said):
    for body in (said, {"device": said, "items": [said]}, {"device": str(DEVICE), "items": [said]}):
        with pytest.raises(Refused):
            package_of(json.dumps(body).encode())
    with pytest.raises(Unusable):
        captured(json.dumps(said).encode(), ITEM, DEVICE, NOW)
    told_at(json.dumps(said).encode())


@given(st.sampled_from(sorted(TOLD)), JSON)
def test_a_contact_with_one_thing_wrong_is_unusable_or_a_contact(name, value):
    try:
        found = inside(**{name: value})
    except (Unusable, Refused):
        return
    assert isinstance(found, CapturedContact) and found.talk.at <= NOW


def test_a_contact_says_who_how_and_when_next():
    found = inside(how="phone", outcome="not_reached", ahead="3", note="Belt terug.")
    assert (found.track, found.later.days, found.later.agreed) == (TRACK, 3, True)
    assert found.talk.outcome is ContactOutcome.NOT_REACHED
    assert (found.talk.channel, found.talk.note) == (WAYS["phone"].channel, "Belt terug.")


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(minutes=1), timedelta(0)])
def test_a_clock_that_runs_ahead_never_dates_a_contact_in_the_future(ahead):
    assert inside(at=(NOW + ahead).isoformat()).talk.at == NOW
    assert told_at(json.dumps({"at": (NOW + ahead).isoformat()}).encode()) == NOW + ahead


@pytest.mark.parametrize(
    "changes",
    [{"user": str(uuid4())}, {"device": str(uuid4())}, {"number": 6}, {"v": 2}, {"kind": "other"}],
)
def test_what_was_sealed_says_the_same_maker_device_and_number(changes):
    with pytest.raises(Unusable):
        inside(**changes)


def test_a_note_that_is_too_long_is_read_so_that_its_maker_can_mend_it():
    assert len(inside(note="a" * (LONGEST_NOTE + 1)).talk.note) == LONGEST_NOTE + 1


@pytest.mark.parametrize(("count", "fits"), [(0, 0), (1, 1), (MOST_PEOPLE, 1), (100, 0), (True, 0)])
def test_a_tally_counts_people_and_names_nobody(count, fits):
    body = json.dumps({**COUNTED, "count": count, "note": "Jan", "track": str(TRACK)}).encode()
    if not fits:
        with pytest.raises(Unusable):
            captured(body, ITEM, DEVICE, NOW)
        return
    assert captured(body, ITEM, DEVICE, NOW) == Tally(NOW, count, spoke=True, place=None)


@given(st.sampled_from(["id", "user", "number", "key_id", "key", "iv", "data"]))
def test_each_part_of_an_item_is_in_its_receipt(name):
    other = {"id": uuid4(), "user": uuid4(), "number": 6}.get(name, "0" * 16)
    assert replace(ITEM, **{name: other}).receipt() != ITEM.receipt()
    assert len(ITEM.receipt()) == 64


@given(st.frozensets(st.integers(1, 60)))
def test_what_is_missing_lies_below_what_came(received):
    holes = missing(received)
    assert set(holes) == set(range(1, max(received, default=0))) - received
    assert missing(frozenset({10_000})) == tuple(range(1, 101))


NAMES = st.sampled_from(["Shanice", "shanice", "Milan", ""])
FAMILIES = st.sampled_from(["van Dijk", "Dijkstra", "Dekker", "de Jong", "", "van", "Jansen"])
PEOPLE = st.lists(st.tuples(NAMES, NAMES, FAMILIES), max_size=7)


@given(PEOPLE)
def test_a_label_points_to_one_person(people):
    called = tuple(Called(UUID(int=n), *one) for n, one in enumerate(people))
    found = labels(called)
    assert set(found) == {one.id for one in called}
    assert len({one.lower() for one in found.values()}) == len(people)


def test_a_label_tells_as_little_as_it_can():
    said = [("", "Shanice", "van Dijk"), ("", "Shanice", "Dekker"), ("Milo", "Milan", "de Jong")]
    called = tuple(Called(UUID(int=n), *one) for n, one in enumerate(said))
    assert list(labels(called).values()) == ["Shanice Di.", "Shanice De.", "Milo"]


def test_the_ways_of_a_device_are_those_of_the_form():
    assert set(WAYS) == set(WAY_WORDS)


@pytest.mark.parametrize(
    "name", ["", "  ", "a" * (LONGEST_NAME + 1), "Plein 12", "1234 AB", "52.3702, 4.8952", "Hal"]
)
def test_a_place_is_a_name_and_no_address(name):
    with pytest.raises(Refused) as why:
        check_name(name, ["hal"])
    assert why.value.field == "name"


def test_a_list_of_places_is_no_register():
    assert check_name("  Skatebaan   bij het kanaal ", ["hal"]) == "Skatebaan bij het kanaal"
    with pytest.raises(Refused):
        check_name("Skatebaan", [str(one) for one in range(MOST_PLACES)])
