"""Access is looked at each quarter, within a term (T-05, T-61); what lapsed asks somebody."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import QUARTER
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.models import Assignment
from houvast.sharing.rules.access import KeepReason, keeps_its_term
from houvast.tracks.actions.access import keep_access
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import Who
from houvast.tracks.actions.work_coaches import end_work_coach, give_work_coach
from houvast.tracks.models import NextMoment, Rung, Track
from houvast.tracks.reads.access import access_page
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.terms import TermGroup
from tests.cast import agreed, ahead, open_track, sign_in, talk

DAY, WHY = timedelta(days=1), KeepReason.GUIDES


def lead(town, track):
    """The access of the lead coach that ends last."""
    with acting(town["rachid"]):
        person = Track.objects.get(pk=track).person_id
        rows = Assignment.objects.filter(person=person, capacity="lead")
        return rows.order_by("-until", "-since")[0]


def sees(by, track):
    with acting(by):
        return Track.objects.filter(pk=track).exists()


def lines(town, who="rachid"):
    return access_page(town[who]).lines


def keep(town, *rows, by="rachid", why=WHY):
    return keep_access(by=town[by], assignments=[one.pk for one in rows], why=why)


def test_a_look_goes_on_within_the_term_and_near_its_end_it_is_a_new_one(town, track, clock):
    first = lead(town, track)
    half = first.since + timedelta(days=185)
    assert first.until == first.since + QUARTER < first.term_ends < half
    assert lines(town) == (), "nothing ends within a month"
    clock.set(first.until - 20 * DAY)
    [line] = lines(town)
    assert (line.id, line.who, line.lapsed, line.new_term) == (first.pk, "Anouk", False, False)
    assert keep(town, first) == 1
    second = lead(town, track)
    assert (second.term_ends, second.granted_by_id) == (first.term_ends, town["rachid"].user_id)
    assert second.until == min(second.since + QUARTER, first.term_ends) and second.kept_for == WHY
    assert lines(town) == ()
    clock.set(second.until - 20 * DAY)
    assert lines(town)[0].new_term
    keep(town, second, why=KeepReason.CLOSING)
    third = lead(town, track)
    assert third.term_ends > second.term_ends and third.until == third.since + QUARTER
    assert not keeps_its_term(None, third.since)


def test_the_municipality_sets_a_shorter_longest_term(town, track):  # T-05
    agreed(town, TermGroup.CLOSING, review_months=2)
    new = lead(town, open_track(town, Who("Duin", "", "")))
    last = add_months(new.since.date(), 2)
    assert new.until == new.term_ends and abs((new.until.date() - last).days) <= 1
    assert lead(town, track).until == lead(town, track).since + QUARTER, "as it was given"


def test_many_go_on_at_once_all_or_nothing(town, track, clock):  # T-05
    other = open_track(town, Who("Duin", "", ""))
    both = [lead(town, one) for one in (track, other)]
    clock.set(both[0].until - DAY)
    assert len(lines(town)) == 2
    with pytest.raises(NotFound):
        keep_access(by=town["rachid"], assignments=[both[0].pk, uuid4()], why=WHY)
    assert lead(town, track).pk == both[0].pk, "nothing of it happened"
    assert keep(town, *both) == 2 and lines(town) == ()
    with pytest.raises(Refused, match="al naar gekeken"):
        keep(town, both[0])


def test_what_lapsed_gives_its_moment_to_who_steers_within_the_hour(town, track, clock):
    net, anouk = safety_net(town["anouk"].municipality_id), town["anouk"]
    for month in (2, 3, 4):
        clock.forward(days=29)
        log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead(29 * month))
    climb_ladder(by=net)
    assert asked(town, track) == [3], "a month ahead it asks the coordinator"
    clock.set(lead(town, track).until)
    assert not sees(anouk, track)
    climb_ladder(by=net)
    assert asked(town, track) == [4], "what lapsed asks higher"
    with acting(town["rachid"]):
        planned = NextMoment.objects.get(track=track, state="planned")
        assert planned.due > timezone.localdate(planned.planned_at)
        assert planned.held_by_id == town["rachid"].user_id
        assert Track.objects.get(pk=track).lead_coach_id == anouk.user_id, "until handed over"
    climb_ladder(by=net)
    [line] = lines(town)
    assert line.lapsed
    keep(town, lead(town, track))
    assert sees(anouk, track) and asked(town, track) == []


def asked(town, track):
    with acting(town["rachid"]):
        rows = Rung.objects.filter(track=track, cause="review", state="raised")
        return sorted(rows.values_list("level", flat=True))


def test_help_with_work_is_looked_at_too_unless_somebody_ended_it(town, track, clock):
    wim, until = town["wim"].user_id, timezone.localdate() + 170 * DAY
    give_work_coach(by=town["anouk"], track_id=track, user_id=wim, until=until)
    with acting(town["rachid"]):
        beside = Assignment.objects.get(capacity="work")
    assert beside.until == beside.since + QUARTER and beside.term_ends > beside.until
    clock.set(beside.until + DAY)
    keep(town, lead(town, track))
    [line] = lines(town)
    assert (line.id, line.who, line.lapsed) == (beside.pk, "Wim", True)
    keep(town, beside, why=KeepReason.WORK)
    assert lines(town) == ()
    end_work_coach(by=town["anouk"], track_id=track, user_id=wim)
    assert lines(town) == ()


def test_nobody_looks_at_his_own_and_a_lead_at_the_own_team_alone(town, track, clock):
    mine = lead(town, track)
    clock.set(mine.until - DAY)
    for who in ("anouk", "wim", "petra", "vera", "tess"):
        with pytest.raises(NotAllowed):
            access_page(town[who])
        with pytest.raises(NotAllowed):
            keep(town, mine, by=who)
    assert [one.id for one in lines(town, "lotte")] == [mine.pk] and lines(town, "hugo") == ()
    with pytest.raises(NotFound):
        keep(town, mine, by="hugo")
    itself = replace(town["lotte"], user_id=mine.user_id)
    with pytest.raises((NotFound, Refused)):
        keep_access(by=itself, assignments=[mine.pk], why=WHY)


def vars_of(by):
    return {"user_id": by.user_id, "municipality_id": by.municipality_id}


def test_another_municipality_is_not_there(town, elsewhere, track, clock):
    mine = lead(town, track)
    clock.set(mine.until - DAY)
    other = replace(town["rachid"], **vars_of(elsewhere["carmen"]))
    assert access_page(other).lines == ()
    with pytest.raises(NotFound):
        keep_access(by=other, assignments=[mine.pk], why=WHY)


def test_the_screen_ticks_many_and_keeps_what_was_chosen(town, track, clock):
    other = open_track(town, Who("Duin", "", ""))
    both = [lead(town, one) for one in (track, other)]
    clock.set(both[0].until - DAY)
    visitor, address = sign_in(Client(), town["rachid"]), reverse("access_reviews")
    assert "Anouk · Duin" in visitor.get(address).content.decode()
    without = visitor.post(address, {"kept": [str(both[0].pk)]})
    said = without.content.decode()
    assert without.status_code == 422 and f'value="{both[0].pk}"' in said and "checked" in said
    fill = {"kept": [str(one.pk) for one in both], "why": "guides"}
    done = visitor.post(address, fill, follow=True)
    assert "2 keer gaat de toegang door." in done.content.decode()
    assert "Er loopt de komende maand geen toegang af" in done.content.decode()


RAW = "update sharing_assignment set {} where id = %s"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("until = until + interval '1 day'", "can only end"),
        ("term_ends = term_ends + interval '1 day'", "stays as it was agreed"),
        ("kept_for = 'work'", "stays as it was agreed"),
    ],
)
def test_raw_nobody_lengthens_access(town, track, change, why):
    mine = lead(town, track)
    with acting(town["rachid"]), pytest.raises(DatabaseError) as no, transaction.atomic():
        connection.cursor().execute(RAW.format(change), [mine.pk])
    assert why in str(no.value)


def test_raw_access_is_given_for_a_quarter_whatever_was_asked(town, track):
    mine = lead(town, track)
    with acting(town["rachid"]):
        long = {"until": mine.since + 900 * DAY, "term_ends": mine.since + 900 * DAY}
        row = {one.attname: getattr(mine, one.attname) for one in mine._meta.concrete_fields}
        made = Assignment.objects.create(
            **row | long | {"id": uuid4(), "granted_by_id": town["rachid"].user_id}
        )
        made.refresh_from_db()
    assert made.until == made.since + QUARTER and made.term_ends <= mine.term_ends
