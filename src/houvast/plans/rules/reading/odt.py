"""ODT: headings with their level, paragraphs, and tables row by row."""

from houvast.errors import Refused
from houvast.plans.rules.document import Block, Parts
from houvast.plans.rules.reading.docx import Table, attribute
from houvast.plans.rules.reading.packed import opened
from houvast.plans.rules.reading.plain import level_of
from houvast.plans.rules.sentences import LOCKED
from houvast.sheets.package import Attributes, Reader

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
NOT_SHOWN = {"tracked-changes", "annotation", "note-citation", "scripts"}


def read(content: bytes) -> Parts:
    """The blocks of an ODT. It has no pages: its paragraphs count."""
    with opened(content) as document:
        manifest = _Manifest()
        if MANIFEST in document.names:
            document.parse(MANIFEST, manifest)
        if manifest.is_locked:
            raise Refused(LOCKED, field="file")
        body = _Body()
        document.parse(CONTENT, body)
    return Parts(tuple(body.blocks))


class _Manifest(Reader):
    is_locked = False

    def start(self, name: str, attributes: Attributes) -> None:
        """What is locked has data of its encryption."""
        self.is_locked = self.is_locked or name == "encryption-data"


class _Body(Reader):
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open: list[tuple[list[str], int]] = []
        self.tables: list[Table] = []
        self.unshown = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Something begins."""
        if name in NOT_SHOWN:
            self.unshown += 1
        elif name in ("h", "p"):
            level = attribute(attributes, "outline-level") if name == "h" else ""
            self.open.append(([], int(level) if level.isdigit() else int(name == "h")))
        elif name in ("s", "tab", "line-break") and self.open:
            self.open[-1][0].append(" ")
        elif name == "table":
            self.tables.append(Table())
        elif name in ("table-row", "table-cell") and self.tables:
            self.tables[-1].begun("tr" if name == "table-row" else "tc")

    def end(self, name: str) -> None:
        """Something ends."""
        if name in NOT_SHOWN:
            self.unshown -= 1
        elif name in ("h", "p") and self.open:
            self._paragraph(*self.open.pop())
        elif name == "table-row" and self.tables:
            self.blocks += self.tables[-1].row_ended()
        elif name == "table" and self.tables:
            self.tables.pop()

    def text(self, text: str) -> None:
        """Text of a paragraph."""
        if self.open and not self.unshown:
            self.open[-1][0].append(text)

    def _paragraph(self, words: list[str], level: int) -> None:
        text = " ".join("".join(words).split())
        if text and self.tables:
            self.tables[-1].add(text)
        elif text:
            self.blocks.append(Block(text, None, level or level_of(text)))
