"""The demo municipality: founded, staffed and lived in by the same actions that people use."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from houvast.accounts.models import Municipality, Programme, User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.demo.clock import earlier
from houvast.demo.people import EMPLOYERS, HOUSES, STAFF, TOWN, Persona
from houvast.demo.story import Story, Town
from houvast.employers.actions.contacts import add_contact
from houvast.employers.actions.employers import add_employer
from houvast.employers.actions.workplaces import add_workplace, offer_workplace
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome
from houvast.tracks.models import EntryCriterion, Promise

PASSWORD = "houvast-demo"
DAYS = 70
"""How many days of work the demo starts with."""

CRITERIA = (
    "Gaat niet naar school of werk en wil hulp",
    "Heeft geen vaste plek om te slapen",
    "Vraagt zelf om een coach of om werk",
)


def load(progress: Callable[[str], None]) -> None:
    """Fill an empty database with the demo municipality; one that has it stays as it is."""
    if Municipality.objects.filter(name=TOWN).exists():
        progress("The example municipality is there already; its data is kept.")
        return
    with earlier() as clock:
        clock.ago(timedelta(days=DAYS))
        town = _found()
        story = Story(town)
        for day in range(DAYS, -1, -1):
            clock.ago(timedelta(days=day))
            story.live(day)
            if day % 10 == 0:
                progress(f"  … {DAYS - day} of {DAYS} days of work")
    story.now()


def _found() -> Town:
    admin = found_municipality(TOWN, ADMINISTRATOR.username, PASSWORD)
    with recorded(admin, "demo.programme_set_up") as act:
        _set_up(admin.municipality_id, act.today)
    teams: dict[str, UUID] = {}
    for house in HOUSES:
        organisation = add_organisation(
            by=admin, name=house.name, kind=house.kind, controller=house.controller
        )
        for team in house.teams:
            teams[team] = add_team(by=admin, organisation_id=organisation, name=team)
    people: dict[str, Actor] = {}
    for one in STAFF:
        key = welcome(
            by=admin,
            username=one.username,
            name=one.name,
            password=PASSWORD,
            role=one.role,
            team=teams[one.team],
        )
        people[one.username] = actor_of(User.objects.get(pk=key), one.role)
    return Town(people, _workplaces(people), admin.municipality_id)


def _set_up(place: UUID, today: date) -> None:
    programme = Programme.objects.create(municipality_id=place, name="Houvast Waterrade")
    since = today - timedelta(days=30)
    Promise.objects.create(programme=programme, valid_from=since)
    for text in CRITERIA:
        EntryCriterion.objects.create(programme=programme, text=text, valid_from=since)


def _workplaces(people: dict[str, Actor]) -> tuple[UUID, ...]:
    by = people["joost"]
    made = []
    for number, (name, place, title, hours) in enumerate(EMPLOYERS):
        facts = EmployerFacts(name=name, place_name=place, pc4=f"10{number:02d}")
        employer = add_employer(by=by, facts=facts)
        contact = ContactFacts(
            name=f"Contactpersoon {name}", phone=f"06000001{number:02d}", is_fixed=True
        )
        add_contact(by=by, employer_id=employer, facts=contact)
        facts_of_work = WorkplaceFacts(
            title=title,
            kind=WorkKind.BBL if "Leerling" in title else WorkKind.REGULAR_JOB,
            hours_min=hours - 8,
            hours_max=hours,
            pc4=f"10{number:02d}",
            places=2,
        )
        key = add_workplace(by=by, employer_id=employer, facts=facts_of_work)
        offer_workplace(by=by, workplace_id=key)
        made.append(key)
    return tuple(made)


ADMINISTRATOR = Persona(
    "beheer", "Functioneel beheer", Role.FUNCTIONAL_ADMIN, "Beheer", "Wie kan hier inloggen?"
)


def personas() -> tuple[Persona, ...]:
    """Who a visitor can step in as; never in production."""
    return tuple(one for one in (*STAFF, ADMINISTRATOR) if one.role in SHOWN)


SHOWN = (
    Role.OUTREACH_COACH,
    Role.WORK_COACH,
    Role.ACCOUNT_MANAGER,
    Role.TEAM_LEAD,
    Role.PROCESS_COORDINATOR,
    Role.TRIAGE_MEMBER,
    Role.BROKER,
    Role.FUNCTIONAL_ADMIN,
)
"""The roles that have screens of their own by now."""
