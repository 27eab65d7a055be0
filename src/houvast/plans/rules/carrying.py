"""Which passage of a next version is the same text as one that somebody decided about."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from houvast.plans.rules.facts import WORDS

K = TypeVar("K")
SAME = 0.9
"""From how alike two texts are the same; what is less alike is looked at again."""
WORD = re.compile(r"\w+")
COUNTED = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:één|{WORDS}|miljoen|ton|duizend)\b")


def same_text(quote: str, pieces: Mapping[K, str]) -> K | None:
    """The piece that is the most like a quote, the first of equals; None when none is the same.

    With another amount, number or year it says something else, however much of it is alike.
    """
    plain = _plain(quote)
    if not plain:
        return None
    words, best, found = set(WORD.findall(plain)), SAME, None
    counted = COUNTED.findall(plain)
    for key, text in pieces.items():
        other = _plain(text)
        if other == plain:
            return key
        if counted != COUNTED.findall(other):
            continue
        if not _may_be(words, set(WORD.findall(other)), len(plain), len(other)):
            continue
        alike = SequenceMatcher(None, plain, other, autojunk=False).ratio()
        if alike > best or (alike == best and found is None):
            best, found = alike, key
    return found


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _may_be(words: set[str], others: set[str], length: int, other: int) -> bool:
    """Whether comparing letter by letter can say yes: that takes long."""
    if 2 * min(length, other) < SAME * (length + other):
        return False
    return 2 * len(words & others) >= len(words | others)
