"""What is not right in an entry, for who has it: the coach on Taken, the triage on its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation
from houvast.cooperation import permissions
from houvast.cooperation.models import EntryCorrection
from houvast.cooperation.rules.safety import Mend, Reach
from houvast.database.actor import Actor
from houvast.people.models import Nickname
from houvast.sharing.reads import holding
from houvast.sharing.rules import Holding, Standing, Verb

SH = InformationClass.SH
MOST = 50


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


def corrections_of(by: Actor, act: Operation) -> tuple[CorrectionLine, ...]:
    """What the actor has to put right, the first day first, inside the caller's act."""
    named = Nickname.objects.filter(person=OuterRef("person_id")).values("text")[:1]
    rows: Any = EntryCorrection.objects.filter(confirmed_at=None)
    rows = rows.annotate(nickname=Subquery(named)).order_by("due", "pk")[:MOST]
    return tuple(_line(one) for one in rows if _may_see(by, one, act))


def standing_to_correction(
    by: Actor, one: EntryCorrection, act: Operation
) -> tuple[Holding | None, bool]:
    """As who leads the track, or as the triage, of which it is the own item."""
    if one.track_id is None:
        return Holding(Standing.TRIAGE), True
    return holding(by, one.person_id, act.now), False


def _may_see(by: Actor, one: EntryCorrection, act: Operation) -> bool:
    held, own = standing_to_correction(by, one, act)
    place = one.municipality_id
    return bool(permissions.can(by, Verb.SEE, SH, place=place, holding=held, now=act.now, own=own))


def _line(one: Any) -> CorrectionLine:
    return CorrectionLine(
        id=one.pk,
        person_id=one.person_id,
        signal_id=one.signal_id,
        track_id=one.track_id,
        name=one.nickname or "",
        why=Mend(one.why),
        wrong=tuple(Reach(each) for each in one.wrong),
        made_on=localdate(one.made_at),
        due=one.due,
    )
