"""A plan as it was read: its text, and where each piece of it stands."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a file is, by what is in it."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"
    TEXT = "text"


class Notice(StrEnum):
    """What somebody should know of a plan before he or she reads on."""

    ENGLISH = "english"
    SCHEME = "scheme"
    PICTURES = "pictures"
    PERSON = "person"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a row of a table, as it stands in the file.

    `level` is of a heading, 1 at the top; a paragraph has 0. A row carries the headers above it.
    `turns` are the places in the text where a next page begins.
    """

    text: str
    page: int | None = None
    level: int = 0
    header: str = ""
    is_row: bool = False
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What a reader of one kind of file gives. Without pages `labels` is empty."""

    blocks: tuple[Block, ...]
    labels: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    """Heads and feet that come back on most pages, each with the page where it was first."""
    pictures: tuple[int, ...] = ()
    """Pages without any text."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences under one heading: `text[start:end]` of the plan is what is quoted.

    `paragraph` counts from the beginning of the file: what has no pages is found by it.
    """

    number: int
    start: int
    end: int
    page: int | None
    paragraph: int
    heading: tuple[str, ...] = ()
    is_heading: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, read. `pages` is None for what has none; a label is how the plan calls a page."""

    kind: Kind
    text: str
    pages: int | None
    passages: tuple[Passage, ...]
    labels: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    pictures: tuple[int, ...] = ()
    hidden: int = 0
    """Signs that turn or hide text, left out."""
    notices: tuple[Notice, ...] = field(default=())

    def quoted(self, passage: Passage) -> str:
        """What stands there."""
        return self.text[passage.start : passage.end]

    def label(self, passage: Passage) -> str:
        """How the plan itself calls the page, where that is another number."""
        if passage.page is None or not self.labels:
            return ""
        own = self.labels[passage.page - 1]
        return "" if own == str(passage.page) else own

    def as_json(self) -> dict[str, Any]:
        """For another process, or another program."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Plan":
        """The other way round."""
        passages = (one | {"heading": tuple(one["heading"])} for one in kept["passages"])
        return cls(
            **kept
            | {
                "kind": Kind(kept["kind"]),
                "passages": tuple(Passage(**one) for one in passages),
                "labels": tuple(kept["labels"]),
                "dropped": tuple((page, text) for page, text in kept["dropped"]),
                "pictures": tuple(kept["pictures"]),
                "notices": tuple(Notice(one) for one in kept["notices"]),
            }
        )
