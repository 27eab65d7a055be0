"""Files as they are brought: unpacked within bounds, and known by what is in them."""

import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from houvast.errors import Refused, gettext_noop

MEBIBYTE = 1024 * 1024
LARGEST = 768 * MEBIBYTE
"""Unpacked. The largest official file, offences of a country by month, is 130 MB as csv."""
SQLITE, GZIP, ZIP = b"SQLite format 3\0", b"\x1f\x8b", b"PK\x03\x04"
EMPTY = gettext_noop("{file} is leeg.")
TOO_LARGE = gettext_noop("{file} is uitgepakt groter dan {most} MB. Breng het in delen.")
BROKEN_PACK = gettext_noop("{file} is beschadigd of niet af: het uitpakken lukt niet.")
NO_TEXT = gettext_noop("{file} is geen tekst in utf-8. Bewaar de tabel als csv in utf-8.")
NO_JSON = gettext_noop("{file} is geen geldige json, of het bestand is niet af.")
NO_TABLE = gettext_noop("{file} is geen tabel van gebieden die we kennen.")
RAGGED = gettext_noop("{file}, regel {line}: er staan {found} cellen waar er {wanted} horen.")
BROKEN_CSV = gettext_noop("{file} is geen geldige csv: een aanhalingsteken staat verkeerd.")
NO_HEADER = gettext_noop("{file}: de eerste regel noemt geen kolommen.")
TWICE = gettext_noop("{file}: de kolom {column} staat er twee keer in. Laat er één staan.")


@dataclass(frozen=True, slots=True)
class File:
    """One file, unpacked."""

    name: str
    content: bytes

    @property
    def is_json(self) -> bool:
        """Whether it begins as JSON does."""
        return self.content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[")

    @property
    def is_database(self) -> bool:
        """Whether it is a GeoPackage."""
        return self.content.startswith(SQLITE)

    @property
    def is_workbook(self) -> bool:
        """Whether it is packed, as an xlsx is."""
        return self.content.startswith(ZIP)

    def json(self) -> Any:
        """What it holds. Raises Refused for what is no JSON."""
        try:
            return json.loads(self.content.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise Refused(NO_JSON, file=self.name) from None

    def header(self) -> tuple[str, ...]:
        """The columns of a csv. Raises Refused when there are none, or one stands there twice."""
        first = self._text(self.content[: 4 * MEBIBYTE].split(b"\n", 1)[0])
        names = next(csv.reader([first], delimiter=self.mark), [])
        names = [one.strip() for one in names]
        if not any(names):
            raise Refused(NO_HEADER, file=self.name)
        twice = [one for one in names if one and names.count(one) > 1]
        if twice:
            raise Refused(TWICE, file=self.name, column=twice[0][:60])
        return tuple(names)

    @property
    def mark(self) -> str:
        """What stands between its cells: the one of the first line."""
        first = self.content[: 4 * MEBIBYTE].split(b"\n", 1)[0]
        return ";" if first.count(b";") > first.count(b",") else ","

    def _text(self, some: bytes) -> str:
        try:
            return some.decode("utf-8-sig").strip("\r\n")
        except UnicodeDecodeError:
            raise Refused(NO_TEXT, file=self.name) from None

    def table(self, only: Sequence[str]) -> pl.DataFrame:
        """The named columns of a csv, as texts; what is empty is the empty text.

        Raises Refused for a line with another number of cells, and for what is no csv.
        """
        header = self.header()
        wanted = sorted({header.index(one) for one in only})
        content = self.content.rstrip(b"\r\n")
        if not _even(content, self.mark, len(header)):
            raise self._fault(len(header))
        try:
            found = pl.read_csv(
                content,
                columns=wanted,
                separator=self.mark,
                infer_schema=False,
                empty_string_is_null=False,
            )
        except pl.exceptions.PolarsError:
            raise self._fault(len(header)) from None
        found.columns = [header[at] for at in wanted]
        return found.select(only)

    def _fault(self, wanted: int) -> Refused:
        """What is wrong with a csv that could not be read, with the line."""
        text = self._text(self.content)
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=self.mark, strict=True)
            for row in rows:
                if len(row) != wanted:
                    return Refused(
                        RAGGED, file=self.name, line=rows.line_num, found=len(row), wanted=wanted
                    )
        except csv.Error:
            pass
        return Refused(BROKEN_CSV, file=self.name)


def _even(content: bytes, mark: str, columns: int) -> bool:
    """Whether each line has the same number of cells; marks within quotes are text."""
    found = np.frombuffer(content, dtype=np.uint8)
    ends, marks = (np.flatnonzero(found == ord(one)) for one in ("\n", mark))
    quotes = np.flatnonzero(found == ord('"'))
    if quotes.size:
        ends, marks = (one[np.searchsorted(quotes, one) % 2 == 0] for one in (ends, marks))
    upto = np.searchsorted(marks, np.append(ends, len(content)))
    return bool((np.diff(upto, prepend=0) == columns - 1).all()) and quotes.size % 2 == 0


def unpacked(name: str, content: bytes) -> list[File]:
    """Return the file, or the files in it when it is packed.

    A workbook stays whole. Raises Refused for one that is empty, broken or too large.
    """
    if not content:
        raise Refused(EMPTY, file=name)
    try:
        if content.startswith(GZIP):
            with gzip.open(io.BytesIO(content)) as packed:
                return unpacked(name.removesuffix(".gz"), _bounded(packed.read(LARGEST + 1), name))
        if content.startswith(ZIP):
            return _in_zip(name, content)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise Refused(BROKEN_PACK, file=name) from None
    return [File(name, _bounded(content, name))]


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE, file=name, most=LARGEST // MEBIBYTE)
    return content


def _in_zip(name: str, content: bytes) -> list[File]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        if "[Content_Types].xml" in names:
            return [File(name, content)]
        files: list[File] = []
        left = LARGEST
        for one in names:
            if one.endswith("/"):
                continue
            with packed.open(one) as opened:
                part = opened.read(left + 1)
            left -= len(part)
            if left < 0:
                raise Refused(TOO_LARGE, file=name, most=LARGEST // MEBIBYTE)
            files.append(File(one.rsplit("/", 1)[-1], part))
    return files
