"""A map of a municipality on its own: as a drawing in one file, and for a program."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from houvast.areas.reads.overview import OverviewPage
from houvast.areas.rules.wording import ABOUT_AREAS, ONE_YEAR, Evidence
from houvast.web.area_papers import figure_record, source
from houvast.web.area_rows import Drawn, drawn_of, legend_of, rows_of

COLOURS = ("#e3eef0", "#b7d3d8", "#7fb0b9", "#3f8391", "#0f4c5c")
"""Five steps of one colour, which differ in light alone; the same as on the screen."""
LINE, SMALL, MIDDLE = 20, 12, 2


def drawing(page: OverviewPage) -> str | None:
    """The map as SVG, with its classes, its source and what it does not say. None without shapes.

    What has no figure is hatched, and never the lowest class (rule A-18).
    """
    rows = rows_of(page.figures, page.choice)
    found = drawn_of(page.map, rows, page.cuts)
    if found is None or page.town is None:
        return None
    width, height = found.width, found.height
    parts = ['<g transform="scale(.25)">', *_areas(found.areas), "</g>"]
    words = list(_words(page, page.town.name))
    tall = height + LINE * (len(words) + 1)
    texts = [
        f'<text x="8" y="{height + LINE * at}" font-size="{SMALL}">{escape(one)}</text>'
        for at, one in enumerate(words, start=1)
    ]
    keys = "".join([*parts, *texts])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" role="img"'
        f' font-family="sans-serif"><title>{escape(page.town.name)}</title><defs><pattern id="no"'
        ' width="24" height="24" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V24" stroke="#6b7280" stroke-width="4"/></pattern></defs>{keys}</svg>\n'
    )


def _areas(areas: Iterable[Drawn]) -> Iterator[str]:
    for one in areas:
        fill = (
            "url(#no)" if one.row.why else COLOURS[MIDDLE if one.kind == "known" else one.row.step]
        )
        lighter = ' fill-opacity=".55"' if one.row.unsure and not one.row.why else ""
        said = one.row.why or f"{one.row.value} ({one.row.low} - {one.row.high})"
        yield (
            f'<path d="{one.path}" fill="{fill}"{lighter} fill-rule="evenodd" stroke="#fff"'
            f' stroke-width="4">'
            f"<title>{escape(f'{one.row.name}: {said}')}</title></path>"
        )


def _words(page: OverviewPage, name: str) -> Iterator[str]:
    yield f"{name}, {page.year}. {page.choice.words}"
    yield " · ".join(words for _kind, words in legend_of(page.cuts))
    yield ABOUT_AREAS.in_dutch()
    yield f"{ONE_YEAR.in_dutch()} {'; '.join(map(source, page.credits))}"


def map_record(page: OverviewPage) -> dict[str, Any]:
    """As another program reads it: each area by name with its interval, its class or why not."""
    town = page.town
    return {
        "municipality": None if town is None else {"code": town.code, "name": town.name},
        "level": page.level,
        "year": page.year,
        "indicator": page.choice.id,
        "per": page.choice.per,
        "classes": list(page.cuts),
        "whole": page.figures.whole,
        "areas": [
            {"code": one.code, "name": one.name, "people": one.people}
            | figure_record(one, page.choice)
            | {"class": None if one.why else one.step}
            for one in page.figures.lines
        ],
        "approximate": page.approximate,
        "sources": [source(one) for one in page.credits],
        "evidence": Evidence.CONTEXT.value,
        "sentences": [ABOUT_AREAS.in_dutch(), ONE_YEAR.in_dutch()],
    }
