"""Jongeren: each view shows as many as it says, of one's own list only."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.database.context import acting
from houvast.tracks.actions.closing import agree_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.models import Door, Track
from houvast.tracks.reads.caseload import caseload_page
from houvast.tracks.reads.listing import Asked
from houvast.tracks.rules.states import TrackPhase, TrackState
from houvast.tracks.rules.views import CaseloadView, Order
from tests.cast import Who, ahead, live, open_track, sign_in, talk

RUNNING = CaseloadView.RUNNING


def names(page):
    return [one.line.name for one in page.rows]


@pytest.fixture
def three(town):
    """Three of anouk, one of bilal."""
    for number, coach in enumerate(("anouk", "anouk", "anouk", "bilal")):
        track = open_track(town, Who(f"Jongere {number}", f"Voor{number}", "Achter"), coach)
        log_contact(by=town[coach], track_id=track, talk=talk(), ahead=ahead(4 - number))


def test_each_view_shows_as_many_as_it_says(town, three, clock):
    for days in (0, 3, 12, 70):
        clock.forward(days=days)
        for view in CaseloadView:
            page = caseload_page(town["anouk"], Asked(view))
            assert page.counts[view] == page.total == len(page.rows), (days, view)
    assert page.counts[CaseloadView.LATE] == page.counts[CaseloadView.SILENT] == 3


def test_it_is_the_own_list_and_narrowed_by_what_one_may_see(town, three):
    anouk = town["anouk"]
    assert names(caseload_page(anouk)) == ["Voor2 Achter", "Voor1 Achter", "Voor0 Achter"]
    assert names(caseload_page(anouk, Asked(RUNNING, search="voor1"))) == ["Voor1 Achter"]
    assert names(caseload_page(anouk, Asked(RUNNING, search="voor3"))) == []
    by_name = Asked(RUNNING, order=Order.NAME)
    assert names(caseload_page(anouk, by_name)) == [f"Voor{n} Achter" for n in range(3)]
    assert caseload_page(anouk, Asked(RUNNING, phase=TrackPhase.AFTERCARE)).total == 0


def test_whose_door_one_keeps_stands_apart(town):
    life = live(town, "Meeuw")
    with acting(town["anouk"]):
        state = Track.objects.get(pk=life.track).state
    assert state != TrackState.CLOSED
    assert caseload_page(town["anouk"], Asked(CaseloadView.DOOR)).total == 0
    agree_closing(by=town["rachid"], closing_id=life.closing)
    (row,) = caseload_page(town["anouk"], Asked(CaseloadView.DOOR)).rows
    assert (row.line.state, row.line.due, row.line.late) == (TrackState.CLOSED, None, 0)
    with acting(town["anouk"]):
        assert row.rings_on == Door.objects.get(track=life.track).come_back_on


def test_age_is_in_years_and_absent_when_unknown(town, three):
    birth = timezone.localdate().replace(year=timezone.localdate().year - 19, day=1)
    open_track(town, Who("Jarig", "Jarig", "Vandaag", birth))
    open_track(town, Who("Zonder"))
    ages = {one.line.name: one.age for one in caseload_page(town["anouk"]).rows}
    assert (ages["Jarig Vandaag"], ages["Zonder"]) == (19, None)


def test_nonsense_in_the_address_is_as_if_it_was_not_asked(town, three):
    anouk = sign_in(Client(), town["anouk"])
    asked = {"weergave": "x", "fase": "\x00", "volgorde": "coach", "bladzijde": "-3", "zoek": "%"}
    page = anouk.get(reverse("young_people"), asked)
    assert (page.status_code, page.context["page"].total) == (200, 0)
    part = anouk.get(reverse("young_people"), headers={"HX-Target": "tracks"})
    assert "<html" not in part.content.decode() and "Voor0 Achter" in part.content.decode()
