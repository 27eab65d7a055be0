"""Processes that a command starts, watches, and never leaves behind."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NoReturn

from houvast.cli.place import NOT_FOR_ALL, say

HOST = "127.0.0.1"
WORKER = [sys.executable, "-m", "houvast.cli", "worker"]
PR_SET_PDEATHSIG = 1
PATIENCE = 15
"""Seconds a child gets to finish its request or job before it is ended."""


def supervise(commands: Mapping[str, Sequence[str]], ready: str = "") -> int:
    """Run processes until one ends or we are asked to stop, and leave none of them behind."""
    calm = {key: word for key, word in os.environ.items() if key not in NOT_FOR_ALL}
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, words in commands.items():
            # In a session of their own: Ctrl-C comes to us, and once to them, from us.
            running[name] = subprocess.Popen(  # noqa: S603
                words, env=calm, start_new_session=True, preexec_fn=end_with_us
            )
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    say(f"The {name} stopped (exit code {process.returncode}).")
                    return 1
            if ready and _answers():
                say(ready)
                ready = ""
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(list(running.values()))


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)  # a second Ctrl-C would leave some of them running
    for process in running:
        process.terminate()
    until = time.monotonic() + PATIENCE
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, until - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what is left of it, or of what it started


def end_with_us() -> None:
    """In a child: let Linux end it when its parent is gone, also after a `kill -9` of that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def web(*more: str) -> list[str]:
    """The words that start a web server."""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "4"]
    words += ["--host", os.environ.get("HOUVAST_HOST", HOST), "--port", str(port())]
    return [*words, *more, "houvast.wsgi:application"]


def port() -> int:
    """Where the web server listens."""
    word = os.environ.get("HOUVAST_PORT") or "8000"
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise SystemExit(f"HOUVAST_PORT is no port number: {word}")
    return int(word)


def refuse_a_port_in_use() -> None:
    """End with a clear sentence when the web server could not listen."""
    wanted = port()
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((os.environ.get("HOUVAST_HOST", HOST), wanted))
        except PermissionError:
            _refuse(f"Port {wanted} is for root only.")
        except OSError:
            _refuse(f"Port {wanted} is in use.")


def _refuse(why: str) -> NoReturn:
    raise SystemExit(f"{why} Choose another one, for example: HOUVAST_PORT=8010 make demo")


def _answers() -> bool:
    with suppress(OSError), socket.create_connection((HOST, port()), timeout=1):
        return True
    return False
