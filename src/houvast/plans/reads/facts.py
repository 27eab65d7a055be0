"""The amounts and numbers of one passage: those that read like one, and those that count."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans.models import Reading
from houvast.plans.reads.checks import Head, Quote, head_of, quote_of, reading_seen
from houvast.plans.reads.questions import kept_questions
from houvast.plans.rules.catalogue import Criterion
from houvast.plans.rules.facts import FactKind, Offered, offered
from houvast.plans.rules.judging import SUPPORT, Level


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount, staff or a number of young people that somebody accepted."""

    id: UUID
    kind: FactKind
    amount: Decimal
    period: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """A passage that was confirmed for a question, with its numbers: what may count, and what does.

    `offers` are those that read like a number and do not count yet.
    """

    about: str
    quote: Quote
    offers: tuple[Offered, ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class FactPage:
    """A passage that was confirmed for a question, with what it says in numbers."""

    head: Head
    question: Criterion
    quote: Quote
    offers: tuple[Offered, ...]
    """What reads like a number here and does not count yet."""
    counted: tuple[Counted, ...]
    today: date

    @property
    def is_intended(self) -> bool:
        """Whether the passage holds an intention only: an amount makes no means of that."""
        return self.quote.level == Level.INTENDED


def fact_page(by: Actor, reading_id: UUID, about: str, passage_id: UUID) -> FactPage:
    """What one confirmed passage says in numbers. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.facts_viewed", reading_id) as act:
        reading = reading_seen(by, Reading.objects.defer("version__text"), reading_id)
        criteria = kept_questions(reading.catalogue.content).criteria
        question = next((one for one in criteria if one.id == about), None)
        marks = reading.marks.filter(about=about, passage=passage_id, replaced_at=None)
        confirmed = marks.filter(decision__in=SUPPORT, passage__personal=False)
        mark = confirmed.select_related("passage", "by").first()
        if question is None or mark is None:
            raise NotFound
        rows = reading.facts.filter(about=about, passage=passage_id, withdrawn_at=None)
        counted = tuple(map(_counted, rows.select_related("accepted_by").order_by("accepted_at")))
        return FactPage(
            head=head_of(reading),
            question=question,
            quote=quote_of(mark, mark.passage),
            offers=_offers(mark.quote, counted),
            counted=counted,
            today=act.today,
        )


def facts_page(by: Actor, reading_id: UUID) -> tuple[PassageFacts, ...]:
    """What each confirmed passage says in numbers, by question. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.numbers_viewed", reading_id):
        reading = reading_seen(by, Reading.objects.defer("version__text"), reading_id)
        found: dict[tuple[str, UUID], list[Counted]] = defaultdict(list)
        rows = reading.facts.filter(withdrawn_at=None).select_related("accepted_by")
        for one in rows.order_by("accepted_at"):
            found[one.about, one.passage_id].append(_counted(one))
        marks = reading.marks.filter(
            decision__in=SUPPORT, replaced_at=None, passage__personal=False
        ).exclude(about__startswith="RF")
        marks = marks.select_related("passage", "by").order_by("about", "passage__number")
        return tuple(
            PassageFacts(
                one.about,
                quote_of(one, one.passage),
                _offers(one.quote, found[one.about, one.passage_id]),
                tuple(found[one.about, one.passage_id]),
            )
            for one in marks
        )


def _offers(quote: str, counted: Collection[Counted]) -> tuple[Offered, ...]:
    """What reads like a number in a passage and does not count yet."""
    known = {(one.kind, one.amount) for one in counted}
    return tuple(one for one in offered(quote) if (one.kind, one.amount) not in known)


def _counted(one: Any) -> Counted:
    return Counted(
        id=one.pk,
        kind=FactKind(one.kind),
        amount=one.amount,
        period=one.period,
        by=one.accepted_by.name,
        at=one.accepted_at,
    )
