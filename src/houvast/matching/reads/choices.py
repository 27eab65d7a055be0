"""What was chosen about workplaces on a track: of each workplace the latest row counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.reads.nested import nested
from houvast.errors import NotFound
from houvast.matching.models import Choice
from houvast.matching.rules.choices import ChoiceOutcome, NotNowReason
from houvast.matching.rules.explain import Explanation, explanation_of
from houvast.tracks.reads.files import TrackFile, read_file


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice with its reasons as they were shown; `ruleset` is the version that made them."""

    id: UUID
    workplace_id: UUID
    wishes_id: UUID | None
    title: str
    employer: str
    outcome: ChoiceOutcome
    reason: NotNowReason | None
    text: str
    ruleset: str
    why: Explanation
    at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """One choice, later: what was on screen when it was made."""

    file: TrackFile
    choice: ChoiceLine


NAMES = (
    "id",
    "workplace_id",
    "wishes_id",
    "title",
    "employer",
    "outcome",
    "reason",
    "text",
    "ruleset",
    "explanation",
    "at",
)


def choices_column() -> ArraySubquery:
    """SQL: all choices of a track, the oldest first, as JSON for one annotation."""
    rows = Choice.objects.filter(track=OuterRef("pk")).order_by("at", "pk")
    fields = {name: name for name in NAMES} | {"by": "made_by__name"}
    return nested(rows, **fields)


def latest_choices(rows: list[dict[str, Any]]) -> dict[UUID, ChoiceLine]:
    """Per workplace the choice that counts now, from what `choices_column` gave."""
    lines = [choice_line(row | {"at": datetime.fromisoformat(row["at"])}) for row in rows]
    latest = {one.workplace_id: one for one in lines}
    return {key: one for key, one in latest.items() if one.outcome is not ChoiceOutcome.BACK}


def choice_page(by: Actor, choice_id: UUID) -> ChoicePage:
    """A choice with the reasons of then. Raises NotFound where the database shows nothing."""
    with recorded(by, "matching.choice_viewed", choice_id) as act:
        rows = Choice.objects.filter(pk=choice_id)
        row = rows.values("track_id", *NAMES, by=F("made_by__name")).first()
        if row is None:
            raise NotFound
        return ChoicePage(read_file(by, row["track_id"], act), choice_line(row))


def choice_line(row: dict[str, Any]) -> ChoiceLine:
    """A row as a value; ids come as text from JSON."""
    wishes = row["wishes_id"]
    return ChoiceLine(
        id=UUID(str(row["id"])),
        workplace_id=UUID(str(row["workplace_id"])),
        wishes_id=UUID(str(wishes)) if wishes else None,
        title=row["title"],
        employer=row["employer"],
        outcome=ChoiceOutcome(row["outcome"]),
        reason=NotNowReason(row["reason"]) if row["reason"] else None,
        text=row["text"],
        ruleset=row["ruleset"],
        why=explanation_of(row["explanation"]),
        at=row["at"],
        made_by=row["by"],
    )
