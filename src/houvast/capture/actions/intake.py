"""Take in what a device sealed: each item once, in any order; one that fails holds up nothing.

A package goes in as a whole when nothing of it is refused, because most of what an item costs is
the same for all. Else every item has a transaction of its own. What a rule refuses is kept sealed
here, so that its maker can mend it; what cannot be opened stays on the device.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, IntegrityError

from houvast.audit.actions import Operation, entries_together, recorded
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
from houvast.tracks.actions.asked_once import AskedOnce
from houvast.tracks.actions.late import log_late_contact

logger = logging.getLogger("houvast.capture")


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
    """Take in a package: all of it at once, or item by item. Raises DeviceLost."""
    check_takes_in(by, package.device, package.items[0].id)
    with prepared():  # each item asks the same again, and planning that costs a third of it
        try:
            return _as_one(by, package)
        except (OneByOneError, DatabaseError):
            return tuple(_take(by, package.device, one) for one in package.items)


class OneByOneError(Exception):
    """Something of a package may be refused: taken in one by one, each item hears for itself."""


def _as_one(by: Actor, package: Package) -> tuple[Answer, ...]:
    """Take in a package in one transaction, or raise OneByOneError: then nothing of it is kept."""
    permissions.require_captures(by)
    mine = {one.id: one for one in package.items if one.user == by.user_id}
    if not 1 < len(mine) == len(package.items):
        raise OneByOneError
    with _one_by_one_when_refused():
        sealed = {key: keys.opened(by.municipality_id, one) for key, one in mine.items()}
    with (
        recorded(by, "capture.package_received", package.device) as act,
        _one_by_one_when_refused(),  # also of a lost device: some of its letters may come
    ):
        seen(by, package.device, act)  # who sends the same at this moment waits for its lock
        known = _known_of(by, mine)
        new = [one for key, one in mine.items() if key not in known]
        _keep_all(by, package.device, new, sealed, act)
    return tuple(known.get(key) or Answer(key, ItemState.NEW, mine[key].receipt()) for key in mine)


@contextmanager
def _one_by_one_when_refused() -> Iterator[None]:
    """Nothing of the package is kept, and the trail has each no once: at the item itself."""
    try:
        yield
    except DomainError as no:
        raise OneByOneError from no


def _received(by: Actor, item: UUID) -> AbstractContextManager[Operation]:
    """The entry of one item, in a transaction of its own or in that of its package."""
    return recorded(by, "capture.item_received", item)


def _known_of(by: Actor, mine: Mapping[UUID, Item]) -> dict[UUID, Answer]:
    """What became of items that were here before."""
    found = {}
    for row in SealedItem.objects.filter(pk__in=mine):
        with _received(by, row.pk):
            found[row.pk] = _again(mine[row.pk], row)
    return found


def _keep_all(
    by: Actor, device: UUID, new: list[Item], sealed: Mapping[UUID, bytes], act: Operation
) -> None:
    """Keep what is new, by track: two packages then lock what they share in the same order."""
    what = {one.id: captured(sealed[one.id], one, device, act.now) for one in new}
    met = {key: one.track for key, one in what.items() if isinstance(one, CapturedContact)}
    once = AskedOnce(by, act, [*met], [*met.values()])
    with entries_together(), once.together():
        for one in sorted(new, key=lambda item: (_track(what[item.id]), item.number)):
            with _received(by, one.id):
                write(by, one, what[one.id], once)
    SealedItem.objects.bulk_create(
        SealedItem(state="taken", told_at=told_at(sealed[one.id]), **_row(by, device, one, act))
        for one in new
    )


def _track(what: Captured) -> str:
    return str(what.track) if isinstance(what, CapturedContact) else ""


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
    except IntegrityError:
        # What may never be is held off at the commit, such as a contact on a track of which the
        # ladder did not ask in time. Nothing of it is kept, and the others do not wait for it.
        logger.warning("An item was not taken in: it comes again")
        return Answer(item.id, ItemState.LATER)


def _taken_in(by: Actor, device: UUID, item: Item) -> Answer:
    with _received(by, item.id) as act:
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
    return _again(item, found) if found else None


def _again(item: Item, found: SealedItem) -> Answer:
    """What became of an item that is here. Raises Unusable for another one with its id."""
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


def write(by: Actor, item: Item, what: Captured, once: AskedOnce | None = None) -> None:
    """Keep what was captured, as what it is; `once` is what a package asks once."""
    if isinstance(what, CapturedContact):
        log_late_contact(
            by=by,
            track_id=what.track,
            talk=what.talk,
            later=what.later,
            key=item.id,
            once=once,
        )
    else:
        count_people(by=by, tally=what, key=item.id)
