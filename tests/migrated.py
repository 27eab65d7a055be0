"""A database with every migration is made once and copied, which takes half a second.

Making one takes ten, and each run of the tests needs one for each of its processes. The copy is
kept on the server of the tests until a migration, or what migrations lean on, is another.

Django's own way takes five times as long, because nearly every model points to a municipality: for
each column it would draw all of them again. `make campaign-migrations` compares the two ways.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.state import ProjectState

ROOT = Path(__file__).parents[1]
LEANED_ON = ("src/houvast/*/migrations/*.py", "src/houvast/database/*", "uv.lock")
ONE_AT_A_TIME = 20_260_101


def migrated() -> str:
    """The name of a database with every migration, on the server of the tests."""
    name = f"houvast_migrated_{_digest()}"
    with maintenance() as admin:
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
    with owner_in(f"{name}_new"), drawing_only_what_changes():
        call_command("migrate", database="owner", verbosity=0, interactive=False)
    admin.execute(f'alter database "{name}_new" rename to "{name}"')


@contextmanager
def owner_in(name: str) -> Iterator[None]:
    """Let the owner work in this database."""
    here = connections["owner"]
    here.close()
    mine, here.settings_dict["NAME"] = here.settings_dict["NAME"], name
    try:
        yield
    finally:
        here.close()
        here.settings_dict["NAME"] = mine


@contextmanager
def drawing_only_what_changes() -> Iterator[None]:
    """Let Django draw anew the model that a migration changes, and not those that point to it.

    A table is made and altered by its own model, and of another only the name of table and key is
    asked. A step in Python, which may follow any road, gets all models drawn anew: that is what
    `is_delayed` tells Django, which itself puts off the farther ones for the same reason.
    """
    all_related = ProjectState._find_reload_model  # type: ignore[attr-defined]

    def alone(state: Any, app: str, model: str, delay: bool = False) -> set[tuple[str, str]]:
        state.is_delayed = True
        return {(app, model)}

    ProjectState._find_reload_model = alone  # type: ignore[attr-defined]
    try:
        yield
    finally:
        ProjectState._find_reload_model = all_related  # type: ignore[attr-defined]


@contextmanager
def maintenance() -> Iterator[psycopg.Connection[Any]]:
    """The owner, in the database that every server has: nobody may be in the one that is copied."""
    here = connections["owner"].settings_dict
    where = {"host": here["HOST"], "port": here["PORT"] or None, "dbname": "postgres"}
    who = {"user": here["USER"], "password": here["PASSWORD"] or None}
    with psycopg.connect(**where, **who, autocommit=True) as admin:
        yield admin
