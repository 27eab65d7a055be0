"""The expert notes a meeting at the moment that something else happens, with real commits."""

from uuid import uuid4

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import NotFound
from houvast.tracks.actions.companions import end_companion
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.sessions import log_session
from houvast.tracks.models import CompanionSession
from houvast.tracks.reads.companions import own_agreements
from houvast.tracks.rules.companions import CompanionOutcome, Session, SessionOutcome
from tests.cast import ahead, open_track, talk
from tests.companions import introduced
from tests.test_parallel import at_once, place, refusals  # noqa: F401

pytestmark = pytest.mark.commits


@pytest.fixture
def ship(place):  # noqa: F811
    track = open_track(place)
    log_contact(by=place["anouk"], track_id=track, talk=talk(), ahead=ahead())
    return introduced(place, track)


def note(town, ship, key):
    session = Session(timezone.localdate(), SessionOutcome.TALKED)
    return log_session(by=town["denzel"], companionship_id=ship, session=session, key=key)


def noted(town):
    with acting(town["rachid"]):
        return CompanionSession.objects.count()


def test_the_same_form_twice_at_once_is_one_meeting(place, ship):  # noqa: F811
    key = uuid4()
    first, second = at_once(*[lambda: note(place, ship, key)] * 2)
    assert first == second
    assert noted(place) == 1


@pytest.mark.parametrize("_round", range(3))
def test_an_end_against_a_meeting_is_a_meeting_or_not_found(place, ship, _round):  # noqa: F811
    outcome = CompanionOutcome.REACHED
    said = at_once(
        lambda: note(place, ship, uuid4()),
        lambda: end_companion(by=place["anouk"], companionship_id=ship, outcome=outcome),
    )
    refusals(said)
    assert isinstance(said[0], NotFound) is (noted(place) == 0)
    assert own_agreements(place["denzel"]).agreements == ()
