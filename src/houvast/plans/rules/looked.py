"""A passage that was looked at once: its sentences, and which terms stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from houvast.plans.rules.document import Passage
from houvast.plans.rules.words import Hit


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what stands in it; places count in the text of the plan."""

    start: int
    end: int
    text: str
    hits: Mapping[str, tuple[Hit, ...]]
    over: tuple[Hit, ...]
    """Words that say that it ends, or is not there."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A passage, looked at once."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    above: frozenset[str]
    """Terms in its heading."""


def hits_of(terms: tuple[str, ...], sentence: Sentence) -> list[Hit]:
    """The hits of these terms."""
    both = _set(terms) & sentence.hits.keys()
    return [hit for term in sorted(both) for hit in sentence.hits[term]] if both else []


@cache
def _set(terms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(terms)
