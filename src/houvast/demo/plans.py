"""Both plans and the measurements of the demo, as rows of the year that was."""

from datetime import date, time, timedelta

from houvast.demo.clock import at
from houvast.demo.rows import File
from houvast.tracks.models import (
    FuturePlan,
    Measurement,
    MeasurementAnswer,
    Step,
    SupportPlan,
)
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.measurements import (
    Answer,
    MeasureMoment,
    MeasureValue,
    as_known,
    due_on,
)
from houvast.tracks.rules.plans import PlanPartner, PlanState, PlanTemplate
from houvast.tracks.rules.states import MilestoneKind
from houvast.tracks.rules.steps import StepState

TOGETHER = [PlanPartner.YOUNG_PERSON.value]
WANTS = (
    "Ik wil kok worden. Eerst een vaste plek om te slapen.",
    "Gewoon werken met mijn handen. Niet meer naar een klas.",
    "Mijn diploma halen en op mezelf wonen.",
    "Dat mijn moeder trots is. En een eigen scooter, betaald.",
    "Rust. Geen gedoe met brieven. Daarna zie ik wel.",
)
MADE = time(12, 50)
WHY_LATER = "Eerst rust en een vaste plek om te slapen. Werk komt daarna."


def two_plans(file: File, until: date) -> None:
    """What he wants and what we do, agreed a while ago; sometimes the own plan is still a draft."""
    opened, dice = file.track.opened_at, file.ledger.dice
    on = max(until - timedelta(days=dice.choice((9, 20, 34))), opened.date() if opened else until)
    both = dice.random() < 0.75
    version = {"made_at": at(on, MADE), "made_by_id": file.by.user_id}
    agreed = {"state": PlanState.AGREED.value, "agreed_on": on, "agreed_with": TOGETHER}
    state = agreed if both else {"state": PlanState.DRAFT.value}
    file.keep(FuturePlan(wants=dice.choice(WANTS), **version, **state, **file.row()))
    if not both:
        return
    steps = [one for one in file.personal if isinstance(one, Step)]
    kept = {one.domain for one in steps if one.state != StepState.DROPPED}
    file.reached(MilestoneKind.PLANS_AGREED, on)
    file.keep(
        SupportPlan(
            template=dice.choice(tuple(PlanTemplate)).value,
            first=dice.choice(tuple(LifeDomain)[:5]).value,
            without_work="" if LifeDomain.WORK in kept else WHY_LATER,
            **version,
            **agreed,
            **file.row(),
        )
    )
    file.entry(file.by, "tracks.support_plan_written", at(on, MADE))


def measurements(file: File, scan: dict[LifeDomain, ScanValue], until: date) -> None:
    """The measurements whose time has come, each with a little more in order."""
    opened, dice = file.track.opened_at, file.ledger.dice
    if opened is None:
        return
    steps = [one for one in file.personal if isinstance(one, Step)]
    under_way = {LifeDomain(one.domain) for one in steps if one.state == StepState.OPEN}
    now = as_known(scan, under_way)
    for moment in MeasureMoment:
        due = due_on(moment, opened.date())
        if due > until:
            return
        form = file.keep(
            Measurement(
                moment=moment.value,
                made_on=due,
                made_by_id=file.by.user_id,
                someone_stays=dice.choice(tuple(Answer)).value,
                right_way=dice.choice(tuple(Answer)).value,
                **file.row(),
            )
        )
        for domain in scan:
            value = now[domain] if dice.random() < 0.7 else dice.choice(tuple(MeasureValue))
            file.keep(
                MeasurementAnswer(
                    measurement=form, domain=domain.value, value=value.value, **file.row()
                )
            )
