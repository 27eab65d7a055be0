"""The same form sent twice at the same moment: the second waits, and finds what the first made."""

from uuid import UUID

from django.db import connection


def one_at_a_time(key: UUID) -> None:
    """Hold a key until the transaction ends; whoever comes with the same key waits for that."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
