"""The devices of a coach, or of the teams that somebody steers; and what one may hold at most."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import Device, Labels
from houvast.capture.reads.held import NOTHING, quarantines
from houvast.capture.rules import missing
from houvast.capture.rules.devices import Holds, Quarantine, Silence, holds, silence
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.tracks.models import Track
from houvast.tracks.rules.states import PROMISED

MOST = 200


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device in the list."""

    id: UUID
    name: str
    owner: str
    is_own: bool
    since: datetime
    seen_at: datetime
    lost_at: datetime | None
    waiting: int
    """How many letters were on it when it last said so."""
    silence: Silence
    cleared_at: datetime | None
    cleared: int
    held: Quarantine
    """What it sent while it was lost."""
    device: UUID | None
    """What it calls itself, for its owner alone: so that a browser knows itself in the list."""


@dataclass(frozen=True, slots=True)
class DevicesPage:
    """Devices by owner, the last heard first."""

    today: date
    steers: bool
    devices: tuple[DeviceLine, ...]


@dataclass(frozen=True, slots=True)
class DevicePage:
    """One device, and what it may hold at most."""

    today: date
    device: DeviceLine
    holds: Holds
    newest: int
    lost_by: str
    may_give_back: bool


def devices_page(by: Actor) -> DevicesPage:
    """The own devices of a coach; of who steers, those of the coaches. No young person is in it."""
    with recorded(by, "capture.devices_listed") as act:
        permissions.require_minds_devices(by)
        rows = Device.objects.select_related("user").order_by("user__name", "-seen_at", "pk")
        held = quarantines()
        found = tuple(_line(by, one, held.get(one.pk, NOTHING), act.now) for one in rows[:MOST])
        return DevicesPage(act.today, permissions.steers(by), found)


def device_page(by: Actor, device_id: UUID) -> DevicePage:
    """One of them. Raises NotFound for who may not know of it."""
    with recorded(by, "capture.device_looked_at", device_id) as act:
        permissions.require_minds_devices(by)
        rows = Device.objects.select_related("user", "lost_by")
        found = rows.filter(pk=device_id).first()
        if found is None:
            raise NotFound
        said = Labels.objects.newest(by.municipality_id).first()
        running = [one.value for one in PROMISED]
        led = Track.objects.filter(state__in=running, lead_coach=found.user_id)
        numbers = _numbers(found.pk)
        return DevicePage(
            today=act.today,
            device=_line(by, found, quarantines(found.pk).get(found.pk, NOTHING), act.now),
            holds=holds(
                allowed=said is not None and said.allowed,
                caseload=led.count(),
                missing=missing(numbers),
            ),
            newest=max(numbers, default=0),
            lost_by=found.lost_by.name if found.lost_by else "",
            may_give_back=permissions.steers(by) and found.user_id != by.user_id,
        )


def _line(by: Actor, one: Device, held: Quarantine, now: datetime) -> DeviceLine:
    gone = one.lost_at is not None or one.cleared_at is not None
    return DeviceLine(
        id=one.pk,
        name=one.name,
        owner=one.user.name,
        is_own=one.user_id == by.user_id,
        since=one.since,
        seen_at=one.seen_at,
        lost_at=one.lost_at,
        waiting=one.waiting,
        silence=silence(one.waiting, one.seen_at, now, gone=gone),
        cleared_at=one.cleared_at,
        cleared=one.cleared,
        held=held,
        device=one.device if one.user_id == by.user_id else None,
    )


def _numbers(device_id: UUID) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute("select capture_numbers_of(%s)", [device_id])
        return frozenset(cursor.fetchone()[0])
