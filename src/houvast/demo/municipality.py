"""The demo municipality: founded, staffed and lived in by the same actions that people use.

A year of work would take those actions minutes. So the past is made as rows, by the same rules and
in the same tables (`past.py`), and the last weeks are lived through the actions (`story.py`).
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import connections
from django.utils.translation import gettext_noop

from houvast.accounts.models import Municipality, Programme, User, WorkingDay
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import Role, WorkingDays
from houvast.audit.actions import recorded
from houvast.audit.models import Entry
from houvast.database.actor import Actor
from houvast.demo.along import Along
from houvast.demo.arrivals import Arrivals
from houvast.demo.clock import Clock, earlier
from houvast.demo.desks import Desks
from houvast.demo.fates import WHOLE, Size, drawn
from houvast.demo.glass import open_in_emergency
from houvast.demo.honey import mark_files
from houvast.demo.ledger import OWNER, Ledger, Town
from houvast.demo.names import draw
from houvast.demo.past import live
from houvast.demo.people import ADMINISTRATOR, HOUSES, STAFF, TOWN, Persona
from houvast.demo.plan_checks import check_plans
from houvast.demo.registers import keep_registers
from houvast.demo.role_reviews import RoleReviews, say_first
from houvast.demo.round_tables import RoundTables
from houvast.demo.safety import live_safety
from houvast.demo.sharing import mended_and_forgotten, share_some
from houvast.demo.shops import open_shops
from houvast.demo.story import DAYS, Story
from houvast.demo.street import on_the_street
from houvast.demo.telling import SENDER
from houvast.demo.words import CRITERIA
from houvast.demo.works import Works
from houvast.employers.models import Workplace
from houvast.errors import NotFound
from houvast.matching.models import WorkWishes
from houvast.people.models import Identity, Nickname, Person
from houvast.placements.models import (
    AftercareMoment,
    AgreedTerms,
    Consent,
    Placement,
    Retention,
    ToldLine,
    TrialDay,
)
from houvast.placements.reads import file_page
from houvast.sharing.actions import add_organisation, add_team, found_municipality, welcome
from houvast.sharing.models import Assignment, Tie
from houvast.tracks import models as tracks
from houvast.tracks.actions.coordinating import name_deputy
from houvast.tracks.actions.hiring import set_contract
from houvast.tracks.actions.informing import set_sender
from houvast.tracks.actions.signals import Who
from houvast.tracks.models import EntryCriterion, Promise
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.team import team_page
from houvast.tracks.rules.views import TeamView
from houvast.watching.actions import BreachFacts, agree, look_at_the_trail, open_breach
from houvast.web.menus import MENUS

PASSWORD = "houvast-demo"
SEED = 20261123
TRIED, LEAFED = 12, 7
"""What somebody tried in an hour, and what a team lead opened without doing anything with it."""
LOST = gettext_noop("Een laptop bleef open liggen in de trein. Iemand keek mee.")
CONSENT = date(2026, 3, 2)
"""When the works council of the story agreed to looking at access."""
BEGAN = 400
"""How many days ago the municipality began: long enough for a year of work."""

ORDER = (
    Person,
    Nickname,
    Identity,
    tracks.Signal,
    tracks.SignalFacts,
    tracks.Track,
    Assignment,
    Tie,
    tracks.LeadCoachHistory,
    tracks.InformationMoment,
    tracks.ProofOfTelling,
    tracks.CoachOffer,
    tracks.Handover,
    tracks.NextMoment,
    tracks.Appointment,
    tracks.Contact,
    tracks.ContactDetail,
    tracks.WorkNote,
    tracks.Milestone,
    tracks.ScanAnswer,
    tracks.Step,
    tracks.FuturePlan,
    tracks.SupportPlan,
    tracks.Measurement,
    tracks.MeasurementAnswer,
    WorkWishes,
    tracks.Rung,
    tracks.Closing,
    tracks.ClosingAnswer,
    tracks.Door,
    Placement,
    Consent,
    ToldLine,
    AgreedTerms,
    TrialDay,
    AftercareMoment,
    Retention,
    tracks.Notice,
    Entry,
)
"""What refers to a row comes after it."""


def load(progress: Callable[[str], None], size: Size = WHOLE) -> None:
    """Fill an empty database with the demo municipality; one that has it stays as it is."""
    if Municipality.objects.filter(name=TOWN).exists():
        progress("The example municipality is there already; its data is kept.")
        return
    dice = Random(SEED)
    with earlier() as clock:
        people = [_who(one, clock.today, dice) for one in draw(dice, size.tracks)]
        clock.at(BEGAN)
        town = _found(clock)
        progress(f"  … {len(STAFF) + 1} colleagues in {len(HOUSES)} organisations")
        clock.at(BEGAN - 2)
        reviews = RoleReviews(town.people, clock)
        shops = open_shops(town, clock, dice, size.employers, reviews.before)
        progress(f"  … {size.employers} employers with {len(shops)} workplaces")
        clock.at(DAYS)
        rows = _live_the_past(town, size, people, clock, dice, shops)
        progress(f"  … {rows} rows of a year of work")
        set_sender(by=town.people["vera"], sender=SENDER)
        story = _story(town, people[-size.newcomers :], clock, dice)
        for ago in range(DAYS, 0, -1):
            clock.at(ago)
            story.live(ago)
            live_safety(town, ago, clock.day(ago))
            mended_and_forgotten(town, ago, clock.day(ago))
        clock.at(0)
        story.now()
        live_safety(town, 0, clock.today)
        _lately(town, clock)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("analyze")
    progress(f"  … {DAYS} days of work up to today")


def _lately(town: Town, clock: Clock) -> None:
    """What somebody finds today beside the tracks."""
    mended_and_forgotten(town, 0, clock.today)
    _hired(town, clock)
    say_first(town.people)
    share_some(town, clock)
    on_the_street(town, clock)
    _watched(town)
    open_in_emergency(town)
    check_plans(town, clock)


def _hired(town: Town, clock: Clock) -> None:
    """The hired coach leaves within two months, and still holds young people."""
    admin = User.objects.get(username=ADMINISTRATOR.username)
    ends = clock.today + timedelta(days=40)
    set_contract(
        by=actor_of(admin, Role.FUNCTIONAL_ADMIN),
        user_id=town.user("dennis"),
        starts_on=ends - timedelta(days=365),
        ends_on=ends,
        processing_until=ends + timedelta(days=60),
    )


def _watched(town: Town) -> None:
    """The works council agreed, and the night after it something was found and drawn."""
    vera, kevin, nadia = (town.people[name] for name in ("vera", "kevin", "nadia"))
    agree(by=vera, document="Besluit OR Waterrade 2026-14 (verzonnen)", agreed_on=CONSENT)
    mark_files(town)
    for number in range(TRIED):  # addresses that are nobody's
        with suppress(NotFound):
            file_page(kevin, uuid5(town.place, str(number)))
    for one in team_page(nadia, Asked(TeamView.ALL)).rows[:LEAFED]:
        file_page(nadia, one.line.track_id)
    look_at_the_trail(by=safety_net(town.place))
    with recorded(vera, "demo.breach_written_down") as act:
        day, hours = act.now - timedelta(days=1), act.now - timedelta(hours=20)
        open_breach(by=vera, facts=BreachFacts(LOST, kevin.user_id, day, act.now, hours))


def _story(town: Town, newcomers: list[Who], clock: Clock, dice: Random) -> Story:
    arrivals = Arrivals(town, newcomers, clock, dice)
    desks = Desks(town, clock, dice, Works(town, clock, dice))
    return Story(town, arrivals, desks, Along(town, desks), RoundTables(town), clock, dice)


def _who(name: tuple[str, str, str], today: date, dice: Random) -> Who:
    """Somebody between fourteen and twenty-five, with a number that nobody has."""
    called, given, family = name
    phone = f"06000{dice.randint(10000, 99999)}"
    born = today - timedelta(days=dice.randint(14 * 366, 25 * 365))
    return Who(called, given, family, born, phone)


def _live_the_past(
    town: Town,
    size: Size,
    people: list[Who],
    clock: Clock,
    dice: Random,
    shops: tuple[UUID, ...],
) -> int:
    until = clock.day(DAYS)
    ledger = Ledger(town, dice)
    known = Workplace.objects.using(OWNER).in_bulk(shops)
    free = [known[one] for one in shops]
    for plan in drawn(size, people, until, town.days, dice):
        live(ledger, plan, until, free)
    return ledger.keep(ORDER, free, ("places_taken", "state"))


def _found(clock: Clock) -> Town:
    admin = found_municipality(TOWN, ADMINISTRATOR.username, PASSWORD)
    with recorded(admin, "demo.programme_set_up") as act:
        programme = _set_up(admin.municipality_id, act.today)
    team_keys: dict[str, UUID] = {}
    for house in HOUSES:
        organisation = add_organisation(
            by=admin, name=house.name, kind=house.kind, controller=house.controller
        )
        for team in house.teams:
            team_keys[team] = add_team(by=admin, organisation_id=organisation, name=team)
    people: dict[str, Actor] = {}
    for number, one in enumerate(STAFF):
        key = welcome(
            by=admin,
            username=one.username,
            name=one.name,
            password=PASSWORD,
            role=one.role,
            team=team_keys[one.team],
        )
        User.objects.filter(pk=key).update(phone=f"0600003{number:03d}")
        people[one.username] = actor_of(User.objects.get(pk=key), one.role)
    name_deputy(by=people["petra"], user_id=people["ruud"].user_id, until_on=None)
    keep_registers(people, clock)
    criteria = EntryCriterion.objects.filter(programme=programme).order_by("text")
    return Town(
        place=admin.municipality_id,
        people=people,
        teams={one.username: team_keys[one.team] for one in STAFF},
        programme=programme.pk,
        criteria=tuple(one.pk for one in criteria),
        terms=programme.promises.get().terms(),
        days=_calendar(admin.municipality_id),
    )


def _calendar(place: UUID) -> WorkingDays:
    """All working days there are: the past reaches further back than a rule ever looks."""
    found = WorkingDay.objects.filter(municipality_id=place, is_open=True).order_by("day")
    return WorkingDays(tuple(found.values_list("day", flat=True)))


def _set_up(place: UUID, today: date) -> Programme:
    programme = Programme.objects.create(municipality_id=place, name="Houvast Waterrade")
    since = today - timedelta(days=30)
    Promise.objects.create(programme=programme, valid_from=since, team_proposal_most=300)
    for text in CRITERIA:
        EntryCriterion.objects.create(programme=programme, text=text, valid_from=since)
    return programme


def personas() -> tuple[Persona, ...]:
    """Who a visitor can step in as, of those with screens of their own; never in production."""
    return tuple(one for one in (*STAFF, ADMINISTRATOR) if MENUS.get(one.role))
