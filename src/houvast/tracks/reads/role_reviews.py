"""Which roles end soon or lapsed lately, and who looks at them (trust T-61)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery

from houvast.accounts.models import Membership
from houvast.accounts.rules import SEATS, SPECIAL, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.sharing.models import RoleReview
from houvast.sharing.rules.role_reviews import (
    ASKED_AFTER,
    ASKED_AHEAD,
    HELD_BY,
    MANAGES,
    check_reviews,
    is_asked,
    is_special,
)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role of a colleague that is to be looked at, and what this reader may say of it."""

    id: UUID
    user_id: UUID
    name: str
    role: Role
    team: str
    until: datetime
    lapsed: bool
    special: bool
    last: bool
    """Nobody else has this special right, or this seat, for longer."""
    holds: bool
    """Young people wait for this colleague: whom it is, is not said."""
    by_admin: bool
    """An administrator says whether it stays, and this reader is none."""
    said_by: str
    """Who said first that it stays; empty when nobody did."""
    asked: bool
    """It ends soon, or lapsed not too long ago to go on."""
    may_keep: bool
    may_end: bool
    own: bool


@dataclass(frozen=True, slots=True)
class GivenLine:
    """Special rights that a colleague got lately, and from whom."""

    name: str
    role: Role
    team: str
    since: datetime
    given_by: str


@dataclass(frozen=True, slots=True)
class RoleReviewsPage:
    """What is to be looked at, the first end on top."""

    today: date
    manages: bool
    lines: tuple[RoleLine, ...]
    given: tuple[GivenLine, ...]
    """Special rights of the last weeks, the newest first."""

    @property
    def waiting(self) -> tuple[RoleLine, ...]:
        """What this reader sees and somebody else answers."""
        return tuple(one for one in self.lines if not one.may_keep)


def role_reviews_page(by: Actor) -> RoleReviewsPage:
    """For who looks at roles. Who manages no accounts sees special rights and what presses."""
    with recorded(by, "tracks.role_reviews_viewed") as act:
        check_reviews(by.role, by.token)
        manages = by.role == MANAGES
        rows = ending(by.municipality_id, act.now)
        helps = by.role in HELD_BY
        seen = [one for one in rows if manages or _concerns_all(one) or (helps and one.holds)]
        lines = tuple(line(one, by, act.now) for one in seen)
        return RoleReviewsPage(act.today, manages, lines, _given(by.municipality_id, act.now))


def _given(place: UUID, now: datetime) -> tuple[GivenLine, ...]:
    rows = Membership.objects.filter(
        municipality_id=place,
        role__in=[one.value for one in SPECIAL],
        granted_by__isnull=False,
        since__gt=now - ASKED_AHEAD,
    ).annotate(giver=F("granted_by__name"))
    return tuple(
        GivenLine(one.user.name, Role(one.role), one.team.name, one.since, one.giver)
        for one in rows.select_related("user", "team").order_by("-since", "pk")
    )


def ending(place: UUID, now: datetime) -> QuerySet[Any, Any]:
    """The memberships that end soon or lapsed lately, inside the caller's act. One query.

    Not those that somebody or a contract ended, and not those that go on already. Whoever holds
    young people stays on it, however long ago the role lapsed.
    """
    waits = RoleReview.objects.filter(membership=OuterRef("pk"), answered_at=None)
    rows: QuerySet[Any, Any] = (
        _natural(place)
        .annotate(holds=Func(F("user"), function="tracks_holds", output_field=BooleanField()))
        .filter(Q(until__gt=now - ASKED_AFTER) | Q(holds=True), until__lte=now + ASKED_AHEAD)
        .annotate(
            first=Subquery(waits.values("asked_by")[:1]),
            first_name=Subquery(waits.values("asked_by__name")[:1]),
            others=Exists(_longer().exclude(user=OuterRef("user"))),
            goes_on=Exists(_longer().filter(user=OuterRef("user"), team=OuterRef("team"))),
        )
        .filter(goes_on=False)
        .select_related("user", "team")
        .order_by("until", "user__name", "pk")
    )
    return rows


def _natural(place: UUID) -> QuerySet[Any, Any]:
    """Roles that end because their term does, of who works here."""
    rows: QuerySet[Any, Any] = Membership.objects.filter(
        municipality_id=place,
        is_deputy=False,
        lapses_at=F("until"),
        user__is_active=True,
        user__suspended_at=None,
    )
    return rows


def _longer() -> QuerySet[Any, Any]:
    """The same role of anybody who works here, for longer."""
    rows: QuerySet[Any, Any] = Membership.objects.filter(
        municipality_id=OuterRef("municipality_id"),
        role=OuterRef("role"),
        until__gt=OuterRef("until"),
        user__is_active=True,
        user__suspended_at=None,
    )
    return rows


def _concerns_all(one: Any) -> bool:
    return is_special(one.role) or is_last(one)


def is_last(one: Any) -> bool:
    """Whether nobody else has this special right or this seat for longer."""
    return (is_special(one.role) or one.role in SEATS) and not one.others


def line(one: Any, by: Actor, now: datetime) -> RoleLine:
    """One row as it is shown to somebody."""
    own, manages = one.user_id == by.user_id, by.role == MANAGES
    special, asked = is_special(one.role), is_asked(one.until, now)
    return RoleLine(
        id=one.pk,
        user_id=one.user_id,
        name=one.user.name,
        role=Role(one.role),
        team=one.team.name,
        until=one.until,
        lapsed=one.until <= now,
        special=special,
        last=is_last(one),
        holds=one.holds,
        by_admin=not (manages or special),
        said_by=one.first_name or "",
        asked=asked,
        may_keep=asked and (manages or special) and not own and one.first != by.user_id,
        may_end=not own and manages and one.until > now,
        own=own,
    )
