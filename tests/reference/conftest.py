"""Lists are committed by the owner; afterwards only their own tables are emptied."""

import pytest

from tests.conftest import as_owner

TABLES = ("reference_edition", "reference_place", "reference_occupation", "reference_group")


@pytest.fixture
def lists(django_db_setup, django_db_blocker):
    """The owner, with empty tables. A test that asks for `db` or `town` names this one first."""
    with django_db_blocker.unblock(), as_owner() as owner:
        try:
            yield owner
        finally:
            owner.execute(f"truncate {', '.join(TABLES)}")
