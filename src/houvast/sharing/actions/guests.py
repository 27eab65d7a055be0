"""An account for a guest (gast) of a partner: it opens nothing until he is asked something."""

from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from houvast.accounts.models import Team, User
from houvast.accounts.rules import Role, check_account
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.sharing.actions import give_role
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.guests import partners_today

TEAM = "Gasten"
PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class NewGuest:
    """Who it is, and for which partner."""

    organisation_id: UUID
    name: str
    function: str
    email: str
    username: str


def let_in_guest(*, by: Actor, guest: NewGuest, key: UUID | None = None) -> Made:
    """Make the account of a guest; its first password is shown once. Twice the same makes one.

    The database gives this account no other role, and a role in no municipality (accounts 0016).
    """
    with recorded(by, "sharing.guest_let_in") as act:
        if by.role != Role.FUNCTIONAL_ADMIN or by.token is not None:
            raise NotAllowed("administrator")
        if key and User.objects.filter(pk=key, municipality_id=by.municipality_id).exists():
            return Made(key, "")
        check_account(guest.name, guest.username)
        if guest.organisation_id not in {pk for pk, _name in partners_today(act.today)}:
            raise Refused(gettext_noop("Kies een partner die nu meedoet."), field="organisation_id")
        if User.objects.filter(username=guest.username).exists():
            raise Refused(gettext_noop("Deze naam is al bezet. Kies een andere."), field="username")
        secret = token_urlsafe(PASSWORD_BYTES)
        made = User(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            username=guest.username,
            name=" ".join(guest.name.split()),
            function=guest.function.strip(),
            email=guest.email,
            password=make_password(secret),
        )
        made.save(force_insert=True)
        act.about = made.pk
        team, _new = Team.objects.get_or_create(
            municipality_id=by.municipality_id, organisation_id=guest.organisation_id, name=TEAM
        )
        give_role(by=by, user_id=made.pk, role=Role.PARTNER_GUEST, team=team.pk)
        return Made(made.pk, secret)
