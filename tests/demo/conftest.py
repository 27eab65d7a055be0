"""A small municipality of the demo, loaded once for all tests that look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from houvast.accounts.models import Municipality
from houvast.demo.fates import Size
from houvast.demo.municipality import load
from houvast.demo.people import TOWN
from tests.standing import committing

SMALL = Size(
    held={
        "samira": 6,
        "kevin": 8,
        "noor": 6,
        "yasmin": 4,
        "dennis": 8,
        "joost": 6,
        "fleur": 4,
    },
    closed=10,
    newcomers=16,
    employers=20,
)
CLOCK = "select pg_get_functiondef('houvast_now()'::regprocedure)"


@dataclass(frozen=True)
class Loaded:
    """The municipality, what was told while it was made, and its owner to look behind the walls."""

    place: Any
    told: list[str]
    owner: psycopg.Connection
    clock_before: str

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.owner.execute(query).fetchall()


@pytest.fixture(scope="package")
def town(django_db_setup: str, django_db_blocker: Any) -> Iterator[Loaded]:
    """Committed rows, which the owner removes: as the fixture `server` does."""
    told: list[str] = []
    with committing(django_db_setup, django_db_blocker) as owner:
        before = owner.execute(CLOCK).fetchone()[0]
        load(told.append, SMALL)
        place = Municipality.objects.get(name=TOWN)
        yield Loaded(place.pk, told, owner, before)
