"""Vandaag gedaan: what a coach captured in the shift of now, and what of it did not come in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import EncounterTally, SealedItem
from houvast.capture.reads.refused import RefusedLine, refused_line
from houvast.capture.rules import missing
from houvast.capture.rules.shift import began
from houvast.database.actor import Actor
from houvast.tracks.models import Contact
from houvast.tracks.reads.contacts import MadeLine, contacts_made

MOST = 100


@dataclass(frozen=True, slots=True)
class CountedLine:
    """Unknown young people met at once, without a name; `place` is empty when none was chosen."""

    at: datetime
    recorded_at: datetime
    count: int
    spoke: bool
    place: str


@dataclass(frozen=True, slots=True)
class AddedLine:
    """A contact that is in the file of somebody whom the actor holds no longer; and no more of it.

    `told_at` is by the clock of the device.
    """

    told_at: datetime | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Awaited:
    """A device of one's own, and the numbers that were not received of it."""

    seen_at: datetime
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShiftPage:
    """The shift of now, the latest first; awaited and refused also of before it."""

    today: date
    since: datetime
    contacts: tuple[MadeLine, ...]
    added: tuple[AddedLine, ...]
    counted: tuple[CountedLine, ...]
    awaited: tuple[Awaited, ...]
    refused: tuple[RefusedLine, ...]

    @property
    def people(self) -> int:
        """How many young people without a name were counted."""
        return sum(one.count for one in self.counted)


def shift_page(by: Actor) -> ShiftPage:
    """What the actor captured in this shift. Raises NotAllowed for who does not capture."""
    with recorded(by, "capture.shift_listed") as act:
        permissions.require_captures(by)
        since = began(act.now)
        added, refused = _sent(since)
        contacts = contacts_made(by, since, act.now)
        act.concerns(*dict.fromkeys(one.person_id for one in contacts))
        mine = EncounterTally.objects.filter(made_by=by.user_id, recorded_at__gte=since)
        rows = mine.order_by("-at", "pk").values_list(
            "at", "recorded_at", "count", "spoke", "place__name"
        )
        return ShiftPage(
            today=act.today,
            since=since,
            contacts=contacts,
            added=added,
            counted=tuple(CountedLine(*one[:4], one[4] or "") for one in rows[:MOST]),
            awaited=_awaited(by),
            refused=refused,
        )


def _sent(since: datetime) -> tuple[tuple[AddedLine, ...], tuple[RefusedLine, ...]]:
    """What came in and is neither a count nor a contact that the actor sees; and what waits."""
    here = {"pk": OuterRef("pk")}
    unseen = ~Exists(Contact.objects.filter(**here)), ~Exists(EncounterTally.objects.filter(**here))
    added = Q(*unseen, state="taken", received_at__gte=since)
    rows = SealedItem.objects.filter(added | Q(state="refused")).order_by("-received_at", "pk")
    found = list(rows[: 2 * MOST])
    return (
        tuple(AddedLine(one.told_at, one.received_at) for one in found if one.state == "taken"),
        tuple(refused_line(one) for one in found if one.state == "refused")[:MOST],
    )


def _awaited(by: Actor) -> tuple[Awaited, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select seen_at, capture_numbers(device) from capture_device"
            " where user_id = %s order by seen_at desc, id limit 20",
            [by.user_id],
        )
        found = [Awaited(at, missing(frozenset(numbers))) for at, numbers in cursor.fetchall()]
    return tuple(one for one in found if one.numbers)
