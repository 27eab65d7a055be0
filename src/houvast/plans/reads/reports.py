"""All that people decided about a plan, to leave as a file: nothing that was not confirmed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.plans.models import Mark, Reading
from houvast.plans.reads.checks import (
    Answer,
    Head,
    Quote,
    Raised,
    answers_of,
    flags_of,
    head_of,
    marks_of,
    quote_of,
    reading_seen,
)
from houvast.plans.reads.questions import counted, counting_facts, kept_questions, nearest
from houvast.plans.reads.yardsticks import Stick, sticks_of
from houvast.plans.rules.catalogue import Catalogue
from houvast.plans.rules.judging import Accepted, Decision, Responsible, Word, word_of
from houvast.plans.rules.money import MoneyForWork, money_for_work
from houvast.plans.rules.upgrading import Upgrade

ORIGIN = "RF1"
"""The flag of a passage whose words are not said again (rule PL-08)."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One mark that counts. `quote` is None where nothing was found."""

    about: str
    decision: Decision
    level: int | None
    other: str
    quote: Quote | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A check as it leaves. The words of a passage that chooses by origin are empty in it."""

    head: Head
    municipality: str
    questions: Catalogue
    engine: str
    word: Word
    answers: tuple[Answer, ...]
    flags: tuple[Raised, ...]
    """Those that a person confirmed, and no other."""
    marks: tuple[Decided, ...]
    responsible: Responsible | None
    facts: tuple[Accepted, ...]
    money: MoneyForWork | None
    """The money for work beside the total; None where nobody accepted either."""
    upgrades: tuple[Upgrade, ...]
    """Of a plan of intentions only: what asks least to become an agreement."""
    sticks: tuple[Stick, ...]
    """What later reports are held against; empty on the page that is looked at before."""
    at: datetime
    operation: UUID
    """The entry in the trail."""


def report(by: Actor, reading_id: UUID) -> Report:
    """A check to take out; that somebody did stands in the trail. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.report_taken_out", reading_id) as act:
        return _report(by, reading_id, act, leaves=True)


def report_page(by: Actor, reading_id: UUID) -> Report:
    """What would leave, to look at before it does. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.report_viewed", reading_id) as act:
        return _report(by, reading_id, act)


def _report(by: Actor, reading_id: UUID, act: Operation, *, leaves: bool = False) -> Report:
    rows = Reading.objects.select_related("municipality").defer("version__text")
    rows = rows.annotate(counting=counting_facts())
    reading = reading_seen(by, rows, reading_id)
    questions = kept_questions(reading.catalogue.content)
    marks = [one for one in marks_of(reading) if not (one.passage and one.passage.personal)]
    unsaid = {one.passage_id for one in marks if _raised(one) and one.about == ORIGIN}
    facts = counted(reading.counting)
    actions = list(reading.follow_ups.order_by("due", "pk"))
    answers = tuple(
        replace(one, quotes=_said(one.quotes, unsaid))
        for one in answers_of(questions, marks, [], actions, most=None)
    )
    flags = (one for one in flags_of(questions, marks, [], most=None) if one.quotes)
    sticks = sticks_of(by, reading) if leaves else ()
    stands = {one.question.id: one.stands for one in answers}
    return Report(
        head=head_of(reading),
        municipality=reading.municipality.name,
        questions=questions,
        engine=reading.engine,
        word=word_of(stands, facts),
        answers=answers,
        flags=tuple(replace(one, quotes=_said(one.quotes, unsaid)) for one in flags),
        marks=tuple(_decided(marks, unsaid)),
        responsible=Responsible(reading.responsible) if reading.responsible else None,
        facts=tuple(facts),
        money=money_for_work(facts),
        upgrades=nearest(stands, marks),
        sticks=tuple(one for one in sticks if not one.dropped),
        at=act.now,
        operation=act.key,
    )


def _raised(one: Mark) -> bool:
    return one.about.startswith("RF") and one.decision == Decision.PROVES


def _said(quotes: Iterable[Quote], unsaid: Collection[Any]) -> tuple[Quote, ...]:
    """Quotations, with the words of some left out: their place stays."""
    return tuple(replace(one, text="") if one.passage in unsaid else one for one in quotes)


def _decided(marks: Iterable[Mark], unsaid: Collection[Any]) -> Iterable[Decided]:
    """The marks that count, by question; a flag that was not confirmed is none (PL-09)."""
    kept = [one for one in marks if not one.about.startswith("RF") or _raised(one)]
    for one in sorted(kept, key=lambda one: (one.about, one.passage.number if one.passage else -1)):
        quotes = _said([quote_of(one, one.passage)], unsaid) if one.passage else ()
        yield Decided(
            about=one.about,
            decision=Decision(one.decision),
            level=one.level,
            other=one.other,
            quote=quotes[0] if quotes else None,
            by=one.by.name,
            at=one.at,
        )
