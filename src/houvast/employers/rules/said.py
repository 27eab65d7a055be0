"""What people write in a cell about an employer or a workplace, and how we write it ourselves.

Each reading gives None when it does not understand; who asked says which cell, and what would do.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from houvast.employers.rules.day_parts import WEEK, days_of, mask_of
from houvast.employers.rules.states import ConditionCode, DayPart, PayKind, VogPayer, WorkKind
from houvast.employers.rules.words import WORDS
from houvast.sheets.values import plain

E = TypeVar("E", bound=StrEnum)

YES, NO = (
    frozenset(["ja", "j", "yes", "y", "x", "waar", "true", "1"]),
    frozenset(["nee", "n", "no", "onwaar", "false", "0"]),
)
AND_SO_ON: dict[StrEnum, tuple[str, ...]] = {
    WorkKind.SIDE_JOB: ("bijbaantje", "weekendbaan", "vakantiebaan"),
    WorkKind.INTERNSHIP: ("stageplek", "stageplaats"),
    WorkKind.BBL: ("bbl", "leerbaan", "leren en werken"),
    WorkKind.LEARNING_PLACE: ("leerwerkplaats", "leerwerkbaan"),
    WorkKind.REGULAR_JOB: ("baan", "vaste baan", "regulier", "reguliere baan", "vacature"),
    PayKind.BENEFIT_KEPT: ("uitkering", "met behoud van uitkering"),
    PayKind.UNPAID: ("onbetaald", "geen"),
    PayKind.WAGE: ("salaris", "cao"),
    VogPayer.EMPLOYER: ("werkgever",),
    VogPayer.MUNICIPALITY: ("gemeente",),
    VogPayer.YOUNG_PERSON: ("jongere",),
    ConditionCode.LICENCE_AM: ("am", "rijbewijs am", "bromfiets"),
    ConditionCode.LICENCE_B: ("b", "rijbewijs b", "rijbewijs", "autorijbewijs"),
    ConditionCode.LICENCE_T: ("t", "rijbewijs t", "trekker"),
    ConditionCode.LICENCE_C: ("c", "rijbewijs c", "vrachtwagen"),
    ConditionCode.FORKLIFT: ("heftruck",),
    ConditionCode.VCA: ("vca",),
    ConditionCode.HACCP: ("haccp",),
    ConditionCode.DUTCH_A2: ("a2", "nederlands a2"),
    ConditionCode.DUTCH_B1: ("b1", "nederlands b1"),
    ConditionCode.DUTCH_B2: ("b2", "nederlands b2"),
    ConditionCode.OUTDOORS: ("buiten",),
    ConditionCode.NIGHT: ("nacht",),
}
"""What people write besides the words on screen."""

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
PARTS = {DayPart.MORNING: "ochtend", DayPart.AFTERNOON: "middag"}
PARTS |= {DayPart.EVENING: "avond", DayPart.NIGHT: "nacht"}
PIECES = re.compile(r"[;\n]")
FOUR_DIGITS = re.compile(r"([1-9][0-9]{3}) ?(?:[A-Za-z]{2})?")


def word_of(code: StrEnum) -> str:
    """How we write it in a table."""
    return WORDS[type(code)][code]


def one_of(kind: type[E], text: str) -> E | None:
    """The code that somebody means."""
    return _named(kind).get(plain(text))


def _named(kind: type[E]) -> dict[str, E]:
    """What is written for each code; its own letter or code will do too."""
    named = {plain(one): code for code in kind for one in AND_SO_ON.get(code, ())}
    return (
        named
        | {plain(code.value): code for code in kind}
        | {plain(word_of(code)): code for code in kind}
    )


def several_of(kind: type[E], text: str) -> tuple[E, ...] | None:
    """The codes in a cell, between semicolons or on lines of their own; each once."""
    named = _named(kind)
    found = [named.get(plain(one)) for one in pieces(text)]
    known = [one for one in found if one is not None]
    return tuple(dict.fromkeys(known)) if len(known) == len(found) else None


def pieces(text: str) -> list[str]:
    """The parts of a cell that holds more than one."""
    return [one.strip() for one in PIECES.split(text) if one.strip()]


def joined(words: Iterable[str]) -> str:
    """As `pieces` reads it."""
    return "; ".join(words)


def flat(text: str) -> str:
    """A text that stands between others in one cell."""
    return " ".join(PIECES.sub(", ", text).split())


def yes_or_no(text: str) -> bool | None:
    """Whether the cell says yes."""
    said = plain(text)
    return True if said in YES else False if said in NO else None


def whole(text: str) -> int | None:
    """A whole number of 0 or more."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def hours(text: str) -> tuple[int, int] | None:
    """Hours a week: "24", "16-24", "16 tot 24 uur"."""
    found = re.fullmatch(
        r"(\d{1,2}) ?(?:(?:-|\u2013|/|tot|t/m|a|à) ?(\d{1,2}))?(?: ?u(?:ur)?)?", text
    )
    return (int(found[1]), int(found[2] or found[1])) if found else None


