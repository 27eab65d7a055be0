"""A database with every migration is made once and copied, which takes half a second.

Making one takes ten, and each run of the tests needs one for each of its processes. The copy is
kept on the server of the tests until a migration, or what migrations lean on, is another.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).parents[1]
LEANED_ON = ("src/houvast/*/migrations/*.py", "src/houvast/database/*", "uv.lock")
ONE_AT_A_TIME = 20_260_101


def migrated() -> str:
    """The name of a database with every migration, on the server of the tests."""
    name = f"houvast_migrated_{_digest()}"
    with _maintenance() as admin:
        admin.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        known = admin.execute("select datname from pg_database where datname like 'houvast_migr%'")
        if (name,) not in (names := known.fetchall()):
            for (old,) in names:
                admin.execute(f'drop database "{old}"')
            _make(admin, name)
    return name


def _digest() -> str:
    files = sorted(path for one in LEANED_ON for path in ROOT.glob(one) if path.is_file())
    read = hashlib.sha256()
    for path in files:
        read.update(path.name.encode() + path.read_bytes())
    return read.hexdigest()[:16]


def _make(admin: psycopg.Connection[Any], name: str) -> None:
    """Make it under another name first, so that half a database is never copied."""
    admin.execute(f'create database "{name}_new"')
    here = connections["owner"]
    mine, here.settings_dict["NAME"] = here.settings_dict["NAME"], f"{name}_new"
    try:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    finally:
        here.close()
        here.settings_dict["NAME"] = mine
    admin.execute(f'alter database "{name}_new" rename to "{name}"')


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection[Any]]:
    """The owner, in the database that every server has: nobody may be in the one that is copied."""
    here = connections["owner"].settings_dict
    where = {"host": here["HOST"], "port": here["PORT"] or None, "dbname": "postgres"}
    who = {"user": here["USER"], "password": here["PASSWORD"] or None}
    with psycopg.connect(**where, **who, autocommit=True) as admin:
        yield admin
