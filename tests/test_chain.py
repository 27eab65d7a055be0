"""The chain on real rows: what is sealed and when, and what is found when rows are changed.

Who changes them here is the owner who took the walls off, as somebody would who has the server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import psycopg
import pytest
from django.db import connections

from houvast.accounts.reads import safety_net
from houvast.audit.actions import recorded
from houvast.audit.rules.chain import ENTRY, LINE, Broken, Wrong, digest
from houvast.audit.sealing import seal
from houvast.audit.stored import ENTRIES, LINES, WAITING, municipalities
from houvast.audit.verifying import verify
from houvast.database.context import acting
from houvast.database.outage import NoTrail
from tests.cast import STAFF, found, live
from tests.conftest import as_owner
from tests.standing import committing
from tests.test_trail import as_auditor

pytestmark = pytest.mark.commits
NOW = timedelta(0)
TABLES = ("audit_entry", "audit_processingline", "audit_waiting", "audit_seal")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    from django.utils import timezone

    with committing(django_db_setup, django_db_blocker):
        town = found("Waterrade", STAFF, timezone.localdate())
        yield town, live(town, "Meeuw"), live(town, "Reiger")


@pytest.fixture
def place(world):
    return world[0].admin.municipality_id


def act(world, *persons, verb="tests.looked"):
    with recorded(world[0]["anouk"], verb) as one:
        one.concerns(*persons)


def seal_now(place, waited=NOW):
    return seal(by=safety_net(place), waited=waited)


def broken(place) -> Broken | None:
    with as_auditor() as auditor:
        return verify(auditor, place, lambda _: None, {}).broken


@contextmanager
def unwalled() -> Iterator[psycopg.Connection]:
    """As who has the server: no wall, no trigger; nothing of it stays."""
    with as_owner() as owner, owner.transaction(force_rollback=True):
        for table in TABLES:
            owner.execute(f"alter table {table} no force row level security, disable trigger user")
        yield owner


def test_the_database_and_python_make_the_same_digest(world, place):
    act(world, world[1].person, world[2].person)
    act(world, verb='tests."é\\\u2028\U0001f600')
    act(world)
    with as_auditor() as auditor:
        waiting = dict(auditor.execute(WAITING, [place]).fetchall())
        lines = {}
        for operation, *line in auditor.execute(LINES, [list(waiting)]):
            lines.setdefault(operation, []).append(line)
        rows = auditor.execute(ENTRIES, [list(waiting)]).fetchall()
    assert len(rows) == len(waiting) > 2 and any(len(one) == 2 for one in lines.values())
    assert {row[0]: digest(row, lines.get(row[0], [])) for row in rows} == waiting


def test_every_column_of_entry_and_line_is_in_the_digest(world):
    with as_auditor() as auditor:
        for table, columns, apart in (
            ("audit_entry", ENTRY, set()),
            ("audit_processingline", LINE, {"id", "operation"}),
        ):
            known = auditor.execute(f"select * from {table} limit 0").description
            assert {one.name for one in known} - apart == set(columns)


def test_a_seal_waits_until_there_is_enough_or_it_took_long_enough(world, place):
    act(world)
    assert seal_now(place, timedelta(hours=1)) == 0
    assert seal_now(place) == 1 and seal_now(place) == 0
    assert broken(place) is None


def test_what_commits_after_a_seal_is_in_the_next_one(world, place):  # T-75
    """An act that takes long does not slip between two seals, and holds none of them up."""
    seal_now(place)
    with recorded(world[0]["anouk"], "tests.slow") as one:
        one.concerns(world[1].person)
        made = []

        def meanwhile():
            act(world)
            made.append(seal_now(place))
            connections.close_all()

        apart = Thread(target=meanwhile)
        apart.start()
        apart.join(20)
        assert made == [1]
    assert seal_now(place) == 1
    assert broken(place) is None
    with as_auditor() as auditor:
        sealed = auditor.execute(
            "select sum(many), max(total), count(*) from audit_seal"
        ).fetchone()
        written = auditor.execute("select count(*) from audit_entry").fetchone()
    assert sealed[0] == sealed[1] == written[0]


def test_many_entries_make_seals_of_a_thousand_and_do_not_wait(world, place):
    many = (
        "insert into audit_waiting (municipality_id, entry, digest, at) select %s,"
        " gen_random_uuid(), sha256('x'), houvast_now() from generate_series(1, 2500)"
    )
    seal_now(place)
    with unwalled() as owner:
        owner.execute(many, [place])
        made = owner.execute("select audit_seal_up(%s, interval '1 hour')", [place]).fetchone()
        held = owner.execute("select many from audit_seal order by number desc limit 3").fetchall()
    assert made == (3,) and held == [(500,), (1000,), (1000,)]


FIRST = "(select entries[1] from audit_seal order by number desc limit 1)"
SECOND = "(select entries[2] from audit_seal order by number desc limit 1)"
LAST = "(select max(number) from audit_seal)"
TAMPERS = {
    "edit": ([f"update audit_entry set verb = 'tests.other' where id = {FIRST}"], Wrong.EDITED),
    "edit a line": (
        [f"update audit_processingline set activity = 'intake' where operation = {FIRST}"],
        Wrong.EDITED,
    ),
    "delete": ([f"delete from audit_entry where id = {FIRST}"], Wrong.DELETED),
    "delete a line": (
        [f"delete from audit_processingline where operation = {FIRST}"],
        Wrong.EDITED,
    ),
    "insert": (
        [
            "insert into audit_entry select (jsonb_populate_record(e, jsonb_build_object('id',"
            f" gen_random_uuid()))).* from audit_entry e where id = {FIRST}"
        ],
        Wrong.ADDED,
    ),
    "a line of nothing": (
        [
            "insert into audit_processingline select (jsonb_populate_record(l, jsonb_build_object("
            "'id', 999999, 'operation', gen_random_uuid()))).* from audit_processingline l limit 1"
        ],
        Wrong.UNKNOWN_LINE,
    ),
    "swap": (
        [
            f"create table two as select {FIRST} as a, {SECOND} as b",
            "update audit_entry set id = '00000000-0000-4000-8000-000000000000'"
            " where id = (select a from two)",
            "update audit_entry set id = (select a from two) where id = (select b from two)",
            "update audit_entry set id = (select b from two)"
            " where id = '00000000-0000-4000-8000-000000000000'",
            "drop table two",
        ],
        Wrong.EDITED,
    ),
    "swap in the seal": (
        [
            "update audit_seal set entries = array[entries[2], entries[1]] || entries[3:]"
            f" where number = {LAST}"
        ],
        Wrong.EDITED,
    ),
    "a digest that fits": (
        [
            f"update audit_seal set digests = overlay(digests placing sha256('x') from 1)"
            f" where number = {LAST}"
        ],
        Wrong.LIST,
    ),
    "fewer in all": (
        [f"update audit_seal set total = total - 1 where number = {LAST}"],
        Wrong.SEAL,
    ),
    "a seal less": (["delete from audit_seal where number = 1"], Wrong.ORDER),
    "before it is sealed": (
        ["update audit_entry set verb = 'x' where id = (select entry from audit_waiting)"],
        Wrong.EDITED,
    ),
}


@pytest.fixture
def sealed(world, place):
    """A last seal of three acts about somebody, and one that waits: whatever was done before."""
    seal_now(place)
    for _ in range(3):
        act(world, world[1].person)
    seal_now(place)
    act(world)
    return place


@pytest.mark.parametrize("kind", TAMPERS)
def test_what_is_changed_behind_our_back_is_named(sealed, kind):  # T-77
    statements, wrong = TAMPERS[kind]
    with unwalled() as owner:
        assert verify(owner, sealed, lambda _: None, {}).broken is None
        for one in statements:
            owner.execute(one)
        found = verify(owner, sealed, lambda _: None, {}).broken
    assert found is not None and found.wrong == wrong


REFUSED = (
    "select * from audit_seal",
    "select * from audit_waiting",
    "insert into audit_waiting (municipality_id, entry, digest, at)"
    " values (gen_random_uuid(), gen_random_uuid(), '', houvast_now())",
    "delete from audit_waiting",
    "update audit_seal set total = 0",
    "delete from audit_seal",
    "truncate audit_seal",
    "select audit_digest(null, null)",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_reads_and_changes_nothing_of_the_chain(world, statement):  # T-74
    from django.db import ProgrammingError, connection

    with pytest.raises(ProgrammingError, match="permission denied"), acting(world[0]["anouk"]):
        connection.cursor().execute(statement)


def test_an_entry_is_of_now_and_cannot_be_dated_back(world):
    from houvast.audit.models import Entry

    by = world[0]["anouk"]
    with pytest.raises(psycopg.errors.InsufficientPrivilege), acting(by) as at:
        try:
            Entry.objects.create(
                municipality_id=by.municipality_id,
                actor_id=by.user_id,
                at=at.now - timedelta(minutes=1),
                destroy_on=at.today,
            )
        except Exception as error:
            raise error.__cause__ from None


def test_every_municipality_with_a_trail_is_looked_at(world, place):
    with as_auditor() as auditor:
        assert municipalities(auditor) == [place]


def test_without_the_trail_there_is_no_page_at_either_door(world, client):  # T-70
    from django.test import Client
    from django.urls import reverse

    from tests.cast import sign_in

    browser = Client(raise_request_exception=False)
    sign_in(browser, world[0]["anouk"])
    with as_owner() as owner:
        owner.execute("revoke insert on audit_entry from houvast_app")
        try:
            answer = browser.get(reverse("track", args=[world[1].track]))
            with pytest.raises(NoTrail):
                act(world)
        finally:
            owner.execute("grant insert on audit_entry to houvast_app")
    assert answer.status_code == 503 and "even niets laten zien" in answer.content.decode()
