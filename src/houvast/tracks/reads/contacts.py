"""The contacts of a file: those that stand, each with what was put right, and one to put right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.written import Given, ask
from houvast.errors import NotFound
from houvast.sharing.reads import held_as, held_in, holding
from houvast.sharing.rules import Verb
from houvast.tracks import permissions
from houvast.tracks.models import Contact
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.rules.contacts import Talk
from houvast.tracks.rules.mending import UNDO_WITHIN, may_correct
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    ContactState,
    Initiator,
    NextMomentState,
    PlaceKind,
)

LATEST = 50
"""How many contacts a file shows at once, the newest first."""
MADE = 100
"""How many of one shift are shown: more than anybody has."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact on the timeline; without the right to see how it went, only that it was.

    `earlier` is how it was noted before it was put right, the latest first; `reason` says why.
    `told_on` is the next day that was told in it, when something else was planned by the time that
    it came in.
    """

    id: UUID
    at: datetime
    made_by: str
    is_real: bool
    outcome: ContactOutcome | None
    channel: ContactChannel | None
    place: PlaceKind | None
    worried: bool
    note: str
    is_own: bool
    may_undo: bool
    recorded_at: datetime
    told_on: date | None
    corrected_by: str
    corrected_at: datetime | None
    reason: str
    earlier: tuple["ContactLine", ...] = ()

    @property
    def is_try(self) -> bool:
        """Whether coach and young person were not in touch both ways."""
        return not self.is_real


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A contact that the actor noted, with when it came in, and whether he may put it right now.

    One that was undone is shown as that, and cannot be put right.
    """

    contact: ContactLine
    track_id: UUID
    person_id: UUID
    name: str
    recorded_at: datetime
    may_mend: bool
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContactToMend:
    """One contact, for who may put it right as long as it stands."""

    id: UUID
    stands: bool
    track_id: UUID
    name: str
    talk: Talk
    recorded_at: datetime
    made_by: str
    may_note: bool
    today: date
    now: datetime


WAS_ONLY_TOLD = Q(moment__follows=None, moment__left_at=F("moment__planned_at"))
"""The next moment of a contact was kept as what was told, and never planned."""
COLUMNS: dict[str, Any] = {
    "by": F("made_by__name"),
    "corrector": F("corrected_by__name"),
    "outcome": F("detail__outcome"),
    "channel": F("detail__channel"),
    "place": F("detail__place_kind"),
    "initiator": F("detail__initiator"),
    "worried": F("detail__worried"),
    "reason": F("detail__reason"),
    "text": F("note__text"),
    "moment_state": F("moment__state"),
    "told_on": Case(When(WAS_ONLY_TOLD, then=F("moment__due"))),
}
OWN = ("pk", "at", "recorded_at", "is_real", "state", "mended_at", "replaces_id", "made_by_id")


def latest_contacts(track_id: UUID, user_id: UUID, now: datetime) -> tuple[ContactLine, ...]:
    """The latest contacts of a file, the newest first, in one query."""
    latest = ask(_latest, track_id=track_id)
    replaced = {row["pk"]: row for row in latest if row["state"] == ContactState.REPLACED}
    standing = [row for row in latest if row["state"] == ContactState.STANDS]
    return tuple(_line(row, replaced, user_id, now) for row in standing[:LATEST])


def _latest(track_id: Given) -> QuerySet[Any, Any]:
    shown = (ContactState.STANDS.value, ContactState.REPLACED.value)
    found: Any = Contact.objects.filter(track=track_id, state__in=shown)
    # A version that was replaced stands beside the one that took its place, whatever its own day.
    rows = found.values(*OWN, **COLUMNS).annotate(shown_at=Coalesce("replacement__at", "at"))
    latest: QuerySet[Any, Any] = rows.order_by("-shown_at", "-recorded_at")[: 2 * LATEST]
    return latest


