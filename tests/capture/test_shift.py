"""Vandaag gedaan: what one captured in this shift, what is awaited, and the way to mend it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from houvast.capture.actions.places import add_place
from houvast.capture.reads.shift import shift_page
from houvast.capture.rules.shift import LONGEST, began
from houvast.errors import NotAllowed
from houvast.sharing.rules import HERE
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.mending import undo_contact
from tests.capture.test_intake import ago, send
from tests.capture.test_refused import leads
from tests.cast import ahead, at_commit, sign_in, talk

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


@given(MOMENTS)
def test_a_shift_is_seen_whole_until_it_ends_and_today_is_always_in_it(now):
    since = began(now)
    here = now.astimezone(HERE)
    assert now - since >= LONGEST
    assert since.astimezone(HERE).date() in (here.date(), here.date() - timedelta(days=1))
    assert since <= here.replace(hour=0, minute=0, second=0, microsecond=0)
    assert since == now - LONGEST or since.astimezone(HERE).time().isoformat() == "00:00:00"


def test_it_shows_both_times_the_counts_and_what_did_not_come_in(town, track, phone, trail):
    anouk = town["anouk"]
    place = str(add_place(by=anouk, name="Winkelhof"))
    lost = phone.counted(anouk)
    met = phone.talked(anouk, track, at=ago(hours=3))
    send(town, phone, met, phone.counted(anouk, place=place, count=4))
    page = shift_page(anouk)
    (line,), (counted,), (awaited,) = page.contacts, page.counted, page.awaited
    assert trail[-1] == "capture.shift_listed"
    assert (line.contact.id, line.track_id, line.may_mend) == (met.id, track, True)
    assert line.recorded_at - line.contact.at > timedelta(hours=2)
    assert (counted.count, counted.place, page.people) == (4, "Winkelhof", 4)
    assert awaited.numbers == (lost.number,)
    send(town, phone, lost)
    assert shift_page(anouk).awaited == () and shift_page(anouk).people == 7
    bare = shift_page(town["bilal"])
    assert bare.contacts == bare.counted == bare.awaited == bare.refused == ()
    with pytest.raises(NotAllowed):
        shift_page(town["rachid"])


def test_a_night_is_one_shift_and_the_next_evening_is_another(town, track, clock):
    anouk = town["anouk"]
    day = datetime.now(HERE).date() + timedelta(days=1)
    evening = datetime(day.year, day.month, day.day, 22, tzinfo=HERE)
    clock.set(evening)
    at = evening - timedelta(minutes=5)
    made = log_contact(by=anouk, track_id=track, talk=talk(at=at), ahead=ahead(5))
    clock.set(evening + timedelta(hours=5))
    assert [one.contact.id for one in shift_page(anouk).contacts] == [made]
    clock.set(evening + timedelta(hours=20))
    assert shift_page(anouk).contacts == ()


def test_what_was_taken_back_says_so_and_what_left_is_no_way_in(town, track, phone):
    anouk = town["anouk"]
    made = log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead(5))
    assert shift_page(anouk).contacts[0].contact.may_undo
    undo_contact(by=anouk, contact_id=made, next_on=None)
    (line,) = shift_page(anouk).contacts
    assert (line.contact.id, bool(line.undone_at), line.may_mend) == (made, True, False)
    page = sign_in(Client(), anouk).get(reverse("shift")).content.decode()
    assert "<s>Gesproken" in page and "Ongedaan gemaakt, " in page
    assert reverse("undo_contact", args=[made]) not in page
    send(town, phone, phone.talked(anouk, track))
    leads(town, track)
    at_commit()
    assert not any(one.may_mend for one in shift_page(anouk).contacts)


def test_the_screen_leads_from_each_line_to_mending_it(town, track, phone):
    anouk, client = town["anouk"], sign_in(Client(), town["anouk"])
    empty = strip_tags(client.get(reverse("shift")).content.decode())
    assert "Nog niets vastgelegd." in empty and "Zonder naam" not in empty
    phone.counted(anouk)
    met = phone.talked(anouk, track, note="Alleen in het dossier.")
    refused = phone.talked(anouk, track, note="a" * 4001)
    send(town, phone, met, refused, phone.counted(anouk, count=2))
    page = client.get(reverse("shift")).content.decode()
    for name, key in (("correct_contact", met.id), ("undo_contact", met.id), ("track", track)):
        assert reverse(name, args=[key]) in page
    assert reverse("refused_item", args=[refused.id]) in page
    said = " ".join(strip_tags(page).split())
    assert "2 onbekende jongeren" in said and "Nummer 1 is nog niet aangekomen." in said
    assert "Alleen in het dossier." not in page
