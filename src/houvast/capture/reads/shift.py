"""Vandaag gedaan: what a coach captured in the shift of now, and what of it did not come in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import EncounterTally
from houvast.capture.reads.refused import RefusedLine, waiting_to_be_mended
from houvast.capture.rules import missing
from houvast.capture.rules.shift import began
from houvast.database.actor import Actor
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
            counted=tuple(CountedLine(*one[:4], one[4] or "") for one in rows[:MOST]),
            awaited=_awaited(by),
            refused=waiting_to_be_mended(),
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
