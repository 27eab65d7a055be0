"""For which partners somebody can be let in as a guest: those that take part today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.sharing.models import Partnership
from houvast.sharing.rules.joining import check_lets_in
from houvast.sharing.rules.partners import PartnershipKind
from houvast.sharing.rules.registers import RegisterState, runs_on


@dataclass(frozen=True, slots=True)
class GuestChoices:
    """What the form offers."""

    today: date
    partners: tuple[tuple[UUID, str], ...]


def guest_choices(by: Actor) -> GuestChoices:
    """For the form of the administrator. Raises NotAllowed for others."""
    with recorded(by, "sharing.guest_choices_viewed") as act:
        check_lets_in(by.role, by.token)
        return GuestChoices(act.today, partners_today(act.today))


def partners_today(today: date) -> tuple[tuple[UUID, str], ...]:
    """The partners under a covenant of today, by name, inside the caller's act."""
    rows = Partnership.objects.filter(
        state=RegisterState.IN_FORCE.value, kind=PartnershipKind.COVENANT.value
    ).select_related("organisation")
    found = [one for one in rows if runs_on(one.joined_on, one.left_on, today)]
    names = {one.organisation_id: one.organisation.name for one in found}
    return tuple(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))
