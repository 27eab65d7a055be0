"""The phase is a process fact: who steers sees the same one as the coach, without the content."""

import pytest
from django.db import ProgrammingError, connection

from houvast.database.context import acting
from houvast.placements.reads import file_page
from houvast.tracks.actions.tracks import record_scan
from houvast.tracks.models import Milestone, ScanAnswer
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import TrackPhase


@pytest.fixture
def scanned(town, track):
    record_scan(by=town["anouk"], track_id=track, values={LifeDomain.WORK: ScanValue.NEEDS_STEP})
    return track


def test_who_steers_sees_the_phase_and_not_the_scan(town, scanned):
    for who in ("anouk", "rachid", "lotte"):
        assert file_page(town[who], scanned).file.phase is TrackPhase.PLANNING, who
    (row,) = team_page(town["rachid"]).rows
    assert row.line.phase is TrackPhase.PLANNING
    with acting(town["rachid"]):
        assert not ScanAnswer.objects.exists()


def test_a_milestone_is_reached_once(town, scanned):
    record_scan(by=town["anouk"], track_id=scanned, values={LifeDomain.WORK: ScanValue.IN_ORDER})
    with acting(town["anouk"]):
        assert Milestone.objects.count() == 1


@pytest.mark.parametrize("who", ["anouk", "rachid"])
def test_nobody_can_claim_a_milestone(town, scanned, who):
    claim = (
        "insert into tracks_milestone (id, municipality_id, controller, destroy_on, person_id,"
        ' track_id, kind, "on") select gen_random_uuid(), municipality_id, controller, destroy_on,'
        " person_id, track_id, 'plans_agreed', \"on\" from tracks_milestone"
    )
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, acting(town[who]), connection.cursor() as cursor:
        cursor.execute(claim)
