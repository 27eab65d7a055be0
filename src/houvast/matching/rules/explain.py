"""The explanation of one pair: codes and integers, never prose; screens make sentences of it."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from houvast.matching.rules.codes import BlockCode, Component, MindCode, StepCode, Verdict
from houvast.matching.rules.conditions import Block, Mind, Step, blocks, minds, steps
from houvast.matching.rules.plainly import in_json
from houvast.matching.rules.points import Facts, Ruleset, facts_of, points_of
from houvast.matching.rules.sides import Pair


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a workplace fits, or not. Points are there as if what blocks were solved."""

    ruleset: str
    day: date
    verdict: Verdict
    points: Mapping[Component, int]
    blocks: tuple[Block, ...] = ()
    steps: tuple[Step, ...] = ()
    minds: tuple[Mind, ...] = ()
    facts: Facts | Mapping[str, int | None] = field(default_factory=dict)
    """What the sentences count; stored ones may be of an older ruleset."""

    @property
    def total(self) -> int:
        """The points together."""
        return sum(self.points.values())

    def record(self) -> dict[str, Any]:
        """As it is stored with a choice: codes, numbers and days only."""
        return {
            "ruleset": self.ruleset,
            "day": self.day.isoformat(),
            "verdict": self.verdict.value,
            "points": {part.value: number for part, number in self.points.items()},
            "blocks": [_plain(one) for one in self.blocks],
            "steps": [_plain(one) for one in self.steps],
            "minds": [_plain(one) for one in self.minds],
            "facts": dict(self.facts),
        }


def explain(pair: Pair, ruleset: Ruleset) -> Explanation:
    """What came out for this pair, with every reason."""
    blocked, open_steps = blocks(pair, ruleset), steps(pair, ruleset)
    fits = Verdict.FITS_WITH_STEPS if open_steps else Verdict.FITS
    facts = facts_of(pair, ruleset)
    return Explanation(
        ruleset=ruleset.version,
        day=pair.today,
        verdict=Verdict.DOES_NOT_FIT if blocked else fits,
        points=points_of(pair, ruleset, facts),
        blocks=blocked,
        steps=open_steps,
        minds=tuple(minds(pair)),
        facts=facts,
    )


def explanation_of(record: Mapping[str, Any]) -> Explanation:
    """What `record` stored, as it was: the sentences of then can be made again."""
    return Explanation(
        ruleset=record["ruleset"],
        day=date.fromisoformat(record["day"]),
        verdict=Verdict(record["verdict"]),
        points={Component(part): number for part, number in record["points"].items()},
        blocks=tuple(_block(one) for one in record["blocks"]),
        steps=tuple(Step(StepCode(one["code"]), one.get("about", "")) for one in record["steps"]),
        minds=tuple(Mind(MindCode(one["code"]), one.get("about", "")) for one in record["minds"]),
        facts=dict(record["facts"]),
    )


def _block(one: Mapping[str, str]) -> Block:
    until = date.fromisoformat(one["until"]) if one.get("until") else None
    return Block(BlockCode(one["code"]), one.get("about", ""), one.get("article", ""), until)


def inputs_of(pair: Pair, ruleset: Ruleset, key: bytes) -> str:
    """A seal on exactly what was read, so that a stored choice can be checked against it later.

    Keyed with a secret of the installation: a bare hash of a few values can be guessed.
    """
    every = (f'"{name}":{text}' for name, text in _texts(pair, ruleset).items())
    return f"hmac-sha256:{_digest('{' + ','.join(every) + '}', key)}"


def parts_of(pair: Pair, ruleset: Ruleset, key: bytes) -> dict[str, str]:
    """The same of each input apart, 12 digits each: replaying says by them what changed."""
    read = _read(pair, ruleset)
    sides = {f"{side}.{name}": value for side in SIDES for name, value in read[side].items()}
    rules = {name: value for name, value in read.items() if name not in SIDES}
    return {name: _sealed([name, value], key)[:12] for name, value in (rules | sides).items()}


SIDES = ("wishes", "place")


def _read(pair: Pair, ruleset: Ruleset) -> dict[str, Any]:
    """All that an explanation is made of, as plain JSON."""
    return {name: json.loads(text) for name, text in _texts(pair, ruleset).items()}


def _texts(pair: Pair, ruleset: Ruleset) -> dict[str, str]:
    """The same, each as JSON, in the order of their names."""
    travel = {"travel": in_json(ruleset.travel.version)} if ruleset.travel.version else {}
    return {
        "law": in_json(ruleset.law),
        "place": pair.place.in_json,
        "ruleset": ruleset.table.in_json,
        "today": in_json(pair.today.isoformat()),
        **travel,
        "wishes": pair.wishes.in_json,
    }


def _sealed(value: Any, key: bytes) -> str:
    return _digest(in_json(value), key)


def _digest(text: str, key: bytes) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


def _plain(one: Block | Step | Mind) -> dict[str, Any]:
    return {name: str(part) for name, part in one._asdict().items() if part}
