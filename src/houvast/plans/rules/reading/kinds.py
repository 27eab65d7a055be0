"""What a file is, by its first bytes and by what is packed in it."""

import zipfile
from io import BytesIO

from houvast.errors import Refused
from houvast.plans.rules.document import Kind
from houvast.plans.rules.sentences import (
    BROKEN,
    LOCKED,
    MACROS,
    OLD_WORD,
    OTHER,
    PACKED,
    PICTURE,
    RICH_TEXT,
    SHEET,
)

ZIP, PDF = (b"PK\x03\x04", b"PK\x05\x06"), b"%PDF-"
SIGNS = {
    b"\xd0\xcf\x11\xe0": OLD_WORD,
    b"{\\rtf": RICH_TEXT,
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"BM": PICTURE,
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
    b"\x7fELF": OTHER,
    b"MZ": OTHER,
    b"SQLite format 3\0": OTHER,
    b"<?xml": OTHER,
}
NEAR = 1024
"""A PDF may begin with some other bytes; its sign stands within the first of them."""
ODT = b"application/vnd.oasis.opendocument.text"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ODD_BYTES = bytes(one for one in range(32) if one not in b"\t\n\r\f\x1b")


def kind_of(content: bytes) -> Kind:
    """What to read it as. Raises Refused for what holds no plan."""
    return _packed(content) if _is_packed(content) else _plain(content)


def first_look(content: bytes) -> None:
    """Look at a file without unpacking it. Raises Refused for what by its outside is no plan."""
    if not _is_packed(content):
        _plain(content)
    elif not zipfile.is_zipfile(BytesIO(content)):
        raise Refused(BROKEN, field="file")


def _is_packed(content: bytes) -> bool:
    return PDF not in content[:NEAR] and _first(content).startswith(ZIP)


def _first(content: bytes) -> bytes:
    return content[:NEAR].lstrip(b"\xef\xbb\xbf \r\n\t")


def _plain(content: bytes) -> Kind:
    first = _first(content)
    if PDF in content[:NEAR]:
        return Kind.PDF
    lower = first.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower[:600]:
        return Kind.HTML
    if content.startswith(UTF_16):
        return Kind.TEXT
    for sign, why in SIGNS.items():
        if first.startswith(sign) and not _is_prose(content, sign):
            raise Refused(why, field="file")
    if len(content.translate(None, ODD_BYTES)) < len(content):
        raise Refused(OTHER, field="file")
    return Kind.TEXT


def _is_prose(content: bytes, sign: bytes) -> bool:
    """Whether a text happens to begin with the letters of another kind of file."""
    return sign in (b"BM", b"MZ") and b"\0" not in content[:NEAR]


def _packed(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = {one.filename.lstrip("/"): one for one in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(BROKEN, field="file") from None
    if any(one.flag_bits & 0x1 for one in names.values()):
        raise Refused(LOCKED, field="file")
    if any(one.endswith("vbaProject.bin") or one.startswith("Basic/") for one in names):
        raise Refused(MACROS, field="file")
    if "word/document.xml" in names:
        return Kind.DOCX
    if ODT in content[:NEAR] and "content.xml" in names:
        return Kind.ODT
    if "content.xml" in names or "[Content_Types].xml" in names:
        raise Refused(SHEET, field="file")
    raise Refused(PACKED, field="file")
