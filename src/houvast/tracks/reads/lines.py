"""A track as one line of a list: one query for the whole list, whatever its length."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from houvast.accounts.reads import HOUVAST_NOW
from houvast.people.models import Identity, Nickname
from houvast.people.rules import PreferredChannel
from houvast.tracks.models import Appointment, ContactDetail, Track
from houvast.tracks.rules.phase import facts_from, phase_of
from houvast.tracks.rules.states import (
    ContactChannel,
    MilestoneKind,
    PlaceKind,
    TrackPhase,
    TrackState,
)

TEXT = TextField()
WHY = Coalesce(NullIf("behaviour", Value("", TEXT)), "criterion__text", output_field=TEXT)
"""Why a track began; of what Veiligheid offered nobody knows, and the triage has its own reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """A track in a list. `late` is in calendar days, 0 if not; what one may not see is empty.

    `due` is the next moment, or for a proposed track the day by which a coach has to accept.
    """

    track_id: UUID
    person_id: UUID
    name: str
    state: TrackState
    phase: TrackPhase
    lead: str
    lead_id: UUID
    keeper: str
    """Who keeps the moment when that is somebody else than the lead: the stand-in."""
    due: date | None
    late: int
    agreed: bool
    what: str
    last_real_at: datetime | None
    last_channel: ContactChannel | None
    last_place: PlaceKind | None
    rung: int
    reach: PreferredChannel | None
    """How to ring or write; nothing without a number that one may see."""
    access_until: datetime | None
    """Until when the lead coach has access; nothing when it has run out."""
    back_on: date | None
    """The day on which a young person who is away returns; nothing for who is there."""
    reachable_via: ContactChannel | None


def with_lines(tracks: QuerySet[Track]) -> QuerySet[Any, Any]:
    """The rows that `line_of` takes, the first moment first."""
    columns = tracks.values("pk", "person_id", "state", "accept_by", "work_started_on")
    rows: Any = columns.annotate(**line_annotations())
    ordered: QuerySet[Any, Any] = rows.order_by("due", "pk")
    return ordered


def name_of(row: Mapping[str, Any]) -> str:
    """Given and family name where one may see them, else what people call someone."""
    full = " ".join(part for part in (row["given_name"], row["family_name"]) if part)
    return full or row["nickname"] or ""


def names() -> dict[str, Subquery]:
    """Annotations for the name of the person of a row with `person_id`."""
    identity = Identity.objects.filter(person=OuterRef("person_id"))
    nickname = Nickname.objects.filter(person=OuterRef("person_id"))
    return {
        "nickname": Subquery(nickname.values("text")[:1]),
        "given_name": Subquery(identity.values("given_name")[:1]),
        "family_name": Subquery(identity.values("family_name")[:1]),
    }


def called() -> Trim:
    """SQL: the names of a row with `names()`, as far as one sees them; what lists sort by."""
    parts = [Coalesce(F(one), Value("")) for one in ("given_name", "family_name", "nickname")]
    first, second, third = parts
    return Trim(
        Concat(first, Value(" "), second, Value(" "), third, output_field=CharField()),
        output_field=CharField(),
    )


def reach_of(phone: str | None, preferred: str | None) -> PreferredChannel | None:
    """How a coach reaches somebody from where he is: by message when that is preferred."""
    if not phone:
        return None
    by_message = preferred == PreferredChannel.MESSAGE
    return PreferredChannel.MESSAGE if by_message else PreferredChannel.PHONE


def line_annotations() -> dict[str, Any]:
    """Annotations for a line of the tracks of a query.

    What is process stands in one row per track, kept by the database; the rest is asked for.
    """
    about = Appointment.objects.filter(moment=OuterRef("glance__moment"))
    how = ContactDetail.objects.filter(contact=OuterRef("glance__last_real"))
    identity = Identity.objects.filter(person=OuterRef("person_id"))
    return names() | {
        "lead": F("lead_coach__name"),
        "leads": F("lead_coach_id"),
        "keeper": Case(
            When(~Q(glance__held_by=F("lead_coach_id")), then=F("glance__held_by__name"))
        ),
        "due": F("glance__due"),
        "agreed": F("glance__agreed"),
        "what": Subquery(about.values("what")[:1]),
        "last_real_at": F("glance__last_real_at"),
        "last_channel": Subquery(how.values("channel")[:1]),
        "last_place": Subquery(how.values("place_kind")[:1]),
        "rung": F("glance__rung"),
        "reached": F("glance__reached"),
        "phone": Subquery(identity.values("phone")[:1]),
        "preferred": Subquery(identity.values("preferred_channel")[:1]),
        "back_on": F("glance__back_on"),
        "reachable_via": F("glance__reachable_via"),
        "access_until": Case(
            When(glance__lead_until__gt=HOUVAST_NOW, then=F("glance__lead_until"))
        ),
    }


def line_of(row: Mapping[str, Any], today: date) -> Line:
    """The line of an annotated row."""
    state = TrackState(row["state"])
    due = row["accept_by"] if state is TrackState.PROPOSED else row["due"]
    back_on = row["back_on"]
    away = back_on is not None and back_on >= today
    reached = [MilestoneKind(one) for one in row["reached"] or ()]
    return Line(
        track_id=row["pk"],
        person_id=row["person_id"],
        name=name_of(row),
        state=state,
        phase=phase_of(facts_from(state, reached, row["work_started_on"])),
        lead=row["lead"],
        lead_id=row["leads"],
        keeper=row["keeper"] or "",
        due=due,
        late=max(0, (today - due).days) if due else 0,
        agreed=bool(row["agreed"]),
        what=row["what"] or "",
        last_real_at=row["last_real_at"],
        last_channel=ContactChannel(row["last_channel"]) if row["last_channel"] else None,
        last_place=PlaceKind(row["last_place"]) if row["last_place"] else None,
        rung=row["rung"] or 0,
        reach=reach_of(row["phone"], row["preferred"]),
        access_until=row["access_until"],
        back_on=back_on if away else None,
        reachable_via=ContactChannel(row["reachable_via"]) if away else None,
    )
