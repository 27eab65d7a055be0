"""Each item once, in any order, whatever came before; what a rule refuses is kept for its maker."""

import random
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from houvast.accounts.models import Team
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.capture.actions import intake
from houvast.capture.actions.intake import receive
from houvast.capture.actions.places import add_place, allow_labels, end_place
from houvast.capture.models import Device, EncounterTally, OutreachPlace, SealedItem
from houvast.capture.reads.places import labels_page, places_page
from houvast.capture.reads.standing import missing_of, names, public_key
from houvast.capture.rules import ItemState, Why
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Contact, NextMoment, Rung
from houvast.tracks.reads import promise_check
from tests.capture.phone import a_phone, give_key
from tests.cast import Who, ahead, at_commit, open_track, talk

NEW, KNOWN, REFUSED, OTHER = (
    ItemState.NEW,
    ItemState.KNOWN,
    ItemState.REFUSED,
    ItemState.OTHER_USER,
)
DAY = timedelta(days=1)


def send(town, phone, *items, by="anouk"):
    return [one.state for one in receive(by=town[by], package=phone.sends(*items))]


def ago(**passed):
    return (timezone.now() - timedelta(**passed)).isoformat()


def contacts(town, track):
    return file_page(town["anouk"], track).file.contacts


def planned(town, track):
    with acting(town["anouk"]):
        rows = NextMoment.objects.filter(track=track).order_by("planned_at", "due")
        return [(one.state, (one.due - timezone.localdate()).days) for one in rows]


def test_a_contact_without_a_network_comes_in_once_at_its_own_time(town, track, phone):
    item = phone.talked(town["anouk"], track, at=ago(hours=5), note="Wil werken.", ahead="3")
    (answer,) = receive(by=town["anouk"], package=phone.sends(item))
    assert (answer.state, answer.receipt) == (NEW, item.receipt())
    assert send(town, phone, item, item) == [KNOWN, KNOWN]
    at_commit()
    (contact,) = contacts(town, track)
    assert (contact.note, contact.is_real) == ("Wil werken.", True)
    with acting(town["anouk"]) as at:
        kept, one = SealedItem.objects.get(), Contact.objects.get()
        assert at.now - one.at > timedelta(hours=4) and one.recorded_at == at.now
        assert (kept.told_at, one.pk) == (one.at, item.id)
        assert (kept.content, kept.sealed_key, kept.nonce) == ("", "", "")
    assert promise_check()["violations"] == 0


def test_in_any_order_and_again_it_ends_the_same(town, track, phone):
    told = [
        phone.talked(town["anouk"], track, at=ago(days=days), ahead=str(next_in), note=f"{days}")
        for days, next_in in ((4, 14), (3, 7), (2, 3), (1, 14), (0, 7))
    ]
    for turn in range(3):
        random.Random(turn).shuffle(told)
        send(town, phone, *told)
    at_commit()
    assert {one.note for one in contacts(town, track)} == {"0", "1", "2", "3", "4"}
    assert [one for one in planned(town, track) if one[0] == "planned"] == [("planned", 7)]


def test_what_the_database_holds_off_stays_on_the_phone_and_the_others_do_not_wait(
    town, track, phone, monkeypatch
):
    """What may never be is held off at the commit, whatever rule forgot it: no 500, and no loss."""
    items = [phone.talked(town["anouk"], track, at=ago(minutes=9 - at)) for at in range(3)]
    write = intake.write

    def held_off(by, item, what, once=None):
        write(by, item, what, once)
        if item.id == items[1].id:
            raise IntegrityError

    with monkeypatch.context() as patch:
        patch.setattr(intake, "write", held_off)
        answers = receive(by=town["anouk"], package=phone.sends(*items))
        assert [one.state for one in answers] == [NEW, ItemState.LATER, NEW]
        assert answers[1].receipt is None and len(contacts(town, track)) == 2
    assert send(town, phone, *items) == [KNOWN, NEW, KNOWN]
    assert len(contacts(town, track)) == 3


def test_one_that_fails_holds_up_nothing(town, track, phone):
    anouk = town["anouk"]
    whose = open_track(town, Who("Milan"), coach="bilal")
    items = [
        phone.talked(anouk, track, at=ago(minutes=9)),
        phone.talked(anouk, whose),
        phone.seals(anouk, raw=b"no json"),
        replace(phone.talked(anouk, track), data="QUJD"),
        phone.talked(anouk, track, note="a" * 4001),
        phone.talked(town["bilal"], track),
        replace(phone.counted(anouk), key_id="0" * 16),
        phone.counted(anouk),
    ]
    answers = receive(by=anouk, package=phone.sends(*items))
    assert [one.state for one in answers] == [
        *(NEW, REFUSED, REFUSED, REFUSED, REFUSED, OTHER, REFUSED, NEW)
    ]
    assert [one.why for one in answers] == [
        *(None, Why.NOT_YOURS, Why.UNREADABLE, Why.UNREADABLE, Why.RULE),
        *(None, Why.UNKNOWN_KEY, None),
    ]
    with acting(anouk):
        kept = {one.pk: one.content for one in SealedItem.objects.filter(state="refused")}
        assert Contact.objects.count() == EncounterTally.objects.count() == 1
    assert kept == {one.id: one.data for one in (items[1], items[4])}
    received = [one for one in items if one in (items[0], items[1], items[4], items[7])]
    assert [one.id for one in answers if one.receipt] == [one.id for one in received]


