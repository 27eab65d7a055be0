"""Letters of a device that is lost: kept as they came, and let in by somebody who steers.

A lost device has no session, so it proves to be the device with a secret that it made up and named
when it made itself known. Nothing of it is opened here. Let in, each letter goes the way of any
letter, in the name of its maker and by the rules of what comes late. Nothing is thrown away.
"""

from datetime import timedelta
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from houvast.accounts.reads import colleagues, hash_of, safety_net
from houvast.accounts.rules import COACHES, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.capture import permissions
from houvast.capture.actions.intake import Answer, receive
from houvast.capture.models import HeldLetter, HeldRelease
from houvast.capture.reads.device_standing import device_locked
from houvast.capture.reads.held import NOTHING, place_of, quarantines
from houvast.capture.rules import Item, ItemState, Package, Why
from houvast.capture.rules.devices import check_release
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound

KEPT_FOR = timedelta(days=1830)
"""Letters of a lost device, and who let them in: as long as the trail that tells of it."""
LET_IN = "capture.let_in_letters"
EMPTY = {"key_id": "", "sealed_key": "", "nonce": "", "content": ""}


def hold(*, device: UUID, secret: str, package: Package) -> tuple[Answer, ...]:
    """Keep what a lost device sends, sealed. Raises NotAllowed for whatever does not prove it."""
    place = place_of(device, hash_of(secret))
    if place is None:
        raise NotAllowed("proof")
    by = safety_net(place)
    return tuple(_hold(by, device, hash_of(secret), one) for one in package.items)


def _hold(by: Actor, device: UUID, proof: str, item: Item) -> Answer:
    try:
        with recorded(by, "capture.letter_held", item.id) as act:
            said = _kept(device, proof, item, act)
            if said not in ("held", "other"):
                raise NotFound(said)
    except NotFound:  # not of who made it known, or too much: it stays where it is
        return Answer(item.id, ItemState.OTHER_USER)
    if said == "other":
        return Answer(item.id, ItemState.REFUSED, None, Why.OTHER_CONTENT)
    return Answer(item.id, ItemState.HELD, item.receipt())


def _kept(device: UUID, proof: str, item: Item, act: Operation) -> str:
    sealed = (item.key_id, item.key, item.iv, item.data)
    outside = (item.id, device, proof, item.user, item.number, item.receipt())
    until = act.today + KEPT_FOR
    with connection.cursor() as cursor:
        cursor.execute(
            "select capture_hold(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*outside, *sealed, until],
        )
        return str(cursor.fetchone()[0])


def let_in(*, by: Actor, device_id: UUID) -> None:
    """Let in what a device sent until now, as its owner made it. Never by its owner."""
    with recorded(by, "capture.letters_let_in", device_id) as act:
        permissions.require_steers(by)
        found = device_locked(by, device_id)
        if found.user_id == by.user_id:
            raise NotAllowed("own_device")
        role = _coaches_as(by, found.user_id, act)
        waits = quarantines(device_id).get(device_id, NOTHING)
        check_release(waits, works=role is not None)
        HeldRelease.objects.create(
            municipality_id=by.municipality_id,
            destroy_on=act.today + KEPT_FOR,
            device=found,
            released_by_id=by.user_id,
            at=act.now,
        )
        app.configure_task(LET_IN, allow_unknown=True).defer(
            device_id=str(device_id),
            user_id=str(found.user_id),
            role=role,
            purpose=Purpose.GUIDANCE.value,
        )


def _coaches_as(by: Actor, user_id: UUID, act: Operation) -> Role | None:
    serving = colleagues(by.municipality_id, COACHES, act.now)
    return next((one.role for one in serving if one.id == user_id), None)


def take_in_let_in(*, by: Actor, device_id: UUID) -> int:
    """Take in what was let in of the actor; how many went in. Running twice changes nothing."""
    with recorded(by, "capture.let_in_listed", device_id):
        permissions.require_captures(by)
        rows = HeldLetter.objects.filter(device=device_id).exclude(state="taken")
        letters = list(rows.select_related("device").order_by("number", "pk"))
    return sum(_taken(by, one) for one in letters)


def _taken(by: Actor, letter: HeldLetter) -> bool:
    sealed = (letter.key_id, letter.sealed_key, letter.nonce, letter.content)
    item = Item(letter.pk, letter.made_by_id, letter.number, *sealed)
    (answer,) = receive(by=by, package=Package(letter.device.device, (item,)))
    there = answer.receipt is not None
    change = {"state": "taken"} | EMPTY if there else {"state": "shut"}
    with recorded(by, "capture.letter_let_in", letter.pk):
        HeldLetter.objects.filter(pk=letter.pk).exclude(state="taken").update(**change)
    return there
