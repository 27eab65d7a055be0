"""A saved web page: its headings, paragraphs, lists and rows; never its scripts or links."""

import re
from html.parser import HTMLParser

from houvast.errors import Refused
from houvast.plans.rules.document import Block, Parts
from houvast.plans.rules.reading.layout import BETWEEN
from houvast.plans.rules.reading.plain import decoded
from houvast.plans.rules.sentences import BROKEN

NOT_READ = {"script", "style", "template", "noscript", "iframe", "object", "svg", "head", "nav"}
ENDS = {"p", "li", "div", "section", "article", "td", "th", "tr", "table", "br", "ul", "ol",
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "dd", "dt"}  # fmt: skip
DEEPEST = 400


def read(content: bytes) -> Parts:
    """The blocks of a page. Raises Refused for one that is nested beyond reason."""
    page = _Page()
    page.feed(decoded(content))
    page.close()
    page.flush()
    return Parts(tuple(page.blocks))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.cells: list[str] | None = None
        self.head, self.level, self.unread, self.depth = "", 0, 0, 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.depth += tag not in ("br", "img", "meta", "link", "input", "hr")
        if self.depth > DEEPEST:
            raise Refused(BROKEN, field="file")
        if tag in NOT_READ:
            self.unread += 1
        if tag in ENDS:
            self.flush()
        if tag == "table":
            self.head = ""
        if tag == "tr":
            self.cells = []
        if re.fullmatch("h[1-6]", tag):
            self.level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)
        if tag in NOT_READ:
            self.unread = max(0, self.unread - 1)
        if tag in ENDS:
            self.flush()
        if tag == "tr":
            self._row()
        if re.fullmatch("h[1-6]", tag):
            self.level = 0

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(data)

    def flush(self) -> None:
        """A block ends here."""
        text = " ".join("".join(self.words).split())
        self.words = []
        if not text:
            return
        if self.cells is not None:
            self.cells.append(text)
        else:
            self.blocks.append(Block(text, None, self.level))

    def _row(self) -> None:
        cells, self.cells = self.cells, None
        if not cells:
            return
        text = BETWEEN.join(cells)
        self.blocks.append(Block(text, None, 0, self.head, True))
        if len(cells) > 1:
            self.head = self.head or text
