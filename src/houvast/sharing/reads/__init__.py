"""How someone stands to a person, and which systems act in somebody's name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Subquery
from django.utils.timezone import localdate

from houvast.accounts.models import Organisation, Token, User
from houvast.accounts.rules import SCOPES_OF, Purpose, Role, Scope, purposes_for_systems
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.models import Assignment
from houvast.sharing.rules import WATCHES, Capacity, Holding, Line, lines

STRONGEST = (
    Capacity.LEAD,
    Capacity.SECOND,
    Capacity.WORK,
    Capacity.FORMER,
    Capacity.DOOR,
    Capacity.COMPANION,
)
GUIDES = (Capacity.LEAD, Capacity.SECOND)
"""Who may write contacts."""


def holding(by: Actor, person_id: UUID, now: datetime) -> Holding | None:
    """The strongest live assignment of the actor to a person for the acting purpose, if any."""
    return holdings(by, [person_id], now).get(person_id)


def holdings(by: Actor, persons: Iterable[UUID], now: datetime) -> dict[UUID, Holding]:
    """The same of several persons; who is not in it is not held."""
    found = Assignment.objects.filter(
        person_id__in=persons,
        user_id=by.user_id,
        purpose=by.purpose,
        since__lte=now,
        until__gt=now,
    )
    mine = sorted(
        found.annotate(is_near=IS_NEAR), key=lambda one: STRONGEST.index(Capacity(one.capacity))
    )
    return {
        one.person_id: Holding(Capacity(one.capacity), one.until, one.is_near)
        for one in reversed(mine)  # the strongest last, so that it stays
    }


def held_as(by: Actor, now: datetime) -> dict[str, Subquery | Func]:
    """Annotations of a row with `person_id`: how the actor guides that person, if he does now."""
    mine = Assignment.objects.filter(
        person_id=OuterRef("person_id"),
        user_id=by.user_id,
        purpose=by.purpose,
        since__lte=now,
        until__gt=now,
        capacity__in=[one.value for one in GUIDES],
    ).order_by("capacity")  # lead comes before second
    return {
        "held_capacity": Subquery(mine.values("capacity")[:1]),
        "held_until": Subquery(mine.values("until")[:1]),
        "held_near": IS_NEAR,
    }


def held_in(row: Mapping[str, Any]) -> Holding | None:
    """The holding that a row with `held_as()` tells of."""
    capacity = row["held_capacity"]
    return Holding(Capacity(capacity), row["held_until"], row["held_near"]) if capacity else None


IS_NEAR: Func = Func(
    F("person_id"),
    template="%(expressions)s = any (sharing_closed_to_me())",
    output_field=BooleanField(),
)
"""SQL: whether the actor knows the person of this row in private."""


def is_near(person_id: UUID) -> bool:
    """Whether the actor knows this person in private."""
    with connection.cursor() as cursor:
        cursor.execute("select %s = any (sharing_closed_to_me())", [person_id])
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token of one's own; the secret is nowhere. `works` until it ends, is ended, or runs out."""

    id: UUID
    name: str
    prefix: str
    role: Role
    purpose: Purpose
    scopes: tuple[Scope, ...]
    made_on: date
    until: datetime
    ended_on: date | None
    last_used_on: date | None
    works: bool
    made_by: str = ""
    """Who answers for it, when it acts for no user."""


@dataclass(frozen=True, slots=True)
class TokensPage:
    """The own tokens, the newest first; `purposes` are those of the role that systems can have."""

    today: date
    tokens: tuple[TokenLine, ...]
    purposes: tuple[Purpose, ...]
    scopes: tuple[Scope, ...]
    may_link: bool
    """Whether the role of now lets systems in that act for no user."""


def tokens_page(by: Actor) -> TokensPage:
    """Which systems act in one's name, and which one could let in the role of now."""
    with recorded(by, "sharing.tokens_viewed") as act:
        rows = Token.objects.filter(user=by.user_id).order_by("-made_at", "pk").values(*COLUMNS)
        role = Role(by.role)
        purposes = purposes_for_systems(role)
        wide = {scope for one in purposes for scope in SCOPES_OF[role, one]}
        return TokensPage(
            today=act.today,
            tokens=tuple(_token(row, act.now) for row in rows[:MOST_SHOWN]),
            purposes=purposes,
            scopes=tuple(one for one in Scope if one in wide),
            may_link=role is Role.PROCESS_COORDINATOR,
        )


def access_page(by: Actor) -> tuple[Line, ...]:
    """Who sees what, as the decision itself has it. Raises NotAllowed for who does not watch it."""
    with recorded(by, "sharing.access_viewed"):
        if by.role not in WATCHES:
            raise NotAllowed("role")
        return lines()


@dataclass(frozen=True, slots=True)
class LinkedSystem:
    """A system that acts for no user, with its keys, the newest first."""

    id: UUID
    name: str
    organisation: str
    keys: tuple[TokenLine, ...]


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The linked systems by name; `organisations` are those that a new one can be of."""

    today: date
    systems: tuple[LinkedSystem, ...]
    organisations: tuple[tuple[UUID, str], ...]
    scopes: tuple[Scope, ...]


def links_page(by: Actor) -> LinksPage:
    """Which systems act for no user. Raises NotAllowed for who does not steer."""
    with recorded(by, "sharing.links_viewed") as act:
        if by.role != Role.PROCESS_COORDINATOR:
            raise NotAllowed("coordinator")
        keys = Token.objects.filter(role=Role.LINKED_SYSTEM.value).order_by("-made_at", "pk")
        of_system: dict[UUID, list[TokenLine]] = {}
        for row in keys.values("user_id", "made_by__name", *COLUMNS):
            of_system.setdefault(row["user_id"], []).append(_token(row, act.now))
        systems = User.objects.filter(municipality_id=by.municipality_id).exclude(system_of=None)
        places = Organisation.objects.filter(municipality_id=by.municipality_id)
        return LinksPage(
            today=act.today,
            systems=tuple(
                LinkedSystem(pk, name, owner, tuple(of_system.get(pk, ())[:MOST_KEYS]))
                for pk, name, owner in systems.order_by("name", "pk").values_list(
                    "pk", "name", "system_of__name"
                )
            ),
            organisations=tuple(places.order_by("name", "pk").values_list("pk", "name")),
            scopes=SCOPES_OF[Role.LINKED_SYSTEM, Purpose.WORK_EXCHANGE],
        )


MOST_SHOWN, MOST_KEYS = 50, 5
"""Tokens of a user, and keys of one linked system."""
COLUMNS = (
    *("pk", "name", "prefix", "role", "purpose", "scopes"),
    *("made_at", "until", "ended_at", "last_used_on"),
)


def _token(row: dict[str, Any], now: datetime) -> TokenLine:
    ended = row["ended_at"]
    return TokenLine(
        id=row["pk"],
        name=row["name"],
        prefix=row["prefix"],
        role=Role(row["role"]),
        purpose=Purpose(row["purpose"]),
        scopes=tuple(Scope(one) for one in row["scopes"]),
        made_on=localdate(row["made_at"]),
        until=row["until"],
        ended_on=localdate(ended) if ended else None,
        last_used_on=row["last_used_on"],
        works=ended is None and row["until"] > now,
        made_by=row.get("made_by__name") or "",
    )
