"""What one edition of a list of reference data is: the same rows are the same edition."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.sheets import Sheet, as_text
from houvast.sheets.sentences import TOO_LONG
from houvast.sheets.values import Row

TWICE = gettext_noop("Cel {cell} staat al in cel {other}. Laat er één staan.")
MISSING = gettext_noop("Cel {cell} is leeg. Vul de cel, of haal de rij weg.")
SHORT = 8


class Kind(StrEnum):
    """A list that comes in as a whole, and of which one edition counts."""

    OCCUPATIONS = "occupations"
    PLACES = "places"
    TRAVEL_TIMES = "travel_times"


PREFIX = {Kind.PLACES: "pc4-", Kind.OCCUPATIONS: "esco-", Kind.TRAVEL_TIMES: "rt-"}


def checksum(rows: Iterable[tuple[object, ...]]) -> str:
    """The same for the same rows, whatever their order and whatever file they stood in."""
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def label(kind: Kind, of: str) -> str:
    """How an edition is called where something was computed with it: at most 12 characters."""
    return f"{PREFIX[kind]}{of[:SHORT]}"


def checksum_begins(kind: Kind, version: str) -> str:
    """How the checksum begins of the edition that a version names; empty when it names none."""
    named = [one for one in version.split() if one.startswith(PREFIX[kind])]
    return named[0].removeprefix(PREFIX[kind]) if named else ""


def filled(sheet: Sheet, row: Row, at: int, longest: int) -> str:
    """The text of a cell that has to be there. Raises Refused with the cell."""
    cell = sheet.cell(row, at)
    text = as_text(cell.value)
    if not text:
        raise Refused(MISSING, field="file", cell=cell.name)
    if len(text) > longest:
        raise Refused(TOO_LONG, field="file", cell=cell.name, most=longest)
    return text


def once(seen: dict[str, str], key: str, cell: str) -> None:
    """Note where a key stands. Raises Refused when it stood somewhere before."""
    if key in seen:
        raise Refused(TWICE, field="file", cell=cell, other=seen[key])
    seen[key] = cell
