"""The same form sent twice at the same moment: the second waits, and finds what the first made."""

from uuid import UUID

from django.db import connection


def one_at_a_time(key: UUID, what: str = "") -> None:
    """Hold a key until the transaction ends; whoever comes with the same key waits for that.

    `what` is the word before the key where a trigger holds the same one.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what}{key}"])
