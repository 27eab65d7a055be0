"""Who is acting, who works here, and which days are working days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField, F, Func, OuterRef, QuerySet
from holidays import country_holidays

from houvast.accounts.models import Membership, Municipality, SignedIn, User, WorkingDay
from houvast.accounts.rules import PURPOSES_OF, SCOPES_OF, Purpose, Role, Scope, WorkingDays
from houvast.database.actor import Actor
from houvast.database.written import Given, ask
from houvast.errors import NotAllowed

SATURDAY = 5
BACK, AHEAD = timedelta(days=120), timedelta(days=480)
"""How far the working days reach that a rule gets: more than any promise looks."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who works here, as others see him or her."""

    id: UUID
    name: str
    role: Role
    team: str
    team_id: UUID
    is_deputy: bool = False
    """Stands in for the coordinator, and is asked after him."""


def actor_of(user: object, role: Role, purpose: Purpose | None = None) -> Actor:
    """The actor that a signed-in user is, in one of his or her roles and for one purpose.

    Raises NotAllowed when the role does not act for that purpose, or for none. Whether the user
    has the role now is asked by `roles_of`, once per request. An administrator acts for no purpose:
    the database shows him no person at all.
    """
    allowed = PURPOSES_OF.get(role, ())
    if not isinstance(user, User):
        raise NotAllowed("nobody")
    if role is Role.FUNCTIONAL_ADMIN and purpose is None:
        return Actor(user.pk, user.municipality_id, role.value, "")
    chosen = purpose or (allowed[0] if allowed else None)
    if chosen is None or chosen not in allowed:
        raise NotAllowed("purpose")
    return Actor(user.pk, user.municipality_id, role.value, chosen.value)


HOUVAST_NOW: Func = Func(function="houvast_now", output_field=DateTimeField())
"""The one clock, asked by the database while it reads."""


def signed_in(user_id: UUID | str) -> Any:
    """The user of a session with his municipality, and as `live_roles` the roles he has now.

    One query for every request, so it is written once; None when there is no such user.
    """
    for row in ask(_signed_in, user_id=UUID(str(user_id))):
        user: Any = User.from_db(DEFAULT_DB_ALIAS, USER, [row[one] for one in USER])
        place = [row[PLACE + one] for one in MUNICIPALITY]
        user.municipality = Municipality.from_db(DEFAULT_DB_ALIAS, MUNICIPALITY, place)
        user.live_roles = row["live_roles"]
        return user
    return None


USER = [one.attname for one in User._meta.concrete_fields]
MUNICIPALITY = [one.attname for one in Municipality._meta.concrete_fields]
PLACE = "place_"


def _signed_in(user_id: Given) -> "QuerySet[Any, Any]":
    mine = Membership.objects.filter(
        user=OuterRef("pk"), since__lte=HOUVAST_NOW, until__gt=HOUVAST_NOW
    )
    people: Any = User.objects.filter(pk=user_id)
    found: QuerySet[Any, Any] = people.annotate(
        live_roles=ArraySubquery(mine.order_by("since", "pk").values("role")),
        **{PLACE + one: F(f"municipality__{one}") for one in MUNICIPALITY},
    ).values(*USER, "live_roles", *(PLACE + one for one in MUNICIPALITY))
    return found


def sessions_of(user_id: UUID) -> dict[str, str]:
    """What each session holds that is kept of somebody, as Django signs it, by its key."""
    mine = SignedIn.objects.filter(user=user_id, expire_date__gt=HOUVAST_NOW)
    return dict(mine.order_by("pk").values_list("pk", "session_data"))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a system acts for, with what it may do."""

    actor: Actor
    scopes: frozenset[Scope]


def hash_of(secret: str) -> str:
    """What is kept of the secret of a token: 256 random bits need no salt and no slow hash."""
    return sha256(secret.encode()).hexdigest()


def holder_of(secret: str) -> Holder | None:
    """The holder of a token that works now; nothing for every other text, whatever the reason."""
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_token_of(%s)", [hash_of(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    token, user, place, role, purpose, scopes = row
    if (Role(role), Purpose(purpose)) not in SCOPES_OF:
        return None
    actor = Actor(user, place, role, purpose, token)
    allowed = SCOPES_OF[Role(role), Purpose(purpose)]
    return Holder(actor, frozenset(one for one in allowed if one in scopes))


def roles_of(user: object, now: datetime) -> tuple[Role, ...]:
    """The roles a user has now, in the order in which they were given; none when suspended."""
    if not isinstance(user, User) or not user.is_active or user.suspended_at is not None:
        return ()
    mine = Membership.objects.filter(user=user, since__lte=now, until__gt=now)
    found = mine.order_by("since", "pk").values_list("role", flat=True)
    return tuple(dict.fromkeys(Role(role) for role in found))


def safety_net(municipality_id: UUID) -> Actor:
    """The actor in whose name the jobs of a municipality work: ids and dates, nothing more."""
    found = User.objects.get(municipality_id=municipality_id, is_system=True)
    return Actor(found.pk, municipality_id, Role.SYSTEM.value, Purpose.SAFETY_NET.value)


def colleagues(
    municipality_id: UUID, roles: Iterable[Role], now: datetime
) -> tuple[Colleague, ...]:
    """Who serves now in one of these roles, by name; nobody who is suspended or has left."""
    serving = Membership.objects.filter(
        municipality_id=municipality_id,
        role__in=[one.value for one in roles],
        since__lte=now,
        until__gt=now,
        user__is_active=True,
        user__suspended_at=None,
    )
    rows = serving.select_related("user", "team").order_by("user__name", "user_id", "since")
    return tuple(
        Colleague(
            one.user_id, one.user.name, Role(one.role), one.team.name, one.team_id, one.is_deputy
        )
        for one in rows
    )


def working_days(municipality_id: UUID, around: date) -> WorkingDays:
    """The working days from four months before to sixteen months after a day."""
    found = WorkingDay.objects.filter(
        municipality_id=municipality_id, is_open=True, day__range=(around - BACK, around + AHEAD)
    )
    return WorkingDays(tuple(found.order_by("day").values_list("day", flat=True)))


def calendar(place: UUID, years: Iterable[int]) -> list[WorkingDay]:
    """The weekdays of some years, unsaved; closed by the Algemene termijnenwet, article 3."""
    closed = country_holidays(
        "NL", years=list(years), categories=("public", "optional"), language="nl"
    )
    days = (date(year, 1, 1) + timedelta(days=n) for year in years for n in range(366))
    return [
        WorkingDay(
            municipality_id=place, day=day, is_open=day not in closed, name=closed.get(day) or ""
        )
        for day in dict.fromkeys(days)
        if day.weekday() < SATURDAY and day.year in years
    ]


def municipalities() -> tuple[UUID, ...]:
    """All municipalities of this installation, for jobs that do each in turn."""
    return tuple(Municipality.objects.order_by("name").values_list("pk", flat=True))


def user_of(issuer: str, subject: str) -> Any:
    """Who signs in with this account of a municipality, as `signed_in`; None for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_user_of_identity(%s, %s)", [issuer, subject])
        (found,) = cursor.fetchone()
    return signed_in(found) if found else None


def has_identity(user_id: UUID, issuer: str) -> bool:
    """Whether a user can sign in with an account at this issuer."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_has_identity(%s, %s)", [user_id, issuer])
        (found,) = cursor.fetchone()
    return bool(found)
