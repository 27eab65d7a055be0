"""Files that no importer takes: each with what is said of it, and the cell that is named.

`broken_files` makes them around good rows of any importer, so that nothing else is wrong.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from tests.sheets.made import cells, csv, parts, saved, workbook, xlsx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CITIZEN = "123456782"
"""Passes the eleven test, and was never given to anybody."""

Rows = list[list[str]]


@dataclass(frozen=True)
class Broken:
    """A file, a part of the sentence about it, and the cell, row or sheet that it names."""

    name: str
    content: bytes
    says: str
    names: str = ""


def broken_files(headers: Sequence[str], good: Sequence[Sequence[str]], most: int) -> list[Broken]:
    """The collection, around these headers and good rows, for an importer of so many rows."""
    rows = [list(headers), *(list(one) for one in good)]
    return [
        *_other_files(rows),
        *_encodings(rows),
        *_shapes(rows, most),
        *_books(rows),
        *_hostile(rows),
        *_contents(rows),
    ]


def _other_files(rows: Rows) -> Iterator[Broken]:
    whole = xlsx(rows)
    yield Broken("empty", b"", "leeg")
    yield Broken("only_spaces", b" \r\n \r\n", "leeg")
    yield Broken("only_a_mark", b"\xef\xbb\xbf", "leeg")
    yield Broken("too_big", b"a;b\r\n" * 2_500_000, "groter dan")
    yield Broken("old_excel", OLE + b"Workbook".ljust(2000, b"\0"), "oud Excel")
    locked = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    yield Broken("password", locked, "wachtwoord")
    yield Broken("pdf", b"%PDF-1.7\n" + bytes(50), "geen xlsx of csv")
    yield Broken("picture", b"\x89PNG\r\n\x1a\n" + bytes(50), "geen xlsx of csv")
    yield Broken("rich_text", b"{\\rtf1 naam;coach}", "geen xlsx of csv")
    yield Broken("gzip", b"\x1f\x8b\x08" + zlib.compress(csv(rows)), "geen xlsx of csv")
    yield Broken("empty_zip", b"PK\x05\x06" + bytes(18), "geen xlsx of csv")
    yield Broken("any_zip", zipped({"lijst.csv": csv(rows)}), "geen xlsx of csv")
    document = parts(kind="application/vnd.openxmlformats-officedocument.wordprocessingml")
    yield Broken("word", zipped(document), "geen xlsx of csv")
    yield Broken("open_document", zipped({"mimetype": "x", "content.xml": "<a/>"}), "geen xlsx")
    binary = parts(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main")
    yield Broken("binary_excel", zipped(binary), "macro")
    yield Broken("web_page", b"<html><table><tr><td>naam</td></tr></table></html>", "geen xlsx")
    yield Broken("xml_of_2003", b'<?xml version="1.0"?><Workbook/>', "geen xlsx of csv")
    yield Broken("half_a_file", whole[: len(whole) // 2], "beschadigd")
    yield Broken("a_bit_flipped", _flipped(whole), "beschadigd")
    yield Broken("begin_of_a_zip", b"PK\x03\x04", "beschadigd")


def _flipped(content: bytes) -> bytes:
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _encodings(rows: Rows) -> Iterator[Broken]:
    first, *rest = rows
    odd = [first, [*rest[0][:-1], "Zoë"]]
    last = _cell(first, len(first) - 1)
    yield Broken("not_utf_16", b"\xff\xfea", "onleesbare")
    yield Broken("no_letters_at_all", csv(rows) + b"\x81\x8d\x8f", "onleesbare")
    yield Broken("nul_bytes", csv(rows) + b"\0\0", "onleesbare")
    yield Broken("utf_16_without_mark", csv(rows, encoding="utf-16-le"), "onleesbare")
    torn = csv(odd).decode("cp1252").encode()
    yield Broken("decoded_twice", torn, "verminkte", last)
    lost = csv([first, [*rest[0][:-1], "Zo\ufffd"]])
    yield Broken("letter_lost", lost, "verminkte", last)
    bell = csv([first, [*rest[0][:-1], "Zo\x07"]])
    yield Broken("control_sign", bell, "onzichtbaar", last)
    turned = xlsx([first, [*rest[0][:-1], "Zo\u202egpj"]])
    yield Broken("turned_around", turned, "onzichtbaar", last)
    open_quote = csv([first, ['"' + rest[0][0], *rest[0][1:]]])
    yield Broken("open_quote", open_quote, "aanhalingsteken")
    yield Broken("quote_inside", csv([first, ['"a"b', *rest[0][1:]]]), "aanhalingsteken", "2")


def _shapes(rows: Rows, most: int) -> Iterator[Broken]:
    first, *rest = rows
    wide = len(first)
    beyond = f"{get_column_letter(wide + 1)}2"
    yield Broken("a_letter", b"Beste collega,\r\n\r\nHierbij de lijst.\r\n", "geen tabel")
    yield Broken("one_column", csv([["naam"], ["Noor"]]), "geen tabel")
    yield Broken("no_header_csv", csv([["1", "3-4-2026", "x"], *rest]), "geen kop", "A1")
    yield Broken("no_header_xlsx", xlsx([[1, 2, 3], *rest]), "geen kop", "A1")
    yield Broken("day_as_header", csv([[*first[:-1], "3-4-2026"], *rest]), "geen kop")
    yield Broken("headers_only", csv([first]), "Onder de koppen")
    yield Broken("headers_only_xlsx", xlsx([first]), "Onder de koppen")
    yield Broken("same_header", csv([[*first[:-1], first[0].upper()], *rest]), "dezelfde kop", "A1")
    gap = [[*first, "", "extra"], [*rest[0], "hier", "x"]]
    yield Broken("empty_header", csv(gap), "geen kop", beyond)
    yield Broken("empty_header_xlsx", xlsx(gap), "geen kop", beyond)
    yield Broken("more_cells", csv([first, [*rest[0], "te veel"]]), "geen kop", beyond)
    many = [first, *([rest[0]] * (most + 30))]
    yield Broken("too_many_rows", csv(many), "meer dan")
    a_few = [first, *([rest[0]] * (most + 1))]
    yield Broken("one_row_too_many", csv(a_few), "meer dan")
    yield Broken("too_many_rows_xlsx", zipped(parts(cells(many))), "meer dan")
    yield Broken("too_wide", csv([first, [*rest[0], *[""] * 90, "ver"]]), "te ver naar rechts")
    far = '<row r="1"><c r="XFD1" t="inlineStr"><is><t>ver</t></is></c></row>'
    yield Broken("too_wide_xlsx", zipped(parts(far)), "te ver naar rechts", "XFD1")
    yield Broken("long_text", csv([first, ["x" * 3000, *rest[0][1:]]]), "meer dan", "A2")
    yield Broken("long_text_xlsx", xlsx([first, ["x" * 3000, *rest[0][1:]]]), "meer dan", "A2")
    yield Broken("long_header", csv([["k" * 200, *first[1:]], *rest]), "meer dan", "A1")


def _books(rows: Rows) -> Iterator[Broken]:
    def change(name: str, says: str, names: str, how: Callable[..., object]) -> Broken:
        return Broken(name, xlsx(rows, how), says, names)

    yield change("formula", "formule", "B2", lambda one: one.active.__setitem__("B2", "=1+1"))
    yield change("formula_below", "formule", "A9", lambda one: one.active.__setitem__("A9", "=A1"))
    yield Broken("formula_csv", csv([rows[0], ["=1+1", *rows[1][1:]]]), "formule", "A2")
    no_value = f'{cells(rows)}<row r="90"><c r="C90"><f>SUM(A1)</f></c></row>'
    yield Broken("formula_no_value", zipped(parts(no_value)), "formule", "C90")
    yield change("merged", "samengevoegd", "A2 t/m B2", lambda one: one.active.merge_cells("A2:B2"))
    yield change("merged_head", "samengevoegd", "A1", lambda one: one.active.merge_cells("A1:B1"))
    yield change("merged_down", "samengevoegd", "A2", lambda one: one.active.merge_cells("A2:A3"))
    yield change("fault", "fout van Excel", "B2", lambda one: one.active.__setitem__("B2", "#N/A"))
    yield change("two_sheets", "meer werkbladen", "Oud", _second_sheet(rows))
    yield change("hidden_sheet", "verborgen", "Blad", _hide_the_sheet)
    yield change("hidden_row", "verborgen", "2", _hide_a_row)
    yield Broken("no_data", zipped(parts("")), "werkblad")
    macros = parts(cells(rows), kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    yield Broken("macros", zipped(macros), "macro")
    yield Broken("macros_hidden", zipped(parts(cells(rows)) | {"xl/vbaProject.bin": "x"}), "macro")
    crowd = workbook(rows)
    for number in range(60):
        crowd.create_sheet(f"Blad {number}")
    yield Broken("sixty_sheets", saved(crowd), "te veel werkbladen")


def _second_sheet(rows: Rows) -> Callable[..., object]:
    def change(book: object) -> None:
        other = book.create_sheet("Oud")
        for row in rows:
            other.append(row)

    return change


def _hide_the_sheet(book: object) -> None:
    book.active.title = "Blad"
    book.active.sheet_state = "hidden"
    book.create_sheet("Leeg")
    book.active = 1


def _hide_a_row(book: object) -> None:
    book.active.row_dimensions[2].hidden = True


def _hostile(rows: Rows) -> Iterator[Broken]:
    inside = cells(rows)
    yield Broken("zip_bomb", zipped(parts(inside + " " * 80_000_000)), "te groot")
    yield Broken("zip_bomb_lied", _lied(zipped(parts(inside + " " * 80_000_000))), "")
    giant = "a" * 9_000_000
    yield Broken("giant_cell", zipped(parts(cells([rows[0], [giant, "b"]]))), "te groot")
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    yield Broken("entity", zipped(parts("&a;", before=entity)), "buiten zichzelf")
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    yield Broken("laughs", zipped(parts("&b;", before=laughs)), "buiten zichzelf")
    yield Broken("bare_doctype", zipped(parts(inside, before="<!DOCTYPE x>")), "buiten zichzelf")
    yield Broken("deep", zipped(parts("<a>" * 100_000)), "beschadigd")
    yield Broken("crowded", zipped(parts("<c/>" * 3_000_000)), "te groot")
    names = "".join(f"<n{one}/>" for one in range(5_000))
    yield Broken("many_names", zipped(parts(names)), "beschadigd")
    attributes = " ".join(f'a{one}=""' for one in range(300_000))
    yield Broken("one_giant_tag", zipped(parts(f"<row {attributes}/>")), "beschadigd")
    yield from _broken_inside(inside)


def _broken_inside(inside: str) -> Iterator[Broken]:
    yield Broken("not_closed", zipped(parts(inside) | {"xl/worksheets/sheet1.xml": "<a>"}), "besch")
    yield Broken("not_xml", zipped(parts() | {"xl/workbook.xml": "naam;coach"}), "beschadigd")
    yield Broken("text_that_is_not_there", zipped(parts(_points_to(999))), "beschadigd")
    yield Broken("text_of_letters", zipped(parts(_points_to("een"))), "beschadigd")
    yield Broken("bad_address", zipped(parts('<row r="1"><c r="1A"><v>1</v></c></row>')), "besch")
    back = '<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    yield Broken("rows_go_back", zipped(parts(back)), "beschadigd")
    endless = '<row r="1"><c r="B1"><v>1e999</v></c></row>'
    yield Broken("endless_number", zipped(parts(endless)), "fout van Excel", "B1")
    gone = parts(inside)
    del gone["xl/worksheets/sheet1.xml"]
    yield Broken("sheet_gone", zipped(gone), "beschadigd")
    elsewhere = parts(inside)
    elsewhere["xl/_rels/workbook.xml.rels"] = elsewhere["xl/_rels/workbook.xml.rels"].replace(
        'Target="worksheets/sheet1.xml"', 'Target="../../../etc/passwd"'
    )
    yield Broken("sheet_elsewhere", zipped(elsewhere), "beschadigd")


def _points_to(what: object) -> str:
    return f'<row r="1"><c r="A1" t="s"><v>{what}</v></c></row>'


def _lied(content: bytes) -> bytes:
    """The same zip, with a modest size in its list of files."""
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        name_at = at + 46
        if content[name_at:].startswith(b"xl/worksheets"):
            content = content[: at + 24] + struct.pack("<I", 5_000) + content[at + 28 :]
        at = content.find(b"PK\x01\x02", at + 4)
    return content


def _contents(rows: Rows) -> Iterator[Broken]:
    first, *rest = rows
    wide = len(first)
    extra = f"{get_column_letter(wide + 1)}2"

    def added(header: str, value: object) -> Rows:
        return [[*first, header], *([*row, value] for row in rest)]

    say = "burgerservicenummer"
    yield Broken("bsn_header", csv(added("BSN", "1")), say, extra)
    yield Broken("bsn_other_header", csv(added("nummer", CITIZEN)), say, extra)
    yield Broken("bsn_as_number", xlsx(added("nr", int(CITIZEN))), say, extra)
    yield Broken("bsn_in_text", csv(added("let op", f"zie {CITIZEN}.")), say, extra)
    yield Broken("bsn_with_dots", csv(added("kenmerk", "1234.56.782")), say, extra)
    yield Broken("bsn_in_place", xlsx([first, [CITIZEN, *rest[0][1:]]]), say, "A2")


def _cell(headers: Sequence[str], at: int) -> str:
    return f"{get_column_letter(at + 1)}2"
