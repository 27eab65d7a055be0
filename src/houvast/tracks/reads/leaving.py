"""Colleagues and what they hold, as a number: an administrator sees no young person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Least

from houvast.accounts.models import HiringContract, Membership, User
from houvast.accounts.rules import COACHES, Role, SuspendReason
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """A colleague in the list of the administrator."""

    id: UUID
    name: str
    roles: tuple[Role, ...]
    is_active: bool
    suspended_at: datetime | None
    suspended_for: SuspendReason | None
    coaches: bool
    """Is or was a coach here, and so can be hired until a day."""
    hired_until: date | None


@dataclass(frozen=True, slots=True)
class ColleaguesPage:
    """Everybody with an account here, by name."""

    today: date
    colleagues: tuple[ColleagueLine, ...]


def still_held(user_id: UUID) -> int:
    """How many young people someone leads, keeps a moment of, or holds the door for.

    Asked of the database, because the asker sees none of those rows.
    """
    with connection.cursor() as cursor:
        cursor.execute("select tracks_still_held(%s)", [user_id])
        return int(cursor.fetchone()[0])


def stands_in_until(user_id: UUID) -> date | None:
    """The last day on which someone stands in for a colleague; None when for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_stands_in_until(%s)", [user_id])
        day: date | None = cursor.fetchone()[0]
        return day


def colleagues_page(by: Actor) -> ColleaguesPage:
    """Everybody with an account, with the roles of now. Raises NotAllowed for others."""
    with recorded(by, "tracks.colleagues_viewed") as act:
        if by.role != Role.FUNCTIONAL_ADMIN:
            raise NotAllowed("administrator")
        mine = Membership.objects.filter(user=OuterRef("pk"), since__lte=act.now, until__gt=act.now)
        people = User.objects.filter(
            municipality_id=by.municipality_id, is_system=False, system_of=None
        )
        coached = Membership.objects.filter(
            user=OuterRef("pk"), role__in=[one.value for one in COACHES]
        )
        newest = HiringContract.objects.filter(user=OuterRef("pk")).order_by("-set_at", "-pk")
        rows = people.annotate(
            roles=ArraySubquery(mine.order_by("since").values("role")),
            coaches=Exists(coached),
            hired_until=Subquery(newest.values(last=Least("ends_on", "processing_until"))[:1]),
        )
        return ColleaguesPage(
            act.today,
            tuple(
                ColleagueLine(
                    id=one.pk,
                    name=one.name,
                    roles=tuple(Role(role) for role in one.roles),
                    is_active=one.is_active,
                    suspended_at=one.suspended_at,
                    suspended_for=SuspendReason(one.suspended_for) if one.suspended_for else None,
                    coaches=one.coaches,
                    hired_until=one.hired_until,
                )
                for one in rows.order_by("name", "pk")
            ),
        )
