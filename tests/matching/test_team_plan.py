"""A proposal for a team: who may ask, who reads what, what is kept, and what becomes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.employers import actions as employers
from houvast.employers.reads.demand import demand_lines
from houvast.employers.rules.demand import DayTime, Missed
from houvast.employers.rules.states import Sector
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.matching.actions import propose_plan
from houvast.matching.models import PlanLine, TeamPlan
from houvast.matching.reads import plan_lines
from houvast.matching.reads.plan_lines import own_lines_page
from houvast.matching.reads.plans import team_plan_page
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.demand import day_time, missed, to_tell
from houvast.matching.rules.proposal import StaleCode, stale
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.week import EVENING, every
from houvast.placements.actions import propose
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.rules.terms import TermGroup
from tests.cast import Who, agreed, open_track, place_to_work, sign_in
from tests.matching.made import choose, wish

COOK = {"occupations": frozenset({"5120"}), "sectors": frozenset({Sector.I})}


def searching(town, mark, coach="anouk", **wishes):
    """A young person of this coach who looks for work."""
    who = Who(f"{mark}roep", f"{mark}voor", f"{mark}achter", date(2008, 5, 4), "0600000001")
    track = open_track(town, who, coach)
    wish(town[coach], track, f"{mark} wil koken.", **(wishes or COOK))
    return track


def zuid(town):
    return town.teams["Zuid"]


@pytest.fixture
def two(town):
    """Two who look for work, of two coaches, and one place."""
    place = place_to_work(town, "Meeuw", places=1)
    return searching(town, "Een"), searching(town, "Twee", "bilal"), place


def test_each_coach_reads_the_own_line_and_who_steers_reads_none(town, two, trail):
    first, second, place = two
    propose_plan(by=town["lotte"], team_id=zuid(town))
    lines = {who: own_lines_page(town[who]).lines for who in ("anouk", "bilal")}
    assert [one.track_id for one in lines["anouk"]] == [first]
    assert [one.track_id for one in lines["bilal"]] == [second]
    proposed = [one.proposed.place.id for few in lines.values() for one in few if one.proposed]
    assert proposed == [place]
    page = team_plan_page(town["lotte"], zuid(town))
    assert [one.name for one in page.lines] == ["Eenroep", "Tweeroep"]
    assert sorted(one.is_proposed for one in page.lines) == [False, True]
    assert {"matching.plan_proposed", "matching.plan_viewed"} <= set(trail)
    for who in ("lotte", "rachid", "hugo", "sam", "petra"):
        with acting(town[who]):
            assert not PlanLine.objects.exists()


@pytest.mark.parametrize(
    "who,purpose,error",
    [
        ("hugo", None, NotFound),
        ("anouk", None, NotAllowed),
        ("petra", None, NotAllowed),
        ("sam", None, NotAllowed),
        ("lotte", Purpose.INTAKE, NotAllowed),
    ],
)
def test_only_who_steers_the_team_asks(town, two, who, purpose, error):
    by = town.as_(who, purpose) if purpose else town[who]
    with pytest.raises(error):
        propose_plan(by=by, team_id=zuid(town))
    with acting(town["rachid"]):
        assert not TeamPlan.objects.exists()


def test_wishes_are_given_for_the_proposal_that_is_being_made_alone(town, two):
    """Afterwards it gives nobody anything, and what stands is told to who steers that team."""
    plan = propose_plan(by=town["lotte"], team_id=zuid(town))
    for who in ("lotte", "rachid", "anouk", "hugo", "sam"):
        counts = []
        for function in ("matching_searching", "matching_plan_told"):
            with acting(town[who]), connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {function}(%s)", [plan])
                counts.append(cursor.fetchone()[0])
        assert counts == [0, 2 if who in ("lotte", "rachid") else 0], who


def test_nobody_makes_or_changes_a_line_by_hand(town, two):
    propose_plan(by=town["lotte"], team_id=zuid(town))
    tries = (
        "update matching_planline set workplace_id = null, explanation = null",
        "delete from matching_planline",
        "update matching_teamplan set at = houvast_now()",
        "insert into matching_planline select gen_random_uuid(), l.* from matching_planline l",
    )
    for who in ("anouk", "lotte"):
        for sql in tries:
            with acting(town[who]), connection.cursor() as cursor:
                try:
                    with transaction.atomic():
                        cursor.execute(sql)
                        assert cursor.rowcount == 0, sql
                except DatabaseError:
                    continue


def test_many_lines_come_in_pages_by_name_and_all_of_them_are_there(town, monkeypatch):
    monkeypatch.setattr(plan_lines, "PER_PAGE", 2)
    names = ["Eens", "ali", "Zo", "Bo", "mo"]
    tracks = {name: searching(town, name) for name in names}
    propose_plan(by=town["lotte"], team_id=zuid(town))
    propose_plan(by=town["lotte"], team_id=zuid(town))
    seen = [own_lines_page(town["anouk"], at) for at in (1, 2, 3)]
    assert [len(one.lines) for one in seen] == [2, 2, 1]
    assert {(one.page, one.pages) for one in seen} == {(1, 3), (2, 3), (3, 3)}
    shown = [line.track_id for one in seen for line in one.lines]
    assert shown == [tracks[name] for name in ("ali", "Bo", "Eens", "mo", "Zo")]
    assert own_lines_page(town["anouk"], 99).page == 3


@pytest.mark.screens
def test_a_work_coach_sees_the_lines_of_whom_he_helps_beside_the_lead(town, two, client):
    first, _second, _place = two
    propose_plan(by=town["lotte"], team_id=zuid(town))
    wim = sign_in(client, town["wim"])
    own, beside = reverse("own_lines"), f"{reverse('own_lines')}?naast=1"
    assert "Eenvoor" not in wim.get(beside).content.decode()
    last = timezone.localdate() + timedelta(days=30)
    give_work_coach(by=town["anouk"], track_id=first, user_id=town["wim"].user_id, until=last)
    text = wim.get(beside).content.decode()
    assert "Eenvoor" in text and "Tweevoor" not in text
    assert "Eenvoor" not in wim.get(own).content.decode()
    assert beside in wim.get(reverse("beside")).content.decode()
    assert "Eenvoor" in sign_in(client, town["anouk"]).get(beside).content.decode()


def test_who_is_at_work_away_or_busy_with_a_proposal_is_left_out(town, two):
    first, second, place = two
    propose(by=town["anouk"], track_id=first, workplace_id=place)
    propose_plan(by=town["rachid"], team_id=zuid(town))
    assert own_lines_page(town["anouk"]).lines == ()
    assert [one.track_id for one in own_lines_page(town["bilal"]).lines] == [second]


def test_a_line_tells_what_became_old(town):
    place = place_to_work(town, "Meeuw")
    searching(town, "Een")
    propose_plan(by=town["lotte"], team_id=zuid(town))
    by = town["anouk"]
    assert own_lines_page(by).lines[0].stale == ()
    for _one in range(2):
        employers.take_place(by=by, workplace_id=place)
    line = own_lines_page(by).lines[0]
    assert line.stale == (StaleCode.FULL,)
    now, there = line.proposed.why, replace(line.proposed.place, free_places=1)
    free = replace(now, blocks=())
    assert stale(free, free, there, wishes_changed=False) == []
    assert stale(free, free, there, wishes_changed=True) == [StaleCode.WISHES]
    assert stale(free, now, there, wishes_changed=False) == [StaleCode.BLOCKED]
    assert stale(free, None, None, wishes_changed=False) == [StaleCode.GONE]
    other = replace(free, points=dict.fromkeys(free.points, 1))
    assert stale(free, other, there, wishes_changed=False) == [StaleCode.CHANGED]


def test_what_is_decided_is_told_and_nothing_is_decided_by_the_plan(town):
    place, track = place_to_work(town, "Meeuw"), searching(town, "Een")
    propose_plan(by=town["lotte"], team_id=zuid(town))
    assert not own_lines_page(town["anouk"]).lines[0].is_decided
    choose(town["anouk"], track, place, ChoiceOutcome.DISCUSS)
    assert own_lines_page(town["anouk"]).lines[0].is_decided
    assert team_plan_page(town["lotte"], None).lines[0].is_decided


@pytest.mark.screens
def test_who_steers_more_teams_looks_at_each_without_making_a_new_proposal(town, two, client):
    propose_plan(by=town["lotte"], team_id=zuid(town))
    address, here = reverse("team_plan"), f"?team={zuid(town)}"
    rachid = sign_in(client, town["rachid"])
    text = rachid.get(address).content.decode()
    assert f'href="{here}"' in text and "Eenroep" not in text
    assert "Eenroep" in rachid.get(address + here).content.decode()
    lotte = sign_in(client, town["lotte"]).get(address).content.decode()
    assert "Eenroep" in lotte and 'class="tabs"' not in lotte


def test_sent_twice_is_one_and_nobody_to_plan_for_is_said(town, two):
    key = two[0]
    once = propose_plan(by=town["lotte"], team_id=zuid(town), key=key)
    assert propose_plan(by=town["lotte"], team_id=zuid(town), key=key) == once
    with pytest.raises(Refused, match="zoekt nu niemand"):
        propose_plan(by=town["rachid"], team_id=town.teams["Noord"])


def test_waiting_is_not_kept_anywhere(town, two):
    kept = {one.name for model in (PlanLine, TeamPlan) for one in model._meta.get_fields()}
    assert not {"weeks", "waiting", "points", "order", "place"} & kept


def test_the_work_that_is_missed_leads_to_nobody():
    someone = Wishes(occupations=frozenset({"5120"}), pc4="1234", free=every(EVENING) & 0xFFFFF)
    assert missed(someone) == {Missed("5120", "12", DayTime.EVENINGS)}
    assert day_time(0) is DayTime.ANY
    assert to_tell(4, [missed(someone)]) == []
    assert to_tell(5, [missed(someone)] * 3) == [Missed("5120", "12", DayTime.EVENINGS)]


def test_staff_reads_the_missed_work_of_the_municipality_and_brokers_do_not(town, elsewhere):
    for mark in ("Een", "Twee", "Drie", "Vier", "Vijf"):
        searching(town, mark)
    for _again in range(2):
        propose_plan(by=town["lotte"], team_id=zuid(town))

    def seen(by):
        with acting(by) as at:
            return [one.occupation for one in demand_lines(at.today)]

    assert all(seen(town[who]) == ["5120"] for who in ("sam", "anouk", "rachid"))
    others = (town["bas"], town["petra"], town["denzel"], next(iter(elsewhere.people.values())))
    assert all(seen(by) == [] for by in others)


def test_a_line_ends_with_its_track_and_within_ninety_days(town, two):
    propose_plan(by=town["lotte"], team_id=zuid(town))
    with acting(town["anouk"]) as at:
        assert PlanLine.objects.get().destroy_on <= at.today + timedelta(days=90)


def test_a_programme_agrees_on_proposals_before_anybodys_wishes_are_read(town, two):
    agreed(town, TermGroup.PROPOSAL, team_proposal_most=0)
    with pytest.raises(Refused, match="na de DPIA"):
        propose_plan(by=town["lotte"], team_id=zuid(town))
    assert not team_plan_page(town["lotte"], zuid(town)).most
    with acting(town.as_("lotte", Purpose.PROCESS_STEERING)), connection.cursor() as cursor:
        now = "insert into matching_teamplan (id, municipality_id, controller, destroy_on, team_id,"
        now += " asked_by_id, at, ruleset) select gen_random_uuid(), municipality_id, controller,"
        now += " destroy_on, team_id, %s, houvast_now(), 'x' from tracks_track limit 1 returning id"
        cursor.execute(now, [town["lotte"].user_id])
        cursor.execute("select * from matching_searching(%s)", cursor.fetchone())
        assert cursor.fetchall() == []


def test_a_proposal_is_no_larger_than_was_agreed(town, two):
    agreed(town, TermGroup.PROPOSAL, team_proposal_most=1)
    with pytest.raises(Refused, match=r"zoeken 2 jongeren werk\. Een voorstel gaat over hooguit 1"):
        propose_plan(by=town["lotte"], team_id=zuid(town))
    agreed(town, TermGroup.PROPOSAL, team_proposal_most=2)
    propose_plan(by=town["lotte"], team_id=zuid(town))
    assert len(team_plan_page(town["lotte"], zuid(town)).lines) == 2
