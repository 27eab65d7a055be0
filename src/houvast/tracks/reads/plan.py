"""The plan of one young person, one step of it, and Taken: the steps of a coach over everyone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import JSONObject

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.sharing.models import Assignment
from houvast.tracks import permissions
from houvast.tracks.models import Step
from houvast.tracks.reads.files import TrackFile, read_file
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.plans import Plans, plans_of
from houvast.tracks.reads.steps import COLUMNS, StepLine, step_of
from houvast.tracks.rules.domains import LifeDomain, ScanValue, asked_at
from houvast.tracks.rules.states import PROMISED
from houvast.tracks.rules.steps import (
    FIRST_STEPS,
    OF_THE_COACH,
    TAKES_STEPS,
    StepState,
    suggested,
)

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds this young person beside the coach, and can take a step."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class DomainPlan:
    """One life domain: how it stands, its steps, and first steps to choose from."""

    domain: LifeDomain
    value: ScanValue | None
    steps: tuple[StepLine, ...]
    first_steps: tuple[tuple[int, str], ...]
    """Each with its number in the list of the rule, without those that are under way."""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The whole plan of one young person. `needs` come first: they ask for a step and have none."""

    file: TrackFile
    needs: tuple[DomainPlan, ...]
    domains: tuple[DomainPlan, ...]
    plans: Plans


@dataclass(frozen=True, slots=True)
class StepPage:
    """What the form of a step needs: the file, who can take it, and the step that is changed."""

    file: TrackFile
    holders: tuple[Holder, ...]
    step: StepLine | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A step on somebody's list: whose plan it belongs to, and whether it waits for another."""

    step: StepLine
    track_id: UUID
    person_id: UUID
    name: str
    mine: bool
    keeps: bool
    """Whether the reader may say what became of it: who was the coach before may not."""


@dataclass(frozen=True, slots=True)
class TasksPage:
    """Taken, by day. `waits` are late steps of others, which the coach asks about."""

    today: date
    late: tuple[Task, ...]
    now: tuple[Task, ...]
    week: tuple[Task, ...]
    later: tuple[Task, ...]
    waits: tuple[Task, ...]

    @property
    def total(self) -> int:
        """How many steps are the reader's own."""
        return len(self.late) + len(self.now) + len(self.week) + len(self.later)


def plan_page(by: Actor, track_id: UUID) -> PlanPage:
    """The plan of a track. Raises NotFound where the actor may not read plans."""
    with recorded(by, "tracks.plan_viewed", track_id) as act:
        file = _readable(by, track_id, act)
        open_in = {one.domain for one in file.steps if one.is_open}
        needs = suggested(file.scan, open_in) if file.may_plan else ()
        every = {domain: _domain_plan(file, domain) for domain in LifeDomain}
        return PlanPage(
            file=file,
            needs=tuple(every[domain] for domain in needs),
            domains=tuple(every[one] for one in _talked_of(file) if one not in needs),
            plans=plans_of(file),
        )


def plan_to_write(by: Actor, track_id: UUID) -> PlanPage:
    """The same page for who writes on it. Raises NotFound for who may not."""
    page = plan_page(by, track_id)
    if not page.file.may_plan:
        raise NotFound
    return page


def new_step_page(by: Actor, track_id: UUID) -> StepPage:
    """What a new step of this track needs. Raises NotFound for who may not write the plan."""
    with recorded(by, "tracks.new_step_viewed", track_id) as act:
        file = _readable(by, track_id, act)
        if not file.may_plan:
            raise NotFound
        return StepPage(file, _holders(file, act))


def step_page(by: Actor, step_id: UUID) -> StepPage:
    """One step to change. Raises NotFound for who may not write the plan."""
    with recorded(by, "tracks.step_viewed", step_id) as act:
        track_id = Step.objects.one(step_id).track_id
        file = _readable(by, track_id, act)
        if not file.may_plan:
            raise NotFound
        step = next(one for one in file.steps if one.id == step_id)
        return StepPage(file, _holders(file, act), step)


def tasks_page(by: Actor) -> TasksPage:
    """The open steps that wait for the actor, over all whom he holds, the first day first."""
    with recorded(by, "tracks.tasks_viewed") as act:
        return tasks_of(by, act)


def tasks_of(by: Actor, act: Operation) -> TasksPage:
    """The same inside the caller's act, which shows more than steps."""
    permissions.require_coach(by)
    found = _tasks(by, act)
    act.concerns(*dict.fromkeys(one.person_id for one in found))
    mine = [(one, one.step.due) for one in found if one.mine]
    soon = act.today + WEEK
    return TasksPage(
        today=act.today,
        late=tuple(one for one, due in mine if due < act.today),
        now=tuple(one for one, due in mine if due == act.today),
        week=tuple(one for one, due in mine if act.today < due <= soon),
        later=tuple(one for one, due in mine if due > soon),
        waits=tuple(one for one in found if not one.mine),
    )


def _tasks(by: Actor, act: Operation) -> tuple[Task, ...]:
    """Own steps, and of those whom the actor leads the late steps of others."""
    leads = Q(track__lead_coach=by.user_id)
    own = Q(colleague=by.user_id) | leads & Q(owner__in=[one.value for one in OF_THE_COACH])
    rows: Any = (
        Step.objects.filter(own | leads & Q(due__lt=act.today))
        .filter(state=StepState.OPEN.value, track__state__in=[one.value for one in PROMISED])
        .values(
            "track_id", "person_id", lead=F("track__lead_coach__name"), one=JSONObject(**COLUMNS)
        )
        .annotate(
            **names(),
            mine=Case(When(own, then=True), default=False),
            keeps=Exists(_kept(by, act)),
        )
        .order_by("due", "pk")
    )
    return tuple(
        Task(
            step=step_of(row["one"], row["lead"], act.today),
            track_id=row["track_id"],
            person_id=row["person_id"],
            name=name_of(row),
            mine=row["mine"],
            keeps=row["keeps"],
        )
        for row in rows
    )


def _kept(by: Actor, act: Operation) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        person=OuterRef("person_id"),
        user=by.user_id,
        purpose=by.purpose,
        capacity__in=[one.value for one in TAKES_STEPS],
        since__lte=act.now,
        until__gt=act.now,
    )


def _readable(by: Actor, track_id: UUID, act: Operation) -> TrackFile:
    file = read_file(by, track_id, act)
    if not file.sees_plan:
        raise NotFound
    return file


def _talked_of(file: TrackFile) -> tuple[LifeDomain, ...]:
    """The life domains of this age, and any other that has steps."""
    asked, has_steps = asked_at(file.age), {one.domain for one in file.steps}
    return tuple(one for one in LifeDomain if one in asked or one in has_steps)


def _domain_plan(file: TrackFile, domain: LifeDomain) -> DomainPlan:
    steps = tuple(one for one in file.steps if one.domain is domain)
    known = {one.what for one in steps if one.is_open}
    first = tuple(one for one in enumerate(FIRST_STEPS[domain]) if one[1] not in known)
    return DomainPlan(domain, file.scan.get(domain), steps, first)


def _holders(file: TrackFile, act: Operation) -> tuple[Holder, ...]:
    """Who can take a step beside the coach: whoever holds this young person now."""
    held = Assignment.objects.filter(
        person=file.line.person_id,
        capacity__in=[one.value for one in TAKES_STEPS],
        since__lte=act.now,
        until__gt=act.now,
    ).exclude(user=file.lead_id)
    rows = held.order_by("user__name", "pk").values_list("user_id", "user__name")
    return tuple(Holder(*one) for one in dict.fromkeys(rows))
