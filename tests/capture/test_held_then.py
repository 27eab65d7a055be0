"""A contact that comes in after the person was handed over: added in its maker's name, unread."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from houvast.accounts.reads import safety_net
from houvast.capture.actions.intake import receive
from houvast.capture.reads.shift import shift_page
from houvast.capture.rules import ItemState, Why
from houvast.database.context import acting
from houvast.errors import NotFound
from houvast.placements.reads import file_page
from houvast.sharing.actions import end_assignments
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.actions.ties import close_to_colleague
from houvast.tracks.models import (
    Contact,
    ContactDetail,
    NextMoment,
    Notice,
    Rung,
    Track,
    WorkNote,
)
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.states import HandoverReason
from tests.capture.test_refused import beside
from tests.cast import ahead, at_commit, sign_in

DAY = timedelta(days=1)
AFTER_THE_OVERLAP = 40


@pytest.fixture
def told(town, track, phone, clock):
    """Makes a contact of anouk of `days` after the start, and hands over two days after it."""
    start = timezone.now()

    def made(days=2, handed_over=4, come_in=5, **said):
        at = (start + days * DAY).isoformat()
        item = phone.talked(town["anouk"], track, at=at, **said)
        clock.set(start + handed_over * DAY)
        hand_over(town, track)
        clock.set(start + come_in * DAY)
        return item

    return made


def hand_over(town, track, coach="anouk", to="bilal"):
    who = {"from_user": town[coach].user_id, "to_user": town[to].user_id}
    asked = offer_handover(by=town[coach], track_id=track, reason=HandoverReason.NO_CLICK, **who)
    accept_handover(by=town[to], handover_id=asked)
    at_commit()


def sent(town, phone, item, by="anouk"):
    (answer,) = receive(by=town[by], package=phone.sends(item))
    at_commit()
    assert promise_check()["violations"] == 0
    return answer


def moments(town, track):
    with acting(town["rachid"]):
        rows = NextMoment.objects.filter(track=track).order_by("planned_at", "due", "state")
        return list(rows.values_list("pk", "state", "due", "held_by", "left_at"))


def rungs(town, track):
    with acting(town["rachid"]):
        return list(Rung.objects.filter(track=track).order_by("pk").values())


def contacts(town, track):
    return file_page(town["bilal"], track).file.contacts


@pytest.mark.parametrize(
    ("come_in", "ahead", "became"), [(5, "14", "moved"), (5, "1", "missed"), (40, "14", "missed")]
)
def test_it_stands_in_the_file_and_the_promise_is_that_of_the_coach_of_now(
    town, track, phone, told, trail, come_in, ahead, became
):
    """README 23: also while the ladder asked meanwhile, and after the overlap."""  # T-108
    item = told(come_in=come_in, ahead=ahead, note="Wil werken.")
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    before, asked = moments(town, track), rungs(town, track)
    answer = sent(town, phone, item)
    assert (answer.state, answer.receipt) == (ItemState.NEW, item.receipt())
    assert sent(town, phone, item).state is ItemState.KNOWN
    (line,) = contacts(town, track)
    assert (line.id, line.made_by, line.note) == (item.id, "Anouk", "Wil werken.")
    new = [one for one in moments(town, track) if one not in before]
    assert [state for _pk, state, *_ in new] == [became] and rungs(town, track) == asked
    assert len(moments(town, track)) == len(before) + 1
    assert line.told_on == new[0][2] and line.recorded_at - line.at == (come_in - 2) * DAY
    assert "tracks.late_contact_logged" in trail


def test_who_held_the_person_reads_nothing_of_it(town, track, phone, told):
    item = told(come_in=AFTER_THE_OVERLAP)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    sent(town, phone, item)
    with acting(town["anouk"]):
        for table in (Track, Contact, ContactDetail, WorkNote, NextMoment):
            assert not table.objects.exists()
    with pytest.raises(NotFound):
        file_page(town["anouk"], track)
    page = shift_page(town["anouk"])
    (line,) = page.added
    assert page.contacts == () and line.received_at - line.told_at > 30 * DAY
    said = strip_tags(sign_in(Client(), town["anouk"]).get(reverse("shift")).content.decode())
    assert "Ontvangen en in het dossier gezet." in said and "Ilias" not in said


def test_the_coach_of_now_is_told_and_acts_or_lets_it_stand(town, track, phone, told):
    bilal, client = town["bilal"], sign_in(Client(), town["bilal"])
    sent(town, phone, told(ahead="14"))
    with acting(bilal):
        assert Notice.objects.filter(kind="late_contact", to_user=bilal.user_id).count() == 1
    (line,) = today_page(bilal).asked.came_in
    assert (line.track_id, line.name, line.by) == (track, "Ilias Voorbeeld", "Anouk")
    said = " ".join(strip_tags(client.get(reverse("today")).content.decode()).split())
    assert "Later binnengekomen" in said and "Anouk had contact op" in said
    said = strip_tags(client.get(reverse("track", args=[track])).content.decode())
    assert "Kwam pas binnen op" in said and "Wat gepland was, bleef." in said
    assert today_page(town["anouk"]).asked.came_in == ()


def test_it_is_gone_from_vandaag_when_something_was_planned_since(town, track, phone, told, clock):
    sent(town, phone, told())
    clock.forward(hours=1)
    move_moment(by=town["bilal"], track_id=track, ahead=ahead(9))
    assert today_page(town["bilal"]).asked.came_in == ()


@pytest.mark.parametrize("days", [-1, 4.5])
def test_outside_the_time_of_who_held_it_is_refused_as_before(town, track, phone, told, days):
    item = told(days=days, come_in=AFTER_THE_OVERLAP)
    climb_ladder(by=safety_net(town["anouk"].municipality_id))
    answer = sent(town, phone, item)
    assert (answer.state, answer.why) == (ItemState.REFUSED, Why.NOT_YOURS)
    assert contacts(town, track) == ()


def test_a_clock_that_runs_ahead_dates_nothing_after_now(town, track, phone, told):
    """Told after the handover as the server has it, whatever the phone says."""
    answer = sent(town, phone, told(days=900))
    assert (answer.state, answer.why) == (ItemState.REFUSED, Why.NOT_ALLOWED)


def test_a_stand_in_adds_what_he_could_add_then_and_no_note(town, track, phone, clock):
    start, bilal = timezone.now(), town["bilal"]
    beside(town, track)
    at = (start + DAY).isoformat()
    bare, noted = (phone.talked(bilal, track, at=at, note=note) for note in ("", "Wil werken."))
    clock.set(start + 2 * DAY)
    with acting(town["anouk"]) as now:
        person = Track.objects.get(pk=track).person_id
        end_assignments(person_id=person, now=now.now, user_id=bilal.user_id)
    clock.set(start + 3 * DAY)
    assert sent(town, phone, bare, by="bilal").state is ItemState.NEW
    assert sent(town, phone, noted, by="bilal").why is Why.NOT_ALLOWED
    assert [one.note for one in file_page(town["anouk"], track).file.contacts] == [""]


def test_a_file_that_closed_meanwhile_keeps_it_and_no_promise(town, track, phone, clock):
    start, anouk = timezone.now(), town["anouk"]
    before, after = (
        phone.talked(anouk, track, at=(start + days * DAY).isoformat()) for days in (1, 2.5)
    )
    clock.set(start + 2 * DAY)
    door = {"door_contact": town["bilal"].user_id, "come_back_on": timezone.localdate() + 30 * DAY}
    stop_at_own_wish(by=anouk, track_id=track, **door)
    at_commit()
    clock.set(start + 3 * DAY)
    assert sent(town, phone, before).state is ItemState.NEW
    assert sent(town, phone, after).why is Why.NOT_YOURS
    assert "planned" not in [state for _pk, state, *_ in moments(town, track)]
    with acting(town["rachid"]):
        (kept,) = Contact.objects.filter(track=track)
        assert kept.destroy_on == Track.objects.get(pk=track).destroy_on
        assert not Notice.objects.filter(kind="late_contact").exists()


def test_who_turned_out_to_know_the_person_in_private_adds_nothing(town, track, phone, told):
    item = told()
    close_to_colleague(by=town["bilal"], track_id=track, colleague=town["anouk"].user_id)
    assert sent(town, phone, item).why is Why.NOT_YOURS
