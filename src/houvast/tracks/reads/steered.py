"""Which tracks who steers looks at: said in the question, so that an index finds them.

The row policies say the same, and decide; but the planner can hardly use an index for a policy.
"""

from collections.abc import Callable

from django.db.models import Q

from houvast.accounts.models import Membership
from houvast.accounts.reads import HOUVAST_NOW
from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.database.written import Given

Whose = Callable[[Given], Q]
"""Makes the condition on a track from who looks."""


def whose_of(by: Actor) -> Whose:
    """Of a team lead the tracks of the own teams, of others all that the policies show."""
    return _of_lead if by.role == Role.TEAM_LEAD else _of_all


def is_everywhere(whose: Whose) -> bool:
    """Whether the condition leaves no track of the municipality out."""
    return whose is _of_all


def _of_all(user_id: Given) -> Q:
    return Q()


def _of_lead(user_id: Given) -> Q:
    led = Membership.objects.filter(
        user=user_id, role=Role.TEAM_LEAD.value, since__lte=HOUVAST_NOW, until__gt=HOUVAST_NOW
    )
    return Q(team__in=led.values("team_id"))
