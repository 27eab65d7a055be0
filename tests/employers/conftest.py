"""A bakery that sam looks after, with a fixed contact, a broker (bas) and offered places."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from houvast.employers.actions import (
    add_contact,
    add_employer,
    add_workplace,
    link_broker,
    offer_workplace,
)
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import Sector, WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from tests.cast import Town

BAKERY = EmployerFacts("Bakkerij Voorbeeld", "12345678", Sector.C, "Waterrade", "1234")
FATIMA = ContactFacts("Fatima Voorbeeld", "eigenaar", "06 00000001", "06 00000002", is_fixed=True)


def facts(**changes: Any) -> WorkplaceFacts:
    """A workplace with one place, sixteen to twenty-four hours a week."""
    what = {
        "title": "Hulp in de bakkerij",
        "kind": WorkKind.REGULAR_JOB,
        "hours_min": 16,
        "hours_max": 24,
    }
    return WorkplaceFacts(**{**what, **changes})


@pytest.fixture
def bakery(town: Town) -> UUID:
    return add_employer(by=town["sam"], facts=BAKERY)


@pytest.fixture
def fatima(town: Town, bakery: UUID) -> UUID:
    return add_contact(by=town["sam"], employer_id=bakery, facts=FATIMA)


@pytest.fixture
def link(town: Town, bakery: UUID) -> UUID:
    """Bas brings workplaces of the bakery."""
    return link_broker(by=town["sam"], employer_id=bakery, user_id=town["bas"].user_id)


@pytest.fixture
def offered(town: Town, bakery: UUID) -> Callable[..., UUID]:
    """Add a workplace to the bakery, and offer it."""

    def make(**changes: Any) -> UUID:
        place = add_workplace(by=town["sam"], employer_id=bakery, facts=facts(**changes))
        offer_workplace(by=town["sam"], workplace_id=place)
        return place

    return make
