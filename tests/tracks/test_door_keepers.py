"""The open door has a keeper at every commit: who rings again, who is told, who takes it over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.database.context import acting
from houvast.errors import DomainError, Refused
from houvast.placements.reads import file_page
from houvast.tracks.actions.closing import reopen_track, stop_at_own_wish
from houvast.tracks.actions.doors import keep_door, remind_doors
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.models import Door, Notice, Track
from tests.cast import ILIAS, Purpose, ahead, at_commit, live, observed, open_track, sign_in


def later(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def closed(town):
    """A track that the young person stopped; anouk keeps the door and rings in thirty days."""
    track, anouk = open_track(town), town["anouk"]
    stop_at_own_wish(by=anouk, track_id=track, door_contact=anouk.user_id, come_back_on=later(30))
    at_commit()
    return track


def told(town, name, kind):
    with acting(safety_net(town.admin.municipality_id)):
        return Notice.objects.filter(kind=kind, to_user=town[name].user_id).count()


def keeper(town, who, track):
    with acting(town[who]):
        door = Door.objects.get(track=track, until=None)
        return door.contact_id, door.come_back_on


def test_the_keeper_rings_again_later_and_stays_the_keeper(town, closed):
    anouk = town["anouk"].user_id
    keep_door(by=town["anouk"], track_id=closed, keeper=anouk, come_back_on=later(60))
    at_commit()
    assert keeper(town, "anouk", closed) == (anouk, later(60))
    reopen_track(by=town["anouk"], track_id=closed, ground="Belde zelf op.", next_on=later(1))
    at_commit()


@pytest.mark.parametrize("who", ["anouk", "rachid"])
def test_a_door_is_passed_on_and_the_old_keeper_reads_no_more(town, closed, who, trail):
    bilal = town["bilal"].user_id
    keep_door(by=town[who], track_id=closed, keeper=bilal, come_back_on=later(40))
    at_commit()
    assert keeper(town, "bilal", closed) == (bilal, later(40))
    assert told(town, "bilal", "door") == 1 and "tracks.door_kept" in trail
    with pytest.raises(DomainError):
        file_page(town["anouk"], closed)
    assert file_page(town["bilal"], closed).file.phone
    reopen_track(by=town["bilal"], track_id=closed, ground="Belde zelf op.", next_on=later(1))
    at_commit()


def test_nobody_takes_a_door_and_none_is_left_without_a_day(town, closed):
    bilal = town["bilal"].user_id
    for who in ("bilal", "lotte", "tess", "wim"):
        with pytest.raises(DomainError):
            keep_door(by=town[who], track_id=closed, keeper=bilal, come_back_on=later(40))
    for wrong in (later(0), later(-3), later(900)):
        with pytest.raises(Refused) as no:
            keep_door(by=town["anouk"], track_id=closed, keeper=bilal, come_back_on=wrong)
        assert no.value.field == "come_back_on"
    for nobody in (None, town["petra"].user_id, town.admin.user_id):
        with pytest.raises(Refused):
            keep_door(by=town["anouk"], track_id=closed, keeper=nobody, come_back_on=later(9))
    assert keeper(town, "anouk", closed) == (town["anouk"].user_id, later(30))


def test_on_the_day_the_keeper_is_told_once_also_when_a_night_was_missed(town, closed, clock):
    net = safety_net(town.admin.municipality_id)
    assert remind_doors(by=net) == 0
    clock.forward(days=32)
    assert (remind_doors(by=net), remind_doors(by=net)) == (1, 0)
    clock.forward(days=1)
    assert remind_doors(by=net) == 0 and told(town, "anouk", "come_back") == 1


def test_the_file_offers_the_message_and_the_form_keeps_what_was_typed(town, closed, client):
    browser = sign_in(client, town["anouk"])
    text = browser.get(reverse("track", args=[closed])).content.decode()
    assert "De%20deur%20staat%20open" in text and "sms:" in text
    url = reverse("door", args=[closed])
    assert browser.get(url).status_code == 200
    wrong = {"door_contact": str(town["bilal"].user_id), "come_back_on": later(-1).isoformat()}
    answer = browser.post(url, wrong)
    assert answer.status_code == 422 and later(-1).isoformat() in answer.content.decode()
    assert browser.post(url, wrong | {"come_back_on": later(9).isoformat()}).status_code == 302
    assert browser.get(url).status_code == 404


def test_who_kept_the_door_hears_that_the_coordinator_gave_it_to_another(town, closed):
    bilal = town["bilal"].user_id
    keep_door(by=town["rachid"], track_id=closed, keeper=bilal, come_back_on=later(40))
    assert (told(town, "anouk", "door_passed"), told(town, "bilal", "door")) == (1, 1)


def test_the_coordinator_passes_a_door_on_from_the_page_of_who_leaves(town, closed, client):
    sign_in(client, town["rachid"])
    anouk, bilal = town["anouk"].user_id, town["bilal"].user_id
    door = reverse("door", args=[closed])
    assert door in client.get(reverse("hand_over_all", args=[anouk])).content.decode()
    assert door in client.get(reverse("track", args=[closed])).content.decode()
    fill = {"door_contact": bilal, "come_back_on": later(20).isoformat()}
    assert client.post(door, fill).status_code == 302
    assert keeper(town, "bilal", closed) == (bilal, later(20))
    assert sign_in(client, town["lotte"]).get(door).status_code == 403


ILIAS_AGAIN = replace(ILIAS, nickname="Ili", phone="0600000099")


@pytest.mark.parametrize("who", [ILIAS_AGAIN, replace(ILIAS_AGAIN, family_name="VOORBEELD")])
def test_who_keeps_the_door_hears_that_somebody_is_there_again(town, closed, who):
    receive_signal(by=town.as_("bilal", Purpose.INTAKE), seen=observed(town), who=who)
    assert told(town, "anouk", "came_back") == 1
    open_own_find(by=town["bilal"], seen=observed(town), who=who, ahead=ahead(2))
    assert told(town, "anouk", "came_back") == 2


@pytest.mark.parametrize(
    "who",
    [
        replace(ILIAS_AGAIN, family_name="Anders"),
        replace(ILIAS_AGAIN, birth_date=None),
        replace(ILIAS_AGAIN, family_name=""),
    ],
)
def test_somebody_else_is_nobody_who_came_back(town, closed, who):
    receive_signal(by=town.as_("bilal", Purpose.INTAKE), seen=observed(town), who=who)
    assert told(town, "anouk", "came_back") == 0


def test_nobody_asks_the_database_who_keeps_whose_door(town, elsewhere, closed):
    with acting(town["rachid"]):
        person = Track.objects.get(pk=closed).person_id
    for by in (town["wim"], town["sam"], elsewhere["carmen"], town["rachid"]):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select tracks_keepers_of(%s)", [person])
            assert cursor.fetchall() == []


@pytest.mark.parametrize("second", ["agree_closing", "decline_closing"])
def test_a_proposal_is_answered_once_and_an_old_page_says_so(town, second):
    asked, rachid = live(town, "Meeuw").closing, sign_in(Client(), town["rachid"])
    at_commit()
    assert rachid.post(reverse("decline_closing", args=[asked])).status_code == 302
    late = rachid.post(reverse(second, args=[asked]))
    assert late.status_code == 409 and "al beantwoord" in late.content.decode()
