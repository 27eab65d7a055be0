"""Put a table up and say which columns are which, inside the act of an importer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sheets import (
    Limits,
    Recipe,
    Sheet,
    as_json,
    by_header,
    check_chosen,
    from_json,
    read,
)
from houvast.uploads.models import Upload

WAITS = timedelta(hours=24)
GONE_AFTER = timedelta(days=2)
UNDER_WAY = gettext_noop("Dit bestand wordt al ingelezen. Wacht tot het klaar is.")


@dataclass(frozen=True, slots=True)
class File:
    """What somebody brings: `sheet` names one of several, `named` gives columns by their header.

    `source` is from which system it comes, for a file that does not say so itself.
    """

    content: bytes
    sheet: str = ""
    named: Mapping[str, str] | None = None
    source: str = ""


def put_up(
    upload: Upload, file: File, recipe: Recipe, limits: Limits, by: Actor, op: Operation
) -> None:
    """Read a file and let its table wait for a yes in `upload`. Nothing else is changed.

    Raises Refused with the field: file, sheet, or the key of a column.
    """
    wait_with(upload, read(file.content, limits, sheet=file.sheet), file, recipe, by, op)


def wait_with(
    upload: Upload, table: Sheet, file: File, recipe: Recipe, by: Actor, op: Operation
) -> None:
    """Let a table that was made of a file wait for a yes in `upload`, as `put_up`."""
    upload.municipality_id, upload.uploaded_by_id = by.municipality_id, by.user_id
    upload.at, upload.until = op.now, op.now + WAITS
    upload.destroy_on = op.today + GONE_AFTER
    upload.table = as_json(table)
    upload.chosen = by_header(recipe, table.headers, file.named or {})
    upload.save(force_insert=True)
    op.about = upload.pk


def take_down(kind: Any, upload_id: UUID) -> bool:
    """End a table; whether it was in by then. A job that is ready is waited for."""
    upload = kind.objects.defer("table").select_for_update().one(upload_id)
    was_in = upload.asked_at is not None and upload.outcome is not None
    upload.delete()
    return was_in


def require_not_asked(upload: Upload) -> None:
    """Go on with a table that no job is at. Raises Refused."""
    if upload.asked_at is not None:
        raise Refused(UNDER_WAY)


def choose(upload: Upload, recipe: Recipe, chosen: Mapping[str, int]) -> None:
    """Say which column is which. Raises Refused at the key that misses or shares a column."""
    require_not_asked(upload)
    upload.chosen = check_chosen(recipe, from_json(upload.table).headers, chosen)
    upload.save(update_fields=["chosen"])
