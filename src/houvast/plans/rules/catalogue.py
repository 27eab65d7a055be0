"""The questions that a plan is held against, as data: each version stays as it was used."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

NEWEST = "2026.1"
NEEDS = ("number", "date", "means")


@dataclass(frozen=True, slots=True)
class Reference:
    """On what a question stands."""

    name: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question, with the words that may answer it and those that only look alike."""

    id: str
    question: str
    question_en: str
    why: str
    sources: tuple[Reference, ...]
    query: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    alike: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]
    gap_text: str
    needs: tuple[str, ...] = ()
    """What has to stand in the same sentence."""
    helps: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    """Flags of a passage that make it no support for this question."""
    is_default: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """What should make somebody stop and read: one of each group of words, and none of `unless`."""

    id: str
    what: str
    what_en: str
    says: str
    sources: tuple[Reference, ...]
    every: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    absent: tuple[str, ...] = ()
    """It is raised only where nothing was found for these questions."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of all questions."""

    version: str
    criteria: tuple[Criterion, ...]
    flags: tuple[Flag, ...]


def versions() -> tuple[str, ...]:
    """Those that come with Houvast, the oldest first."""
    found = files("houvast.plans").joinpath("catalogues").iterdir()
    return tuple(
        sorted(one.name.removesuffix(".toml") for one in found if one.name[-5:] == ".toml")
    )


@cache
def catalogue(version: str = NEWEST) -> Catalogue:
    """The questions of this version."""
    path = files("houvast.plans").joinpath("catalogues", f"{version}.toml")
    return made(tomllib.loads(path.read_text(encoding="utf-8")))


def made(given: Mapping[str, Any]) -> Catalogue:
    """A catalogue of its data. Raises ValueError where something in it fits nothing."""
    sources = {key: Reference(**one) for key, one in given["sources"].items()}
    data = _Data(sources, given["groups"])
    criteria = tuple(Criterion(**data.of(one)) for one in given["criteria"])
    flags = tuple(Flag(**data.of(one)) for one in given["flags"])
    names = [*(one.id for one in criteria), *(one.id for one in flags)]
    if len(set(names)) < len(names):
        raise ValueError("two of them have the same id")
    if any(need not in NEEDS for one in criteria for need in (*one.needs, *one.helps)):
        raise ValueError("it needs what nobody can see")
    others = [each for one in flags for each in one.absent]
    others += [each for one in criteria for each in one.not_with]
    if any(one not in names for one in others):
        raise ValueError("it names what is not there")
    return Catalogue(given["version"], criteria, flags)


@dataclass(frozen=True, slots=True)
class _Data:
    """What the parts of a catalogue share: sources, and groups of words."""

    sources: Mapping[str, Reference]
    groups: Mapping[str, Sequence[str]]

    def of(self, one: Mapping[str, Any]) -> dict[str, Any]:
        """The same with tuples for lists, each source as a reference, each group as its words."""
        plain = {key: self._tuple(value) for key, value in one.items()}
        return plain | {"sources": tuple(self.sources[name] for name in one["sources"])}

    def _tuple(self, value: Any) -> Any:
        if isinstance(value, str) or not isinstance(value, Sequence):
            return value
        done: list[Any] = []
        for one in value:
            name = one[1:-1] if isinstance(one, str) and one[:1] == "{" else ""
            done += self.groups.get(name, ()) if name in self.groups else [self._tuple(one)]
        return tuple(done)
