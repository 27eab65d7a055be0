"""Two versions of one plan side by side, by what people decided about each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.plans import permissions
from houvast.plans.models import Fact, Mark, Reading
from houvast.plans.reads.checks import Answer, Head, answers_of, head_of
from houvast.plans.reads.questions import accepted, kept_questions
from houvast.plans.rules.catalogue import Catalogue
from houvast.plans.rules.comparing import Compared, Moved, changed_questions, compared, moved
from houvast.plans.rules.judging import Accepted, Responsible, Word, word_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions, with what may be said of it."""

    head: Head
    catalogue: str
    word: Word
    responsible: Responsible | None
    answers: Mapping[str, Answer]
    facts: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Two versions of a plan; `others` are those that may stand beside this one."""

    before: Side
    after: Side
    questions: tuple[Compared, ...]
    facts: Moved
    others: tuple[tuple[int, UUID], ...]
    today: date


def versions_page(by: Actor, reading_id: UUID, beside: UUID | None = None) -> VersionsPage:
    """This version beside `beside`, or beside the one before it; the older one goes first.

    Raises NotAllowed, and NotFound also where there is no other version of this plan.
    """
    with recorded(by, "plans.versions_compared", reading_id) as act:
        permissions.require_checks(by)
        rows = Reading.objects.filter(version__document__versions__reading=reading_id)
        rows = rows.select_related("version__document", "catalogue", "finished_by")
        every = {row.pk: row for row in rows.defer("version__text").order_by("version__number")}
        if reading_id not in every:
            raise NotFound
        other = _other(every, reading_id, beside)
        first, last = sorted((every[reading_id], other), key=lambda row: row.version.number)
        before, after = _sides(first, last)
        asked = changed_questions(_questions(first), _questions(last))
        return VersionsPage(
            before=before,
            after=after,
            questions=compared(_stands(before), _stands(after), asked),
            facts=moved(before.facts, after.facts),
            others=tuple(
                (row.version.number, key) for key, row in every.items() if key != reading_id
            ),
            today=act.today,
        )


def _other(every: Mapping[UUID, Any], reading_id: UUID, beside: UUID | None) -> Any:
    """The version to stand beside this one. Raises NotFound."""
    if beside is not None:
        found = every.get(beside) if beside != reading_id else None
    else:
        number = every[reading_id].version.number
        nearest = sorted(
            (row for key, row in every.items() if key != reading_id),
            key=lambda row: (row.version.number > number, abs(row.version.number - number)),
        )
        found = next(iter(nearest), None)
    if found is None:
        raise NotFound
    return found


def _questions(reading: Reading) -> Catalogue:
    return kept_questions(reading.catalogue.content)


def _sides(*readings: Reading) -> Iterable[Side]:
    """What people decided about both, asked at once."""
    rows = Mark.objects.filter(reading__in=readings, replaced_at=None)
    marks = list(rows.select_related("passage", "by").order_by("at", "pk"))
    live = Fact.objects.filter(reading__in=readings, withdrawn_at=None)
    facts = list(live.order_by("accepted_at", "pk"))
    for reading in readings:
        own = [one for one in marks if one.reading_id == reading.pk]
        counted = tuple(accepted(one for one in facts if one.reading_id == reading.pk))
        answers = {one.question.id: one for one in answers_of(_questions(reading), own, [], [])}
        stands = {key: one.stands for key, one in answers.items()}
        yield Side(
            head=head_of(reading),
            catalogue=reading.catalogue.version,
            word=word_of(stands, counted),
            responsible=Responsible(reading.responsible) if reading.responsible else None,
            answers=answers,
            facts=counted,
        )


def _stands(side: Side) -> dict[str, Any]:
    return {key: one.stands for key, one in side.answers.items()}
