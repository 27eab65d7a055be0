"""How long journeys take, from a csv with two postcodes, how one travels and the minutes.

Millions of rows are read line by line and kept as one packed table for each way of travelling: the
postcodes from which, those to which, and a byte of minutes for each pair. 255 is not known.
"""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from houvast.errors import Refused, gettext_noop

MODES = {
    "walk": ("walk", "lopen", "loopt", "te voet", "voet"),
    "bicycle": ("bicycle", "fiets", "fietsen"),
    "public": ("public", "ov", "openbaar vervoer"),
    "moped": ("moped", "brommer", "bromfiets", "scooter"),
    "car": ("car", "auto"),
}
"""How one travels, as it is stored, and how a file may say it."""
MODE_OF = {word: mode for mode, words in MODES.items() for word in words}
PC4 = re.compile(r"[1-9][0-9]{3}")
NOT_KNOWN, LONGEST = 255, 240
ROWS = 25_000_000
"""All pairs of the country, and more."""
CODES = 10_000
"""Numbers of four digits."""

NO_POSTCODE = gettext_noop("Regel {row}: geen postcode van vier cijfers, zoals 1234.")
NO_MODE = gettext_noop("Regel {row}: schrijf lopen, fiets, ov, brommer of auto.")
NO_MINUTES = gettext_noop("Regel {row}: geen heel getal van 0 tot en met 240 minuten.")
NOT_FOUR = gettext_noop("Regel {row}: er horen vier cellen te staan: van, naar, hoe, minuten.")
TWICE = gettext_noop("Regel {row}: deze reis staat er al. Laat er één staan.")
NO_ROWS = gettext_noop("In dit bestand staat geen reis.")
TOO_MANY = gettext_noop("Dit bestand heeft meer regels dan we in één keer kunnen lezen.")


@dataclass(frozen=True)
class Journeys:
    """Minutes between postcodes by one way of travelling, as they are kept."""

    mode: str
    departures: bytes
    """Postcodes from which, in order, two bytes each."""
    arrivals: bytes
    minutes: bytes
    """A byte for each pair: all arrivals of the first departure, then of the next."""

    @cached_property
    def table(self) -> NDArray[np.uint8]:
        """The minutes, a row for each departure."""
        flat = np.frombuffer(self.minutes, np.uint8)
        return flat.reshape(len(self.departures) // 2, len(self.arrivals) // 2)

    @cached_property
    def row_of(self) -> NDArray[np.int32]:
        """For every number of four digits which row it is, or -1."""
        return _places(self.departures)

    @cached_property
    def column_of(self) -> NDArray[np.int32]:
        """For every number of four digits which column it is, or -1."""
        return _places(self.arrivals)

    def between(self, here: str, there: str) -> int | None:
        """Minutes from one postcode to another; None when the file did not say."""
        row, column = self.row_of[int(here or 0)], self.column_of[int(there or 0)]
        if row < 0 or column < 0:
            return None
        found = int(self.table[row, column])
        return None if found == NOT_KNOWN else found


def _places(packed: bytes) -> NDArray[np.int32]:
    places = np.full(CODES, -1, np.int32)
    codes = np.frombuffer(packed, "<u2")
    places[codes] = np.arange(len(codes))
    return places


@dataclass(slots=True)
class _Read:
    """What was read of one way of travelling."""

    departures: "array[int]" = field(default_factory=lambda: array("H"))
    arrivals: "array[int]" = field(default_factory=lambda: array("H"))
    minutes: "array[int]" = field(default_factory=lambda: array("B"))
    lines: "array[int]" = field(default_factory=lambda: array("L"))


def read_travel_times(lines: Iterable[str]) -> tuple[Journeys, ...]:
    """The journeys of a csv, by comma or semicolon, with or without headers.

    Raises Refused with the first line that cannot be right.
    """
    read: dict[str, _Read] = {}
    for number, cells in _cells(lines):
        here, there, mode, minutes = _journey(number, cells)
        of_mode = read.setdefault(mode, _Read())
        of_mode.departures.append(here)
        of_mode.arrivals.append(there)
        of_mode.minutes.append(minutes)
        of_mode.lines.append(number)
    if not read:
        raise Refused(NO_ROWS, field="file")
    return tuple(_packed(mode, read[mode]) for mode in MODES if mode in read)


def _cells(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that holds any, with its number; headers are left out."""
    every = iter(lines)
    first = list(islice(every, 1))
    separator = ";" if first and ";" in first[0] else ","
    for text in first:
        cells = next(csv.reader([text.removeprefix("\ufeff")], delimiter=separator), [])
        if any(cells) and any(one.strip().isdigit() for one in cells):
            yield 1, cells
    for number, cells in enumerate(csv.reader(every, delimiter=separator), 2):
        if number > ROWS:
            raise Refused(TOO_MANY, field="file")
        if any(cells):
            yield number, cells


def _journey(number: int, cells: Sequence[str]) -> tuple[int, int, str, int]:
    row = str(number)
    if len(cells) != 4:
        raise Refused(NOT_FOUR, field="file", row=row)
    here, there, how, minutes = (one.strip() for one in cells)
    if not PC4.fullmatch(here) or not PC4.fullmatch(there):
        raise Refused(NO_POSTCODE, field="file", row=row)
    if how.casefold() not in MODE_OF:
        raise Refused(NO_MODE, field="file", row=row)
    if not re.fullmatch("[0-9]{1,3}", minutes) or int(minutes) > LONGEST:
        raise Refused(NO_MINUTES, field="file", row=row)
    return int(here), int(there), MODE_OF[how.casefold()], int(minutes)


def _packed(mode: str, read: _Read) -> Journeys:
    here, there = np.array(read.departures), np.array(read.arrivals)
    pairs = here.astype(np.int64) * CODES + there
    order = np.argsort(pairs, kind="stable")
    again = order[1:][np.diff(pairs[order]) == 0]
    if len(again):
        raise Refused(TWICE, field="file", row=str(read.lines[int(again.min())]))
    departures, row = np.unique(here, return_inverse=True)
    arrivals, column = np.unique(there, return_inverse=True)
    table: NDArray[Any] = np.full((len(departures), len(arrivals)), NOT_KNOWN, np.uint8)
    table[row, column] = np.array(read.minutes)
    packed = (departures.astype("<u2").tobytes(), arrivals.astype("<u2").tobytes())
    return Journeys(mode, *packed, table.tobytes())
