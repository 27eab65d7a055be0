"""Attempts on the database as the role of the app: a committed world, and what it looks like.

Each attempt is a transaction of its own that commits, so deferred triggers fire as they do in life.
It must fail or change 0 rows; in both cases the owner must find every row as it was.
"""

from dataclasses import dataclass
from uuid import uuid4

import psycopg
from django.apps import apps
from django.db import DatabaseError, connection
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import safety_net
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.tracks.actions.closing import agree_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.models import Track
from tests.cast import (
    STAFF,
    Town,
    Who,
    ahead,
    found,
    found_beyond,
    live,
    observed,
    offer_of,
    proposed_track,
    signal_in_triage,
    talk,
)

READABLE = """
select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace
  and relname <> 'audit_waiting'  -- an attempt is an entry in the trail too
  and exists (select from pg_policy where polrelid = pg_class.oid and polcmd = 'r'
              and (select oid from pg_roles where rolname = 'houvast_owner') = any(polroles))
union select unnest(array['accounts_user', 'accounts_team', 'tracks_promise', 'test_clock'])
"""
ROW = "select coalesce(md5(string_agg(one::text, '|' order by one::text)), '') from {} one"


@dataclass
class World:
    """Waterrade, and the keys (of Zandhoek too) that an attacker would have to know.

    The owner looks at it on one connection: a new one reads a hundred tables and their policies.
    """

    town: Town
    keys: dict[str, str]
    owner: psycopg.Connection


def build(owner: psycopg.Connection) -> World:
    """Commit a world: anouk leads one, bilal one and keeps a door, wim is asked, one waits."""
    town, beyond = found("Waterrade", STAFF, timezone.localdate()), found_beyond()
    lives = {
        "": live(town, "Meeuw"),
        "their_": live(town, "Reiger", coach="bilal"),
        "closed_": live(town, "Zwaan", coach="bilal"),
        "far_": live(beyond, "Zeester"),
    }
    agree_closing(by=town["rachid"], closing_id=lives["closed_"].closing)
    log_contact(by=town["bilal"], track_id=lives["their_"].track, talk=talk(), ahead=ahead(3))
    asked = proposed_track(town, Who("Kees", phone="0600000004"), coach="wim")
    waiting = signal_in_triage(town, Who("Loes", phone="0600000005"))
    find = open_own_find(by=town["anouk"], seen=observed(town), who=Who("Noor"), ahead=ahead(2))
    with acting(town["rachid"]):
        proposed = Track.objects.get(pk=asked).person_id
    User.objects.filter(pk=town["bas"].user_id).update(is_active=False)
    keys = {name: one.user_id for name, one in (beyond.people | town.people).items()} | {
        "admin": town.admin.user_id,
        "here": town.admin.municipality_id,
        "elsewhere": beyond.admin.municipality_id,
        "zuid": town.teams["Zuid"],
        "asked": asked,
        "asked_person": proposed,
        "offer": offer_of(town["wim"], asked),
        "waiting": waiting,
        "find": find,
        "new": uuid4(),
    }
    for name, life in lives.items():
        for key in ("track", "person", "signal", "placement", "closing", "workplace"):
            keys[name + key] = getattr(life, key)
    return World(town, {name: str(key) for name, key in keys.items()}, owner)


def fingerprint() -> dict[str, str]:
    """A checksum of every table that the owner may read."""
    from tests.conftest import as_owner

    with as_owner() as owner:
        return seen_by(owner)


def seen_by(owner: psycopg.Connection) -> dict[str, str]:
    """The same, on a connection that is there; the second time it has the plan."""
    tables = sorted(name for (name,) in owner.execute(READABLE, prepare=True))
    every = " union all ".join(f"select '{one}', ({ROW.format(one)})" for one in tables)
    return dict(owner.execute(every, prepare=True).fetchall())


def actor(world: World, who: str) -> Actor:
    """Somebody by name, for another purpose than the first when one is named."""
    name, _, purpose = who.partition(" ")
    if name == "system":
        return safety_net(world.town.admin.municipality_id)
    one = world.town.admin if name == "admin" else world.town[name]
    return Actor(one.user_id, one.municipality_id, one.role, purpose or one.purpose)


def attempt(by: Actor, statements: str, keys: dict[str, str]) -> int:
    """Run the statements and commit; how many rows the last one changed or gave."""
    try:
        with acting(by), connection.cursor() as cursor:
            for statement in statements.split(";"):
                cursor.execute(statement, keys)
                changed = max(cursor.rowcount, 0)
            cursor.execute("set constraints all immediate")
            return changed
    finally:
        as_new()


def as_new() -> None:
    """Let nothing that was set outlive the attempt: what a session could change is set back."""
    with connection.cursor() as cursor:
        cursor.execute("set session authorization default; reset all")


def refused(world: World, who: str, statements: str) -> str:
    """Make an attempt; how the database refused it. Fails when it changed or gave anything."""
    before = seen_by(world.owner)
    try:
        changed, said = attempt(actor(world, who), statements, world.keys), "it passed"
    except DatabaseError as error:
        changed, said = 0, str(error).splitlines()[0]
    after = seen_by(world.owner)
    assert {one for one in before if before[one] != after[one]} == set(), said
    assert changed == 0
    return said


def copied(table: str, where: str, **changes: str) -> str:
    """SQL: a new row like the one that is there, but for some columns."""
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    columns = [field.column for field in model._meta.concrete_fields]
    given = {"id": "gen_random_uuid()"} | changes
    picked = ", ".join(given.get(name, name) for name in columns)
    return f"insert into {table} ({', '.join(columns)}) select {picked} from {table} where {where}"
