"""Restriction (beperking, AVG 18): what was shared is kept, and for now nobody is given it.

It begins on a ground of the law. Before it is lifted the young person hears it, and can object.
"""

from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

LATEST = timedelta(days=92)
"""How far ahead of the lifting it can be told."""


class RestrictedFor(StrEnum):
    """Why it is restricted: the four grounds of article 18, and no other."""

    CONTESTED = "contested"
    UNLAWFUL = "unlawful"
    CLAIM = "claim"
    OBJECTED = "objected"


class Limit(StrEnum):
    """How a fact that was shared stands now."""

    FREE = "free"
    RESTRICTED = "restricted"
    ANNOUNCED = "announced"
    """Still restricted; the young person was told from which day it no longer is."""


MOVES: dict[Limit, tuple[Limit, ...]] = {
    Limit.FREE: (Limit.RESTRICTED,),
    Limit.RESTRICTED: (Limit.ANNOUNCED,),
    Limit.ANNOUNCED: (Limit.RESTRICTED, Limit.FREE),
}
"""Every other move is refused, by the database as well."""


def limit_of(*, is_restricted: bool, lift_on: date | None) -> Limit:
    """How it stands, of what is kept about it."""
    if not is_restricted:
        return Limit.FREE
    return Limit.RESTRICTED if lift_on is None else Limit.ANNOUNCED


def check_limit(now: Limit, then: Limit) -> None:
    """A restriction is told before it is lifted. Raises Refused."""
    if then not in MOVES[now]:
        raise Refused(gettext_noop("Dit is intussen veranderd. Ververs de pagina."))


def check_lift_on(lift_on: date, today: date) -> None:
    """The young person hears it before the day itself. Raises Refused."""
    if lift_on <= today:
        raise Refused(
            gettext_noop("Kies een dag na vandaag. De jongere moet het eerst weten."),
            field="lift_on",
        )
    if lift_on > today + LATEST:
        raise Refused(gettext_noop("Kies een dag binnen drie maanden."), field="lift_on")


def may_lift(lift_on: date | None, today: date) -> bool:
    """Whether the day has come that the young person was told."""
    return lift_on is not None and lift_on <= today
