"""Two people who keep the cards: Julia makes policy, Petra manages the programme."""

import pytest

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.sharing.actions import welcome
from tests.cast import PASSWORD


@pytest.fixture
def julia(town):
    key = welcome(
        by=town.admin,
        username="julia",
        name="Julia",
        password=PASSWORD,
        role=Role.POLICY_OFFICER,
        team=town.teams["Regie"],
    )
    return actor_of(User.objects.get(pk=key), Role.POLICY_OFFICER)


@pytest.fixture
def petra(town):
    return town.as_("petra", Purpose.FIGURES)
