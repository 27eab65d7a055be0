"""An import with real commits: twice at once, the same again, and broken files."""

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.tracks.actions import importing
from houvast.tracks.actions.importing import Outcome, bring_in, put_up
from houvast.tracks.models import CaseloadUpload, Track
from houvast.tracks.reads import promise_check
from houvast.tracks.reads.importing import upload_page
from houvast.uploads.waiting import File
from tests.attempts import fingerprint
from tests.cast import STAFF, found
from tests.sheets.broken import broken_files
from tests.test_parallel import at_once, refusals
from tests.tracks.caseloads import GOOD, HEADERS, WHY, steering, waiting

pytestmark = pytest.mark.commits
FEW_ROWS = 300
"""As many as an importer takes here, so that files with too many rows are small."""


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def tracks(place):
    with acting(place["rachid"]):
        return Track.objects.count()


def test_broken_files_and_the_same_file_again_change_nothing(place, monkeypatch):
    monkeypatch.setattr(importing, "MOST_ROWS", FEW_ROWS)
    by = steering(place)
    bring_in(by=by, upload_id=waiting(place))
    before = fingerprint()
    taken = []
    for one in broken_files(HEADERS, GOOD, FEW_ROWS):
        try:
            put_up(by=by, file=File(one.content), reason=WHY)
        except Refused as refused:
            assert one.says in str(refused), one.name
        else:
            taken.append(one.name)
    again = waiting(place)
    assert upload_page(by, again).known == (2, 3, 4)
    assert bring_in(by=by, upload_id=again) == Outcome(0, 3, 0)
    assert (taken, fingerprint()) == ([], before)
    with acting(by):
        assert CaseloadUpload.objects.count() == 0


def test_the_same_file_twice_at_once_gives_each_person_one_track(place):
    by, lotte = steering(place), steering(place, "lotte")
    one, other = waiting(place), waiting(place, *GOOD[:2], name="lotte")
    said = at_once(
        lambda: bring_in(by=by, upload_id=one), lambda: bring_in(by=lotte, upload_id=other)
    )
    assert refusals(said) == []
    assert sum(each.brought for each in said) == tracks(place) == 3
    assert promise_check()["violations"] == 0
