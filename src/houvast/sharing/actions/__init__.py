"""Let people in, give them roles, and give them access to persons. Never to oneself."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from houvast.accounts.models import (
    Membership,
    Municipality,
    Organisation,
    Team,
    User,
    WorkingDay,
)
from houvast.accounts.reads import calendar
from houvast.accounts.rules import SEATS, Controller, OrganisationKind, Purpose, Role, term_of
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.sharing.rules.access import KeepReason

CALENDAR_BACK, CALENDAR_AHEAD = 2, 9
"""Years of working days made for a new municipality, around the year it is founded in."""
ASSIGNED_FOR = timedelta(days=183)
"""The longest term that any municipality can have, renewed by a person (trust T-05)."""
KEPT_FOR = timedelta(days=366)
"""How long it stays known, after it ended, that somebody had access."""


def found_municipality(name: str, admin: str, password: str) -> Actor:
    """Start a municipality with its calendar, its safety net and its first administrator.

    The database lets this pass only while the municipality has no members at all.
    """
    by = Actor(uuid4(), uuid4(), Role.FUNCTIONAL_ADMIN.value, "")
    with recorded(by, "sharing.municipality_founded", by.municipality_id) as act:
        place = Municipality.objects.create(pk=by.municipality_id, name=name)
        User.objects.create(
            pk=by.user_id,
            municipality=place,
            username=admin,
            name=gettext_noop("Functioneel beheer"),
            password=make_password(password),
        )
        User.objects.create(
            municipality=place,
            username=f"vangnet-{place.pk}",
            name=gettext_noop("Vangnet"),
            is_system=True,
            password=make_password(None),
        )
        years = range(act.today.year - CALENDAR_BACK, act.today.year + CALENDAR_AHEAD)
        WorkingDay.objects.bulk_create(calendar(place.pk, years))
        town = Organisation.objects.create(
            municipality=place,
            name=name,
            kind=OrganisationKind.MUNICIPALITY.value,
            controller=Controller.COLLEGE.value,
        )
        team = Team.objects.create(municipality=place, organisation=town, name="Beheer")
        Membership.objects.create(
            municipality=place,
            user_id=by.user_id,
            team=team,
            role=Role.FUNCTIONAL_ADMIN.value,
            since=act.now,
            until=act.now + term_of(Role.FUNCTIONAL_ADMIN),
        )
    return by


def add_organisation(
    *, by: Actor, name: str, kind: OrganisationKind, controller: Controller
) -> UUID:
    """Let an organisation take part, under one of the two controllers."""
    with recorded(by, "sharing.organisation_added") as act:
        _check_administrator(by)
        made = Organisation.objects.create(
            municipality_id=by.municipality_id,
            name=name,
            kind=kind.value,
            controller=controller.value,
        )
        act.about = made.pk
        return made.pk


def add_team(*, by: Actor, organisation_id: UUID, name: str) -> UUID:
    """Make a team of an organisation."""
    with recorded(by, "sharing.team_added", organisation_id) as act:
        _check_administrator(by)
        made = Team.objects.create(
            municipality_id=by.municipality_id, organisation_id=organisation_id, name=name
        )
        act.about = made.pk
        return made.pk


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who comes in, and how he signs in."""

    name: str
    function: str
    email: str
    username: str


def make_account(
    act: Operation, by: Actor, who: Newcomer, password: str, key: UUID | None = None
) -> UUID:
    """An account without a role, inside the act that gives one; it opens nothing by itself."""
    made = User(
        pk=key or uuid4(),
        municipality_id=by.municipality_id,
        username=who.username,
        name=" ".join(who.name.split()),
        function=who.function.strip(),
        email=who.email,
        password=make_password(password),
    )
    made.save(force_insert=True)
    act.about = made.pk
    return made.pk


def welcome(
    *,
    by: Actor,
    username: str,
    name: str,
    password: str,
    role: Role,
    team: UUID,
    function: str = "",
) -> UUID:
    """Make an account for someone, with a first role in a team."""
    with recorded(by, "sharing.welcomed") as act:
        _check_administrator(by)
        who = Newcomer(name, function, f"{username}@voorbeeld.invalid", username)
        made = make_account(act, by, who, password)
        give_role(by=by, user_id=made, role=role, team=team)
        return made


