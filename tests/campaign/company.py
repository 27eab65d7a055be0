"""Who comes along, in the campaign: a work coach, an expert, a deputy; and who is away a while."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.tracks.actions import (
    absences,
    companions,
    contacts,
    coordinating,
    sessions,
    work_coaches,
)
from houvast.tracks.rules.companions import (
    Aim,
    CompanionOutcome,
    CompanionPlan,
    Safeguard,
    Session,
    SessionOutcome,
)
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.states import ContactChannel, ContactOutcome, PlaceKind
from tests.campaign import world

CHECKED = "select 1 from tracks_companioncheck where checked_on > (select houvast_today()) - 365"
pick = st.integers(0, 1000)


class Company:
    """The rules of who helps beside the coach; mixed into the machine."""

    town: Any
    owner: Any

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=st.integers(-1, 40))
    def young_person_away(self: Any, number: int, ahead: int) -> None:
        """Away for a while, and back: the promise goes on."""
        keys = world.absences(self.owner)
        gone = self.some(lambda one: one.runs and one.id in keys)
        if gone and self.rarest(number, "enter_absence", "end_absence") == "end_absence":
            one = self.choose(number, lambda one: one.runs and one.id in keys)
            by = self.by(one.lead) if number % 9 else self.town["bilal"]
            self.act("end_absence", absences.end_absence, by=by, track_id=one.id)
            return
        one, by = self.whose(number)
        back = self.today() + timedelta(days=ahead)
        what = {"until_on": back, "reachable_via": list(ContactChannel)[number % 2]}
        self.act("enter_absence", absences.enter_absence, by=by, track_id=one.id, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=st.integers(-1, 60))
    def work_coach(self: Any, number: int, ahead: int) -> None:
        helped = world.helped(self.owner)
        if helped and self.rarest(number, "give_work_coach", "end_work_coach")[0] == "e":
            one = self.choose(1, lambda one: one.person in helped)
            by = self.by(one.lead) if number % 9 else self.town["bilal"]
            what = {"track_id": one.id, "user_id": helped[one.person]}
            self.act("end_work_coach", work_coaches.end_work_coach, by=by, **what)
            return
        one = self.choose(number, lambda one: one.runs and one.lead != self.town["wim"].user_id)
        if one is None:
            return
        by = self.by(one.lead) if number % 17 else self.town["bilal"]
        until = self.today() + timedelta(days=ahead)
        what = {"user_id": self.town["wim"].user_id, "until": until}
        self.act("give_work_coach", work_coaches.give_work_coach, by=by, track_id=one.id, **what)

    @rule(number=pick, ahead=st.integers(-1, 60))
    def deputy(self: Any, number: int, ahead: int) -> None:
        """Who stands in for the coordinator changes, and sometimes nobody does."""
        by = self.town["petra"] if number % 9 else self.town["rachid"]
        named = world.deputy(self.owner)
        if named and self.rarest(number, "name_deputy", "end_deputy") == "end_deputy":
            self.act("end_deputy", coordinating.end_deputy, by=by)
            return
        who = self.town[("lotte", "tess", "hugo", "rachid")[number % 4]].user_id
        until = self.today() + timedelta(days=ahead)
        self.act("name_deputy", coordinating.name_deputy, by=by, user_id=who, until_on=until)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=st.integers(-1, 200), outcome=st.sampled_from(SessionOutcome))
    def expert(self: Any, number: int, ahead: int, outcome: SessionOutcome) -> None:
        """An experience expert is asked, introduced, met, and comes along no more."""
        unchecked = not self.owner.execute(CHECKED).fetchone()
        if unchecked or number % 23 == 0 or self.aim == "note_check":
            self.check_the_expert(number)
        living = world.companions(self.owner)
        wanted = number % 5 == 0 or self.aim == "ask_companion"
        if not living or (wanted and len(living) < len(self.seen)):
            self.ask_the_expert(number, ahead)
            return
        key, state, lead, track = living[number % len(living)]
        by = self.by(lead) if number % 17 else self.town["bilal"]
        if state == "proposed" and self.introduces(number):
            self.speak(track, lead)
            what = {"companionship_id": key, "introduced_on": self.today()}
            self.act("introduce_companion", companions.introduce_companion, by=by, **what)
        elif state == "proposed":
            verb = companions.withdraw_companion
            self.act("withdraw_companion", verb, by=by, companionship_id=key)
        elif self.rarest(number, "end_companion", "log_session", "undo_session") != "end_companion":
            self.meet_the_expert(number, key, outcome)
        else:
            what = {"companionship_id": key, "outcome": CompanionOutcome.PARTLY}
            self.act("end_companion", companions.end_companion, by=by, **what)

    def introduces(self: Any, number: int) -> bool:
        """Whether the one asked for is introduced: what comes after can be wanted only then."""
        if self.aim in ("log_session", "undo_session", "end_companion"):
            return True
        return self.rarest(number, "introduce_companion", "withdraw_companion")[0] == "i"

    def speak(self: Any, track: Any, lead: Any) -> None:
        """The coach speaks with the young person first; the expert comes beside."""
        said = Talk(self.now(), ContactChannel.PHONE, PlaceKind.OTHER, ContactOutcome.SPOKE)
        what = {"talk": said, "ahead": Ahead(self.today() + timedelta(days=3))}
        self.act("log_contact", contacts.log_contact, by=self.by(lead), track_id=track, **what)

    def check_the_expert(self: Any, number: int) -> None:
        by = self.town["rachid"] if number % 9 else self.town["lotte"]
        checked = self.today() - timedelta(days=number % (90 if self.aim else 400))
        who = {"user_id": self.town["denzel"].user_id, "own_coach": self.town["lotte"].user_id}
        self.act("note_check", companions.note_check, by=by, checked_on=checked, **who)

    def ask_the_expert(self: Any, number: int, ahead: int) -> None:
        taken = {track for *_, track in world.companions(self.owner)}
        one = self.choose(number or 1, lambda one: one.runs and one.id not in taken)
        by = self.by(one.lead) if number % 17 else self.town["bilal"]
        ends = self.today() + timedelta(days=ahead)
        plan = CompanionPlan(Aim.COME_ALONG, (Safeguard.OPEN_PLACE, Safeguard.COACH_IN_REACH), ends)
        what = {"track_id": one.id, "user_id": self.town["denzel"].user_id, "plan": plan}
        self.act("ask_companion", companions.ask_companion, by=by, **what)

    def meet_the_expert(self: Any, number: int, key: Any, outcome: SessionOutcome) -> None:
        by = self.town["denzel"] if number % 11 else self.town["anouk"]
        again = self.today() + timedelta(days=number % 20) if number % 3 else None
        met = Session(self.today(), outcome, again)
        what = {"companionship_id": key, "session": met, "key": uuid4()}
        self.act("log_session", sessions.log_session, by=by, **what)
        if (number % 3 == 0 or self.aim == "undo_session") and (noted := world.noted(self.owner)):
            self.act("undo_session", sessions.undo_session, by=by, session_id=noted)
