"""The work coach beside the lead: asked along for a while, and holding no promise."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.placements import actions as work
from houvast.placements.models import AftercareMoment, Consent, Placement
from houvast.placements.reads import beside_page, placement_page, works_beside
from houvast.placements.rules.consent import Given
from houvast.placements.rules.states import Answered, Side, Told
from houvast.sharing.models import Assignment
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.work_coaches import end_work_coach, give_work_coach
from houvast.tracks.models import Track, WorkNote
from tests.cast import TERMS, ahead, at_commit, place_to_work, sign_in, talk, want
from tests.matching.made import wish


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def wim(town, anouk, track):
    """Wim, asked along by the lead; he acts for placement."""
    give_work_coach(by=anouk, track_id=track, user_id=town["wim"].user_id, until=in_days(30))
    return town.as_("wim", Purpose.PLACEMENT)


def test_he_proposes_asks_the_yes_and_agrees_and_the_lead_starts(town, anouk, track, wim, client):
    wish(wim, track)
    one = work.propose(by=wim, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    asked = work.ask_yes(by=wim, placement_id=one, tell=[Told.FIRST_NAME], own={})
    work.say_yes(by=wim, consent_id=asked, given=Given(Answered.TOGETHER))
    work.introduce(by=wim, placement_id=one)
    work.plan_trial_day(by=wim, placement_id=one, day=in_days(0))
    work.agree(by=wim, placement_id=one, start_on=in_days(0), terms=TERMS)
    for verb in (work.break_off, work.end, work.not_started):
        with pytest.raises(Refused):
            verb(by=wim, placement_id=one)
    with pytest.raises(Refused, match="Dit doet de vaste coach"):
        work.start(by=wim, placement_id=one, started_on=in_days(0))
    at_commit()
    page = sign_in(client, town["wim"]).get(reverse("placement", args=[one])).content.decode()
    assert "De vaste coach legt vast dat het werk begint." in page
    assert reverse("yes", args=[asked]) in page and "Bekijken of sturen" in page
    with acting(anouk):
        assert Placement.objects.get().state == "agreed"


def at_work(town, anouk, track):
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    want(anouk, one)
    work.introduce(by=anouk, placement_id=one)
    work.agree(by=anouk, placement_id=one, start_on=in_days(0), terms=TERMS)
    work.start(by=anouk, placement_id=one, started_on=in_days(0))
    return one


def test_he_calls_the_employer_and_checks_in_and_reads_no_notes(town, anouk, track, wim, clock):
    log_contact(by=anouk, track_id=track, talk=talk(note="Slaapt slecht."), ahead=ahead(60))
    one = at_work(town, anouk, track)
    clock.forward(days=8)
    with acting(wim):
        due = {side: AftercareMoment.objects.filter(side=side).order_by("due")[0] for side in Side}
    work.check_in(by=wim, moment_id=due[Side.EMPLOYER].pk, reached=True, note="Komt op tijd.")
    with pytest.raises(NotAllowed):
        work.check_in(by=wim, moment_id=due[Side.YOUNG_PERSON].pk, reached=True, note="Moe.")
    work.check_in(by=wim, moment_id=due[Side.YOUNG_PERSON].pk, reached=True)
    page = placement_page(wim, one)
    assert [done.words for done in page.noted] == ["", "Komt op tijd."]
    assert (page.next_steps, page.file.leads, page.file.may_log) == ((), False, False)
    with acting(wim):
        assert (WorkNote.objects.count(), Consent.objects.count()) == (0, 0)


def test_he_sees_the_young_person_until_the_last_day_and_not_a_day_longer(wim, track, clock):
    line = beside_page(wim).lines[0]
    assert (line.track_id, line.last_day, line.lead) == (track, in_days(30), "Anouk")
    clock.forward(days=30)
    assert beside_page(wim).lines
    clock.forward(days=1)
    assert beside_page(wim).lines == ()
    with pytest.raises(NotFound):
        wish(wim, track)


def test_he_is_sent_away_at_once(town, anouk, track, wim):
    end_work_coach(by=anouk, track_id=track, user_id=wim.user_id)
    assert not works_beside(wim, track)
    with pytest.raises(NotFound):
        work.propose(by=wim, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    with pytest.raises(Refused, match="helpt hier niet meer"):
        end_work_coach(by=anouk, track_id=track, user_id=wim.user_id)


def test_another_day_takes_the_place_of_the_first_and_the_same_day_is_nothing_new(
    town, anouk, track, wim
):
    for until in (in_days(30), in_days(90), in_days(90)):
        give_work_coach(by=anouk, track_id=track, user_id=wim.user_id, until=until)
    with acting(anouk) as at:
        live = Assignment.objects.filter(capacity="work", until__gt=at.now, since__lte=at.now)
        assert live.count() == 1
    assert beside_page(wim).lines[0].last_day == in_days(90)


@pytest.mark.parametrize(
    ("who", "days", "words", "field"),
    [
        ("wim", 0, "nog komt", "until"),
        ("wim", 183, "half jaar", "until"),
        ("bilal", 30, "nu geen werkcoach", "user"),
        ("sam", 30, "nu geen werkcoach", "user"),
        ("anouk", 30, "vaste coach al", "user"),
    ],
)
def test_only_a_work_coach_and_only_for_a_while(town, anouk, track, who, days, words, field):
    with pytest.raises(Refused, match=words) as no:
        give_work_coach(by=anouk, track_id=track, user_id=town[who].user_id, until=in_days(days))
    assert no.value.field == field


def test_the_team_lead_and_the_coordinator_ask_too_and_nobody_else(
    town, anouk, bilal, elsewhere, track
):
    asked = {"track_id": track, "user_id": town["wim"].user_id, "until": in_days(30)}
    others = (bilal, town["wim"], town["sam"], town["hugo"], elsewhere["carmen"])
    for by in (*others, town.as_("wim", Purpose.PLACEMENT)):
        with pytest.raises((NotFound, NotAllowed)):
            give_work_coach(by=by, **asked)
    for name in ("lotte", "rachid"):
        give_work_coach(by=town[name], **asked)
        end_work_coach(by=town[name], track_id=track, user_id=town["wim"].user_id)


def test_for_which_purpose_a_page_opens_follows_from_who_holds(town, anouk, bilal, track, wim):
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    for thing in (track, one):
        assert works_beside(wim, thing)
        assert not works_beside(anouk, thing)
        assert not works_beside(bilal, thing)
    assert not works_beside(wim, wim.user_id)


RAW = {
    "the lead": "update tracks_track set lead_coach_id = '{wim}'",
    "a moment": "update tracks_nextmoment set due = houvast_today()",
    "a yes of another": "update placements_consent set state = 'withdrawn'",
}


@pytest.mark.parametrize("what", RAW)
def test_the_database_lets_a_work_coach_write_no_promise(town, anouk, track, wim, what):
    at_work(town, anouk, track)
    with acting(wim), connection.cursor() as cursor:
        cursor.execute(RAW[what].format(wim=wim.user_id))
        assert cursor.rowcount == 0


def test_the_database_lets_nobody_stay_longer_than_was_given(wim):
    longer = "update sharing_assignment set until = until + interval '9 days'"
    with pytest.raises(IntegrityError), acting(wim), connection.cursor() as cursor:
        cursor.execute(longer)


def test_the_pages_of_the_work_coach(town, anouk, track, wim, client):
    one = at_work(town, anouk, track)
    visitor = sign_in(client, town["wim"])
    assert "Ilias" in visitor.get(reverse("beside")).content.decode()
    page = visitor.get(reverse("track", args=[track])).content.decode()
    assert "Anouk houdt vast" in page and "Eigenwerk" in page
    for name in ("propose", "places_for", "wishes", "plan"):
        assert visitor.get(reverse(name, args=[track])).status_code == 200
    placement = visitor.get(reverse("placement", args=[one])).content.decode()
    assert "Het werk is gestopt" not in placement
    assert "De vaste coach vroeg het ja" in placement and "Bekijken of sturen" not in placement
    plan = visitor.get(reverse("plan", args=[track])).content.decode()
    assert "Stap toevoegen" not in plan and "Nieuwe versie" not in plan
    for name in ("add_step", "measure", "future_plan", "log_contact", "details", "closing"):
        assert visitor.get(reverse(name, args=[track])).status_code == 404
    for name in ("support_plan", "work_coach"):
        assert visitor.get(reverse(name, args=[track])).status_code == 404


def test_the_lead_asks_one_along_on_screen(town, track, client):
    visitor, address = sign_in(client, town["anouk"]), reverse("work_coach", args=[track])
    assert "Wim" in visitor.get(address).content.decode()
    wrong = visitor.post(address, {"user": town["wim"].user_id, "until": in_days(300)})
    assert wrong.status_code == 422
    fine = visitor.post(address, {"user": town["wim"].user_id, "until": in_days(60)})
    assert fine.status_code == 302
    assert "Wim helpt mee als werkcoach" in visitor.get(fine.url).content.decode()
    stop = reverse("work_coach_stop", args=[track, town["wim"].user_id])
    assert visitor.post(stop).status_code == 302
    with acting(town["anouk"]):
        assert Track.objects.count() == 1
