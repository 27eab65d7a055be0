"""What reads like an amount, a number of people, a date, an age or a place."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

WORDS = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien"
    "|achttien|negentien|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd"
)
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
CAPITAL = r"[A-ZÀ-Ý][\w'’-]+"
MONEY = re.compile(
    rf"€\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:euro|miljoen|mln\.?|ton)\b|\b(?:één|een|{WORDS})\s(?:miljoen|ton|duizend)\s?euro\b"
    r"|\bEUR\s?\d[\d.,]*",
    re.I,
)
FTE = re.compile(rf"\b(?:\d+(?:[.,]\d+)?|één|een|{WORDS})\s?(?:fte|formatieplaats(?:en)?)\b", re.I)
PERIOD = re.compile(r"\b20\d\d\s?(?:-|–|t/m|tot en met)\s?(?:20)?\d\d\b")
DATE = re.compile(
    rf"\b(?:eind|begin|medio|in|per|v[oó]{{2}}r|vanaf|tot|uiterlijk|najaar|voorjaar|zomer|jaar|{MONTHS})\s(?:het\s)?20\d\d\b(?!\s?[-–]\s?\d)"
    rf"|\b\d{{1,2}}\s(?:{MONTHS})\b|\b\d{{1,2}}-\d{{1,2}}-20\d\d\b",
    re.I,
)
YOUNG = "jongeren|jongvolwassenen|kinderen|jeugd|leeftijd|doelgroep|inwoners|tieners"
TO = r"-|–|tot|t/m|tot en met"
AGE = re.compile(
    rf"\b(?:{YOUNG})\b[^.;:]{{0,40}}?\b\d{{1,2}}(?:\+|\s?(?:{TO}|en)\s?\d{{1,2}})(?:\s?jaar)?"
    rf"|\b\d{{1,2}}\s?(?:{TO})\s?\d{{1,2}}[\s-](?:jaar|jarigen?)\b"
    r"|\bonder de (?:18|23|27)\b|\b\d{2}-(?:minners|plussers)\b|\b\d{2}- tot \d{2}-jarigen\b",
    re.I,
)
PLACE = re.compile(
    rf"\b(?:[Ww]ijk(?:en)?|[Bb]uurt(?:en)?|[Ss]tadsde(?:el|len)|[Dd]orp(?:en)?)\s(?:in\s|van\s|de\s|het\s)*{CAPITAL}"
    rf"|\b[Ww]ijk(?:en)?\b[^.;]{{0,60}}\b(?:is|zijn)\s(?:de\s|het\s)?{CAPITAL}"
    rf"|\b[Jj]ongeren\b[^.;]{{0,30}}\b(?:in|uit)\s(?:de wijk\s)?(?:Noord|Zuid|Oost|West|Centrum)\b"
)
NUMBER = re.compile(rf"(?<![\w.,€])\d+(?:[.,]\d+)*(?:%|\b)|\b(?:{WORDS})\b", re.I)
NO_NUMBER = re.compile(
    rf"\b20\d\d\b|\b19\d\d\b|\b\d{{1,2}}\s(?:{MONTHS})\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b|(?:^|\s)\d{{1,2}}[.)]\s|\b\d\.\d{{1,2}}\b|€\s?\d[\d.,]*",
    re.I,
)  # fmt: skip
FOUND = {"money": MONEY, "fte": FTE, "period": PERIOD, "age": AGE, "place": PLACE, "date": DATE}


def spans(kind: str, text: str) -> list[tuple[int, int]]:
    """Where the text has one of this kind."""
    if kind == "number":
        plain = NO_NUMBER.sub(lambda one: " " * len(one[0]), text)
        return [one.span() for one in NUMBER.finditer(plain)]
    if kind == "means":
        return spans("money", text) + spans("fte", text)
    return [one.span() for one in FOUND[kind].finditer(text)]


class Each(StrEnum):
    """Over what an amount is: each year of the period, or all of it."""

    YEAR = "year"
    WHOLE = "whole"


class FactKind(StrEnum):
    """What a person may accept as a fact: euros, fte, a number of young people, or the total.

    The total is in euros, of all that the plan costs; it is no money for work.
    """

    MONEY = "money"
    FTE = "fte"
    NUMBER = "number"
    TOTAL = "total"


READ = (FactKind.MONEY, FactKind.FTE, FactKind.NUMBER)
"""What is offered; that an amount is the total only a person says."""
MEANS = (FactKind.MONEY, FactKind.FTE)
"""What makes means of an agreement."""


NO_EACH = gettext_noop("Kies: per jaar of in totaal. Dat scheelt vaak een veelvoud.")
LIMIT = Decimal(10) ** 12
"""Amounts from here on are a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What reads like a fact in a passage that a person confirmed; the person decides."""

    kind: FactKind
    text: str
    amount: Decimal
    period: str


TIMES = {"miljoen": 1_000_000, "mln": 1_000_000, "ton": 100_000, "duizend": 1000}
BY = re.compile(r"\s?(?:miljoen|mln|ton|duizend)\b", re.I)
YEARLY = re.compile(r"\bper jaar\b|\bjaarlijks\b", re.I)
PER_YEAR, IN_ALL = "per jaar", "in totaal"
NOT_PEOPLE = re.compile(
    r"\s?(?:%|procent|promille|jaar|jarig|maand|week|weken|dag|uur|uren|minuten|kilometer|meter|keer|ton)",
    re.I,
)
"""What a number counts that stands before it, and is no people or places."""
COUNTED = {word: Decimal(at) for at, word in enumerate(WORDS.split("|")[:18], start=2)}
COUNTED |= {word: Decimal(10 * at) for at, word in enumerate(WORDS.split("|")[18:], start=2)}
COUNTED["één"] = Decimal(1)
TYPED = re.compile(
    r"(?:€\s?|eur\s)?[0-9][0-9.,]*\s?(?:miljoen|mln\.?|ton|duizend)?\s?(?:euro|fte|jongeren)?(?:,-)?",
    re.I,
)


def offered(text: str) -> list[Offered]:
    """Amounts, fte and numbers in a text, each once; a period only where one stands there."""
    period = next((text[first:last] for first, last in spans("period", text)), "")
    if not period:
        period = next((text[first:last] for first, last in spans("date", text)), "")
    if YEARLY.search(text):
        period = f"{PER_YEAR}, {period}" if period else PER_YEAR
    found: dict[Decimal, Offered] = {}
    for kind in READ:
        for first, last in _spans_of(kind, text):
            times = BY.match(text, last)
            said = text[first : times.end() if times else last].strip()
            amount = amount_of(said)
            if amount:  # money and fte go before: their digits are no number of young people
                found.setdefault(amount, Offered(kind, said, amount, period))
    return list(found.values())


def _spans_of(kind: FactKind, text: str) -> list[tuple[int, int]]:
    """Where the text has one of this kind; ages, percentages and times are no number of people."""
    found = spans(kind, text)
    if kind is not FactKind.NUMBER:
        return found
    ages = spans("age", text)
    inside = [one for one in found if any(one[0] < last and first < one[1] for first, last in ages)]
    return [
        one
        for one in found
        if one not in inside and text[one[1] - 1] != "%" and not NOT_PEOPLE.match(text, one[1])
    ]


def amount_of(said: str) -> Decimal:
    """The amount that is said, in digits or in a word; 0 where there is none, or too much."""
    digits = re.search(r"\d[\d.,]*", said)
    if digits is None:
        words = (COUNTED.get(one) for one in re.findall(r"\w+", said.lower()))
        amount = next((one for one in words if one), Decimal(0))
    else:
        plain = digits[0].rstrip(".,")
        thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain)
        plain = plain.replace(".", "") if thousands else plain
        try:
            amount = Decimal(plain.replace(",", "."))
        except InvalidOperation:
            return Decimal(0)
    times = next((by for name, by in TIMES.items() if re.search(rf"\b{name}", said, re.I)), 1)
    if amount >= LIMIT or amount * times >= LIMIT:
        return Decimal(0)
    return (amount * times).quantize(Decimal("0.01"))


def typed_amount(text: str) -> Decimal:
    """The amount that somebody fills in, as 400.000 or 1,5 miljoen; 0 for what is no amount."""
    plain = " ".join(text.split())
    return amount_of(plain) if TYPED.fullmatch(plain) else Decimal(0)


def over(kind: FactKind, each: Each | None, when: str) -> str:
    """The period of an amount in words. Staff is never each year, and people are counted once."""
    if kind is FactKind.FTE or each is None:
        return when
    if each is Each.YEAR:
        return f"{PER_YEAR}, {when}"
    return f"{IN_ALL}, {when}" if kind in (FactKind.MONEY, FactKind.TOTAL) else when


def check_each(kind: FactKind, each: Each | None) -> None:
    """Money and people are of a year or of the whole time; which is never guessed. Raises Refused.

    At each.
    """
    if kind is not FactKind.FTE and each is None:
        raise Refused(NO_EACH, field="each")


def apart(period: str) -> tuple[Each | None, str]:
    """Each year or not, and when, of a period that was offered: what is not said is not filled."""
    if period == PER_YEAR:
        return Each.YEAR, ""
    when = period.removeprefix(f"{PER_YEAR}, ")
    return (Each.YEAR if when != period else None), when
