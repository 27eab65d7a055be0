"""Seventy days of work in the demo, day by day, through the real actions and from a seed."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.demo.people import NOTES, PLANS, SIGHTINGS, YOUNG_PEOPLE
from houvast.placements import actions as work
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import Observation, Who, receive_signal, start_triage
from houvast.tracks.actions.tracks import (
    Proposal,
    accept_track,
    record_scan,
    take_up,
    tell_young_person,
)
from houvast.tracks.models import CoachOffer, EntryCriterion
from houvast.tracks.reads.today import today_page
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import (
    ContactChannel,
    ContactOutcome,
    FactKind,
    PlaceKind,
    Source,
)

SEED = 20261123
COACHES = ("samira", "kevin", "samira", "noor", "samira", "dennis")
"""Whom the triage asks, in turn."""
FORGETFUL = {"kevin": 0.35, "samira": 0.12, "noor": 0.1, "dennis": 0.25}
"""How often a coach lets a moment pass for a day."""
LET_SLIP = {2: 18, 5: 12, 9: 9, 12: 5, 15: 3}
"""Which newcomer is let slip, and for how many days by now: one for each rung of the ladder."""
ANSWERS = Necessity(
    "Zonder hulp raakt deze jongere verder van school en werk.",
    "Een coach is de lichtste hulp die hier past.",
    "School en jongerenwerk kwamen er samen niet uit.",
)
TALKS = (
    (ContactChannel.IN_PERSON, PlaceKind.STREET),
    (ContactChannel.PHONE, PlaceKind.OTHER),
    (ContactChannel.MESSAGE, PlaceKind.ONLINE),
    (ContactChannel.IN_PERSON, PlaceKind.HOME),
    (ContactChannel.IN_PERSON, PlaceKind.OFFICE),
)


@dataclass(frozen=True, slots=True)
class Town:
    """The people who act, and the workplaces there are."""

    people: dict[str, Actor]
    workplaces: tuple[UUID, ...]
    place: UUID


@dataclass(slots=True)
class Story:
    """What happens on each day. The same seed tells the same story."""

    town: Town
    chance: Random = field(default_factory=lambda: Random(SEED))
    waiting: list[tuple[str, str]] = field(default_factory=lambda: list(YOUNG_PEOPLE))
    talks: dict[UUID, int] = field(default_factory=dict)
    met: int = 0
    slips: dict[UUID, int] = field(default_factory=dict)

    def live(self, ago: int) -> None:
        """One day: somebody new every third day, and the coaches keep their moments."""
        if ago % 3 == 0 and self.waiting and ago > 3:
            self._newcomer()
        climb_ladder(by=safety_net(self.town.place))
        for name in FORGETFUL:
            self._day_of(name, ago)

    def now(self) -> None:
        """What lies on the table when the visitor steps in."""
        self._signal(Who("Mo"))
        self._signal(Who())
        self._propose(Who("Kaylee", "Kaylee", "Hendriks", date(2007, 3, 9)), "samira")
        climb_ladder(by=safety_net(self.town.place))

    def _signal(self, who: Who) -> UUID:
        reporter = replace(self.town.people["noor"], purpose=Purpose.INTAKE.value)
        with recorded(reporter, "demo.story") as act:
            day, criterion = act.today, self._criterion()
        seen = Observation(
            behaviour=self.chance.choice(SIGHTINGS),
            kind=FactKind.SEEN,
            source=Source.MYSELF,
            observed_on=day,
            criterion_id=criterion,
        )
        return receive_signal(by=reporter, seen=seen, who=who)

    def _criterion(self) -> UUID:
        found = EntryCriterion.objects.filter(programme__municipality_id=self.town.place)
        return self.chance.choice([one.pk for one in found.order_by("text")])

    def _propose(self, who: Who, coach: str) -> None:
        tess, karin = self.town.people["tess"], self.town.people["karin"]
        signal = self._signal(who)
        start_triage(by=tess, signal_id=signal)
        asked = Proposal(
            karin.user_id, self.town.people[coach].user_id, "Kent de buurt en heeft nog ruimte."
        )
        take_up(by=tess, signal_id=signal, answers=ANSWERS, proposal=asked, who=who)

    def _newcomer(self) -> None:
        given, family = self.waiting.pop(0)
        born = date(2004 + self.met % 6, 1 + self.met % 12, 1 + self.met % 27)
        who = Who(given, given, family, born, f"06000002{self.met:02d}")
        self._propose(who, COACHES[self.met % len(COACHES)])
        self.met += 1

    def _day_of(self, name: str, ago: int) -> None:
        coach = self.town.people[name]
        for offer in self._offers(coach):
            track = accept_track(by=coach, offer_id=offer)
            self.slips[track] = LET_SLIP.get(len(self.slips), -1)
        page = today_page(coach)
        for line in (*page.late, *page.now):
            slips = ago <= self.slips.get(line.track_id, -1)
            if not slips and self.chance.random() >= FORGETFUL[name]:
                self._keep(coach, line.track_id, page.today)

    def _offers(self, coach: Actor) -> list[UUID]:
        with recorded(coach, "demo.story"):
            asked = CoachOffer.objects.filter(to_user=coach.user_id, state="offered")
            return [one.pk for one in asked.order_by("offered_at")]

    def _keep(self, coach: Actor, track: UUID, today: date) -> None:
        """Meet, or try; and after a few talks take the next step of the work."""
        reached = self.chance.random() < 0.7
        with recorded(coach, "demo.story") as act:
            talk = self._talk(act, reached)
        days = self.chance.choice((2, 3, 5, 7, 7, 10))
        ahead = Ahead(
            today + timedelta(days=days if reached else 2),
            agreed=reached,
            what=self.chance.choice(PLANS),
        )
        log_contact(by=coach, track_id=track, talk=talk, ahead=ahead)
        self.talks[track] = self.talks.get(track, 0) + reached
        if reached:
            self._step(coach, track, self.talks[track], today)

    def _talk(self, act: Operation, reached: bool) -> Talk:
        channel, place = self.chance.choice(TALKS)
        return Talk(
            at=act.now,
            channel=channel,
            place_kind=place,
            outcome=ContactOutcome.SPOKE if reached else ContactOutcome.NOT_REACHED,
            note=self.chance.choice(NOTES) if reached else "",
        )

    def _step(self, coach: Actor, track: UUID, talks: int, today: date) -> None:
        """One more step after each real talk: tell, scan, a workplace, and work."""
        if talks == 1:
            tell_young_person(by=coach, track_id=track, told_on=today)
        elif talks == 2:
            scan = {domain: self.chance.choice(tuple(ScanValue)) for domain in LifeDomain}
            record_scan(by=coach, track_id=track, values=scan)
        elif talks == 4:
            self._place(coach, track, today)

    def _place(self, coach: Actor, track: UUID, today: date) -> None:
        workplace = self.chance.choice(self.town.workplaces)
        placement = work.propose(by=coach, track_id=track, workplace_id=workplace)
        for go_on in (work.want, work.introduce):
            if self.chance.random() < 0.25:
                return
            go_on(by=coach, placement_id=placement)
        if self.chance.random() < 0.3 or not self._agreed(coach, placement, today):
            return
        work.start(by=coach, placement_id=placement, started_on=today)
        if self.chance.random() < 0.2:
            work.break_off(by=coach, placement_id=placement)

    def _agreed(self, coach: Actor, placement: UUID, today: date) -> bool:
        """Whether the workplace still has room: the same rule refuses here as on the screen."""
        from houvast.errors import Refused

        try:
            work.agree(
                by=coach, placement_id=placement, start_on=today, day_one_companion="De coach"
            )
        except Refused:
            return False
        return True
