"""Whom a file can be closed for, and for the privacy officer: which files are closed for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import PURPOSES_OF, Purpose, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.models import Tie
from houvast.sharing.rules.ties import TieSaid

SHOWN = 200
"""How many the list shows, the latest first."""
NOT_HERE = (Role.SYSTEM, Role.LINKED_SYSTEM)


@dataclass(frozen=True, slots=True)
class TieLine:
    """A file that is closed for a colleague; of the young person stands only a mark."""

    id: UUID
    mark: str
    colleague: str
    said_by: TieSaid
    entered_by: str
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class TiesPage:
    """All of them, the latest first."""

    today: date
    ties: tuple[TieLine, ...]


def to_close_for(by: Actor) -> tuple[Colleague, ...]:
    """Who works here, each once, without oneself."""
    with recorded(by, "tracks.colleagues_to_close_for_listed") as act:
        roles = [one for one in PURPOSES_OF if one not in NOT_HERE]
        found = colleagues(by.municipality_id, roles, act.now)
        return tuple({one.id: one for one in found if one.id != by.user_id}.values())


def ties_page(by: Actor) -> TiesPage:
    """Which files are closed for whom. Raises NotAllowed for who is not the privacy officer."""
    with recorded(by, "tracks.ties_viewed") as act:
        if by.role != Role.PRIVACY_OFFICER or by.purpose != Purpose.SUBJECT_RIGHTS:
            raise NotAllowed("role")
        found = Tie.objects.filter(is_private=True).order_by("-at", "pk")[:SHOWN]
        rows = list(found.select_related("user", "entered_by"))
        act.concerns(*dict.fromkeys(one.person_id for one in rows))
        return TiesPage(act.today, tuple(_line(one) for one in rows))


def _line(one: Tie) -> TieLine:
    return TieLine(
        id=one.pk,
        mark=one.person_id.hex[:8],
        colleague=one.user.name,
        said_by=TieSaid(one.said_by),
        entered_by=one.entered_by.name,
        at=one.at,
        ended_at=one.ended_at,
    )
