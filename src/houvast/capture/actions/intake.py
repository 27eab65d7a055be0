"""Take in what a device sealed: each item once, in any order, and one that fails holds up nothing.

Every item has a transaction of its own. What a rule refuses is kept sealed here, so that its maker
can mend it; what cannot be opened stays on the device.
"""

from dataclasses import dataclass
from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.capture import keys, permissions
from houvast.capture.actions.devices import KEPT_FOR, seen
from houvast.capture.actions.tallies import count_people
from houvast.capture.models import SealedItem
from houvast.capture.reads.device_standing import check_takes_in
from houvast.capture.rules import (
    Captured,
    CapturedContact,
    Item,
    ItemState,
    Package,
    Unusable,
    Why,
    captured,
    told_at,
    why_of,
)
from houvast.capture.rules.devices import DeviceLost
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.database.prepared import prepared
from houvast.errors import DomainError
from houvast.tracks.actions.late import log_late_contact


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one item. With a `receipt` the device may let go of its bytes."""

    id: UUID
    state: ItemState
    receipt: str | None = None
    why: Why | None = None
    no: DomainError | None = None
    """The rule that refused it, now: its words are for the maker."""


def receive(*, by: Actor, package: Package) -> tuple[Answer, ...]:
    """Take in a package, item by item, each in a transaction of its own. Raises DeviceLost."""
    check_takes_in(by, package.device, package.items[0].id)
    with prepared():  # each item asks the same again, and planning that costs a third of it
        return tuple(_take(by, package.device, one) for one in package.items)


def _take(by: Actor, device: UUID, item: Item) -> Answer:
    if item.user != by.user_id:
        return Answer(item.id, ItemState.OTHER_USER)
    try:
        return _taken_in(by, device, item)
    except DeviceLost:  # said while it sent: nothing of it is kept here, and it keeps it
        raise
    except Unusable as no:
        return Answer(item.id, ItemState.REFUSED, None, no.why, no)
    except DomainError as no:
        return _refused(by, device, item, why_of(no), no)


def _taken_in(by: Actor, device: UUID, item: Item) -> Answer:
    with recorded(by, "capture.item_received", item.id) as act:
        if known := _known(by, item):
            return known
        opened = keys.opened(by.municipality_id, item)
        what = captured(opened, item, device, act.now)
        seen(by, device, act)
        SealedItem.objects.create(
            state="taken", told_at=told_at(opened), **_row(by, device, item, act)
        )
        write(by, item, what)
        return Answer(item.id, ItemState.NEW, item.receipt())


def _refused(by: Actor, device: UUID, item: Item, why: Why, no: DomainError) -> Answer:
    """Keep what a rule refused, sealed as it came."""
    with recorded(by, "capture.item_refused", item.id) as act:
        if known := _known(by, item):
            return known
        seen(by, device, act)
        SealedItem.objects.create(
            state="refused",
            why=why.value,
            key_id=item.key_id,
            sealed_key=item.key,
            nonce=item.iv,
            content=item.data,
            **_row(by, device, item, act),
        )
        return Answer(item.id, ItemState.REFUSED, item.receipt(), why, no)


def _known(by: Actor, item: Item) -> Answer | None:
    """What became of it before; who sends the same at the same moment waits for that."""
    permissions.require_captures(by)
    one_at_a_time(item.id)
    found = SealedItem.objects.filter(pk=item.id).first()
    if found is None:
        return None
    receipt = item.receipt()
    if found.digest != receipt:
        raise Unusable(Why.OTHER_CONTENT)
    if found.state == "refused":
        return Answer(item.id, ItemState.REFUSED, receipt, Why(found.why))
    return Answer(item.id, ItemState.KNOWN, receipt)


def _row(by: Actor, device: UUID, item: Item, act: Operation) -> dict[str, object]:
    return {
        "id": item.id,
        "municipality_id": by.municipality_id,
        "destroy_on": act.today + KEPT_FOR,
        "made_by_id": by.user_id,
        "device": device,
        "number": item.number,
        "digest": item.receipt(),
        "received_at": act.now,
    }


def write(by: Actor, item: Item, what: Captured) -> None:
    """Keep what was captured, as what it is."""
    if isinstance(what, CapturedContact):
        log_late_contact(by=by, track_id=what.track, talk=what.talk, later=what.later, key=item.id)
    else:
        count_people(by=by, tally=what, key=item.id)
