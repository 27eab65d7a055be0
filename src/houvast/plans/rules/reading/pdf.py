"""PDF by pdfium: the signs of each page as lines, then as headings, paragraphs and rows.

Nothing in the file is run: no script, no form, no link. What draws text is all that is looked at.
"""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as raw

from houvast.errors import Refused
from houvast.plans.rules.document import Parts
from houvast.plans.rules.reading.layout import Line, in_reading_order
from houvast.plans.rules.reading.pages import blocks_of, without_heads_and_feet
from houvast.plans.rules.sentences import BROKEN, LOCKED, SCAN, TOO_LONG, TOO_MUCH_TEXT

MOST_PAGES, MOST_ON_A_PAGE = 600, 60_000
HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad", 0xAD: "\u00ad"}
"""How pdfium tells of a word that was broken at the end of a line."""
GAP, JUMP, BACK = 0.9, 0.6, 1.5
"""Of the size of the letters: what is further apart, or goes back, is another piece or line."""
BOLD = 600
SPACE, ENDS = 0x20, (0x00, 0x0A, 0x0D)
Told = Callable[[int, int], None]


def silent(page: int, of: int) -> None:
    """Nobody wants to hear how far it is."""


def read(content: bytes, told: Told = silent) -> Parts:
    """The blocks of a PDF, each with its page. Raises Refused for a scan, or what is locked."""
    document = _opened(content)
    try:
        if len(document) > MOST_PAGES:
            raise Refused(TOO_LONG, field="file", most=MOST_PAGES)
        pages = []
        for at in range(len(document)):
            pages.append(_lines(document, at))
            told(at + 1, len(document))
        labels = tuple(_label(document, at) for at in range(len(document)))
    except pypdfium2.PdfiumError:
        raise Refused(BROKEN, field="file") from None
    finally:
        document.close()
    if not any(pages):
        raise Refused(SCAN, field="file")
    pictures = tuple(at for at, lines in enumerate(pages, 1) if not lines)
    kept, dropped = without_heads_and_feet(pages)
    return Parts(blocks_of(kept), labels, dropped, pictures)


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Refused(LOCKED if locked else BROKEN, field="file") from None
    if not len(document):
        raise Refused(BROKEN, field="file")
    return document


def _label(document: pypdfium2.PdfDocument, at: int) -> str:
    label: str = document.get_page_label(at)
    return label.strip() or str(at + 1)


def _lines(document: pypdfium2.PdfDocument, at: int) -> list[Line]:
    """The pieces of text on a page, in the order in which somebody reads them."""
    page = document[at]
    try:
        words = page.get_textpage()
        try:
            if words.count_chars() > MOST_ON_A_PAGE:
                raise Refused(TOO_MUCH_TEXT, field="file")
            pieces = list(_pieces(words.raw, words.count_chars()))
        finally:
            words.close()
        return in_reading_order(pieces, page.get_width(), page.get_height())
    finally:
        page.close()


def _pieces(words: "raw.FPDF_TEXTPAGE", many: int) -> Iterator[Line]:
    """Runs of signs beside each other on one line."""
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    box = [ctypes.byref(one) for one in (left, right, low, high)]
    run = _Run()
    sign_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox
    for at in range(many):
        sign = sign_at(words, at)
        if sign == SPACE:
            run.text.append(" ")  # most are drawn by nothing, so they have no place
            continue
        if sign in ENDS:
            yield from run.ended()
            continue
        if not box_at(words, at, *box):
            continue
        place = (left.value, right.value, low.value, high.value)
        if run.begun and run.is_apart(*place):
            yield from run.ended()
        if not run.begun:
            run.size = raw.FPDFText_GetFontSize(words, at)
            run.size = run.size if run.size > 1 else max(1.0, place[3] - place[2])
            run.is_bold = raw.FPDFText_GetFontWeight(words, at) >= BOLD
        run.add(HYPHENS.get(sign) or _letter(sign), *place)
    yield from run.ended()


def _letter(sign: int) -> str:
    return chr(sign) if sign < 0x110000 and not 0xD800 <= sign < 0xE000 else " "


class _Run:
    """Signs beside each other, as they come."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.size, self.is_bold, self.begun = 0.0, False, False
        self.left = self.right = self.low = self.high = 0.0

    def is_apart(self, left: float, right: float, low: float, high: float) -> bool:
        """Whether a sign there belongs to another piece."""
        if right <= left:
            return False
        size = self.size
        far = left - self.right > GAP * size or left < self.right - BACK * size
        return far or low > self.high + JUMP * size or high < self.low - JUMP * size

    def add(self, letter: str, left: float, right: float, low: float, high: float) -> None:
        """One sign more."""
        self.text.append(letter)
        if not self.begun:
            self.begun = True
            self.left, self.right, self.low, self.high = left, right, low, high
        elif right > left:
            self.right = right if right > self.right else self.right
            self.low = low if low < self.low else self.low
            self.high = high if high > self.high else self.high

    def ended(self) -> Iterator[Line]:
        """The piece, if there is one; the next begins."""
        text = " ".join("".join(self.text).split())
        if text:
            yield Line(text, self.left, self.right, self.low, self.high, self.size, self.is_bold)
        self.text, self.begun = [], False
