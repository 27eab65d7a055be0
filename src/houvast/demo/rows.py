"""The rows of one track, as the actions leave them: each method is one act on one day.

A test lives the same life through the actions and through this, and compares every table.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from houvast.accounts.rules import QUARTER, Purpose
from houvast.database.actor import Actor
from houvast.demo.clock import at, longest
from houvast.demo.ledger import Ledger
from houvast.demo.telling import met, to_tell, told
from houvast.demo.words import ANSWERS, FIRST, WHY_THIS_COACH
from houvast.people.models import Identity, Nickname, Person
from houvast.people.rules import phone_number
from houvast.sharing.models import Assignment, Tie
from houvast.sharing.rules import Capacity
from houvast.sharing.rules.ties import TieSaid
from houvast.tracks.actions.notices import KEPT_FOR as NOTICE_KEPT_FOR
from houvast.tracks.actions.signals import Observation, Who
from houvast.tracks.models import (
    Appointment,
    CoachOffer,
    Contact,
    ContactDetail,
    InformationMoment,
    LeadCoachHistory,
    Milestone,
    NextMoment,
    Notice,
    ScanAnswer,
    Signal,
    SignalFacts,
    Track,
    WorkNote,
)
from houvast.tracks.rules.contacts import Ahead, Effect, Talk, after_contact
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import add_months, destroy_open
from houvast.tracks.rules.states import (
    MilestoneKind,
    NextMomentState,
    OfferState,
    SignalState,
    TrackState,
)

NOON, DESK = time(12, 10), time(9, 40)


@dataclass(slots=True)
class File:
    """One young person and one track, and what has been written about them so far."""

    ledger: Ledger
    coach: str
    person: Person
    track: Track
    lead: LeadCoachHistory
    identity: Identity = field(init=False)
    access: Assignment = field(init=False)
    moment: NextMoment = field(init=False)
    to_tell: list[InformationMoment] = field(init=False)
    offer: CoachOffer = field(init=False)
    milestones: set[MilestoneKind] = field(default_factory=set)
    answered: set[UUID] = field(default_factory=set)
    """Who said that this is nobody he knows in private."""
    personal: list[Any] = field(default_factory=list)
    """All rows of this person: they are destroyed together with the track."""

    @property
    def by(self) -> Actor:
        """The coach, who does most of it."""
        return self.ledger.town.people[self.coach]

    def keep(self, row: Any) -> Any:
        """Add a row of this person."""
        self.personal.append(row)
        return self.ledger.add(row)

    def row(self) -> dict[str, Any]:
        """What every row of this track carries, with a key of its own."""
        return self.track.row() | {"id": self.ledger.key()}

    def entry(self, by: Actor, verb: str, moment: datetime) -> None:
        """The trail of an act on this file."""
        self.ledger.entry(by, verb, moment, self.person.pk, self.person.pk)

    # -- the start -------------------------------------------------------------------------------

    def accept(self, day: date, offered_by: str) -> None:
        """The coach who was asked says yes: coach, access and first moment in one act."""
        town, now = self.ledger.town, at(day, NOON)
        self.open_for(self.coach, now)
        self.track.state = TrackState.OPEN.value
        self.track.opened_at = now
        self.track.review_on = add_months(day, town.terms.review_months)
        self.give_access(now, granted_by=offered_by)
        self.offer.state, self.offer.answered_at = OfferState.ACCEPTED.value, now
        first = max(self.track.first_attempt_on or day, day)
        self.plan(self.by, Ahead(first, what=FIRST), now)
        self.entry(self.by, "tracks.track_accepted", now)

    def open_for(self, coach: str, now: datetime) -> None:
        """From now on this coach leads."""
        town = self.ledger.town
        self.lead.until = now
        self.coach = coach
        self.track.lead_coach_id, self.track.team_id = town.user(coach), town.teams[coach]
        self.lead = self.keep(LeadCoachHistory(user_id=town.user(coach), since=now, **self.row()))

    def give_access(
        self,
        now: datetime,
        *,
        granted_by: str,
        capacity: Capacity = Capacity.LEAD,
        user: str = "",
        days: int | None = None,
    ) -> Assignment:
        """Access to this person, as `assign` gives it."""
        town = self.ledger.town
        until = now + (timedelta(days=days) if days else QUARTER)
        given: Assignment = self.keep(
            Assignment(
                id=self.ledger.key(),
                municipality_id=town.place,
                person=self.person,
                user_id=town.user(user or self.coach),
                granted_by_id=town.user(granted_by),
                purpose=Purpose.GUIDANCE.value,
                capacity=capacity.value,
                since=now,
                until=until,
                term_ends=until if days else longest(now, town.terms),
                destroy_on=self.track.destroy_on,
            )
        )
        if capacity is Capacity.LEAD:
            self.access = given
        self.answer(user or self.coach, now)
        return given

    def answer(self, colleague: str, now: datetime) -> None:
        """At the first opening a colleague said that this young person is nobody he knows."""
        user = self.ledger.town.user(colleague)
        if user in self.answered:
            return
        self.answered.add(user)
        self.entry(self.ledger.town.people[colleague], "tracks.private_answered", now)
        self.keep(
            Tie(
                id=uuid5(self.person.pk, str(user)),
                municipality_id=self.ledger.town.place,
                person=self.person,
                user_id=user,
                is_private=False,
                said_by=TieSaid.COLLEAGUE.value,
                entered_by_id=user,
                at=now,
                destroy_on=self.track.destroy_on,
            )
        )

    # -- the promise -----------------------------------------------------------------------------

    def plan(
        self, by: Actor, ahead: Ahead, now: datetime, follows: NextMoment | None = None
    ) -> NextMoment:
        """Plan the next moment, with what it is about."""
        self.moment = self.keep(
            NextMoment(
                due=ahead.on or now.date(),
                state=NextMomentState.PLANNED.value,
                held_by_id=self.track.lead_coach_id,
                agreed_with_young_person=ahead.agreed,
                planned_at=now,
                planned_by_id=by.user_id,
                follows=follows,
                **self.row(),
            )
        )
        if ahead.what:
            self.keep(Appointment(moment=self.moment, what=ahead.what, **self.track.row()))
        return self.moment

    def leave(self, state: NextMomentState, now: datetime) -> None:
        """Say what became of the planned moment."""
        self.moment.state, self.moment.left_at = state.value, now

    def contact(self, talk: Talk, ahead: Ahead) -> Effect:
        """A talk or a try, by the same rule as the action, with the next moment."""
        now, day = talk.at, talk.at.date()
        effect = after_contact(
            talk,
            ahead,
            on=day,
            due=self.moment.due,
            now=now,
            today=day,
            terms=self.ledger.town.terms,
        )
        self.leave(effect.left, now)
        following = self.plan(self.by, ahead, now, follows=self.moment)
        self._written(talk, effect, following)
        if effect.is_real:
            met(self.to_tell, day)
        self.entry(self.by, "tracks.contact_logged", now)
        return effect

    def _written(self, talk: Talk, effect: Effect, following: NextMoment) -> None:
        row = self.track.row()
        contact = self.keep(
            Contact(
                made_by_id=self.by.user_id,
                at=talk.at,
                recorded_at=talk.at,
                is_real=effect.is_real,
                moment=following,
                **self.row(),
            )
        )
        self.keep(
            ContactDetail(
                contact=contact,
                channel=talk.channel.value,
                place_kind=talk.place_kind.value,
                outcome=talk.outcome.value,
                initiator=talk.initiator.value,
                worried=talk.worried,
                made_by_id=self.by.user_id,
                **row,
            )
        )
        if talk.note:
            self.keep(WorkNote(contact=contact, text=talk.note, **row))

    def scan(self, values: dict[LifeDomain, ScanValue], now: datetime) -> None:
        """The quick scan: a row for each domain."""
        for domain, value in values.items():
            self.keep(
                ScanAnswer(
                    domain=domain.value,
                    value=value.value,
                    at=now,
                    made_by_id=self.by.user_id,
                    **self.row(),
                )
            )
        self.reached(MilestoneKind.SCANNED, now.date())
        self.entry(self.by, "tracks.scan_recorded", now)

    def reached(self, kind: MilestoneKind, on: date) -> None:
        """A milestone on its own day; the trigger that writes it knows only the day of today."""
        if kind not in self.milestones:
            self.milestones.add(kind)
            self.keep(Milestone(kind=kind.value, on=on, **self.row()))

    def tell_young_person(self, day: date) -> None:
        """The young person knows of the file."""
        now = at(day, NOON)
        for proof in told(self.to_tell, self.ledger, self.by.user_id, now):
            self.keep(proof)
            self.entry(self.by, "tracks.told_what_we_keep", now)

    def renew(self, by: str, now: datetime) -> None:
        """A coordinator or team lead renews the coach's access."""
        self.access.until = now
        self.give_access(now, granted_by=by)
        self.entry(self.ledger.town.people[by], "tracks.access_renewed", now)


