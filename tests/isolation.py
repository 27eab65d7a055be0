"""No row of one municipality comes out of another, whatever is asked, by whom and for what (C1).

A try is one statement of one endpoint, with the keys and values that its owner sent, asked of the
database as somebody else: a colleague of another municipality, in each purpose there is, who says
to be at home or to be here. The statements are caught while those who may walk the doors of screens
and API. A row is foreign when it holds the key of anything that is kept of somebody here, a name
that only stands here, or a telephone number of here.

Elsewhere somebody has each role of the product: also a guest, an employer, a young person and the
accounts of systems. A short form runs beside the doors; `make campaign-isolation` walks every door
as everybody who may, and those that have no line in the register of doors as well, and goes on to a
million tries.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, product
from typing import Any
from uuid import UUID

import psycopg
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import ClientCursor

from houvast.accounts.models import User
from houvast.accounts.rules import Purpose, Role
from tests.attempts import READABLE
from tests.conftest import as_owner

MANY = int(os.environ.get("HOUVAST_CAMPAIGN_ISOLATION", "0"))
"""How many tries; none means the short form."""
EACH, FEW = 31, 20
"""The short form asks of each so manieth door, and so many strangers."""
ASKS = ("SELECT", "WITH")
VARIANTS = 24
"""In so many ways at most is one statement of a door asked: with other keys, or by another."""
LOCKS = re.compile(
    r" FOR (?:NO KEY |KEY )?(?:UPDATE|SHARE)(?: OF [\w., \"]+)?(?: SKIP LOCKED)?\s*$"
)
"""What would wait for the transaction of the test; without it at least as much is seen."""
KEPT_HERE = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
NAMES = re.compile(r"Meeuw|Reiger|\+31611111111|\+31622222222")
SET = (
    "select set_config('houvast.municipality', %s, false), set_config('houvast.user', %s, false),"
    " set_config('houvast.purpose', %s, false), set_config('plan_cache_mode',"
    " 'force_generic_plan', false)"
)


@dataclass(frozen=True)
class As:
    """Who somebody says to be: what the policies look at."""

    place: str
    user: str
    purpose: str


@dataclass
class Caught:
    """What the endpoints asked: of each statement of a door how it was sent, and by whom."""

    found: dict[tuple[str, str], dict[str, As]] = field(default_factory=dict)
    door: str = ""
    acts: As = As("", "", "")

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if isinstance(sql, str) and "set_config('houvast.user'" in sql:
            self.acts = As(*(str(one) for one in params[:3]))
        elif isinstance(sql, str) and sql.lstrip().upper().startswith(ASKS) and self.acts.user:
            whole = ClientCursor(connection.connection).mogrify(sql, params) if params else sql
            sent = self.found.setdefault((self.door, sql), {})
            if len(sent) < VARIANTS:
                sent.setdefault(LOCKS.sub("", whole), self.acts)
        return execute(sql, params, many, context)


def caught(asked: Iterable[tuple[str, Any]]) -> Caught:
    """The statements of some doors; each is a name and a request that undoes what it did."""
    net = Caught()
    with connection.execute_wrapper(net):
        for net.door, request in asked:
            net.acts = As("", "", "")
            request()
    return net


def strangers(here: UUID) -> Iterator[As]:
    """Everybody of elsewhere and nobody at all, for every purpose: at home, and as if from here."""
    theirs = User.objects.exclude(municipality=here).order_by("username")
    people = [(str(one.pk), str(one.municipality_id)) for one in theirs]
    for purpose, (user, home) in product((*Purpose, ""), [*people, ("", "")]):
        for place in {home, str(here)}:
            yield As(place, user, str(purpose))


def roles_of(who: Iterable[As]) -> set[str]:
    """Which roles are among the strangers; an account of a system has no other."""
    users = User.objects.filter(pk__in={one.user for one in who if one.user})
    systems = {
        Role.LINKED_SYSTEM if one.system_of_id else Role.SYSTEM
        for one in users
        if one.is_system or one.system_of_id
    }
    return systems | {*users.values_list("memberships__role", flat=True)} - {None}


def kept_of(town: Any) -> frozenset[str]:
    """The keys of everything that is kept of somebody here, as far as the owner may read it."""
    kept = {
        one._meta.db_table: one._meta.pk.column
        for one in apps.get_models()
        if one.__module__.startswith("houvast.") and hasattr(one, "information_class")
    }
    row = "select {}::text from {} where municipality_id = %(here)s"
    with as_owner() as owner:
        seen = sorted(kept.keys() & {name for (name,) in owner.execute(READABLE)})
        every = " union all ".join(row.format(kept[one], one) for one in seen)
        found = owner.execute(every, {"here": town.admin.municipality_id}).fetchall()
    return frozenset(key for (key,) in found)


class Tries:
    """Asks as others, on a connection of the application, and looks at what comes out."""

    def __init__(self, app: "psycopg.Connection[Any]", kept: frozenset[str]) -> None:
        self.app, self.kept = app, kept
        self.number, self.empty = 0, 0
        self.refused: Counter[str] = Counter()
        self.doors: Counter[str] = Counter()
        self.people: set[str] = set()
        self.purposes: set[str] = set()
        self.foreign: dict[str, str] = {}

    def be(self, who: As) -> None:
        self.people.add(who.user)
        self.purposes.add(who.purpose)
        self.app.execute(SET, [who.place, who.user, who.purpose])

    def ask(self, sql: str, door: str, who: As) -> bool:
        """One try; whether a row of here came out."""
        self.number += 1
        self.doors[door] += 1
        try:
            rows = self.app.execute(sql, prepare=True).fetchall()
        except psycopg.Error as no:
            self.refused[type(no).__name__] += 1
            return False
        self.empty += not rows
        if not self.is_of_here(rows):
            return False
        self.foreign.setdefault(f"{door}: {sql[:300]}", f"{who}: {str(rows)[:300]}")
        return True

    def is_of_here(self, rows: list[Any]) -> bool:
        text = str(rows) if rows else ""
        return bool(NAMES.search(text) or self.kept.intersection(KEPT_HERE.findall(text)))


def as_app() -> "psycopg.Connection[Any]":
    """A connection of its own, with no more rights than the application has."""
    how = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    named = {name: how[name] for name in names if how.get(name)}
    return psycopg.connect(**named, autocommit=True, options="-c lock_timeout=2s")


def tried(net: Caught, town: Any, goal: int = 0) -> Tries:
    """Every stranger at every statement, as far as the goal; none means a few strangers."""
    who = [*strangers(town.admin.municipality_id)]
    with as_app() as app:
        app.prepared_max = None
        tries = Tries(app, kept_of(town))
        asked = chosen(net, goal // len(who))
        for one in who if goal else who[:: max(1, len(who) // FEW)]:
            tries.be(one)
            for door, sql, _owner in asked:
                tries.ask(sql, door, one)
        return tries


def chosen(net: Caught, least: int) -> list[tuple[str, str, As]]:
    """Every statement of every door, sent in as many ways as it takes to come to so many."""
    asked: list[tuple[str, str, As]] = []
    for ways in range(1, VARIANTS + 1):
        asked = [
            (door, sql, owner)
            for (door, _words), sent in net.found.items()
            for sql, owner in islice(sent.items(), ways)
        ]
        if len(asked) > least:
            break
    return asked


def told_to_its_owner(net: Caught, town: Any) -> int:
    """Of how many statements the one who asked gets a row of here: that they hold something."""
    with as_app() as app:
        tries = Tries(app, kept_of(town))
        for door, sql, owner in chosen(net, 0):
            tries.be(owner)
            tries.ask(sql, door, owner)
        return len(tries.foreign)


def test_no_row_of_here_comes_out_for_who_is_of_elsewhere(town, keys, inside, capfd):  # T-02
    net = caught(doors(town, keys, inside))
    tries, roles = tried(net, town, MANY), roles_of(strangers(town.admin.municipality_id))
    if MANY:
        with capfd.disabled():
            print(
                f"\n{tries.number:,} tries: {len(net.found):,} statements of {len(tries.doors)}"
                f" endpoints, as {len(tries.people)} people of {len(roles)} roles in"
                f" {len(tries.purposes)} purposes, {tries.empty:,} empty, refused"
                f" {dict(tries.refused)}, {len(tries.foreign)} with a foreign row",
                flush=True,
            )
    assert tries.number >= MANY
    assert roles == {*Role}
    assert tries.foreign == {}, str(tries.foreign)
    assert told_to_its_owner(net, town) > len(net.found) // 10, "there is something to be found"


def doors(town: Any, keys: Any, inside: Any) -> Iterator[tuple[str, Any]]:
    """Every door as everybody who may walk it, each undone; in the short form some of them once."""
    from tests.test_doors import EXPECTED, LOCAL, address, addresses, ask, may_enter

    every = [(name, owner) for name, owner in addresses(keys) if owner != "carmen"]
    for name, owner in every if MANY else every[::EACH]:
        door, url = EXPECTED[name], address(name, keys[owner])
        who = [one for one in LOCAL if may_enter(door, one, owner, keys)]
        for one, method in product(who if MANY else who[:1], door.methods.split()):
            yield name, partial(ask, inside[one], method, url, door.body)
    if MANY:
        yield from without_a_line(town, keys, inside)
    yield from api(town, keys)


MADE_UP = {"uuid": "11111111-1111-4111-8111-111111111111", "int": "1"}


def without_a_line(town: Any, keys: Any, inside: Any) -> Iterator[tuple[str, Any]]:
    """The other doors, as everybody: of areas, plans, devices and the own account."""
    from houvast.urls import urlpatterns as around
    from houvast.web.urls import urlpatterns
    from tests.cast import sign_in
    from tests.test_doors import EXPECTED, ask

    people = {**inside, "julia": sign_in(Client(), town["julia"])}
    rest = [
        one for one in (*urlpatterns, *around) if getattr(one, "name", "") not in (*EXPECTED, "")
    ]
    for one, owner, who in product(rest, ("anouk", "bilal"), people):
        parts = re.findall(r"<(?:(\w+):)?(\w+)>", str(one.pattern))
        named = {part: keys[owner].get(part) or MADE_UP.get(kind, "x") for kind, part in parts}
        for method in ("get",) if one in around else ("get", "post"):
            yield str(one.name), partial(ask, people[who], method, reverse(one.name, kwargs=named))


def api(town: Any, keys: Any) -> Iterator[tuple[str, Any]]:
    """Every endpoint of the API in the same way."""
    from tests.api import test_doors as there
    from tests.api.conftest import SYSTEMS, System, secret_of
    from tests.api.doors import DOORS

    systems = {one.replace(" ", "_"): System(secret_of(town, one)) for one in SYSTEMS}
    every = [
        (name, there.address(name, keys[owner]["by_api"]))
        for name, owner in product(DOORS, ("anouk", "bilal"))
    ]
    for name, path in every if MANY else every[::EACH]:
        who = DOORS[name].who.split()
        for one in who if MANY else who[:1]:
            yield f"api {name}", partial(there.tried, systems[one], name, path)
