"""Who works here, and where: organisations, teams, accounts of colleagues and their roles.

Of the administrator alone, at a screen. Roles that conflict are kept apart by the database too
(accounts 0021).
"""

from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID

from houvast.accounts.models import Municipality, Organisation, Team, User
from houvast.accounts.rules import (
    SHORTEST_NAME,
    Controller,
    OrganisationKind,
    Role,
    check_account,
)
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.actions import (
    Newcomer,
    add_organisation,
    add_team,
    end_role,
    give_role,
    make_account,
)
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.joining import roles_now
from houvast.sharing.rules import joining as rules

THERE = gettext_noop("Die is er al. Kies een andere naam.")
LONGEST = 100
NAMED = gettext_noop("Schrijf een naam van 2 tot 100 tekens.")


@dataclass(frozen=True, slots=True)
class NewColleague(Newcomer):
    """Who comes to work here, as what and in which team."""

    role: Role
    team_id: UUID


def let_in_colleague(*, by: Actor, new: NewColleague, key: UUID | None = None) -> Made:
    """Make an account with its first role; its first password is shown once. Twice makes one."""
    with recorded(by, "sharing.colleague_let_in") as act:
        rules.check_lets_in(by.role, by.token)
        if key and User.objects.filter(pk=key, municipality_id=by.municipality_id).exists():
            return Made(key, "")
        check_account(new.name, new.username)
        if User.objects.filter(username=new.username).exists():
            raise Refused(rules.TAKEN, field="username")
        _check_home(by, new.role, new.team_id)
        secret = token_urlsafe(rules.PASSWORD_BYTES)
        made = make_account(act, by, new, secret, key)
        give_role(by=by, user_id=made, role=new.role, team=new.team_id)
        return Made(made, secret)


def add_role(*, by: Actor, user_id: UUID, role: Role, team_id: UUID) -> UUID:
    """Give a colleague one more role. Raises Refused beside the field, NotFound for elsewhere."""
    with recorded(by, "sharing.role_added", user_id) as act:
        rules.check_lets_in(by.role, by.token)
        # Two at once meet here, and each sees what the other gave.
        Municipality.objects.select_for_update(no_key=True).get(pk=by.municipality_id)
        found = User.objects.filter(
            pk=user_id, municipality_id=by.municipality_id, is_system=False, system_of=None
        ).first()
        if found is None:
            raise NotFound
        if user_id == by.user_id:
            raise Refused(rules.OWN_ROLE)
        if not found.is_active or found.suspended_at:
            raise Refused(rules.GONE)
        _check_home(by, role, team_id)
        live = roles_now(user_id, act.now)
        if (role, team_id) in live:
            raise Refused(rules.HAS_IT, field="role")
        rules.check_beside(role, [one for one, _team in live])
        return give_role(by=by, user_id=user_id, role=role, team=team_id)


def stop_role(*, by: Actor, membership_id: UUID) -> None:
    """End a role from the next request on; who was let in keeps the account."""
    with recorded(by, "sharing.role_stopped", membership_id):
        rules.check_lets_in(by.role, by.token)
        end_role(by=by, membership_id=membership_id)


def begin_organisation(
    *, by: Actor, name: str, kind: OrganisationKind, controller: Controller, team: str
) -> UUID:
    """Let an organisation take part, with its first team. Partners come in by their register."""
    with recorded(by, "sharing.organisation_begun") as act:
        rules.check_lets_in(by.role, by.token)
        if kind is OrganisationKind.PARTNER:
            raise Refused(rules.BY_REGISTER, field="kind")
        name, team = _named(name, "name"), _named(team, "team")
        here = Organisation.objects.filter(municipality_id=by.municipality_id)
        if here.filter(name__iexact=name).exists():
            raise Refused(THERE, field="name")
        act.about = add_organisation(by=by, name=name, kind=kind, controller=controller)
        return add_team(by=by, organisation_id=act.about, name=team)


def begin_team(*, by: Actor, organisation_id: UUID, name: str) -> UUID:
    """Make one more team of an organisation that takes part here."""
    with recorded(by, "sharing.team_begun", organisation_id):
        rules.check_lets_in(by.role, by.token)
        name = _named(name, "name")
        here = Organisation.objects.filter(municipality_id=by.municipality_id, pk=organisation_id)
        if not here.exclude(kind=OrganisationKind.PARTNER.value).exists():
            raise NotFound
        if Team.objects.filter(organisation_id=organisation_id, name__iexact=name).exists():
            raise Refused(THERE, field="name")
        return add_team(by=by, organisation_id=organisation_id, name=name)


def _check_home(by: Actor, role: Role, team_id: UUID) -> None:
    here = Team.objects.filter(municipality_id=by.municipality_id, pk=team_id)
    team = here.select_related("organisation").first()
    if team is None:
        raise Refused(rules.NO_TEAM, field="team_id")
    home = team.organisation
    rules.check_role(role, Controller(home.controller), OrganisationKind(home.kind))


def _named(name: str, field: str) -> str:
    name = " ".join(name.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST:
        raise Refused(NAMED, field=field)
    return name
