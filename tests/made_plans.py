"""Plans of the tests: a draft of both, and the first measurement."""

from uuid import UUID

from houvast.database.actor import Actor
from houvast.tracks.actions.plans import measure, write_future_plan, write_support_plan
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import Answer, MeasureMoment, MeasureValue
from houvast.tracks.rules.plans import PlanTemplate, Support

KEPT = ("futureplan", "measurement", "measurementanswer", "scananswer", "step", "supportplan")
PLAN = {"tracks_appointment": 2} | {f"tracks_{one}": 1 for one in KEPT}
"""How many rows of class PL a whole file has, by table."""


def planned(by: Actor, track: UUID, mark: str) -> None:
    """A draft of both plans, and the first measurement."""
    write_future_plan(by=by, track_id=track, wants=f"{mark}toekomst, een eigen zaak.")
    ours = Support(PlanTemplate.YOUTH, LifeDomain.WORK, without_future=f"{mark}toekomst later.")
    write_support_plan(by=by, track_id=track, plan=ours)
    measure(
        by=by,
        track_id=track,
        moment=MeasureMoment.START,
        values={LifeDomain.WORK: MeasureValue.STEP_RUNNING},
        someone_stays=Answer.YES,
        right_way=Answer.UNKNOWN,
    )
