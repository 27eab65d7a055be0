"""What a device may know: the key, names in short where that is allowed, and places of the team."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery

from houvast.audit.actions import recorded
from houvast.audit.keys import NoKey
from houvast.capture import keys, permissions
from houvast.capture.models import Labels, OutreachPlace
from houvast.capture.rules import Called, labels, missing
from houvast.database.actor import Actor
from houvast.people.models import Identity, Nickname
from houvast.tracks.models import Contact, ContactDetail, Track
from houvast.tracks.rules.contacts import way_of
from houvast.tracks.rules.states import PROMISED, ContactChannel, PlaceKind


@dataclass(frozen=True, slots=True)
class Label:
    """A young person as a device may know him: no family name, and how one was last in touch."""

    track_id: UUID
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the team."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """What goes to a device, and which numbers of it were not received."""

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
        rows = _caseload(by) if allowed else []
        act.concerns(*(row["person_id"] for row in rows))
        called = tuple(
            Called(row["pk"], row["nickname"] or "", row["given"] or "", row["family"] or "")
            for row in rows
        )
        short = labels(called)
        places = OutreachPlace.objects.filter(ended_at=None).order_by("name", "pk")
        return Names(
            allowed=allowed,
            people=tuple(Label(row["pk"], short[row["pk"]], _way(row)) for row in rows),
            places=tuple(Place(*one) for one in places.values_list("pk", "name")),
            missing=missing(frozenset(_numbers(device))) if device else (),
        )


def public_key(by: Actor) -> keys.PublicKey | None:
    """What devices of this municipality seal with; nothing when the installation has no keys."""
    try:
        return keys.current(by.municipality_id)
    except NoKey:
        return None


def _caseload(by: Actor) -> list[Any]:
    running = Track.objects.filter(
        Q(state__in=[one.value for one in PROMISED]), lead_coach=by.user_id
    )
    of_person = {"person": OuterRef("person_id")}
    identity, nickname = Identity.objects.filter(**of_person), Nickname.objects.filter(**of_person)
    last = ContactDetail.objects.filter(
        track=OuterRef("pk"), contact__in=Contact.objects.standing()
    ).order_by("-contact__at")
    rows = running.annotate(
        nickname=Subquery(nickname.values("text")[:1]),
        given=Subquery(identity.values("given_name")[:1]),
        family=Subquery(identity.values("family_name")[:1]),
        channel=Subquery(last.values("channel")[:1]),
        where=Subquery(last.values("place_kind")[:1]),
    )
    return list(
        rows.order_by(F("opened_at").asc(nulls_last=True), "pk").values(
            "pk", "person_id", "nickname", "given", "family", "channel", "where"
        )
    )


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
