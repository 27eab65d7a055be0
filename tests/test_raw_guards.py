"""What the catalogue of the database says of its guards: roles, functions, views and policies."""

import pytest
from django.db import connection

from houvast.database import safety
from tests.conftest import as_owner

OPENS = """
select tablename || ' ' || policyname from pg_policies
where schemaname = 'public' and 'houvast_app' = any(roles) and permissive = 'PERMISSIVE'
  and tablename like any (array['accounts%', 'sharing%', 'people%', 'tracks%', 'employers%',
    'matching%', 'placements%', 'cooperation%', 'meetings%', 'watching%', 'audit%'])
  and coalesce(qual, '') || coalesce(with_check, '') !~ 'municipality|sharing_me|houvast\\.user'
order by 1
"""
AS_OWNER = """
select proname, proowner::regrole::text, proconfig::text from pg_proc
where prosecdef and pronamespace = 'public'::regnamespace
"""
CALLED_BY_ALL = """
select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
  and prorettype <> 'trigger'::regtype and has_function_privilege('public', oid, 'execute')
"""
VIEWS = """
select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
  and coalesce(array_to_string(reloptions, ','), '') !~ 'security_invoker=(true|on)'
"""


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_what_runs_as_the_owner_has_one_place_to_look_for_names(db):  # T-91
    functions = asked(AS_OWNER)
    assert len(functions) > 20
    assert {owner for _, owner, _ in functions} == {"houvast_owner"}
    assert [name for name, _, said in functions if "search_path=" not in (said or "")] == []
    assert asked(CALLED_BY_ALL) == []


def test_no_view_shows_what_its_reader_may_not_see(db):  # T-91
    assert asked(VIEWS) == []


def test_every_policy_that_opens_something_names_a_municipality_or_who_asks(db):  # T-94
    assert asked(OPENS) == []


TABLE = "alter table people_identity"
BEHIND = "people_identity has no forced row level security"


@pytest.mark.parametrize("change", ["no force", "disable"])
def test_houvast_does_not_start_on_walls_that_are_down(db, monkeypatch, change):  # T-90, T-89
    assert safety.unsafe() == []
    with as_owner() as owner, owner.transaction(force_rollback=True):
        owner.execute(f"{TABLE} {change} row level security")
        monkeypatch.setattr(safety, "connection", owner)
        assert BEHIND in safety.unsafe()
        with pytest.raises(SystemExit, match=BEHIND):
            safety.refuse_unsafe_database()


def test_houvast_does_not_start_as_who_owns_the_tables(db, monkeypatch):  # T-90
    with as_owner() as owner:
        monkeypatch.setattr(safety, "connection", owner)
        assert "the role owns the tables" in safety.unsafe()
