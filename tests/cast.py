"""The people of the tests. Each name has one meaning; the data is made through real actions.

Waterrade   anouk   coach of team Zuid, leads the track     bilal    coach beside her, holds nobody
            tess    member of the triage                    rachid   coordinator who holds by name
            lotte   team lead of team Zuid                   hugo     team lead of another team
            wim     work coach                              petra    programme manager
            sam     account manager                         bas      broker
            denzel  experience expert             vera     privacy officer
Zandhoek    carmen  the same work in another municipality
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from houvast.accounts.models import Programme, User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Controller, OrganisationKind, Purpose, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.actions import add_employer, add_workplace, offer_workplace
from houvast.employers.models import Workplace
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import PayKind, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.placements.actions import (
    agree,
    ask_yes,
    introduce,
    note_trial_day,
    plan_trial_day,
    propose,
    say_yes,
    start,
)
from houvast.placements.models import AftercareMoment, Retention
from houvast.placements.rules.consent import Given
from houvast.placements.rules.states import Answered, ContractKind, Told, TrialNext, TrialView
from houvast.placements.rules.terms import WorkTerms
from houvast.placements.rules.trial import TrialNote
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome
from houvast.tracks.actions.closing import Farewell, propose_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.ladder import raise_rung
from houvast.tracks.actions.settings import set_terms
from houvast.tracks.actions.signals import Observation, Who, receive_signal, start_triage
from houvast.tracks.actions.steps import add_step
from houvast.tracks.actions.tracks import Proposal, accept_track, record_scan, take_up
from houvast.tracks.models import CoachOffer, EntryCriterion, Promise, Step, Track
from houvast.tracks.rules.closing import OpenPoint
from houvast.tracks.rules.contacts import Ahead, Talk
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import (
    CloseReason,
    ContactChannel,
    ContactOutcome,
    FactKind,
    PlaceKind,
    RungCause,
    Source,
)
from houvast.tracks.rules.steps import StepPlan
from houvast.tracks.rules.terms import TermGroup, of_group
from tests.made_plans import planned
from tests.matching.made import choose, wish

PASSWORD = "een-lang-wachtwoord"
SEEN = "Staat elke middag bij het winkelcentrum en gaat niet meer naar school."
ANSWERS = Necessity(
    "Zonder hulp gaat hij niet meer naar school.",
    "Een coach is de lichtste vorm van hulp.",
    "School en ouders kwamen er samen niet uit.",
)

STAFF = {
    "anouk": (Role.OUTREACH_COACH, "Zuid"),
    "bilal": (Role.OUTREACH_COACH, "Zuid"),
    "tess": (Role.TRIAGE_MEMBER, "Regie"),
    "rachid": (Role.PROCESS_COORDINATOR, "Regie"),
    "lotte": (Role.TEAM_LEAD, "Zuid"),
    "hugo": (Role.TEAM_LEAD, "Noord"),
    "wim": (Role.WORK_COACH, "Noord"),
    "petra": (Role.PROGRAMME_MANAGER, "Regie"),
    "sam": (Role.ACCOUNT_MANAGER, "Noord"),
    "bas": (Role.BROKER, "Noord"),
    "denzel": (Role.EXPERIENCE_EXPERT, "Noord"),
    "vera": (Role.PRIVACY_OFFICER, "Regie"),
}


@dataclass
class Town:
    """A municipality with its people, each as an actor for the first purpose of the role."""

    admin: Actor
    criterion: UUID
    people: dict[str, Actor] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        return self.people[name]

    def as_(self, name: str, purpose: Purpose) -> Actor:
        """Someone acting for another purpose of his or her role."""
        who = self.people[name]
        return Actor(who.user_id, who.municipality_id, who.role, purpose.value)


def found(name: str, staff: dict[str, tuple[Role, str]], today: date) -> Town:
    """Found a municipality with teams and staff, through the real actions."""
    admin = found_municipality(name, f"beheer-{name.lower()}", PASSWORD)
    programme = Programme.objects.create(municipality_id=admin.municipality_id, name="Houvast")
    since = today - timedelta(days=800)
    Promise.objects.create(programme=programme, valid_from=since, team_proposal_most=300)
    criterion = EntryCriterion.objects.create(
        programme=programme,
        text="Gaat niet naar school of werk en vraagt om hulp",
        valid_from=today - timedelta(days=800),
    )
    organisation = add_organisation(
        by=admin,
        name="Jongerenwerk",
        kind=OrganisationKind.YOUTH_WORK,
        controller=Controller.COLLEGE,
    )
    town = Town(admin, criterion.pk)
    for team in dict.fromkeys(team for _, team in staff.values()):
        town.teams[team] = add_team(by=admin, organisation_id=organisation, name=team)
    for username, (role, team) in staff.items():
        key = welcome(
            by=admin,
            username=username,
            name=username.capitalize(),
            password=PASSWORD,
            role=role,
            team=town.teams[team],
        )
        town.people[username] = actor_of(User.objects.get(pk=key), role)
    return town


def agreed(town: Town, group: TermGroup, ahead: int = 0, **values: Any) -> UUID:
    """The programme manager agrees on other terms of a group, from today or some days on."""
    latest = Promise.objects.order_by("-version")[0].terms()
    whole = {one.name: getattr(latest, one.name) for one in of_group(group)} | values
    return set_terms(
        by=town["petra"],
        group=group,
        values=whole,
        valid_from=timezone.localdate() + timedelta(days=ahead),
        reason="Zo is het afgesproken in de stuurgroep.",
        source="Verslag stuurgroep",
    )


@pytest.fixture
def elsewhere(db: None) -> Town:
    """Zandhoek, another municipality."""
    staff = {"carmen": (Role.OUTREACH_COACH, "Kust"), "tine": (Role.TRIAGE_MEMBER, "Kust")}
    return found("Zandhoek", staff, timezone.localdate())


@pytest.fixture
def anouk(town: Town) -> Actor:
    return town["anouk"]


@pytest.fixture
def bilal(town: Town) -> Actor:
    return town["bilal"]


@pytest.fixture
def rachid(town: Town) -> Actor:
    return town["rachid"]


def observed(town: Town, **changes: Any) -> Observation:
    what = {
        "behaviour": SEEN,
        "kind": FactKind.SEEN,
        "source": Source.MYSELF,
        "observed_on": timezone.localdate(),
        "criterion_id": town.criterion,
    }
    return Observation(**{**what, **changes})


def signal_in_triage(town: Town, who: Who) -> UUID:
    """A signal that the coach entered and the triage has begun to look at."""
    reporter, tess = town.as_("anouk", Purpose.INTAKE), town["tess"]
    signal = receive_signal(by=reporter, seen=observed(town), who=who)
    start_triage(by=tess, signal_id=signal)
    return signal


def proposed_track(town: Town, who: Who, coach: str = "anouk") -> UUID:
    """A track that the triage proposed, held by the coordinator, with a question to a coach."""
    proposal = Proposal(town["rachid"].user_id, town[coach].user_id, "Kent de buurt goed.")
    signal = signal_in_triage(town, who)
    return take_up(by=town["tess"], signal_id=signal, answers=ANSWERS, proposal=proposal, who=Who())


def open_track(town: Town, who: Who | None = None, coach: str = "anouk") -> UUID:
    """A track that a coach has accepted."""
    track_id = proposed_track(town, who or ILIAS, coach)
    return accept_track(by=town[coach], offer_id=offer_of(town[coach], track_id))


def offer_of(coach: Actor, track_id: UUID) -> UUID:
    from houvast.database.context import acting

    with acting(coach):
        return CoachOffer.objects.get(track=track_id, state="offered").pk


TERMS = WorkTerms(
    24, 0b11111, ContractKind.TEMPORARY, PayKind.WAGE, 1600, "Ria Voorbeeld, 06 00 00 00 11"
)
"""What was agreed with an employer: nobody of these tests is owed more."""
ILIAS = Who("Ilias", "Ilias", "Voorbeeld", date(2008, 5, 4), "0600000001")


@pytest.fixture
def track(town: Town) -> UUID:
    """The track of Ilias, led by anouk."""
    return open_track(town)


def talk(outcome: ContactOutcome = ContactOutcome.SPOKE, **changes: Any) -> Talk:
    what: dict[str, Any] = {
        "at": timezone.now(),
        "channel": ContactChannel.IN_PERSON,
        "place_kind": PlaceKind.STREET,
        "outcome": outcome,
    }
    return Talk(**{**what, **changes})


def ahead(days: int = 7, **changes: Any) -> Ahead:
    return Ahead(**{"on": timezone.localdate() + timedelta(days=days), **changes})


def at_commit() -> None:
    """Fire what waits for the commit: a rolled-back test never commits."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")


