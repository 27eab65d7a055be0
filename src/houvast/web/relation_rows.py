"""An answer about areas as the page draws it: percentages in words, and places in a picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from houvast.areas.rules.answers import Counted, Held, Told
from houvast.areas.rules.indicators import INDICATORS, VISITORS
from houvast.areas.rules.relations import Verdict, Way
from houvast.areas.rules.wording import WAYS, between, changed
from houvast.web.area_words import fault, left_out, said

WIDE, EDGE = 240, 8
ALIKE = 0.05
"""From here what neighbours have in common makes intervals too narrow."""
Place = Callable[[float], int]


@dataclass(frozen=True, slots=True)
class Row:
    """One way of counting: in words, and where it stands in the picture. `why` when it is not."""

    way: str
    about: str
    why: str = ""
    value: str = ""
    between: str = ""
    x: int = 0
    low_x: int = 0
    high_x: int = 0
    one_x: int = 0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One figure that was held against the outcome."""

    called: str
    mind: str
    sentence: str
    rows: tuple[Row, ...]


def abouts() -> dict[Way, str]:
    """What each way of counting takes along."""
    return {
        Way.ALONE: _("zonder iets anders mee te tellen"),
        Way.ADJUSTED: _("ook de andere cijfers, leeftijd en stedelijkheid"),
        Way.WITHIN: _("dezelfde, maar alleen gebieden van één gemeente naast elkaar"),
        Way.OTHER_INCOME: _("met een cijfer over inkomen dat niet is gekozen"),
    }


def cards_of(told: Told) -> list[Card]:
    """A card for each figure, with all four ways on one scale."""
    every = [one for held in told.held for one in held.ways]
    least = min([0.9, *(one.low for one in every)])
    most = max([1.1, *(one.high for one in every)])

    def place(ratio: float) -> int:
        return round(EDGE + (WIDE - 2 * EDGE) * log(ratio / least) / log(most / least))

    return [_card(held, place) for held in told.held]


def _card(held: Held, place: Place) -> Card:
    indicator = INDICATORS[held.determinant]
    by_way = {one.way: one for one in held.ways}
    rows = tuple(
        _row(way, by_way[way], place) if way in by_way else _without(way, indicator.income)
        for way in Way
    )
    return Card(
        str(capfirst(_(indicator.called))),
        _(indicator.mind) if indicator.mind else "",
        said(held.sentence),
        rows if held.ways and held.verdict != Verdict.NOT_CONVERGED else (),
    )


def _row(way: Way, one: Counted, place: Place) -> Row:
    return Row(
        str(capfirst(_(WAYS[way]))), abouts()[way], "", said(changed(one.value)),
        said(between(one.low, one.high)), place(one.value), place(one.low), place(one.high),
        place(1.0), not one.low <= 1.0 <= one.high,
    )  # fmt: skip


def _without(way: Way, income: bool) -> Row:
    why = _("Dit cijfer verschilt hier niet, dus is er niets te rekenen.")
    if way is Way.OTHER_INCOME:
        why = _("Er is geen andere maat voor inkomen.")
        if income:
            why = _("Dit cijfer gaat zelf over inkomen.")
    return Row(str(capfirst(_(WAYS[way]))), abouts()[way], why)


def left_of(told: Told) -> Iterator[tuple[str, int]]:
    """Why areas were left out, and how many."""
    for reason, n in told.excluded.items():
        yield left_out(reason), n


def together_of(told: Told) -> tuple[str, list[tuple[str, str]], str] | None:
    """Where offences lie together: the sentence, names by what areas share, and what to mind."""
    found = told.together
    if found is None:
        return None
    lists = (
        (_("Veel, tussen buren met veel"), found.high),
        (_("Weinig, tussen buren met weinig"), found.low),
    )
    named = [(words, "; ".join(names)) for words, names in lists if names]
    return said(found.sentence), named, _(VISITORS)


def method_of(told: Told) -> list[str]:
    """How it was counted, for who wants to know or to do it again."""
    lines = [
        _(
            "Een negatief-binomiaal model per inwoner; binnen gemeenten een Poissonmodel met een"
            " effect per gemeente."
        ),
        _("De onzekerheid houdt er rekening mee dat gebieden van één gemeente op elkaar lijken."),
    ]
    if told.runs:
        lines.append(
            _(
                "Daarna {runs} keer opnieuw: zonder de hoogste cijfers, en steeds zonder één"
                " gemeente."
            ).format(runs=told.runs)
        )
    if told.dispersion:
        spread = number_format(round(told.dispersion, 1), 1, use_l10n=True)
        lines.append(
            _(
                "De cijfers lopen {spread} keer zo ver uiteen als toeval alleen. Een gewoon"
                " Poissonmodel is daarom niet gebruikt."
            ).format(spread=spread)
        )
    return [*lines, *_neighbours(told)]


def _neighbours(told: Told) -> list[str]:
    """What areas side by side have in common, and what that does to how sure it is."""
    lines = []
    if told.near:
        before, after = (number_format(round(one, 2), 2, use_l10n=True) for one in told.near)
        lines.append(
            _(
                "Gebieden naast elkaar lijken op elkaar: {before} vooraf en {after} na het rekenen"
                " (0 is niet, 1 is helemaal)."
            ).format(before=before, after=after)
        )
        if told.near[1] > ALIKE:
            lines.append(_("Daarom zijn de grenzen iets te smal: lees ze als iets ruimer."))
    if told.together:
        lines.append(
            _(
                "Concentraties: in {draws} trekkingen hadden buurgebieden samen bijna nooit zo veel"
                " of zo weinig. Van wat zo heet is naar verwachting hooguit 5 procent toeval."
            ).format(draws=number_format(told.together.draws, 0, force_grouping=True))
        )
    return lines


def faults_of(told: Told) -> list[str]:
    """Why a way of counting gave nothing, each reason once."""
    return list(dict.fromkeys(fault(one) for one in told.faults))
