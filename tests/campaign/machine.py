"""A state machine that does everything people can do, with time passing, and real commits."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.errors import DomainError
from houvast.tracks.actions import aftercare as after
from houvast.tracks.actions import (
    closing,
    contacts,
    doors,
    finds,
    handovers,
    moments,
    settings,
    signals,
)
from houvast.tracks.actions import tracks as acts
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    ContactOutcome,
    HandoverReason,
    PlaceKind,
)
from houvast.tracks.rules.terms import TermGroup
from tests.campaign import world
from tests.campaign.away import Away
from tests.campaign.behind import Behind
from tests.campaign.company import Company
from tests.campaign.leaving import Leaving
from tests.campaign.mending import Mending
from tests.campaign.plans import Plans
from tests.campaign.ways import Ways
from tests.campaign.working import Working
from tests.cast import ANSWERS, ILIAS, Town, observed
from tests.tracks.ending_roles import lived
from tests.tracks.informs import tell_young_person

COACHES = ("anouk", "bilal", "wim")
pick = st.integers(0, 1000)
MOST = 9
"""Tracks at a time: enough to get in each other's way."""
days = st.integers(-1, 12)
"""Mostly ahead; a day in the past has to be refused."""


class Promise(Away, Behind, Company, Leaving, Mending, Plans, Ways, Working):
    """Every action, in any order, by people who sometimes may and sometimes may not."""

    town: ClassVar[Town]
    owner: ClassVar[Any]
    clock: ClassVar[Any]
    empty: ClassVar[Callable[[], None]]
    workplaces: ClassVar[tuple[Any, ...]]
    tried: ClassVar[Counter[str]] = Counter()
    accepted: ClassVar[Counter[str]] = Counter()
    before: ClassVar[Counter[str]] = Counter()
    """What was accepted in earlier rounds of searches: the same for all searches of one round."""
    aim = ""
    """The action that is wanted now, when one fell behind."""

    @initialize(number=pick)
    def begin(self, number: int) -> None:
        type(self).empty()
        self.clock.real()
        self.done: Counter[str] = Counter()
        self.look()
        self.own_find(0, 2)
        self.own_find(1, 5)
        self.own_find(2, 1)
        for turn in range(12):
            self.catch_up(number + 2 * turn)

    def today(self) -> date:
        return self.owner.execute("select houvast_today()").fetchone()[0]

    def now(self) -> Any:
        return self.owner.execute("select houvast_now()").fetchone()[0]

    def by(self, user: Any) -> Any:
        return next(one for one in self.town.people.values() if one.user_id == user)

    def act(self, name: str, verb: Callable[..., Any], /, **what: Any) -> None:
        """Do it for real; a domain error is a no, anything else is a fault of ours."""
        self.tried[name] += 1
        if what["by"].user_id in self.outside:  # no session finds them: the door is before the act
            return
        try:
            verb(**what)
            self.accepted[name] += 1
        except DomainError:
            return
        self.done[name] += 1
        self.look()

    def rarest(self, number: int, *names: str) -> str:
        """What is wanted, or else was accepted least often; `number` says which of equals."""
        if self.aim in names:
            return self.aim
        turned = names[number % len(names) :] + names[: number % len(names)]
        return min(turned, key=self.times)

    def times(self, name: str) -> int:
        """How often it was accepted in earlier rounds and in this search.

        Not in the other searches of this round: hypothesis has to be able to do the same again.
        """
        return self.before[name] + self.done[name]

    def enough(self, name: str, number: int) -> bool:
        """Whether something has had its turn for now, because much else has not."""
        all_of_them = sum(self.before.values()) + sum(self.done.values())
        return self.times(name) > 1 + all_of_them / 90 and number % 20 != 13

    def look(self) -> None:
        """See how things stand; between two acts nothing changes."""
        self.seen = world.tracks(self.owner)
        self.absent = world.leaves(self.owner)
        self.barred = {*world.out(self.owner), *world.gone(self.owner)}
        self.outside = self.barred | {*world.hired_before(self.owner)}
        self.new = world.signals(self.owner, "received")
        self.in_triage = world.signals(self.owner, "in_triage")

    def choose(self, number: int, fits: Callable[[world.Seen], Any] = lambda _: True) -> Any:
        """One of the tracks that fit; now and then, or without one, any: that has to be refused."""
        good = [one for one in self.seen if fits(one)]
        pool = good if good and number % 29 else self.seen
        return pool[number % len(pool)] if pool else None

    def some(self, fits: Callable[[world.Seen], Any]) -> bool:
        return any(fits(one) for one in self.seen)

    @invariant()
    def the_promise_holds(self) -> None:
        found = world.broken(self.owner)
        assert found == [], found

    @rule(number=pick, ahead=days)
    def own_find(self, number: int, ahead: int) -> None:
        coach = self.town[COACHES[number % len(COACHES)]]
        full = len(self.seen) >= MOST and not self.aim
        if full or (len(self.seen) > 3 and self.enough("open_own_find", number)):
            return
        moment = Ahead(self.today() + timedelta(days=ahead))
        self.act(
            "open_own_find", finds.open_own_find, by=coach, seen=self.saw(), who=ILIAS, ahead=moment
        )

    def saw(self) -> Any:
        return observed(self.town, observed_on=self.today())

    @precondition(lambda self: self.some(lambda one: one.unconfirmed))
    @rule(number=pick)
    def confirm(self, number: int) -> None:
        one = self.choose(number, lambda one: one.unconfirmed)
        by = self.town["rachid"] if number % 7 else self.town["anouk"]
        key = one.unconfirmed or one.id
        self.act("confirm_own_find", finds.confirm_own_find, by=by, assignment_id=key)

    @precondition(lambda self: len(self.seen) < MOST and len(self.new + self.in_triage) < 2)
    @rule()
    def signal(self) -> None:
        by = self.town.as_("anouk", Purpose.INTAKE)
        self.act("receive_signal", signals.receive_signal, by=by, seen=self.saw(), who=ILIAS)

    @precondition(lambda self: self.new)
    @rule(number=pick)
    def triage(self, number: int) -> None:
        key = self.new[0]
        by = self.town["tess"] if number % 11 else self.town["rachid"]
        self.act("start_triage", signals.start_triage, by=by, signal_id=key)

    @precondition(lambda self: self.in_triage)
    @rule(number=pick)
    def answer(self, number: int) -> None:
        key, tess = self.in_triage[0], self.town["tess"]
        coach = self.town[COACHES[number % len(COACHES)]]
        names = ("turn_down", "refer", "take_up")
        name = "refer" if self.aim == "confirm_referral" else self.rarest(number, *names)
        if number % 2 and self.aim not in (*names, "confirm_referral"):
            name = "take_up"
        if name == "turn_down":
            reason = "Er is al hulp van school."
            self.act("turn_down", signals.turn_down, by=tess, signal_id=key, reason=reason)
        elif name == "refer":
            what = {"to": "Mevrouw Bos, school", "reason": "School kent hem al goed."}
            self.act("refer", signals.refer, by=tess, signal_id=key, **what)
            for one in world.referred(self.owner):
                by = tess if number % 9 else self.town["anouk"]
                verb = signals.confirm_referral
                self.act("confirm_referral", verb, by=by, signal_id=one)
        else:
            holder = self.town["rachid"].user_id
            asked = acts.Proposal(holder, coach.user_id, "Kent de buurt goed.")
            what = {"answers": ANSWERS, "proposal": asked, "who": signals.Who()}
            self.act("take_up", acts.take_up, by=tess, signal_id=key, **what)

    @precondition(lambda self: self.some(lambda one: one.state == "proposed"))
    @rule(number=pick)
    def offer(self, number: int) -> None:
        one = self.choose(number, lambda one: one.state == "proposed")
        coach = self.town[COACHES[number % len(COACHES)]].user_id
        by, what = self.town["rachid"], {"coach_id": coach, "reason": "Kent de buurt goed."}
        self.act("offer_track", acts.offer_track, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.offer))
    @rule(number=pick)
    def answer_offer(self, number: int) -> None:
        one = self.choose(number, lambda one: one.offer)
        by = self.by(one.asked or one.lead)
        key = one.offer or one.id
        if self.rarest(number, "decline_track", "accept_track") == "decline_track":
            self.act("decline_track", acts.decline_track, by=by, offer_id=key)
        else:
            self.act("accept_track", acts.accept_track, by=by, offer_id=key)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=days, outcome=st.sampled_from(ContactOutcome))
    def contact(self, number: int, ahead: int, outcome: ContactOutcome) -> None:
        one = self.choose(number, lambda one: one.runs)
        by = self.by(one.lead) if number % 13 else self.town["bilal"]
        talk = Talk(self.now(), ContactChannel.IN_PERSON, PlaceKind.STREET, outcome)
        moment = Ahead(self.today() + timedelta(days=ahead))
        what = {"track_id": one.id, "talk": talk, "ahead": moment}
        self.act("log_contact", contacts.log_contact, by=by, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=days)
    def move(self, number: int, ahead: int) -> None:
        one = self.choose(number, lambda one: one.runs)
        if self.enough("move_moment", number):
            return
        by = self.by(one.lead) if number % 3 else self.town["rachid"]
        moment = Ahead(self.today() + timedelta(days=ahead))
        self.act("move_moment", moments.move_moment, by=by, track_id=one.id, ahead=moment)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, value=st.sampled_from(ScanValue))
    def scan_and_tell(self, number: int, value: ScanValue) -> None:
        one = self.choose(number, lambda one: one.runs)
        if self.enough("tell_young_person", number):
            return
        by, values = self.by(one.lead), dict.fromkeys(LifeDomain, value)
        self.act("record_scan", acts.record_scan, by=by, track_id=one.id, values=values)
        told = {"track_id": one.id, "on": self.today()}
        self.act("tell_young_person", tell_young_person, by=by, **told)

    @precondition(lambda self: self.some(lambda one: one.runs and not one.handover))
    @rule(number=pick)
    def hand_over(self, number: int) -> None:
        one = self.choose(number, lambda one: one.runs and not one.handover)
        others = [name for name in COACHES if self.town[name].user_id != one.lead]
        to = self.town[others[number % len(others)]].user_id
        by = self.by(one.lead) if number % 3 else self.town["rachid"]
        stated = one.lead if number % 17 else to
        what = {"from_user": stated, "to_user": to, "reason": HandoverReason.NO_CLICK}
        self.act("offer_handover", handovers.offer_handover, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.handover))
    @rule(number=pick)
    def answer_handover(self, number: int) -> None:
        one = self.choose(number, lambda one: one.handover)
        key, by = one.handover or one.id, self.by(one.receiver or one.lead)
        if one.handover_state == "accepted":
            met = {"handover_id": key, "introduced_on": self.today()}
            self.act("introduce_handover", handovers.introduce_handover, by=by, **met)
            return
        ways = ("decline_handover", "withdraw_handover", "accept_handover", "introduce_handover")
        name = self.rarest(number, *ways)
        if name == "decline_handover":
            self.act("decline_handover", handovers.decline_handover, by=by, handover_id=key)
        elif name == "withdraw_handover":
            lead = self.by(one.lead)
            self.act("withdraw_handover", handovers.withdraw_handover, by=lead, handover_id=key)
        else:
            self.act("accept_handover", handovers.accept_handover, by=by, handover_id=key)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, reason=st.sampled_from(CloseReason))
    def close(self, number: int, reason: CloseReason) -> None:
        one = self.choose(number, lambda one: one.runs and not one.closing and not one.handover)
        if one is None:
            return
        by, today = self.by(one.lead), self.today()
        door = {"door_contact": one.lead, "come_back_on": today + timedelta(days=60)}
        ways = ("propose_closing", "stop_at_own_wish")
        wish = self.rarest(number, *ways) == "stop_at_own_wish"
        free = not self.aim and (reason is CloseReason.YOUNG_PERSON_STOPPED or number % 5 == 0)
        if self.aim == "stop_at_own_wish" or (wish and free):
            self.act("stop_at_own_wish", closing.stop_at_own_wish, by=by, track_id=one.id, **door)
            return
        if reason is CloseReason.YOUNG_PERSON_STOPPED:
            reason = next(one for one in CloseReason if one is not reason)
        why = dict.fromkeys(closing.OpenPoint, "Dit hoeft nu niet meer, zegt hij zelf.")
        farewell = closing.Farewell(reason, told_on=today, answers=why, **door)
        what = {"track_id": one.id, "farewell": farewell}
        self.act("propose_closing", closing.propose_closing, by=by, **what)

    @precondition(lambda self: self.some(lambda one: one.closing))
    @rule(number=pick)
    def answer_closing(self, number: int) -> None:
        one = self.choose(number, lambda one: one.closing)
        key = one.closing or one.id
        rare = (
            self.rarest(number, "decline_closing", "agree_closing", "reopen_track")
            == "decline_closing"
        )
        verb = closing.decline_closing if rare else closing.agree_closing
        self.act(verb.__name__, verb, by=self.town["rachid"], closing_id=key)

    @precondition(lambda self: self.some(lambda one: one.state == "closed"))
    @rule(number=pick, ahead=days)
    def reopen(self, number: int, ahead: int) -> None:
        one = self.choose(number, lambda one: one.state == "closed")
        by = self.by(one.keeper or one.lead)
        what = {"ground": "Vraagt zelf om hulp.", "next_on": self.today() + timedelta(days=ahead)}
        self.act("reopen_track", closing.reopen_track, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.state == "closed"))
    @rule(number=pick)
    def keep_door(self, number: int) -> None:
        one = self.choose(number or 1, lambda one: one.state == "closed")
        by = self.by(one.keeper or one.lead) if number % 5 else self.town["rachid"]
        keeper = self.town[COACHES[number % len(COACHES)]].user_id
        what = {"keeper": keeper, "come_back_on": self.today() + timedelta(days=number % 40)}
        self.act("keep_door", doors.keep_door, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.state == "open"))
    @rule(number=pick)
    def aftercare(self, number: int) -> None:
        one = self.choose(number or 1, lambda one: one.state == "open")
        by = self.by(one.lead) if number % 13 != 7 else self.town["rachid"]
        if not one.works and number % 17 != 7:
            values = dict.fromkeys(LifeDomain, ScanValue.IN_ORDER)
            self.act("record_scan", acts.record_scan, by=by, track_id=one.id, values=values)
        self.act("start_aftercare", after.start_aftercare, by=by, track_id=one.id)

    @precondition(lambda self: self.some(lambda one: one.state == "aftercare"))
    @rule(number=pick, ahead=st.integers(-1, 2))
    def resume(self, number: int, ahead: int) -> None:
        one = self.choose(number or 1, lambda one: one.state == "aftercare")
        what = {"track_id": one.id, "next_on": self.today() + timedelta(days=ahead)}
        self.act("resume_track", after.resume_track, by=self.by(one.lead), **what)

    @rule(number=pick)
    def agree_on_terms(self, number: int) -> None:
        """The grace, the moves and the rungs change under everybody's feet."""
        if self.enough("set_terms", number):
            return
        by = self.town["petra"] if number % 13 != 7 else self.town["rachid"]
        turn = number + self.done["set_terms"]
        values: dict[str, Any] = {"rungs": (1, 2 + turn % 3, 5 + turn % 7, 12 + turn % 9)}
        group = TermGroup.LADDER
        if turn % 2:
            group = TermGroup.MOMENT
            values = {"next_moment_grace": 1 + turn % 5, "moves_max": 1 + turn % 4}
            values["furthest_moment"] = 60 + turn % 30
        when = {"valid_from": self.today(), "reason": "Zo is het afgesproken.", "source": ""}
        self.act("set_terms", settings.set_terms, by=by, group=group, values=values, **when)

    @rule(passed=st.integers(1, 4))
    def time_passes(self, passed: int) -> None:
        self.pass_by(passed)

    def pass_by(self, days: int) -> None:
        """What time alone causes, the hourly job sees to."""
        lived(self.town, self.clock, days)
        by = safety_net(self.town.admin.municipality_id)
        self.act("climb_ladder", climb_ladder, by=by)
