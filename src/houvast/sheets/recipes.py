"""Which columns an importer wants, and which columns of a file those seem to be."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from houvast.errors import Refused
from houvast.sheets.sentences import COLUMN_TWICE, MISSING_COLUMN, UNKNOWN_COLUMN
from houvast.sheets.values import plain

FILLING = re.compile(r"\b(de|het|een|van|voor|bij|in|op|en|of|jongere|traject)\b")
"""Words that say nothing in a header ("Naam van de jongere")."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column that an importer wants: `label` is a Dutch message id, `synonyms` are headers."""

    key: str
    label: str
    synonyms: tuple[str, ...]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """All columns of one importer, in the order in which people are asked."""

    columns: tuple[Wanted, ...]

    def wanted(self, key: str) -> Wanted:
        """The column with this key."""
        return next(one for one in self.columns if one.key == key)


Chosen = dict[str, int]
"""For a key of a recipe the place of its column in `Sheet.headers`."""


def propose(recipe: Recipe, headers: Sequence[str]) -> Chosen:
    """The column of each wanted one, where a header says it; the rest is for people to choose.

    First the very same words, then the same words without filling; a column is given once. The
    order of the synonyms decides between two headers.
    """
    chosen: Chosen = {}
    left = range(len(headers) - 1, -1, -1)  # of two alike the first one stays
    for reduce in (plain, _bare):
        for one in recipe.columns:
            free = {reduce(headers[at]): at for at in left if at not in chosen.values()}
            names = (reduce(name) for name in one.synonyms)
            found = next((free[name] for name in names if name in free), None)
            if one.key not in chosen and found is not None:
                chosen[one.key] = found
    return chosen


def _bare(header: str) -> str:
    flat = plain(header.partition("(")[0])
    return " ".join(sorted(FILLING.sub("", flat).split())) or flat


def check_chosen(recipe: Recipe, headers: Sequence[str], chosen: Mapping[str, int]) -> Chosen:
    """The choice as it was made. Raises Refused at the key that misses or shares its column."""
    taken: dict[int, Wanted] = {}
    for one in recipe.columns:
        at = chosen.get(one.key)
        if at is None and one.required:
            raise Refused(MISSING_COLUMN, field=one.key, label=one.label)
        if at is None:
            continue
        if not 0 <= at < len(headers):
            raise Refused(UNKNOWN_COLUMN, field=one.key, column=at)
        if at in taken:
            raise Refused(COLUMN_TWICE, field=one.key, label=taken[at].label)
        taken[at] = one
    return {one.key: at for at, one in taken.items()}


def by_header(recipe: Recipe, headers: Sequence[str], named: Mapping[str, str]) -> Chosen:
    """The proposal with what somebody named himself: a key of the recipe with a header."""
    places = {plain(header): at for at, header in enumerate(headers)}
    chosen = propose(recipe, headers)
    for key, header in named.items():
        if plain(header) not in places:
            raise Refused(UNKNOWN_COLUMN, field=key, column=header)
        at = places[plain(header)]
        chosen = {one: place for one, place in chosen.items() if place != at} | {key: at}
    return chosen


def unread(headers: Sequence[str], chosen: Mapping[str, int]) -> tuple[str, ...]:
    """The headers of which nothing is read."""
    used = set(chosen.values())
    return tuple(header for at, header in enumerate(headers) if at not in used)
