"""The versions of both plans and the measurements of one track: one query beside the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from houvast.tracks.models import FuturePlan, Measurement, MeasurementAnswer, SupportPlan, Track
from houvast.tracks.reads.files import TrackFile
from houvast.tracks.rules.adulthood import is_open, points_missing
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import (
    Answer,
    MeasureMoment,
    MeasureValue,
    as_known,
    next_moment,
)
from houvast.tracks.rules.plans import (
    PlanPartner,
    PlanState,
    PlanTemplate,
    Support,
    leads_to_work,
    template_at,
)
from houvast.tracks.rules.steps import StepState


@dataclass(frozen=True, slots=True)
class Version:
    """A version of one of the plans. `support` is empty for the own plan, `wants` for the other."""

    state: PlanState
    made_by: str
    made_on: date
    agreed_on: date | None
    agreed_with: tuple[PlanPartner, ...]
    wants: str = ""
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: a word per life domain, and what the young person said to two questions."""

    moment: MeasureMoment
    made_on: date
    someone_stays: Answer
    right_way: Answer
    values: dict[LifeDomain, MeasureValue]


@dataclass(frozen=True, slots=True)
class Plans:
    """Both plans, the newest version first, and the measurements in the order of their moments."""

    future: tuple[Version, ...]
    support: tuple[Version, ...]
    measured: tuple[Measured, ...]
    to_measure: MeasureMoment | None
    known: dict[LifeDomain, MeasureValue]
    template: PlanTemplate
    has_work: bool
    """Whether a step of the plan leads to work."""
    before_18: bool
    """Whether points of the list on the way to 18 can be put in the plan now."""

    @property
    def own(self) -> Version | None:
        """The young person's plan that counts, or else the draft."""
        return _counts(self.future)

    @property
    def ours(self) -> Version | None:
        """The professionals' plan that counts, or else the draft."""
        return _counts(self.support)

    @property
    def grid(self) -> tuple[tuple[LifeDomain, tuple[MeasureValue | None, ...]], ...]:
        """Per life domain its word at each measurement; nothing is added up."""
        every = {domain for one in self.measured for domain in one.values}
        return tuple(
            (domain, tuple(one.values.get(domain) for one in self.measured))
            for domain in LifeDomain
            if domain in every
        )


def newest(versions: tuple[Version, ...]) -> Version | None:
    """What somebody writes on: the draft, or else what was agreed."""
    return next((one for one in versions if one.state is not PlanState.REPLACED), None)


def plans_of(file: TrackFile) -> Plans:
    """What is written beside the steps of this file, inside the caller's act."""
    mine = {"track": OuterRef("pk")}
    measured = Measurement.objects.filter(**mine).order_by("made_on", "pk")
    row: Any = (
        Track.objects.filter(pk=file.line.track_id)
        .annotate(
            future=_versions(FuturePlan, "wants"),
            support=_versions(SupportPlan, *SUPPORT),
            measured=ArraySubquery(measured.values(one=JSONObject(**MEASURED, values=_answers()))),
        )
        .values("future", "support", "measured")
        .get()
    )
    return _plans(file, row)


VERSION = {
    "state": "state",
    "by": "made_by__name",
    "at": "made_at",
    "on": "agreed_on",
    "partners": "agreed_with",
}
SUPPORT = ("template", "first", "without_work", "without_future", "try_again_on")
MEASURED = {
    "moment": "moment",
    "on": "made_on",
    "someone_stays": "someone_stays",
    "right_way": "right_way",
}


def _versions(kind: type[FuturePlan] | type[SupportPlan], *columns: str) -> ArraySubquery:
    found = kind.objects.filter(track=OuterRef("pk")).order_by("-made_at", "pk")
    return ArraySubquery(
        found.values(one=JSONObject(**VERSION, **{name: name for name in columns}))
    )


def _answers() -> ArraySubquery:
    answers = MeasurementAnswer.objects.filter(measurement=OuterRef("pk"))
    return ArraySubquery(answers.values(one=JSONObject(domain="domain", value="value")))


def _plans(file: TrackFile, row: Mapping[str, Any]) -> Plans:
    future, support = _each(row["future"]), _each(row["support"])
    measured = tuple(_measured(one) for one in row["measured"])
    opened = timezone.localdate(file.opened_on) if file.opened_on else None
    kept = {one.domain for one in file.steps if one.state is not StepState.DROPPED}
    ours = _counts(support)
    template = ours.support.template if ours and ours.support else template_at(file.age)
    made = [one.moment for one in measured]
    points = points_missing({one.what for one in file.steps})
    return Plans(
        future=future,
        support=support,
        measured=measured,
        to_measure=next_moment(opened, made, file.today) if file.may_plan else None,
        known=as_known(file.scan, {one.domain for one in file.steps if one.is_open}),
        template=template,
        has_work=leads_to_work(template, kept),
        before_18=file.may_plan and bool(points) and is_open(file.birth_date, file.today),
    )


def _each(rows: list[dict[str, Any]]) -> tuple[Version, ...]:
    return tuple(
        Version(
            state=PlanState(one["state"]),
            made_by=one["by"],
            made_on=date.fromisoformat(one["at"][:10]),
            agreed_on=date.fromisoformat(one["on"]) if one["on"] else None,
            agreed_with=tuple(PlanPartner(who) for who in one["partners"]),
            wants=one.get("wants", ""),
            support=_support(one) if "template" in one else None,
        )
        for one in rows
    )


def _support(one: dict[str, Any]) -> Support:
    again = one["try_again_on"]
    return Support(
        template=PlanTemplate(one["template"]),
        first=LifeDomain(one["first"]),
        without_work=one["without_work"],
        without_future=one["without_future"],
        try_again_on=date.fromisoformat(again) if again else None,
    )


def _measured(one: dict[str, Any]) -> Measured:
    values = {LifeDomain(a["domain"]): MeasureValue(a["value"]) for a in one["values"]}
    return Measured(
        moment=MeasureMoment(one["moment"]),
        made_on=date.fromisoformat(one["on"]),
        someone_stays=Answer(one["someone_stays"]),
        right_way=Answer(one["right_way"]),
        values={domain: values[domain] for domain in LifeDomain if domain in values},
    )


def _counts(versions: tuple[Version, ...]) -> Version | None:
    agreed = [one for one in versions if one.state is PlanState.AGREED]
    drafts = [one for one in versions if one.state is PlanState.DRAFT]
    return next(iter((*agreed, *drafts)), None)
