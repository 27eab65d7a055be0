"""The same paper as an OpenDocument text, for who goes on writing in it (ODF 1.3).

A file of that kind is a zip with four texts of XML and the pictures. Headings, tables with a row
that says what is in them, and words for each picture: so that it can be listened to as well. At the
foot of each page stands who made it and when, with the number of the page.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from houvast.paper.printing import UNWRITTEN, Paper, Part, Picture, Table

KIND = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}"'
    for name, of in {
        "office": "office:1.0", "style": "style:1.0", "text": "text:1.0", "table": "table:1.0",
        "draw": "drawing:1.0", "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0",
        "meta": "meta:1.0", "manifest": "manifest:1.0",
    }.items()
)  # fmt: skip
SPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
TOP = '<?xml version="1.0" encoding="UTF-8"?>\n'
LEVELS = {"title": 1, "heading": 2}
SIZES = {1: "20pt", 2: "13pt"}
WIDE, SHAPE = 17.0, 0.5
"""Centimetres that a picture is wide; how high it is for that when it does not say so itself."""
FACE = (
    '<style:font-face style:name="Sans" svg:font-family="\'Liberation Sans\', Arial, sans-serif"/>'
)
KEPT = 'fo:margin-bottom="0.2cm" fo:orphans="2" fo:widows="2"'
SMALL, GREY = 'fo:font-size="10pt"', 'fo:font-size="8pt" fo:color="#555555"'
BOLD = f'{SMALL} fo:font-weight="bold"'
NARROWEST, WIDEST = 8, 40
"""Characters between which a column is as wide as the longest that stands in it."""


def written(paper: Paper) -> bytes:
    """The paper as a file that an office program opens."""
    pictures = [one for one in paper.parts if isinstance(one, Picture)]
    parts = {
        "content.xml": _content(paper),
        "styles.xml": _styles(paper),
        "meta.xml": _meta(paper),
        **{f"Pictures/{at}.svg": one.svg for at, one in enumerate(pictures, start=1)},
    }
    parts["META-INF/manifest.xml"] = _manifest(list(parts))
    kept = BytesIO()
    moment = paper.made_at.timetuple()[:6]
    with ZipFile(kept, "w", ZIP_DEFLATED) as file:
        first = ZipInfo("mimetype", moment)
        first.compress_type = ZIP_STORED  # so that a program knows it by its first bytes
        file.writestr(first, KIND)
        for name, text in parts.items():
            entry = ZipInfo(name, moment)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, text)
    return kept.getvalue()


def _content(paper: Paper) -> str:
    body = "".join(_parts(paper))
    cells = (
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties'
        ' fo:padding="0.1cm" fo:border-bottom="0.5pt solid #bbbbbb"/></style:style>'
        '<style:style style:name="Row" style:family="table-row"><style:table-row-properties'
        ' fo:keep-together="always"/></style:style>'
        '<style:style style:name="Table" style:family="table"><style:table-properties'
        f' style:width="{WIDE}cm" table:align="margins" fo:margin-bottom="0.3cm"/></style:style>'
    )
    tables = (one for one in paper.parts if isinstance(one, Table))
    columns = "".join(_columns(one, at) for at, one in enumerate(tables, start=1))
    return (
        f'{TOP}<office:document-content {SPACES} office:version="1.3"><office:automatic-styles>'
        f"{cells}{columns}</office:automatic-styles><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )


def _parts(paper: Paper) -> Iterator[str]:
    pictures = tables = 0
    for one in paper.parts:
        if isinstance(one, Picture):
            pictures += 1
            yield _picture(one, pictures)
        elif isinstance(one, Table):
            tables += 1
            yield _table(one, tables)
        else:
            yield _lines(one)


def _lines(part: Part) -> str:
    if level := LEVELS.get(part.kind):
        return (
            f'<text:h text:style-name="Heading_{level}" text:outline-level="{level}">'
            f"{_safe(part.lines[0])}</text:h>"
        )
    if part.kind == "items":
        each = "".join(
            f'<text:list-item><text:p text:style-name="Text">{_safe(one)}</text:p></text:list-item>'
            for one in part.lines
        )
        return f'<text:list text:style-name="Items">{each}</text:list>'
    return "".join(f'<text:p text:style-name="Text">{_safe(one)}</text:p>' for one in part.lines)


def _columns(one: Table, at: int) -> str:
    """How wide each column is beside the others: by the longest that stands in it."""
    each = zip(*(one.head, *one.rows), strict=True)
    weights = [min(max(NARROWEST, *map(len, cells)), WIDEST) for cells in each]
    return "".join(
        f'<style:style style:name="Table{at}.{column}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{WIDE * weight / sum(weights):.2f}cm"'
        f' style:rel-column-width="{weight}*"/></style:style>'
        for column, weight in enumerate(weights, start=1)
    )


def _table(one: Table, at: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="Table{at}.{column}"/>'
        for column in range(1, len(one.head) + 1)
    )
    head = f"<table:table-header-rows>{_row(one.head, 'Head')}</table:table-header-rows>"
    rows = "".join(_row(row, "InCell") for row in one.rows)
    named = f'table:name="Table{at}" table:style-name="Table"'
    return f"<table:table {named}>{columns}{head}{rows}</table:table>"


def _row(cells: tuple[str, ...], style: str) -> str:
    each = "".join(
        '<table:table-cell table:style-name="Cell" office:value-type="string">'
        f'<text:p text:style-name="{style}">{_safe(one)}</text:p></table:table-cell>'
        for one in cells
    )
    return f'<table:table-row table:style-name="Row">{each}</table:table-row>'


def _picture(one: Picture, at: int) -> str:
    return (
        f'<text:p><draw:frame draw:name="Picture{at}" text:anchor-type="as-char"'
        f' svg:width="{WIDE}cm" svg:height="{WIDE * _shape(one.svg):.2f}cm"><draw:image'
        f' xlink:href="Pictures/{at}.svg" xlink:type="simple" draw:mime-type="image/svg+xml"/>'
        f"<svg:title>{_safe(one.said)}</svg:title></draw:frame></text:p>"
    )


def _shape(svg: str) -> float:
    """How high a drawing is for its width."""
    box = svg.partition('viewBox="')[2].partition('"')[0].split()
    return float(box[3]) / float(box[2]) if len(box) == 4 else SHAPE


def _styles(paper: Paper) -> str:
    heads = "".join(
        _style(
            f"Heading_{level}",
            'fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
            f'fo:font-size="{size}" fo:font-weight="bold"',
            f' style:display-name="Heading {level}" style:class="text"'
            f' style:default-outline-level="{level}"',
        )
        for level, size in SIZES.items()
    )
    return (
        f'{TOP}<office:document-styles {SPACES} office:version="1.3"><office:font-face-decls>{FACE}'
        '</office:font-face-decls><office:styles><style:default-style style:family="paragraph">'
        f'<style:text-properties style:font-name="Sans" fo:language={quoteattr(paper.language)}'
        ' fo:country="NL" fo:font-size="11pt"/></style:default-style>'
        f"{_style('Text', KEPT, '')}{_style('InCell', '', SMALL)}{_style('Head', '', BOLD)}"
        f"{_style('Foot', '', GREY)}{heads}"
        '<text:list-style style:name="Items"><text:list-level-style-bullet text:level="1"'
        ' text:bullet-char="•"><style:list-level-properties text:space-before="0.4cm"'
        ' text:min-label-width="0.4cm"/></text:list-level-style-bullet></text:list-style>'
        f"</office:styles>{_pages(paper)}</office:document-styles>"
    )


def _style(name: str, paragraph: str, text: str, more: str = "") -> str:
    """A style of a paragraph."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{more}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _pages(paper: Paper) -> str:
    """A4, with at its foot what the paper is and the number of the page."""
    return (
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties'
        ' fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:footer-style>'
        '<style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style>'
        "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page"
        ' style:name="Standard" style:page-layout-name="A4"><style:footer><text:p'
        f' text:style-name="Foot">{_safe(paper.foot)} · <text:page-number'
        ' text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count>'
        "</text:p></style:footer></style:master-page></office:master-styles>"
    )


def _meta(paper: Paper) -> str:
    return (
        f'{TOP}<office:document-meta {SPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{_safe(paper.title)}</dc:title><dc:language>{_safe(paper.language)}"
        f"</dc:language><dc:date>{paper.made_at:%Y-%m-%dT%H:%M:%S}</dc:date>"
        "</office:meta></office:document-meta>"
    )


def _manifest(names: list[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{one}" manifest:media-type='
        f'"{"image/svg+xml" if one.endswith(".svg") else "text/xml"}"/>'
        for one in names
    )
    return (
        f'{TOP}<manifest:manifest {SPACES} manifest:version="1.3"><manifest:file-entry'
        f' manifest:full-path="/" manifest:version="1.3" manifest:media-type="{KIND}"/>'
        f"{entries}</manifest:manifest>"
    )


def _safe(text: str) -> str:
    """Text as XML may hold it."""
    return escape(UNWRITTEN.sub("", text))