def cents(text: str) -> int | None:
    """An amount in euro as cents: "14,71", "€ 14.71"."""
    bare = text.replace("€", "").replace(" ", "").replace(",", ".").removesuffix(".-")
    try:
        amount = Decimal(bare) * 100
    except InvalidOperation:
        return None
    fits = amount.is_finite() and amount == amount.to_integral_value() and 0 < amount < 10**8
    return int(amount) if fits else None


def as_euro(amount: int) -> str:
    """As `cents` reads it."""
    return f"{amount // 100},{amount % 100:02d}"


def pc4(text: str) -> str:
    """The four digits of a postcode; what is none stays as it is, for the rule that refuses it."""
    found = FOUR_DIGITS.fullmatch(text)
    return found[1] if found else text


def day_parts(text: str) -> int | None:
    """A week of day-parts: "ma t/m vr ochtend middag; za avond"."""
    days: dict[DayPart, set[int]] = {part: set() for part in DayPart}
    for one in pieces(text):
        said = _days_and_parts(one)
        if said is None:
            return None
        for part in said[1]:
            days[part] |= said[0]
    return mask_of(days)


def _days_and_parts(text: str) -> tuple[set[int], set[DayPart]] | None:
    """The days and the parts of one piece; None for a word that is neither, or when one misses."""
    days, parts, until = set[int](), set[DayPart](), False
    words = re.sub(r"t/m|tot en met|-|\u2013", " tm ", text.lower())
    last: int | None = None
    for word in re.findall(r"\w+", words):
        day = next((at for at, name in enumerate(DAYS) if word in (name, *_long(name))), None)
        part = next(
            (one for one, name in PARTS.items() if word in (name, f"{name}en", f"{name}s")), None
        )
        if day is not None:
            begin = last if until and last is not None else day
            days |= {at % WEEK for at in range(begin, day + (WEEK if day < begin else 0) + 1)}
            last, until = day, False
        elif part is not None:
            parts.add(part)
        elif word == "tm" and last is not None:
            until = True
        elif word != "en":
            return None
    return (days, parts) if days and parts and not until else None


def _long(short: str) -> tuple[str, ...]:
    whole_names = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    return tuple(one for one in whole_names if one.startswith(short))


def as_day_parts(mask: int | None) -> str:
    """As `day_parts` reads it; days with the same parts stand together."""
    by_day: dict[int, list[str]] = {}
    for part, days in days_of(mask).items():
        for day in days:
            by_day.setdefault(day, []).append(PARTS[part])
    grouped: dict[str, list[str]] = {}
    for day in sorted(by_day):
        grouped.setdefault(" ".join(by_day[day]), []).append(DAYS[day])
    return joined(f"{' '.join(days)} {parts}" for parts, days in grouped.items())
