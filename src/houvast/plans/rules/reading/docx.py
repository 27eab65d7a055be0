"""Word: paragraphs with their styles, and tables row by row; nothing in it is run or followed."""

import re

from houvast.plans.rules.document import Block, Parts
from houvast.plans.rules.reading.layout import BETWEEN
from houvast.plans.rules.reading.packed import opened
from houvast.plans.rules.reading.plain import level_of
from houvast.sheets.package import Attributes, Reader

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
HEADING = re.compile(r"(?:heading|kop)\s*(\d)", re.I)
TITLE = re.compile(r"(title|titel)", re.I)
NOT_SHOWN = {"del", "delText", "instrText", "footnoteReference", "Fallback"}
"""What was struck out, what computes, and a second copy for old programs."""
BODY = 10


def read(content: bytes) -> Parts:
    """The blocks of a Word file. It has no pages: its paragraphs count."""
    with opened(content) as document:
        styles = _Styles()
        if STYLES in document.names:
            document.parse(STYLES, styles)
        body = _Body(styles.levels)
        document.parse(DOCUMENT, body)
    return Parts(tuple(body.blocks))


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute, whatever its prefix is called."""
    return next((one for key, one in attributes.items() if key.rpartition(":")[2] == name), "")


class _Styles(Reader):
    """Which styles are headings, of which level."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.now = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """A style, its name, or its level."""
        value = attribute(attributes, "val")
        if name == "style":
            self.now = attribute(attributes, "styleId")
        elif name == "name" and self.now:
            if found := HEADING.match(value):
                self.levels[self.now] = int(found[1])
            elif TITLE.fullmatch(value):
                self.levels[self.now] = 1
        elif name == "outlineLvl" and self.now and value.isdigit() and int(value) < BODY - 1:
            self.levels.setdefault(self.now, int(value) + 1)


class _Body(Reader):
    """Paragraphs as they end; those of a table wait for the end of their row."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.levels = levels
        self.blocks: list[Block] = []
        self.open: list[tuple[list[str], int]] = []
        self.tables: list[Table] = []
        self.unshown, self.is_text = 0, False

    def start(self, name: str, attributes: Attributes) -> None:
        """Something begins."""
        if name in NOT_SHOWN:
            self.unshown += 1
        elif name == "p":
            self.open.append(([], 0))
        elif name == "t":
            self.is_text = True
        elif name in ("tab", "br", "cr") and self.open:
            self.open[-1][0].append(" ")
        elif name in ("tbl", "tr", "tc"):
            self._table(name)
        elif name in ("pStyle", "outlineLvl") and self.open:
            self._level(name, attribute(attributes, "val"))

    def end(self, name: str) -> None:
        """Something ends."""
        if name in NOT_SHOWN:
            self.unshown -= 1
        elif name == "t":
            self.is_text = False
        elif name == "p" and self.open:
            self._paragraph(*self.open.pop())
        elif name == "tr" and self.tables:
            self.blocks += self.tables[-1].row_ended()
        elif name == "tbl" and self.tables:
            self.tables.pop()

    def text(self, text: str) -> None:
        """Text of a run."""
        if self.is_text and self.open and not self.unshown:
            self.open[-1][0].append(text)

    def _table(self, name: str) -> None:
        if name == "tbl":
            self.tables.append(Table())
        elif self.tables:
            self.tables[-1].begun(name)

    def _level(self, name: str, value: str) -> None:
        words, _ = self.open[-1]
        level = self.levels.get(value, 0)
        if name == "outlineLvl" and value.isdigit() and int(value) < BODY - 1:
            level = int(value) + 1
        if level:
            self.open[-1] = (words, level)

    def _paragraph(self, words: list[str], level: int) -> None:
        text = " ".join("".join(words).split())
        if not text:
            return
        if self.tables:
            self.tables[-1].add(text)
        else:
            self.blocks.append(Block(text, None, level or level_of(text)))


class Table:
    """The rows of a table; the first with several cells is the header of those below it."""

    def __init__(self) -> None:
        self.head, self.cells = "", [""]

    def begun(self, name: str) -> None:
        """A row or a cell begins."""
        if name == "tr":
            self.cells = []
        else:
            self.cells.append("")

    def add(self, text: str) -> None:
        """A paragraph in the cell of now."""
        if not self.cells:
            self.cells.append("")
        self.cells[-1] = f"{self.cells[-1]} {text}".strip()

    def row_ended(self) -> list[Block]:
        """The row, with the header above it."""
        cells = [one for one in self.cells if one]
        text, head = BETWEEN.join(cells), self.head
        self.cells = []
        if len(cells) > 1:
            self.head = head or text
        return [Block(text, None, 0, head, True)] if text else []
