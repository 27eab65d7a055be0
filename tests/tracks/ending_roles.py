"""A role that ends soon, and so is to be looked at."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.db import connection

from houvast.accounts.models import Membership
from houvast.accounts.rules import Role
from houvast.database.context import acting
from houvast.errors import NotAllowed
from houvast.sharing.actions import end_role
from houvast.sharing.rules.role_reviews import ReviewAnswer
from houvast.tracks.actions.role_reviews import review_roles
from houvast.tracks.reads.role_reviews import role_reviews_page
from tests.cast import Town
from tests.conftest import Clock

HOP = 25
"""Days: within the month in which a role is asked about."""


def ending_role(town: Town, who: str, role: Role, days: int = 20) -> UUID:
    """Given for so many days by the administrator."""
    by = town.admin
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select houvast_now()")
        (now,) = cursor.fetchone()
        return Membership.objects.create(
            municipality_id=by.municipality_id,
            user_id=town[who].user_id,
            team_id=town.teams["Zuid"],
            role=role.value,
            since=now,
            until=now + timedelta(days=days),
            granted_by_id=by.user_id,
        ).pk


def ends_within(town: Town, who: str, days: int) -> UUID:
    """Let the role of somebody lapse in so many days: the same one, for shorter."""
    with acting(town.admin):
        was = Membership.objects.get(user=town[who].user_id)
    made = ending_role(town, who, Role(was.role), days)
    end_role(by=town.admin, membership_id=was.pk)
    return made


def looked_at(town: Town) -> None:
    """Everybody who may says of every role on the list that it stays."""
    for by in (town.admin, town["petra"], town["rachid"]):
        with suppress(NotAllowed):
            asked = [one.id for one in role_reviews_page(by).lines if one.may_keep]
            review_roles(by=by, answers=dict.fromkeys(asked, ReviewAnswer.KEEP))


def lived(town: Town, clock: Clock, days: int) -> None:
    """Let so many days pass, in which people look at the roles in time, as they do (T-61)."""
    while days > 0:
        passed = min(days, HOP)
        clock.forward(days=passed)
        looked_at(town)
        days -= passed
