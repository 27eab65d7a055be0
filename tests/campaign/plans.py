"""The plan in the campaign: what is written, agreed, done and taken back, on tracks that move."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.employers.rules.states import Sector
from houvast.matching.actions import record_wishes
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import Wished
from houvast.tracks.actions import people, plans, steps
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.measurements import Answer, MeasureMoment, MeasureValue
from houvast.tracks.rules.plans import Agreed, PlanPartner, PlanTemplate, Support
from houvast.tracks.rules.steps import StepOwner, StepPlan
from tests.campaign import world

pick = st.integers(0, 1000)


class Plans:
    """The rules of the plan; mixed into the machine."""

    owner: Any

    def whose(self: Any, number: int) -> Any:
        """A running track and who writes in it: its lead, or now and then somebody else."""
        one = self.choose(number, lambda one: one.runs)
        return one, self.by(one.lead) if number % 17 else self.town["bilal"]

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, domain=st.sampled_from(LifeDomain), ahead=st.integers(-1, 20))
    def step(self: Any, number: int, domain: LifeDomain, ahead: int) -> None:
        """A step is made; and something becomes of one that was there."""
        one, by = self.whose(number)
        due = self.today() + timedelta(days=ahead)
        if not (kept := world.steps(self.owner, one.id)) or number % 4 == 0:
            step = StepPlan(domain, f"Stap {number}.", due=due)
            self.act("add_step", steps.add_step, by=by, track_id=one.id, step=step)
            kept = world.steps(self.owner, one.id)
        if not kept:
            return
        more: dict[str, dict[str, Any]] = {
            "drop_step": {"reason": "Dit hoeft niet meer van hem."},
            "change_step": {"due": due, "owner": StepOwner.TOGETHER},
        }
        for turn in (number, number // 2):
            name = self.rarest(turn, "finish_step", "drop_step", "change_step", "reopen_step")
            there = world.steps(self.owner, one.id, left=name == "reopen_step") or kept
            what = {"step_id": there[turn % len(there)]} | more.get(name, {})
            self.act(name, getattr(steps, name), by=by, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, domain=st.sampled_from(LifeDomain))
    def plan(self: Any, number: int, domain: LifeDomain) -> None:
        one, by = self.whose(number)
        agreed = Agreed(self.today(), (PlanPartner.YOUNG_PERSON,)) if number % 3 else None
        if self.rarest(number, "measure", "write_future_plan") == "measure":
            self.measure(number, list(MeasureValue)[number % len(MeasureValue)])
        if self.rarest(number, "write_future_plan", "write_support_plan") == "write_future_plan":
            what = {"wants": f"Een eigen zaak, in jaar {number}.", "agreed": agreed}
            self.act("write_future_plan", plans.write_future_plan, by=by, track_id=one.id, **what)
            return
        why = "Eerst een dak boven zijn hoofd."
        again = self.today() + timedelta(days=number % 70)
        ours = Support(PlanTemplate.YOUTH, domain, why, why, again)
        what = {"plan": ours, "agreed": agreed}
        self.act("write_support_plan", plans.write_support_plan, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, value=st.sampled_from(MeasureValue))
    def measure(self: Any, number: int, value: MeasureValue) -> None:
        new = world.unmeasured(self.owner)
        one = self.choose(number, lambda one: one.id in new)
        if one is None:
            return
        by = self.by(one.lead) if number % 17 else self.town["bilal"]
        values = {"values": dict.fromkeys(LifeDomain, value)}
        asked = {"someone_stays": Answer.YES, "right_way": Answer.UNKNOWN}
        what = {"moment": MeasureMoment.START, **values, **asked}
        self.act("measure", plans.measure, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, years=st.integers(11, 28))
    def who_it_is(self: Any, number: int, years: int) -> None:
        """The name and the day of birth; at 17 and a half a list opens."""
        one, by = self.whose(number)
        today = self.today()
        list_is_rarer = self.rarest(number, "complete_identity", "open_list_before_18")[0] == "o"
        old = timedelta(days=17 * 365 + 250 if list_is_rarer else years * 365 + 40)
        born: date = today - old
        who = people.Details("Ilias", "Ilias", "Voorbeeld", born, "06 00000001", None)
        what = {"track_id": one.id, "details": who}
        self.act("complete_identity", people.complete_identity, by=by, **what)
        if list_is_rarer:
            verb = plans.open_list_before_18
            self.act("open_list_before_18", verb, by=by, track_id=one.id)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, sector=st.sampled_from(Sector))
    def wish(self: Any, number: int, sector: Sector) -> None:
        one, by = self.whose(number)
        said = Wished(Wishes(sectors=frozenset({sector})), own_words="Iets met handen.")
        self.act("record_wishes", record_wishes, by=by, track_id=one.id, wished=said)
