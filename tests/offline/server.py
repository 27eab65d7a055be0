"""A server that a test can kill, and that is back in a moment: a fork of a process that is ready.

Run as a process of its own. It has all of Houvast loaded and holds no connection; each line that
comes in is a server to start, which says its number and its port.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import quote

HERE = "localhost"
BROKEN: dict[str, Callable[[], None]] = {}


class Servers:
    """Starts servers, one at a time, and kills them as a power cut does."""

    def __init__(self) -> None:
        from django.db import connections

        here = connections["default"].settings_dict
        address = f"postgresql://{here['USER']}@:{here['PORT'] or 5432}/{here['NAME']}"
        place = {"DATABASE_URL": f"{address}?host={quote(here['HOST'])}"}
        calm = {key: word for key, word in os.environ.items() if key != "DATABASE_OWNER_URL"}
        self._ready = subprocess.Popen(
            [sys.executable, "-m", "tests.offline.server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=calm | place,
        )
        self._lock = threading.Lock()
        self._broken = "whole"
        self.killed = self.pid = self.port = 0

    def start(self, broken: str = "") -> None:
        """Begin another one; `broken` names what is wrong with it, also after a kill."""
        with self._lock:
            self._broken = broken or self._broken
            self._stop()
            self._begin()

    def kill(self) -> None:
        """`kill -9`, and another one at once."""
        with self._lock:
            self._stop()
            self.killed += 1
            self._begin()

    def _stop(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _begin(self) -> None:
        assert self._ready.stdin and self._ready.stdout
        print(self._broken, file=self._ready.stdin, flush=True)
        self.pid, self.port = map(int, self._ready.stdout.readline().split())

    def end(self) -> None:
        """The last one, and what it was a fork of."""
        self._stop()
        self._ready.kill()
        self._ready.communicate()


def _twice() -> None:
    """What came in before is taken in again, under another id."""
    from dataclasses import replace
    from uuid import uuid4

    from houvast.capture.actions import intake

    real, seen = intake._taken_in, set[Any]()

    def taken_in(by: Any, device: Any, item: Any) -> Any:
        if item.id not in seen:
            seen.add(item.id)
            return real(by, device, item)
        given = intake.keys.opened
        intake.keys.opened = lambda place, _item: given(place, item)
        try:
            real(by, device, replace(item, id=uuid4()))
        finally:
            intake.keys.opened = given
        return intake.Answer(item.id, intake.ItemState.KNOWN, item.receipt())

    intake._taken_in = taken_in
    _one_by_one()


def _anyone() -> None:
    """Whoever sends it: it is taken in."""
    from houvast.capture.actions import intake

    def take(by: Any, device: Any, item: Any) -> Any:
        try:
            return intake._taken_in(by, device, item)
        except intake.DomainError as no:
            return intake._refused(by, device, item, intake.why_of(no), no)

    intake._take = take
    _one_by_one()


def _one_by_one() -> None:
    """No package goes in as a whole: what is broken is how an item is taken in."""
    from houvast.capture.actions import intake

    def refuse(_by: Any, _package: Any) -> Any:
        raise intake.OneByOneError

    intake._as_one = refuse


BROKEN |= {"twice": _twice, "anyone": _anyone}


def _main() -> None:
    import pytest  # noqa: F401  (the settings of the tests: plain http, files by their own name)

    os.environ["DJANGO_SETTINGS_MODULE"] = "houvast.settings"
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    from houvast.cli.processes import end_with_us

    settings.DATABASES["default"]["OPTIONS"]["pool"] = settings.POOL | {"min_size": 1}
    application = get_wsgi_application()
    assert get_resolver().url_patterns
    end_with_us()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if os.fork() == 0:
            end_with_us()
            _serve(application, line.strip())


def _serve(application: Any, broken: str) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_words: Any) -> None:
            pass

    if broken in BROKEN:
        BROKEN[broken]()
    server = ThreadedWSGIServer((HERE, 0), Quiet)
    server.set_app(application)
    print(os.getpid(), server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    _main()
