"""Numbers of nobody, asked of a replica when there is one, so that the work does not wait for them.

The role there is `houvast_figures`: it may call functions that count, and read no table. So a file
cannot be read from a replica, whatever the code asks; and through `recorded` it could not either,
because a replica cannot write the entry in the trail.
"""

import logging
from typing import Any

from django.db import OperationalError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from houvast.database.actor import Actor

REPLICA = "replica"
MOST_BEHIND = 60
"""Seconds that a replica may be behind; numbers that are older are asked of the primary."""

logger = logging.getLogger("houvast.database")

SET = """
select set_config('houvast.municipality', %s, true), set_config('houvast.user', %s, true),
       set_config('houvast.purpose', %s, true),
       case when not pg_is_in_recovery() then 0
            when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
                 and exists (select from pg_stat_wal_receiver) then 0
            else extract(epoch from houvast_now() - pg_last_xact_replay_timestamp()) end
"""
"""Who acts, and how many seconds the replica is behind: nothing when that cannot be known.

All that was received is replayed, from a primary that still sends: then it is up to date, however
long ago somebody wrote something.
"""


def is_there() -> bool:
    """Whether this installation has a replica for its numbers."""
    return REPLICA in connections.settings


def counted(by: Actor, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a statement that counts and names nobody, for who acts now.

    To be asked inside `recorded`: the look is written in the trail of the primary, and the numbers
    come from the replica. One that is gone, or too far behind, is not waited for: then the primary
    counts, and the log says so.
    """
    if is_there():
        try:
            return _there(by, sql)
        except OperationalError as error:
            logger.warning("The replica was passed over", extra={"why": type(error).__name__})
    with connection.cursor() as cursor:
        return _rows(cursor, sql)


class Behind(OperationalError):
    """What the replica knows is too old to show."""


def _there(by: Actor, sql: str) -> list[tuple[Any, ...]]:
    with transaction.atomic(using=REPLICA), connections[REPLICA].cursor() as cursor:
        cursor.execute(SET, [str(by.municipality_id), str(by.user_id), by.purpose])
        *_, behind = cursor.fetchone()
        if behind is None or behind > MOST_BEHIND:
            raise Behind
        return _rows(cursor, sql)


def _rows(cursor: CursorWrapper, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
