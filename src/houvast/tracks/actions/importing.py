"""Bring in a caseload that runs already: put the table up, say which columns, and say yes once."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Limits, Sheet, from_json
from houvast.tracks import permissions
from houvast.tracks.actions.bringing import bring
from houvast.tracks.models import CaseloadImport, CaseloadUpload
from houvast.tracks.reads.importing import found_in, here_before
from houvast.tracks.rules.importing import RECIPE
from houvast.tracks.rules.signals import check_reason
from houvast.uploads import later, waiting
from houvast.uploads.waiting import File

MOST_ROWS = 20_000
BRING_IN = "tracks.bring_in_caseload"
"""The job that brings in a table with many rows (jobs.py)."""
KEPT = timedelta(days=5 * 365)
LONGEST_REASON = 300

NOTHING_NEW = gettext_noop("Er is niets om in te lezen. Verbeter de rijen en begin opnieuw.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a table: how many came in, were here already, and were refused."""

    brought: int
    known: int
    refused: int


def put_up(*, by: Actor, file: File, reason: str) -> UUID:
    """Read a file and let its table wait for a yes, a day at most. Nothing else is changed.

    Raises Refused with the field: file, sheet, reason, or the key of a column.
    """
    with recorded(by, "tracks.caseload_put_up") as act:
        permissions.require_who_imports(by)
        upload = CaseloadUpload(reason=check_reason(reason)[:LONGEST_REASON])
        waiting.put_up(upload, file, RECIPE, Limits(rows=MOST_ROWS), by, act)
        return upload.pk


def choose_columns(*, by: Actor, upload_id: UUID, chosen: Mapping[str, int]) -> None:
    """Say which column is which. Raises Refused at the key that misses or shares a column."""
    with recorded(by, "tracks.columns_chosen", upload_id):
        permissions.require_who_imports(by)
        waiting.choose(CaseloadUpload.objects.one(upload_id), RECIPE, chosen)


def take_down(*, by: Actor, upload_id: UUID) -> bool:
    """Throw the table away, also under a job: then nobody comes in. Whether one brought it in."""
    with recorded(by, "tracks.caseload_taken_down", upload_id):
        permissions.require_who_imports(by)
        return waiting.take_down(CaseloadUpload, upload_id)


def bring_in(
    *, by: Actor, upload_id: UUID, told: Callable[[int, int], None] = lambda done, of: None
) -> Outcome:
    """Bring in every row that is good and new: all of them or none. The table is gone after it.

    One import at a time in a municipality, so that the same file twice gives each person one track.
    `told` hears how many of how many rows are written; nothing of it is visible before the commit.
    """
    with recorded(by, "tracks.caseload_brought_in", upload_id) as act:
        permissions.require_who_imports(by)
        upload = CaseloadUpload.objects.one(upload_id)
        waiting.require_not_asked(upload)
        outcome, _ = _brought_in(by, upload, from_json(upload.table), act, told)
        upload.delete()
        _keep_the_promise()
        return outcome


def say_yes(*, by: Actor, upload_id: UUID) -> Outcome | None:
    """Bring in a table at a screen: at once, or by a job when that takes long; None for a job.

    Another yes to the same table does nothing while the job is at it, and after.
    """
    with recorded(by, "tracks.caseload_yes_said", upload_id) as act:
        permissions.require_who_imports(by)
        upload: Any = CaseloadUpload.objects.with_rows().defer("table").one(upload_id)
        if upload.asked_at is None and upload.rows <= later.AT_ONCE:
            return bring_in(by=by, upload_id=upload_id)
        later.ask(upload, BRING_IN, by, act)
        return None


def bring_in_later(*, by: Actor, upload_id: UUID) -> None:
    """What the job does: as `bring_in`, and who asked reads how far it is and what became of it.

    Of the table only the headers are kept. Run twice, the second does nothing.
    """
    telling = later.telling(CaseloadUpload, by, upload_id)
    with telling as aside, recorded(by, "tracks.caseload_job_ran", upload_id) as act:
        permissions.require_who_imports(by)
        upload = later.begun(CaseloadUpload, upload_id, aside, act)
        if upload is None:
            return
        table = from_json(upload.table)
        outcome, refused = _brought_in(by, upload, table, act, aside.told)
        later.ended(upload, act, asdict(outcome), refused, replace(table, rows=()))
        _keep_the_promise()


def _keep_the_promise() -> None:
    """Ask the constraints now, before anybody is told that it is done."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _brought_in(
    by: Actor,
    upload: CaseloadUpload,
    table: Sheet,
    act: Operation,
    told: Callable[[int, int], None],
) -> tuple[Outcome, list[tuple[int, Refused]]]:
    one_at_a_time(uuid5(NAMESPACE_OID, f"caseload {by.municipality_id}"))
    found = found_in(by, table, upload.chosen, act)
    known = {one.row for one in here_before(found.good)}
    new = [one for one in found.good if one.row not in known]
    if not new and not known:
        raise Refused(NOTHING_NEW)
    outcome = Outcome(len(new), len(known), len(found.refused))
    if new:
        CaseloadImport.objects.create(
            pk=upload.pk,
            municipality_id=by.municipality_id,
            made_by_id=by.user_id,
            at=act.now,
            reason=upload.reason,
            brought=outcome.brought,
            known=outcome.known,
            refused=outcome.refused,
            destroy_on=act.today + KEPT,
        )
        act.concerns(*bring(by, new, upload.pk, act, told))
    return outcome, found.refused


def forget_uploads(*, by: Actor) -> int:
    """Throw away what nobody said yes to within a day; how many tables."""
    with recorded(by, "tracks.uploads_forgotten"), connection.cursor() as cursor:
        cursor.execute("select tracks_forget_uploads()")
        (gone,) = cursor.fetchone()
        return int(gone)
