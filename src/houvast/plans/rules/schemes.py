"""For which scheme a plan was written: a closed list, as data (rule PL-04: no order of plans)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from houvast.errors import Refused, gettext_noop

CODE = "^[A-Z][A-Z0-9_]{1,19}$"
"""How a code is written; which there are, is data."""
UNKNOWN = gettext_noop("Kies een programma uit de lijst.")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A programme or a part of one, as its source names it."""

    code: str
    name: str
    url: str


@cache
def schemes() -> tuple[Scheme, ...]:
    """All there are, the oldest first; what is none of those comes last."""
    path = files("houvast.plans").joinpath("schemes.toml")
    kept = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(Scheme(**one) for one in kept["schemes"])


def scheme_of(code: str) -> Scheme:
    """The one with this code. Raises Refused at scheme."""
    found = next((one for one in schemes() if one.code == code), None)
    if found is None:
        raise Refused(UNKNOWN, field="scheme")
    return found


def scheme_named(code: str) -> str:
    """Its name; empty where nobody said which."""
    return scheme_of(code).name if code else ""
