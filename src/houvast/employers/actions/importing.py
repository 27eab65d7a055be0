"""Bring in employers and workplaces: put the table up, say which columns, and say yes once."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.employers import permissions
from houvast.employers.actions.bringing import (
    Told,
    bring_employers,
    bring_workplaces,
    quiet,
)
from houvast.employers.models import WorkUpload
from houvast.employers.reads.importing import ACTS, CHANGES, RECIPES, found_in
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Brings
from houvast.employers.rules.vum.reading import sheet_of
from houvast.employers.rules.work_importing import check_source
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Limits, from_json, looks_like_json
from houvast.uploads import later, waiting
from houvast.uploads.waiting import File

MOST_ROWS = 20_000
BRING_IN = "employers.bring_in_table"
"""The job that brings in a table with many rows (jobs.py)."""
LONGEST_NAME = 100
EVERY = "every"
"""Instead of the keys of changes: all that the file says otherwise."""
NO_PERSON = ("vog",)
"""A workplace asks for a VOG; in a table of young people a column of that name is left unread."""

NOTHING_NEW = gettext_noop("Er is niets om in te lezen. Verbeter de rijen en begin opnieuw.")
MOVED_ON = gettext_noop("Hier is intussen iets veranderd. Kijk nog eens wat je overneemt.")


@dataclass(frozen=True, slots=True)
class WorkOutcome:
    """What became of a table: how many came in, were changed, stood here, and were refused."""

    brought: int
    changed: int
    known: int
    refused: int


def put_up(*, by: Actor, file: File, brings: Brings, file_name: str = "") -> UUID:
    """Read a file and let its table wait for a yes, a day at most. Nothing else is changed.

    An xlsx, a csv, or vacancies in the shape of VUM. Raises Refused with the field: file, sheet,
    source, or the key of a column.
    """
    with recorded(by, "employers.table_put_up") as act:
        permissions.require(by, ACTS[brings])
        upload = WorkUpload(brings=brings.value, file_name=file_name[:LONGEST_NAME])
        limits = Limits(rows=MOST_ROWS, fine=NO_PERSON if brings is Brings.WORKPLACES else ())
        if looks_like_json(file.content):
            table = sheet_of(file.content, brings, check_source(file.source), limits)
            waiting.wait_with(upload, table, file, RECIPES[brings], by, act)
        else:
            waiting.put_up(upload, file, RECIPES[brings], limits, by, act)
        return upload.pk


def choose_columns(*, by: Actor, upload_id: UUID, chosen: Mapping[str, int]) -> None:
    """Say which column is which. Raises Refused at the key that misses or shares a column."""
    with recorded(by, "employers.columns_chosen", upload_id):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.one(upload_id)
        waiting.choose(upload, RECIPES[Brings(upload.brings)], chosen)


def take_down(*, by: Actor, upload_id: UUID) -> bool:
    """Throw the table away, also under a job: then nothing comes in. Whether one brought it in."""
    with recorded(by, "employers.table_taken_down", upload_id):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        return waiting.take_down(WorkUpload, upload_id)


def bring_in(
    *, by: Actor, upload_id: UUID, take: Collection[str] = (), told: Told = quiet
) -> WorkOutcome:
    """Bring in every row that is good and new, all of them or none. The table is gone after it.

    `take` has the keys of the changes that somebody said yes to, one by one, or `EVERY`; what is
    here stays as it is otherwise. One import at a time in a municipality. `told` hears how many of
    how many rows are written.
    """
    with recorded(by, "employers.table_brought_in", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.one(upload_id)
        waiting.require_not_asked(upload)
        outcome, _ = _brought_in(by, upload, take, act, told)
        upload.delete()
        return outcome


def say_yes(*, by: Actor, upload_id: UUID, take: Collection[str] = ()) -> WorkOutcome | None:
    """Bring in a table at a screen: at once, or by a job when that takes long; None for a job.

    Another yes to the same table does nothing while the job is at it, and after.
    """
    with recorded(by, "employers.table_yes_said", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload: Any = WorkUpload.objects.with_rows().defer("table").one(upload_id)
        if upload.asked_at is None and upload.rows <= later.AT_ONCE:
            return bring_in(by=by, upload_id=upload_id, take=take)
        again = not take and upload.asked_at is not None
        later.ask(upload, BRING_IN, by, act, take=upload.take if again else list(take))
        return None


def bring_in_later(*, by: Actor, upload_id: UUID) -> None:
    """What the job does: as `bring_in`, and who asked reads how far it is and what became of it.

    Of the table only the refused rows are kept, to fetch. Run twice, the second does nothing.
    """
    telling = later.telling(WorkUpload, by, upload_id)
    with telling as aside, recorded(by, "employers.table_job_ran", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = later.begun(WorkUpload, upload_id, aside, act)
        if upload is None:
            return
        outcome, refused = _brought_in(by, upload, upload.take, act, aside.told)
        out, table = {number for number, _ in refused}, from_json(upload.table)
        left = replace(table, rows=tuple(one for one in table.rows if one.number in out))
        later.ended(upload, act, asdict(outcome), refused, left)


def _brought_in(
    by: Actor, upload: WorkUpload, take: Collection[str], act: Operation, told: Told
) -> tuple[WorkOutcome, list[tuple[int, Refused]]]:
    one_at_a_time(uuid5(NAMESPACE_OID, f"work {by.municipality_id}"))
    found = found_in(by, upload, from_json(upload.table), act)
    changes = [one for one in found.changes if take == EVERY or one.key in take]
    if take != EVERY and len(changes) != len(set(take)):
        raise Refused(MOVED_ON)
    if not found.new and not found.known:
        raise Refused(NOTHING_NEW)
    brings = Brings(upload.brings)
    if changes:
        permissions.require(by, CHANGES[brings])
    write = bring_employers if brings is Brings.EMPLOYERS else bring_workplaces
    write(by, found.new, changes, act, told)
    counts = (len(found.new), len(changes), len(found.known), len(found.refused))
    return WorkOutcome(*counts), found.refused


def forget_tables(*, by: Actor) -> int:
    """Throw away what nobody said yes to within a day; how many tables."""
    with recorded(by, "employers.tables_forgotten"), connection.cursor() as cursor:
        cursor.execute("select employers_forget_uploads()")
        (gone,) = cursor.fetchone()
        return int(gone)
