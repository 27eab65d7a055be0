"""Dates as people and spreadsheets write them. What can be read in two ways is refused."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from houvast.errors import Refused
from houvast.sheets.sentences import MIXED_DATES, NO_DATE
from houvast.sheets.values import Cell, Value, plain

MONTHS = (
    "jan januari january|feb febr februari february|mrt maart mar march|apr april|mei may"
    "|jun juni june|jul juli july|aug augustus august|sep sept september"
    "|okt oktober oct october|nov november|dec december"
)
MONTH = {name: at for at, few in enumerate(MONTHS.split("|"), 1) for name in few.split()}
DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"

YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?")
DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: 0{1,2}:00(?::00)?)?")
IN_WORDS = re.compile(rf"(?:(?:{DAYS}) )?(\d{{1,2}}) ([a-z]+) (\d{{4}}|\d{{2}})")
SERIAL = re.compile(r"\d{5}(?:\.0+)?")
"""The number of a day as Excel counts them. Five digits: 1927 to 2173."""

FIRST, LAST = 1, 2_958_465
EARLIEST_YEAR = 1900


def from_serial(number: Decimal, *, since_1904: bool = False) -> date | None:
    """The day that a spreadsheet stores as a number; a time of that day is left out.

    Excel has a 29 February 1900 that never was (ECMA-376, 18.17.4.1). None: no day has it.
    """
    day = int(number)
    if since_1904:
        day += 1462
    if not FIRST <= day <= LAST:
        return None
    return date(1899, 12, 31) + timedelta(days=day if day < 60 else day - 1)


def read_dates(cells: Sequence[Cell], *, latest: date) -> list[date | Refused | None]:
    """The day in each cell of one column; None for an empty cell, Refused for what is no day.

    A year of two digits lies in the hundred years up to the year of `latest`. Where one cell of the
    column can only be read with the month first, no other cell with a day below 13 is certain.
    """
    american = next((one for one in cells if _month_first_only(one.value)), None)
    return [_one(cell, latest, american) for cell in cells]


def _one(cell: Cell, latest: date, american: Cell | None) -> date | Refused | None:
    if cell.value is None:
        return None
    day = _day(cell.value, latest)
    if day is None:
        return Refused(NO_DATE, cell=cell.name)
    if american and day.day <= 12 and not _certain(cell.value):
        return Refused(MIXED_DATES, cell=cell.name, other=american.name)
    return day


def _day(value: Value, latest: date) -> date | None:
    if isinstance(value, date):
        return value if value.year >= EARLIEST_YEAR else None
    if isinstance(value, Decimal):
        return _from_digits(f"{value:f}")
    return _from_text(value or "", latest)


def _from_digits(text: str) -> date | None:
    return from_serial(Decimal(text)) if SERIAL.fullmatch(text) else None


def _from_text(text: str, latest: date) -> date | None:
    if found := YEAR_FIRST.fullmatch(text):
        return _made(found[1], found[3], found[4], latest)
    if found := DAY_FIRST.fullmatch(text):
        return _made(found[4], found[3], found[1], latest)
    if found := IN_WORDS.fullmatch(plain(text)):
        return _made(found[3], str(MONTH.get(found[2], 0)), found[1], latest)
    return _from_digits(text)


def _made(year: str, month: str, day: str, latest: date) -> date | None:
    number = int(year)
    if len(year) == 2:
        century = latest.year - latest.year % 100
        number += century if century + number <= latest.year else century - 100
    try:
        made = date(number, int(month), int(day))
    except ValueError:
        return None
    return made if made.year >= EARLIEST_YEAR else None


def _month_first_only(value: Value) -> bool:
    found = DAY_FIRST.fullmatch(value) if isinstance(value, str) else None
    return found is not None and int(found[1]) <= 12 < int(found[3]) <= 31


def _certain(value: Value) -> bool:
    """Nobody can read this day another way, whatever stands around it."""
    return isinstance(value, str) and not DAY_FIRST.fullmatch(value) and not SERIAL.fullmatch(value)
