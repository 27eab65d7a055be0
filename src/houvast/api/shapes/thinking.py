"""Stop and think: what a request keeps in its texts as they were written (T-11)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.utils.translation import gettext
from pydantic_core import PydanticCustomError

from houvast.sharing.rules.free_text import KEPT, asked_about, found_in

KEPT_AS_WRITTEN = "Kept-As-Written"
"""The header with the signs that somebody thought over and keeps."""


@dataclass(slots=True)
class Keeps:
    """What one request keeps: the signs it names, and the verbs for those that were there."""

    signs: frozenset[str] = frozenset()
    choices: list[str] = field(default_factory=list)


_keeps: ContextVar[Keeps] = ContextVar("_keeps")


@contextmanager
def keeping(header: str) -> Iterator[None]:
    """Read the texts in the block with what the header of its request says."""
    token = _keeps.set(Keeps(frozenset(re.findall(r"\w+", header))))
    try:
        yield
    finally:
        _keeps.reset(token)


def choices() -> list[str]:
    """The verbs for what this request keeps as it was written."""
    return _keeps.get(Keeps()).choices


def thought_over(text: str) -> str:
    """A text as it is, when who sends it kept what there is to think about in it."""
    found = found_in(text)
    keeps = _keeps.get(Keeps())
    if not {one.sign.value for one in found} <= keeps.signs:
        header = f"{KEPT_AS_WRITTEN}: {', '.join(one.sign.value for one in found)}"
        words = f"{asked_about(found, gettext)} ({header})"
        raise PydanticCustomError("think", "{words}", {"words": words})
    keeps.choices += [KEPT[one.sign] for one in found]
    return text
