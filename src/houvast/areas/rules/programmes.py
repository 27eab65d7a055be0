"""The national programmes and the places in them, as data: names, municipalities and sources.

A place is a municipality, or an area of which a person says what it is made of: for the areas of
the NPLV no official codes were published.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from houvast.errors import NotFound, Refused, gettext_noop

NEWEST, EXAMPLE = "2026.1", "example"
"""The programmes that there are, and one that does not exist, for the demo."""
MOST = 200
"""Districts or neighbourhoods of one area: the largest of the NPLV has about a hundred."""
LONGEST = 300
"""Characters of a reason."""
OF_A_TOWN = re.compile(r"(WK|BU)(\d{4})[0-9A-Z]{2,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a programme. `code` is that of its municipality, and `town` the name of it.

    `whole` says that it is the municipality itself; `read` that its name stood in the source.
    """

    id: str
    name: str
    code: str
    town: str
    since: int
    whole: bool
    read: bool = True


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme with its places, by name; never in another order (rule A-03)."""

    id: str
    name: str
    short: str
    source: str
    places: tuple[Place, ...]


@cache
def programmes(version: str = NEWEST) -> dict[str, Programme]:
    """Programmes by their id. Raises ValueError for a version that is not there."""
    found = files("houvast.areas").joinpath("programmes", f"{version}.toml")
    if not found.is_file():
        raise ValueError(f"there are no programmes of version {version!r}")
    read = tomllib.loads(found.read_text("utf-8"))
    read.pop("version")
    return {id: _programme(id, given) for id, given in read.items()}


def place_called(id: str, among: Iterable[Programme] = ()) -> tuple[Programme, Place]:
    """The place with this id, with its programme, of the newest or `among` these.

    Raises NotFound.
    """
    for programme in among or programmes().values():
        for place in programme.places:
            if place.id == id:
                return programme, place
    raise NotFound


def check_parts(place: Place, codes: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that make up an area, once each; `known` are those that can be chosen.

    Raises Refused for none, too many, one of another municipality, and for a municipality.
    """
    if place.whole:
        raise Refused(gettext_noop("Dit is een hele gemeente. Die heeft een eigen code."))
    chosen = tuple(sorted(set(codes)))
    if not chosen:
        raise Refused(gettext_noop("Kies minstens één gebied."), field="codes")
    if len(chosen) > MOST:
        raise Refused(gettext_noop("Kies hooguit {most} gebieden."), field="codes", most=MOST)
    found = [OF_A_TOWN.fullmatch(one) for one in chosen]
    ours = all(one and f"GM{one[2]}" == place.code for one in found)
    if not ours or not set(chosen) <= set(known):
        raise Refused(
            gettext_noop("Dit zijn niet alle gebieden van {town}. Kies ze opnieuw uit de lijst."),
            field="codes", town=place.town,
        )  # fmt: skip
    return chosen


def check_reason(reason: str) -> str:
    """Return why these areas were chosen, without spaces around it. Raises Refused for nothing."""
    said = " ".join(reason.split())
    if not said:
        raise Refused(
            gettext_noop("Schrijf op waarom je dit kiest, of waar het staat."), field="reason"
        )
    if len(said) > LONGEST:
        raise Refused(
            gettext_noop("Maak dit korter: hooguit {most} tekens."), field="reason", most=LONGEST
        )
    return said


def _programme(id: str, given: dict[str, Any]) -> Programme:
    since = int(given["since"])
    areas = [
        Place(one["id"], one["name"], one["code"], one["town"], since, False)
        for one in given.get("areas", ())
    ]
    towns = [
        Place(one["code"], one["name"], one["code"], one["name"], one["since"], True,
              one.get("read", True))
        for one in given.get("municipalities", ())
    ]  # fmt: skip
    places = sorted([*areas, *towns], key=lambda one: _by_name(one.name))
    return Programme(id, given["name"], given["short"], given["source"], tuple(places))


def _by_name(name: str) -> str:
    """As a list of names is sorted: 's-Gravenhage stands at the G."""
    return name.casefold().removeprefix("'s-")
