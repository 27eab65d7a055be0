"""A table with many rows comes in by a job: asked for, told of while it runs, and ended.

All rows are written in one transaction, of which nobody sees anything before it commits. So how far
it is goes over a connection beside it. Whether the job lives is told by a lock of its transaction:
whatever ends that lets go of the lock, also a `kill -9`.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app

from houvast.accounts.reads import signed_in
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.database.once import one_at_a_time
from houvast.errors import DomainError, NotAllowed, Refused
from houvast.sheets import Sheet, as_json, refusal_as_json
from houvast.uploads.models import Upload
from houvast.uploads.stages import may_ask, stage_of
from houvast.uploads.waiting import WAITS

AT_ONCE = 500
"""Rows that somebody waits for at a screen; with more a job brings them in."""
AFTER_THE_REST = -1
"""The priority of an import: a mail to a coach goes first."""

Refusals = Sequence[tuple[int, Refused]]


def ask(upload: Any, task: str, by: Actor, act: Operation, **said: Any) -> None:
    """Let a job bring the table in, inside the caller's act; `said` is kept beside the yes.

    Said twice at the same moment it is one job.
    """
    one = type(upload).objects.defer("table").select_for_update(no_key=True).one(upload.pk)
    if not may_ask(one, stage_of(one), act.now):
        return
    fresh = {"began_at": None, "outcome": None, "written": 0, "to_write": 0}
    for name, value in {"asked_at": act.now, **fresh, **said}.items():
        setattr(one, name, value)
    one.save()
    who = {"user_id": str(by.user_id), "role": by.role, "purpose": by.purpose}
    job = app.configure_task(task, allow_unknown=True, priority=AFTER_THE_REST)
    job.defer(upload_id=str(one.pk), **who)


def who_asked(user_id: str, role: str, purpose: str) -> Actor:
    """Who said yes, if he or she still works here in that role. Raises NotAllowed."""
    user = signed_in(user_id)
    if user is None or not user.is_active or user.suspended_at or role not in user.live_roles:
        raise NotAllowed("role")
    return Actor(user.pk, user.municipality_id, role, purpose)


class Aside:
    """Tells how far a job is, beside its transaction. Numbers only: the act has its own entry."""

    def __init__(self, kind: Any, by: Actor, upload_id: UUID) -> None:
        self.kind, self.by, self.key = kind, by, upload_id
        self.beside = ThreadPoolExecutor(1)

    def told(self, written: int, to_write: int) -> None:
        """So many of so many rows are written."""
        self.change(written=written, to_write=to_write)

    def change(self, **columns: Any) -> None:
        """Write this, and commit it."""
        self.beside.submit(self._write, columns).result()

    def close(self) -> None:
        """Let go of the connection."""
        self.beside.submit(connections.close_all).result()
        self.beside.shutdown()

    def _write(self, columns: dict[str, Any]) -> None:
        with acting(self.by):
            self.kind.objects.filter(pk=self.key).update(**columns)


@contextmanager
def telling(kind: type[Upload], by: Actor, upload_id: UUID) -> Iterator[Aside]:
    """Around the act of a job. When a rule says no the table waits again, with what was said."""
    aside = Aside(kind, by, upload_id)
    try:
        yield aside
    except DomainError as error:
        said = {"refusal": refusal_as_json(error)} if isinstance(error, Refused) else None
        aside.change(asked_at=None, began_at=None, outcome=said)
    finally:
        aside.close()


def begun(kind: Any, upload_id: UUID, aside: Aside, act: Operation) -> Any:
    """The table to bring in, under its lock; None when another job did. Raises NotFound."""
    one_at_a_time(upload_id)
    upload = kind.objects.one(upload_id)
    if upload.asked_at is None or upload.outcome is not None:
        return None
    aside.change(began_at=act.now)
    return upload


def ended(
    upload: Any, act: Operation, counts: dict[str, int], refused: Refusals, left: Sheet
) -> None:
    """Keep for a day what became of the table, and `left` in its place. Raises NotFound.

    A table that was thrown away meanwhile is a no, so that nothing of it comes in.
    """
    one = type(upload).objects.select_for_update(no_key=True).one(upload.pk)
    one.at, one.until, one.table = act.now, act.now + WAITS, as_json(left)
    one.outcome = counts | {"rows": [[row, *refusal_as_json(error)] for row, error in refused]}
    one.save()
