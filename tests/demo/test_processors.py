"""What a load says of the processors: per request, and whether that grows while it runs."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from houvast.bench.load_figures import load_report, load_table
from houvast.bench.processors import Look, Processors, little_sum, processor_report, seconds_of
from houvast.bench.sender import Answer
from houvast.database import embedded

BUSY = "import time\nwhile time.process_time() < 0.5: pass"


def test_a_request_costs_what_was_spent_between_two_looks():
    looks = [Look(10.0 * one, 5 + one, 7 + 2.0 * one, 2.0) for one in range(9)]
    report = processor_report(looks, rate=20)
    assert (report["web_ms"], report["database_ms"], report["sum_ms"]) == (5.0, 10.0, 2.0)
    assert report["first_ms"] == report["last_ms"] == 15.0


def test_what_grows_in_a_long_run_is_seen():
    looks = [Look(10.0 * one, float(one), one * one / 8, 2.0) for one in range(9)]
    report = processor_report(looks, rate=100)
    assert report["first_ms"] == 1.2 and report["last_ms"] == 2.8


def test_a_load_of_two_looks_has_a_first_and_a_last_part():
    looks = [Look(0.0, 1.0, 1.0, 2.0), Look(2.0, 1.2, 1.1, 2.4)]
    assert processor_report(looks, rate=10) == {
        "web_ms": 10.0,
        "database_ms": 5.0,
        "first_ms": 15.0,
        "last_ms": 15.0,
        "sum_ms": 2.2,
    }


def test_a_process_that_ended_still_counts():
    me = psutil.Process()
    before = seconds_of(me)
    subprocess.run([sys.executable, "-c", BUSY], check=True)
    assert seconds_of(me) - before >= 0.4


def test_who_is_gone_costs_nothing():
    gone = psutil.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert seconds_of(gone) == 0.0


def test_it_looks_before_and_after_and_once_in_a_while(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("houvast.bench.processors.PAUSE", 0.01)
    with Processors(tmp_path / "none").meanwhile() as looks:
        while len(looks) < 3:
            time.sleep(0.01)
    assert len(looks) >= 4
    assert [one.at for one in looks] == sorted(one.at for one in looks)
    assert little_sum() > 0 and all(one.sum_ms > 0 for one in looks)


def test_the_table_tells_what_a_request_took():
    cost = {"web_ms": 5.0, "database_ms": 6.5, "first_ms": 11.0, "last_ms": 12.0, "sum_ms": 2.0}
    about = {"tracks": 10, "mix": "files", "rate": 1, "minutes": 1, "workers": 1, "processors": 2}
    report = load_report([Answer("file", 1.0, 0.1)], [1.0], about | {"processor": cost})
    assert "11.0 in the first part of the time and 12.0 in the last" in load_table(report)


@pytest.mark.parametrize(("said", "given"), [(None, {}), ("64MB", {"shared_buffers": "64MB"})])
def test_the_server_gets_the_memory_that_is_said(said, given, monkeypatch):
    monkeypatch.delenv("HOUVAST_SHARED_BUFFERS", raising=False)
    if said:
        monkeypatch.setenv("HOUVAST_SHARED_BUFFERS", said)
    assert embedded._memory() == given
