"""What a screen shows of a table that waits, whatever comes in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from houvast.errors import Refused
from houvast.sheets import Recipe, Sheet, refusal_from_json, unread
from houvast.uploads.models import Upload

SHOWN = 200
"""New rows and sentences on one page: who has more of them mends the file first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A table that waits, held against everything that can be wrong with it.

    `whole` is what is wrong with the table as a whole (a column that misses); then nothing can be
    brought in. `good` rows are new, `known` are the numbers of rows that are here already.
    """

    id: UUID
    today: date
    until: datetime
    recipe: Recipe
    headers: tuple[str, ...]
    chosen: dict[str, int]
    unread: tuple[str, ...]
    withheld: tuple[str, ...]
    rows: int
    whole: Refused | None
    good: int
    known: tuple[int, ...]
    refused: tuple[tuple[int, Refused], ...]
    notes: tuple[tuple[int, Refused], ...]
    """What of a row does not come along."""
    is_fixed: bool
    """The columns are those of another shape, and not for people to choose."""
    said: Refused | None
    """Why a job brought nothing of it in."""


def of_table(upload: Upload, sheet: Sheet, recipe: Recipe, today: date) -> dict[str, Any]:
    """What a `TablePage` shows of the table itself, before a row was looked at."""
    return {
        "id": upload.pk,
        "today": today,
        "until": upload.until,
        "recipe": recipe,
        "headers": sheet.headers,
        "chosen": upload.chosen,
        "unread": unread(sheet.headers, upload.chosen),
        "withheld": sheet.withheld,
        "rows": len(sheet.rows),
        "notes": sheet.notes,
        "is_fixed": bool(sheet.names),
        "said": refusal_from_json(upload.outcome["refusal"]) if upload.outcome else None,
    }
