"""What was agreed with the employers of the demo, and the trial days that came before."""

from datetime import date, timedelta

from houvast.demo.clock import at
from houvast.demo.rows import NOON, File
from houvast.employers.models import Workplace
from houvast.employers.rules.states import PayKind, WorkKind
from houvast.placements.models import AgreedTerms, Placement, TrialDay
from houvast.placements.rules.states import ContractKind, TrialNext, TrialState, TrialView
from houvast.placements.rules.terms import WorkTerms

FAIR_CENTS = 1500
"""More than the lowest wage of any age in the demo."""
CONTRACT = {
    WorkKind.BBL: ContractKind.LEARNING,
    WorkKind.INTERNSHIP: ContractKind.INTERNSHIP,
    WorkKind.TRIAL_PLACEMENT: ContractKind.TRIAL_PLACEMENT,
    WorkKind.SIDE_JOB: ContractKind.ON_CALL,
}
WITHOUT_WAGE = {
    WorkKind.INTERNSHIP: PayKind.ALLOWANCE,
    WorkKind.TRIAL_PLACEMENT: PayKind.BENEFIT_KEPT,
}
CONTACTS = (
    "Ria op de werkvloer, 06 00 00 00 31",
    "Tom van de planning, 06 00 00 00 32",
    "Meester Ab, vraag naar hem bij de balie",
    "Sonja, bel haar gerust: 06 00 00 00 34",
)
WEEKS = (0b0011111, 0b0010101, 0b0001111, 0b0111100)
"""Days of the week as bits: all working days, three of them, four, and from Wednesday on."""


def terms_at(workplace: Workplace) -> WorkTerms:
    """What one would agree on at this workplace; the same place gives the same answer."""
    kind, which = WorkKind(workplace.kind), len(workplace.title)
    pay = WITHOUT_WAGE.get(kind, PayKind.WAGE)
    return WorkTerms(
        hours=workplace.hours_min,
        days=WEEKS[which % len(WEEKS)],
        contract=CONTRACT.get(kind, ContractKind.TEMPORARY),
        pay_kind=pay,
        wage_cents=max(workplace.wage_cents or 0, FAIR_CENTS) if pay is PayKind.WAGE else None,
        contact_person=CONTACTS[which % len(CONTACTS)],
    )


def agreed(file: File, placement: Placement, workplace: Workplace, day: date) -> None:
    """Write down what was agreed, and a trial day where there was time for one."""
    terms, by = terms_at(workplace), file.by
    file.keep(
        AgreedTerms(
            placement=placement,
            hours=terms.hours,
            days=terms.days,
            contract=terms.contract.value,
            pay_kind=terms.pay_kind.value,
            wage_cents=terms.wage_cents,
            contact_person=terms.contact_person,
            at=at(day, NOON),
            made_by_id=by.user_id,
            **file.row(),
        )
    )
    tried = day + timedelta(days=1)
    if placement.start_on is None or tried >= placement.start_on or len(workplace.title) % 2:
        return
    file.keep(
        TrialDay(
            placement=placement,
            day=tried,
            state=TrialState.HELD.value,
            planned_by_id=by.user_id,
            planned_at=at(day, NOON),
            young_person=TrialView.GO_ON.value,
            employer=TrialView.GO_ON.value,
            next_step=TrialNext.AGREE.value,
            noted_on=tried,
            noted_by_id=by.user_id,
            **file.row(),
        )
    )
    file.entry(by, "placements.trial_day_planned", at(day, NOON))
    file.entry(by, "placements.trial_day_noted", at(tried, NOON))
