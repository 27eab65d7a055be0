"""Team: views by service facts, the same phase in the list as on the file, fifty at a time."""

from itertools import product
from uuid import uuid4

import pytest
from django.db.models import Value
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.rules import SuspendReason
from houvast.database.context import acting
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.leaving import suspend_access
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Track
from houvast.tracks.reads.listing import ORDERS, Asked
from houvast.tracks.reads.phases import phase_as_sql
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.phase import facts_from, phase_of
from houvast.tracks.rules.states import TrackPhase
from houvast.tracks.rules.views import Order, TeamView
from tests.cast import Who, ahead, open_track, proposed_track, sign_in, talk

ALL = TeamView.ALL


def names(page):
    return [one.line.name for one in page.rows]


@pytest.fixture
def five(town):
    """Five young people of anouk and bilal, one of whom still waits for a coach."""
    for number, coach in enumerate(("anouk", "anouk", "bilal", "bilal")):
        track = open_track(town, Who(f"Jongere {number}"), coach)
        log_contact(by=town[coach], track_id=track, talk=talk(), ahead=ahead(2 + number))
    record_scan(by=town["bilal"], track_id=track, values={LifeDomain.WORK: ScanValue.IN_ORDER})
    proposed_track(town, Who("Jongere 4"))


def test_each_view_shows_as_many_as_it_says(town, five, clock):
    for days in (0, 5, 12, 160):
        clock.forward(days=days)
        for view in TeamView:
            page = team_page(town["rachid"], Asked(view))
            assert page.counts[view] == page.total == len(page.rows), (days, view)
    assert {view: page.counts[view] for view in TeamView} == {
        TeamView.ALL: 5,
        TeamView.LATE: 5,
        TeamView.SILENT: 4,
        TeamView.PROPOSED: 1,
        TeamView.ENDING: 4,
    }


def test_a_list_is_narrowed_and_sorted_by_facts_about_our_service(town, five):
    rachid, bilal = town["rachid"], town["bilal"].user_id
    assert names(team_page(rachid, Asked(ALL, coach=bilal))) == ["Jongere 2", "Jongere 3"]
    assert names(team_page(rachid, Asked(ALL, search="gere 1"))) == ["Jongere 1"]
    assert names(team_page(rachid, Asked(ALL, phase=TrackPhase.PLANNING))) == ["Jongere 3"]
    assert names(team_page(rachid, Asked(ALL, order=Order.NAME))) == [
        f"Jongere {n}" for n in range(5)
    ]
    assert names(team_page(rachid, Asked(ALL, coach=uuid4()))) == []


def test_a_page_that_does_not_exist_is_the_last_one(town, five):
    page = team_page(town["rachid"], Asked(ALL, page=9))
    assert (len(page.rows), page.page, page.pages) == (5, 1, 1)


@given(
    weergave=st.text(max_size=8) | st.sampled_from(TeamView),
    fase=st.text(max_size=8) | st.sampled_from(TrackPhase),
    coach=st.text(max_size=8) | st.uuids().map(str),
    bladzijde=st.text(max_size=8) | st.integers().map(str),
    zoek=st.text(),
)
def test_no_address_is_wrong(weergave, fase, coach, bladzijde, zoek):
    from django.http import QueryDict

    from houvast.web.process import _asked

    query = QueryDict(mutable=True)
    query.update({"weergave": weergave, "fase": fase, "coach": coach})
    query.update({"bladzijde": bladzijde, "zoek": zoek})
    asked = _asked(query)
    assert asked.page >= 1 and "\x00" not in asked.search


def test_every_order_is_a_fact_about_our_service():
    keys = {str(key) for order in ORDERS.values() for key in order}
    assert set(ORDERS) == set(Order)
    assert all(any(fact in key for fact in ("due", "called", "spoken_at", "lead")) for key in keys)


def test_the_phase_of_the_list_is_the_phase_of_the_file(town, five):
    with acting(town["rachid"]):
        found = Track.objects.annotate(phase=phase_as_sql(), one=Value(1)).order_by("pk")
        for row in found:
            kinds = row.milestones.values_list("kind", flat=True)
            assert row.phase == phase_of(facts_from(row.state, set(kinds), row.work_started_on))


def test_the_part_and_the_page_show_the_same_list(town, five, client):
    browser = sign_in(client, town["rachid"])
    for view, order in product(TeamView, Order):
        url = f"/team/?weergave={view}&volgorde={order}"
        page = browser.get(url).content.decode()
        part = browser.get(url, headers={"HX-Request": "true", "HX-Target": "tracks"})
        text = part.content.decode()
        assert "<html" not in text
        shown = text[: text.index('<p class="sr-only" id="status"')].strip()
        assert shown in page


def test_who_was_suspended_is_still_found_by_what_he_holds(town, five, client):
    anouk = town["anouk"].user_id
    suspend_access(by=town.admin, user_id=anouk, why=SuspendReason.LEAVES)
    page = team_page(town["rachid"], Asked(ALL, coach=anouk))
    assert names(page) == ["Jongere 0", "Jongere 1"]
    assert anouk not in {one.id for one in page.coaches}
    assert sorted(name for _, name in page.leads) == [name for _, name in page.leads]
    sign_in(client, town["rachid"])
    shown = client.get(reverse("team"), {"coach": str(anouk)}).content.decode()
    assert f'<option value="{anouk}" selected>' in shown
