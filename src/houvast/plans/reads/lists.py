"""The plans of a municipality, and how far a file is that somebody brought."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.plans import permissions
from houvast.plans.models import Arrival, Reading
from houvast.sheets import refusal_from_json
from houvast.uploads.stages import Stage, may_ask, stage_of

SHOWN = 100
"""Plans that are listed, the latest first."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One version of a plan, with its check. `pages` is None for what has none."""

    reading: UUID
    document: UUID
    title: str
    number: int
    pages: int | None
    brought_by: str
    brought_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file of one's own that a job has not read, or could not."""

    id: UUID
    title: str
    name: str
    until: datetime
    refused: bool


@dataclass(frozen=True, slots=True)
class PlansPage:
    """What is there, and what waits; `documents` are those that may get a next version."""

    plans: tuple[PlanLine, ...]
    waiting: tuple[Waiting, ...]
    today: date

    @property
    def documents(self) -> dict[UUID, str]:
        """Each plan once, by its newest version."""
        return {one.document: one.title for one in reversed(self.plans)}


@dataclass(frozen=True, slots=True)
class ArrivalPage:
    """How far a file is. `refused` says why it is no plan; `reading` is its check when it is."""

    id: UUID
    title: str
    name: str
    stage: Stage
    may_ask: bool
    done: int
    pages: int
    refused: Refused | None
    reading: UUID | None
    today: date

    @property
    def moves(self) -> bool:
        """Whether a later look shows something else."""
        return self.stage in (Stage.ASKED, Stage.UNDER_WAY)


def plans_page(by: Actor) -> PlansPage:
    """The plans of the municipality, the latest first. Raises NotAllowed."""
    with recorded(by, "plans.plans_viewed") as act:
        permissions.require_checks(by)
        rows = Reading.objects.select_related("version__document", "version__brought_by")
        rows = rows.defer("version__text").order_by("-version__brought_at", "pk")[:SHOWN]
        mine = Arrival.objects.filter(uploaded_by=by.user_id).defer("content", "table")
        waits = [one for one in mine.order_by("at", "pk") if not (one.outcome or {}).get("reading")]
        return PlansPage(tuple(map(_line, rows)), tuple(map(_waits, waits)), act.today)


def arrival_page(by: Actor, arrival_id: UUID) -> ArrivalPage:
    """How far a file of one's own is. Raises NotAllowed, NotFound."""
    with recorded(by, "plans.arrival_viewed", arrival_id) as act:
        permissions.require_checks(by)
        one: Any = Arrival.objects.defer("content", "table").one(arrival_id)
        stage = stage_of(one)
        outcome = one.outcome or {}
        refusal, reading = outcome.get("refusal"), outcome.get("reading")
        return ArrivalPage(
            id=one.pk,
            title=one.title,
            name=one.name,
            stage=stage,
            may_ask=may_ask(one, stage, act.now) and not refusal,
            done=one.written,
            pages=one.to_write,
            refused=refusal_from_json(refusal) if refusal else None,
            reading=UUID(reading) if reading else None,
            today=act.today,
        )


def waits_here(by: Actor, key: UUID) -> bool:
    """Whether this is a file of one's own that a job reads. Raises NotAllowed."""
    with recorded(by, "plans.arrival_looked_for", key):
        permissions.require_checks(by)
        return Arrival.objects.filter(pk=key).exists()


def _line(one: Any) -> PlanLine:
    version = one.version
    return PlanLine(
        reading=one.pk,
        document=version.document_id,
        title=version.document.title,
        number=version.number,
        pages=version.pages,
        brought_by=version.brought_by.name,
        brought_at=version.brought_at,
        finished_at=one.finished_at,
    )


def _waits(one: Any) -> Waiting:
    return Waiting(one.pk, one.title, one.name, one.until, bool((one.outcome or {}).get("refusal")))
