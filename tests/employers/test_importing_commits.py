"""Lists of work with real commits: broken files, the same twice at once, and killed halfway."""

import pytest
from django.utils import timezone

from houvast.database.context import acting
from houvast.employers.actions import bringing, importing
from houvast.employers.actions.importing import bring_in, put_up
from houvast.employers.models import Employer, EmployerContact, WorkUpload
from houvast.employers.rules.states import Brings
from houvast.errors import Refused
from houvast.uploads.waiting import File
from tests.attempts import fingerprint
from tests.cast import STAFF, found
from tests.employers.lists import (
    EMPLOYER_HEADERS,
    EMPLOYERS,
    PLACE_HEADERS,
    PLACES,
    waiting,
)
from tests.sheets.broken import broken_files
from tests.test_parallel import at_once, refusals

pytestmark = pytest.mark.commits
FEW_ROWS = 100


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


@pytest.mark.python
@pytest.mark.parametrize("brings", Brings)
def test_broken_files_change_nothing(place, monkeypatch, brings):
    monkeypatch.setattr(importing, "MOST_ROWS", FEW_ROWS)
    sam = place["sam"]
    bring_in(by=sam, upload_id=waiting(sam))
    before, taken = fingerprint(), []
    good = EMPLOYERS if brings is Brings.EMPLOYERS else [PLACES[1], PLACES[1]]
    headers = EMPLOYER_HEADERS if brings is Brings.EMPLOYERS else PLACE_HEADERS
    files = broken_files(headers, good, FEW_ROWS)
    for one in files:
        try:
            put_up(by=sam, file=File(one.content), brings=brings)
        except Refused as refused:
            assert one.says in str(refused) and one.names in str(refused), one.name
        else:
            taken.append(one.name)
    assert (taken, fingerprint()) == ([], before) and len(files) > 70
    with acting(sam):
        assert WorkUpload.objects.count() == 0


def test_the_same_file_twice_at_once_brings_each_employer_once(place):
    sam, wim = place["sam"], place["wim"]
    one, other = waiting(sam), waiting(wim)
    done = at_once(
        lambda: bring_in(by=sam, upload_id=one), lambda: bring_in(by=wim, upload_id=other)
    )
    assert refusals(done) == []
    assert sorted(each.brought for each in done) == [0, 3]
    with acting(sam):
        assert Employer.objects.count() == 3


def test_what_breaks_halfway_leaves_nothing_and_the_table_waits_on(place, monkeypatch):
    """Employers are written, their people not yet: the whole is one transaction."""
    sam, write = place["sam"], bringing._add

    def breaks(model, rows, *told):
        if model is EmployerContact:
            raise RuntimeError("killed")
        write(model, rows, *told)

    upload = waiting(sam)
    before = fingerprint()
    monkeypatch.setattr(bringing, "_add", breaks)
    with pytest.raises(RuntimeError):
        bring_in(by=sam, upload_id=upload)
    assert fingerprint() == before
    monkeypatch.undo()
    assert bring_in(by=sam, upload_id=upload).brought == 3
