"""Read a file in a process of its own, that can do nothing but read: no network, no files.

A file is made by somebody else. What reads it may be fooled, so it has little memory and time, is
told no password or address, and can open nothing: neither a file nor a connection.
"""

import heapq  # a counter asks for it when it is used, and then nothing can be opened
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO, Any

from houvast.errors import Refused
from houvast.plans.rules.document import Plan
from houvast.plans.rules.sentences import (
    BROKEN,
    LARGEST,
    MEBIBYTE,
    TOO_BIG,
    TOO_HEAVY,
    TOO_SLOW,
)

MEMORY, SECONDS = 460 * MEBIBYTE, 60
"""Of the child."""
LONGEST_ANSWER = 100 * MEBIBYTE
OURSELVES = [sys.executable, "-P", "-m", "houvast.plans.child"]
PAGE, DONE, NO, HEAVY = b"page", b"done", b"no", b"heavy"
Told = Callable[[int, int], None]


def read_apart(content: bytes, told: Told = lambda page, of: None) -> Plan:
    """The plan in this file, read by a child. `told` hears which page of how many was read.

    Raises Refused with one sentence for whatever is no plan, also where that ends the child.
    """
    if len(content) > LARGEST:
        raise Refused(TOO_BIG, field="file", most=LARGEST // MEBIBYTE)
    with apart(OURSELVES, SECONDS) as (child, late):
        with suppress(BrokenPipeError):
            child.stdin.write(content)
            child.stdin.close()
        for word, rest in _lines(child.stdout):
            if word == PAGE:
                told(*map(int, rest.split()))
            elif word == DONE:
                return Plan.from_json(json.loads(rest))
            elif word == NO:
                said = json.loads(rest)
                raise Refused(said["reason"], field="file", **said["values"])
            elif word == HEAVY:
                raise Refused(TOO_HEAVY, field="file")
        child.wait()
        too_slow = late.said or child.returncode == -signal.SIGXCPU
        raise Refused(TOO_SLOW if too_slow else BROKEN, field="file")


class Late:
    """Ends the child when it takes too long."""

    def __init__(self, child: Any) -> None:
        self.child, self.said = child, False

    def __call__(self) -> None:
        """The time is over."""
        self.said = True
        self.child.kill()


@contextmanager
def apart(words: Sequence[str], seconds: float, **told: str) -> Iterator[tuple[Any, Late]]:
    """A child with what it needs to find its packages, and nothing else of what we know."""
    where = os.pathsep.join(one for one in sys.path if one)
    calm = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": where, **told}
    pipe, none = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(words, env=calm, stdin=pipe, stdout=pipe, stderr=none) as begun:  # noqa: S603
        child: Any = begun  # its pipes are there: we asked for them
        late = Late(child)
        timer = Timer(seconds, late)
        timer.daemon = True
        timer.start()
        try:
            yield child, late
        finally:
            timer.cancel()
            child.kill()
            with suppress(BrokenPipeError):
                child.stdin.close()


def _lines(answer: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while line := answer.readline(LONGEST_ANSWER):
        word, _, rest = line.partition(b" ")
        yield word, rest


def main() -> None:
    """The child: read what comes in, and tell what it is."""
    content = sys.stdin.buffer.read(LARGEST + 1)
    from houvast.plans.rules.reading import read

    alone()
    try:
        plan = read(content, lambda page, of: _say(PAGE, f"{page} {of}"))
        _say(DONE, json.dumps(plan.as_json()))
    except Refused as no:
        _say(NO, json.dumps({"reason": no.reason, "values": no.values}))
    except MemoryError:
        _say(HEAVY, "")


def _say(word: bytes, rest: str) -> None:
    sys.stdout.buffer.write(word + b" " + rest.encode() + b"\n")
    sys.stdout.buffer.flush()


def alone(seconds: int = SECONDS) -> None:
    """From here on: no file or connection is opened, and memory and time have an end.

    What is imported later would be a file, so codecs that a text may need are here already.
    """
    heapq.heapify([])
    for name in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp437"):
        "x".encode(name)
    sys.addaudithook(_refuse)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))


FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


def _refuse(event: str, _: object) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
