"""A worker is killed halfway an import, with `kill -9`: nothing is left of it, and it goes on.

A real worker does a real job from the real queue, in a process of its own. It stops at the first
part that is written, so that the moment of the kill is no chance.
"""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.employers import jobs as work_jobs
from houvast.employers.actions import importing as work
from houvast.employers.rules.states import Brings
from houvast.errors import Refused
from houvast.tracks import jobs as caseload_jobs
from houvast.tracks.actions import importing as caseload
from houvast.tracks.reads import promise_check
from houvast.uploads import later
from tests.attempts import fingerprint
from tests.cast import STAFF, found, sign_in
from tests.conftest import as_owner
from tests.employers import lists
from tests.test_trail import as_auditor
from tests.tracks import caseloads

pytestmark = pytest.mark.commits
PART, MANY = 4, 6
"""More than one statement takes: the second part would come after the kill."""

WORKER = """
import sys, time
import django
django.setup()
from django.core.management import call_command
from houvast.employers.actions import bringing as work
from houvast.tracks.actions import bringing as caseload
from houvast.uploads import later
caseload.AT_ONCE = work.AT_ONCE = int(sys.argv[1])
tell = later.Aside.told
def told(self, written, to_write):
    tell(self, written, to_write)
    print(written, to_write, flush=True)
    time.sleep(60)
later.Aside.told = told
call_command("procrastinate", "worker", "--one-shot")
"""
TASKS = {
    caseload.BRING_IN: caseload_jobs.bring_in_caseload,
    work.BRING_IN: work_jobs.bring_in_table,
}


@pytest.fixture
def place(committed, monkeypatch):
    monkeypatch.setattr(later, "AT_ONCE", 2)
    return found("Waterrade", STAFF, timezone.localdate())


def caseload_of(place):
    first = caseloads.FIRST
    rows = [caseloads.changed(first, A=f"Noor {at}", F=f"Kwam op dag {at}") for at in range(MANY)]
    upload = caseloads.waiting(place, *rows)
    caseload.say_yes(by=caseloads.steering(place), upload_id=upload)
    return "rachid", reverse("upload", args=[upload]), "people_person"


def employers_of(place):
    rows = [lists.changed(lists.GARAGE, A=f"Garage {at}") for at in range(MANY)]
    upload = lists.waiting(place["sam"], *rows)
    work.say_yes(by=place["sam"], upload_id=upload)
    return "sam", reverse("work_upload", args=[upload]), "employers_employer"


def workplaces_of(place):
    sam = place["sam"]
    work.bring_in(by=sam, upload_id=lists.waiting(sam, lists.BAKERY))
    rows = [lists.changed(lists.OVEN, C=f"K-{at}") for at in range(MANY)]
    upload = lists.waiting(sam, *rows, brings=Brings.WORKPLACES)
    work.say_yes(by=sam, upload_id=upload)
    return "sam", reverse("work_upload", args=[upload]), "employers_workplace"


def worker():
    here = connections["default"].settings_dict
    address = f"postgresql://{here['USER']}@:{here['PORT'] or 5432}/{here['NAME']}"
    words = [sys.executable, "-c", WORKER, str(PART)]
    place = {"DATABASE_URL": f"{address}?host={quote(here['HOST'])}"}
    calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=calm | place)


def rows_of(table):
    with as_owner() as owner:
        return owner.execute(f"select count(*) from {table}").fetchone()[0]


def shown_at_last(client, address, words):
    """The page, once the server has noticed that its client is gone."""
    for _ in range(50):
        if words in (text := client.get(address).content.decode()):
            break
        time.sleep(0.1)
    return text


@pytest.mark.parametrize("put_up", [caseload_of, employers_of, workplaces_of])
# T-106
def test_a_worker_killed_halfway_leaves_nothing_and_a_second_yes_brings_it_all(
    place, client, put_up
):
    who, address, table = put_up(place)
    me, before = sign_in(client, place[who]), fingerprint()
    with worker() as process:
        assert process.stdout.readline().split() == [str(PART), str(MANY)]
        assert f"{PART} van {MANY} rijen" in me.get(address).content.decode()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert "stopte halverwege" in shown_at_last(me, address, "stopte halverwege")
    assert (rows_of(table), fingerprint()) == (0, before)
    me.post(f"{address}ja/")
    job = ProcrastinateJob.objects.order_by("pk").last()
    task = {
        caseload.BRING_IN: caseload_jobs.bring_in_caseload,
        work.BRING_IN: work_jobs.bring_in_table,
    }
    for _ in range(2):
        task[job.task_name](**job.args)
    assert f"<b>{MANY}</b> ingelezen" in me.get(address).content.decode()
    assert (rows_of(table), promise_check()["violations"]) == (MANY, 0)
    upload = UUID(address.rstrip("/").rpartition("/")[2])
    with as_auditor() as auditor:
        trail = auditor.execute("select verb from audit_entry where subject = %s", [upload])
        said = {verb.partition("_")[2] for (verb,) in trail.fetchall()}
    assert said >= {"yes_said", "job_ran", "viewed"}


def test_what_a_rule_says_against_it_is_read_on_the_page_and_the_table_waits_again(
    place, client, monkeypatch
):
    who, address, table = employers_of(place)
    me = sign_in(client, place[who])

    def no(*_):
        raise Refused(work.MOVED_ON)

    monkeypatch.setattr(work, "found_in", no)
    job = ProcrastinateJob.objects.order_by("pk").last()
    work_jobs.bring_in_table(**job.args)
    text = me.get(address).content.decode()
    assert "intussen iets veranderd" in text and "Lees 6 rijen in" in text
    assert rows_of(table) == 0
