"""A page of paper: plain parts in, a tagged PDF out (PDF/UA-1). It knows no young person.

What is printed is given to the typesetter as data, never as its own language: a name full of signs
stays a name. Its fonts come with it, so a bare machine prints the same page.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import typst

PAGE = files(__package__).joinpath("page.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Part:
    """A title, a heading, a paragraph or a list: `kind` is title, heading, text or items."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its first row says what is in the columns, the first column what is in the rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG, and what it says for who cannot see it."""

    svg: str
    said: str
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: its title and language, its parts, and the line at the foot of each page."""

    title: str
    language: str
    parts: Sequence[Part | Table | Picture]
    foot: str
    made_at: datetime


UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no text may hold that is read as XML."""
UNSHOWN = re.compile(
    r"[^ -~\u00a0-\u024f\u0300-\u036f\u0370-\u04ff\u1e00-\u1eff\u2010-\u203a\u20ac]"
)
"""What no font here is sure to have: pictures in a name, and scripts of far away."""


def printed(paper: Paper) -> bytes:
    """The paper as a PDF: marked up for who listens to it, with its language and title.

    A sign that no font has stops the typesetter, as it should. Then it is left out.
    """
    what = asdict(paper) | {"made_at": [*paper.made_at.timetuple()[:6]]}
    try:
        return _set(json.dumps(what))
    except typst.TypstError:
        return _set(json.dumps(_shown(what)))


def _shown(what: Any) -> Any:
    """The same, without the signs that no font has."""
    match what:
        case str():
            return UNSHOWN.sub("", what)
        case dict():
            return {key: _shown(value) for key, value in what.items()}
        case list() | tuple():
            return [_shown(one) for one in what]
    return what


def _set(what: str) -> bytes:
    done: bytes = typst.compile(
        PAGE,
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"paper": what},
    )
    return done
