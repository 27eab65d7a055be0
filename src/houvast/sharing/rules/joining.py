"""Joining (erbij komen): which role an administrator gives, in which team, and beside which others.

Who gives out roles, and who looks on for everybody, does nothing else here: the task of an FG may
not conflict with another one (AVG, article 38 (6)), and duties that conflict are kept apart (BIO2
5.03.01). Veiligheid and the rest are of two controllers (trust T-01), so nobody works for both.
"""

from collections.abc import Collection
from uuid import UUID

from houvast.accounts.rules import PURPOSES_OF, Controller, OrganisationKind, Role
from houvast.errors import NotAllowed, Refused, gettext_noop

NOBODYS = (Role.SYSTEM, Role.LINKED_SYSTEM, Role.PARTNER_GUEST)
"""Jobs, linked systems, and a guest, who comes in by a road of his own."""
GIVEN = tuple(
    role
    for role in Role
    if (role in PURPOSES_OF or role is Role.FUNCTIONAL_ADMIN)
    if role not in NOBODYS
)
"""What an administrator gives: every role that does something here."""
ALONE = (Role.FUNCTIONAL_ADMIN, Role.FG, Role.SECURITY_OFFICER)
EITHER = (*ALONE, Role.PRIVACY_OFFICER)
"""Of both controllers; every other role is of one."""

PASSWORD_BYTES = 12
"""Of the first password, which is drawn and shown once."""
TAKEN = gettext_noop("Deze naam is al bezet. Kies een andere.")
NOT_GIVEN = gettext_noop("Kies een rol uit de lijst.")
OWN_ROLE = gettext_noop("Je kunt jezelf geen rol geven. Vraag een collega-beheerder.")
HAS_IT = gettext_noop("Deze collega heeft die rol al in dit team.")
ALONE_THERE = gettext_noop("Deze rol gaat niet samen met een andere rol. Laat die eerst stoppen.")
TWO_DESKS = gettext_noop("Niemand werkt voor Veiligheid en voor het college. Kies één van beide.")
OTHER_HOME = gettext_noop("Deze rol hoort bij een team van de andere kant: Veiligheid of college.")
AT_PARTNERS = gettext_noop("Bij een partner kan iemand alleen vaste partner zijn. Kies dat.")
NO_TEAM = gettext_noop("Kies een team uit de lijst.")
BY_REGISTER = gettext_noop("Een partner komt erbij via Partners, met een convenant.")
GONE = gettext_noop("Dit account is afgesloten of geschorst. Laat de collega eerst weer toe.")


def check_lets_in(role: str, token: UUID | None) -> None:
    """Raises NotAllowed for who lets nobody in, and for a system."""
    if role != Role.FUNCTIONAL_ADMIN or token is not None:
        raise NotAllowed("administrator")


def controller_of(role: Role) -> Controller | None:
    """For whom somebody with this role acts; None for who looks on for both."""
    if role in EITHER:
        return None
    return Controller.BURGEMEESTER if role is Role.SAFETY_TRIAGE else Controller.COLLEGE


def check_role(role: Role, home: Controller, kind: OrganisationKind) -> None:
    """A role that is given, in a team where it belongs. Raises Refused beside the field."""
    if role not in GIVEN:
        raise Refused(NOT_GIVEN, field="role")
    if kind is OrganisationKind.PARTNER and role is not Role.STANDING_PARTNER:
        raise Refused(AT_PARTNERS, field="role")
    if controller_of(role) not in (None, home):
        raise Refused(OTHER_HOME, field="team_id")


def check_beside(role: Role, others: Collection[Role]) -> None:
    """Whether a role goes with those that somebody has now. Raises Refused beside the field."""
    if any(one is not role and {one, role} & set(ALONE) for one in others):
        raise Refused(ALONE_THERE, field="role")
    homes = {controller_of(one) for one in (role, *others)} - {None}
    if len(homes) > 1:
        raise Refused(TWO_DESKS, field="role")
