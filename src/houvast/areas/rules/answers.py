"""An answer that is kept: the same question about the same tables has one answer, for ever.

So it can be named in a letter. When a table comes in anew the question gets another answer beside
it, and the old one says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from houvast.areas.rules.analysis import Analysis, Question, wanted
from houvast.areas.rules.indicators import INDICATORS
from houvast.areas.rules.relations import Way
from houvast.areas.rules.wording import Sentence
from houvast.errors import Refused, gettext_noop

METHOD = "3"
"""Raised when the way of counting changes: what was counted before keeps its answer."""
MOST = 4
"""Figures that one question holds against an outcome."""


def asked(question: Question) -> Question:
    """The question in one form, so that it is the same however it was clicked together.

    Raises Refused for one that cannot be asked.
    """
    if not question.determinants or len(question.determinants) > MOST:
        raise Refused(gettext_noop("Kies één tot {most} cijfers."), field="determinants", most=MOST)
    needed = wanted(question)
    order = list(INDICATORS)
    found = tuple(sorted(needed.determinants, key=order.index))
    return Question(question.level, question.year, needed.outcome, found, question.fewest)


def key_of(question: Question, tables: Sequence[int], method: str = METHOD) -> UUID:
    """The number of the answer: of what is asked, the tables that count, and how it is counted."""
    parts = (
        method, question.level, question.year, question.outcome, question.fewest,
        ",".join(question.determinants), ",".join(map(str, tables)),
    )  # fmt: skip
    return UUID(sha256("|".join(map(str, parts)).encode()).hexdigest()[:32])


def kept(found: Analysis) -> dict[str, Any]:
    """What is kept of an answer: what other programs read, and each sentence with its parts."""
    together = found.lies_together
    return found.record() | {
        "texts": [_parts(one) for one in found.sentences],
        "together": together and _parts(together),
    }


def _parts(one: Sentence) -> list[Any]:
    return [one.text, dict(one.values), list(one.names)]


@dataclass(frozen=True, slots=True)
class Counted:
    """One way of counting for one figure: times as many per ten points more, with 95 % interval."""

    way: Way
    value: float
    low: float
    high: float
    error: float


@dataclass(frozen=True, slots=True)
class Held:
    """One figure held against the outcome: what may be said, and each way that counted it."""

    determinant: str
    sentence: Sentence
    ways: tuple[Counted, ...]
    verdict: str
    without: tuple[str, ...]
    """What was left out when the verdict changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it was kept."""

    n: int
    municipalities: int
    runs: int
    excluded: Mapping[str, int]
    held: tuple[Held, ...]
    besides: tuple[Sentence, ...]
    dispersion: float | None
    near: tuple[float, float] | None
    """Moran's I before and after counting, where the shapes are known."""
    faults: tuple[str, ...]
    """Why a way of counting did not come to rest."""
    together: "Together | None" = None
    """Where offences lie together, where the shapes are known."""


@dataclass(frozen=True, slots=True)
class Together:
    """What may be said of where offences lie together, and areas by name."""

    sentence: Sentence
    high: tuple[str, ...]
    low: tuple[str, ...]
    draws: int
    seed: int


def told(found: Mapping[str, Any]) -> Told:
    """An answer as it was kept, ready to show."""
    texts = [_sentence(one) for one in found["texts"]]
    verdicts = found["verdicts"]
    held = tuple(
        Held(
            one["determinant"],
            sentence,
            tuple(_counted(way, one["determinant"]) for way in _of(found, one["determinant"])),
            one["verdict"],
            tuple(one["changes_without"]),
        )
        for one, sentence in zip(verdicts, texts, strict=False)
    )
    near = found.get("moran")
    adjusted = [one for one in found["specifications"] if one["name"] == Way.ADJUSTED]
    return Told(
        found["n"],
        found["municipalities"],
        found["runs"],
        found["excluded"],
        held,
        tuple(texts[len(verdicts) :]),
        adjusted[0]["dispersion"] if adjusted else None,
        (near["raw"], near["residual"]) if near else None,
        tuple(one["why"] for one in found["specifications"] if not one["converged"]),
        _together(found),
    )


def _sentence(parts: Sequence[Any]) -> Sentence:
    text, values, names = parts
    return Sentence(text, values, tuple(names))


def _together(found: Mapping[str, Any]) -> Together | None:
    """Nothing either in an answer of before this was counted."""
    lisa = found.get("lisa")
    if not lisa:
        return None
    high, low = tuple(lisa["high"]), tuple(lisa["low"])
    return Together(_sentence(found["together"]), high, low, lisa["draws"], lisa["seed"])


def _of(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [one for one in found["specifications"] if one["converged"] and name in one["terms"]]


def _counted(one: Mapping[str, Any], name: str) -> Counted:
    term = one["terms"][name]
    return Counted(Way(one["name"]), term["irr_per_10"], term["lo"], term["hi"], term["se"])
