"""What only a former coach may do, in the database itself: the app role goes past every rule."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.tracks.models import Contact, NextMoment
from tests.capture.test_held_then import DAY, hand_over
from tests.cast import at_commit

HOW = "true, 'in_person', 'street', 'spoke', 'coach', false"
ADD = f"select tracks_add_late(%s, %s, %s, {HOW}, %s, %s, false)"


@pytest.fixture
def handed(town, track, clock):
    """Anouk held the person for four days; it is the day after."""
    start = timezone.now()
    clock.set(start + 4 * DAY)
    hand_over(town, track)
    clock.set(start + 5 * DAY)
    return start


def adds(track, told_at, note="", told_on=None):
    """Ask the function as the app role; gives the key that it was asked to use."""
    key, day = uuid4(), told_on or timezone.localdate(told_at) + 7 * DAY
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD, [track, key, told_at, note, day])
    return key


def test_raw_the_span_of_the_access_decides_to_the_second(town, track, handed):
    anouk = town["anouk"]
    with acting(anouk):
        with connection.cursor() as cursor:
            cursor.execute("select until from tracks_held_then(%s, %s)", [track, handed + DAY])
            (until,) = cursor.fetchone()
        adds(track, until - timedelta(microseconds=1))
        for wrong in (until, handed - DAY, timezone.now() + 30 * DAY):
            with pytest.raises(DatabaseError, match="held the person"):
                adds(track, wrong)
        with pytest.raises(DatabaseError, match="comes soon"):
            adds(track, handed + DAY, told_on=timezone.localdate(handed) - DAY)
        assert adds(track, handed + DAY, note="Wil werken.")
    at_commit()
    with acting(town["bilal"]):
        assert {one.made_by_id for one in Contact.objects.all()} == {anouk.user_id}


@pytest.mark.parametrize("who", ["bilal", "wim", "tess", "rachid", "lotte", "vera", "intake"])
def test_raw_nobody_else_adds_and_nobody_asks_about_others(town, track, handed, who):
    asker = replace(town["anouk"], purpose="intake") if who == "intake" else town[who]
    with acting(asker):
        with connection.cursor() as cursor:
            cursor.execute("select * from tracks_held_then(%s, %s)", [track, handed + DAY])
            assert cursor.fetchall() == []
        with pytest.raises(DatabaseError, match="held the person"):
            adds(track, handed + DAY)


def test_raw_past_the_function_there_is_no_way(town, track, handed):
    """Not into the tables, and not as somebody else; what was added cannot be read or changed."""
    with acting(town["bilal"]):
        row = NextMoment.objects.filter(track=track).values().first()
    changes = {"id": uuid4(), "state": "missed", "planned_by_id": town["anouk"].user_id}
    with acting(town["anouk"]):
        with pytest.raises(DatabaseError), transaction.atomic():
            NextMoment.objects.create(**row | changes | {"left_at": timezone.now()})
        key = adds(track, handed + DAY)
        assert not NextMoment.objects.filter(track=track).update(state="kept")
        assert not Contact.objects.filter(pk=key).update(state="undone")


def test_raw_another_municipality_holds_nobody_here(town, track, handed, elsewhere):
    with acting(elsewhere["carmen"]), pytest.raises(DatabaseError, match="held the person"):
        adds(track, handed + DAY)
    mixed = replace(town["anouk"], municipality_id=elsewhere["carmen"].municipality_id)
    with acting(mixed), pytest.raises(DatabaseError, match="held the person"):
        adds(track, handed + DAY)
