"""Whether an error means that the database cannot be used now, and not that something is wrong."""

from django.db import InterfaceError, InternalError, OperationalError
from psycopg.errors import ReadOnlySqlTransaction


class NoTrail(OperationalError):
    """The entry in the trail could not be written: then nothing is shown and nothing happens."""


def is_outage(error: BaseException | None) -> bool:
    """Gone, going, full, or a replica that has not taken over yet: it will be back.

    A replica gives itself away by the entry in the trail, which it cannot write.
    """
    if isinstance(error, InternalError):
        return isinstance(error.__cause__, ReadOnlySqlTransaction)
    return isinstance(error, (OperationalError, InterfaceError))
