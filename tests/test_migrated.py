"""The database of the tests is the one that Django makes in its own way, table by table.

`make campaign-migrations` compares every migration, the tests those of one app and what it needs.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tests.migrated import drawing_only_what_changes, maintenance, owner_in

APP = None if "HOUVAST_CAMPAIGN_MIGRATIONS" in os.environ else "audit"
CATALOGUE = """
select c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod) || ' '
  || a.attnotnull || ' ' || a.attidentity::text || ' '
  || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace
union all select oid::regclass::text, 'who may', relrowsecurity || ' ' || relforcerowsecurity
  || ' ' || coalesce(relacl::text, '') from pg_class where relnamespace = 'public'::regnamespace
union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
union all select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger
  where not tgisinternal
union all select tablename, policyname, cmd || roles::text || coalesce(qual, '') || ' '
  || coalesce(with_check, '') from pg_policies
union all select 'function', oid::regprocedure::text, pg_get_functiondef(oid)
  || coalesce(proacl::text, '') from pg_proc where pronamespace = 'public'::regnamespace
order by 1, 2, 3
"""


@contextmanager
def fresh(admin: psycopg.Connection) -> Iterator[str]:
    """An empty database, while the block lasts."""
    name = f"test_drawn_{uuid4().hex[:12]}"
    admin.execute(f'create database "{name}"')
    try:
        yield name
    finally:
        admin.execute(f'drop database "{name}"')


def made(quickly: bool) -> list[tuple[str, str, str]]:
    """What the catalogue says of a database with the migrations."""
    with maintenance() as admin, fresh(admin) as name:
        with owner_in(name), drawing_only_what_changes() if quickly else nullcontext():
            todo = MigrationExecutor(connections["owner"])
            todo.migrate(todo.loader.graph.leaf_nodes(APP))
        here = admin.info
        where = {"host": here.host, "port": here.port, "user": here.user, "dbname": name}
        with psycopg.connect(**where, password=here.password or None) as owner:
            return owner.execute(CATALOGUE).fetchall()


@pytest.mark.usefixtures("django_test_environment")
def test_what_is_drawn_less_often_makes_the_same_tables(django_db_blocker):
    with django_db_blocker.unblock():
        quick, own = made(quickly=True), made(quickly=False)
    assert quick == own and len(quick) > 100
    print(f"\n{len(quick)} columns, constraints, indexes, triggers, policies, functions: the same")
