"""The views of the lists of employers: by what we and the employer did, never by a young person."""

from datetime import timedelta
from enum import StrEnum

from houvast.employers.rules.roles import KEEPERS, STAFF

QUIET_AFTER = timedelta(days=90)
"""After how long without a talk an employer is quiet: a choice of this tool, no rule of law."""


class EmployerView(StrEnum):
    """Which employers someone looks at (weergave)."""

    ALL = "all"
    MINE = "mine"
    """The actor is the fixed contact of the municipality."""
    FREE = "free"
    """Somebody can begin there."""
    DUE = "due"
    """The day of the next talk has come."""
    QUIET = "quiet"
    """Nobody talked with them for three months, or ever."""


class EmployerOrder(StrEnum):
    """What the list of employers is sorted by."""

    NAME = "name"
    TALK = "talk"
    """The longest without a talk first."""


def views_of(role: str) -> tuple[EmployerView, ...]:
    """The views of a role: a broker sees only his own talks, so nobody is quiet to him."""
    if role in KEEPERS:
        return tuple(EmployerView)
    if role in STAFF:
        return tuple(one for one in EmployerView if one is not EmployerView.MINE)
    return (EmployerView.ALL, EmployerView.FREE)
