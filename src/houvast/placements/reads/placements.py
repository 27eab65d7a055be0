"""The file of a track with its placements, and one placement with its aftercare."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.prepared import prepared
from houvast.database.written import Given, ask
from houvast.employers.rules.states import PayKind
from houvast.errors import NotFound
from houvast.matching.models import Choice
from houvast.matching.reads import Work, read_work
from houvast.placements.models import AftercareMoment, Placement, Retention
from houvast.placements.reads.consent import TellingLine, about_the_yes, telling
from houvast.placements.reads.on_the_way import (
    Agreed,
    Offered,
    Trial,
    about_the_way,
    agreed_of,
    short_of_the_way,
    trial_of,
)
from houvast.placements.rules.aftercare import answer_stays
from houvast.placements.rules.states import (
    ACTIVE,
    BESIDE,
    MOVES,
    TERMS_IN,
    TRIAL_IN,
    AftercareState,
    PlacementState,
    RetentionAnswer,
    RetentionMark,
    Side,
    TrialState,
)
from houvast.tracks.reads.files import TrackFile, read_file


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A placement as a card on the file."""

    id: UUID
    title: str
    employer: str
    state: PlacementState
    start_on: date | None
    started_on: date | None
    ended_on: date | None
    waiting: int = 0
    """How many check-ins of this work are due."""
    trial_on: date | None = None
    """The day of the trial day that is planned."""
    hours: int | None = None
    """Hours a week, once they were agreed."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One aftercare moment."""

    id: UUID
    due: date
    side: Side
    state: AftercareState
    answered_on: date | None
    words: str
    """What was said, for who may read it."""

    @property
    def missed(self) -> bool:
        """Whether nobody was reached."""
        return self.state is AftercareState.MISSED


@dataclass(frozen=True, slots=True)
class Lasting:
    """Whether the work lasted, at one mark; `answer` is None until it is asked."""

    id: UUID
    mark: RetentionMark
    due: date
    answer: RetentionAnswer | None
    waits: bool
    """Whether it can still be answered, or answered anew."""


@dataclass(frozen=True, slots=True)
class FilePage:
    """A track with its placements, newest first."""

    file: TrackFile
    placements: tuple[PlacementLine, ...]
    work: Work | None = None
    """Wishes and workplaces, where the whole file is asked for and they are for the actor."""


