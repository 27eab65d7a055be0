"""Knowing a young person in private (privé kennen) closes the file, whatever else gives access.

It is said by somebody and never found out: no name, address or number is compared (trust T-58).
What kind of tie it is, nobody asks.
"""

from enum import StrEnum
from uuid import UUID

from houvast.errors import Refused, gettext_noop


class TieSaid(StrEnum):
    """Who said it."""

    COLLEAGUE = "colleague"
    """Who knows the young person, of himself."""
    STEERING = "steering"
    """Who steers the track."""
    YOUNG_PERSON = "young_person"
    """The young person, to the coach who wrote it down."""


def check_other(by: UUID, colleague: UUID | None) -> UUID:
    """Somebody else closes a file for a colleague; of oneself one answers the question."""
    if colleague is None:
        raise Refused(gettext_noop("Kies een collega."), field="colleague")
    if colleague == by:
        raise Refused(
            gettext_noop("Ken je de jongere zelf? Zeg dat bij: Ken je deze jongere privé?"),
            field="colleague",
        )
    return colleague
