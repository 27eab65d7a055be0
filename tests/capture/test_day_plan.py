"""Plan van vandaag: whom one seeks and where, and how little of that a device may know (T-108)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from houvast.capture.actions.places import add_place, allow_labels, end_place
from houvast.capture.actions.sought import seek_at
from houvast.capture.models import SoughtPlace
from houvast.capture.reads.day_plan import day_plan, sought_page
from houvast.capture.rules.day_plan import Seek, Sought, seek, stops
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.models import Track
from tests.cast import sign_in

NAMES = reverse("sync_names")
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
PEOPLE = st.lists(
    st.builds(
        lambda due, place, name: Sought(uuid4(), uuid4(), name, due, Seek.LATE, place),
        DAYS,
        st.sampled_from(["", "Kade", "winkelhof", "Skatebaan"]),
        st.sampled_from(["Jip", "Noa"]),
    ),
    max_size=8,
)


@given(st.none() | DAYS, DAYS)
def test_only_today_and_what_passed_is_sought(due, today):
    expected = None if due is None or due > today else "today" if due == today else "late"
    assert seek(due, today) == expected


@given(PEOPLE)
def test_a_round_leaves_nobody_out_and_goes_by_the_date_alone(people):
    round_of = stops(people)
    walked = [one for stop in round_of for one in stop.people]
    assert sorted(one.track_id for one in walked) == sorted(one.track_id for one in people)
    names = [one.place for one in round_of]
    assert len(set(names)) == len(names) and "" not in names[:-1]
    for stop in round_of:
        assert {one.place for one in stop.people} == {stop.place}
        assert [one.due for one in stop.people] == sorted(one.due for one in stop.people)


@pytest.fixture
def kade(town):
    return add_place(by=town["anouk"], name="Kade")


@pytest.fixture
def late(town, track, clock):
    """The moment of Ilias passed a day ago."""
    with acting(town["anouk"]):
        due = Track.objects.values_list("glance__due", flat=True).get(pk=track)
    clock.set(timezone.now() + timedelta(days=(due - timezone.localdate()).days + 1))
    return track


def given_names(town, who="anouk"):
    return sign_in(Client(), town[who]).get(NAMES).json()


def test_who_is_late_is_on_the_plan_with_the_place_and_its_coach_alone_sees_it(
    town, late, kade, trail
):
    seek_at(by=town["anouk"], track_id=late, place_id=kade)
    page = day_plan(town["anouk"])
    ((stop),) = page.stops
    (one,) = stop.people
    assert (stop.place, one.track_id, one.seek, page.people) == ("Kade", late, Seek.LATE, 1)
    assert trail[-2:] == ["capture.place_chosen", "capture.day_plan_listed"]
    assert day_plan(town["bilal"]).stops == ()
    for who in ("lotte", "rachid", "petra", "denzel", "vera", "bas", "tess"):
        with pytest.raises(NotAllowed):
            day_plan(town[who])
    end_place(by=town["anouk"], place_id=kade)
    assert [stop.place for stop in day_plan(town["anouk"]).stops] == [""]


def test_whose_moment_lies_ahead_is_not_on_it(town, track, kade, clock):
    seek_at(by=town["anouk"], track_id=track, place_id=kade)
    assert day_plan(town["anouk"]).stops == ()
    allow_labels(by=town["petra"], allowed=True)
    (one,) = given_names(town)["people"]
    assert one.keys() == {"id", "name", "how"}
    clock.forward(hours=1)
    allow_labels(by=town["petra"], allowed=False)
    assert given_names(town)["people"] == []


def test_a_device_gets_no_more_than_a_word_and_a_code(town, late, kade):
    seek_at(by=town["anouk"], track_id=late, place_id=kade)
    assert given_names(town)["people"] == []
    allow_labels(by=town["petra"], allowed=True)
    said = given_names(town)
    (one,) = said["people"]
    assert one == {
        "id": str(late),
        "name": "Ilias",
        "how": one["how"],
        "seek": "late",
        "place": str(kade),
    }
    assert date.fromisoformat(said["day"]) == day_plan(town["anouk"]).today
    assert {str(kade)} == {place["id"] for place in said["places"]}


def test_the_place_before_it_is_not_kept(town, track, kade):
    anouk, other = town["anouk"], add_place(by=town["anouk"], name="Skatebaan")
    for place in (kade, other, None, other):
        seek_at(by=anouk, track_id=track, place_id=place)
        assert sought_page(anouk, track).place_id == place
    with acting(anouk):
        assert SoughtPlace.objects.count() == 1


def test_a_place_of_another_list_is_no_place_here(town, track, kade):
    end_place(by=town["anouk"], place_id=kade)
    for place in (kade, uuid4()):
        with pytest.raises(Refused, match="niet meer in de lijst"):
            seek_at(by=town["anouk"], track_id=track, place_id=place)
    for who in ("bilal", "wim"):
        with pytest.raises(NotFound):
            seek_at(by=town[who], track_id=track, place_id=None)
    for who in ("lotte", "petra", "denzel"):
        with pytest.raises(NotAllowed):
            seek_at(by=town[who], track_id=track, place_id=None)


def test_raw_nobody_else_reads_or_sets_it_and_it_is_of_that_track(town, track, kade):
    anouk = town["anouk"]
    seek_at(by=anouk, track_id=track, place_id=kade)
    for who in town.people:
        with acting(town[who]):
            assert SoughtPlace.objects.count() == (who == "anouk")
            if who != "anouk":
                assert not SoughtPlace.objects.update(place=None, team=None)
    with acting(anouk):
        row = SoughtPlace.objects.get()
    changes = (
        {"place_id": uuid4()},
        {"team_id": None},
        {"set_by_id": town["bilal"].user_id},
        {"track_id": uuid4()},
        {"person_id": uuid4()},
    )
    for change in changes:
        with acting(anouk), pytest.raises(DatabaseError), transaction.atomic():
            SoughtPlace.objects.filter(pk=row.pk).update(**change)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
    again = {"id": uuid4(), "set_by_id": anouk.user_id, "set_at": row.set_at}
    with acting(anouk), pytest.raises(DatabaseError), transaction.atomic():
        SoughtPlace.objects.create(**again, **Track.objects.get(pk=track).row())
    with acting(anouk), pytest.raises(DatabaseError), transaction.atomic():
        SoughtPlace.objects.all().delete()


def test_the_screens(town, track, late, kade):
    client = sign_in(Client(), town["anouk"])
    plan, place = reverse("day_plan"), reverse("sought_place", args=[late])
    page = client.get(plan).content.decode()
    assert "Geen vaste plek" in page and f"?jongere={late}" in page and place in page
    assert "Kade" in client.get(place).content.decode()
    assert client.post(place, {"place": str(kade)}).status_code == 302
    said = strip_tags(client.get(plan).content.decode())
    assert "Kade" in said and "Geen vaste plek" not in said
    assert client.post(place, {"place": "x"}).status_code == 422
    assert client.post(plan).status_code == 405
    other = sign_in(Client(), town["bilal"])
    assert "niemand op te zoeken" in other.get(plan).content.decode()
    assert [getattr(other, how)(place).status_code for how in ("get", "post")] == [404, 404]
    for who in ("lotte", "petra", "vera", "bas"):
        closed = sign_in(Client(), town[who])
        assert (closed.get(plan).status_code, closed.get(place).status_code) in {
            (403, 403),
            (403, 404),
        }
