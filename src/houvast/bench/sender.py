"""Sends requests at a fixed rate to a real server, and never waits for it to be ready (open loop).

Somebody who opens a file does not wait until the server has time. So each request has a moment at
which it arrives, and its time counts from then: what had to wait because the server was behind has
waited. A tool that sends the next request after the last answer measures a server's good moments.
"""

import http.client
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from houvast.bench.arrivals import due

SENDERS = 100
"""As many requests can be under way; more than any server here answers at once."""
PATIENCE = 30
"""Seconds after which somebody gives up; counted as an error."""
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, by whom, and with which answer."""

    kind: str
    path: str
    cookie: str
    expected: int = 200
    body: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: milliseconds since it arrived, and what was wrong, if anything."""

    kind: str
    took_ms: float
    late_ms: float
    """How long it waited here before it was sent: the part that is ours."""
    wrong: str = ""


def stream(port: int, requests: Sequence[Request], rate: float) -> list[Answer]:
    """Send them all at this rate per second; returns when the last one is answered."""
    begin = time.perf_counter() + 0.1
    coming = iter(zip(due(begin, rate, len(requests)), requests, strict=True))
    lock = threading.Lock()
    with ThreadPoolExecutor(SENDERS) as pool:
        work = [pool.submit(_sender, port, coming, lock) for _ in range(SENDERS)]
        return [answer for one in work for answer in one.result()]


def _sender(
    port: int, coming: Iterator[tuple[float, Request]], lock: threading.Lock
) -> list[Answer]:
    """One connection that takes the next arrival as soon as it is free."""
    line = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    answers: list[Answer] = []
    while True:
        with lock:
            arrival = next(coming, None)
        if arrival is None:
            line.close()
            return answers
        answers.append(_sent(line, *arrival))


def _sent(line: http.client.HTTPConnection, at: float, request: Request) -> Answer:
    time.sleep(max(0.0, at - time.perf_counter()))
    late = time.perf_counter() - at
    wrong = "gave up" if late > PATIENCE else _asked(line, request)
    return Answer(request.kind, (time.perf_counter() - at) * 1000, late * 1000, wrong)


def _asked(line: http.client.HTTPConnection, request: Request) -> str:
    """Ask, read all of the answer, and say what was wrong with it."""
    headers = {"Cookie": request.cookie}
    if request.body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request("POST" if request.body else "GET", request.path, request.body, headers)
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        line.close()
        return type(error).__name__
    return "" if answer.status == request.expected else str(answer.status)
