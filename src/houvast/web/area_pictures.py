"""The pictures of the pages as drawings of their own, for paper: without a style sheet."""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from houvast.web.area_rows import Point
from houvast.web.relation_rows import WIDE, Row

INK, SOFT, FONT = "#0f4c5c", "#6b7280", "Libertinus Serif, serif"
HIGH, BESIDE = 26, 150
"""Of a line in the picture of four ways, and where its words end and its interval begins."""


def _svg(width: int, height: int, parts: Iterable[str]) -> str:
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{inside}</svg>'
    )


def _text(x: int, y: int, words: str, size: int, anchor: str = "start") -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}" fill="{SOFT}"'
        f' text-anchor="{anchor}">{escape(words)}</text>'
    )


def years(points: Sequence[Point], line: str, width: int, height: int) -> str:
    """A figure over the years, with its interval; a line only where the boundary holds."""
    parts = []
    if line:
        parts.append(f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="2"/>')
    for one in points:
        parts.append(f'<path d="M{one.x} {one.low_y}V{one.high_y}" stroke="{INK}"/>')
        parts.append(f'<circle cx="{one.x}" cy="{one.y}" r="4" fill="{INK}"/>')
        parts.append(_text(one.x, height - 2, str(one.year), 11, "middle"))
    room = max(width, 420)
    return _svg(room, height, parts)


def ways(rows: Sequence[Row]) -> str:
    """Four ways of counting under each other, on one scale; the dashed line is no difference."""
    given = [one for one in rows if not one.why]
    height = HIGH * len(given) + 4
    one_x = BESIDE + given[0].one_x
    parts = [f'<path d="M{one_x} 0V{height}" stroke="{SOFT}" stroke-dasharray="3 3"/>']
    for at, one in enumerate(given):
        y = HIGH * at + HIGH // 2 + 2
        low, high, x = (BESIDE + part for part in (one.low_x, one.high_x, one.x))
        parts.append(_text(0, y + 3, one.way, 8))
        parts.append(f'<path d="M{low} {y}H{high}" stroke="{INK}" stroke-width="2.5"/>')
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="{INK}"/>')
    return _svg(BESIDE + WIDE, height, parts)