def test_the_same_number_with_another_content_is_refused(town, track, phone):
    item = phone.talked(town["anouk"], track)
    other = phone.talked(town["anouk"], track, id=item.id)
    assert send(town, phone, item) == [NEW]
    (answer,) = receive(by=town["anouk"], package=phone.sends(other))
    assert (answer.state, answer.why, answer.receipt) == (REFUSED, Why.OTHER_CONTENT, None)


def test_nobody_sends_for_somebody_else(town, track, phone):
    """Not under one's own name, and not under a name that was changed on the outside."""
    letter = phone.talked(town["anouk"], track)
    assert send(town, phone, letter, by="bilal") == [OTHER]
    forged = replace(letter, user=town["bilal"].user_id)
    assert send(town, phone, forged, by="bilal") == [REFUSED]
    assert send(town, phone, letter) == [NEW]
    with acting(town["anouk"]):
        assert Contact.objects.get().made_by_id == town["anouk"].user_id


def test_who_does_not_coach_sends_nothing(town, track, phone):
    rachid = town["rachid"]
    with pytest.raises(NotAllowed):
        receive(by=rachid, package=phone.sends(phone.counted(rachid)))


def test_what_was_planned_afterwards_stands(town, track, phone):
    letter = phone.talked(town["anouk"], track, at=ago(days=3), ahead="7")
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(20))
    send(town, phone, letter)
    at_commit()
    assert ("planned", 20) in planned(town, track) and ("moved", 4) in planned(town, track)


def test_a_contact_that_was_noted_meanwhile_and_is_later_stands(town, track, phone):
    letter = phone.talked(town["anouk"], track, at=ago(days=9), ahead="3")
    log_contact(by=town["anouk"], track_id=track, talk=talk(), ahead=ahead(5))
    send(town, phone, letter)
    at_commit()
    found = planned(town, track)
    assert ("planned", 5) in found and ("missed", -6) in found


def test_what_the_ladder_asked_meanwhile_is_answered_and_not_rewritten(town, track, phone, clock):
    """It was due, nobody said how it went, and the ladder asked; the contact was there in time."""
    start = timezone.now()
    clock.set(start + 12 * DAY)
    told = (start + 7 * DAY).isoformat()
    letter = phone.talked(town["anouk"], track, at=told, ahead="1", note="Op tijd.")
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    with acting(town["anouk"]):
        asked = [(one.pk, one.raised_at) for one in Rung.objects.filter(track=track)]
    assert asked
    assert send(town, phone, letter) == [NEW]
    at_commit()
    with acting(town["anouk"]):
        after = Rung.objects.filter(track=track, pk__in=[one for one, _at in asked])
        assert {(one.pk, one.raised_at) for one in after} == set(asked)
        assert "raised" not in {one.state for one in after.filter(cause="moment")}
    states = [state for state, _due in planned(town, track)]
    assert states.count("planned") == 1 and "missed" in states
    assert promise_check()["violations"] == 0


def test_counts_go_to_the_list_of_their_maker_without_a_name(town, phone):
    anouk = town["anouk"]
    place = add_place(by=anouk, name="Winkelhof")
    beyond = uuid4()
    send(town, phone, phone.counted(anouk, place=str(place), count=4))
    send(town, phone, phone.counted(anouk, place=str(beyond), spoke=False))
    page = places_page(anouk)
    assert {(one.count, one.spoke, one.place) for one in page.counted} == {
        (4, True, "Winkelhof"),
        (3, False, ""),
    }
    assert places_page(town["bilal"]).counted == ()


def test_a_team_keeps_its_list_of_places(town):
    anouk, bilal = town["anouk"], town["bilal"]
    place = add_place(by=anouk, name="Winkelhof")
    with pytest.raises(Refused):
        add_place(by=bilal, name="winkelhof")
    assert [one.name for one in places_page(bilal).places] == ["Winkelhof"]
    end_place(by=bilal, place_id=place)
    with pytest.raises(NotFound):
        end_place(by=bilal, place_id=place)
    assert add_place(by=anouk, name="Winkelhof") != place


