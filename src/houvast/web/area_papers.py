"""An area as a page of paper, as a text to go on with, and as a table for who computes on."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houvast.areas.reads.one_area import AreaPage
from houvast.areas.reads.overview import Credit, OverviewPage
from houvast.areas.rules.citing import base, error
from houvast.areas.rules.indicators import INDICATORS, Place
from houvast.areas.rules.shown import CHOICES, Choice, Line
from houvast.areas.rules.wording import ABOUT_AREAS, ONE_YEAR, Evidence
from houvast.paper.printing import Paper, Part, Picture, Table
from houvast.sheets.values import Value
from houvast.web.area_pictures import years
from houvast.web.area_rows import facts_of, grouped, rows_by_name, trend_of, usual_of
from houvast.web.area_words import kind_of, said

HEAD = (
    "gebied", "code", "gemeente", "cijfer", "id", "waarde", "laag", "hoog", "standaardfout", "per",
    "noemer", "status", "geteld waar", "jaar", "grenzen", "bron", "bewijs", "lees dit",
)  # fmt: skip
"""Of the table, for programs: not translated."""


def profile(page: AreaPage, made_at: datetime, who: str) -> Paper:
    """What is known of an area, on paper, with how it was counted."""
    at = localtime(made_at)
    parts = [*_top(page), *_facts(page), *_trend(page), *_likes(page), *_unknown(), *_method(page)]
    foot = f"{page.name}, {page.town} · {at:%d-%m-%Y %H:%M} · {who}"
    return Paper(f"{page.name}, {page.town}", get_language() or "nl", parts, foot, at)


def _top(page: AreaPage) -> Iterator[Part]:
    yield Part("title", (f"{page.name}, {page.town}",))
    lines = _("{kind} {code}, grenzen en cijfers van {year}.").format(
        kind=kind_of(page.level), code=page.code, year=page.year
    )
    if page.people is not None:
        lines += " " + _("{number} inwoners.").format(number=grouped(page.people))
    yield Part("text", (lines,))
    yield Part("text", (f"{said(ABOUT_AREAS)} {said(ONE_YEAR)}",))


def _facts(page: AreaPage) -> Iterator[Part | Table]:
    yield Part("heading", (_("Wat bekend is"),))
    rows = []
    for fact, row, town, country in facts_of(page):
        if row.why:
            rows.append((_(fact.choice.words), str(row.why), "", town, country))
            continue
        between = _("{low} tot {high}").format(low=row.low, high=row.high)
        clear = _("Verschil is duidelijk") if row.apart else _("Kan toeval zijn")
        rows.append((_(fact.choice.words), row.value, f"{between}. {clear}.", town, country))
    head = (_("Cijfer"), _("Hier"), _("Hoe ver toeval reikt"), page.town, _("Alle gebieden"))
    yield Table(head, tuple(rows))
    minded = {_(one.choice.indicator.mind) for one in page.facts if one.choice.indicator.mind}
    yield Part("text", tuple(sorted(minded)))


def _trend(page: AreaPage) -> Iterator[Part | Table | Picture]:
    trend = trend_of(page)
    yield Part("heading", (_("Geregistreerde misdrijven (pleegplaats) per 1.000 inwoners"),))
    if trend is None:
        yield Part("text", (_("Hiervan is minder dan twee jaar bekend."),))
        return
    yield Picture(
        years(trend.points, trend.line, trend.width, trend.height),
        ", ".join(f"{one.year}: {one.value}" for one in trend.points),
    )
    between = _("{low} tot {high}")
    rows = tuple(
        (str(one.year), one.value, between.format(low=one.low, high=one.high))
        for one in trend.points
    )
    yield Table((_("Jaar"), _("Van de 1.000"), _("Hoe ver toeval reikt")), rows)
    if usual := usual_of(page):
        yield Part("text", (usual,))
    words = _("Steeds gedeeld door de inwoners van {year}.").format(year=page.year)
    if not page.stable:
        words += " " + _(
            "De grens van dit gebied is veranderd: daarom staat er geen lijn tussen de jaren."
        )
    yield Part("text", (words,))


def _likes(page: AreaPage) -> Iterator[Part | Table]:
    yield Part("heading", (_("Vergelijkbare gebieden"),))
    if not page.likes:
        yield Part("text", (_("Er zijn geen gebieden bekend die hierop lijken."),))
        return
    rows = tuple((f"{one.name}, {one.town}", grouped(one.people)) for one in page.likes)
    yield Table((_("Gebied"), _("Inwoners")), rows)
    why = _(
        "Even stedelijk, en het dichtst bij in inwoners, jongeren en ouderen."
        " Niet gekozen op misdrijven of inkomen."
    )
    yield Part("text", (why,))


def _unknown() -> Iterator[Part]:
    yield Part("heading", (_("Wat we niet weten"),))
    lines = (
        _("Waarom het zo is. Cijfers van één jaar zeggen dat niet."),
        _("Hoeveel jongeren hier geen werk hebben: dat cijfer bestaat niet per wijk."),
        _("Of werk hier helpt tegen misdrijven. Daarvoor is een vergelijking over jaren nodig."),
    )
    yield Part("items", lines)


def _method(page: AreaPage) -> Iterator[Part]:
    yield Part("heading", (_("Hoe is gerekend"),))
    lines = [
        _("De twee getallen bij een cijfer zijn hoe ver toeval reikt: 95 procent."),
        _("Bij aandelen met de grenzen van Wilson, bij aantallen met die van Poisson (Garwood)."),
        _(
            "Huishoudens: 2,1 mensen per huishouden. Mensen van 15 tot 75: drie van de vier."
            " Die twee getallen zijn van Houvast."
        ),
        _("Een verschil heet duidelijk als het dat ook is met alle gebieden tegelijk (5 procent)."),
        _("Onder 100 inwoners staat er geen cijfer. Wat niet gegeven is, is nooit 0."),
        _("Context: een officieel cijfer over een gebied."),
    ]
    yield Part("items", tuple(lines))
    yield Part("heading", (_("Bronnen"),))
    yield Part("items", tuple(map(source, page.credits)))


def source(one: Credit) -> str:
    """Where figures come from, with what they may be used for."""
    return f"{one.publisher}, {one.title}, {one.year} ({one.licence})"


def table(page: AreaPage) -> tuple[Sequence[str], list[list[Value]]]:
    """Each figure with its error and of how many it is, and each year of offences."""
    sources = "; ".join(map(source, page.credits))
    last = [f"{Evidence.CONTEXT.value}", ABOUT_AREAS.in_dutch()]
    rows: list[list[Value]] = []
    for fact, row, _town, _country in facts_of(page):
        choice, line = fact.choice, fact.line
        numbers: list[Value] = [None, None, None, None]
        if not row.why:
            each = (line.value, line.low, line.high, error(line, choice))
            numbers = [Decimal(str(round(one, 4))) for one in each]
        rows.append(
            [*_where(page), INDICATORS[choice.id].called, choice.id, *numbers, Decimal(choice.per),
             Decimal(base(line, choice)), str(row.why) or "getoond", _counted(choice.id),
             str(page.year), str(page.year), sources, *last]
        )  # fmt: skip
    offences = CHOICES["offences_total"]
    for one in page.trend:
        given = [] if one.value is None else [one.value, one.low, one.high]
        numbers = [Decimal(str(round(part, 4))) for part in given] or [None, None, None]
        rows.append(
            [*_where(page), offences.indicator.called, offences.id, *numbers, None,
             Decimal(offences.per), Decimal(page.people or 0),
             "getoond" if given else "niet gepubliceerd", _counted(offences.id), str(one.year),
             str(page.year), sources, *last]
        )  # fmt: skip
    return HEAD, rows


def overview_table(page: OverviewPage) -> tuple[Sequence[str], list[list[Value]]]:
    """One figure of each area of a municipality, with its error, its base, or why it is hidden."""
    sources, choice = "; ".join(map(source, page.credits)), page.choice
    town = page.town.name if page.town else ""
    rows: list[list[Value]] = []
    for one, row in zip(page.figures.lines, rows_by_name(page.figures, choice), strict=True):
        numbers: list[Value] = [None, None, None, None]
        if not one.why:
            each = (one.value, one.low, one.high, error(one, choice))
            numbers = [Decimal(str(round(part, 4))) for part in each]
        rows.append(
            [one.name, one.code, town, INDICATORS[choice.id].called, choice.id, *numbers,
             Decimal(choice.per), Decimal(base(one, choice)), str(row.why) or "getoond",
             _counted(choice.id), str(page.year), str(page.year), sources,
             Evidence.CONTEXT.value, ABOUT_AREAS.in_dutch()]
        )  # fmt: skip
    return HEAD, rows


def _where(page: AreaPage) -> list[Value]:
    return [page.name, page.code, page.town]


def _counted(id: str) -> str:
    return "pleegplaats" if INDICATORS[id].place is Place.HAPPENED else "woonplaats"


def figure_record(line: Line, choice: Choice) -> dict[str, Any]:
    """A figure as another program reads it: never without its interval (rule A-02)."""
    if line.why:
        return {"value": None, "lo": None, "hi": None, "se": None, "n": None, "status": line.why}
    return {
        "value": round(line.value, 4), "lo": round(line.low, 4), "hi": round(line.high, 4),
        "se": round(error(line, choice), 4), "n": base(line, choice), "status": "ok",
    }  # fmt: skip


def record(page: AreaPage) -> dict[str, Any]:
    """The page as another program reads it."""
    return {
        "code": page.code, "name": page.name, "level": page.level, "year": page.year,
        "municipality": {"code": page.town_code, "name": page.town},
        "people": page.people, "boundary_stable": page.stable,
        "facts": [
            {"indicator": one.choice.id, "per": one.choice.per, "place": _counted(one.choice.id)}
            | figure_record(one.line, one.choice)
            | {"differs": one.line.apart, "municipality": one.town, "country": one.country}
            for one in page.facts
        ],
        "trend": [
            {"year": one.year, "value": one.value}
            | ({} if one.value is None else {"lo": one.low, "hi": one.high})
            for one in page.trend
        ],
        "among_peers": page.among and {
            "place": page.among.place, "n": page.among.n, "usual": page.among.usual,
            "lo": page.among.low, "hi": page.among.high,
        },
        "peers": [{"code": one.code, "name": one.name, "town": one.town} for one in page.likes],
        "sources": [source(one) for one in page.credits],
        "evidence": Evidence.CONTEXT.value,
        "sentences": [ABOUT_AREAS.in_dutch(), ONE_YEAR.in_dutch()],
    }  # fmt: skip
