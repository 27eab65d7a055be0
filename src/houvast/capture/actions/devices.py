"""Devices of coaches: made known, given a name, lost, and found again."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from houvast.accounts.reads import hash_of
from houvast.audit.actions import Operation, recorded
from houvast.capture import permissions
from houvast.capture.actions.sessions import end_sessions_on
from houvast.capture.models import Device
from houvast.capture.reads.device_standing import check_takes_in, device_locked
from houvast.capture.rules.devices import NOTHING_SAID, Report, check_name, check_room, check_secret
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop

KEPT_FOR = timedelta(days=90)
"""Receipts, devices and what was refused: longer than a device keeps sending."""


@dataclass(frozen=True, slots=True)
class Before:
    """The device that a browser was before its storage was emptied, and what waited on it."""

    device: UUID
    waiting: int


def register(
    *, by: Actor, device: UUID, secret: str = "", said: Report = NOTHING_SAID
) -> Before | None:
    """A device says that it is there, in the hands of the actor. Raises DeviceLost.

    Gives what it was before, when its browser emptied its storage and that was not known yet.
    """
    with recorded(by, "capture.device_registered") as act:
        permissions.require_captures(by)
        one_at_a_time(by.user_id, "devices")
        mine = Device.objects.filter(user=by.user_id)
        if not mine.filter(device=device).exists():
            check_room(mine.count())
        seen(by, device, act)
        if secret:  # the first it says stays: who has its number alone cannot prove to be it
            mine.filter(device=device, proof="").update(proof=hash_of(check_secret(secret)))
        mine.filter(device=device).update(waiting=said.waiting)
        return _cleared(mine, device, said, act)


def _cleared(mine: "QuerySet[Device]", device: UUID, said: Report, act: Operation) -> Before | None:
    """Note once that the device of before is gone, with the letters that were on it."""
    if said.before is None or said.before == device:
        return None
    found = mine.filter(device=said.before, cleared_at=None).first()
    if found is None:
        return None
    lost = said.cleared or found.waiting
    mine.filter(pk=found.pk).update(cleared_at=act.now, cleared=lost, waiting=0)
    return Before(found.device, lost)


def seen(by: Actor, device: UUID, act: Operation) -> None:
    """Note that it was heard. Who says that it is lost at this moment is waited for."""
    until = act.today + KEPT_FOR
    mine = Device.objects.filter(device=device, user=by.user_id, lost_at=None)
    if not mine.update(seen_at=act.now, destroy_on=until, told_of_silence=0):
        made = Device(
            municipality_id=by.municipality_id,
            destroy_on=until,
            device=device,
            user_id=by.user_id,
            since=act.now,
            seen_at=act.now,
        )
        Device.objects.bulk_create([made], ignore_conflicts=True)
    check_takes_in(by, device, act.about)


def call_device(*, by: Actor, device_id: UUID, name: str) -> None:
    """Give an own device a name."""
    with recorded(by, "capture.device_named", device_id):
        permissions.require_captures(by)
        if not Device.objects.filter(pk=device_id, user=by.user_id).update(name=check_name(name)):
            raise NotFound


def lose(*, by: Actor, device_id: UUID) -> None:
    """It is lost: who is signed in on it is not any more, and nothing comes in from it."""
    with recorded(by, "capture.device_lost", device_id) as act:
        found = device_locked(by, device_id)
        if found.lost_at is not None:
            raise Refused(gettext_noop("Dit toestel is al afgemeld. Ververs de pagina."))
        Device.objects.filter(pk=found.pk).update(
            lost_at=act.now, lost_by=by.user_id, destroy_on=act.today + KEPT_FOR
        )
        end_sessions_on(found.device, act)


def give_back(*, by: Actor, device_id: UUID) -> None:
    """It was found, and its owner has it: what waits on it may come. Never by its owner alone."""
    with recorded(by, "capture.device_given_back", device_id):
        permissions.require_steers(by)
        found = device_locked(by, device_id)
        if found.user_id == by.user_id:
            raise NotAllowed("own_device")
        if found.lost_at is None:
            raise Refused(gettext_noop("Dit toestel is niet meer afgemeld. Ververs de pagina."))
        Device.objects.filter(pk=found.pk).update(lost_at=None, lost_by=None)
