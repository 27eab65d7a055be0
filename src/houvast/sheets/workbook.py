"""What stands around the sheets of an xlsx: their names, shared texts, which cells are days."""

import posixpath
import re
from dataclasses import dataclass, field

from openpyxl.utils.escape import unescape

from houvast.errors import Refused
from houvast.sheets.package import Attributes, Package, Reader
from houvast.sheets.sentences import BROKEN, MACROS, OTHER_FILE
from houvast.sheets.values import clean

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
BUILT_IN_DAYS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
"""Formats of a day that every spreadsheet knows by number (ECMA-376, 18.8.30)."""
NO_PART_OF_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Named:
    """A sheet of the workbook: its name, its part in the zip, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """What is needed to read a sheet. `days` are the styles whose numbers are days."""

    sheets: list[Named] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    since_1904: bool = False


def open_workbook(package: Package) -> Workbook:
    """Read everything but the sheets themselves. Raises Refused for what is no plain xlsx."""
    where = _workbook_part(package)
    folder = posixpath.dirname(where)
    relations = _Relations()
    package.parse(f"{folder}/_rels/{posixpath.basename(where)}.rels".lstrip("/"), relations)
    listed, book = _Sheets(), Workbook()
    package.parse(where, listed)
    book.since_1904 = listed.since_1904
    for name, key, hidden in listed.found:
        kind, target = relations.found.get(key, ("", ""))
        if kind == "worksheet":
            book.sheets.append(Named(name, _path(folder, target), hidden))
    for kind, target in relations.found.values():
        part = _path(folder, target)
        if part in package.names and kind == "sharedStrings":
            package.parse(part, _Texts(book.texts))
        if part in package.names and kind == "styles":
            package.parse(part, _Styles(book.days))
    return book


def _workbook_part(package: Package) -> str:
    """Where the workbook stands; what else a zip may be is refused by what it says it is."""
    if "[Content_Types].xml" not in package.names:
        raise Refused(OTHER_FILE, field="file")
    kinds = _Kinds()
    package.parse("[Content_Types].xml", kinds)
    macros = any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in kinds.all)
    if macros or any(one.endswith("vbaProject.bin") for one in package.names):
        raise Refused(MACROS, field="file")
    if not kinds.workbook:
        raise Refused(OTHER_FILE, field="file")
    if kinds.workbook not in package.names:
        raise Refused(BROKEN, field="file")
    return kinds.workbook


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


class _Kinds(Reader):
    def __init__(self) -> None:
        self.all: list[str] = []
        self.workbook = ""

    def start(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "")
        self.all.append(kind)
        if name == "Override" and kind in (WORKBOOK, TEMPLATE):
            self.workbook = attributes.get("PartName", "").lstrip("/")


class _Relations(Reader):
    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))


class _Sheets(Reader):
    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        if name == "sheet":
            keys = [value for key, value in attributes.items() if key.endswith(":id")]
            hidden = attributes.get("state", "visible") != "visible"
            self.found.append((attributes.get("name", ""), keys[0] if keys else "", hidden))


class _Texts(Reader):
    """The texts that cells point to. Sounds above the text (rPh) are left out."""

    def __init__(self, texts: list[str | None]) -> None:
        self.texts, self.parts = texts, list[str]()
        self.inside = self.sounds = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.parts = []
        elif name == "rPh":
            self.sounds = True
        self.inside = name == "t" and not self.sounds

    def end(self, name: str) -> None:
        self.inside = False
        if name == "rPh":
            self.sounds = False
        elif name == "si":
            self.texts.append(clean(unescape("".join(self.parts))))

    def text(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)


class _Styles(Reader):
    """Which styles show a number as a day: their format has a day or a year in it."""

    def __init__(self, days: set[int]) -> None:
        self.days, self.formats = days, set(BUILT_IN_DAYS)
        self.inside, self.at = False, 0

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and _is_day(attributes.get("formatCode", "")):
            self.formats.add(int(attributes.get("numFmtId", "0")))
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            if int(attributes.get("numFmtId", "0")) in self.formats:
                self.days.add(self.at)
            self.at += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False


def _is_day(code: str) -> bool:
    return bool(re.search("[dy]", NO_PART_OF_FORMAT.sub("", code), re.I))
