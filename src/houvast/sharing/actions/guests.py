"""An account for a guest (gast) of a partner: it opens nothing until he is asked something."""

from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID

from houvast.accounts.models import Team, User
from houvast.accounts.rules import Role, check_account
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.actions import Newcomer, give_role, make_account
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.guests import partners_today
from houvast.sharing.rules.joining import PASSWORD_BYTES, TAKEN, check_lets_in

TEAM = "Gasten"


@dataclass(frozen=True, slots=True)
class NewGuest(Newcomer):
    """Who it is, and for which partner."""

    organisation_id: UUID


def let_in_guest(*, by: Actor, guest: NewGuest, key: UUID | None = None) -> Made:
    """Make the account of a guest; its first password is shown once. Twice the same makes one.

    The database gives this account no other role, and a role in no municipality (accounts 0016).
    """
    with recorded(by, "sharing.guest_let_in") as act:
        check_lets_in(by.role, by.token)
        if key and User.objects.filter(pk=key, municipality_id=by.municipality_id).exists():
            return Made(key, "")
        check_account(guest.name, guest.username)
        if guest.organisation_id not in {pk for pk, _name in partners_today(act.today)}:
            raise Refused(gettext_noop("Kies een partner die nu meedoet."), field="organisation_id")
        if User.objects.filter(username=guest.username).exists():
            raise Refused(TAKEN, field="username")
        secret = token_urlsafe(PASSWORD_BYTES)
        made = make_account(act, by, guest, secret, key)
        team, _new = Team.objects.get_or_create(
            municipality_id=by.municipality_id, organisation_id=guest.organisation_id, name=TEAM
        )
        give_role(by=by, user_id=made, role=Role.PARTNER_GUEST, team=team.pk)
        return Made(made, secret)
