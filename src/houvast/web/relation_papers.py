"""An answer about areas as a page of paper, as a text to go on with, and as a table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houvast.areas.reads.relations import AnswerPage
from houvast.areas.rules.analysis import Question
from houvast.areas.rules.answers import Told
from houvast.areas.rules.indicators import INDICATORS
from houvast.areas.rules.panels import id_of
from houvast.areas.rules.wording import ABOUT_AREAS, Evidence
from houvast.paper.printing import Paper, Part, Picture, Table
from houvast.sheets.values import Value
from houvast.web.area_papers import source
from houvast.web.area_pictures import ways
from houvast.web.area_words import PER, said
from houvast.web.relation_rows import Card, cards_of, faults_of, left_of, method_of, together_of

HEAD = (
    "uitkomst", "cijfer", "id", "manier", "maal per 10 punten meer", "laag", "hoog",
    "standaardfout (log)", "gebieden", "gemeenten", "zin", "per", "jaar", "antwoord", "bron",
    "bewijs", "lees dit",
)  # fmt: skip
"""Of the table, for programs: not translated."""


def answer_paper(page: AnswerPage, told: Told, made_at: datetime, who: str) -> Paper:
    """What may be said, four ways of counting, what was left out, and how it was counted."""
    at = localtime(made_at)
    outcome = str(capfirst(_(INDICATORS[page.question.outcome].called)))
    cards = cards_of(told)
    parts: list[Part | Table | Picture] = [
        Part("title", (f"{_('Wat hangt samen?')} {outcome}",)),
        Part("text", (_base(page, told),)),
        Part("text", (said(ABOUT_AREAS),)),
    ]
    for card in cards:
        parts += _card(card)
    parts += _method(page, told)
    foot = f"{outcome} · {page.id} · {at:%d-%m-%Y %H:%M} · {who}"
    return Paper(outcome, get_language() or "nl", parts, foot, at)


def _base(page: AnswerPage, told: Told) -> str:
    return _("{per}, {year}: {n} gebieden in {towns} gemeenten.").format(
        per=PER[page.question.level], year=page.question.year, n=told.n, towns=told.municipalities
    )


def _card(card: Card) -> Iterator[Part | Table | Picture]:
    yield Part("heading", (card.called,))
    yield Part("text", (card.sentence,))
    if not card.rows:
        return
    given = [one for one in card.rows if not one.why]
    yield Picture(ways(card.rows), "; ".join(f"{one.way}: {one.between}" for one in given))
    rows = tuple((one.way, one.value or one.why, one.between) for one in card.rows)
    head = (_("Manier van rekenen"), _("Bij 10 punten meer"), _("Hoe zeker is dit?"))
    yield Table(head, rows)
    if card.mind:
        yield Part("text", (card.mind,))


def _method(page: AnswerPage, told: Told) -> Iterator[Part | Table]:
    yield Part("heading", (_("Wat dit niet zegt"),))
    yield Part("items", (*map(said, told.besides), _("Dat het één door het ander komt.")))
    if together := together_of(told):
        yield Part("heading", (_("Waar het bij elkaar ligt"),))
        sentence, lists, mind = together
        yield Part("items", (sentence, *(f"{words}: {names}." for words, names in lists), mind))
    yield Part("heading", (_("Wat is weggelaten"),))
    left = tuple((why, str(n)) for why, n in left_of(told))
    if left:
        yield Table((_("Waarom"), _("Gebieden")), left)
    else:
        yield Part("text", (_("Niets: alle gebieden tellen mee."),))
    yield Part("heading", (_("Hoe is gerekend"),))
    number = _("Nummer van dit antwoord: {number}").format(number=page.id)
    yield Part("items", (*method_of(told), *faults_of(told), number))
    yield Part("heading", (_("Bronnen"),))
    yield Part("items", tuple(map(source, page.credits)))
    yield Part("text", (_("Samenhang: een verband tussen cijfers van gebieden."),))


def answer_table(page: AnswerPage, told: Told) -> tuple[Sequence[str], list[list[Value]]]:
    """Each way of counting of each figure, with its error."""
    return counted_table(page.question, told, str(page.id), "; ".join(map(source, page.credits)))


def counted_table(
    question: Question, told: Told, number: str, sources: str
) -> tuple[Sequence[str], list[list[Value]]]:
    """The same of an answer that may be kept under a `number`, or was counted just now."""
    rows: list[list[Value]] = []
    for held in told.held:
        for one in held.ways:
            numbers = (one.value, one.low, one.high, one.error)
            rows.append(
                [INDICATORS[id_of(question.outcome)].called, INDICATORS[held.determinant].called,
                 held.determinant, one.way.value,
                 *(Decimal(str(round(part, 6))) for part in numbers), Decimal(told.n),
                 Decimal(told.municipalities), held.sentence.in_dutch(), question.level,
                 str(question.year), number, sources, Evidence.TOGETHER.value,
                 ABOUT_AREAS.in_dutch()]
            )  # fmt: skip
    return HEAD, rows
