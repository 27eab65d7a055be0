"""How long a plan takes at the command line: sixty pages, six hundred, and how much memory."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any

import psutil
import typst

from houvast.plans.child import read_apart
from houvast.plans.rules.trying import Sought, points_at

PAGES, MOST = 60, 600
OFTEN = {"seconds_60": 3.0, "seconds_600": 30.0, "memory_mb": 500.0}
HYBRID_GOALS = {f"hybrid_{name}": most for name, most in (OFTEN | {"seconds_60": 6.0}).items()}
GOALS = OFTEN | {"effect_60": 1.0}
ROUNDS = 5
WORDS = Sought(("leerwerkplek", "betalingsregeling"), ("ondernemer",), ("werkgroep",))
SENTENCES = (
    "De gemeente zoekt met bewoners naar wat past bij de straat en bij wie er woont.",
    "Wij bieden {at} betaalde leerwerkplekken bij ondernemers uit de buurt.",
    "Eind 20{year} werken {at} jongeren langer dan zes maanden met een vaste coach.",
    "Voor arbeidstoeleiding is € {at}.000 per jaar gereserveerd in de begroting.",
    "Op maandag komt de werkgroep bij elkaar en dan kijkt zij naar de afgelopen week.",
    "De schuldhulpverlening regelt een betalingsregeling voor de start van het werk.",
    "Het gebouw op de hoek krijgt een andere ingang zodat iedereen naar binnen kan.",
)


def make(path: Path, pages: int) -> None:
    """Write a plan of so many pages, each with some five hundred words."""
    out = ['#set page(paper: "a4", numbering: "1", header: [Plan van Testdam])\n']
    out.append('#set text(lang: "nl", size: 9pt)\n#set heading(numbering: "1.1")\n')
    for page in range(pages):
        out.append(f"{'=' if page % 6 == 0 else '=='} Deel {page + 1}\n")
        for part in range(6):
            at = page * 6 + part
            said = (one.format(at=at + 1, year=27 + at % 4) for one in SENTENCES)
            out.append(" ".join(said) + "\n")
        out.append("#pagebreak(weak: true)\n")
    made = typst.compile("\n".join(out).encode(), format="pdf", ignore_system_fonts=True)
    path.write_bytes(made)


def measured(folder: Path, both: bool) -> dict[str, Any]:
    """The whole command, from its start: the median of some rounds, and its largest memory.

    With `both` by words alone and then with meaning beside it. On a busy machine the clock says
    little, and the seconds of the processors more.
    """
    short, long = folder / "60.pdf", folder / "600.pdf"
    for path, pages in ((short, PAGES), (long, MOST)):
        words = [sys.executable, "-m", "houvast.bench.plans", str(path), str(pages)]
        subprocess.run(words, check=True)  # noqa: S603  # apart: a process begins as large as we are
    figures = _rounds(short, long, "none")
    if both:
        hybrid = _rounds(short, long, "small")
        figures |= {f"hybrid_{name}": figure for name, figure in hybrid.items()}
    return figures | {"effect_60": _effect(short), "effect_600": _effect(long)}


def _effect(path: Path) -> float:
    """Seconds of trying the words of a question on a plan that is here, as a screen does.

    The slowest of some: the first time a process loads the words of Dutch too.
    """
    plan = read_apart(path.read_bytes())
    took = []
    for _round in range(ROUNDS):
        start = perf_counter()
        found = points_at(WORDS, plan)
        took.append(perf_counter() - start)
        if not found:
            raise SystemExit(f"Nothing was pointed at in {path.name}.")
    return round(max(took), 2)


def _rounds(short: Path, long: Path, embedding: str) -> dict[str, Any]:
    """The figures of one way to look."""
    rounds = sorted(_checked(short, PAGES, embedding) for _ in range(ROUNDS))
    once = _checked(long, MOST, embedding)
    return {
        "seconds_60": round(rounds[ROUNDS // 2][0], 2),
        "processor_60": round(min(one[1] for one in rounds), 2),
        "seconds_600": round(once[0], 2),
        "processor_600": round(once[1], 2),
        "memory_mb_60": round(max(one[2] for one in rounds)),
        "memory_mb": round(once[2]),
    }


def _checked(path: Path, pages: int, embedding: str) -> tuple[float, float, float]:
    """One run: seconds on the clock and of the processors, and MB of all its processes together."""
    reading, writing = os.pipe()
    words = [sys.executable, "-m", "houvast.cli", "plans", "check", str(path), "--json"]
    words += ["--embedding", embedding]
    start = perf_counter()
    to_us = [(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_CLOSE, reading)]
    pid = os.posix_spawn(sys.executable, words, os.environ, file_actions=to_us)
    os.close(writing)
    with Watched(pid) as watched, os.fdopen(reading) as answer:
        page = json.load(answer)
    _, status, used = os.wait4(pid, 0)
    seconds = perf_counter() - start
    if os.waitstatus_to_exitcode(status) or page["pages"] != pages or not page["criteria"]["P04"]:
        raise SystemExit(f"The check of {path.name} went wrong.")
    return seconds, used.ru_utime + used.ru_stime, max(watched.most, used.ru_maxrss / 1024)


class Watched:
    """The most memory that a process and its children have at one moment, in MB."""

    def __init__(self, pid: int) -> None:
        self.process, self.most, self.over = psutil.Process(pid), 0.0, Event()
        self.looking = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watched":
        self.looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.looking.join()

    def _look(self) -> None:
        while not self.over.wait(0.02):
            with suppress(psutil.Error):
                every = [self.process, *self.process.children(recursive=True)]
                together = sum(one.memory_info().rss for one in every) / 1024**2
                self.most = max(self.most, together)


def within(figures: dict[str, Any]) -> list[str]:
    """The goals that are not reached."""
    goals = GOALS | HYBRID_GOALS
    return [f"{name} > {most}" for name, most in goals.items() if figures.get(name, 0) > most]


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
