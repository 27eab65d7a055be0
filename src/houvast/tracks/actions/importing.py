"""Bring in a caseload that runs already: put the table up, say which columns, and say yes once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
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
from houvast.uploads import waiting
from houvast.uploads.waiting import File

MOST_ROWS = 20_000
MOST_AT_ONCE = 500
"""Rows that a screen brings in while somebody waits for it; more go by the command line."""
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


def take_down(*, by: Actor, upload_id: UUID) -> None:
    """Throw the table away without bringing anybody in."""
    with recorded(by, "tracks.caseload_taken_down", upload_id):
        permissions.require_who_imports(by)
        CaseloadUpload.objects.one(upload_id).delete()


def bring_in(
    *, by: Actor, upload_id: UUID, told: Callable[[int, int], None] = lambda done, of: None
) -> Outcome:
    """Bring in every row that is good and new: all of them or none. The table is gone after it.

    One import at a time in a municipality, so that the same file twice gives each person one track.
    `told` hears how many of how many rows are written; nothing of it is visible before the commit.
    """
    with recorded(by, "tracks.caseload_brought_in", upload_id) as act:
        permissions.require_who_imports(by)
        one_at_a_time(uuid5(NAMESPACE_OID, f"caseload {by.municipality_id}"))
        upload = CaseloadUpload.objects.one(upload_id)
        outcome = _brought_in(by, upload, from_json(upload.table), act, told)
        upload.delete()
        with connection.cursor() as cursor:  # the promise, before anybody is told that it is done
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        return outcome


def _brought_in(
    by: Actor,
    upload: CaseloadUpload,
    table: Sheet,
    act: Operation,
    told: Callable[[int, int], None],
) -> Outcome:
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
    return outcome


def forget_uploads(*, by: Actor) -> int:
    """Throw away what nobody said yes to within a day; how many tables."""
    with recorded(by, "tracks.uploads_forgotten"), connection.cursor() as cursor:
        cursor.execute("select tracks_forget_uploads()")
        (gone,) = cursor.fetchone()
        return int(gone)
