"""Decide about passages: only a person does, under the own name, and everything before stays."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.models import Fact, Mark, Passage, Reading, Yardstick
from houvast.plans.reads.questions import kept_questions
from houvast.plans.rules.facts import MEANS, FactKind
from houvast.plans.rules.judging import SUPPORT, Decision, Level, Responsible, check_decision
from houvast.plans.rules.schemes import scheme_of

LONGEST_PERIOD = 60
FINISHED = gettext_noop("Deze check is afgerond. Open hem eerst weer.")
CONFIRMED = gettext_noop("Hier is al een passage bevestigd. Neem die eerst terug.")
NOT_CONFIRMED = gettext_noop("Bevestig eerst de passage. Daarna tellen bedragen en aantallen mee.")
NO_AMOUNT = gettext_noop("Vul een bedrag of aantal in van meer dan 0.")
NO_PERIOD = gettext_noop("Zeg over welke tijd het gaat, zoals 2027 of per jaar, 2026-2029.")
TWICE = gettext_noop("Dit bedrag over deze tijd telt al mee. Eén keer is genoeg.")
ONE_TOTAL = gettext_noop("Dit plan heeft al een totaal. Neem dat eerst terug.")
HELD = gettext_noop("Op dit getal staat een meetlat. Laat die eerst vervallen.")
ENFORCEMENT = gettext_noop("Dit bedrag gaat naar handhaving. Het telt niet als geld voor werk.")


def decide_passage(
    *,
    by: Actor,
    reading_id: UUID,
    about: str,
    passage_id: UUID,
    decision: Decision,
    level: int | None = None,
    other: str = "",
) -> UUID:
    """Say what a passage is for a question: bewijst, deels, nee or another question.

    `level` is 1, 2 or 4 of a passage that supports. Also for a passage that the machine did not
    point at. Raises NotAllowed, NotFound, and Refused at level or other.
    """
    with recorded(by, "plans.passage_decided", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        known = _known(reading, about)
        if decision is Decision.NOT_FOUND:
            raise NotFound
        level, other = check_decision(decision, level, other, about, known)
        passage: Passage = Passage.objects.one(
            passage_id, version_id=reading.version_id, personal=False
        )
        if level == Level.AGREED and _means(reading, about, passage.pk).exists():
            level = Level.FUNDED
        quote = reading.version.text[passage.begins : passage.ends]
        kept = add_mark(reading, act, by, about=about, decision=decision.value, passage=passage,
                     quote=quote, level=level, other=other)  # fmt: skip
        if decision not in SUPPORT:  # what does not support carries no facts
            gone = reading.facts.filter(about=about, passage=passage, withdrawn_at=None)
            _check_not_held(gone)
            gone.update(withdrawn_at=act.now)
        return kept.pk


def record_not_found(*, by: Actor, reading_id: UUID, about: str) -> UUID:
    """Record that a person looked and that nothing in the document answers a question.

    Raises NotAllowed, NotFound, and Refused while a passage is confirmed.
    """
    with recorded(by, "plans.not_found_recorded", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        _known(reading, about)
        if about.startswith("RF"):
            raise NotFound
        support = reading.marks.filter(about=about, decision__in=SUPPORT, replaced_at=None)
        if support.exists():
            raise Refused(CONFIRMED)
        return add_mark(reading, act, by, about=about, decision=Decision.NOT_FOUND.value).pk


def accept_fact(
    *,
    by: Actor,
    reading_id: UUID,
    about: str,
    passage_id: UUID,
    kind: FactKind,
    amount: Decimal,
    period: str,
) -> UUID:
    """Accept an amount, fte or number of a confirmed passage, for one period.

    Money or fte lifts an agreement (level 2) to means (level 3), under the name of who accepts.
    Raises NotAllowed, NotFound, and Refused at amount or period.
    """
    with recorded(by, "plans.fact_accepted", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        mark = _supporting(reading, about, passage_id, kind)
        same = _counted_once(reading, kind, amount, period)
        fact = Fact.objects.create(
            reading=reading, about=about, passage_id=passage_id, accepted_by_id=by.user_id,
            accepted_at=act.now, municipality_id=by.municipality_id,
            destroy_on=reading.destroy_on, **same,
        )  # fmt: skip
        if kind in MEANS and mark.level == Level.AGREED:
            _again(reading, act, by, mark, Level.FUNDED)
        return fact.pk


def withdraw_fact(*, by: Actor, reading_id: UUID, fact_id: UUID) -> None:
    """Take an accepted fact back; means without another amount become an agreement again."""
    with recorded(by, "plans.fact_withdrawn", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        fact: Any = Fact.objects.one(fact_id, reading=reading, withdrawn_at=None)
        _check_not_held([fact])
        others = _means(reading, fact.about, fact.passage_id).exclude(pk=fact.pk)
        mark = reading.marks.filter(
            about=fact.about, passage_id=fact.passage_id, level=Level.FUNDED, replaced_at=None
        ).first()
        if mark is not None and not others.exists():
            _again(reading, act, by, mark, Level.AGREED)
        fact.withdrawn_at = act.now
        fact.save(update_fields=["withdrawn_at"])


def say_responsible(*, by: Actor, reading_id: UUID, responsible: Responsible) -> None:
    """Say who is responsible for work in this plan, as it stands there."""
    with recorded(by, "plans.responsible_said", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        reading.responsible, reading.responsible_by_id = responsible.value, by.user_id
        reading.save(update_fields=["responsible", "responsible_by_id"])


def say_scheme(*, by: Actor, reading_id: UUID, scheme: str) -> None:
    """Say for which scheme this version was written, by its code. Raises Refused at scheme."""
    with recorded(by, "plans.scheme_said", reading_id) as act:
        reading = reading_to_change(by, reading_id, act)
        reading.scheme, reading.scheme_by_id = scheme_of(scheme).code, by.user_id
        reading.save(update_fields=["scheme", "scheme_by_id"])


def finish_check(*, by: Actor, reading_id: UUID) -> None:
    """Finish a check: from here on nothing in it changes. Finished twice it is finished once."""
    with recorded(by, "plans.check_finished", reading_id) as act:
        reading = _reading(by, reading_id)
        if reading.finished_at is None:
            reading.finished_by_id, reading.finished_at = by.user_id, act.now
            reading.save(update_fields=["finished_by_id", "finished_at"])


def open_check(*, by: Actor, reading_id: UUID) -> None:
    """Open a finished check again."""
    with recorded(by, "plans.check_opened", reading_id):
        reading = _reading(by, reading_id)
        reading.finished_by_id, reading.finished_at = None, None
        reading.save(update_fields=["finished_by_id", "finished_at"])


def _reading(by: Actor, reading_id: UUID) -> Reading:
    permissions.require_checks(by)
    one_at_a_time(reading_id, "plan reading ")
    found: Reading = Reading.objects.select_related("version", "catalogue").one(reading_id)
    return found


def reading_to_change(by: Actor, reading_id: UUID, _act: Operation) -> Reading:
    """A check that is open, held until the act ends. Raises NotAllowed, NotFound, Refused."""
    reading = _reading(by, reading_id)
    if reading.finished_at is not None:
        raise Refused(FINISHED)
    return reading


def _known(reading: Reading, about: str) -> Collection[str]:
    """The ids of all questions. Raises NotFound for what is no question or flag of this reading."""
    questions = kept_questions(reading.catalogue.content)
    criteria = {one.id for one in questions.criteria}
    if about not in criteria | {one.id for one in questions.flags}:
        raise NotFound
    return criteria


def _supporting(reading: Reading, about: str, passage_id: UUID, kind: FactKind) -> Mark:
    """The mark that a fact hangs on. Raises Refused without one, or for money for enforcement."""
    here: Any = reading.marks.filter(passage_id=passage_id, replaced_at=None)
    mark: Mark | None = here.filter(about=about, decision__in=SUPPORT).first()
    if mark is None or about.startswith("RF"):
        raise Refused(NOT_CONFIRMED)
    enforced = here.filter(about="RF5", decision=Decision.PROVES.value)
    if kind is not FactKind.NUMBER and enforced.exists():
        raise Refused(ENFORCEMENT)
    return mark


def _check_not_held(facts: "Collection[Fact] | QuerySet[Fact]") -> None:
    """A number on which a yardstick stands is not taken back. Raises Refused."""
    if Yardstick.objects.filter(fact__in=facts, replaced_at=None, dropped=False).exists():
        raise Refused(HELD)


def _counted_once(reading: Reading, kind: FactKind, amount: Decimal, period: str) -> dict[str, Any]:
    """The columns of a fact that does not count yet. Raises Refused at a field."""
    period = " ".join(period.split())[:LONGEST_PERIOD]
    if not amount.is_finite() or not 0 < amount < Decimal(10) ** 12:
        raise Refused(NO_AMOUNT, field="amount")
    if not period:
        raise Refused(NO_PERIOD, field="period")
    amount = amount.quantize(Decimal("0.01"))
    same = {"kind": kind.value, "amount": amount, "period": period, "withdrawn_at": None}
    if not amount:
        raise Refused(NO_AMOUNT, field="amount")
    if reading.facts.filter(**same).exists():
        raise Refused(TWICE, field="amount")
    total = reading.facts.filter(kind=FactKind.TOTAL.value, withdrawn_at=None)
    if kind is FactKind.TOTAL and total.exists():
        raise Refused(ONE_TOTAL, field="kind")
    return same


def _means(reading: Reading, about: str, passage_id: UUID) -> "QuerySet[Fact]":
    kinds = [one.value for one in MEANS]
    return Fact.objects.filter(
        reading=reading, about=about, passage_id=passage_id, kind__in=kinds, withdrawn_at=None
    )


def _again(reading: Reading, act: Operation, by: Actor, mark: Mark, level: Level) -> None:
    """The same decision at another level, under the name of who acts."""
    add_mark(reading, act, by, about=mark.about, decision=mark.decision,
          passage_id=mark.passage_id, quote=mark.quote, level=level.value)  # fmt: skip


def add_mark(reading: Reading, act: Operation, by: Actor, **said: Any) -> Mark:
    """Write a mark under the name of who acts; the trigger lets the one before make place."""
    return Mark.objects.create(
        pk=uuid4(), reading=reading, by_id=by.user_id, at=act.now,
        municipality_id=by.municipality_id, destroy_on=reading.destroy_on, **said,
    )  # fmt: skip
