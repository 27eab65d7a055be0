"""What is known of a table that came in: who made it, which one it is, and how it may be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

CBS, POLICE = "CBS", "Politie"
SHARE = "CC BY 4.0"
DISTRICTS = {
    "83765NED": 2017, "84286NED": 2018, "84583NED": 2019, "84799NED": 2020, "85039NED": 2021,
    "85318NED": 2022, "85618NED": 2023, "85984NED": 2024, "86165NED": 2025,
}  # fmt: skip
"""Kerncijfers wijken en buurten of CBS, by table and the year of its boundaries."""
POLICE_TABLES = ("47022NED", "47018NED")
"""Registered offences of the police by month and by year, where they happened."""
OTHER_YEAR = gettext_noop(
    "Tabel {table} gaat over {real} en niet over {year}. Vraag het jaar {real}, of breng de tabel"
    " van {year}."
)
NO_YEAR = gettext_noop(
    "Uit het bestand blijkt niet van welk jaar de gebieden zijn. Geef het erbij: --year."
)


YEARS = range(1990, 2101)
ODD_YEAR = gettext_noop("{year} is geen jaar van een indeling in wijken en buurten.")
LONGEST = {"table": 40, "title": 120, "address": 300}
TOO_LONG = gettext_noop("--{name} is te lang: hooguit {most} tekens.")


class Form(StrEnum):
    """The form of a file that came in."""

    ODATA_4 = "cbs_odata4"
    ODATA_3 = "cbs_odata3"
    SHEET = "kwb_sheet"
    POLICE = "police_odata3"
    SHAPES = "pdok_geometry"
    PANEL = "panel_csv"
    OWN = "own_table"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody said about the files.

    `year` is that of the boundaries, `fetched_on` the day they were fetched (`fetched`: now from
    the official address); `publisher` of a panel
    when it is another than CBS and the police; `columns` are ids of
    figures (or code, name) by the column of a panel that holds them.
    """

    year: int | None = None
    table: str = ""
    title: str = ""
    address: str = ""
    fetched_on: date | None = None
    approximate: bool = False
    publisher: str = ""
    fetched: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passport:
    """Of which table the figures are.

    `year` is the year of the boundaries: a code and a year name an area, for codes are used again.
    """

    form: Form
    publisher: str
    table: str
    title: str
    year: int
    licence: str = SHARE
    address: str = ""
    fetched_on: date | None = None

    @property
    def credit(self) -> str:
        """How it is credited wherever a figure of it stands."""
        return f"Bron: {self.publisher}, {self.title} ({self.licence})"


def districts(form: Form, table: str, asked: Asked) -> Passport:
    """Return the passport of a table of districts and neighbourhoods.

    Raises Refused when table and year are not of each other, or no year is known.
    """
    year = year_of(table, asked) if table else needed(asked)
    known = table or next((one for one, of in DISTRICTS.items() if of == year), f"KWB-{year}")
    title = asked.title or f"Kerncijfers wijken en buurten {year}"
    return Passport(form, CBS, known, title, year, SHARE, asked.address, asked.fetched_on)


def year_of(table: str, asked: Asked) -> int:
    """Return the year of the boundaries of a table.

    Raises Refused when somebody asked another.
    """
    real = DISTRICTS.get(table)
    if real is None:
        return needed(asked)
    if asked.year not in (None, real):
        raise Refused(OTHER_YEAR, table=table, real=real, year=asked.year)
    return real


def needed(asked: Asked) -> int:
    """Return the year that somebody gave. Raises Refused without one, and for no year of areas."""
    if asked.year is None:
        raise Refused(NO_YEAR, field="year")
    if asked.year not in YEARS:
        raise Refused(ODD_YEAR, field="year", year=asked.year)
    return asked.year


def check(asked: Asked) -> None:
    """Raise Refused for what is too long to keep."""
    for name, most in LONGEST.items():
        if len(getattr(asked, name)) > most:
            raise Refused(TOO_LONG, field=name, name=name, most=most)
