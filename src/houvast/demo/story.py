"""The last weeks before today, day by day, through the real actions and the real ladder job."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from houvast.accounts.reads import safety_net
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.along import Along
from houvast.demo.arrivals import Arrivals
from houvast.demo.clock import Clock, at
from houvast.demo.desks import Desks
from houvast.demo.ledger import Town
from houvast.demo.past import FORGETFUL, SELDOM, TALKS
from houvast.demo.round_tables import RoundTables
from houvast.demo.telling import Questions, tell_everybody
from houvast.demo.words import AT_WORK, NOTES, PLANS
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.notices import send_the_rest
from houvast.tracks.actions.tracks import accept_track
from houvast.tracks.models import CoachOffer
from houvast.tracks.reads.lines import Line
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.states import ContactOutcome, TrackPhase

DAYS = 18
"""How many days are lived through the actions: the fourth rung is ten working days."""
COACHES = ("samira", "kevin", "noor", "yasmin", "dennis", "joost", "fleur")
SLIPS = {
    "kevin": (11, 6, 4, 1),
    "dennis": (10, 7, 3),
    "samira": (4, 2),
    "noor": (3,),
    "joost": (5,),
}
"""For how many working days by now a moment each is let slip: every rung of the ladder is there."""


@dataclass(slots=True)
class Story:
    """What happens on each day. The same seed tells the same story."""

    town: Town
    arrivals: Arrivals
    desks: Desks
    along: Along
    tables: RoundTables
    clock: Clock
    dice: Random
    slipping: set[UUID] = field(default_factory=set)
    """Whose moments are let slip."""
    questions: Questions = field(init=False)

    def __post_init__(self) -> None:
        self.questions = Questions(self.town)

    def live(self, ago: int) -> None:
        """One day: the morning mail, the ladder, what arrives, and each coach on his round."""
        if self.clock.day(ago).isoweekday() <= 5:
            send_the_rest(by=safety_net(self.town.place))
        climb_ladder(by=safety_net(self.town.place))
        if self.clock.day(ago).isoweekday() > 5:
            return
        self.arrivals.of(ago)
        for name in (one for one in COACHES if one not in self.desks.away):
            self._accept(name)
            self._round(name, ago)
        self.desks.of(ago)
        self.along.of(ago)
        self.tables.of(ago)
        self.questions.days.run(ago)

    def now(self) -> None:
        """What lies on the table when the visitor steps in."""
        self.arrivals.now()
        self.desks.now()
        self.along.now()
        self.tables.now()
        self.questions.days.run(0)
        climb_ladder(by=safety_net(self.town.place))

    def _accept(self, name: str) -> None:
        coach = self.town.people[name]
        with recorded(coach, "demo.story"):
            asked = CoachOffer.objects.filter(to_user=coach.user_id, state="offered")
            quiet = self.arrivals.quiet
            offers = [one.pk for one in asked.order_by("offered_at") if one.track_id not in quiet]
        for offer in offers:
            accept_track(by=coach, offer_id=offer)

    def _round(self, name: str, ago: int) -> None:
        coach = self.town.people[name]
        page = today_page(coach)
        lines = sorted((*page.late, *page.now), key=lambda one: one.name)
        free = [one for one in lines if one.track_id not in self.slipping]
        free = [one for one in free if one.track_id != self.desks.moved]
        late_by_now = self.town.days.between(self.clock.day(ago), self.clock.today)
        if free and late_by_now in SLIPS.get(name, ()):
            self.slipping.add(free.pop(0).track_id)
        late = FORGETFUL.get(name, SELDOM)
        for line in free:
            if self.dice.random() >= late:
                self._keep(coach, line, ago)

    def _keep(self, coach: Actor, line: Line, ago: int) -> None:
        """Meet, or try, some time today."""
        reached = self.dice.random() < 0.75
        plans = AT_WORK if line.phase is TrackPhase.AT_WORK else PLANS
        next_on = self._ahead(ago, reached=reached)
        ahead = Ahead(next_on, agreed=reached, what=self.dice.choice(plans))
        log_contact(by=coach, track_id=line.track_id, talk=self._talk(ago, reached), ahead=ahead)
        if reached and coach.user_id == line.lead_id and self.dice.random() < 0.9:
            tell_everybody(coach, line.track_id, self.clock.day(ago))

    def _ahead(self, ago: int, *, reached: bool) -> date:
        """The next moment, on a working day; soon in the last days, so that today is full."""
        paces = (1, 2, 3, 4, 6, 7, 9) if ago < 8 else (3, 5, 7, 7, 10, 12)
        wait = self.dice.choice(paces) if reached else 2
        day = self.clock.day(ago) + timedelta(days=wait)
        return self.town.days.after(day - timedelta(days=1), 1)

    def _talk(self, ago: int, reached: bool) -> Talk:
        channel, place = self.dice.choice(TALKS)
        hour = time(self.dice.randint(9, 17), self.dice.choice((5, 20, 35, 50)))
        return Talk(
            at=at(self.clock.day(ago), hour),
            channel=channel,
            place_kind=place,
            outcome=self.dice.choice((ContactOutcome.SPOKE, ContactOutcome.REPLIED))
            if reached
            else ContactOutcome.NOT_REACHED,
            note=self.dice.choice(NOTES) if reached and self.dice.random() < 0.6 else "",
        )
