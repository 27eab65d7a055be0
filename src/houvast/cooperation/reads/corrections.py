"""What is not right in an entry, or changed after it was shared, for who has to see to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation
from houvast.cooperation import permissions
from houvast.cooperation.models import EntryCorrection, PushedTask
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.cooperation.rules.states import Pushed, Receiver
from houvast.database.actor import Actor
from houvast.people.models import Nickname
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb

SH = InformationClass.SH
MOST = 50
SAME = ("id", "person_id", "track_id", "name", "made_at", "due")
ENTRY, TASK = ("signal_id", "why", "wrong"), ("kind", "partner")


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One thing to put right. `name` is empty for the triage after it has answered."""

    id: UUID
    person_id: UUID
    signal_id: UUID
    track_id: UUID | None
    name: str
    why: Mend
    wrong: tuple[Reach, ...]
    made_on: date
    due: date


@dataclass(frozen=True, slots=True)
class PushedLine:
    """What a receiver still has to do with what was shared. `partner` has it, when it is one."""

    id: UUID
    kind: Pushed
    name: str
    partner: str
    person_id: UUID
    track_id: UUID
    made_on: date
    due: date


@dataclass(frozen=True, slots=True)
class ToPutRight:
    """What is not right in an entry, and what a receiver has to do; the first day first."""

    entries: tuple[CorrectionLine, ...]
    pushed: tuple[PushedLine, ...]


def to_put_right(by: Actor, act: Operation) -> ToPutRight:
    """What waits for the actor, inside the caller's act: both in one statement.

    A task of a receiver is shown to who leads the track, and says for a partner that it is done.
    """
    named = Nickname.objects.filter(person=OuterRef("person_id")).values("text")[:1]
    entries: Any = EntryCorrection.objects.filter(confirmed_at=None).annotate(name=Subquery(named))
    pushed: Any = (
        PushedTask.objects.filter(confirmed_at=None, track__lead_coach=by.user_id)
        .exclude(sharing__receiver=Receiver.COLLEAGUE.value)
        .annotate(name=Subquery(named), partner=F("sharing__to_organisation__name"))
    )
    both = _row(entries, ENTRY).union(_row(pushed, TASK), all=True).order_by("by_when", "key")
    rows = [row for _, _, row in both[:MOST]]
    lines = tuple(_line(row) for row in rows if "why" in row)
    return ToPutRight(
        tuple(one for one in lines if _may_see(by, one, act)),
        tuple(_pushed(row) for row in rows if "kind" in row),
    )


def _row(found: Any, columns: tuple[str, ...]) -> Any:
    row = JSONObject(**{one: one for one in (*SAME, *columns)})
    return (
        found.order_by()
        .annotate(key=F("pk"), by_when=F("due"), row=row)
        .values_list("key", "by_when", "row")
    )


def standing_to_correction(
    by: Actor, one: EntryCorrection | CorrectionLine, act: Operation
) -> tuple[Holding | None, bool]:
    """As who leads the track, or as the triage, of which it is the own item."""
    if one.track_id is None:
        return Holding(Standing.TRIAGE), True
    return holding(by, one.person_id, act.now), False


def _may_see(by: Actor, one: CorrectionLine, act: Operation) -> bool:
    held, own = standing_to_correction(by, one, act)
    place = by.municipality_id
    return bool(permissions.can(by, Verb.SEE, SH, place=place, holding=held, now=act.now, own=own))


def _line(row: Mapping[str, Any]) -> CorrectionLine:
    return CorrectionLine(
        id=UUID(row["id"]),
        person_id=UUID(row["person_id"]),
        signal_id=UUID(row["signal_id"]),
        track_id=UUID(row["track_id"]) if row["track_id"] else None,
        name=row["name"] or "",
        why=Mend(row["why"]),
        wrong=tuple(Reach(each) for each in row["wrong"]),
        made_on=localdate(datetime.fromisoformat(row["made_at"])),
        due=date.fromisoformat(row["due"]),
    )


def _pushed(row: Mapping[str, Any]) -> PushedLine:
    return PushedLine(
        id=UUID(row["id"]),
        kind=Pushed(row["kind"]),
        name=row["name"] or "",
        partner=row["partner"] or "",
        person_id=UUID(row["person_id"]),
        track_id=UUID(row["track_id"]),
        made_on=localdate(datetime.fromisoformat(row["made_at"])),
        due=date.fromisoformat(row["due"]),
    )
