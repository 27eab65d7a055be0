"""What a device may know: the key, names in short where that is allowed, and places of the team."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from houvast.audit.actions import recorded
from houvast.audit.keys import NoKey
from houvast.capture import keys, permissions
from houvast.capture.models import Labels, OutreachPlace
from houvast.capture.reads.caseload import caseload
from houvast.capture.rules import Called, labels, missing
from houvast.capture.rules.day_plan import Seek, seek
from houvast.database.actor import Actor
from houvast.tracks.rules.contacts import way_of
from houvast.tracks.rules.states import ContactChannel, PlaceKind


@dataclass(frozen=True, slots=True)
class Label:
    """A young person as a device may know him: no family name, and how one was last in touch.

    `seek` says that he is sought today, and `place_id` at which place of the team.
    """

    track_id: UUID
    name: str
    how: str
    seek: Seek | None
    place_id: UUID | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the team."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """What goes to a device, and which numbers of it were not received."""

    today: date
    allowed: bool
    people: tuple[Label, ...]
    places: tuple[Place, ...]
    missing: tuple[int, ...]


def names(by: Actor, device: UUID | None) -> Names:
    """The own caseload in short, when the municipality allows it, and the places of the team."""
    with recorded(by, "capture.names_given") as act:
        permissions.require_captures(by)
        said = Labels.objects.newest(by.municipality_id).first()
        allowed = said is not None and said.allowed
        rows = caseload(by) if allowed else []
        act.concerns(*(row["person_id"] for row in rows))
        called = tuple(
            Called(
                row["pk"], row["nickname"] or "", row["given_name"] or "", row["family_name"] or ""
            )
            for row in rows
        )
        short = labels(called)
        places = OutreachPlace.objects.filter(ended_at=None).order_by("name", "pk")
        return Names(
            today=act.today,
            allowed=allowed,
            people=tuple(_label(row, short[row["pk"]], act.today) for row in rows),
            places=tuple(Place(*one) for one in places.values_list("pk", "name")),
            missing=missing(frozenset(_numbers(device))) if device else (),
        )


def public_key(by: Actor) -> keys.PublicKey | None:
    """What devices of this municipality seal with; nothing when the installation has no keys."""
    try:
        return keys.current(by.municipality_id)
    except NoKey:
        return None


def key_names(by: Actor) -> tuple[str, ...]:
    """Which keys are here to open with: a letter that waited for one is sent again."""
    return keys.names(by.municipality_id)


def _label(row: Any, name: str, today: date) -> Label:
    asked = seek(row["due"], today)
    return Label(row["pk"], name, _way(row), asked, row["place_id"] if asked else None)


def _way(row: Any) -> str:
    if not row["channel"]:
        return "street"
    return way_of(ContactChannel(row["channel"]), PlaceKind(row["where"]))


def _numbers(device: UUID) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select capture_numbers(%s)", [device])
        found: list[int] = cursor.fetchone()[0]
    return found


def missing_of(by: Actor, device: UUID) -> tuple[int, ...]:
    """The numbers of this device that were not received."""
    with recorded(by, "capture.numbers_seen"):
        return missing(frozenset(_numbers(device)))
