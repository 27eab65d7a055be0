"""Which occupation a text may mean, by the names in the imported list. A person says which it is.

People write more than a name: a town, hours, "(m/v)". So a name within the text counts, the longest
first, and then names around it. Nothing learns; the same text and list give the same answer, and
each answer says which name it was found by.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from houvast.reference.rules.search import SHORTEST, Named, Work
from houvast.sheets.values import plain

MOST = 4
LONG_WORD = 5
"""Letters of a word that says something by itself."""
LONGEST_NAME = 8
"""Words: a name with more is only found whole."""
MOST_WORDS = 20
BESIDE = re.compile(
    r"\b(m v x|m v|v m|fulltime|parttime|vacature|gezocht|gevraagd|medewerker|medewerkster|junior"
    r"|leerling|assistent|hulp|per week|uur|\d+)\b"
)
"""Words that stand beside the name of an occupation, and are no name of one."""


class How(StrEnum):
    """How a text led to an occupation."""

    SAME = "same"
    """The text is this name."""
    WITHOUT = "without"
    """The text is this name, without what people write beside it."""
    WITHIN = "within"
    """This name stands in the text."""
    AROUND = "around"
    """The words of the text stand in this name."""
    ONE_WORD = "one_word"
    """One word of the text stands in this name; asked when nothing else was found."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An occupation that a text may mean; `name` is the name by which it was found."""

    work: Work
    how: How
    name: str


@dataclass(slots=True)
class Names:
    """All names of an edition, by the name and by each of its words."""

    works: dict[str, list[Work]] = field(default_factory=dict)
    by_word: dict[str, set[str]] = field(default_factory=dict)

    def add(self, one: Named) -> None:
        """Know an occupation by all its names."""
        for name in one.names:
            self.works.setdefault(name, []).append(one.work)
            for word in name.split():
                self.by_word.setdefault(word, set()).add(name)


def names_of(every: Iterable[Named]) -> Names:
    """What `suggest` looks in; made once of an edition."""
    names = Names()
    for one in every:
        names.add(one)
    return names


def suggest(names: Names, text: str, most: int = MOST) -> tuple[Suggestion, ...]:
    """What the text may mean, the surest first; nothing for fewer than three letters."""
    asked = plain(text)
    if len(asked) < SHORTEST:
        return ()
    found: dict[object, Suggestion] = {}
    for how, name in _names(names, asked):
        if how is How.ONE_WORD and any(one.how is not how for one in found.values()):
            break
        for work in sorted(names.works[name], key=lambda one: (plain(one.name) != name, one.name)):
            found.setdefault(work.concept, Suggestion(work, how, name))
        if len(found) >= most:
            break
    return tuple(found.values())[:most]


def _names(names: Names, asked: str) -> Iterator[tuple[How, str]]:
    """The names that the text leads to, the surest first."""
    if asked in names.works:
        yield How.SAME, asked
    bare = " ".join(BESIDE.sub(" ", asked).split())
    if bare != asked and bare in names.works:
        yield How.WITHOUT, bare
    yield from ((How.WITHIN, name) for name in _within(names, bare.split()[:MOST_WORDS]))
    yield from _around(names, bare.split()[:MOST_WORDS])


def _within(names: Names, words: list[str]) -> Iterator[str]:
    """The names that stand in these words, the longest first."""
    for long in range(min(len(words), LONGEST_NAME), 0, -1):
        for at in range(len(words) - long + 1):
            part = " ".join(words[at : at + long])
            if len(part) >= SHORTEST and part in names.works:
                yield part


def _around(names: Names, words: list[str]) -> Iterator[tuple[How, str]]:
    """The names that have all of these words, the shortest first; if none has, one long word."""
    having = [names.by_word.get(word, set()) for word in words]
    every = set.intersection(*having) if having else set()
    if every and len(" ".join(words)) >= SHORTEST:
        yield from ((How.AROUND, name) for name in sorted(every, key=_short_first))
        return
    for word in sorted(words, key=lambda one: (-len(one), one)):
        if len(word) >= LONG_WORD:
            one_word = names.by_word.get(word, set())
            yield from ((How.ONE_WORD, name) for name in sorted(one_word, key=_short_first))


def _short_first(name: str) -> tuple[int, str]:
    return len(name), name


def certain(found: tuple[Suggestion, ...]) -> Work | None:
    """The one occupation that is called so to the letter: by its own name, or by no other."""
    same = [one.work for one in found if one.how is How.SAME]
    own = [one for one in same if plain(one.name) == found[0].name]
    sure = own or same
    return sure[0] if len(sure) == 1 else None
