"""What the law gives, as dated data: `values.csv`, each row with its article and its first day.

A change of law is a row more in that file, which counts from its own first day; no code changes.
Atw: Arbeidstijdenwet (BWBR0007671). NRK: Nadere regeling kinderarbeid (BWBR0007195). Lpw:
Leerplichtwet 1969 (BWBR0002628). The rows were made of consolidated texts of 2017, and a lawyer has
yet to confirm them: `CHECKED` says so on screen.
"""

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path

from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.wages import AMOUNTS

CHECKED = "geldend 2017, te bevestigen"
"""Of which text the rows were made; whoever confirms a newer one writes its date here."""

HERE = Path(__file__).parent
EVERY_AGE = range(28)
"""No rule asks for an age above 26; whoever is older counts as 27."""


class Week(StrEnum):
    """Whether somebody follows lessons in a week (NRK 1:1): the law gives other hours."""

    SCHOOL = "school"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the law: for which ages, weeks and kind of work, and from which day on.

    Without a week or a kind it holds for all of them; what names a kind goes before what does not.
    """

    name: str
    ages: range
    week: Week | None
    kind: WorkKind | None
    since: date
    amount: int
    article: str

    def holds(self, age: int, week: Week, kind: WorkKind | None, on: date) -> bool:
        """Whether it is about this age, week and kind, on this day."""
        about = age in self.ages and self.week in (None, week) and self.kind in (None, kind)
        return about and self.since <= on


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a file that stands beside the rules."""
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


def read_value(row: dict[str, str]) -> Value:
    """A row of `values.csv`; without ages it holds for everybody."""
    below = int(row["age_below"] or EVERY_AGE.stop)
    return Value(
        name=row["name"],
        ages=range(int(row["age_from"] or 0), below),
        week=Week(row["week"]) if row["week"] else None,
        kind=WorkKind(row["kind"]) if row["kind"] else None,
        since=date.fromisoformat(row["since"]),
        amount=int(row["amount"]),
        article=row["article"],
    )


VALUES = tuple(map(read_value, rows_of("values.csv")))
PERIODS = tuple(sorted({one.since for one in VALUES}))
"""The days on which something began to be otherwise."""
NEWEST = PERIODS[-1]
FILES = ("values.csv", "never_light.csv", "holidays.csv")
_TEXTS = b"".join((HERE / one).read_bytes() for one in FILES) + AMOUNTS
EDITION = b"2"
"""One more when a rule comes to read its numbers otherwise: what was stored before then says so."""
LABEL = f"wet-{sha256(_TEXTS + EDITION).hexdigest()[:8]}"
"""How these values are called where something was computed with them."""


@cache
def value(
    name: str,
    age: int = 0,
    on: date = NEWEST,
    week: Week = Week.SCHOOL,
    kind: WorkKind | None = None,
) -> Value | None:
    """The value that counts on a day, before the first day the first; None where there is none."""
    day = max(on, PERIODS[0])
    found = [one for one in VALUES if one.name == name and one.holds(age, week, kind, day)]
    return max(found, key=lambda one: (one.kind is not None, one.since), default=None)


def of_everybody(name: str, on: date = NEWEST) -> int:
    """A number that does not differ with age. Raises ValueError for one that the law has not."""
    found = value(name, on=on)
    if found is None:
        raise ValueError(f"The law has no {name}.")
    return found.amount


YOUNGEST = of_everybody("youngest")
CHILD = of_everybody("no_longer_a_child")
ADULT = of_everybody("adult")
PART_OF_SCHOOL = 14
"""From this age on an internship is part of school (NRK 3:1)."""


def is_part_of_school(kind: WorkKind | None, age: int) -> bool:
    """NRK 3:1: below 16 such work may be done during school."""
    return kind is WorkKind.INTERNSHIP and age >= PART_OF_SCHOOL
