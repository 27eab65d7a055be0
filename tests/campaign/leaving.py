"""Who leaves, at once or for good, in the campaign; and the calendar, and access that goes on."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.accounts.rules import SuspendReason
from houvast.tracks.actions import (
    access,
    doors,
    handing_over,
    handovers,
    hiring,
    leaving,
    settings,
)
from houvast.tracks.rules.states import ContactOutcome, HandoverReason
from tests.campaign import world

COACHES = ("anouk", "bilal", "wim")
pick = st.integers(0, 1000)


class Leaving:
    """Suspended, let in again, handed over and closed; mixed into the machine."""

    town: Any
    owner: Any
    barred: Any

    @rule(number=pick)
    def suspend(self: Any, number: int) -> None:
        if self.barred:
            return
        by = self.town["petra" if number % 13 == 7 else ("lotte", "rachid")[number % 2]]
        who = self.town[COACHES[number % 3]].user_id
        what = {"user_id": who, "why": list(SuspendReason)[number % len(SuspendReason)]}
        self.act("suspend_access", leaving.suspend_access, by=by, **what)
        if world.out(self.owner) and (number % 3 or self.aim == "restore_access"):
            if self.some(lambda one: one.runs):
                self.contact(number, number % 9, ContactOutcome.SPOKE)
            self.restore(number)

    @precondition(lambda self: world.out(self.owner))
    @rule(number=pick)
    def restore(self: Any, number: int) -> None:
        by = self.town.admin if number % 7 else self.town["lotte"]
        who = world.out(self.owner)[0]
        self.act("restore_access", leaving.restore_access, by=by, user_id=who)

    def others(self: Any, who: Any) -> list[Any]:
        return [self.town[one].user_id for one in COACHES if self.town[one].user_id != who]

    @rule(number=pick)
    def hand_over_all(self: Any, number: int) -> None:
        who = self.town[COACHES[number % 3]].user_id
        self.ask_for_all(number, who)

    def ask_for_all(self: Any, number: int, who: Any) -> None:
        others = self.others(who)
        held = [one.id for one in self.seen if one.runs and one.lead == who and not one.handover]
        if not held:
            return
        to = {key: others[(number + at) % len(others)] for at, key in enumerate(held)}
        what = {"from_user": who, "to": to, "reason": HandoverReason.COACH_LEAVES}
        self.act("hand_over_all", handing_over.hand_over_all, by=self.town["rachid"], **what)

    @rule(number=pick)
    def leave_for_good(self: Any, number: int) -> None:
        """All is handed over, and now and then somebody forgets one: then the account stays."""
        if self.barred:
            return
        who = self.town[COACHES[number % 3]].user_id
        for _ in [one for one in self.seen if one.handover and one.lead == who]:
            self.answer_handover(2)
        self.ask_for_all(number, who)
        for one in list(self.seen):
            if one.lead == who and one.handover and number % 5:
                key, to = one.handover, self.by(one.receiver)
                self.act("accept_handover", handovers.accept_handover, by=to, handover_id=key)
            if one.keeper == who:
                other = self.others(who)[0]
                what = {"keeper": other, "come_back_on": self.today() + timedelta(days=30)}
                self.act(
                    "keep_door", doors.keep_door, by=self.town["rachid"], track_id=one.id, **what
                )
        by = self.town.admin if number % 11 else self.town["rachid"]
        self.act("deactivate", leaving.deactivate, by=by, user_id=who)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick)
    def renew_access(self: Any, number: int) -> None:
        one = self.choose(number, lambda one: one.runs)
        by = self.town["rachid" if number % 2 else "lotte"] if number % 9 else self.by(one.lead)
        self.act("renew_access", access.renew_access, by=by, track_id=one.id)

    @rule(number=pick)
    def hired(self: Any, number: int) -> None:
        """The contract of a hired coach: mostly years, sometimes so short that it ends here."""
        if self.enough("set_contract", number):
            return
        by = self.town.admin if number % 11 != 7 else self.town["lotte"]
        ends = self.today() + timedelta(days=number % 9 if number % 8 == 4 else 200 + number)
        what = {"starts_on": self.today(), "ends_on": ends, "processing_until": ends}
        who = self.town[COACHES[number % 3]].user_id
        self.act("set_contract", hiring.set_contract, by=by, user_id=who, **what)

    @rule(number=pick, ahead=st.integers(0, 9))
    def the_calendar(self: Any, number: int, ahead: int) -> None:
        """A day is closed by the municipality, or opens again; every term counts otherwise."""
        by = self.town["petra"] if number % 9 else self.town["rachid"]
        closed = world.closed_day(self.owner)
        if closed and self.rarest(number, "close_day", "open_day") == "open_day":
            self.act("open_day", settings.open_day, by=by, day=closed)
            return
        day = self.today() + timedelta(days=ahead)
        name = "De gemeente is dicht."
        self.act("close_day", settings.close_day, by=by, day=day, name=name)
