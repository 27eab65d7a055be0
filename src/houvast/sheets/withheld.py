"""Columns that we may not have. Nothing of them is kept; at most their header is named."""

import re
from collections.abc import Collection, Iterator

from houvast.errors import Refused
from houvast.sheets.sentences import CITIZEN_NUMBER
from houvast.sheets.values import Row, Sheet, Value, as_text, plain

PARTS = (
    "nationalit|herkomst|afkomst|geboorteland|etnisch|etnicit|ethnic|migratieachtergrond|religie"
    "|religion|geloof|godsdienst|politi|geslacht(?!snaam)|gender|seksue|geaardheid|diagnos|stoornis"
    "|disorder|gezondheid|medicatie|medisch|verslaving|middelengebruik|schuld|uitkering|debt"
    "|justitie|delict|strafblad|strafrecht|antecedent|verdacht|suspect|offence|offender|criminal"
    "|crimine|detentie|reclassering|veroordel|dreiging|risico|voorspel|predict|prioriteit|priority"
    "|urgentie|urgency|severity|likelihood|probability|score|profiel|profile|doelwit|birth country"
    "|social media|instagram|snapchat|tiktok|facebook"
)
"""Parts of a header, without accents (trust T-79 and T-80)."""
WORDS = (
    "kans kansen rang ras rank risk chance threat danger gevaar target origin dader friend friends"
    " network netwerk vriend vrienden vog lvb iq"
)
"""Whole words: as a part of another word they mean something else."""

FORBIDDEN = re.compile(rf"{PARTS}|\b(?:{WORDS.replace(' ', '|')})\b")
CITIZEN = re.compile(r"\b(bsn|burgerservicenummer|burger service nummer|sofi|sofinummer)\b")
TELEPHONE = re.compile(r"tel|mobiel|gsm|\b06\b|phone|bel")
NINE = re.compile(r"(?<![\d+])(\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?!\d)")
MADE_UP = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b")
"""A key that a computer drew (UUID), as in the addresses of ESCO: nine digits in it are chance."""
MOBILE = re.compile(r"6\d{8}")


def may_not_have(header: str, fine: Collection[str] = ()) -> bool:
    """Whether a column with this header is left unread; `fine` words are about no person here."""
    said = " ".join(word for word in plain(header).split() if word not in fine)
    return bool(FORBIDDEN.search(said))


def check_citizen_numbers(sheet: Sheet) -> None:
    """Refuse a table with a burgerservicenummer anywhere. Raises Refused with the first cell."""
    for _, cell in citizen_numbers(sheet):
        raise Refused(CITIZEN_NUMBER, field="file", cell=cell)


def citizen_numbers(sheet: Sheet) -> Iterator[tuple[Row, str]]:
    """Every cell that holds a burgerservicenummer, as its row and its name."""
    for at, header in enumerate(sheet.headers):
        telephone = bool(TELEPHONE.search(plain(header)))
        named = bool(CITIZEN.search(plain(header)))
        for row in sheet.rows:
            value = row.values[at]
            if value is not None and (named or _has_one(value, telephone=telephone)):
                yield row, sheet.name(row.number, at)


def _has_one(value: Value, *, telephone: bool) -> bool:
    """Nine digits that pass the eleven test. A mobile number that lost its 0 is none."""
    for found in NINE.findall(MADE_UP.sub(" ", as_text(value))):
        digits = re.sub(r"\D", "", found)
        if telephone and MOBILE.fullmatch(digits):
            continue
        if passes_eleven_test(digits):
            return True
    return False


def passes_eleven_test(digits: str) -> bool:
    """The eleven test of the burgerservicenummer: weights 9 to 2, and -1 for the last digit."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""
