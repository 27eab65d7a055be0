"""What comes in during the last weeks: signals in each state, newcomers, own finds."""

from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from uuid import UUID

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.days import Days
from houvast.demo.ledger import Town
from houvast.demo.sightings import sighted
from houvast.demo.words import (
    ANSWERS,
    PLANS,
    REFERRED,
    TURNED_DOWN,
    WHY_THIS_COACH,
)
from houvast.sharing.models import Assignment
from houvast.tracks.actions.finds import confirm_own_find, open_own_find
from houvast.tracks.actions.signals import (
    Observation,
    Who,
    confirm_referral,
    receive_signal,
    refer,
    start_triage,
    turn_down,
)
from houvast.tracks.actions.tracks import Proposal, decline_track, take_up
from houvast.tracks.models import CoachOffer
from houvast.tracks.rules.contacts import Ahead

NEWCOMERS = (
    (17, "joost"),
    (16, "samira"),
    (15, "noor"),
    (14, "fleur"),
    (12, "dennis"),
    (11, "samira"),
    (8, "kevin"),
    (6, "yasmin"),
    (4, "fleur"),
)
"""When a signal was taken up, and who was asked and said yes."""
FINDS = ((12, "noor"), (6, "noor"))
"""Found on the street; the first was confirmed, the second waits too long."""
WAITING = (Who("Jip", "Jip"), Who("Romy", "Romy", "Zandstra"), Who(), Who("Delano", "Delano"))


@dataclass(slots=True)
class Arrivals:
    """Tells each arrival on its day; who comes is taken from the people of the municipality."""

    town: Town
    crowd: list[Who]
    clock: Clock
    dice: Random
    quiet: set[UUID] = field(default_factory=set)
    """Coaches asked for these do not answer in time."""
    days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        plan = self.days.plan
        for ago, coach in NEWCOMERS:
            plan(ago, partial(self._newcomer, coach))
        for ago, coach in FINDS:
            plan(ago, partial(self._find, coach))
        plan(11, self._confirm)
        plan(9, lambda: self._newcomer("dennis", quiet=True))
        plan(7, lambda: self._declined("kevin"))
        plan(16, lambda: self._turn_down(WAITING[3]))
        plan(13, lambda: self._refer(Who("Kaoutar", "Kaoutar"), confirmed=True))
        plan(10, lambda: self._turn_down(Who()))
        plan(9, lambda: self._signal("denzel", WAITING[2]))
        plan(8, lambda: self._in_triage("nadia", WAITING[1]))
        plan(4, lambda: self._refer(Who("Senna", "Senna"), confirmed=False))
        plan(1, lambda: self._signal("samira", WAITING[0]))

    def of(self, ago: int) -> None:
        """What comes in on this day."""
        self.days.run(ago)

    def now(self) -> None:
        """What came in this morning."""
        self.days.run(0)
        self._newcomer("samira")
        self._newcomer("fleur")
        self._in_triage("karin", Who("Bilge", "Bilge"))
        self._signal("noor", Who("Robin", "Robin"))
        self._signal("denzel", Who())

    def _signal(self, name: str, who: Who) -> UUID:
        reporter = replace(self.town.people[name], purpose=Purpose.INTAKE.value)
        return receive_signal(by=reporter, seen=self._seen(reporter), who=who)

    def _seen(self, by: Actor) -> Observation:
        with recorded(by, "demo.story") as act:
            day = act.today
        return sighted(self.town, self.dice, day)

    def _in_triage(self, name: str, who: Who) -> UUID:
        signal = self._signal(name, who)
        start_triage(by=self._tess, signal_id=signal)
        return signal

    @property
    def _tess(self) -> Actor:
        return self.town.people["tess"]

    def _turn_down(self, who: Who) -> None:
        signal = self._in_triage("nadia", who)
        turn_down(by=self._tess, signal_id=signal, reason=self.dice.choice(TURNED_DOWN))

    def _refer(self, who: Who, *, confirmed: bool) -> None:
        signal = self._in_triage("denzel", who)
        to, reason = self.dice.choice(REFERRED)
        refer(by=self._tess, signal_id=signal, to=to, reason=reason)
        if confirmed:
            confirm_referral(by=self._tess, signal_id=signal)

    def _newcomer(self, coach: str, *, quiet: bool = False) -> UUID | None:
        """A signal that is taken up: a coach is asked."""
        if not self.crowd:
            return None
        who = self.crowd.pop()
        signal = self._in_triage(self.dice.choice(("noor", "denzel", "nadia", "karin")), who)
        asked = Proposal(
            self.town.user("karin"), self.town.user(coach), self.dice.choice(WHY_THIS_COACH)
        )
        track = take_up(by=self._tess, signal_id=signal, answers=ANSWERS, proposal=asked, who=who)
        if quiet:
            self.quiet.add(track)
        return track

    def _declined(self, name: str) -> None:
        track = self._newcomer(name)
        coach = self.town.people[name]
        with recorded(coach, "demo.story"):
            asked = CoachOffer.objects.filter(track=track, to_user=coach.user_id).first()
        if asked:
            decline_track(by=coach, offer_id=asked.pk)

    def _find(self, name: str) -> None:
        if not self.crowd:
            return
        by, who = self.town.people[name], self.crowd.pop()
        seen = self._seen(by)
        soon = self.town.days.after(seen.observed_on, 2)
        ahead = Ahead(soon, agreed=True, what=self.dice.choice(PLANS))
        open_own_find(by=by, seen=seen, who=who, ahead=ahead)

    def _confirm(self) -> None:
        ruud = self.town.people["ruud"]
        with recorded(ruud, "demo.story"):
            waiting = Assignment.objects.filter(granted_by=None).order_by("since").first()
        if waiting:
            confirm_own_find(by=ruud, assignment_id=waiting.pk)
