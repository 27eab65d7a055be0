"""How well passages are found, on plans that people marked: with limits of chance, never pooled.

The unit is one question in one plan. Plans of one municipality are alike, so chance is drawn over
municipalities, and a plan belongs to the half of its municipality. By words alone and with meaning
beside it are measured on the same plans.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from random import Random
from statistics import quantiles
from typing import Any

from houvast.errors import Refused, gettext_noop
from houvast.plans.rules.agreeing import Unit, agreement, to_rewrite
from houvast.plans.rules.document import Plan
from houvast.plans.rules.suggesting import TOP, Suggested

FEWEST = 20
"""Passages that a plan has to have more of: in a short one everything is among the first five."""
DRAWS, SEED = 2_000, 1
NO_LABELS = gettext_noop("labels.json is geen lijst van plannen die iemand heeft gelezen.")
NO_SUCH = gettext_noop("{file}: {about} is geen vraag van deze versie.")
NO_QUOTE = gettext_noop("{file}: “{quote}” staat niet in het plan.")
OUTSIDE = gettext_noop("{file}: een plan staat in de map zelf.")
TWICE = gettext_noop("{file} staat er twee keer in.")


class Sort(StrEnum):
    """Of which sort a plan is. Figures of one sort say nothing of another."""

    REAL = "real"
    GENERATED = "generated"
    REGRESSION = "regression"


class Half(StrEnum):
    """Words are chosen on one half; the other is opened once for each release."""

    BUILD = "build"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Label:
    """What people found in a plan: for each question the words that answer it, or none."""

    file: str
    municipality: str
    sort: Sort
    evidence: Mapping[str, tuple[str, ...]]
    readers: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    """What each of two or more people found, before they spoke of it; without it nobody says."""

    @property
    def half(self) -> Half:
        """The half of its municipality: by its name, so that nobody chooses."""
        return Half.TEST if sha256(self.municipality.encode()).digest()[0] % 2 else Half.BUILD


@dataclass(frozen=True, slots=True)
class Judged:
    """One question in one plan: is the evidence among what is shown, and is the first of it right.

    None where there is no evidence, or nothing was shown.
    """

    municipality: str
    about: str
    found: bool | None
    first: bool | None


def labels_of(given: Any, questions: Sequence[str]) -> tuple[Label, ...]:
    """The labels in this JSON. Raises Refused for whatever is none."""
    try:
        labels = tuple(
            Label(
                str(one["file"]),
                str(one["municipality"]),
                Sort(one["sort"]),
                _evidence(one["evidence"]),
                tuple(map(_evidence, one.get("readers", ()))),
            )
            for one in given["plans"]
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(NO_LABELS) from None
    seen: set[str] = set()
    for one in labels:
        if "/" in one.file or "\\" in one.file or one.file.startswith("."):
            raise Refused(OUTSIDE, file=one.file)
        if one.file in seen:
            raise Refused(TWICE, file=one.file)
        seen.add(one.file)
        asked = (key for some in (one.evidence, *one.readers) for key in some)
        strange = next((key for key in asked if key not in questions), None)
        if strange is not None:
            raise Refused(NO_SUCH, file=one.file, about=strange)
    return labels


def _evidence(given: Any) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(map(_text, some)) for key, some in given.items()}


def read_by_two(labels: Sequence[Label]) -> dict[str, Any]:
    """How far readers agree whether a plan answers a question, for each, and which to rewrite.

    Said of the plans that two people or more read; a question that one of them left out is not
    counted there.
    """
    both = [one for one in labels if len(one.readers) > 1]
    names = sorted({about for one in both for some in one.readers for about in some})
    questions: dict[str, dict[str, Any]] = {}
    for about in names:
        units: dict[str, list[Unit]] = {}
        for one in both:
            said = [bool(some[about]) if about in some else None for some in one.readers]
            units.setdefault(one.municipality, []).append(said)
        questions[about] = agreement(units)
    return {"documents": len(both), "criteria": questions, "rewrite": to_rewrite(questions)}


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise ValueError
    return given


def judged(label: Label, plan: Plan, found: Suggested) -> list[Judged]:
    """Each question that people looked at in this plan. Raises Refused for words not in it."""
    quoted = {one.number: _plain(plan.quoted(one)) for one in plan.passages}
    done = []
    for about, quotes in label.evidence.items():
        right: set[int] = set()
        for quote in quotes:
            some = _holding(_plain(quote), quoted)
            if not some:
                raise Refused(NO_QUOTE, file=label.file, quote=quote[:80])
            right |= some
        shown = [one.passage.number for one in found.criteria.get(about, ())[:TOP]]
        hit = bool(right & set(shown)) if right else None
        first = shown[0] in right if shown else None
        done.append(Judged(label.municipality, about, hit, first))
    return done


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


def _holding(quote: str, quoted: Mapping[int, str]) -> set[int]:
    """The passages that hold these words; where they go over an end, those with half of them."""
    whole = {number for number, text in quoted.items() if quote in text}
    if whole:
        return whole
    half = len(quote) // 2
    parts = (quote[:half], quote[half:])
    return {number for number, text in quoted.items() if any(one in text for one in parts if one)}


def figures(some: Sequence[Judged], sort: Sort = Sort.REAL) -> dict[str, Any]:
    """Recall at five and precision at one, of all questions and of each.

    Chance is drawn over municipalities; of plans that nobody wrote over questions, because each of
    those plans says the same sentences.
    """
    names = sorted({one.about for one in some})
    by_question = sort is Sort.GENERATED
    return {
        "municipalities": len({one.municipality for one in some}),
        "drawn_over": "questions" if by_question else "municipalities",
        **_both(some, by_question),
        "criteria": {name: _both([one for one in some if one.about == name]) for name in names},
    }


def _both(some: Sequence[Judged], by_question: bool = False) -> dict[str, Any]:
    units = [one.about if by_question else one.municipality for one in some]
    return {
        "recall_at_5": _share(list(zip(units, (one.found for one in some), strict=True))),
        "precision_at_1": _share(list(zip(units, (one.first for one in some), strict=True))),
    }


def _share(some: Sequence[tuple[str, bool | None]]) -> dict[str, Any] | None:
    """The share that is right, and how far it would go by chance with other units (95 %)."""
    known = [(unit, right) for unit, right in some if right is not None]
    if not known:
        return None
    units = sorted({unit for unit, _ in known})
    counts = [_right_of([right for at, right in known if at == one]) for one in units]
    share = {"value": round(_ratio(counts), 3), "n": len(known)}
    if len(units) < 2:
        return share | {"low": None, "high": None}
    dice = Random(SEED)  # noqa: S311  # no secret: the same draws each time
    cuts = quantiles([_ratio(dice.choices(counts, k=len(counts))) for _ in range(DRAWS)], n=40)
    return share | {"low": round(cuts[0], 3), "high": round(cuts[-1], 3)}


def _right_of(some: Sequence[bool]) -> tuple[int, int]:
    return sum(some), len(some)


def _ratio(counts: Sequence[tuple[int, int]]) -> float:
    return sum(right for right, _ in counts) / sum(of for _, of in counts)
