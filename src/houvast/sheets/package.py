"""The zip of an xlsx, and the XML in it: read in pieces, counted while they come out."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.parsers import expat

from houvast.errors import Refused
from houvast.sheets.sentences import BROKEN, ENTITIES, LOCKED, TOO_MUCH
from houvast.sheets.values import Limits

PIECE = 64 * 1024
SILENT = 16 * PIECE
"""Bytes of XML in which nothing begins or ends: one tag as large as this is no spreadsheet."""
DEEPEST, MOST_NAMES, MOST_FILES = 40, 1_000, 2_000
PER_ROW, AROUND = 100, 200_000
"""Elements of XML in a row of a real table, and around the table: more only costs time."""
ENCRYPTED = 0x1

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library says of a zip or XML that is not what it says it is."""

Attributes = dict[str, str]


@contextmanager
def mending_faults() -> Iterator[None]:
    """Give one sentence for whatever a broken file makes the standard library say."""
    try:
        yield
    except FAULTS as error:
        raise Refused(BROKEN, field="file") from error


class Package:
    """An opened zip. `read` hands a part to a handler, and stops at the limit of all parts."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.zip = zipfile.ZipFile(BytesIO(content))
        self.left, self.elements = limits.unpacked, AROUND + PER_ROW * limits.rows
        files = self.zip.infolist()
        if len(files) > MOST_FILES or sum(one.file_size for one in files) > limits.unpacked:
            raise Refused(TOO_MUCH, field="file")
        if any(one.flag_bits & ENCRYPTED for one in files):
            raise Refused(LOCKED, field="file")
        self.names = {one.filename.lstrip("/"): one.filename for one in files}

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of one part, in pieces. Whatever the header of the zip says, they count."""
        with self.zip.open(self.names[name]) as part:
            while piece := part.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise Refused(TOO_MUCH, field="file")
                yield piece

    def parse(self, name: str, reader: "Reader") -> None:
        """Read one part as XML, until it ends or the reader has seen enough."""
        guard = Guard(reader)
        for piece in self.pieces(name):
            guard.feed(piece)
            if guard.begun > self.elements:
                raise Refused(TOO_MUCH, field="file")
            if reader.done:
                return
        self.elements -= guard.begun
        guard.parser.Parse(b"", True)


class Reader:
    """What looks at a part: names come without their prefix. `done` ends the reading."""

    done = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text in between, perhaps in parts."""


class Guard:
    """An expat parser that takes no document type, hence no entities, and nothing monstrous.

    What it refuses would cost memory: elements within elements within elements, thousands of
    different names, one tag of megabytes.
    """

    def __init__(self, reader: Reader, deepest: int = DEEPEST) -> None:
        self.reader, self.depth, self.silence, self.begun = reader, 0, 0, 0
        self.deepest = deepest
        self.seen: set[str] = set()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._counted(reader.text)

    def feed(self, piece: bytes) -> None:
        """Read a piece."""
        self.silence += len(piece)
        if self.silence > SILENT:
            raise Refused(BROKEN, field="file")
        self.parser.Parse(piece, False)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.silence = 0
        self.depth += 1
        self.begun += 1
        if name not in self.seen or not attributes.keys() <= self.seen:
            self.seen |= {name, *attributes}
        if self.depth > self.deepest or len(self.seen) > MOST_NAMES:
            raise Refused(BROKEN, field="file")
        if not self.reader.done:
            self.reader.start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        self.silence = 0
        self.depth -= 1
        if not self.reader.done:
            self.reader.end(name.rpartition(":")[2])

    def _counted(self, then: Callable[[str], None]) -> Callable[[str], None]:
        def text(data: str) -> None:
            self.silence = 0
            then(data)

        return text

    def _refuse(self, *_: object) -> None:
        raise Refused(ENTITIES, field="file")
