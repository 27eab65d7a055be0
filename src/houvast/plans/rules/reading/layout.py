"""Where text stands on a page: columns, rows of a table, and the order in which one reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

BETWEEN = " | "
FEWEST_LINES, FULL, CROSSING = 6, 0.55, 0.15
"""A column has so many lines, most fill this share of it, and few lines cross the gap."""
MIDDLE = (0.3, 0.7)
SAME, STRAIGHT = 0.4, 2.0
FAR, SMALL = 1.6, 3
"""Between cells, in sizes of the letters; and the letters of a number or a bullet before a text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on a page; sizes are points, and higher is further up."""

    text: str
    left: float
    right: float
    low: float
    high: float
    size: float
    is_bold: bool = False
    is_row: bool = False
    height: float = 0.0
    """How high it stands on its page: 0 is the foot, 1 the top."""
    column: int = 0


def in_reading_order(pieces: Sequence[Line], width: float, height: float) -> list[Line]:
    """The lines of a page from the top, the left column before the right one."""
    tall = max(height, 1.0)
    placed = [replace(one, height=(one.low + one.high) / 2 / tall) for one in pieces]
    gap = _gap(placed, width)
    if gap is None:
        return _rows(placed)
    done: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for one in sorted(placed, key=lambda each: -each.height):
        if one.left < gap < one.right:
            done += [*_rows(left), *_rows(right), one]
            left, right = [], []
        elif one.right <= gap:
            left.append(replace(one, column=1))
        else:
            right.append(replace(one, column=2))
    return [*done, *_rows(left), *_rows(right)]


def _gap(pieces: Sequence[Line], width: float) -> float | None:
    """Where the page is split in two columns of prose; None for one column, or a table."""
    first, last = MIDDLE[0] * width, MIDDLE[1] * width
    edges = sorted({one.left - 1 for one in pieces if first < one.left < last})
    best: tuple[int, float] | None = None
    for edge in edges:
        crossing = sum(1 for one in pieces if one.left < edge < one.right)
        if crossing <= CROSSING * len(pieces) and (best is None or crossing < best[0]):
            best = (crossing, edge)
    if best is None:
        return None
    sides = (
        [one for one in pieces if one.right <= best[1]],
        [one for one in pieces if one.left >= best[1]],
    )
    return best[1] if all(_is_prose(side) for side in sides) else None


def _is_prose(side: Sequence[Line]) -> bool:
    """Whether these lines fill a column: cells of a table do not."""
    if len(side) < FEWEST_LINES:
        return False
    wide = max(one.right for one in side) - min(one.left for one in side)
    full = sum(1 for one in side if one.right - one.left >= FULL * wide)
    return full >= len(side) / 2


def _rows(pieces: Sequence[Line]) -> list[Line]:
    """Pieces on the same line are one row, from left to right."""
    lines: list[list[Line]] = []
    for one in sorted(pieces, key=lambda each: (-each.low, each.left)):
        if lines and _beside(lines[-1], one):
            lines[-1].append(one)
        else:
            lines.append([one])
    sorted_ = [sorted(line, key=lambda each: each.left) for line in lines]
    return [
        _joined(line, _aligned(line, [*sorted_[max(0, at - 1) : at], *sorted_[at + 1 : at + 2]]))
        for at, line in enumerate(sorted_)
    ]


def _aligned(line: Sequence[Line], near: Sequence[Sequence[Line]]) -> bool:
    """Whether a piece within the line begins right below or above one of the next: a table."""
    starts = [one.left for other in near for one in other[1:]]
    return any(abs(one.left - start) < STRAIGHT for one in line[1:] for start in starts)


def _beside(line: Sequence[Line], one: Line) -> bool:
    near = abs(line[0].low - one.low) <= SAME * max(line[0].size, one.size)
    return near and all(one.left >= each.right - 1 or one.right <= each.left + 1 for each in line)


def _joined(line: Sequence[Line], is_aligned: bool) -> Line:
    first = line[0]
    if len(line) == 1:
        return first
    far = any(after.left - before.right > FAR * before.size for before, after in pairwise(line))
    is_row = (far or is_aligned) and len(first.text) > SMALL
    return replace(
        first,
        text=(BETWEEN if is_row else " ").join(one.text for one in line),
        right=line[-1].right,
        low=min(one.low for one in line),
        high=max(one.high for one in line),
        is_row=is_row,
    )
