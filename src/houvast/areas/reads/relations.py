"""What goes together: the questions that can be asked, and an answer as it was kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import connection

from houvast.areas import permissions
from houvast.areas.models import Answer, Source
from houvast.areas.reads.overview import Credit
from houvast.areas.rules.analysis import OUTCOMES, Question
from houvast.areas.rules.answers import METHOD, Told, key_of, told
from houvast.areas.rules.derived import needs
from houvast.areas.rules.indicators import INDICATORS, STORED, Unit
from houvast.audit.actions import recorded
from houvast.database.actor import Actor

LONG = timedelta(minutes=5)
"""Who waits longer than this for a job to begin may ask again; a job that comes twice acts once."""
SHOWN = 12
"""Answers that are listed, the latest first."""


class Stage(StrEnum):
    """How far an answer is."""

    ASKED = "asked"
    UNDER_WAY = "under_way"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked; ids of figures, and years of boundaries with the levels in them."""

    places: tuple[tuple[int, str], ...]
    outcomes: tuple[str, ...]
    determinants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is there, in a list."""

    id: UUID
    level: str
    year: int
    outcome: str
    determinants: tuple[str, ...]
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """The questions that can be asked and the answers that are there."""

    choices: Choices
    kept: tuple[Kept, ...]
    today: date


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One answer. `told` is there once it is counted; `newer` says that tables came in since."""

    id: UUID
    question: Question
    stage: Stage
    may_ask: bool
    done: int
    runs: int
    told: Told | None
    newer: bool
    counted_at: datetime | None
    credits: tuple[Credit, ...]
    today: date
    at: datetime

    @property
    def moves(self) -> bool:
        """Whether a later look shows something else."""
        return self.stage in (Stage.ASKED, Stage.UNDER_WAY)


def relations_page(by: Actor) -> RelationsPage:
    """What can be asked. Raises NotAllowed."""
    with recorded(by, "areas.relations_viewed") as act:
        permissions.require_looks(by)
        rows = Answer.objects.exclude(found=None).order_by("-counted_at", "pk")[:SHOWN]
        kept = tuple(
            Kept(one.pk, one.level, one.year, one.outcome, tuple(one.determinants), one.counted_at)
            for one in rows
            if one.counted_at
        )
        return RelationsPage(choices(), kept, act.today)


def answer_page(by: Actor, answer_id: UUID) -> AnswerPage:
    """An answer, or how far it is. Raises NotAllowed, and NotFound."""
    with recorded(by, "areas.relation_viewed") as act:
        permissions.require_looks(by)
        answer = Answer.objects.one(answer_id)
        stage = stage_of(answer)
        question = Question(
            answer.level, answer.year, answer.outcome, tuple(answer.determinants), answer.fewest
        )
        return AnswerPage(
            id=answer.pk,
            question=question,
            stage=stage,
            may_ask=may_ask(answer, stage, act.now),
            done=answer.done,
            runs=answer.runs,
            told=told(answer.found) if answer.found else None,
            newer=key_of(question, tables_of(answer.year), METHOD) != answer.pk,
            counted_at=answer.counted_at,
            credits=credits_of_tables(answer.tables),
            today=act.today,
            at=act.now,
        )


WITH_FIGURES = """
select source.year, indicator.number
from areas_source source cross join areas_indicator indicator
cross join lateral (select 1 from areas_observation figure where figure.source_id = source.id
                    and figure.indicator_id = indicator.number limit 1) found
"""
PLACES = """
select distinct area.year, area.level from areas_area area
where area.level <> 'land' and area.year = any(%s) order by 1 desc, 2 desc
"""


def choices() -> Choices:
    """What figures there are to ask about, inside the caller's act."""
    with connection.cursor() as cursor:
        cursor.execute(WITH_FIGURES)
        rows = cursor.fetchall()
        numbers = {number for _, number in rows}
        cursor.execute(PLACES, [sorted({year for year, _ in rows})])
        places = tuple(cursor.fetchall())
    shares = (one.id for one in INDICATORS.values() if one.unit is Unit.PERCENT)
    return Choices(
        places,
        tuple(one for one in OUTCOMES if STORED[one] in numbers),
        tuple(one for one in shares if any(STORED.get(of) in numbers for of in needs(one))),
    )


def tables_of(year: int) -> tuple[int, ...]:
    """Tables in the boundaries of a year, the one that counts most first."""
    found = Source.objects.filter(year=year).order_by("-current_since")
    return tuple(found.values_list("pk", flat=True))


def credits_of_tables(tables: list[int]) -> tuple[Credit, ...]:
    """Of whom the figures of these tables are."""
    rows = Source.objects.filter(pk__in=tables, figures__gt=0).order_by("publisher", "title")
    fields = ("publisher", "title", "licence", "year")
    return tuple(dict.fromkeys(Credit(*one) for one in rows.values_list(*fields)))


def stage_of(answer: Answer) -> Stage:
    """How far it is. What began without its lock is of a job that ended; read once more then."""
    if answer.found is not None:
        return Stage.DONE
    if answer.began_at is None:
        return Stage.ASKED
    if _held(answer.pk):
        return Stage.UNDER_WAY
    answer.found = Answer.objects.values_list("found", flat=True).get(pk=answer.pk)
    return Stage.STOPPED if answer.found is None else Stage.DONE


def may_ask(answer: Answer, stage: Stage, now: datetime) -> bool:
    """Whether asking again makes a job."""
    return stage is Stage.STOPPED or (stage is Stage.ASKED and now - answer.asked_at > LONG)


def _held(key: UUID) -> bool:
    with connection.cursor() as cursor:
        free = "select pg_try_advisory_xact_lock_shared(hashtextextended(%s, 0))"
        cursor.execute(free, [str(key)])
        return not cursor.fetchone()[0]
