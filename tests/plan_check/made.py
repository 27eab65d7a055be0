"""Plans made for the tests: the same text as PDF, Word, ODT and text, and files that are broken."""

import zipfile
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

import typst

from houvast.plans.rules.reading import read

TEXT_TYPE = "application/vnd.oasis.opendocument.text"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
PAGES = 60
SORTS = ("haven", "zorg", "bouw", "horeca", "techniek", "groen", "winkel", "logistiek", "muziek")


def zipped(parts, level=zipfile.ZIP_DEFLATED):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", level) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return held.getvalue()


def docx(blocks, more=None, body=None):
    """A Word file: a block is (level, text), or a list of rows."""
    styles = "".join(
        f'<w:style w:styleId="Kop{one}"><w:name w:val="heading {one}"/></w:style>' for one in (1, 2)
    )
    inner = body if body is not None else "".join(map(_docx_block, blocks))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/document.xml": f"<w:document {W}><w:body>{inner}</w:body></w:document>",
            **(more or {}),
        }
    )


def _docx_block(block):
    if isinstance(block, list):
        rows = (f"<w:tr>{''.join(map(_docx_cell, row))}</w:tr>" for row in block)
        return f"<w:tbl>{''.join(rows)}</w:tbl>"
    level, text = block
    style = f'<w:pPr><w:pStyle w:val="Kop{level}"/></w:pPr>' if level else ""
    return f"<w:p>{style}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _docx_cell(text):
    return f"<w:tc>{_docx_block((0, text))}</w:tc>"


def odt(blocks, more=None, content=None):
    inner = "".join(map(_odt_block, blocks))
    whole = f"<office:document-content {ODF}><office:body><office:text>{inner}"
    whole += "</office:text></office:body></office:document-content>"
    parts = {"mimetype": TEXT_TYPE, "content.xml": whole if content is None else content}
    return zipped(parts | (more or {}), zipfile.ZIP_STORED)


def _odt_block(block):
    if isinstance(block, list):
        rows = (
            "".join(f"<table:table-cell>{_odt_block((0, one))}</table:table-cell>" for one in row)
            for row in block
        )
        return "<table:table>{}</table:table>".format(
            "".join(f"<table:table-row>{one}</table:table-row>" for one in rows)
        )
    level, text = block
    if level:
        return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'
    return f"<text:p>{escape(text)}</text:p>"


def markdown(blocks):
    lines = []
    for block in blocks:
        if isinstance(block, list):
            lines.append("\n".join(f"| {' | '.join(row)} |" for row in block))
        else:
            level, text = block
            lines.append(f"{'#' * level} {text}" if level else text)
    return "\n\n".join(lines).encode()


def pdf(source):
    """A PDF of what is written in the language of the typesetter."""
    return typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)


def pdf_of(blocks):
    out = ['#set text(lang: "nl", size: 10pt, hyphenate: true)\n#set page(paper: "a4")\n']
    for block in blocks:
        if isinstance(block, list):
            cells = ", ".join(f"[{one}]" for row in block for one in row)
            out.append(f"#table(columns: {len(block[0])}, {cells})")
        else:
            level, text = block
            out.append(f"{'=' * level} {text}" if level else text)
    return pdf("\n\n".join(out))


def known(number):
    """A sentence that stands in the large plan once."""
    sort = SORTS[number % len(SORTS)]
    return f"Plek nummer {number} is een betaalde leerwerkplek in de {sort} van Testdam."


FILLER = (
    "De gemeente zoekt met bewoners naar wat past bij de straat en bij de mensen die er wonen.",
    "Op maandag komt de groep bij elkaar en dan wordt gekeken wat er in de week is gebeurd.",
    "Wie iets ziet kan dat melden bij het loket op de hoek van de markt en de lange straat.",
    "Het gebouw krijgt een andere ingang zodat iedereen met een rolstoel er naar binnen kan.",
)


@cache
def large():
    """Sixty pages: two columns, tables, heads and feet, labels; and 200 sentences with pages."""
    pages = {}
    number = 0
    out = [
        '#set page(paper: "a4", numbering: "1", header: [Actieplan Testdam 2027],'
        " footer: context [Pagina #counter(page).display()])\n"
        '#set text(lang: "nl", size: 10pt, hyphenate: true)\n#set par(justify: true)\n'
        '#set heading(numbering: "1.1")\n'
    ]
    for page in range(1, PAGES + 1):
        out.append(f"{'=' if page % 6 == 1 else '=='} Deel {page} van het plan\n")
        said = []
        for at in range(4 if page % 3 else 2):
            number += 1
            pages[number] = page
            said += [FILLER[at], known(number), FILLER[(at + page) % 4]]
        prose = "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, len(said), 3))
        out.append(f"#columns(2)[{prose}\n\n{' '.join(FILLER * 3)}]\n" if page % 4 == 0 else prose)
        if page % 5 == 0:
            rows = ", ".join(f"[Actie {page} {one}], [Afdeling {one}], [2027]" for one in range(3))
            out.append(f"\n#table(columns: 3, [Actie], [Wie], [Jaar], {rows})\n")
        out.append("#pagebreak(weak: true)\n")
    return pdf("\n".join(out)), pages


@cache
def large_plan():
    """The same, read."""
    return read(large()[0])
