"""The roles of the demo are looked at again each quarter, as trust T-61 asks it.

The administrator says that a colleague still needs a role. Of special rights the programme manager
says so too; of the administrator's own role she says it with the privacy officer. A role that is
almost a year old is looked at in the same rounds, and the deputy is named anew.
"""

from functools import partial

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.days import Days
from houvast.demo.people import ADMINISTRATOR
from houvast.sharing.rules.role_reviews import ReviewAnswer
from houvast.tracks.actions.coordinating import end_deputy, name_deputy
from houvast.tracks.actions.role_reviews import review_roles
from houvast.tracks.reads.role_reviews import role_reviews_page

ROUNDS = (330, 240, 150, 60)
"""How many days ago somebody looked at everything that would lapse."""
SOONER, WATCHES = 72, (Role.FG, Role.SECURITY_OFFICER)
"""Who watches was looked at somewhat sooner, so that today their roles are on the list again."""


class RoleReviews:
    """The rounds of the year, each at its own moment."""

    def __init__(self, people: dict[str, Actor], clock: Clock) -> None:
        self.people, self.clock, self.days = people, clock, Days()
        for ago in ROUNDS:
            self.days.plan(ago, partial(self._at, ago, tuple(Role)))
        self.days.plan(SOONER, partial(self._at, SOONER, WATCHES))
        self.days.plan(ROUNDS[-1], self._name_deputy)

    def before(self, ago: int) -> None:
        """Everything that was looked at by that day. The clock stands at the last of it."""
        self.days.run(ago)

    def _at(self, ago: int, roles: tuple[Role, ...]) -> None:
        self.clock.at(ago)
        admin = actor_of(User.objects.get(username=ADMINISTRATOR.username), Role.FUNCTIONAL_ADMIN)
        for by in (admin, self.people["petra"], self.people["vera"]):
            _keep(by, roles)

    def _name_deputy(self) -> None:
        petra, ruud = self.people["petra"], self.people["ruud"].user_id
        end_deputy(by=petra)
        name_deputy(by=petra, user_id=ruud, until_on=None)


def say_first(people: dict[str, Actor]) -> None:
    """The programme manager has looked at the role of the security officer; another has not."""
    _keep(people["petra"], (Role.SECURITY_OFFICER,))


def _keep(by: Actor, roles: tuple[Role, ...]) -> None:
    """Say of each of these roles that it stays, as far as this reader may and nobody did."""
    stays = {
        one.id: ReviewAnswer.KEEP
        for one in role_reviews_page(by).lines
        if one.may_keep and one.role in roles
    }
    if stays:
        review_roles(by=by, answers=stays)
