"""What colleagues settle in the last weeks: handovers, closings, doors, work and check-ins."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.days import Days
from houvast.demo.ledger import Town
from houvast.demo.twice import Twice
from houvast.demo.words import BROUGHT_BACK, CLOSING_ANSWERS, PLANS, STOOD_OPEN
from houvast.demo.works import Works
from houvast.tracks.actions.absences import enter_absence
from houvast.tracks.actions.access import renew_access
from houvast.tracks.actions.aftercare import start_aftercare
from houvast.tracks.actions.closing import (
    Farewell,
    agree_closing,
    decline_closing,
    propose_closing,
    reopen_track,
    stop_at_own_wish,
)
from houvast.tracks.actions.handovers import (
    accept_handover,
    decline_handover,
    offer_handover,
)
from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.actions.moments import move_moment
from houvast.tracks.models import Closing, Door, Handover, Rung
from houvast.tracks.reads.lines import Line
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    HandoverReason,
    RungCause,
    TrackPhase,
)

WAIT = 3
"""Access of so many young people is left to look at: whoever opens the demo may do it."""


@dataclass(slots=True)
class Desks:
    """Tells what is settled on each day, and keeps who had a turn already."""

    town: Town
    clock: Clock
    dice: Random
    works: Works
    used: set[UUID] = field(default_factory=set)
    days: Days = field(default_factory=Days)
    moved: UUID | None = None
    away: set[str] = field(default_factory=set)
    twice: Twice = field(init=False)

    def __post_init__(self) -> None:
        self.twice = Twice(self.town, self.dice)
        plan = self.days.plan
        plan(2, self._found_again)
        plan(18, lambda: self._hand("dennis", "fleur", HandoverReason.CONTRACT_ENDS))
        plan(17, lambda: self._answer("fleur", yes=True))
        plan(13, lambda: self._hand("joost", "fleur", HandoverReason.NO_CLICK))
        plan(11, lambda: self._hand("yasmin", "noor", HandoverReason.OTHER))
        plan(10, lambda: self._answer("noor", yes=False))
        plan(6, lambda: self._hand("noor", "yasmin", HandoverReason.COACH_LEAVES))
        plan(5, lambda: self._answer("yasmin", yes=True))
        plan(3, lambda: self._hand("kevin", "samira", HandoverReason.ABSENCE))
        plan(8, lambda: self._propose("noor"))
        plan(7, lambda: self._second("noor", yes=False))
        plan(6, lambda: self._propose("fleur"))
        plan(5, lambda: self._second("fleur", yes=True))
        plan(2, lambda: self._propose("joost"))
        plan(1, lambda: self._propose("samira"))
        plan(4, lambda: self._stop("kevin"))
        plan(7, lambda: self._reopen("joost", BROUGHT_BACK))
        plan(1, lambda: self._reopen("samira", STOOD_OPEN))
        for ago, name in ((16, "joost"), (14, "fleur"), (12, "joost"), (10, "noor"), (7, "joost")):
            plan(ago, partial(self._aftercare, name))
        plan(3, lambda: self._leave("fleur", "joost", 6))
        for ago in (9, 8, 6, 4):
            plan(ago, self._move)
        plan(2, lambda: self._absent("noor", 26))

    def of(self, ago: int) -> None:
        """What is settled on this day."""
        self.days.run(ago)
        self.works.of(ago)
        if ago > 2:
            self._renew()

    def now(self) -> None:
        """What was planned for a day off and is settled today."""
        self.days.run(0)
        self.works.now()
        self.twice.propose()

    def pick(self, name: str, *phases: TrackPhase) -> Line | None:
        """Somebody of this coach whose moment still lies ahead, who had no turn yet."""
        page = today_page(self.town.people[name])
        lines = sorted((*page.week, *page.later), key=lambda one: one.name)
        free = [one for one in lines if one.track_id not in self.used]
        if phases:
            free = [one for one in free if one.phase in phases]
        if not free:
            return None
        line = free[0]
        self.used.add(line.track_id)
        return line

    def _hand(self, name: str, to: str, reason: HandoverReason) -> None:
        line, by = self.pick(name), self.town.people[name]
        if line:
            offer_handover(
                by=by,
                track_id=line.track_id,
                from_user=by.user_id,
                to_user=self.town.user(to),
                reason=reason,
            )

    def _answer(self, name: str, *, yes: bool) -> None:
        by = self.town.people[name]
        with recorded(by, "demo.story"):
            asked = Handover.objects.filter(to_user=by.user_id, state="offered").first()
        if asked:
            answer = accept_handover if yes else decline_handover
            answer(by=by, handover_id=asked.pk)

    def _propose(self, name: str) -> None:
        line, by = self.pick(name), self.town.people[name]
        if line is None:
            return
        day = self.clock.today + timedelta(days=95)
        with recorded(by, "demo.story") as act:
            today = act.today
        reason = CloseReason.BASIS_IN_PLACE
        farewell = Farewell(reason, by.user_id, day, today, dict(CLOSING_ANSWERS))
        propose_closing(by=by, track_id=line.track_id, farewell=farewell)

    def _second(self, name: str, *, yes: bool) -> None:
        karin, coach = self.town.people["karin"], self.town.user(name)
        with recorded(karin, "demo.story"):
            waiting = Closing.objects.filter(state="proposed", proposed_by=coach).first()
        if waiting:
            answer = agree_closing if yes else decline_closing
            answer(by=karin, closing_id=waiting.pk)

    def _stop(self, name: str) -> None:
        line, by = self.pick(name), self.town.people[name]
        if line:
            day = self.clock.today + timedelta(days=60)
            stop_at_own_wish(
                by=by, track_id=line.track_id, door_contact=by.user_id, come_back_on=day
            )

    def _aftercare(self, name: str) -> None:
        """Work goes well: from here on the contact is aftercare."""
        line = self.pick(name, TrackPhase.AT_WORK)
        if line:
            start_aftercare(by=self.town.people[name], track_id=line.track_id)

    def _leave(self, name: str, stand_in: str, days: int) -> None:
        """Away from today, and a few days more when the visitor steps in; a colleague stands in."""
        by, other = self.town.people[name], self.town.user(stand_in)
        with recorded(by, "demo.story") as act:
            first, last = act.today, self.clock.today + timedelta(days=days)
        cover = [StandIn(other, first, last)]
        enter_leave(by=by, user_id=by.user_id, first=first, last=last, stand_ins=cover)
        self.away.add(name)

    def _found_again(self) -> None:
        line = self.pick("noor")
        if line:
            with recorded(self.town.people["yasmin"], "demo.story") as act:
                today = act.today
            self.twice.find(line, "yasmin", today)

    def _absent(self, name: str, days: int) -> None:
        """A young person is away for a while: the coach goes on, and nothing says why."""
        line, by = self.pick(name), self.town.people[name]
        if line:
            back, via = self.clock.today + timedelta(days=days), ContactChannel.PHONE
            enter_absence(by=by, track_id=line.track_id, until_on=back, reachable_via=via)

    def _reopen(self, name: str, ground: str) -> None:
        by = self.town.people[name]
        with recorded(by, "demo.story") as act:
            open_doors = Door.objects.filter(contact=by.user_id, until=None)
            door, today = open_doors.order_by("since").first(), act.today
        if door:
            soon = self.town.days.after(today, 2)
            self.used.add(door.track_id)
            what = self.dice.choice(PLANS)
            reopen_track(by=by, track_id=door.track_id, ground=ground, next_on=soon, what=what)

    def _move(self) -> None:
        """One moment is moved again and again, without a contact: that asks the team lead."""
        if self.moved is None:
            line = self.pick("dennis")
            self.moved = line.track_id if line else None
        by: Actor = self.town.people["dennis"]
        if self.moved:
            later = self.town.days.after(self.clock.today, 2)
            ahead = Ahead(later, what=self.dice.choice(PLANS))
            move_moment(by=by, track_id=self.moved, ahead=ahead)

    def _renew(self) -> None:
        """The coordinator renews access where the ladder asks; the last ones wait."""
        karin = self.town.people["karin"]
        with recorded(karin, "demo.story"):
            asked = Rung.objects.filter(cause=RungCause.REVIEW.value, state="raised")
            tracks = list(asked.order_by("raised_at").values_list("track_id", flat=True))
        for track in tracks[:-WAIT]:
            renew_access(by=karin, track_id=track)
