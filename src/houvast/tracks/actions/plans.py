"""Write the two plans as versions, agree them, measure, and open the list on the way to 18."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils import timezone

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused
from houvast.people.models import Identity
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import NOT_RUNNING, check_may
from houvast.tracks.models import (
    FuturePlan,
    Measurement,
    MeasurementAnswer,
    Step,
    SupportPlan,
    Track,
)
from houvast.tracks.rules.adulthood import check_opens, due_of, points_missing
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import (
    Answer,
    MeasureMoment,
    MeasureValue,
    check_moment_now,
)
from houvast.tracks.rules.plans import (
    Agreed,
    PlanState,
    Support,
    check_agreed,
    check_support,
    check_wants,
)
from houvast.tracks.rules.states import PROMISED, TrackState
from houvast.tracks.rules.steps import StepOwner, StepState


def write_future_plan(
    *, by: Actor, track_id: UUID, wants: str, agreed: Agreed | None = None
) -> UUID:
    """Write the young person's plan in his own words; `agreed` makes it count."""
    with recorded(by, "tracks.future_plan_written", track_id) as act:
        track = _running(by, track_id, act)
        words = check_wants(wants)
        if agreed:
            check_agreed(agreed, act.today, own=True)
        _replace(FuturePlan, track, agreed)
        version = FuturePlan(wants=words, **_version(by, track, agreed, act))
        version.save(force_insert=True)
        return version.pk


def write_support_plan(
    *, by: Actor, track_id: UUID, plan: Support, agreed: Agreed | None = None
) -> UUID:
    """Write the professionals' plan; agreed it has a step towards work, or says why not yet."""
    with recorded(by, "tracks.support_plan_written", track_id) as act:
        track = _running(by, track_id, act)
        if agreed:
            check_agreed(agreed, act.today, own=False)
            _check_support(track, plan, act.today)
        _replace(SupportPlan, track, agreed)
        version = SupportPlan(
            template=plan.template.value,
            first=plan.first.value,
            without_work=plan.without_work.strip(),
            without_future=plan.without_future.strip(),
            try_again_on=plan.try_again_on,
            **_version(by, track, agreed, act),
        )
        version.save(force_insert=True)
        return version.pk


def _check_support(track: Track, plan: Support, today: date) -> None:
    kept = Step.objects.filter(track=track).exclude(state=StepState.DROPPED.value)
    his_own = FuturePlan.objects.filter(track=track, state=PlanState.AGREED.value)
    check_support(
        plan,
        steps_in={LifeDomain(one) for one in kept.values_list("domain", flat=True)},
        has_future=his_own.exists(),
        today=today,
    )


def _replace(
    kind: type[FuturePlan] | type[SupportPlan], track: Track, agreed: Agreed | None
) -> None:
    """The draft before this version, and what was agreed when this one is, stay as history."""
    left = [PlanState.DRAFT.value, *([PlanState.AGREED.value] if agreed else [])]
    kind.objects.filter(track=track, state__in=left).update(state=PlanState.REPLACED.value)


def _version(by: Actor, track: Track, agreed: Agreed | None, act: Operation) -> dict[str, object]:
    return {
        "state": (PlanState.AGREED if agreed else PlanState.DRAFT).value,
        "made_at": act.now,
        "made_by_id": by.user_id,
        "agreed_on": agreed.on if agreed else None,
        "agreed_with": [one.value for one in agreed.partners] if agreed else [],
        **track.row(),
    }


def measure(
    *,
    by: Actor,
    track_id: UUID,
    moment: MeasureMoment,
    values: Mapping[LifeDomain, MeasureValue],
    someone_stays: Answer,
    right_way: Answer,
) -> None:
    """Keep a measurement: once for each moment, when its time has come."""
    with recorded(by, "tracks.measured", track_id) as act:
        track = _running(by, track_id, act)
        made = Measurement.objects.filter(track=track).values_list("moment", flat=True)
        opened = timezone.localdate(track.opened_at) if track.opened_at else None
        check_moment_now(moment, opened, {MeasureMoment(one) for one in made}, act.today)
        form = Measurement.objects.create(
            moment=moment.value,
            made_on=act.today,
            made_by_id=by.user_id,
            someone_stays=someone_stays.value,
            right_way=right_way.value,
            **track.row(),
        )
        MeasurementAnswer.objects.bulk_create(
            MeasurementAnswer(
                measurement=form, domain=domain.value, value=value.value, **track.row()
            )
            for domain, value in values.items()
        )


def open_list_before_18(*, by: Actor, track_id: UUID) -> int:
    """Put the points of the list on the way to 18 in the plan; how many were missing."""
    with recorded(by, "tracks.list_to_adulthood_opened", track_id) as act:
        track = _running(by, track_id, act)
        born = Identity.objects.filter(person=track.person_id).values_list("birth_date", flat=True)
        birthday = check_opens(born.first(), act.today)
        known = Step.objects.filter(track=track, domain=LifeDomain.ADULTHOOD.value)
        missing = points_missing(set(known.values_list("what", flat=True)))
        Step.objects.bulk_create(
            Step(
                domain=LifeDomain.ADULTHOOD.value,
                what=what,
                owner=StepOwner.TOGETHER.value,
                due=due_of(days, birthday, act.today),
                state=StepState.OPEN.value,
                made_at=act.now,
                made_by_id=by.user_id,
                **track.row(),
            )
            for what, days in missing
        )
        return len(missing)


def _running(by: Actor, track_id: UUID, act: Operation) -> Track:
    """A running track of which this actor may write the plan."""
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.PL, track, act.now)
    if TrackState(track.state) not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track
