"""Who works here and where, for the administrator who lets people in. No young person is here."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from houvast.accounts.models import Membership, Organisation, Team, User
from houvast.accounts.rules import Controller, OrganisationKind, Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.sharing.rules.joining import check_lets_in


@dataclass(frozen=True, slots=True)
class House:
    """An organisation that takes part, with its teams by name."""

    id: UUID
    name: str
    kind: OrganisationKind
    controller: Controller
    teams: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Houses:
    """Every organisation of the municipality, by name."""

    today: date
    houses: tuple[House, ...]

    @property
    def own(self) -> tuple[House, ...]:
        """Those of which an administrator makes teams: not the partners out of the register."""
        return tuple(one for one in self.houses if one.kind is not OrganisationKind.PARTNER)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody has now."""

    id: UUID
    role: Role
    team: str
    organisation: str
    since: datetime
    until: datetime
    is_deputy: bool


@dataclass(frozen=True, slots=True)
class ColleaguePage:
    """One colleague with the roles of now, and the teams in which another one can be given."""

    today: date
    id: UUID
    name: str
    function: str
    username: str
    is_here: bool
    """Neither closed nor suspended."""
    own: bool
    guest: bool
    roles: tuple[HeldRole, ...]
    houses: tuple[House, ...]


def houses_page(by: Actor) -> Houses:
    """For the page of teams and the form of a new colleague. Raises NotAllowed for others."""
    with recorded(by, "sharing.teams_viewed") as act:
        check_lets_in(by.role, by.token)
        return Houses(act.today, _houses(by))


def colleague_page(by: Actor, user_id: UUID) -> ColleaguePage:
    """One colleague, for the administrator. Raises NotAllowed, or NotFound for elsewhere."""
    with recorded(by, "sharing.colleague_viewed", user_id) as act:
        check_lets_in(by.role, by.token)
        here = User.objects.filter(municipality_id=by.municipality_id, pk=user_id)
        one = here.filter(is_system=False, system_of=None).first()
        if one is None:
            raise NotFound
        mine = Membership.objects.filter(user=user_id, since__lte=act.now, until__gt=act.now)
        held = tuple(
            HeldRole(
                id=each.pk,
                role=Role(each.role),
                team=each.team.name,
                organisation=each.team.organisation.name,
                since=each.since,
                until=each.until,
                is_deputy=each.is_deputy,
            )
            for each in mine.select_related("team__organisation").order_by("since", "pk")
        )
        return ColleaguePage(
            today=act.today,
            id=one.pk,
            name=one.name,
            function=one.function,
            username=one.username,
            is_here=one.is_active and one.suspended_at is None,
            own=one.pk == by.user_id,
            guest=any(each.role is Role.PARTNER_GUEST for each in held),
            roles=held,
            houses=_houses(by),
        )


def roles_now(user_id: UUID, now: datetime) -> tuple[tuple[Role, UUID], ...]:
    """The roles that somebody has or will have, each with its team; inside the caller's act.

    Also what begins later: of two that are given at once, one may have begun its act before.
    """
    mine = Membership.objects.filter(user=user_id, until__gt=now)
    found = mine.order_by("since", "pk").values_list("role", "team_id")
    return tuple((Role(role), team) for role, team in found)


def _houses(by: Actor) -> tuple[House, ...]:
    """Every organisation with its teams, in two queries."""
    teams: dict[UUID, list[tuple[UUID, str]]] = {}
    rows = Team.objects.filter(municipality_id=by.municipality_id).order_by("name", "pk")
    for key, name, house in rows.values_list("pk", "name", "organisation_id"):
        teams.setdefault(house, []).append((key, name))
    here = Organisation.objects.filter(municipality_id=by.municipality_id).order_by("name", "pk")
    return tuple(
        House(
            one.pk,
            one.name,
            OrganisationKind(one.kind),
            Controller(one.controller),
            tuple(teams.get(one.pk, ())),
        )
        for one in here
    )