def begin(ledger: Ledger, who: Who, seen: Observation, reporter: Actor, coach: str) -> File:
    """A signal that was taken up: the triage asks this coach, the coordinator holds it so far."""
    town, day = ledger.town, seen.observed_on
    now, terms = at(day, DESK), town.terms
    here = {"municipality_id": town.place, "destroy_on": destroy_open(day, terms)}
    person = ledger.add(Person(id=ledger.key(), **here))
    signal = _signal(ledger, person, seen, reporter, here)
    track = Track(
        id=ledger.key(),
        person=person,
        programme_id=town.programme,
        team_id=town.teams["karin"],
        lead_coach_id=town.user("karin"),
        signal=signal,
        state=TrackState.PROPOSED.value,
        proposed_at=now,
        accept_by=town.days.after(day, terms.accept_within),
        first_attempt_on=town.days.after(day, terms.first_attempt_within),
        **here,
    )
    lead = LeadCoachHistory(id=ledger.key(), user_id=town.user("karin"), since=now, **track.row())
    file = File(ledger, coach, person, track, lead)
    for row in (track, lead, person):
        file.personal.append(row)
    ledger.add(track)
    ledger.add(lead)
    file.personal += [signal, signal.facts]
    _named(file, who)
    _asked(file, now)
    return file