@dataclass(frozen=True, slots=True)
class PlacementPage:
    """One placement, which steps are next, and its aftercare with both sides."""

    file: TrackFile
    placement: PlacementLine
    employer_id: UUID
    """Whom to ring about it stands on the page of the employer."""
    wanted_on: date | None
    told_until: date | None
    told_as: UUID | None
    told_at: datetime | None
    """When the yes that counts now was said, for who may open it; `wanted_on` is the first one."""
    may_call: bool
    lines: tuple[TellingLine, ...]
    question: UUID | None
    introduced_on: date | None
    trials: tuple[Trial, ...]
    """The trial days, the last one last."""
    has_reasons: bool
    """Whether what fitted and what did not was stored with it; under the same id."""
    agreed: Agreed | None
    offered: Offered
    day_one_companion: str
    next_steps: tuple[PlacementState, ...]
    check_ins: tuple[CheckIn, ...]
    lasting: tuple[Lasting, ...]

    @property
    def trial_ahead(self) -> Trial | None:
        """The trial day that is planned, before the start."""
        waits = [one for one in self.trials if one.state is TrialState.PLANNED]
        return waits[0] if waits and self.placement.state in TRIAL_IN else None

    @property
    def trial_now(self) -> bool:
        """Whether it can be said now how the planned trial day went."""
        ahead = self.trial_ahead
        return ahead is not None and ahead.day <= self.file.today

    @property
    def may_plan_trial(self) -> bool:
        """Whether a trial day can be planned or moved."""
        return self.may_ask and self.holds and self.placement.state in TRIAL_IN

    @property
    def may_settle(self) -> bool:
        """Whether the terms can be written anew."""
        return self.may_ask and self.placement.state in TERMS_IN

    @property
    def due(self) -> tuple[CheckIn, ...]:
        """The check-ins whose day has come, while the work goes on."""
        return tuple(one for one in self._waits if one.due <= self.file.today)

    @property
    def ahead(self) -> tuple[CheckIn, ...]:
        """The check-ins that are still to come."""
        return tuple(one for one in self._waits if one.due > self.file.today)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing of the aftercare asks something today, though more is to come."""
        today = self.file.today
        asks = any(one.waits and one.due <= today for one in self.lasting)
        return bool(self.ahead) and not (self.due or self.no_calls or asks)

    @property
    def _waits(self) -> list[CheckIn]:
        """What is planned while the work goes on; an employer is rung under a yes only."""
        if self.placement.state is not PlacementState.STARTED:
            return []
        planned = [one for one in self.check_ins if one.state is AftercareState.PLANNED]
        return [one for one in planned if self.calls or one.side is Side.YOUNG_PERSON]

    @property
    def calls(self) -> bool:
        """Whether the employer may be rung today to ask how the work goes."""
        return self.may_call and self.holds

    @property
    def no_calls(self) -> bool:
        """Whether there is work now about which the employer may not be rung."""
        return self.placement.state is PlacementState.STARTED and not self.calls

    @property
    def noted(self) -> tuple[CheckIn, ...]:
        """What became of the earlier ones, the last first."""
        return tuple(one for one in self.check_ins[::-1] if one.state is not AftercareState.PLANNED)

    @property
    def holds(self) -> bool:
        """Whether the employer may be told the lines today."""
        until, goes_on = self.told_until, self.placement.state in ACTIVE
        return goes_on and until is not None and until > self.file.today

    @property
    def is_over(self) -> bool:
        """Whether nothing comes after this any more."""
        return self.placement.state not in ACTIVE

    @property
    def may_ask(self) -> bool:
        """Whether a yes can be asked now."""
        return self.file.may_wish and self.placement.state in ACTIVE


COLUMNS = (
    "pk",
    "track_id",
    "state",
    "start_on",
    "started_on",
    "ended_on",
    "wanted_on",
    "told_until",
    "told_as",
    "may_call",
    "introduced_on",
    "day_one_companion",
)


def file_page(by: Actor, track_id: UUID, *, whole: bool = False) -> FilePage:
    """One personal file; looking at it is recorded, or it is not shown. `whole`: with its work."""
    with recorded(by, "tracks.file_viewed", track_id) as act, prepared():
        file = read_file(by, track_id, act)
        placements = tuple(map(_line, ask(_cards, track_id=track_id, today=act.today)))
        asks = whole and file.sees_work and file.runs
        return FilePage(file, placements, read_work(by, track_id, act) if asks else None)


def _cards(track_id: Given, today: Given) -> QuerySet[Any, Any]:
    more = {"waiting": _waiting(today), **short_of_the_way()}
    return _rows(Placement.objects.filter(track=track_id).annotate(**more), *more)


def placement_page(by: Actor, placement_id: UUID) -> PlacementPage:
    """One placement of a track that the actor may see."""
    with recorded(by, "placements.viewed", placement_id) as act, prepared():
        more = {"marks": _marks(), "reasons": REASONS}
        more |= about_the_yes() | about_the_way() | OF_WORKPLACE
        found = Placement.objects.filter(pk=placement_id).annotate(**more)
        row = next(iter(_rows(found, *more)), None)
        if row is None:
            raise NotFound
        file = read_file(by, row["track_id"], act)
        moments = AftercareMoment.objects.filter(placement=placement_id).values(
            *CHECK_IN, words=Coalesce("note__text", "said")
        )
        return PlacementPage(
            file=file,
            placement=_line(row),
            employer_id=row["employer_id"],
            wanted_on=row["wanted_on"],
            told_until=row["told_until"],
            told_as=row["told_as"],
            told_at=row["told_at"],
            may_call=row["may_call"],
            lines=telling(row["lines"]),
            question=row["question"],
            introduced_on=row["introduced_on"],
            trials=tuple(trial_of(one) for one in row["trials"]),
            has_reasons=row["reasons"],
            agreed=agreed_of(row["agreed"]) if row["agreed"] else None,
            offered=_offered(row),
            day_one_companion=row["day_one_companion"],
            next_steps=_next(PlacementState(row["state"]), file),
            check_ins=tuple(_check_in(one) for one in moments.order_by("due", "side")),
            lasting=tuple(_lasting(one, act.today) for one in row["marks"]),
        )


REASONS = Exists(Choice.objects.filter(pk=OuterRef("pk")))


def _next(state: PlacementState, file: TrackFile) -> tuple[PlacementState, ...]:
    """The steps that are next; one that moves the promise is for the lead alone."""
    if not file.may_wish:
        return ()
    return MOVES[state] if file.leads else tuple(one for one in MOVES[state] if one in BESIDE)


OF_WORKPLACE = {
    name: F(f"workplace__{name}")
    for name in ("employer_id", "hours_min", "hours_max", "pay_kind", "wage_cents")
}


def _offered(row: Any) -> Offered:
    least, most = row["hours_min"], row["hours_max"]
    return Offered(
        hours=least if least == most else None,
        pay_kind=PayKind(row["pay_kind"] or PayKind.UNKNOWN),
        wage_cents=row["wage_cents"],
    )


CHECK_IN = ("pk", "due", "side", "state", "answered_on")


def _check_in(row: Any) -> CheckIn:
    return CheckIn(
        id=row["pk"],
        due=row["due"],
        side=Side(row["side"]),
        state=AftercareState(row["state"]),
        answered_on=row["answered_on"],
        words=row["words"] or "",
    )


LASTING = ("mark", "due", "answer", "answered_on")


def _marks() -> ArraySubquery:
    found = Retention.objects.filter(placement=OuterRef("pk")).order_by("due")
    return ArraySubquery(found.values(one=JSONObject(**{name: name for name in LASTING}, id="pk")))


def _lasting(row: dict[str, str], today: date) -> Lasting:
    answered_on = date.fromisoformat(row["answered_on"]) if row["answered_on"] else None
    return Lasting(
        id=UUID(row["id"]),
        mark=RetentionMark(row["mark"]),
        due=date.fromisoformat(row["due"]),
        answer=RetentionAnswer(row["answer"]) if row["answer"] else None,
        waits=not answer_stays(row["answer"], answered_on, today),
    )


def _rows(found: Any, *more: str) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = found.values(
        *COLUMNS, *more, title=F("workplace__title"), employer=F("workplace__employer__name")
    )
    return rows.order_by("-proposed_at", "pk")


def _line(row: Any) -> PlacementLine:
    return PlacementLine(
        id=row["pk"],
        title=row["title"] or "",
        employer=row["employer"] or "",
        state=PlacementState(row["state"]),
        start_on=row["start_on"],
        started_on=row["started_on"],
        ended_on=row["ended_on"],
        waiting=row.get("waiting") or 0,
        trial_on=row.get("trial_on"),
        hours=row.get("hours"),
    )


def _waiting(today: Given) -> Count:
    """How many check-ins are due, while the work goes on."""
    due = Q(aftercare__due__lte=today, aftercare__state=AftercareState.PLANNED.value)
    young = Q(aftercare__side=Side.YOUNG_PERSON.value)
    due &= young | Q(may_call=True, told_until__gt=today)
    return Count("aftercare", filter=due & Q(state=PlacementState.STARTED.value))
