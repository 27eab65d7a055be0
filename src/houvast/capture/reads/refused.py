"""What a rule refused of what a device sent: opened for its maker alone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.capture import keys, permissions
from houvast.capture.models import SealedItem
from houvast.capture.rules import WORDS, CapturedContact, Item, Why, captured
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.people.models import Nickname
from houvast.tracks.models import Track
from houvast.tracks.rules.contacts import way_of
from houvast.tracks.rules.states import ContactOutcome

MENDED = gettext_noop("Dit is al verwerkt. Ververs de pagina.")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """One thing that waits to be mended."""

    id: UUID
    told_at: datetime | None
    received_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """What was captured; `track_id` only of somebody whom the actor leads."""

    today: date
    id: UUID
    received_at: datetime
    why: str
    at: datetime | None = None
    how: str = ""
    outcome: ContactOutcome | None = None
    note: str = ""
    days: int = 0
    track_id: UUID | None = None
    name: str = ""


def refused_of(by: Actor) -> tuple[date, tuple[RefusedLine, ...]]:
    """What was refused of the actor, the latest first, and today; nothing is opened."""
    with recorded(by, "capture.refused_listed") as act:
        permissions.require_captures(by)
        return act.today, waiting_to_be_mended()


def waiting_to_be_mended() -> tuple[RefusedLine, ...]:
    """What was refused of the actor and waits, the latest first; who asks records it."""
    rows = SealedItem.objects.filter(state="refused").order_by("-received_at", "pk")
    return tuple(map(refused_line, rows[:100]))


def refused_line(one: SealedItem) -> RefusedLine:
    """What a list says of it."""
    return RefusedLine(one.pk, one.told_at, one.received_at, WORDS[Why(one.why)])


def refused_page(by: Actor, item_id: UUID) -> RefusedPage:
    """Open it for its maker. Raises NotFound, and Refused when it was mended."""
    with recorded(by, "capture.refused_opened", item_id) as act:
        permissions.require_captures(by)
        row = SealedItem.objects.filter(pk=item_id).first()
        if row is None:
            raise NotFound
        if row.state != "refused":
            raise Refused(MENDED)
        item = item_of(row)
        what = captured(keys.opened(by.municipality_id, item), item, row.device, act.now)
        bare = RefusedPage(act.today, row.pk, row.received_at, WORDS[Why(row.why)])
        if not isinstance(what, CapturedContact):
            return bare
        track = Track.objects.filter(pk=what.track).first()
        if track:
            act.concerns(track.person_id)
        name = Nickname.objects.filter(person=track.person_id).first() if track else None
        talk = what.talk
        return RefusedPage(
            bare.today,
            bare.id,
            bare.received_at,
            bare.why,
            at=talk.at,
            how=way_of(talk.channel, talk.place_kind),
            outcome=talk.outcome,
            note=talk.note,
            days=what.later.days,
            track_id=track.pk if track and track.lead_coach_id == by.user_id else None,
            name=name.text if name else "",
        )


def item_of(row: SealedItem) -> Item:
    """The item as it came."""
    return Item(
        id=row.pk,
        user=row.made_by_id,
        number=row.number,
        key_id=row.key_id,
        key=row.sealed_key,
        iv=row.nonce,
        data=row.content,
    )
