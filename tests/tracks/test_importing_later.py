"""A caseload with many rows comes in by a job: the page of it, and who may see that."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.tracks.actions import importing
from houvast.tracks.jobs import bring_in_caseload
from houvast.tracks.models import CaseloadUpload, Track
from houvast.uploads import later
from tests.cast import sign_in
from tests.sheets.made import csv
from tests.test_queries import MOST, asked
from tests.tracks.caseloads import FIRST, GOOD, HEADERS, SECOND, WHY, changed, steering, waiting

pytestmark = pytest.mark.screens


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(later, "AT_ONCE", 2)


@pytest.fixture
def rachid(town, client):
    return sign_in(client, town["rachid"])


def yes(client, upload):
    return client.post(reverse("bring_in", args=[upload]))


def run():
    """Do the jobs of imports that wait, as a worker does; how many there were."""
    jobs = ProcrastinateJob.objects.filter(task_name=importing.BRING_IN).order_by("pk")
    for job in jobs:
        bring_in_caseload(**job.args)
    return len(jobs)


def tracks(town):
    with acting(town["rachid"]):
        return Track.objects.count()


def test_many_rows_go_on_by_themselves_and_the_result_names_the_cells(rachid, town):
    rows = [*GOOD, changed(SECOND, A="Zoë", E="")]
    file = SimpleUploadedFile("lijst.csv", csv([HEADERS, *rows]))
    page = rachid.post(reverse("imports"), {"file": file, "reason": WHY})["Location"]
    upload = page.rstrip("/").rpartition("/")[2]
    assert yes(rachid, upload)["Location"] == yes(rachid, upload)["Location"] == page
    said = rachid.get(page).content.decode()
    assert (
        "staat in de rij" in said
        and f'hx-get="{page}" hx-trigger="every 2s"' in said
        and "<noscript>" in said
    )
    assert "Wordt ingelezen" in rachid.get(reverse("imports")).content.decode()
    assert "staat in de rij" in rachid.post(page, {"nickname": "1"}).content.decode()
    assert (run(), tracks(town)) == (1, 3)
    done = rachid.get(page).content.decode()
    assert "<b>3</b> ingelezen" in done and "E5: zonder coach." in done
    assert "every 2s" not in done
    assert "Kijk wat er buiten bleef" in rachid.get(reverse("imports")).content.decode()
    with acting(steering(town)):
        assert CaseloadUpload.objects.get().table["rows"] == []
    assert (yes(rachid, upload)["Location"], run(), tracks(town)) == (page, 1, 3)
    gone = rachid.post(f"{page}weg/", follow=True).content.decode()
    assert "Wat is ingelezen, blijft staan." in gone and rachid.get(page).status_code == 404


def test_the_page_that_asks_by_itself_is_drawn_anew_when_it_is_done(rachid, town):
    upload = waiting(town)
    yes(rachid, upload)
    address, part = reverse("upload", args=[upload]), {"HX-Request": "true"}
    asked_again = rachid.get(address, headers=part)
    assert "<html" not in asked_again.content.decode() and 'id="later"' in str(asked_again.content)
    run()
    assert rachid.get(address, headers=part)["HX-Refresh"] == "true"


def test_thrown_away_in_the_queue_nothing_comes_in(rachid, town):
    upload = waiting(town)
    yes(rachid, upload)
    gone = rachid.post(reverse("take_down", args=[upload]), follow=True).content.decode()
    assert "Er is niets ingelezen." in gone
    assert (run(), tracks(town)) == (1, 0)


@pytest.mark.parametrize("who", ["lotte", "hugo", "anouk", "sam"])
def test_it_is_there_for_nobody_else(town, client, who):
    upload = waiting(town)
    importing.say_yes(by=steering(town), upload_id=upload)
    run()
    stranger = sign_in(client, town[who])
    answers = [stranger.get(reverse("upload", args=[upload]))]
    answers += [stranger.post(reverse(one, args=[upload])) for one in ("bring_in", "take_down")]
    assert {one.status_code for one in answers} <= {403, 404}
    with acting(steering(town)):
        assert CaseloadUpload.objects.count() == 1


def test_who_stopped_working_here_brings_nobody_in(town, rachid):
    upload = waiting(town)
    yes(rachid, upload)
    job = ProcrastinateJob.objects.get(task_name=importing.BRING_IN)
    with pytest.raises(NotAllowed):
        bring_in_caseload(**(job.args | {"role": "process_coordinator_of_old"}))
    with pytest.raises(NotAllowed):
        bring_in_caseload(**(job.args | {"user_id": str(upload)}))
    bring_in_caseload(**(job.args | {"user_id": str(town["lotte"].user_id), "role": "team_lead"}))
    assert tracks(town) == 0


def test_looking_how_far_it_is_costs_no_more_than_any_screen(town):
    upload = waiting(town, FIRST, *GOOD)
    importing.say_yes(by=steering(town), upload_id=upload)
    assert len(asked(town, "rachid", reverse("upload", args=[upload]))) <= MOST
    assert len(asked(town, "rachid", reverse("imports"))) <= MOST
