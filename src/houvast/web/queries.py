"""What the address of a list asks: nothing in it can be wrong, only absent."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import QueryDict

E = TypeVar("E", bound=StrEnum)
LONGEST = 100
"""Characters of a search that are looked at."""


def choice(query: QueryDict, name: str, kind: type[E]) -> E | None:
    """A value of an enumeration, or None."""
    asked = query.get(name, "")
    return kind(asked) if asked in frozenset(kind) else None


def choices(query: QueryDict, name: str, kind: type[E]) -> list[E]:
    """The values of an enumeration that were chosen; what is not of it is passed over."""
    known = frozenset(kind)
    return [kind(one) for one in query.getlist(name) if one in known]


def words(query: QueryDict, name: str) -> str:
    """What is searched for."""
    return query.get(name, "")[:LONGEST].replace("\x00", "").strip()


def key(query: QueryDict, name: str) -> UUID | None:
    """An id, or None."""
    try:
        return UUID(query.get(name, ""))
    except ValueError:
        return None


def number(query: QueryDict, name: str) -> int:
    """A page, the first when it is no number."""
    asked = query.get(name, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def same_but(query: QueryDict, *names: str) -> str:
    """The query again without these, ready to add one: empty, or ending in '&'."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    for name in list(kept):
        if not kept[name]:
            del kept[name]
    return f"{kept.urlencode()}&" if kept else ""