def sign_in(client: Client, actor: Actor) -> Client:
    client.force_login(User.objects.get(pk=actor.user_id))
    session = client.session
    session["role"] = actor.role
    session.save()
    return client


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=12)


Make = Callable[..., UUID]


def found_beyond() -> Town:
    """Zandhoek again, with its own people in each seat of `live`."""
    staff = {
        "carmen": (Role.OUTREACH_COACH, "Kust"),
        "cora": (Role.OUTREACH_COACH, "Kust"),
        "tine": (Role.TRIAGE_MEMBER, "Kust"),
        "ruth": (Role.PROCESS_COORDINATOR, "Kust"),
        "saar": (Role.ACCOUNT_MANAGER, "Kust"),
        "dirk": (Role.EXPERIENCE_EXPERT, "Kust"),
        "vita": (Role.PRIVACY_OFFICER, "Kust"),
    }
    town = found("Zandhoek", staff, timezone.localdate())
    seats = {"anouk": "carmen", "tess": "tine", "rachid": "ruth", "sam": "saar", "denzel": "dirk"}
    town.people |= {seat: town[name] for seat, name in seats.items()}
    return town


@dataclass
class Life:
    """A young person with a row in every table of a file; each text starts with the mark."""

    mark: str
    phone: str
    track: UUID
    signal: UUID
    person: UUID
    employer: UUID
    workplace: UUID
    placement: UUID
    consent: UUID
    check_in: UUID
    retention: UUID
    closing: UUID
    step: UUID
    choice: UUID


