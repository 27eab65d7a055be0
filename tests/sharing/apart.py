"""A database of its own for a crowd: the policies of the product, without its other laws."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections

from tests.migrated import migrated

LOOSE = """
do $$ declare one record; begin
  for one in select conrelid::regclass as t, conname from pg_constraint
             where contype = 'f' and connamespace = 'public'::regnamespace
  loop execute format('alter table %s drop constraint %I', one.t, one.conname); end loop;
  for one in select conrelid::regclass as t, conname from pg_constraint
             where contype in ('c', 'u', 'x') and connamespace = 'public'::regnamespace
  loop execute format('alter table %s drop constraint %I cascade', one.t, one.conname); end loop;
  for one in select a.attrelid::regclass as t, a.attname from pg_attribute a
             join pg_class c on c.oid = a.attrelid
             where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnotnull
               and a.attnum > 0 and not exists (select from pg_index i
                 where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey))
  loop execute format('alter table %s alter column %I drop not null', one.t, one.attname); end loop;
  for one in select c.oid::regclass as t from pg_class c
             where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  loop execute format('alter table %s disable trigger user, no force row level security', one.t);
  end loop;
  for one in select indexrelid::regclass as i from pg_index
             join pg_class c on c.oid = indrelid and c.relnamespace = 'public'::regnamespace
             where indisunique and not indisprimary
  loop execute format('drop index %s', one.i); end loop;
end $$;
create or replace function houvast_now() returns timestamptz language sql stable parallel safe
as $$ select timestamptz '2026-11-24 09:00:00+00' $$;
"""
CLOSED = """
do $$ declare one record; begin
  for one in select c.oid::regclass as t from pg_class c
             where c.relrowsecurity and c.relnamespace = 'public'::regnamespace
  loop execute format('alter table %s force row level security', one.t); end loop;
end $$;
"""


@contextmanager
def apart(name: str) -> Iterator[tuple[psycopg.Connection[Any], psycopg.Connection[Any]]]:
    """A database of its own with the product's policies; gives its owner and the app."""
    with _connected("owner", "postgres") as admin:
        admin.execute(f'drop database if exists "{name}"')
        admin.execute(f'create database "{name}" template "{migrated()}"')
        try:
            with _connected("owner", name) as owner, _connected("default", name) as app:
                owner.execute(LOOSE)
                yield owner, app
        finally:
            admin.execute(f'drop database "{name}"')


def _connected(alias: str, name: str) -> psycopg.Connection[Any]:
    here = connections[alias].settings_dict
    return psycopg.connect(
        host=here["HOST"],
        port=here["PORT"] or None,
        dbname=name,
        user=here["USER"],
        password=here["PASSWORD"] or None,
        autocommit=True,
    )


def put(owner: psycopg.Connection[Any], table: str, rows: Iterable[dict[str, Any]]) -> None:
    found = list(rows)
    names = list(found[0])
    places = ", ".join(["%s"] * len(names))
    into = f"insert into {table} ({', '.join(names)}) values ({places})"
    with owner.cursor() as cursor:
        cursor.executemany(into, [[one[name] for name in names] for one in found])
