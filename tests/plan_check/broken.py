"""Forty files that are no plan, or mean harm; each with the beginning of the sentence it gets."""

import zipfile
from functools import cache
from io import BytesIO

from houvast.plans.rules import sentences as say
from tests.plan_check.made import ODF, TEXT_TYPE, W, docx, odt, pdf, zipped

LINE = "Wij bieden twintig betaalde leerwerkplekken aan jongeren uit de wijk."
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx"
    b"\x9cc\xf8\xcf\xc0\0\0\3\1\1\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
)


def body(text):
    return f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"


def with_document(text):
    """A Word file with this as its text."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def objects(*given):
    """A PDF of these objects, without any text."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(given, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    many = len(given) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (many, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (many, len(out))


ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
EMPTY_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def many_pages(number):
    kids = b" ".join(b"%d 0 R" % (3 + at) for at in range(number))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, number)
    return objects(ROOT, tree, *[EMPTY_PAGE] * number)


def locked_pdf():
    """One that asks for a password: its keys are of a word that nobody knows."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    made = objects(ROOT, ONE_PAGE, EMPTY_PAGE, lock)
    name = b"<00112233445566778899aabbccddeeff>"
    ids = b"/Root 1 0 R /Encrypt 4 0 R /ID [%s %s]" % (name, name)
    return made.replace(b"/Root 1 0 R >>\nstartxref", ids + b" >>\nstartxref")


def flagged(content):
    """The same zip, with the bit that says that its parts are locked."""
    out = bytearray(content)
    for sign, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = out.find(sign)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(sign, place + 4)
    return bytes(out)


def bomb(name, most):
    """A part that is small as it comes, and large when unpacked."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open(name, "w") as part:
            part.write(body("x")[:-40].encode())
            for _ in range(most):
                part.write(b" " * 1024 * 1024)
    return held.getvalue()


@cache
def broken():
    """Each with its name and its sentence."""
    return empty() | pdfs() | words() | open_texts() | others()


def empty():
    return {
        "nothing": (b"", say.EMPTY),
        "only white space": (b" \n\r\n\t ", say.EMPTY),
        "only zeros": (b"\0" * 2000, say.OTHER),
        "text without a word": (b"\xef\xbb\xbf\n\n", say.NO_TEXT),
        "html without text": (b"<html><script>alert(1)</script></html>", say.NO_TEXT),
        "word without text": (docx([]), say.NO_TEXT),
        "odt without text": (odt([]), say.NO_TEXT),
        "only signs that hide": ("\u202e\u200b\u2066".encode(), say.NO_TEXT),
    }


def pdfs():
    real, image = pdf(LINE), objects(ROOT, ONE_PAGE, EMPTY_PAGE)
    return {
        "pdf of one picture": (image, say.SCAN),
        "pdf of 10,000 pages": (many_pages(10_000), say.TOO_LONG),
        "pdf of 601 pages": (many_pages(601), say.TOO_LONG),
        "locked pdf": (locked_pdf(), say.LOCKED),
        "half a pdf": (real[: len(real) // 3], say.BROKEN),
        "a pdf by its first letters": (b"%PDF-1.7\n" + b"rubbish " * 50, say.BROKEN),
        "pdf without pages": (objects(ROOT, b"<< /Type /Pages /Kids [] /Count 0 >>"), say.BROKEN),
        "pages that hold themselves": (
            objects(ROOT, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
            say.BROKEN,
        ),
    }


def words():
    word = docx([(0, LINE)])
    deep = f"<w:document {W}>" + "<w:p>" * 10_000
    endless = f'<w:document {W} a="{"x" * 3_000_000}"/>'
    return {
        "half a word file": (word[: len(word) // 2], say.BROKEN),
        "word whose xml stops": (docx([], body="<w:p><w:r>"), say.BROKEN),
        "word with an entity": (with_document(ENTITY + body("&e;")), say.ENTITIES),
        "word that laughs": (with_document(LAUGHS + body("&b;")), say.ENTITIES),
        "word of 10,000 within each other": (with_document(deep), say.BROKEN),
        "word of one endless tag": (with_document(endless), say.BROKEN),
        "word that unpacks to 201 MB": (bomb("word/document.xml", 201), say.TOO_MUCH),
        "word that unpacks a hundredfold": (bomb("word/document.xml", 20), say.TOO_MUCH),
        "word with macros": (docx([(0, LINE)], {"word/vbaProject.bin": "x"}), say.MACROS),
        "locked word file": (flagged(word), say.LOCKED),
        "word of 3,000 parts": (
            docx([(0, LINE)], {f"word/{one}.xml": "" for one in range(3_000)}),
            say.TOO_MUCH,
        ),
    }


def open_texts():
    open_text = odt([(0, LINE)])
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    return {
        "odt with macros": (odt([(0, LINE)], {"Basic/Standard/x.xml": "x"}), say.MACROS),
        "odt with a password": (odt([(0, LINE)], {"META-INF/manifest.xml": manifest}), say.LOCKED),
        "odt with an entity": (
            odt([], content=f"{ENTITY}<a {ODF}>&e;</a>"),
            say.ENTITIES,
        ),
        "half an odt": (open_text[: len(open_text) // 2], say.BROKEN),
        "odt whose xml stops": (odt([], content="<a><b>"), say.BROKEN),
    }


def others():
    return {
        "ods": (zipped({"mimetype": TEXT_TYPE[:-4], "content.xml": "<a/>"}), say.SHEET),
        "xlsx": (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), say.SHEET),
        "zip that climbs out": (zipped({"../../etc/passwd": "x"}), say.PACKED),
        "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, say.OLD_WORD),
        "rtf": (b"{\\rtf1\\ansi Wij bieden werk.}", say.RICH_TEXT),
        "png": (PNG, say.PICTURE),
        "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 100, say.PICTURE),
        "tiff": (b"II*\0" + b"\0" * 100, say.PICTURE),
        "a program": (b"\x7fELF\2\1\1" + b"\0" * 100, say.OTHER),
        "a program of Windows": (b"MZ\x90\0\3\0" + b"\0" * 100, say.OTHER),
        "gzip": (b"\x1f\x8b\x08\0" + b"\0" * 50, say.PACKED),
        "a database": (b"SQLite format 3\0" + b"\0" * 100, say.OTHER),
        "plain xml": (b"<?xml version='1.0'?><plan>x</plan>", say.OTHER),
        "half a letter of utf-16": (b"\xff\xfe\x41\0\x00\xd8", say.ENCODING),
        "page within page within page": (b"<html>" + b"<div>" * 100_000 + b"x", say.BROKEN),
        "a text of a whole library": (b"Wij bieden werk. " * 400_000, say.TOO_MUCH_TEXT),
    }