def live(town: Town, mark: str, coach: str = "anouk", phone: str = "0600000001") -> Life:
    """Live through it all: signal, track, contact, scan, work, a rung and a proposal to close."""
    by, today = town[coach], timezone.localdate()
    signal, track = _begun(town, mark, coach, phone)
    said, next_on = talk(note=f"{mark}notitie"), ahead(7, what=f"{mark}afspraak")
    log_contact(by=by, track_id=track, talk=said, ahead=next_on)
    record_scan(by=by, track_id=track, values={LifeDomain.WORK: ScanValue.NEEDS_STEP})
    wish(by, track, f"{mark}wens, iets met koken.")
    add_step(by=by, track_id=track, step=StepPlan(LifeDomain.WORK, f"{mark}stap voor werk"))
    planned(by, track, mark)
    workplace, placement, consent = _at_work(town, mark, by, track)
    choice = choose(by, track, workplace)
    answers = dict.fromkeys(OpenPoint, f"{mark}antwoord, dat is geregeld.")
    later = today + timedelta(days=90)
    bye = Farewell(CloseReason.BASIS_IN_PLACE, by.user_id, later, today, answers)
    closing = propose_closing(by=by, track_id=track, farewell=bye)
    with recorded(by, "tests.rung_raised") as act:
        row = Track.objects.get(pk=track)
        raise_rung(row, RungCause.MOMENT, 2, today, act)
        ids = {
            "person": row.person_id,
            "employer": Workplace.objects.get(pk=workplace).employer_id,
            "step": Step.objects.get(track=track).pk,
            "retention": Retention.objects.filter(track=track).order_by("due")[0].pk,
            "check_in": AftercareMoment.objects.filter(track=track).order_by("due")[0].pk,
        }
    ids |= {"signal": signal, "track": track, "workplace": workplace, "placement": placement}
    return Life(mark, phone, closing=closing, choice=choice, consent=consent, **ids)


def _begun(town: Town, mark: str, coach: str, phone: str) -> tuple[UUID, UUID]:
    """A signal that the coach entered, and the track that he or she accepted."""
    who = Who(f"{mark}roep", f"{mark}voor", f"{mark}achter", date(2008, 5, 4), phone)
    by, tess = town[coach], town["tess"]
    seen = observed(town, behaviour=f"{mark}gedrag, elke middag.")
    signal = receive_signal(by=town.as_(coach, Purpose.INTAKE), seen=seen, who=who)
    start_triage(by=tess, signal_id=signal)
    asked = Proposal(town["rachid"].user_id, by.user_id, f"{mark}reden, kent de buurt.")
    track = take_up(by=tess, signal_id=signal, answers=ANSWERS, proposal=asked, who=Who())
    return signal, accept_track(by=by, offer_id=offer_of(by, track))


def _at_work(town: Town, mark: str, by: Actor, track: UUID) -> tuple[UUID, UUID, UUID]:
    """A workplace, and a placement that began today."""
    today, workplace = timezone.localdate(), place_to_work(town, mark)
    placement = propose(by=by, track_id=track, workplace_id=workplace)
    consent = want(by, placement)
    introduce(by=by, placement_id=placement)
    plan_trial_day(by=by, placement_id=placement, day=today)
    tried = TrialNote(True, TrialNext.AGREE, TrialView.GO_ON, TrialView.UNSURE)
    note_trial_day(by=by, placement_id=placement, note=tried)
    agree(by=by, placement_id=placement, start_on=today, terms=TERMS)
    start(by=by, placement_id=placement, started_on=today)
    return workplace, placement, consent


def want(by: Actor, placement: UUID) -> UUID:
    """The young person says yes to what this employer would get: a name and a wish."""
    own = {Told.LEARNS: "Fietsen repareren"}
    asked = ask_yes(by=by, placement_id=placement, tell=[Told.FIRST_NAME], own=own)
    say_yes(by=by, consent_id=asked, given=Given(Answered.TOGETHER, calls=True))
    return asked


def place_to_work(town: Town, mark: str, places: int = 2) -> UUID:
    """A workplace of an employer, offered by the account manager."""
    sam = town["sam"]
    employer = add_employer(by=sam, facts=EmployerFacts(f"{mark}bakkerij"))
    what = WorkplaceFacts(f"{mark}werk", WorkKind.REGULAR_JOB, 16, 24, places=places)
    place = add_workplace(by=sam, employer_id=employer, facts=what)
    offer_workplace(by=sam, workplace_id=place)
    return place
