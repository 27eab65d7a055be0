"""Cut a plan in passages that can be found again: sentences under one heading, on one page."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from houvast.plans.rules.document import Block, Parts, Passage

FEWEST, MOST = 40, 120
"""Words of a passage, where its heading and its page have that many."""
HIDING = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
"""Signs that turn text round or are not seen: what is read has to be what is shown."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff\ud800-\udfff]")
SOFT = "\u00ad"
SHORT = (
    "bijv|bv|incl|excl|evt|dhr|mevr|mw|dr|mr|ir|drs|prof|art|nr|blz|pag|ca|o\\.a|d\\.m\\.v|i\\.p\\.v"
    "|t/m|m\\.b\\.t|n\\.a\\.v|t\\.a\\.v|resp|max|min|gem|tel|st|jl|zgn|z\\.g|e\\.d|a\\.d\\.h\\.v"
)
ENDS = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“‘(•]?[A-ZÀ-Ý0-9€])")
NO_END = re.compile(rf"(?:^|[\s(])(?:{SHORT}|[A-Za-z]|\d{{1,2}})\.$", re.I)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands in the text."""

    start: int
    end: int
    page: int | None
    words: int


def cleaned(parts: Parts) -> tuple[Parts, int]:
    """The same without signs that hide, and how many there were."""
    hidden = 0
    blocks = []
    for one in parts.blocks:
        found = [sign for sign in HIDING.findall(one.text) if sign != SOFT]
        hidden += len(found)
        changed = HIDING.search(one.text) or CONTROL.search(one.text)
        text = CONTROL.sub(" ", HIDING.sub("", one.text)) if changed else one.text
        normal = unicodedata.normalize("NFC", text)
        turns = one.turns if len(normal) == len(one.text) else _moved(one, len(normal))
        blocks.append(replace(one, text=normal, turns=turns))
    return replace(parts, blocks=tuple(one for one in blocks if one.text.strip())), hidden


def _moved(block: Block, length: int) -> tuple[tuple[int, int], ...]:
    """Where pages turn in a text that became shorter: by the same share of it."""
    share = length / max(1, len(block.text))
    return tuple((round(at * share), page) for at, page in block.turns)


def passages_of(blocks: Sequence[Block]) -> tuple[str, tuple[Passage, ...]]:
    """The whole text, and its passages in order."""
    return _Cutter().cut(blocks)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends; what is short for a word ends none."""
    start = 0
    for found in ENDS.finditer(text):
        if NO_END.search(text[max(start, found.start() - 12) : found.start()]):
            continue
        yield start, found.start() + len(found[0].rstrip())
        start = found.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


class _Cutter:
    """Walks over the blocks: a heading, a row, a page or enough words begin the next passage."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at, self.paragraph = 0, 0
        self.path: list[tuple[int, str]] = []
        self.waiting: list[Sentence] = []
        self.waits_in = 0
        self.passages: list[Passage] = []

    def cut(self, blocks: Sequence[Block]) -> tuple[str, tuple[Passage, ...]]:
        """Cut them all."""
        for block in blocks:
            self.paragraph += 1
            start = self.at
            self.pieces.append(block.text + "\n")
            self.at += len(block.text) + 1
            if block.level:
                self._heading(block, start)
            elif block.is_row:
                self._end()
                self._add(start, start + len(block.text), block.page, self.paragraph, block)
            else:
                self._sentences(block, start)
        self._end()
        return "".join(self.pieces), tuple(self.passages)

    def _heading(self, block: Block, start: int) -> None:
        self._end()
        self.path = [one for one in self.path if one[0] < block.level]
        self._add(start, start + len(block.text), block.page, self.paragraph, block)
        self.path.append((block.level, block.text))

    def _sentences(self, block: Block, start: int) -> None:
        turns = [at for at, _ in block.turns]
        for first, last in sentences(block.text):
            turned = bisect_right(turns, first)
            page = block.turns[turned - 1][1] if turned else block.page
            words = block.text.count(" ", first, last) + 1
            self._take(Sentence(start + first, start + last, page, words))

    def _take(self, one: Sentence) -> None:
        words = sum(each.words for each in self.waiting)
        full = words >= FEWEST and words + one.words > MOST
        if self.waiting and (full or self.waiting[0].page != one.page):
            self._end()
        if not self.waiting:
            self.waits_in = self.paragraph
        self.waiting.append(one)

    def _end(self) -> None:
        if self.waiting:
            first, last = self.waiting[0], self.waiting[-1]
            self._add(first.start, last.end, first.page, self.waits_in, None)
            self.waiting = []

    def _add(
        self, start: int, end: int, page: int | None, paragraph: int, block: Block | None
    ) -> None:
        path = [text for _, text in self.path]
        path += [block.header] if block and block.header else []
        self.passages.append(
            Passage(
                number=len(self.passages) + 1,
                start=start,
                end=end,
                page=page,
                paragraph=paragraph,
                heading=tuple(path),
                is_heading=bool(block and block.level),
                is_row=bool(block and block.is_row),
            )
        )
