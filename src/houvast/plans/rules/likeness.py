"""What says something like an example of a question, in other words: numbers in, an order out.

A model that others made gives the numbers (houvast.plans.meaning), where it is installed. It finds
what words cannot, and it is wrong more often, so words may always refuse what it points at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from houvast.plans.rules import facts
from houvast.plans.rules.catalogue import Catalogue, Criterion
from houvast.plans.rules.looked import Looked, Sentence, hits_of

FUSION = "hybrid/1"
"""Another way of taking both together is another one: the same text gives other suggestions."""
FLOOR, MARGIN = 0.28, 0.1
"""From the first on two sentences are alike enough to look at, unless another question is nearer by
more than the second. Both were chosen on the plans for building (`bench/plan_set.py`)."""
K = 60
"""Of reciprocal rank fusion, as it was published: how little the first few differ from the rest."""
FEWEST_WORDS, LONGEST_SENTENCE = 4, 1_000
"""Words, and characters: what has fewer or more is a heading, a table or a fault, no sentence."""
LONGEST = 600_000
"""Characters. A longer plan is looked at by words alone: it would take too long."""
COUNTER = "counter"


class Likeness(Protocol):
    """Says how alike sentences are: for each group of examples the likest, and how much."""

    @property
    def name(self) -> str:
        """Of the model, with its version."""

    def __call__(
        self, said: Sequence[str], examples: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Sequence[tuple[float, int]]]:
        """For each group, for each sentence: between -1 and 1, and which example it is."""


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence of a passage that is most like an example, and which example that is."""

    value: float
    example: str
    start: int
    end: int


def examples_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """For each question what an answer is like, and for all together what only looks like one."""
    groups = {one.id: one.examples for one in catalogue.criteria if one.examples}
    counters = dict.fromkeys(said for one in catalogue.criteria for said in one.counters)
    return {**groups, COUNTER: tuple(counters)} if counters else groups


def nearest(
    catalogue: Catalogue, looked: Sequence[Looked], likeness: Likeness
) -> dict[str, dict[int, Near]] | None:
    """For each question the passages that say something like it; None where the plan is too long.

    What is more like a counter-example of any question is like none.
    """
    said = list(_said(looked))
    if sum(len(one.text) for _, _, one in said) > LONGEST:
        return None
    examples = examples_of(catalogue)
    near: dict[str, dict[int, Near]] = {one.id: {} for one in catalogue.criteria}
    if not said or not examples:
        return near
    numbers = likeness([one.text for _, _, one in said], examples)
    counters = [value for value, _ in numbers.get(COUNTER, [(0.0, 0)] * len(said))]
    asked = [one for one in catalogue.criteria if one.examples]
    rows = zip(*(numbers[one.id] for one in asked), strict=True)
    for (at, place, sentence), row, counter in zip(said, rows, counters, strict=True):
        least = max(FLOOR, max(value for value, _ in row) - MARGIN, counter)
        for one, (value, which) in zip(asked, row, strict=True):
            best = near[one.id].get(at)
            if value < least or value == counter or (best and value <= best.value):
                continue
            if not _refused(one, looked[at], place) and not _of_another(one, asked, sentence):
                example = one.examples[which]
                near[one.id][at] = Near(value, example, sentence.start, sentence.end)
    return near


def _said(looked: Sequence[Looked]) -> Iterator[tuple[int, int, Sentence]]:
    """Each sentence that says something, with the place of its passage and its own in that."""
    for at, each in enumerate(looked):
        if each.passage.is_heading:
            continue
        for place, one in enumerate(each.sentences):
            long = len(one.text) > LONGEST_SENTENCE
            if not long and len(one.text.split()) >= FEWEST_WORDS:
                yield at, place, one


def _refused(one: Criterion, looked: Looked, place: int) -> bool:
    """Whether words say that this is no answer, there or right beside it."""
    sentence = looked.sentences[place]
    beside = looked.sentences[max(0, place - 1) : place + 2]
    return (
        bool(sentence.over)
        or any(hits_of(one.alike, each) for each in beside)
        or not all(facts.spans(need, sentence.text) for need in one.needs)
    )


def _of_another(one: Criterion, asked: Sequence[Criterion], sentence: Sentence) -> bool:
    """Whether words say that a sentence answers another question, and nothing says this one."""
    if hits_of(one.strong, sentence) or hits_of(one.weak, sentence):
        return False
    return any(hits_of(other.strong, sentence) for other in asked)


def in_order(by_words: Sequence[int], by_meaning: Sequence[int]) -> list[int]:
    """Both orders as one, by reciprocal rank: what stands high in both comes first.

    What is equal goes in the order of words, and then as it stands in the plan.
    """
    last = len(by_words)
    at = {one: place for place, one in enumerate(by_words)}
    weight = dict.fromkeys((*by_words, *by_meaning), 0.0)
    for order in (by_words, by_meaning):
        for place, one in enumerate(order, 1):
            weight[one] += 1 / (K + place)
    return sorted(weight, key=lambda one: (-weight[one], at.get(one, last), one))
