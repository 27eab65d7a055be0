"""The letters and the leaflet: the words with which somebody hears what we keep, each with an id.

A text that was published stays as it was, because proof names its id: another text is another id.
`tests/tracks/test_rules_letters.py` knows the checksum of each. Words between braces are filled in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from houvast.tracks.rules.letter_texts import (
    AFTER_EMERGENCY,
    FOR_PARENTS,
    FOR_YOUNG_PERSON,
    LEAFLET,
    LIFTING,
)


class WordsKind(StrEnum):
    """For whom a text is; the values are those of who hears it, and one for everybody."""

    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"
    EMERGENCY = "emergency"
    LEAFLET = "leaflet"
    LIFTING = "lifting"
    """The young person once more: what was restricted will be used again (AVG 18.3)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A published text. `current`: the one that is printed now."""

    kind: WordsKind
    text: str
    current: bool = True


WORDS: Mapping[str, Words] = {
    "jongere-1": Words(WordsKind.YOUNG_PERSON, FOR_YOUNG_PERSON),
    "ouders-1": Words(WordsKind.REPRESENTATIVE, FOR_PARENTS),
    "nood-1": Words(WordsKind.EMERGENCY, AFTER_EMERGENCY),
    "folder-1": Words(WordsKind.LEAFLET, LEAFLET),
    "opheffen-1": Words(WordsKind.LIFTING, LIFTING),
}
"""Every text that somebody was ever told with, by its id."""


class BlockKind(StrEnum):
    """What a part of a letter is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Block:
    """A title, a heading, a paragraph, or a list."""

    kind: BlockKind
    lines: tuple[str, ...]


def looked(looks: Iterable[tuple[str, str, date]]) -> str:
    """Who opened a file in an emergency, by function and team and not by name (trust L8)."""
    return ". ".join(f"Op {on:%d-%m-%Y}: {what or team}, {team}" for what, team, on in looks) + "."


def current(kind: WordsKind) -> str:
    """The id of the text that is printed now."""
    return next(key for key, one in WORDS.items() if one.kind is kind and one.current)


def blocks(words: str, filled: Mapping[str, str]) -> tuple[Block, ...]:
    """The text with this id, filled in, part by part. Raises KeyError for an unknown id or gap."""
    parts = WORDS[words].text.strip().split("\n\n")
    return tuple(_block(part, filled) for part in parts)


def _block(part: str, filled: Mapping[str, str]) -> Block:
    """Filled in line by line: what is filled in can never become a heading or another item."""
    for sign, kind in (("# ", BlockKind.TITLE), ("## ", BlockKind.HEADING)):
        if part.startswith(sign):
            return Block(kind, (part.removeprefix(sign).format(**filled),))
    if part.startswith("- "):
        items = (line.removeprefix("- ") for line in part.split("\n"))
        return Block(BlockKind.ITEMS, tuple(one.format(**filled) for one in items))
    return Block(BlockKind.TEXT, (part.replace("\n", " ").format(**filled),))
