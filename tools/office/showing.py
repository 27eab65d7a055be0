"""What LibreOffice shows of a file: its words, its pages and what its parts are to who listens."""

import ctypes
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdfium2 as pdfium
import pypdfium2.raw as raw

NONE = (
    "LibreOffice is needed for this, and is not on this system: install it"
    " (Debian: apt-get install --no-install-recommends libreoffice-writer) and try again."
)
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
ALT = b"/Alt<FEFF"
"""Begins the words for a picture, as LibreOffice writes them."""
LONGEST = 180
"""Seconds that LibreOffice may take for all files together."""
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says that it holds. `lines` are its paragraphs and headings, in order.

    `cells` are those of its tables, and `foot` what stands at the foot of each page.
    """

    lines: tuple[str, ...]
    cells: tuple[str, ...]
    foot: str
    tables: int
    rows: int
    headings: Counter[int]
    pictures: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What LibreOffice made of it: the text of each page without spaces, and its tags."""

    pages: tuple[str, ...]
    tags: Counter[str]
    heard: int
    """Pictures with words in their place."""


def program() -> str:
    """LibreOffice on this system. Ends with a sentence where there is none."""
    found = which("soffice") or which("libreoffice")
    if found is None:
        raise SystemExit(NONE)
    return found


def opened_in_office(files: list[Path], out: Path) -> list[Path]:
    """Let LibreOffice open each file and print it, with a profile of its own; gives the PDFs."""
    words = [program(), "--headless", f"-env:UserInstallation={(out / 'profile').as_uri()}"]
    words += ["--convert-to", TAGGED, "--outdir", str(out), *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=False)
    made = [out / f"{one.stem}.pdf" for one in files]
    missing = [one.name for one in made if not one.exists()]
    if done.returncode or missing:
        raise SystemExit(f"LibreOffice did not open {missing}: {done.stderr.strip()}")
    return made


def told_in(file: Path) -> Told:
    """Read the file itself, as XML and by no code that wrote it."""
    with ZipFile(BytesIO(file.read_bytes())) as parts:
        body, foot = (
            ElementTree.fromstring(parts.read(name)).find(f".//{tag}")  # noqa: S314  (our own)
            for name, tag in (("content.xml", f"{OFFICE}body"), ("styles.xml", f"{STYLE}footer"))
        )
    if body is None or foot is None:
        raise SystemExit(f"{file.name} has no text, or nothing at its foot.")
    within = {one for cell in body.iter(f"{TABLE}table-cell") for one in cell.iter()}
    every = list(body.iter())
    lines = [one for one in every if one.tag in (f"{TEXT}p", f"{TEXT}h")]
    levels = (one.get(f"{TEXT}outline-level") for one in lines if one.tag == f"{TEXT}h")
    kinds = Counter(one.tag for one in every)
    return Told(
        lines=tuple(filter(None, (_said(one) for one in lines if one not in within))),
        cells=tuple(filter(None, (_said(one) for one in lines if one in within))),
        foot=plain(foot[0].text or ""),
        tables=kinds[f"{TABLE}table"],
        rows=kinds[f"{TABLE}table-row"],
        headings=Counter(int(one) for one in levels if one),
        pictures=kinds[f"{DRAW}image"],
    )


def _said(element: Any) -> str:
    return plain("".join(_words(element)))


def _words(element: Any) -> Iterator[str]:
    """The text of a paragraph; the words for a picture are heard, and stand on no page."""
    yield element.text or ""
    for one in element:
        if one.tag != f"{DRAW}frame":
            yield from _words(one)
        yield one.tail or ""


def shown_by(pdf: Path) -> Shown:
    """The pages that came out."""
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    tags = Counter(kind for page in document for kind in _tags(page))
    return Shown(tuple(map(plain, texts)), tags, pdf.read_bytes().count(ALT))


def plain(text: str) -> str:
    """Words without what a page adds: spaces, breaks, and hyphens at the end of a line."""
    flat = unicodedata.normalize("NFKC", text).replace("\ufffe", "-").replace("\u2010", "-")
    return re.sub(r"[\s\u00ad\u200b\x00-\x1f]+", "", flat)


def _tags(page: Any) -> Iterator[str]:
    tree = raw.FPDF_StructTree_GetForPage(page)
    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)


def _below(element: Any) -> Iterator[str]:
    if not element:
        return
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, held, size)
    yield held.raw.decode("utf-16-le").rstrip("\0")
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, at))
