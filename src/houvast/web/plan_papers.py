"""What people decided about a plan, as a page of paper, a text to go on with, and a table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houvast.paper.printing import Paper, Part, Table
from houvast.plans.reads.checks import Answer, Quote
from houvast.plans.reads.reports import Report
from houvast.plans.rules.judging import Level, State
from houvast.sheets.values import Value
from houvast.web.plan_check_words import (
    INTENTIONS,
    LEVELS,
    NEAREST,
    amount_words,
    lacks_words,
    money_words,
    stands_words,
)
from houvast.web.words import word
from houvast.web.yardstick_rows import name, source

HEAD = (
    "plan", "versie", "vraag", "vraag in woorden", "besluit", "niveau", "hoort bij", "bladzijde",
    "bladzijde in het plan", "alinea", "citaat", "door", "op", "vragen",
)  # fmt: skip
"""Of the table, for programs: not translated."""
LOOKED_AT = (State.CONFIRMED, State.NOT_FOUND)
LONGEST_FOOT = 60
"""Characters of a title at the foot of each page."""
UNSAID = "…"
"""In the place of words that are not said again (rule PL-08)."""


def report_paper(page: Report, who: str) -> Paper:
    """The check on paper: in one sentence, each question with what stands where, and the gaps."""
    at = localtime(page.at)
    title = page.head.title
    parts = [*_top(page), *_short(page), *_answers(page), *_facts(page)]
    parts += [*_sticks(page), *_flags(page), *_open(page), *_method(page)]
    version = _("versie {number}").format(number=page.head.number)
    foot = f"{title[:LONGEST_FOOT]} · {version} · {at:%d-%m-%Y %H:%M} · {who} · {page.operation}"
    return Paper(title, get_language() or "nl", parts, foot, at)


def _text(words: str) -> Part:
    return Part("text", (words,))


def _top(page: Report) -> Iterator[Part]:
    yield Part("title", (page.head.title,))
    yield _text(
        _("{town}, versie {number}, gelezen met de vragen van {version}.").format(
            town=page.municipality, number=page.head.number, version=page.questions.version
        )
    )
    if page.head.finished_at is None:
        yield _text(_("De check is nog niet afgerond: dit kan nog veranderen."))
    else:
        yield _text(
            _("Afgerond door {who} op {day}.").format(
                who=page.head.finished_by, day=_day(page.head.finished_at)
            )
        )
    yield Part("heading", (_("In één zin"),))
    yield _text(f"{word(page.word)}.")
    yield _text(
        " ".join(
            (
                _("Essentieel: werk staat in de analyse, de doelen en de samenwerking."),
                _("Substantieel: er zijn plekken, werkgevers en een coach, met een getal en geld."),
                _("Alleen wat iemand bevestigde telt."),
            )
        )
    )
    yield from _intentions(page)
    yield Part("heading", (_("Wie is verantwoordelijk?"),))
    who = word(page.responsible) if page.responsible else _("niet bekeken")
    yield _text(f"{capfirst(who)}.")


def _intentions(page: Report) -> Iterator[Part]:
    """Of a plan of intentions, what asks least to become an agreement."""
    if page.upgrades:
        asked = {one.question.id: one.question.question for one in page.answers}
        yield Part("heading", (str(INTENTIONS),))
        yield _text(str(NEAREST))
        lines = (f"{one.about} {asked[one.about]} ({lacks_words(one)})" for one in page.upgrades)
        yield Part("items", tuple(lines))


def _short(page: Report) -> Iterator[Part | Table]:
    yield Part("heading", (_("De vragen"),))
    rows = tuple(
        (
            f"{one.question.id} {one.question.question}",
            str(stands_words(one.stands)),
            ", ".join(dict.fromkeys(place(each) for each in one.quotes)),
        )
        for one in page.answers
    )
    yield Table((_("Vraag"), _("Hoe ver"), _("Waar")), rows)


def _answers(page: Report) -> Iterator[Part]:
    for one in page.answers:
        if one.stands.state not in LOOKED_AT:
            continue
        yield Part("heading", (f"{one.question.id} {one.question.question}",))
        yield _text(f"{capfirst(stands_words(one.stands))}.")
        if one.quotes:
            yield Part("items", tuple(map(quoted, one.quotes)))
        if one.not_found:
            yield _text(
                _("{who} zocht en vond niets, op {day}.").format(
                    who=one.not_found[0], day=_day(one.not_found[1])
                )
            )
        yield from _gap(one)


def _gap(one: Answer) -> Iterator[Part]:
    """What may be written there, with blanks, and what somebody does about it."""
    if one.stands.is_gap:
        yield _text(_("Om mee te beginnen: “{text}”").format(text=one.question.gap_text))
    lines = []
    for each in one.actions:
        until = _("gedaan") if each.done else _("vóór {day}").format(day=f"{each.due:%d-%m-%Y}")
        lines.append(f"{each.what} ({each.owner}, {until})")
    if lines:
        yield _text(_("Wat eraan gebeurt:"))
        yield Part("items", tuple(lines))


def _facts(page: Report) -> Iterator[Part | Table]:
    yield Part("heading", (_("Geld, mensen en doelen"),))
    if not page.facts:
        yield _text(_("Geen bedrag of aantal telt mee."))
        return
    rows = tuple(
        (f"{amount_words(one.amount)} {word(one.kind)}", one.period, one.about)
        for one in page.facts
    )
    yield Table((_("Wat"), _("Over welke tijd"), _("Vraag")), rows)
    if page.money:
        yield _text(money_words(page.money))


def _sticks(page: Report) -> Iterator[Part | Table]:
    """What the plan is held against later, with the latest figure that two people agreed on."""
    if not page.sticks:
        return
    yield Part("heading", (_("Waar we dit plan later aan houden"),))
    rows = []
    for one in page.sticks:
        last = one.agreed[-1] if one.agreed else None
        told = last and _("{number}, tot en met {day} ({source})").format(
            number=amount_words(last.number), day=f"{last.on_day:%d-%m-%Y}", source=source(last)
        )
        rows.append((name(one), f"{one.due:%d-%m-%Y}", told or _("nog geen cijfer")))
    yield Table((_("Wat"), _("Uiterlijk"), _("Geteld")), tuple(rows))


def _flags(page: Report) -> Iterator[Part]:
    """Only those that a person confirmed."""
    for one in page.flags:
        yield Part("heading", (_("Om even bij stil te staan: {what}").format(what=one.flag.what),))
        yield _text(one.flag.says)
        yield Part("items", tuple(map(quoted, one.quotes)))


def _open(page: Report) -> Iterator[Part]:
    some = [one for one in page.answers if one.stands.state not in LOOKED_AT]
    if some:
        yield Part("heading", (_("Nog niet tot het einde bekeken"),))
        yield Part("items", tuple(f"{one.question.id} {one.question.question}" for one in some))


def _method(page: Report) -> Iterator[Part]:
    yield Part("heading", (_("Hoe is gelezen"),))
    lines = (
        _("Houvast wijst stukken aan. Iemand beslist over elk stuk, met naam en dag."),
        _("Voornemen: alleen woorden. Afspraak: met een partner, een getal of een datum."),
        _("Middelen: een afspraak met een bedrag of fte. Resultaat: een cijfer van na afloop."),
        _("Niet gevonden in dit document: iemand keek en zocht, en vond het niet in deze tekst."),
        _("Een plan krijgt nooit een cijfer of een plaats in een rij."),
        _("Stukken die over een persoon lijken te gaan zijn weggelaten."),
    )
    yield Part("items", lines)
    yield Part("heading", (_("Bronnen"),))
    names = dict.fromkeys(each.name for one in page.questions.criteria for each in one.sources)
    yield Part("items", tuple(names))


def quoted(one: Quote) -> str:
    """What stands in the plan, where, and who said what of it."""
    said = f"“{one.text}”" if one.text else UNSAID
    level = LEVELS[Level(one.level)] if one.level else ""
    decided = f"{word(one.decision)}, {level}" if level else word(one.decision)
    return f"{said} ({place(one)}; {decided}; {one.by}, {_day(one.at)})"


def place(one: Quote) -> str:
    """By its page, and what the plan calls that; by its paragraph where there are no pages."""
    if one.page is None:
        return _("alinea {number}").format(number=one.paragraph)
    if one.label:
        return _("bladzijde {page} (in het plan: {label})").format(page=one.page, label=one.label)
    return _("bladzijde {page}").format(page=one.page)


def report_table(page: Report) -> tuple[Sequence[str], list[list[Value]]]:
    """Each mark that counts, with where it stands and who made it."""
    asked = {one.id: one.question for one in page.questions.criteria}
    asked |= {one.id: one.what for one in page.questions.flags}
    rows: list[list[Value]] = []
    for one in page.marks:
        where: list[Value] = [None, None, None, None]
        if quote := one.quote:
            number = None if quote.page is None else Decimal(quote.page)
            said = quote.text or UNSAID
            where = [number, quote.label or None, Decimal(quote.paragraph), said]
        level = str(LEVELS[Level(one.level)]) if one.level else None
        rows.append(
            [page.head.title, Decimal(page.head.number), one.about, asked[one.about],
             word(one.decision), level, one.other or None, *where, one.by, _day(one.at),
             page.questions.version]
        )  # fmt: skip
    return HEAD, rows


def _day(at: datetime) -> str:
    return f"{localtime(at):%d-%m-%Y}"
