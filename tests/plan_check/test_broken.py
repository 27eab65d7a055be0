"""Files that are broken or mean harm: one sentence each, and nothing of them goes anywhere."""

import json
import socket
import subprocess
import sys

import pytest

from houvast.cli import parser
from houvast.errors import Refused
from houvast.plans import child
from houvast.plans.rules.reading import read
from tests.plan_check.broken import LINE, broken
from tests.plan_check.made import docx, pdf

ALONE = """
import socket, sys
from houvast.plans.child import alone
alone()
def tried(what):
    try:
        what()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
asked = {
    "socket": lambda: socket.socket(),
    "address": lambda: socket.getaddrinfo("example.org", 80),
    "file": lambda: open("/etc/hostname").read(),
    "written": lambda: open("/tmp/plan", "w"),
    "memory": lambda: bytearray(child_memory),
}
from houvast.plans.child import MEMORY as child_memory
print({name: tried(what) for name, what in asked.items()}, flush=True)
"""


def test_forty_files_and_more_get_one_sentence_each():  # T-101
    every = broken()
    assert len(every) >= 40
    said = {}
    for name, (content, _) in every.items():
        try:
            said[name] = f"READ: {read(content).text[:60]}"
        except Refused as no:
            said[name] = no.reason
    assert said == {name: why for name, (_, why) in every.items()}


def test_a_file_is_known_by_what_is_in_it_and_its_name_does_not_count(tmp_path, capsys):
    path = tmp_path / "plan.docx"
    path.write_bytes(pdf(LINE))
    assert _run("check", path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["pages"] == 1


def test_the_child_opens_no_connection_and_no_file_and_has_little_memory():  # T-97
    """The same call that reads a plan, then everything that it may not do."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=60, check=True
    )
    said = eval(done.stdout)
    assert said.pop("address") in ("PermissionError", "OSError")
    assert said == {
        "socket": "PermissionError",
        "file": "OSError",
        "written": "OSError",
        "memory": "MemoryError",
    }


@pytest.mark.parametrize(
    "content",
    [pdf(LINE), docx([(0, LINE)]), LINE.encode("utf-16")],
    ids=["pdf", "docx", "utf-16"],
)
def test_each_kind_is_read_by_the_child_that_can_open_nothing(content):
    assert child.read_apart(content) == read(content)


def test_no_process_of_ours_asks_the_network(monkeypatch, tmp_path, capsys):
    def never(*_, **__):
        raise AssertionError("it asked the network")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    path = tmp_path / "plan.txt"
    path.write_text(LINE)
    assert _run("check", path) == 0
    assert "0 bevestigd" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ("raise MemoryError", "te veel geheugen"),
        ("import os; os.abort()", "beschadigd"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "te lang"),
    ],
)
def test_whatever_ends_the_child_is_a_sentence(monkeypatch, ends, says):
    words = f"import houvast.plans.child as c; c.alone = lambda: exec({ends!r}); c.main()"
    if "Memory" in ends:
        words = (
            "import houvast.plans.child as c, houvast.plans.rules.reading as r\n"
            "def heavy(*_): raise MemoryError\nr.read = heavy\nc.main()"
        )
    monkeypatch.setattr(child, "OURSELVES", [sys.executable, "-c", words])
    with pytest.raises(Refused, match=says):
        child.read_apart(LINE.encode())


def test_a_child_that_goes_on_for_ever_is_ended(monkeypatch):
    monkeypatch.setattr(child, "OURSELVES", [sys.executable, "-c", "while True: pass"])
    monkeypatch.setattr(child, "SECONDS", 0.3)
    with pytest.raises(Refused, match="te lang"):
        child.read_apart(LINE.encode())


def test_a_broken_file_ends_the_command_with_a_sentence_and_nothing_is_kept(tmp_path, capsys):
    path, out = tmp_path / "plan.pdf", tmp_path / "passages.json"
    path.write_bytes(b"%PDF-1.7\nrubbish")
    with pytest.raises(SystemExit) as ended:
        _run("read", path, "--out", out)
    assert ended.value.code == 1 and not out.exists()
    assert "beschadigd" in capsys.readouterr().err


def test_a_file_that_is_too_large_is_never_handed_to_a_child(monkeypatch):
    monkeypatch.setattr(child, "OURSELVES", ["/nowhere"])
    with pytest.raises(Refused, match="groter dan 50 MB"):
        child.read_apart(b" " * (child.LARGEST + 1))


def _run(*words):
    asked = parser().parse_args(["plans", *map(str, words)])
    return asked.run(asked)