def give_role(*, by: Actor, user_id: UUID, role: Role, team: UUID) -> UUID:
    """Give a colleague one more role in a team: a year, or a quarter with special rights."""
    with recorded(by, "sharing.role_given", user_id) as act:
        _check_administrator(by)
        if user_id == by.user_id:
            raise Refused(
                gettext_noop("Je kunt jezelf geen rol geven. Vraag een collega-beheerder.")
            )
        return Membership.objects.create(
            municipality_id=by.municipality_id,
            user_id=user_id,
            team_id=team,
            role=role.value,
            since=act.now,
            until=act.now + term_of(role),
            granted_by_id=by.user_id,
        ).pk


def end_role(*, by: Actor, membership_id: UUID) -> None:
    """End a role now. The administrator's own role is ended by another administrator."""
    with recorded(by, "sharing.role_ended", membership_id) as act:
        _check_administrator(by)
        found = Membership.objects.filter(
            pk=membership_id, municipality_id=by.municipality_id
        ).first()
        if found is None or found.user_id == by.user_id:
            raise NotAllowed("own_role")
        check_seat(found, act.now)
        found.until = act.now
        found.save(update_fields=["until"])


def check_seat(one: Membership, now: datetime) -> None:
    """The last coordinator and the last programme manager stay until there is another."""
    if one.is_deputy or one.role not in SEATS:
        return
    others = Membership.objects.filter(
        municipality_id=one.municipality_id,
        role=one.role,
        is_deputy=False,
        since__lte=now,
        until__gt=now,
        user__is_active=True,
        user__suspended_at=None,
    )
    if not others.exclude(pk=one.pk).exists():
        raise Refused(gettext_noop("Dit is de laatste met deze rol. Geef hem eerst een ander."))


def assign(
    *,
    by: Actor,
    person_id: UUID,
    user_id: UUID,
    purpose: Purpose,
    capacity: Capacity,
    granted_by: UUID | None,
    now: datetime,
    until: datetime | None = None,
    confirm_by: date | None = None,
    kept_for: KeepReason | None = None,
) -> None:
    """Give someone access to a person, inside the act that needs it (which leaves the trail).

    `until` is the last moment of its term; the database ends it sooner where the municipality has
    a shorter longest term, and a quarter after it was given or looked at.
    The database asks who may: triage, coordinator, who leads the person now, or the
    coach himself for an own find or an accepted offer.
    """
    Assignment.objects.create(
        municipality_id=by.municipality_id,
        person_id=person_id,
        user_id=user_id,
        granted_by_id=granted_by,
        confirm_by=confirm_by,
        purpose=purpose.value,
        capacity=capacity.value,
        since=now,
        until=until or now + ASSIGNED_FOR,
        kept_for=kept_for.value if kept_for else "",
        destroy_on=(until or now + ASSIGNED_FOR).date() + KEPT_FOR,
    )


def settle_access(person_id: UUID) -> None:
    """Let whoever ends all access to a person, and whoever gives it beside that, wait in turn."""
    one_at_a_time(person_id, "access ")


def end_assignments(
    *, person_id: UUID, now: datetime, keep: tuple[Capacity, ...] = (), user_id: UUID | None = None
) -> int:
    """End the assignments to a person (of one user), inside the act that asks for it.

    One that has not begun (a stand-in of next week) ends where it would begin. Who is about to let
    one go on, also one that lapsed, is waited for or waits: all of them are locked.
    """
    settle_access(person_id)
    rows = Assignment.objects.filter(person_id=person_id)
    rows = rows.exclude(capacity__in=[one.value for one in keep])
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    live = rows.filter(until__gt=now)
    return live.update(until=Greatest(F("since"), Value(now)))


def end_of_day(day: date) -> datetime:
    """When what lasts up to and including a day ends: the first moment of the next, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _check_administrator(by: Actor) -> None:
    if by.role != Role.FUNCTIONAL_ADMIN:
        raise NotAllowed("administrator")
