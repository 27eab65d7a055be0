"""A question that a municipality asks of a plan itself, beside those of Houvast."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from houvast.errors import Refused, gettext_noop
from houvast.plans.rules.catalogue import Criterion, Reference

PREFIX = "G"
"""Begins the id of a question of a municipality; those of Houvast begin with P."""
MOST_QUESTIONS = 999
MOST_WORDS, LONGEST_WORD, LONGEST_SENTENCE = 30, 60, 300
LISTS = ("strong", "weak", "alike", "examples", "counters")
LINES = ("question", "why", "source", "url", "gap_text")


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question. `strong`, `weak` and `alike` are words; `examples` and `counters` sentences."""

    question: str
    why: str
    source: str
    read_on: date
    strong: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]
    gap_text: str
    url: str = ""
    weak: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    withdrawn: bool = False

    def as_data(self, code: str) -> dict[str, Any]:
        """The same as a question of a catalogue (catalogue.py); its source is named by `code`."""
        plain = asdict(self)
        kept = {name: plain[name] for name in (*LISTS, "question", "why", "gap_text")}
        lists = {name: list(kept[name]) for name in LISTS}
        return kept | lists | {"id": code, "question_en": self.question, "sources": [code],
                               "query": self.question}  # fmt: skip

    def source_data(self) -> dict[str, Any]:
        """On what it stands, as a source of a catalogue."""
        return {"name": self.source, "url": self.url, "read_on": self.read_on.isoformat()}


def tidied(one: OwnQuestion) -> OwnQuestion:
    """The same without spaces too many; each word and each sentence once."""
    tidy: dict[str, Any] = {name: neat(getattr(one, name)) for name in LINES}
    for name in LISTS:
        each = (neat(said) for said in getattr(one, name))
        tidy[name] = tuple(dict.fromkeys(said for said in each if said))
    return replace(one, **tidy)


def neat(text: str) -> str:
    """The same in one line, with one space between words."""
    return " ".join(text.split())


def criterion_of(one: OwnQuestion, code: str) -> Criterion:
    """The question as the machine looks for it."""
    plain = one.as_data(code) | {"sources": (Reference(one.source, one.url, one.read_on),)}
    return Criterion(**plain | {name: getattr(one, name) for name in LISTS})


def asked_too(
    shipped: Mapping[str, Any], own: Mapping[str, OwnQuestion], agreed: int
) -> tuple[str, dict[str, Any]]:
    """The questions of Houvast and those of a municipality as one catalogue, with its version.

    `agreed` is how often two people changed the own ones: each yes is another version (PL-11).
    """
    if not agreed:
        return shipped["version"], dict(shipped)
    live = {code: one for code, one in sorted(own.items()) if not one.withdrawn}
    version = f"{shipped['version']}-g{agreed}"
    criteria = [*shipped["criteria"], *(one.as_data(code) for code, one in live.items())]
    sources = shipped["sources"] | {code: one.source_data() for code, one in live.items()}
    return version, {**shipped, "version": version, "criteria": criteria, "sources": sources}


def next_code(taken: Collection[str]) -> str:
    """An id that no question of this municipality ever had. Raises Refused where all are used."""
    last = max((int(one.removeprefix(PREFIX)) for one in taken), default=0)
    if last >= MOST_QUESTIONS:
        raise Refused(gettext_noop("Er zijn al 999 vragen. Verander er een die er is."))
    return f"{PREFIX}{last + 1:02}"