def _line(
    row: Mapping[str, Any], replaced: Mapping[UUID, Any], user_id: UUID, now: datetime
) -> ContactLine:
    own = row["made_by_id"] == user_id
    fresh = now - row["recorded_at"] <= UNDO_WITHIN
    before = replaced.get(row["replaces_id"])
    earlier = _line(before, replaced, user_id, now) if before else None
    return ContactLine(
        id=row["pk"],
        at=row["at"],
        made_by=row["by"],
        is_real=row["is_real"],
        outcome=ContactOutcome(row["outcome"]) if row["outcome"] else None,
        channel=ContactChannel(row["channel"]) if row["channel"] else None,
        place=PlaceKind(row["place"]) if row["place"] else None,
        worried=bool(row["worried"]),
        note=row["text"] or "",
        is_own=own,
        may_undo=own and fresh and row["moment_state"] == NextMomentState.PLANNED,
        recorded_at=row["recorded_at"],
        told_on=row["told_on"],
        corrected_by=row["corrector"] or "",
        corrected_at=before["mended_at"] if before else None,
        reason=row["reason"] or "",
        earlier=(earlier, *earlier.earlier) if earlier else (),
    )


def contacts_made(by: Actor, since: datetime, now: datetime) -> tuple[MadeLine, ...]:
    """What the actor noted since then and still sees, the last talk first; who asks records it.

    Of somebody whom he holds no longer it is not there: noting opens no file again.
    """
    found: Any = Contact.objects.filter(
        made_by=by.user_id, recorded_at__gte=since, detail__isnull=False
    )
    columns = found.values(*OWN, "track_id", "person_id", "municipality_id", **COLUMNS)
    shown = columns.annotate(**names(), **held_as(by, now))
    rows = list(shown.order_by("-at", "pk")[: 2 * MADE])
    replaced = {row["pk"]: row for row in rows if row["state"] == ContactState.REPLACED}
    made = [row for row in rows if row["state"] != ContactState.REPLACED][:MADE]

    def may_mend(row: Mapping[str, Any]) -> bool:
        if row["state"] == ContactState.UNDONE:
            return False
        kind, place = InformationClass.CT, row["municipality_id"]
        mine = held_in(row)
        writes = permissions.can(by, Verb.WRITE, kind, place=place, holding=mine, now=now)
        return bool(writes) and may_correct(mine.basis if mine else None, own=True)

    return tuple(
        MadeLine(
            contact=_line(row, replaced, by.user_id, now),
            track_id=row["track_id"],
            person_id=row["person_id"],
            name=name_of(row),
            recorded_at=row["recorded_at"],
            may_mend=may_mend(row),
            undone_at=row["mended_at"] if row["state"] == ContactState.UNDONE else None,
        )
        for row in made
    )


def contact_to_mend(by: Actor, contact_id: UUID) -> ContactToMend:
    """One contact, for its maker or the lead coach. Raises NotFound for everybody else."""
    with recorded(by, "tracks.contact_opened", contact_id) as act:
        found: Any = Contact.objects.filter(pk=contact_id)
        rows = found.values(*OWN, "track_id", "person_id", "municipality_id", **COLUMNS)
        row = rows.annotate(**names()).first()
        if row is None or not row["outcome"]:
            raise NotFound
        act.concerns(row["person_id"])
        held = holding(by, row["person_id"], act.now)
        own = row["made_by_id"] == by.user_id

        def writes(kind: InformationClass) -> bool:
            place, now = row["municipality_id"], act.now
            return bool(permissions.can(by, Verb.WRITE, kind, place=place, holding=held, now=now))

        basis = held.basis if held else None
        if not writes(InformationClass.CT) or not may_correct(basis, own=own):
            raise NotFound
        return ContactToMend(
            id=row["pk"],
            stands=row["state"] == ContactState.STANDS,
            track_id=row["track_id"],
            name=name_of(row),
            talk=_talk(row),
            recorded_at=row["recorded_at"],
            made_by=row["by"],
            may_note=writes(InformationClass.WN),
            today=timezone.localdate(act.now),
            now=act.now,
        )


def _talk(row: Mapping[str, Any]) -> Talk:
    return Talk(
        at=row["at"],
        channel=ContactChannel(row["channel"]),
        place_kind=PlaceKind(row["place"]),
        outcome=ContactOutcome(row["outcome"]),
        initiator=Initiator(row["initiator"]),
        worried=row["worried"],
        note=row["text"] or "",
    )
