"""What exactly an employer would get, and the yes to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.placements.models import Consent, Placement, ToldLine
from houvast.placements.rules.consent import Known, holds_until, needs_parent
from houvast.placements.rules.states import (
    Answered,
    CallsAnswer,
    ConsentState,
    PlacementState,
    Told,
)
from houvast.tracks.reads.files import TrackFile, read_file

ORDER = {one: at for at, one in enumerate(Told)}


@dataclass(frozen=True, slots=True)
class TellingLine:
    """One line that an employer may get, as the young person saw it."""

    field: Told
    text: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """The form on which is chosen what an employer would get: what we know, and the last words."""

    file: TrackFile
    placement_id: UUID
    title: str
    employer: str
    known: dict[Told, str]
    said: dict[Told, str]


@dataclass(frozen=True, slots=True)
class YesPage:
    """What the employer gets, word for word, and how the young person answered."""

    file: TrackFile
    id: UUID
    placement_id: UUID
    placement_state: PlacementState
    title: str
    employer: str
    state: ConsentState
    lines: tuple[TellingLine, ...]
    asked_by: str
    asked_at: datetime
    answered_at: datetime | None
    how: Answered | None
    helped_by: str
    parent: Answered | None
    until: date | None
    withdrawn_at: datetime | None
    calls: CallsAnswer | None
    """Whether the employer may be rung after the start; None while it was not asked."""
    parent_too: bool
    would_hold_until: date | None

    @property
    def open(self) -> bool:
        """Whether an answer is waited for."""
        return self.state is ConsentState.ASKED

    @property
    def holds(self) -> bool:
        """Whether the employer may be told these lines today."""
        given = self.state is ConsentState.GIVEN
        return given and self.until is not None and self.until > self.file.today

    @property
    def may_call(self) -> bool:
        """Whether the employer may be rung, which can be stopped."""
        return self.holds and self.calls is CallsAnswer.GIVEN


def about_the_yes() -> dict[str, Any]:
    """Annotations for placements: the lines that hold, when yes was said, what waits."""
    lines = ToldLine.objects.filter(consent=OuterRef("told_as"))
    asked = Consent.objects.filter(placement=OuterRef("pk"), state=ConsentState.ASKED.value)
    said = Consent.objects.filter(pk=OuterRef("told_as"))
    return {
        "lines": ArraySubquery(lines.values(one=JSONObject(field="field", text="text"))),
        "question": Subquery(asked.values("pk")[:1]),
        "told_at": Subquery(said.values("answered_at")[:1]),
    }


def telling(rows: Iterable[dict[str, str]]) -> tuple[TellingLine, ...]:
    """The lines in the order in which an employer reads them."""
    found = (TellingLine(Told(one["field"]), one["text"]) for one in rows)
    return tuple(sorted(found, key=lambda one: ORDER[one.field]))


PLACED = {
    "title": F("workplace__title"),
    "employer": F("workplace__employer__name"),
}


def ask_page(by: Actor, placement_id: UUID) -> AskPage:
    """What could be told to the employer of this placement; the last words come back."""
    with recorded(by, "placements.yes_prepared", placement_id) as act:
        last = Consent.objects.filter(placement=OuterRef(OuterRef("pk"))).order_by("-asked_at")
        said = ToldLine.objects.filter(consent=Subquery(last.values("pk")[:1]))
        lines = ArraySubquery(said.values(one=JSONObject(field="field", text="text")))
        found = Placement.objects.filter(pk=placement_id)
        row: Any = found.values("track_id", **PLACED).annotate(said=lines).first()
        if row is None:
            raise NotFound
        file = read_file(by, row["track_id"], act)
        first = file.given_name or file.nickname
        known = Known(first, file.family_name, file.birth_date, file.phone)
        return AskPage(
            file=file,
            placement_id=placement_id,
            title=row["title"] or "",
            employer=row["employer"] or "",
            known=known.lines(act.today),
            said={Told(one["field"]): one["text"] for one in row["said"]},
        )


COLUMNS = (
    "pk",
    "track_id",
    "placement_id",
    "state",
    "asked_at",
    "answered_at",
    "how",
    "helped_by",
    "parent",
    "calls",
    "until",
    "withdrawn_at",
)


def yes_page(by: Actor, consent_id: UUID) -> YesPage:
    """One question with its lines: to look at together, to answer, and to give to the employer."""
    with recorded(by, "placements.yes_viewed", consent_id) as act:
        lines = ToldLine.objects.filter(consent=OuterRef("pk"))
        found = Consent.objects.filter(pk=consent_id).values(
            *COLUMNS,
            placement_state=F("placement__state"),
            title=F("placement__workplace__title"),
            employer=F("placement__workplace__employer__name"),
            by=F("asked_by__name"),
        )
        told = ArraySubquery(lines.values(one=JSONObject(field="field", text="text")))
        row: Any = found.annotate(told=told).first()
        if row is None:
            raise NotFound
        return _yes(row, read_file(by, row["track_id"], act))


def _yes(row: Any, file: TrackFile) -> YesPage:
    born = file.birth_date
    return YesPage(
        file=file,
        id=row["pk"],
        placement_id=row["placement_id"],
        placement_state=PlacementState(row["placement_state"]),
        title=row["title"] or "",
        employer=row["employer"] or "",
        state=ConsentState(row["state"]),
        lines=telling(row["told"]),
        asked_by=row["by"],
        asked_at=row["asked_at"],
        answered_at=row["answered_at"],
        how=Answered(row["how"]) if row["how"] else None,
        helped_by=row["helped_by"],
        parent=Answered(row["parent"]) if row["parent"] else None,
        until=row["until"],
        withdrawn_at=row["withdrawn_at"],
        calls=CallsAnswer(row["calls"]) if row["calls"] else None,
        parent_too=born is not None and needs_parent(born, file.today),
        would_hold_until=holds_until(file.today, born) if born else None,
    )
