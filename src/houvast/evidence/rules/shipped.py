"""The cards that come with Houvast, as data: each with its source and the day it was read."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from houvast.evidence.rules.cards import Card, Design, Direction, Strength, tidied

NEWEST = "2026.1"


@cache
def shipped(version: str = NEWEST) -> dict[str, Card]:
    """Cards by their code. Raises ValueError for a version that is not there."""
    found = files("houvast.evidence").joinpath("catalogues", f"{version}.toml")
    if not found.is_file():
        raise ValueError(f"there are no cards of version {version!r}")
    read = tomllib.loads(found.read_text("utf-8"))
    return {code: _card(given) for code, given in read["cards"].items()}


def _card(given: dict[str, Any]) -> Card:
    rest = dict(given)
    lists: dict[str, Any] = {
        name: tuple(rest.pop(name, ())) for name in ("criteria", "contradicts")
    }
    direction, design = Direction(rest.pop("direction")), Design(rest.pop("design"))
    strength = Strength(rest.pop("strength"))
    card = Card(**rest, **lists, direction=direction, design=design, strength=strength)
    return tidied(card)
