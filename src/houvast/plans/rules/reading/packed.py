"""The zip of a Word or ODT file, and the XML in it: opened with care, in pieces.

The guard is the one of tables (`sheets/package.py`): no document type, hence no entities.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from houvast.errors import Refused
from houvast.plans.rules.sentences import BROKEN, ENTITIES, LOCKED, TOO_MUCH
from houvast.sheets import sentences
from houvast.sheets.package import FAULTS, Guard, Package, Reader
from houvast.sheets.values import Limits

MEBIBYTE = 1024 * 1024
UNPACKED, RATIO, MODEST = 200 * MEBIBYTE, 100, 5 * MEBIBYTE
"""Bytes of all parts, and how many times the file they may be; what stays modest is fine."""
ROWS = 40_000
"""Of a hundred elements each: more than six hundred pages have."""
DEEPEST = 200
OURS = {
    sentences.BROKEN: BROKEN,
    sentences.ENTITIES: ENTITIES,
    sentences.LOCKED: LOCKED,
    sentences.TOO_MUCH: TOO_MUCH,
}


class Document(Package):
    """An opened document; text in frames lies deeper than a cell of a table ever does."""

    def parse(self, name: str, reader: Reader) -> None:
        """Read one part as XML."""
        guard = Guard(reader, DEEPEST)
        for piece in self.pieces(name):
            guard.feed(piece)
            if guard.begun > self.elements:
                raise Refused(TOO_MUCH, field="file")
        self.elements -= guard.begun
        guard.parser.Parse(b"", True)


@contextmanager
def opened(content: bytes) -> Iterator[Document]:
    """The document in these bytes. Raises Refused with our sentence for each fault."""
    try:
        document = Document(content, Limits(rows=ROWS, unpacked=UNPACKED))
        unpacked = sum(one.file_size for one in document.zip.infolist())
        if unpacked > max(MODEST, RATIO * len(content)):
            raise Refused(TOO_MUCH, field="file")
        yield document
    except Refused as no:
        raise Refused(OURS.get(no.reason, no.reason), field="file") from None
    except FAULTS:
        raise Refused(BROKEN, field="file") from None
