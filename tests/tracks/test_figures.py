"""The first screen of who steers: numbers that are those of the lists, and never about anybody."""

import pytest
from django.urls import reverse

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.tracks.actions.aftercare import start_aftercare
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.models import Track
from houvast.tracks.reads.figures import figures_page
from houvast.tracks.reads.overdue import overdue_page
from houvast.tracks.reads.phases import phase_as_sql
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.states import HandoverReason
from houvast.tracks.rules.terms import TermGroup
from houvast.tracks.rules.views import TeamView
from tests.cast import Who, agreed, ahead, live, observed, open_track, proposed_track, sign_in, talk
from tests.tracks.informs import tell_young_person
from tests.tracks.test_overdue import late_town


@pytest.fixture
def busy(town, elsewhere, clock):
    """Some of everything, some of it late, and a neighbour whose numbers stay there."""
    life = live(town, "Meeuw")
    start_aftercare(by=town["anouk"], track_id=life.track)
    agreed(town, TermGroup.RHYTHM, silent_getting_acquainted=2, silent_aftercare=1)
    proposed_track(town, Who("Gevraagde"))
    talked = open_track(town, Who("Gesproken"))
    log_contact(by=town["anouk"], track_id=talked, talk=talk(), ahead=ahead(20))
    handed = open_track(town, Who("Overgedragen"))
    offer_handover(
        by=town["anouk"],
        track_id=handed,
        from_user=town["anouk"].user_id,
        to_user=town["bilal"].user_id,
        reason=HandoverReason.NO_CLICK,
    )
    by = town.as_("anouk", Purpose.INTAKE)
    receive_signal(by=by, seen=observed(town), who=Who("Wachtende"))
    late_town(town, clock)
    return town


def test_every_number_is_the_number_of_the_list(busy):
    page, coordinator = figures_page(busy["petra"]), busy["rachid"]
    team = team_page(coordinator)
    assert page.held + page.proposed == team.counts[TeamView.ALL] > 5
    assert page.silent == team.counts[TeamView.SILENT] > 0
    assert page.proposed == team.counts[TeamView.PROPOSED] > 0
    overdue = overdue_page(coordinator)
    assert page.steps == overdue.steps and page.late == len(overdue.lines) > 0
    with acting(coordinator):
        found = Track.objects.filter(state__in=["open", "aftercare"]).annotate(p=phase_as_sql())
        phases = list(found.values_list("p", flat=True))
    assert {one.value: number for one, number in page.phases if number} == {
        one: phases.count(one) for one in phases
    }
    assert (page.without_coach, page.without_moment, page.broken) == (0, 0, 0)
    assert page.signals >= 1 and page.closings == 1
    assert figures_page(coordinator) == page


def test_the_numbers_of_the_neighbour_stay_there(busy, elsewhere):
    assert figures_page(busy["petra"]).held > 0
    ours = busy["petra"]
    theirs = type(ours)(ours.user_id, elsewhere["carmen"].municipality_id, ours.role, ours.purpose)
    assert figures_page(theirs).held == 0


@pytest.mark.parametrize("name", ["lotte", "anouk", "tess", "sam", "bas"])
def test_nobody_else_gets_numbers(town, name):
    with pytest.raises(NotAllowed):
        figures_page(town[name])


def test_another_role_or_purpose_gets_none_of_the_database(busy):
    from houvast.tracks.reads.figures import _asked

    for by in (busy["anouk"], busy["lotte"], busy.as_("rachid", Purpose.INTAKE)):
        with acting(by):
            assert sum(_asked(by).values()) == 0


def test_the_screen_has_the_numbers_in_picture_and_table_and_no_name(busy, client):
    text = sign_in(client, busy["petra"]).get(reverse("overview")).content.decode()
    page = figures_page(busy["petra"])
    for phase, number in page.phases:
        assert text.count(f">{number}</") >= 2, phase
    for name in ("Ilias", "Meeuw", "Gesproken", "Anouk", "Bilal", "Zuid"):
        assert name not in text
    assert sign_in(client, busy["petra"]).get("/").url == reverse("overview")


def test_the_manager_reads_what_lies_with_him_and_whom_to_ring(town, clock, client):
    tell_young_person(by=town["anouk"], track_id=open_track(town))
    clock.forward(days=40)
    climb_ladder(by=safety_net(town.admin.municipality_id))
    assert figures_page(town["petra"]).highest == 1
    for who, shown in (("petra", True), ("rachid", False)):
        text = sign_in(client, town[who]).get(reverse("overview")).content.decode()
        assert ("1 ligt bij jou. Bel de procesregisseur" in text) is shown
