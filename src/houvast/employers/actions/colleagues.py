"""Which colleague or organisation of this municipality an act may name."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Subquery

from houvast.accounts.models import Membership, Organisation, User
from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.employers.rules.employers import NOT_HERE
from houvast.errors import NotAllowed, Refused, gettext_noop


def organisation_of(who: Actor, chosen: UUID | None, now: datetime) -> Organisation:
    """The chosen organisation of this municipality, or the one that the actor or system is of."""
    if chosen is None:
        mine = Membership.objects.filter(
            user_id=who.user_id, role=who.role, since__lte=now, until__gt=now
        )
        own = mine.select_related("team__organisation").order_by("since").first()
        if own is not None:
            return own.team.organisation
        linked = Organisation.objects.filter(pk=Subquery(_systems(who))).first()
        if linked is None:
            raise NotAllowed("organisation")
        return linked
    found = Organisation.objects.filter(pk=chosen, municipality_id=who.municipality_id).first()
    if found is None:
        raise Refused(gettext_noop("Kies een organisatie uit de lijst."), field="organisation")
    return found


def _systems(who: Actor) -> QuerySet[User, UUID | None]:
    mine = User.objects.filter(pk=who.user_id, municipality_id=who.municipality_id)
    return mine.values_list("system_of", flat=True)


def check_colleague(
    who: Actor, user_id: UUID | None, roles: tuple[Role, ...], now: datetime, *, field: str
) -> None:
    """A colleague serves here now in one of these roles; nobody is fine too. Raises Refused."""
    if user_id is None:
        return
    if user_id not in {one.id for one in colleagues(who.municipality_id, roles, now)}:
        raise Refused(NOT_HERE, field=field)
