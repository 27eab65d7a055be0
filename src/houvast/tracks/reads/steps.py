"""The steps of a track, as rows of its plan; they come with the row of the file, in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from houvast.tracks.models import Step
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.steps import FIRST_DOMAIN, PlanPart, StepOwner, StepState, part_of

LINGERS = timedelta(days=14)
"""How long a step that was done or dropped still stands on the page of the track."""
COLUMNS = {
    "id": "pk",
    "domain": "domain",
    "what": "what",
    "owner": "owner",
    "colleague": "colleague__name",
    "colleague_key": "colleague_id",
    "desk": "desk",
    "due": "due",
    "state": "state",
    "left_at": "left_at",
    "reason": "reason",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step. `who` is a name to show, empty for the young person; `late` is in calendar days."""

    id: UUID
    domain: LifeDomain
    what: str
    owner: StepOwner
    who: str
    colleague_id: UUID | None
    due: date
    state: StepState
    left_on: date | None
    reason: str
    late: int

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet what became of it."""
        return self.state is StepState.OPEN


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A part of the plan with its steps; `domain` is where a new step begins.

    `needed`: domains of this part where the quick scan asks for a step, and none is open.
    """

    part: PlanPart
    domain: LifeDomain
    steps: tuple[StepLine, ...]
    needed: tuple[LifeDomain, ...] = ()
    in_order: bool = False
    """Whether the quick scan says of every domain of this part that it is in order."""

    @property
    def height(self) -> int:
        """How many rows this part takes in the table."""
        return len(self.steps) + bool(self.needed)


def steps_column() -> ArraySubquery:
    """An annotation with the steps of the tracks of a query, the first day first."""
    mine = Step.objects.filter(track=OuterRef("pk")).order_by("due", "pk")
    return ArraySubquery(mine.values(one=JSONObject(**COLUMNS)))


def steps_of(rows: Iterable[Mapping[str, Any]], lead: str, today: date) -> tuple[StepLine, ...]:
    """The steps of that annotation; `lead` is the name of the coach of the track."""
    return tuple(step_of(row, lead, today) for row in rows)


def step_of(row: Mapping[str, Any], lead: str, today: date) -> StepLine:
    """One step of a row of `COLUMNS`, as JSON or as the database gives it."""
    owner, state, due = StepOwner(row["owner"]), StepState(row["state"]), _day(row["due"])
    names = {
        StepOwner.COACH: lead,
        StepOwner.TOGETHER: lead,
        StepOwner.COLLEAGUE: row["colleague"] or "",
        StepOwner.DESK: row["desk"],
    }
    return StepLine(
        id=UUID(str(row["id"])),
        domain=LifeDomain(row["domain"]),
        what=row["what"],
        owner=owner,
        who=names.get(owner, ""),
        colleague_id=UUID(str(row["colleague_key"])) if row["colleague_key"] else None,
        due=due,
        state=state,
        left_on=_day(row["left_at"]) if row["left_at"] else None,
        reason=row["reason"],
        late=max(0, (today - due).days) if state is StepState.OPEN else 0,
    )


def _day(value: str | date) -> date:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value.date() if isinstance(value, datetime) else value


def plan_rows(
    steps: Iterable[StepLine], scan: Mapping[LifeDomain, ScanValue], today: date
) -> tuple[PlanRow, ...]:
    """The plan as the page of a track shows it: what is open, and what was left lately."""
    steps = tuple(steps)
    busy = {one.domain for one in steps if one.is_open}
    needed = [
        domain
        for domain, value in scan.items()
        if value is ScanValue.NEEDS_STEP and domain not in busy
    ]
    shown = [one for one in steps if one.is_open or (one.left_on or today) >= today - LINGERS]
    by_part = {
        part: tuple(one for one in shown if part_of(one.domain) is part) for part in PlanPart
    }
    wanted = {part: tuple(one for one in needed if part_of(one) is part) for part in PlanPart}
    said = {part: {scan[one] for one in scan if part_of(one) is part} for part in PlanPart}
    return tuple(
        PlanRow(
            part,
            _domain(part, found, wanted[part]),
            found,
            wanted[part],
            in_order=said[part] == {ScanValue.IN_ORDER},
        )
        for part, found in by_part.items()
        if found or wanted[part] or part is not PlanPart.ADULTHOOD
    )


def _domain(
    part: PlanPart, found: tuple[StepLine, ...], needed: tuple[LifeDomain, ...]
) -> LifeDomain:
    if needed:
        return needed[0]
    return found[0].domain if found else FIRST_DOMAIN[part]
