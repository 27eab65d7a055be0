"""Te laat: what stands on the ladder, for whom, and that the picture says what the table says."""

import re
from collections import Counter

import pytest

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose, SuspendReason
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.models import Rung
from houvast.tracks.reads.overdue import overdue_page
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.states import RungCause
from tests.cast import Who, ahead, observed, open_track, proposed_track, sign_in, talk


def later(town, clock, days):
    """Days pass, and each night the ladder climbs."""
    for _ in range(days):
        clock.forward(days=1)
        climb_ladder(by=safety_net(town.admin.municipality_id))


def rungs(late):
    """Which rung asks after so many working days, by the terms of our own."""
    return sum(late >= least for least in (1, 3, 5, 10))


def late_town(town, clock):
    """One of everything that can be late."""
    track = open_track(town)
    proposed_track(town, Who("Gevraagde"))
    open_own_find(by=town["bilal"], seen=observed(town), who=Who("Vondst"), ahead=ahead(20))
    receive_signal(by=town.as_("anouk", Purpose.INTAKE), seen=observed(town), who=Who("Stil"))
    later(town, clock, 9)
    return track


def test_each_row_says_what_since_when_who_heard_it_and_who_is_asked(town, clock):
    track = late_town(town, clock)
    lines = {one.cause: one for one in overdue_page(town["rachid"]).lines}
    moment = lines[RungCause.MOMENT]
    assert (moment.track_id, moment.name, moment.coach) == (track, "Ilias", "Anouk")
    assert [one.level for one in moment.told] == list(range(1, moment.level + 1))
    assert [one.who for one in moment.told] == ["Anouk", "Lotte", "Rachid"][: moment.level]
    assert (moment.holder, moment.level) == (moment.told[-1].who, rungs(moment.late))
    assert lines[RungCause.CONFIRMATION].find_id
    assert lines[RungCause.ACCEPTANCE].coach == "Rachid"
    signal = lines[RungCause.SIGNAL]
    assert (signal.name, signal.person_id, signal.track_id) == ("", None, None)


def test_a_team_lead_sees_the_own_team_and_others_see_nothing(town, clock):
    late_town(town, clock)
    assert {one.name for one in overdue_page(town["lotte"]).lines} == {"Ilias", "Vondst"}
    assert [one.name for one in overdue_page(town["hugo"]).lines] == []
    for name in ("anouk", "petra"):
        with pytest.raises(NotAllowed):
            overdue_page(town[name])


def test_an_act_takes_the_row_away_and_a_look_does_not(town, clock):
    track = late_town(town, clock)
    for _ in range(2):
        assert RungCause.MOMENT in {one.cause for one in overdue_page(town["lotte"]).lines}
    day = moved_to(town, 2)
    move_moment(by=town["rachid"], track_id=track, ahead=day)
    assert RungCause.MOMENT not in {one.cause for one in overdue_page(town["lotte"]).lines}


def moved_to(town, days):
    with acting(town["rachid"]) as at:
        from datetime import timedelta

        return Ahead(at.today + timedelta(days=days))


def test_the_fourth_move_without_contact_asks_the_team_lead_and_climbs(town, track, clock, client):
    anouk = town["anouk"]
    address = f"/jongeren/{track}/moment/"
    for day in (3, 5, 7):
        move_moment(by=anouk, track_id=track, ahead=ahead(day))
        warned = "vraagt Houvast de teamleider" in text(sign_in(client, anouk), address)
        assert warned is (day == 7)
        assert overdue_page(town["lotte"]).lines == ()
    move_moment(by=anouk, track_id=track, ahead=ahead(59))
    (line,) = overdue_page(town["lotte"]).lines
    assert (line.cause, line.holder, line.late) == (RungCause.MOVES, "Lotte", 0)
    move_moment(by=anouk, track_id=track, ahead=ahead(58))
    assert len(overdue_page(town["lotte"]).lines) == 1
    later(town, clock, 8)
    (line,) = overdue_page(town["lotte"]).lines
    assert (line.cause, line.holder) == (RungCause.MOVES, "Rachid")
    log_contact(by=anouk, track_id=track, talk=talk(), ahead=moved_to(town, 3))
    assert overdue_page(town["lotte"]).lines == ()
    with acting(town["rachid"]):
        assert not Rung.objects.filter(state="raised").exists()


def text(client, address):
    return client.get(address).content.decode()


def test_the_picture_says_what_the_table_says(town, clock, client):
    late_town(town, clock)
    page = overdue_page(town["rachid"])
    counted = Counter(one.level for one in page.lines)
    assert {one.level: one.number for one in page.steps} == {at: counted[at] for at in range(1, 5)}
    html = text(sign_in(client, town["rachid"]), "/te-laat/")
    drawn = re.findall(r'class="ladder__number"[^>]*>(\d+)<', html)
    assert [int(one) for one in drawn] == [one.number for one in reversed(page.steps)]
    assert html.count('<th scope="row">') == len(page.lines)


def test_the_act_that_belongs_to_the_cause_is_one_tap_away(town, clock, client):
    track = late_town(town, clock)
    html = text(sign_in(client, town["rachid"]), "/te-laat/")
    for words in ("Regel een moment", "Vraag een coach", "Bevestigen", "Bekijk de aanmelding"):
        assert words in html, words
    assert f"/jongeren/{track}/moment/" in html
    html = text(sign_in(client, town["lotte"]), "/te-laat/")
    assert "Regel een moment" not in html and "Mail Anouk" in html
    assert client.get(f"/jongeren/{track}/moment/").status_code == 404


def test_when_nothing_is_late_it_says_so(town, client):
    assert "Alles op tijd." in text(sign_in(client, town["lotte"]), "/te-laat/")


def test_one_rings_who_keeps_the_moment_now(town, track, clock, client):
    later(town, clock, 9)
    suspend_access(by=town.admin, user_id=town["anouk"].user_id, why=SuspendReason.LEAVES)
    for who in ("lotte", "rachid"):
        (line,) = overdue_page(town[who]).lines
        assert (line.coach, line.ring.who) == ("Anouk", "Rachid")
    sign_in(client, town["lotte"])
    late = text(client, "/te-laat/")
    assert "Mail Rachid" in late and "Mail Anouk" not in late
    assert "Rachid vervangt" in text(client, f"/jongeren/{track}/")
