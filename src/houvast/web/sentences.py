"""Sentences that a list says many times over, made once for each language.

They are made of codes, numbers and days; nothing of a person is in them.
"""

from collections import defaultdict
from typing import Any

from django.utils.translation import get_language, gettext

MOST = 4_096
"""So many are kept for each language; then they are made anew."""


class Sentences(dict[tuple[Any, ...], str]):
    """By the function that says it and what it is given: `sentences()[_minutes, 12]`."""

    def __missing__(self, asked: tuple[Any, ...]) -> str:
        say, *given = asked
        if len(self) >= MOST:
            self.clear()
        text: str = say(*given)
        self[asked] = text
        return text


_kept: defaultdict[str | None, Sentences] = defaultdict(Sentences)


def sentences() -> Sentences:
    """Those of the language that is spoken now."""
    return _kept[get_language()]


def said(words: str) -> str:
    """`gettext` for sentences that stand on every row of a list."""
    return sentences()[gettext, words]
