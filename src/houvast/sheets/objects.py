"""Read a JSON file that somebody brings: a list of objects, and nothing of it is trusted.

JSON nests, so it can hold more than a table does; an importer makes a `Sheet` of what it knows.
"""

import json
import math
import re
from collections import Counter
from typing import Any

from houvast.errors import Refused
from houvast.sheets.sentences import (
    EMPTY,
    JSON_BROKEN,
    JSON_DEEP,
    JSON_ENCODING,
    JSON_NO_LIST,
    JSON_NUMBER,
    JSON_SIGN,
    JSON_TWICE,
    TOO_BIG,
    TOO_MUCH,
)
from houvast.sheets.values import MEBIBYTE, Limits

BEGINS = re.compile(rb"\s*(?:\{\s*(?:\"|\})|\[\s*(?:[\[{\"\]]|-?[0-9]|true|false|null))")
"""How JSON begins. A header between square brackets does not."""
MARK = b"\xef\xbb\xbf"
DEEPEST = 16
MOST_OBJECTS = 1_000_000
LOST = re.compile("[\x00\ud800-\udfff]")
"""NUL and half letters: no database keeps them."""


def looks_like_json(content: bytes) -> bool:
    """Whether these bytes begin as JSON does, whatever the file is called."""
    return bool(BEGINS.match(content.removeprefix(MARK)[:1024]))


def read_json(content: bytes, limits: Limits) -> Any:
    """What a JSON file holds. Raises Refused (field "file") for what cannot be trusted.

    The same name twice in one object, numbers that are none, more than sixteen levels, and letters
    that no database keeps are refused; a mark of UTF-8 in front is let be.
    """
    if not content.strip():
        raise Refused(EMPTY, field="file")
    if len(content) > limits.size:
        raise Refused(TOO_BIG, field="file", most=limits.size // MEBIBYTE)
    try:
        text = content.removeprefix(MARK).decode()
    except UnicodeDecodeError:
        raise Refused(JSON_ENCODING, field="file") from None
    try:
        found = json.loads(
            text, object_pairs_hook=_Objects().one, parse_constant=_no_number, parse_float=_finite
        )
    except RecursionError:
        raise Refused(JSON_DEEP, field="file") from None
    except json.JSONDecodeError as error:
        raise Refused(JSON_BROKEN, field="file", line=error.lineno) from None
    except ValueError:
        raise Refused(JSON_NUMBER, field="file") from None
    _check(found)
    return found


def objects_in(found: Any) -> list[dict[str, Any]]:
    """The objects of a list, or the one object as a list. Raises Refused for anything else."""
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(one, dict) for one in rows):
        raise Refused(JSON_NO_LIST, field="file")
    return rows


class _Objects:
    """Makes the objects of a file, each name once, and counts them."""

    def __init__(self) -> None:
        self.many = 0

    def one(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self.many += 1
        if self.many > MOST_OBJECTS:
            raise Refused(TOO_MUCH, field="file")
        made = dict(pairs)
        if len(made) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            twice = LOST.sub("", counts.most_common(1)[0][0])
            raise Refused(JSON_TWICE, field="file", name=twice[:60])
        return made


def _no_number(name: str) -> None:
    raise Refused(JSON_NUMBER, field="file")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused(JSON_NUMBER, field="file")
    return number


def _check(found: Any) -> None:
    """No level too deep, and no letter that is lost; level by level, without recursion."""
    level = [found]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below.extend(one)
                below.extend(one.values())
            elif isinstance(one, list):
                below.extend(one)
            elif isinstance(one, str) and LOST.search(one):
                raise Refused(JSON_SIGN, field="file")
        if not below:
            return
        level = below
    raise Refused(JSON_DEEP, field="file")
