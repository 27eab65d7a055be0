"""Bring in employers and workplaces: put the table up, say which columns, and say yes once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import connection

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.employers import permissions
from houvast.employers.actions.bringing import bring_employers, bring_workplaces
from houvast.employers.models import WorkUpload
from houvast.employers.reads.importing import ACTS, CHANGES, RECIPES, found_in
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import Brings
from houvast.errors import Refused, gettext_noop
from houvast.sheets import Limits, from_json
from houvast.uploads import waiting
from houvast.uploads.waiting import File

MOST_ROWS = 20_000
MOST_AT_ONCE = 2_000
"""Rows that a screen brings in while somebody waits for it; more go by the command line."""
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

    Raises Refused with the field: file, sheet, or the key of a column.
    """
    with recorded(by, "employers.table_put_up") as act:
        permissions.require(by, ACTS[brings])
        upload = WorkUpload(brings=brings.value, file_name=file_name[:LONGEST_NAME])
        limits = Limits(rows=MOST_ROWS, fine=NO_PERSON if brings is Brings.WORKPLACES else ())
        waiting.put_up(upload, file, RECIPES[brings], limits, by, act)
        return upload.pk


def choose_columns(*, by: Actor, upload_id: UUID, chosen: Mapping[str, int]) -> None:
    """Say which column is which. Raises Refused at the key that misses or shares a column."""
    with recorded(by, "employers.columns_chosen", upload_id):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        upload = WorkUpload.objects.one(upload_id)
        waiting.choose(upload, RECIPES[Brings(upload.brings)], chosen)


def take_down(*, by: Actor, upload_id: UUID) -> None:
    """Throw the table away without bringing anything in."""
    with recorded(by, "employers.table_taken_down", upload_id):
        permissions.require(by, Act.IMPORT_WORKPLACES)
        WorkUpload.objects.one(upload_id).delete()


def bring_in(*, by: Actor, upload_id: UUID, take: Collection[str] = ()) -> WorkOutcome:
    """Bring in every row that is good and new, all of them or none. The table is gone after it.

    `take` has the keys of the changes that somebody said yes to, one by one, or `EVERY`; what is
    here stays as it is otherwise. One import at a time in a municipality.
    """
    with recorded(by, "employers.table_brought_in", upload_id) as act:
        permissions.require(by, Act.IMPORT_WORKPLACES)
        one_at_a_time(uuid5(NAMESPACE_OID, f"work {by.municipality_id}"))
        upload = WorkUpload.objects.one(upload_id)
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
        write(by, found.new, changes, act)
        upload.delete()
        return WorkOutcome(len(found.new), len(changes), len(found.known), len(found.refused))


def forget_tables(*, by: Actor) -> int:
    """Throw away what nobody said yes to within a day; how many tables."""
    with recorded(by, "employers.tables_forgotten"), connection.cursor() as cursor:
        cursor.execute("select employers_forget_uploads()")
        (gone,) = cursor.fetchone()
        return int(gone)
