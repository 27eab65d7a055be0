"""What reads like an amount, a number of people, a date, an age or a place."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

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


class FactKind(StrEnum):
    """What a person may accept as a fact: euros, fte, or a number of young people."""

    MONEY = "money"
    FTE = "fte"
    NUMBER = "number"


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


def offered(text: str) -> list[Offered]:
    """Amounts, fte and numbers in a text, each once; a period only where one stands there."""
    period = next((text[first:last] for first, last in spans("period", text)), "")
    if not period:
        period = next((text[first:last] for first, last in spans("date", text)), "")
    if YEARLY.search(text):
        period = f"per jaar, {period}" if period else "per jaar"
    found: dict[Decimal, Offered] = {}
    for kind in FactKind:
        for first, last in spans(kind, text):
            times = BY.match(text, last)
            said = text[first : times.end() if times else last].strip()
            amount = amount_of(said)
            if amount:  # money and fte go before: their digits are no number of young people
                found.setdefault(amount, Offered(kind, said, amount, period))
    return list(found.values())


def amount_of(said: str) -> Decimal:
    """The amount that is said in digits; 0 where there are none, or too many."""
    digits = re.search(r"\d[\d.,]*", said)
    if digits is None:
        return Decimal(0)
    plain = digits[0].rstrip(".,")
    thousands = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain)
    plain = plain.replace(".", "") if thousands else plain
    try:
        amount = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return Decimal(0)
    times = next((by for name, by in TIMES.items() if re.search(rf"\b{name}", said, re.I)), 1)
    amount = (amount * times).quantize(Decimal("0.01"))
    return amount if amount < Decimal(10) ** 12 else Decimal(0)
