"""Tables of areas are committed by the owner; afterwards only their own tables are emptied."""

import pytest

from houvast.areas.actions import take_in
from houvast.areas.rules.passports import Asked
from tests.conftest import as_owner
from tests.employers.conftest import bakery, offered  # noqa: F401  (work of ours)

TABLES = (
    "areas_answer",
    "areas_citation",
    "areas_programmelink",
    "areas_source",
    "areas_area",
    "areas_shape",
    "areas_drawing",
    "areas_continuity",
    "areas_observation",
)
PARTS = "select relid::regclass::text from pg_partition_tree('areas_observation') where level > 0"


@pytest.fixture
def country(django_db_setup, django_db_blocker):
    """The owner, with empty tables of areas."""
    with django_db_blocker.unblock(), as_owner() as owner:
        try:
            yield owner
        finally:
            for (part,) in owner.execute(PARTS).fetchall():
                owner.execute(f"drop table {part}")
            owner.execute(f"truncate {', '.join(TABLES)}")


@pytest.fixture
def bring(country):
    """Take in the files of one table: contents, and what was said of them."""

    def asked(*contents, keep=True, **said):
        files = [(f"file-{at}", one) for at, one in enumerate(contents)]
        return take_in(files, Asked(**said), lambda _: None, keep=keep)

    return asked
