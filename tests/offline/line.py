"""The line between a phone and the municipality, on which anything may go wrong."""

import http.client
import json
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.offline.server import HERE, Servers

SYNC, PACKAGE = "/sync/", "/sync/pakket/"
LONGER = 0.6
"""Seconds: more than the phone waits for an answer."""
PAGE = b"<!doctype html><title>Er ging iets mis</title>"
KEPT_OUT = {"connection", "keep-alive", "transfer-encoding", "content-length"}
NOT_PASSED_ON = {"connection", "accept-encoding"}
AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = PAGE

    def with_(self, body: bytes) -> "Answer":
        return Answer(self.status, self.headers, body)


class Gone(Exception):
    """There is no answer: the connection ends."""


class Half(Exception):
    """The connection ends within the answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class Line:
    """Passes everything on, until a fault is put on it."""

    def __init__(self, servers: Servers, seed: int = 0) -> None:
        self.servers, self.dice = servers, random.Random(seed)
        self.fault, self.killing = "", ""
        self.happened: Counter[str] = Counter()
        self.changes: dict[str, list[tuple[str, str]]] = {}
        """By the end of a path: what is replaced in the file, and by what."""
        self.packages: list[Request] = []
        self.errors: list[Exception] = []
        line = self

        class Handler(_Handler):
            at = line

        self._web = ThreadingHTTPServer((HERE, 0), Handler)
        self._web.daemon_threads = True
        self.url = f"http://{HERE}:{self._web.server_port}"
        threading.Thread(target=self._web.serve_forever, daemon=True).start()

    def end(self) -> None:
        self._web.shutdown()
        self._web.server_close()

    def changed(self, path: str, old: str, new: str) -> None:
        """Serve a file with this change from now on."""
        self.changes.setdefault(path, []).append((old, new))

    def answer(self, asked: Request) -> Answer:
        """What the phone gets."""
        fault = self.fault
        elsewhere = fault not in OF_PACKAGES and asked.path.startswith(SYNC)
        hit = asked.path == PACKAGE or (elsewhere and self.dice.random() < 0.3)
        if not fault or not hit:
            return self.forward(asked)
        self.happened[fault] += 1
        return FAULTS[fault](self, asked)

    def forward(self, asked: Request) -> Answer:
        """What the server answers."""
        how = ""
        if asked.path == PACKAGE:
            self.packages = [*self.packages[-200:], asked]
            how, self.killing = self.killing, ""
            self.happened.update([f"killed {how}"] if how else [])
        if how == "during":
            threading.Timer(self.dice.uniform(0.005, 0.1), self.servers.kill).start()
        answer = self._passed_on(asked)
        if how == "after":
            self.servers.kill()
        if how:
            raise Gone
        for end, changes in self.changes.items():
            if asked.path.endswith(end) and answer.status == 200:
                for old, new in changes:
                    assert old.encode() in answer.body, (end, old)
                    answer = answer.with_(answer.body.replace(old.encode(), new.encode(), 1))
        return answer

    def _passed_on(self, asked: Request) -> Answer:
        try:
            one = http.client.HTTPConnection(HERE, self.servers.port, timeout=20)
            one.request(asked.method, asked.path, asked.body or None, asked.headers)
            got = one.getresponse()
            body = got.read()
            one.close()
        except (OSError, http.client.HTTPException) as error:
            raise Gone from error
        names = {name.lower(): value for name, value in got.getheaders()}
        cookies = got.msg.get_all("Set-Cookie") or []
        return Answer(
            got.status, names | ({"set-cookie": "\n".join(cookies)} if cookies else {}), body
        )

    def replay(self) -> int:
        """Send packages of before again, in another order; how many of them were taken."""
        sent = self.dice.sample(self.packages, min(6, len(self.packages)))
        return sum(self._passed_on(one).status == 200 for one in sent)


def _status(status: int) -> Callable[[Line, Request], Answer]:
    """An answer of somebody in between, or of a server that failed after it kept everything."""

    def fault(line: Line, asked: Request) -> Answer:
        if line.dice.random() < 0.5:
            line.forward(asked)
        if line.dice.random() < 0.5:
            return Answer(status, {"content-type": "application/json"}, b"{}")
        return Answer(status, {"content-type": "text/html"})

    return fault


def _slow(line: Line, asked: Request) -> Answer:
    """It comes in when the phone has given up, perhaps after what was sent later."""
    time.sleep(LONGER)
    return line.forward(asked)


def _reset_before(_line: Line, _asked: Request) -> Answer:
    raise Gone


def _reset_after(line: Line, asked: Request) -> Answer:
    line.forward(asked)
    raise Gone


def _half(line: Line, asked: Request) -> Answer:
    answer = line.forward(asked)
    if line.dice.random() < 0.5:
        raise Half(answer)
    return answer.with_(answer.body[: len(answer.body) // 2])


def _wrong_receipt(line: Line, asked: Request) -> Answer:
    """All of it is taken in, and each letter gets the receipt of another."""
    answer = line.forward(asked)
    if answer.status != 200:
        return answer
    said = json.loads(answer.body)
    receipts = [one["receipt"] for one in said["answers"]]
    moved = [*receipts[1:], _made_up(line)]
    pairs = zip(said["answers"], moved, strict=True)
    return answer.with_(
        json.dumps(said | {"answers": [a | {"receipt": b} for a, b in pairs]}).encode()
    )


def _invented_receipt(line: Line, asked: Request) -> Answer:
    """Somebody says that it is all there, who has nothing."""
    said = [
        {"id": one["id"], "state": "new", "receipt": _made_up(line), "reason": None}
        for one in json.loads(asked.body)["items"]
    ]
    body = json.dumps({"answers": said, "missing": []}).encode()
    return Answer(200, {"content-type": "application/json"}, body)


def _made_up(line: Line) -> str:
    return f"{line.dice.getrandbits(256):064x}"


def _redirect(_line: Line, _asked: Request) -> Answer:
    return Answer(302, {"location": "/inloggen/"}, b"")


def _reordered(line: Line, asked: Request) -> Answer:
    """Each package twice, the second time the other way round."""
    line.forward(asked)
    said = json.loads(asked.body)
    body = json.dumps(said | {"items": said["items"][::-1]}).encode()
    headers = asked.headers | {"Content-Length": str(len(body))}
    return line.forward(Request(asked.method, asked.path, headers, body))


FAULTS: dict[str, Callable[[Line, Request], Answer]] = {
    "offline": _reset_before,
    **{str(one): _status(one) for one in (500, 401, 403, 409, 413, 422)},
    "slow": _slow,
    "reset before": _reset_before,
    "reset after": _reset_after,
    "half": _half,
    "wrong receipt": _wrong_receipt,
    "invented receipt": _invented_receipt,
    "redirect": _redirect,
    "reordered": _reordered,
}
OF_PACKAGES = {"wrong receipt", "invented receipt", "reordered"}
"""Faults that mean something for what the phone sends, and nothing for what it asks."""


class _Handler(BaseHTTPRequestHandler):
    at: Line
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        told = self.headers.items()
        headers = {name: text for name, text in told if name.lower() not in NOT_PASSED_ON}
        try:
            self._give(self.at.answer(Request(self.command, self.path, headers, body)))
        except Half as half:
            self._give(half.answer, half=True)
        except Gone:
            self._reset()
        except Exception as error:  # the test has to hear of it, and not only the phone
            self.at.errors.append(error)
            self._reset()

    do_POST = do_HEAD = do_GET

    def _give(self, answer: Answer, *, half: bool = False) -> None:
        self.close_connection = half
        with suppress(OSError):
            self.send_response(answer.status)
            for name, text in answer.headers.items():
                for one in text.split("\n") if name not in KEPT_OUT else ():
                    self.send_header(name, one)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body[: len(answer.body) // 2] if half else answer.body)
            self.wfile.flush()
        if half:
            self._reset()

    def _reset(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self.connection.close()

    def log_message(self, *_words: Any) -> None:
        pass
