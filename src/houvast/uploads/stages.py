"""How far a table is that a job brings in, and what its page shows of that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection

from houvast.errors import Refused
from houvast.sheets import refusal_from_json
from houvast.uploads.models import Upload

LONG = timedelta(minutes=5)
"""Who waits longer than this for a job to begin may ask again; a job that comes twice acts once."""


class Stage(StrEnum):
    """How far it is."""

    LOOKED_AT = "looked_at"
    ASKED = "asked"
    UNDER_WAY = "under_way"
    STOPPED = "stopped"
    """The job ended halfway, so nothing of it came in."""
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage:
    """A table after the yes: `name` is how its maker called it, `rows` are those that stay out."""

    id: UUID
    today: date
    until: datetime
    name: str
    stage: Stage
    may_ask: bool
    written: int
    to_write: int
    brought: int
    changed: int
    known: int
    refused: tuple[tuple[int, Refused], ...]

    @property
    def moves(self) -> bool:
        """Whether a later look shows something else."""
        return self.stage in (Stage.ASKED, Stage.UNDER_WAY)


def stage_of(upload: Upload) -> Stage:
    """How far it is, inside the caller's act. Raises NotFound when it is gone by now.

    The job takes its lock before it says that it began. So a table that began, without a lock, is
    of a job that has ended: then what it left is read once more.
    """
    if upload.asked_at is None:
        return Stage.LOOKED_AT
    if upload.outcome is None and upload.began_at is None:
        return Stage.ASKED
    if upload.outcome is None:
        if _held(upload.pk):
            return Stage.UNDER_WAY
        kept: Any = type(upload)
        again = kept.objects.defer("table").one(upload.pk)
        if again.asked_at is None:
            return Stage.LOOKED_AT
        upload.outcome = again.outcome
    return Stage.STOPPED if upload.outcome is None else Stage.DONE


def may_ask(upload: Upload, stage: Stage, now: datetime) -> bool:
    """Whether a yes makes a job: nobody said one, or what became of it is nothing."""
    if stage is Stage.ASKED:
        return upload.asked_at is not None and now - upload.asked_at > LONG
    return stage in (Stage.LOOKED_AT, Stage.STOPPED)


def later_page(upload: Upload, stage: Stage, name: str, now: datetime, today: date) -> LaterPage:
    """What its page shows."""
    outcome = upload.outcome or {}
    return LaterPage(
        id=upload.pk,
        today=today,
        until=upload.until,
        name=name,
        stage=stage,
        may_ask=may_ask(upload, stage, now),
        written=upload.written,
        to_write=upload.to_write,
        brought=outcome.get("brought", 0),
        changed=outcome.get("changed", 0),
        known=outcome.get("known", 0),
        refused=refusals(upload),
    )


def refusals(upload: Upload) -> tuple[tuple[int, Refused], ...]:
    """The rows that stayed out, each with the number it had in the file."""
    rows = (upload.outcome or {}).get("rows", ())
    return tuple((row, refusal_from_json(kept)) for row, *kept in rows)


def _held(upload_id: UUID) -> bool:
    """Whether a transaction holds the lock of this table (`one_at_a_time`)."""
    with connection.cursor() as cursor:
        free = "select pg_try_advisory_xact_lock_shared(hashtextextended(%s, 0))"
        cursor.execute(free, [str(upload_id)])
        return not cursor.fetchone()[0]
