"""Lines of pages as headings and paragraphs, without what comes back on each page."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from houvast.plans.rules.document import Block
from houvast.plans.rules.reading.layout import Line
from houvast.plans.rules.reading.plain import joined, level_of

EDGE, OFTEN, FEWEST = 0.12, 0.6, 3
"""What stands this near the edge on so large a share of the pages is a head or a foot."""
LARGER, LONGEST_HEADING = 1.12, 120
APART = 1.9
"""Of the usual distance between lines: what is further apart is another paragraph."""
BULLET = re.compile(r"^(?:[•▪–\-*o]|\d{1,2}[.)]|[a-z]\))\s+")
Pages = Sequence[Sequence[Line]]


def without_heads_and_feet(pages: Pages) -> tuple[list[list[Line]], tuple[tuple[int, str], ...]]:
    """The pages without them, and each with the page where it was first."""
    first: dict[str, tuple[int, str]] = {}
    times: Counter[str] = Counter()
    for number, lines in enumerate(pages, 1):
        keys = {key: one.text for one in lines if _at_the_edge(one) for key in _keys(one, number)}
        for key, text in keys.items():
            first.setdefault(key, (number, text))
            times[key] += 1
    fewest = max(FEWEST, OFTEN * len(pages))
    back = {key for key, many in times.items() if many >= fewest}
    kept = [
        [one for one in lines if not (_at_the_edge(one) and back & _keys(one, number))]
        for number, lines in enumerate(pages, 1)
    ]
    return kept, tuple(sorted({first[key] for key in back}))


def _at_the_edge(line: Line) -> bool:
    return line.height < EDGE or line.height > 1 - EDGE


def _keys(line: Line, page: int) -> set[str]:
    """How it comes back: the same words, or with a number that counts along with the pages."""
    text = line.text.lower()
    along = re.sub(r"\d+", lambda one: f"#{int(one[0][:9]) - page}", text)
    return {text, along} if len(text) > 1 or text.isdigit() else set()


def blocks_of(pages: Pages) -> tuple[Block, ...]:
    """Headings, paragraphs and rows, over the ends of pages."""
    lines = [one for page in pages for one in page]
    sizes: Counter[float] = Counter()
    for one in lines:
        sizes[round(one.size, 1)] += len(one.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({one for one in sizes if one >= LARGER * body}, reverse=True)
    return _Blocks(body, larger).of(pages)


class _Blocks:
    """Walks over the lines: what is larger, numbered or bold is a heading."""

    def __init__(self, body: float, larger: Sequence[float]) -> None:
        self.body, self.larger = body, larger
        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.marks: list[tuple[int, int]] = []
        self.page, self.head, self.before = 0, "", None

    before: Line | None

    def of(self, pages: Pages) -> tuple[Block, ...]:
        """All blocks."""
        for number, lines in enumerate(pages, 1):
            step = _step(lines)
            for at, line in enumerate(lines):
                self._take(line, number, step, at == 0)
        self._end()
        return tuple(self.blocks)

    def _take(self, line: Line, page: int, step: float, is_first: bool) -> None:
        level = self._level(line)
        if level:
            self._end()
            self._heading(line, page, level)
        elif line.is_row:
            self._end()
            self.blocks.append(Block(line.text, page, 0, self.head, True))
            self.head = self.head or line.text
        else:
            self.head = ""
            if self.lines and self._begins(line, step, is_first):
                self._end()
            if not self.lines:
                self.page = page
            elif is_first:
                self.marks.append((len(self.lines), page))
            self.lines.append(line.text)
        self.before = line

    def _heading(self, line: Line, page: int, level: int) -> None:
        """A heading of two lines is one: the same size, right below each other."""
        self.head = ""
        last = self.blocks[-1] if self.blocks else None
        goes_on = (
            last is not None and last.level == level and last.page == page
            and self.before is not None and abs(self.before.size - line.size) < 0.1
            and 0 < self.before.low - line.low < 1.6 * line.size
            and line.size >= LARGER * self.body and not level_of(line.text)
        )  # fmt: skip
        if goes_on and last is not None:
            self.blocks[-1] = Block(f"{last.text} {line.text}", page, level)
        else:
            self.blocks.append(Block(line.text, page, level))

    def _level(self, line: Line) -> int:
        text = line.text
        if len(text) > LONGEST_HEADING or line.is_row or not re.search(r"[^\W\d]{2}", text):
            return 0
        large = line.size >= LARGER * self.body
        numbered = level_of(text)
        if large and not text.endswith((".", ";", ",")):
            return numbered or 1 + self.larger.index(
                min(self.larger, key=lambda s: abs(s - line.size))
            )
        ends = text.endswith((".", ";", ",", ":", "?"))
        alone = not self.lines or self.lines[-1].endswith((".", ":", ";", "?", "!"))
        if line.is_bold and not ends and len(text) <= 80 and alone:
            return numbered or len(self.larger) + 1
        return 0

    def _begins(self, line: Line, step: float, is_first: bool) -> bool:
        """Whether this line begins a paragraph."""
        if BULLET.match(line.text):
            return True
        if self.before is None or self.before.is_row:
            return True
        turned = is_first or line.column != self.before.column or line.low > self.before.low
        if turned:
            return not _goes_on(self.lines[-1], line.text)
        return self.before.low - line.low > APART * step

    def _end(self) -> None:
        if not self.lines:
            return
        turns = []
        for many, page in self.marks:
            so_far = joined(_soft(self.lines[:many]))
            turns.append((len(so_far), page))
        self.blocks.append(Block(joined(_soft(self.lines)), self.page, turns=tuple(turns)))
        self.lines, self.marks = [], []


def _soft(lines: list[str]) -> list[str]:
    """A hyphen that pdfium knows to be soft, as a plain one."""
    return [one[:-1] + "-" if one.endswith("\u00ad") else one for one in lines]


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence goes on in the next column, or on the next page."""
    return not before.endswith((".", "!", "?", ":")) and not after[:1].isupper()


def _step(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a page."""
    steps = []
    for before, after in pairwise(lines):
        if before.column == after.column and 0 < before.low - after.low < 5 * after.size:
            steps.append(before.low - after.low)
    return median(steps) if steps else 14.0
