"""The load: its mix, its clock, its figures, and each kind of request once. Nothing is timed."""

import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest
from django.db import connection, transaction
from django.test import Client

from houvast.bench import sender
from houvast.bench.arrivals import MIXES, due, mixed
from houvast.bench.load import SqlFloor, requests
from houvast.bench.load_figures import load_report, load_table
from houvast.bench.sender import Answer, Request, stream
from houvast.bench.viewers import viewers
from houvast.web.staying import IDLE
from tests.demo.conftest import Loaded

ABOUT = {
    "tracks": 100_000,
    "mix": "files",
    "rate": 60.0,
    "minutes": 5,
    "workers": 1,
    "processors": 2,
}


def test_four_of_five_open_a_file_in_every_hundred():
    assert {sum(one.values()) for one in MIXES.values()} == {100} and MIXES["files"]["file"] == 80
    for mix in MIXES.values():
        kinds = list(mixed(250, random.Random(1), mix))
        assert Counter(kinds[100:200]) == mix and len(kinds) == 250


def test_requests_arrive_at_their_moment_whatever_came_before():
    assert list(due(10.0, 4, 3)) == [10.0, 10.25, 10.5]


class Slow(BaseHTTPRequestHandler):
    """Answers one at a time, and the first one late."""

    held = threading.Event()
    alone = threading.Lock()

    def do_GET(self):
        with self.alone:
            if self.path == "/late":
                self.held.wait(0.3)
            self.send_response(404 if self.path == "/gone" else 200)
            self.end_headers()

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def slow():
    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_who_waits_behind_a_slow_answer_has_waited(slow):
    """The one that came while the server was busy counts from its arrival: nothing is left out."""
    answers = stream(slow, [Request("file", "/late", ""), Request("today", "/", "")], rate=100)
    took = {one.kind: one.took_ms for one in answers}
    assert took["file"] >= 290 and took["today"] >= 250


def test_what_went_wrong_is_counted_with_its_reason(slow, monkeypatch):
    answers = stream(slow, [Request("file", "/gone", "")], rate=100)
    assert [one.wrong for one in answers] == ["404"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        [answer] = stream(free.getsockname()[1], [Request("file", "/", "")], rate=100)
    assert answer.wrong == "ConnectionRefusedError"
    monkeypatch.setattr(sender, "PATIENCE", -1)
    assert [one.wrong for one in stream(slow, [Request("file", "/", "")], 1)] == ["gave up"]


def test_the_figures_of_a_load_hold_every_request():
    answers = [Answer("file", float(one), 0.2) for one in range(1, 100)]
    answers += [Answer("empty", 3.0, 0.4), Answer("contact", 500.0, 0.1, "422")]
    report = load_report(answers, [4.0, 6.0, 5.0], ABOUT)
    assert (report["requests"], report["errors"], report["most_ms"]) == (101, 1, 500.0)
    assert report["wrong"] == {"contact: 422": 1}
    by_kind = {one["name"]: one for one in report["kinds"]}
    assert by_kind["file"] | {"p50_ms": 50.0, "p95_ms": 95.0, "p99_ms": 99.0} == by_kind["file"]
    assert by_kind.keys() == {"file", "contact", "empty"}
    assert report["floors"]["sql_ms"] == 5.0 and report["floors"]["empty_ms"] == 3.0
    assert "contact: 422, 1 times" in load_table(report)


@pytest.mark.parametrize("mix", MIXES)
def test_each_kind_of_request_gets_its_answer(town: Loaded, mix: str, monkeypatch):
    """Of people who hold these tracks; a contact is kept, and in the trail like every file.

    Also after half an hour: at a desk that takes no cookies the session would end.
    """
    with as_it_was():
        each_gets_its_answer(mix, monkeypatch)


@contextmanager
def as_it_was() -> Iterator[None]:
    """Undo at the end what was written: other tests look at the same town, in any order.

    Fails when something in it committed, as bare statements do: then there is nothing to undo.
    """
    with transaction.atomic():
        began = _this_transaction()
        yield
        assert _this_transaction() == began, "what was written is committed"
        transaction.set_rollback(True)


def _this_transaction() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::text")
        return str(cursor.fetchone()[0])


def each_gets_its_answer(mix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    who = viewers()
    seen = {one.kind: one for one in requests(who, 100, mix=mix)}
    later = time.time() + IDLE + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert seen.keys() == MIXES[mix].keys()
    for one in seen.values():
        browser = Client(SERVER_NAME="localhost")
        for each in one.cookie.split("; "):
            name, _, value = each.partition("=")
            browser.cookies[name] = value
        form = dict(parse_qsl(one.body))
        answer = browser.post(one.path, form) if form else browser.get(one.path)
        assert answer.status_code == one.expected, one.kind


def test_the_bare_statements_of_a_file_are_measured_beside_it(town: Loaded):
    """They end their own transaction, so nothing but reads and the trail may be in it."""
    floor = SqlFloor(viewers().coach)
    floor._ended.set()
    floor._measure()
    assert len(floor.ms) == 1
