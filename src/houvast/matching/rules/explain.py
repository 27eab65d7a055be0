"""The explanation of one pair: codes and integers, never prose; screens make sentences of it."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from houvast.matching.rules.codes import BlockCode, Component, MindCode, StepCode, Verdict
from houvast.matching.rules.conditions import Block, Mind, Step, blocks, minds, steps
from houvast.matching.rules.points import Ruleset, limit_of, minutes_of, points_of
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.week import together


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
    facts: Mapping[str, int | None] = field(default_factory=dict)
    """Minutes, limit, day-parts that match, skills asked and had: what the sentences count."""

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
    wishes, place = pair.wishes, pair.place
    return Explanation(
        ruleset=ruleset.version,
        day=pair.today,
        verdict=Verdict.DOES_NOT_FIT if blocked else fits,
        points=points_of(pair, ruleset),
        blocks=blocked,
        steps=open_steps,
        minds=tuple(minds(pair)),
        facts={
            "minutes": minutes_of(pair, ruleset),
            "limit": limit_of(pair),
            "day_parts": together(wishes.free, ~wishes.busy, place.slots),
            "asked": len(place.skills_asked),
            "had": len(place.skills_asked & wishes.can),
            "learned": len(place.teaches & wishes.learns),
        },
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


def canonical(value: Any) -> Any:
    """A value as plain JSON: sets sorted, days as text; the same facts give the same text."""
    if isinstance(value, Mapping):
        return {str(key): canonical(one) for key, one in sorted(value.items())}
    if isinstance(value, (set, frozenset)):
        return sorted(str(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [canonical(one) for one in value]
    return value if value is None or isinstance(value, (int, str)) else str(value)


def inputs_of(pair: Pair, ruleset: Ruleset, key: bytes) -> str:
    """A seal on exactly what was read, so that a stored choice can be checked against it later.

    Keyed with a secret of the installation: a bare hash of a few values can be guessed.
    """
    return f"hmac-sha256:{_sealed(_read(pair, ruleset), key)}"


def parts_of(pair: Pair, ruleset: Ruleset, key: bytes) -> dict[str, str]:
    """The same of each input apart, 12 digits each: replaying says by them what changed."""
    read = _read(pair, ruleset)
    sides = {f"{side}.{name}": value for side in SIDES for name, value in read[side].items()}
    rules = {name: value for name, value in read.items() if name not in SIDES}
    return {name: _sealed([name, value], key)[:12] for name, value in (rules | sides).items()}


SIDES = ("wishes", "place")


def _read(pair: Pair, ruleset: Ruleset) -> dict[str, Any]:
    """All that an explanation is made of, as plain JSON."""
    read = {
        "ruleset": canonical(asdict(ruleset.table)),
        "law": ruleset.law,
        "today": pair.today.isoformat(),
        "wishes": canonical(asdict(pair.wishes)),
        "place": canonical(asdict(pair.place)),
    }
    return read | ({"travel": ruleset.travel.version} if ruleset.travel.version else {})


def _sealed(value: Any, key: bytes) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    return hmac.new(key, text, sha256).hexdigest()


def _plain(one: Block | Step | Mind) -> dict[str, Any]:
    return {name: str(part) for name, part in asdict(one).items() if part}