def _signal(
    ledger: Ledger, person: Person, seen: Observation, reporter: Actor, here: dict[str, Any]
) -> Signal:
    town, day, tess = ledger.town, seen.observed_on, ledger.town.people["tess"]
    now = at(day, DESK)
    signal = ledger.add(
        Signal(
            id=ledger.key(),
            person=person,
            team_id=town.teams["omar"],
            state=SignalState.TAKEN_UP.value,
            entered_by_id=reporter.user_id,
            received_at=now,
            answer_by=town.days.after(day, town.terms.answer_signal_within),
            answered_at=now,
            answered_by_id=tess.user_id,
            **here,
        )
    )
    ledger.add(
        SignalFacts(
            signal=signal,
            behaviour=seen.behaviour,
            kind=seen.kind.value,
            source=seen.source.value,
            observed_on=day,
            criterion_id=seen.criterion_id,
            necessity=ANSWERS.necessity,
            proportionality=ANSWERS.proportionality,
            subsidiarity=ANSWERS.subsidiarity,
            **here,
        )
    )
    ledger.entry(reporter, "tracks.signal_received", now, signal.pk)
    ledger.entry(tess, "tracks.triage_started", now, signal.pk)
    ledger.entry(tess, "tracks.signal_taken_up", now, person.pk, person.pk)
    return signal


def _named(file: File, who: Who) -> None:
    here = {"municipality_id": file.track.municipality_id, "destroy_on": file.track.destroy_on}
    file.keep(Nickname(person=file.person, text=who.called, **here))
    file.identity = file.keep(
        Identity(
            person=file.person,
            given_name=who.given_name,
            family_name=who.family_name,
            birth_date=who.birth_date,
            phone=phone_number(who.phone),
            **here,
        )
    )


def _asked(file: File, now: datetime) -> None:
    """The question to the coach, which is going to be answered with yes, and the duty to tell."""
    ledger, town = file.ledger, file.ledger.town
    file.to_tell = to_tell(file.track, ledger, file.identity.birth_date, now)
    for moment in file.to_tell:
        file.keep(moment)
    file.offer = file.keep(
        CoachOffer(
            to_user_id=town.user(file.coach),
            offered_by_id=town.user("tess"),
            team_id=town.teams[file.coach],
            reason=ledger.dice.choice(WHY_THIS_COACH),
            offered_at=now,
            accept_by=file.track.accept_by or now.date(),
            state=OfferState.OFFERED.value,
            **file.row(),
        )
    )
    tell(ledger, file.coach, NoticeKind.OFFER, now)


def tell(ledger: Ledger, name: str, kind: NoticeKind, now: datetime) -> None:
    """A notice that was sent."""
    ledger.add(
        Notice(
            id=ledger.key(),
            municipality_id=ledger.town.place,
            to_user_id=ledger.town.user(name),
            kind=kind.value,
            at=now,
            sent_at=now,
            destroy_on=now.date() + NOTICE_KEPT_FOR,
        )
    )
