"""A stored choice made again from what was read then: the same, or which input is otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from houvast.matching.rules.explain import Explanation, explain, inputs_of, parts_of
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.sides import Pair

SEALS, LIST = "inputs", "list"
"""Where a stored explanation keeps the seal of each input, and that of the list it stood in."""
GONE, OFFER = "place", "offer"
"""The workplace is no longer there; other workplaces than then are in the lists."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored of a choice that replaying asks."""

    id: UUID
    explanation: Mapping[str, Any]
    inputs: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What replaying gave: `changed` names the inputs that are otherwise, nothing is the same.

    `differs` is true when nothing changed and still something else came out: a fault of ours.
    """

    id: UUID
    changed: tuple[str, ...]
    differs: bool = False

    @property
    def same(self) -> bool:
        """Whether the same came out of the same."""
        return not self.changed and not self.differs


def replayed(kept: Kept, pair: Pair | None, ruleset: Ruleset, listed: str, key: bytes) -> Replayed:
    """Ask the rules again. `pair` is None when the workplace is gone, `listed` the list of now."""
    if pair is None:
        return Replayed(kept.id, (GONE,))
    changed = tuple(_changed(kept, pair, ruleset, key))
    if changed:
        return Replayed(kept.id, changed)
    if kept.explanation.get(LIST, listed) != listed:
        return Replayed(kept.id, (OFFER,))
    return Replayed(kept.id, (), differs=not _is_the_same(kept, explain(pair, ruleset)))


def _changed(kept: Kept, pair: Pair, ruleset: Ruleset, key: bytes) -> Iterator[str]:
    if inputs_of(pair, ruleset, key) == kept.inputs:
        return
    then, now = kept.explanation.get(SEALS, {}), parts_of(pair, ruleset, key)
    names = [name for name in now | then if then.get(name) != now.get(name)]
    yield from sorted(names) if then else ("unknown",)


def _is_the_same(kept: Kept, now: Explanation) -> bool:
    record = now.record()
    return {name: kept.explanation[name] for name in record} == record
