"""Lists are committed by the owner; afterwards only their own tables are emptied."""

from string import ascii_lowercase

import pytest

from houvast.cli import parser, reference
from tests.conftest import as_owner
from tests.reference.brought import bring_occupations

TABLES = (
    "reference_edition",
    "reference_place",
    "reference_occupation",
    "reference_group",
    "reference_journeys",
)


@pytest.fixture
def lists(django_db_setup, django_db_blocker):
    """The owner, with empty tables. A test that asks for `db` or `town` names this one first."""
    with django_db_blocker.unblock(), as_owner() as owner:
        try:
            yield owner
        finally:
            owner.execute(f"truncate {', '.join(TABLES)}")


@pytest.fixture
def bring(lists):
    """Let an edition of occupations count: each a key, a unit group and a name."""
    letters = iter(ascii_lowercase[:6])
    return lambda *works: bring_occupations(lists, next(letters), works)


@pytest.fixture
def run(lists, monkeypatch, capsys):
    for name in ("use_a_database", "set_up"):
        monkeypatch.setattr(reference, name, lambda **_: None)
    monkeypatch.setenv("DATABASE_OWNER_URL", "given")

    def asked(*words):
        given = parser().parse_args(["import", *map(str, words)])
        return given.run(given), capsys.readouterr()

    return asked