def test_names_go_to_a_device_when_the_programme_manager_says_so(town, track, phone, trail, clock):
    anouk = town["anouk"]
    assert names(anouk, None).people == ()
    allow_labels(by=town["petra"], allowed=True)
    (one,) = names(anouk, phone.id).people
    assert (one.track_id, one.name, one.how) == (track, "Ilias", "street")
    assert trail[-1] == "capture.names_given"
    assert names(town["bilal"], None).people == ()
    clock.forward(hours=1)  # in one transaction it is one moment
    allow_labels(by=town["petra"], allowed=False)
    assert names(anouk, None).people == () and not labels_page(town["petra"]).allowed
    for who in ("anouk", "rachid"):
        with pytest.raises(NotAllowed):
            allow_labels(by=town[who], allowed=True)


def test_numbers_that_were_not_received_are_told_to_who_uses_the_device(town, track, phone):
    first, _lost, third = (phone.counted(town["anouk"]) for _turn in range(3))
    assert missing_of(town["anouk"], phone.id) == ()
    send(town, phone, first, third)
    assert missing_of(town["anouk"], phone.id) == names(town["anouk"], phone.id).missing == (2,)
    assert missing_of(town["bilal"], phone.id) == ()


def test_an_old_key_opens_what_was_sealed_before_it_was_replaced(town, track, folder, phone):
    before = phone.talked(town["anouk"], track, at=ago(days=2))
    give_key(folder, town["anouk"].municipality_id, 2)
    newer = a_phone(town["anouk"])
    assert newer.key_id != phone.key_id
    assert send(town, newer, newer.talked(town["anouk"], track)) == [NEW]
    assert send(town, phone, before) == [NEW]


def test_without_keys_there_is_nothing_to_seal_with(town, monkeypatch):
    monkeypatch.setenv("HOUVAST_KEYS", "")
    assert public_key(town["anouk"]) is None


ROWS = (
    (Device, {"device": uuid4(), "seen_at": None}),
    (SealedItem, {"number": 9}),
    (EncounterTally, {"count": 9}),
    (OutreachPlace, {"name": "Elders"}),
)


@pytest.mark.parametrize(("table", "other"), ROWS, ids=lambda one: getattr(one, "__name__", ""))
def test_what_was_sent_is_of_its_maker_alone_and_stays(town, track, phone, table, other):
    anouk = town["anouk"]
    place = add_place(by=anouk, name="Winkelhof")
    send(town, phone, phone.counted(anouk, place=str(place)), phone.talked(anouk, track))
    with acting(anouk):
        assert table.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            if not table.objects.update(**{k: v for k, v in other.items() if v}):
                raise DatabaseError("no policy lets it change")
    shared = table is OutreachPlace
    with acting(town["bilal"]):
        assert table.objects.exists() == shared
    for who in ("hugo", "wim") if table is Device else ("hugo", "rachid", "wim"):
        with acting(town[who]):
            assert not table.objects.exists()
    with acting(replace(anouk, purpose=Purpose.INTAKE)):
        assert not table.objects.exists()


def test_a_count_is_made_by_oneself_in_the_own_team_at_a_place_of_that_team(town, phone):
    anouk = town["anouk"]
    send(town, phone, phone.counted(anouk))
    with acting(anouk):
        row = EncounterTally.objects.values().get()
        other = Team.objects.exclude(pk=row["team_id"]).first()
    for change in ({"made_by_id": town["bilal"].user_id}, {"team_id": other.pk}):
        with acting(anouk), pytest.raises(DatabaseError), transaction.atomic():
            EncounterTally.objects.create(**{**row, **change, "id": uuid4()})


def test_a_package_goes_in_as_a_whole_when_nothing_of_it_is_refused(town, track, phone, trail):
    """Each item has its entry all the same; with a no in it each item hears for itself, once."""
    anouk = town["anouk"]
    send(town, phone, phone.talked(anouk, track), phone.counted(anouk), phone.talked(anouk, track))
    assert trail.count("capture.package_received") == 1
    assert trail.count("capture.item_received") == 3
    with acting(anouk):
        assert (
            Contact.objects.count() == 2 and len({*Contact.objects.values_list("recorded_at")}) == 1
        )
    no = phone.talked(anouk, track, note="a" * 4001)
    assert send(town, phone, phone.talked(anouk, track), no) == [NEW, REFUSED]
    assert trail.count("capture.package_received") == 1
    assert trail.count("capture.item_refused") == 1


def test_what_the_database_refuses_of_a_package_holds_up_nothing_of_it(
    town, track, phone, monkeypatch
):
    """A fault in the whole: then one by one, and what comes before a fault of its own stays."""
    broken = phone.counted(town["anouk"])
    real = intake.count_people

    def breaks(*, by, tally, key):
        if key == broken.id:
            raise DatabaseError("broken")
        real(by=by, tally=tally, key=key)

    monkeypatch.setattr(intake, "count_people", breaks)
    package = phone.sends(phone.talked(town["anouk"], track), phone.counted(town["anouk"]), broken)
    with pytest.raises(DatabaseError, match="broken"):
        receive(by=town["anouk"], package=package)
    with acting(town["anouk"]):
        assert Contact.objects.count() == EncounterTally.objects.count() == 1
