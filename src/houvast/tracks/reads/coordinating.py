"""Who holds the reins: the coordinator with a deputy, and the programme manager."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from houvast.accounts.models import Membership, Organisation, User
from houvast.accounts.rules import CAN_BE_DEPUTY, SEATS, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.tracks.rules.terms import MAY_SET

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits there, and up to and including which day."""

    user_id: UUID
    name: str
    until_on: date


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats that no municipality is without; who is suspended sits in none."""

    coordinators: tuple[Seat, ...]
    deputy: Seat | None
    managers: tuple[Seat, ...]

    @property
    def coordinating(self) -> tuple[Seat, ...]:
        """Who coordinates, the deputy last."""
        return (*self.coordinators, *((self.deputy,) if self.deputy else ()))

    @property
    def covered(self) -> bool:
        """Whether somebody else coordinates when the coordinator is not there."""
        return self.deputy is not None or len(self.coordinators) > 1

    @property
    def whole(self) -> bool:
        """Whether no seat is empty."""
        return bool(self.coordinators and self.covered and self.managers)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague who can be named deputy, and what he or she does now."""

    id: UUID
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class DeputyChoices:
    """Who can be named deputy, by name, and who is it now."""

    today: date
    seats: Seats
    candidates: tuple[Candidate, ...]


def seats_column(now: datetime) -> ArraySubquery:
    """For an annotation of a row with `municipality_id`: who sits where now."""
    rows = _serving(now, [one.value for one in SEATS]).filter(
        municipality=OuterRef("municipality_id")
    )
    columns = {"id": "user_id", "name": "user__name", "role": "role", "until": "until"}
    named = rows.order_by("user__name", "since", "pk")
    return ArraySubquery(named.values(one=JSONObject(**columns, deputy="is_deputy")))


def seats_of(rows: list[dict[str, Any]]) -> Seats:
    """The seats of an annotated row."""
    found: dict[tuple[Role, bool], list[Seat]] = {
        (role, deputy): [] for role in SEATS for deputy in (False, True)
    }
    for one in rows:
        until = datetime.fromisoformat(one["until"]) - A_MOMENT
        seat = Seat(UUID(one["id"]), one["name"], timezone.localdate(until))
        found[Role(one["role"]), one["deputy"]].append(seat)
    deputies = found[Role.PROCESS_COORDINATOR, True]
    return Seats(
        coordinators=tuple(found[Role.PROCESS_COORDINATOR, False]),
        deputy=deputies[0] if deputies else None,
        managers=tuple(found[Role.PROGRAMME_MANAGER, False]),
    )


def seats(municipality_id: UUID, now: datetime) -> Seats:
    """Who sits where now, inside the caller's act. One query."""
    here: Any = Organisation.objects.filter(municipality=municipality_id)
    return seats_of(here.annotate(found=seats_column(now)).values_list("found", flat=True)[0])


def deputy_choices(by: Actor) -> DeputyChoices:
    """For the form that names a deputy. Raises NotAllowed for who sets no agreements."""
    with recorded(by, "tracks.deputy_choices_listed") as act:
        if by.role not in MAY_SET:
            raise NotAllowed("deputy")
        now = seats(by.municipality_id, act.now)
        taken = {one.user_id for one in now.coordinating}
        mine = _serving(act.now, [one.value for one in CAN_BE_DEPUTY]).filter(user=OuterRef("pk"))
        people = User.objects.filter(municipality_id=by.municipality_id).exclude(
            pk__in={*taken, by.user_id}
        )
        rows = people.annotate(roles=ArraySubquery(mine.order_by("since").values("role")))
        return DeputyChoices(
            act.today,
            now,
            tuple(
                Candidate(one.pk, one.name, tuple(Role(role) for role in one.roles))
                for one in rows.order_by("name", "pk")
                if one.roles
            ),
        )


def _serving(now: datetime, roles: list[str]) -> QuerySet[Membership]:
    return Membership.objects.filter(
        role__in=roles,
        since__lte=now,
        until__gt=now,
        user__is_active=True,
        user__suspended_at=None,
    )
