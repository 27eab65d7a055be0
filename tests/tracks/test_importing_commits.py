"""An import with real commits: twice at once, killed halfway, the same again, and broken files."""

import os
import signal
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connections
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
from tests.conftest import as_owner
from tests.sheets.broken import broken_files
from tests.test_parallel import at_once, refusals
from tests.tracks.caseloads import FIRST, GOOD, HEADERS, WHY, changed, steering, waiting

pytestmark = pytest.mark.commits
AT_ONCE, MANY = 20, 30
"""More than one statement takes: the second part comes after the kill."""
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


HALFWAY = """
import sys, time
import django
django.setup()
from uuid import UUID
from houvast.database.actor import Actor
from houvast.tracks.actions import bringing
from houvast.tracks.actions.importing import bring_in
user, place, role, upload, at_once = sys.argv[1:]
bringing.AT_ONCE = int(at_once)
def told(done, of):
    print(done, of, flush=True)
    time.sleep(60)
bring_in(by=Actor(UUID(user), UUID(place), role, "intake"), upload_id=UUID(upload), told=told)
"""


def test_a_process_that_is_killed_halfway_leaves_nothing(place):
    by = steering(place)
    rows = [changed(FIRST, A=f"Noor {at}", F=f"Kwam langs op dag {at}") for at in range(MANY)]
    upload = waiting(place, *rows)
    words = [str(by.user_id), str(by.municipality_id), by.role, str(upload), str(AT_ONCE)]
    here = connections["default"].settings_dict
    address = f"postgresql://{here['USER']}@:{here['PORT'] or 5432}/{here['NAME']}"
    with subprocess.Popen(
        [sys.executable, "-c", HALFWAY, *words],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"DATABASE_URL": f"{address}?host={quote(here['HOST'])}"},
    ) as process:
        assert process.stdout.readline().split() == [str(AT_ONCE), str(MANY)]
        assert everybody() == 0
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert (everybody(), tracks(place)) == (0, 0)
    assert bring_in(by=by, upload_id=upload) == Outcome(MANY, 0, 0)
    assert promise_check() | {"overdue": {}} == {
        "open_tracks": MANY,
        "violations": 0,
        "overdue": {},
    }


def everybody():
    with as_owner() as owner:
        return owner.execute("select count(*) from people_person").fetchone()[0]
