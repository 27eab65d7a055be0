"""Put right, and taken back: what was noted stays to be read, and only what stands counts."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements.reads import file_page
from houvast.sharing.actions import assign
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.mending import correct_contact, undo_contact, undo_move
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Appointment, Contact, NextMoment, Rung
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.contacts import contact_to_mend
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.mending import UNDO_WITHIN, Correction
from houvast.tracks.rules.states import ContactOutcome
from tests.cast import Purpose, ahead, at_commit, sign_in, talk

SOURCE = Path(__file__).parents[2] / "src" / "houvast"
WHY = "Ik koos de verkeerde uitkomst."
MISSED, SPOKE = ContactOutcome.NOT_REACHED, ContactOutcome.SPOKE


def log(town, track, outcome=SPOKE, days=7, **said):
    return log_contact(
        by=town["anouk"], track_id=track, talk=talk(outcome, **said), ahead=ahead(days)
    )


def correct(town, contact, outcome=MISSED, by="anouk", reason=WHY, **more):
    at = contact_to_mend(town["anouk"], contact).talk.at
    said = talk(outcome, at=more.pop("at", at), note=more.pop("note", ""))
    what = {"contact_id": contact, "correction": Correction(said, reason)}
    return correct_contact(by=town[by], **what, **more)


def contacts(town, track):
    return file_page(town["anouk"], track).file.contacts


def moments(town):
    with acting(town["anouk"]):
        rows = NextMoment.objects.order_by("planned_at", "pk")
        return [(one.state, (one.due - timezone.localdate()).days) for one in rows]


def line(town):
    page = today_page(town["anouk"])
    (one,) = (*page.late, *page.now, *page.week, *page.later)
    return one


def joins_as_second(town, track):
    with acting(town["anouk"]) as at:
        assign(
            by=town["anouk"],
            person_id=file_page(town["anouk"], track).file.line.person_id,
            user_id=town["bilal"].user_id,
            purpose=Purpose.GUIDANCE,
            capacity=Capacity.SECOND,
            granted_by=town["anouk"].user_id,
            now=at.now,
        )


def test_what_was_wrong_stays_to_be_read_and_the_correction_counts(town, track):
    contact = log(town, track, SPOKE, note="Wil bij de fietsenmaker werken.")
    correct(town, contact, MISSED, note="Hij was er niet.")
    at_commit()
    (one,) = contacts(town, track)
    assert (one.outcome, one.note, one.reason) == (MISSED, "Hij was er niet.", WHY)
    assert (one.made_by, one.corrected_by) == ("Anouk", "Anouk")
    (was,) = one.earlier
    assert (was.outcome, was.note) == (SPOKE, "Wil bij de fietsenmaker werken.")
    assert promise_check()["violations"] == 0


def test_days_since_the_last_real_contact_count_what_stands(town, track):
    earlier = timezone.now() - timedelta(days=3)
    log(town, track, SPOKE, at=earlier)
    contact = log(town, track, SPOKE)
    assert (timezone.now() - line(town).last_real_at).days == 0
    correct(town, contact, MISSED)
    at_commit()
    assert (timezone.now() - line(town).last_real_at).days == 3


def test_a_correction_is_put_right_again_and_both_versions_stay(town, track):
    contact = log(town, track, SPOKE)
    correct(town, contact, MISSED)
    with acting(town["anouk"]):
        second = Contact.objects.standing().get().pk
    correct(town, second, ContactOutcome.SEEN)
    at_commit()
    (one,) = contacts(town, track)
    assert one.outcome is ContactOutcome.SEEN
    assert [was.outcome for was in one.earlier] == [MISSED, SPOKE]


def test_the_moment_before_ends_as_the_corrected_contact_ends_it(town, track):
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(0))
    contact = log(town, track, SPOKE)
    correct(town, contact, MISSED)
    at_commit()
    states = sorted(state for state, _ in moments(town))
    assert states == ["missed", "moved", "planned"]


def test_the_lead_puts_right_what_the_second_coach_noted_and_not_the_other_way(town, track):
    joins_as_second(town, track)
    own = log(town, track, SPOKE, note="Alleen van Anouk.")
    theirs = log_contact(by=town["bilal"], track_id=track, talk=talk(), ahead=ahead())
    with pytest.raises(Refused, match="vaste coach"):
        correct(town, own, by="bilal")
    correct(town, theirs, MISSED)
    at_commit()
    by_lead = next(one for one in contacts(town, track) if one.corrected_by)
    assert (by_lead.made_by, by_lead.corrected_by) == ("Bilal", "Anouk")


def test_strangers_and_who_steers_mend_nothing(town, track):
    contact = log(town, track)
    for who, no in (("bilal", NotFound), ("wim", NotFound), ("rachid", NotAllowed)):
        with pytest.raises(no):
            correct(town, contact, by=who)
        with pytest.raises(no):
            undo_contact(by=town[who], contact_id=contact)
    with pytest.raises(NotFound):
        contact_to_mend(town["bilal"], contact)
    with pytest.raises(NotFound):
        contact_to_mend(town["rachid"], contact)


def test_one_correction_sent_twice_is_one(town, track, trail):
    contact, key = log(town, track), uuid4()
    said = Correction(talk(MISSED, at=timezone.now() - timedelta(hours=1)), WHY)
    for _ in range(2):
        correct_contact(by=town["anouk"], contact_id=contact, correction=said, key=key)
    with acting(town["anouk"]):
        assert Contact.objects.count() == 2
    assert trail[-2:] == ["tracks.contact_corrected"] * 2
    with pytest.raises(Refused, match="al verbeterd"):
        correct_contact(by=town["anouk"], contact_id=contact, correction=said)


def test_undo_brings_back_the_moment_with_what_it_was_about(town, track):
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(3, what="Samen naar de open dag"))
    contact = log(town, track, days=9)
    done = undo_contact(by=town["anouk"], contact_id=contact)
    at_commit()
    assert (done.is_back, done.due) == (True, timezone.localdate() + timedelta(days=3))
    assert line(town).what == "Samen naar de open dag"
    assert line(town).last_real_at is None and contacts(town, track) == ()
    assert ("undone", 9) in moments(town)
    assert promise_check()["violations"] == 0


def test_undo_asks_for_a_moment_when_the_old_day_has_passed(town, track, clock):
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(0))
    clock.forward(days=1)
    contact = log(town, track, at=timezone.now() - timedelta(hours=2))
    with pytest.raises(Refused, match="voorbij") as no:
        undo_contact(by=town["anouk"], contact_id=contact)
    assert no.value.field == "next_on"
    later = timezone.localdate() + timedelta(days=5)
    done = undo_contact(by=town["anouk"], contact_id=contact, next_on=later)
    at_commit()
    assert (done.is_back, done.due) == (False, later)
    assert ("missed", 0) in moments(town) and ("planned", 5) in moments(town)


def test_undo_is_over_after_a_quarter_and_after_the_next_act(town, track, clock):
    contact = log(town, track)
    clock.forward(hours=UNDO_WITHIN / timedelta(hours=1) + 0.01)
    with pytest.raises(Refused, match="verbetering"):
        undo_contact(by=town["anouk"], contact_id=contact)
    again = log(town, track, at=timezone.now() - timedelta(hours=1))
    move_moment(by=town["anouk"], track_id=track, ahead=ahead(4))
    with pytest.raises(Refused, match="verder gewerkt"):
        undo_contact(by=town["anouk"], contact_id=again)


def test_only_who_did_it_takes_it_back(town, track):
    joins_as_second(town, track)
    contact = log_contact(by=town["bilal"], track_id=track, talk=talk(), ahead=ahead())
    with pytest.raises(Refused, match="vastlegde"):
        undo_contact(by=town["anouk"], contact_id=contact)
    with acting(town["anouk"]):
        planned = NextMoment.objects.get(state="planned").pk
    with pytest.raises(Refused, match="vastlegde"):
        undo_move(by=town["anouk"], moment_id=planned)


def test_a_move_is_taken_back_with_the_rung_that_it_raised(town, track):
    rachid = town["rachid"]
    for days in (3, 4, 5):
        move_moment(by=town["anouk"], track_id=track, ahead=ahead(days))
    moved = move_moment(by=rachid, track_id=track, ahead=ahead(6))
    with acting(rachid):
        assert Rung.objects.filter(cause="moves", state="raised").exists()
    done = undo_move(by=rachid, moment_id=moved)
    at_commit()
    assert done.is_back and done.due == timezone.localdate() + timedelta(days=5)
    with acting(rachid):
        assert not Rung.objects.filter(cause="moves", state="raised").exists()
    assert file_page(town["anouk"], track).file.moved == 3


def test_a_rung_that_an_undone_contact_had_answered_asks_again(town, track):
    for days in (3, 4, 5, 6):
        move_moment(by=town["anouk"], track_id=track, ahead=ahead(days))
    contact = log(town, track)
    with acting(town["anouk"]):
        assert not Rung.objects.filter(cause="moves", state="raised").exists()
    undo_contact(by=town["anouk"], contact_id=contact)
    with acting(town["anouk"]):
        assert Rung.objects.filter(cause="moves", state="raised").exists()


def test_the_moment_of_a_contact_goes_back_with_the_contact_only(town, track):
    log(town, track)
    with acting(town["anouk"]):
        planned = NextMoment.objects.get(state="planned").pk
    with pytest.raises(Refused, match="verder gewerkt"):
        undo_move(by=town["anouk"], moment_id=planned)


def test_the_answer_bar_takes_it_back_and_asks_for_a_day_when_it_must(town, track, clock):
    browser = sign_in(Client(), town["anouk"])
    form = {"how": "phone", "outcome": "spoke", "ahead": "7", "agreed": "no", "key": uuid4()}
    form["on"] = timezone.localdate().isoformat()
    browser.post(reverse("log_contact", args=[track]), form)
    page = browser.get(reverse("today")).content.decode()
    (undo,) = re.findall(r'action="(/contacten/[^"]+/ongedaan/)"', page)
    with acting(town["anouk"]):
        old = NextMoment.objects.exclude(state="planned").get()
    answer = browser.post(undo)
    assert answer.status_code == 302
    shown = browser.get(answer.url).content.decode()
    assert "staat er weer" in shown and "Gesproken" not in shown
    with acting(town["anouk"]):
        assert NextMoment.objects.get(state="planned").pk == old.pk
        assert Appointment.objects.filter(moment=old).exists()
    clock.forward(days=8)
    form |= {"key": uuid4(), "on": (timezone.localdate() + timedelta(days=8)).isoformat()}
    browser.post(reverse("log_contact", args=[track]), form)
    page = browser.get(reverse("track", args=[track])).content.decode()
    undo = re.findall(r'action="(/contacten/[^"]+/ongedaan/)"', page)[0]
    asked = browser.post(undo)
    asks = asked.content.decode()
    assert asked.status_code == 422 and "Kies een nieuw moment" in asks
    assert "Dit klopt nog niet" not in asks
    assert "Dit klopt nog niet" in browser.post(undo, {"next_on": ""}).content.decode()
    later = (timezone.localdate() + timedelta(days=13)).isoformat()
    assert browser.post(undo, {"next_on": later}).status_code == 302


def test_the_form_keeps_what_was_there_and_the_page_shows_both(town, track):
    contact = log(town, track, SPOKE, note="Wil werken.")
    browser, url = sign_in(Client(), town["anouk"]), reverse("correct_contact", args=[contact])
    page = browser.get(url).content.decode()
    assert "Wil werken." in page and "vastgelegd op" in page
    fill = {"how": "home", "outcome": "replied", "note": "Wil leren.", "reason": WHY}
    fill |= {"on": timezone.localdate().isoformat(), "key": uuid4()}
    assert browser.post(url, fill | {"reason": ""}).status_code == 422
    assert browser.post(url, fill).status_code == 302
    shown = browser.get(reverse("track", args=[track])).content.decode()
    for word in ("Reageerde · thuis", "Wil leren.", WHY, "Gesproken · op straat", "Wil werken."):
        assert word in shown
    assert browser.post(url, fill).status_code == 302
    gone = browser.get(url)
    assert gone.status_code == 409 and "al verbeterd" in gone.content.decode()


def test_who_counts_contacts_counts_those_that_stand():
    own = {"tracks/reads/contacts.py", "tracks/actions/contacts.py", "tracks/actions/mending.py"}
    own |= {"tracks/actions/late.py", "capture/reads/shift.py"}
    own |= {"tracks/actions/asked_once.py"}
    bare = re.compile(r"(?<!Employer)\bContact\.objects\.(?!standing)")
    found = {
        str(one.relative_to(SOURCE)) for one in SOURCE.rglob("*.py") if bare.search(one.read_text())
    }
    assert found == own
