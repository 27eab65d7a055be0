"""Text and Markdown: paragraphs between empty lines, headings where a line looks like one."""

import re

from houvast.errors import Refused
from houvast.plans.rules.document import Block, Parts
from houvast.plans.rules.sentences import ENCODING

MARKED = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-Z][^.;:!?]{2,80}")
CHAPTER = re.compile(r"(?:Hoofdstuk|Bijlage|Deel|Paragraaf)\s+\w+(?:[:.]?\s+[^.;!?]{2,80})?", re.I)
ROW = re.compile(r"\|.*\|")
BETWEEN = re.compile(r"[|\s:-]+")
STANDS_APART = 80


def read(content: bytes) -> Parts:
    """The blocks of a text; a form feed begins the next page."""
    pages = decoded(content).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    if pages and not pages[-1].strip():
        pages = pages[:-1] or pages
    several = len(pages) > 1
    blocks: list[Block] = []
    for number, page in enumerate(pages, 1):
        for part in re.split(r"\n\s*\n", page):
            blocks += _blocks(part, number if several else None)
    labels = tuple(str(one + 1) for one in range(len(pages))) if several else ()
    return Parts(tuple(blocks), labels)


def decoded(content: bytes) -> str:
    """The text, in the encoding that its bytes allow. Raises Refused when there is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    else:
        names = ["utf-8-sig", "cp1252"]
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise Refused(ENCODING, field="file")


def level_of(line: str) -> int:
    """The level of a heading, or 0: numbered, or called a chapter, and not a sentence."""
    if found := NUMBERED.fullmatch(line):
        return found[1].count(".") + 1
    return 1 if CHAPTER.fullmatch(line) else 0


def _blocks(part: str, page: int | None) -> list[Block]:
    lines = [one.strip() for one in part.split("\n") if one.strip()]
    if lines and all(ROW.fullmatch(one) for one in lines):
        return _table(lines, page)
    blocks: list[Block] = []
    running: list[str] = []
    for line in lines:
        level, words = _heading(line)
        if level:
            blocks += _paragraph(running, page)
            blocks.append(Block(words, page, level))
            running = []
        else:
            running.append(line)
    return blocks + _paragraph(running, page)


def _heading(line: str) -> tuple[int, str]:
    if found := MARKED.fullmatch(line):
        return len(found[1]), found[2]
    return level_of(line), line


def _paragraph(lines: list[str], page: int | None) -> list[Block]:
    return [Block(joined(lines), page)] if lines else []


def joined(lines: list[str]) -> str:
    """Lines as one text: a word that was broken at the end of a line is whole again."""
    text = ""
    for line in lines:
        if re.search(r"[a-zà-ÿ]-$", text) and re.match(r"[a-zà-ÿ]", line):
            goes_on = not re.match(r"(en|of|tot|als)\b", line)
            text = text[:-1] + line if goes_on else f"{text} {line}"
        else:
            text = f"{text} {line}" if text else line
    return text


def _table(lines: list[str], page: int | None) -> list[Block]:
    rows = [one.strip("| ") for one in lines if not BETWEEN.fullmatch(one)]
    head = rows[0] if len(rows) > 1 else ""
    return [Block(one, page, 0, head if at else "", True) for at, one in enumerate(rows)]
