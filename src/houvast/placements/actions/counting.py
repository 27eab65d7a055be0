"""Count the whole programme over the half years that are over: numbers of nobody."""

from django.db import connection

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.placements.reads.counting import require_counts


def count_half_years(*, by: Actor) -> int:
    """Let the database count what was not counted yet; how many numbers came. Raises NotAllowed.

    A half year in which fewer than ten people are counted waits for the next one.
    """
    with recorded(by, "placements.half_years_counted"):
        require_counts(by)
        with connection.cursor() as cursor:
            cursor.execute("select placements_count_half_years()")
            (made,) = cursor.fetchone()
            return int(made)
