"""Files as people and programs make them, from a few rows."""

import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def csv(rows, between=";", encoding="utf-8", end="\r\n"):
    return end.join(between.join(map(str, row)) for row in rows).encode(encoding)


def saved(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(rows):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def xlsx(rows, change=lambda book: None):
    book = workbook(rows)
    change(book)
    return saved(book)


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def cells(rows):
    """The XML of rows, each cell a text of its own."""
    lines = []
    for number, row in enumerate(rows, 1):
        inside = "".join(
            f'<c r="{get_column_letter(at)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
            for at, value in enumerate(row, 1)
        )
        lines.append(f'<row r="{number}">{inside}</row>')
    return "".join(lines)


def parts(data="", *, after="", before="", kind=f"{KIND}.sheet.main+xml"):
    """The parts of the smallest workbook, with this XML as the rows of its sheet."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/xl/workbook.xml"'
        f' ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1"'
        f' Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{data}'
        f"</sheetData>{after}</worksheet>",
    }
