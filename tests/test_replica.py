"""Numbers from a replica, files from none, and what everybody reads while no server takes writes.

The replica here is the same database, seen by the role of a replica; a real one is tried by
`make try-replica`.
"""

import re

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database import replica
from houvast.database.safety import refuse_unsafe_database, unsafe_replica
from houvast.settings import _database
from houvast.tracks.reads.figures import figures_page
from houvast.tracks.rules.states import TrackPhase, TrackState
from tests.cast import STAFF, found, live, sign_in
from tests.standing import committing

pytestmark = pytest.mark.commits
SENTENCE = "Houvast kan nu even niets laten zien of bewaren."


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with committing(django_db_setup, django_db_blocker):
        town = found("Waterrade", STAFF, timezone.localdate())
        yield town, live(town, "Meeuw")


@pytest.fixture
def there(world, monkeypatch):
    """A replica for the numbers; gives a way to change its settings."""

    def at(**settings):
        known = connections["default"].settings_dict | {"USER": "houvast_figures"} | settings
        monkeypatch.setitem(connections.settings, replica.REPLICA, known)

    at()
    yield at
    connections[replica.REPLICA].close()
    del connections[replica.REPLICA]


@pytest.fixture
def asked(there, monkeypatch):
    """Who counted, in the end: the role of the session."""
    roles, rows = [], replica._rows

    def kept(cursor, sql):
        found = rows(cursor, sql)
        cursor.execute("select current_user")
        roles.extend(cursor.fetchone())
        return found

    monkeypatch.setattr(replica, "_rows", kept)
    return roles


def test_the_numbers_of_a_replica_are_those_of_the_primary(world, asked, monkeypatch):
    town, _ = world
    page = figures_page(town["petra"])
    monkeypatch.delitem(connections.settings, replica.REPLICA)
    assert figures_page(town["petra"]) == page and page.held == 1
    assert asked == ["houvast_figures", "houvast_app"]


def test_a_replica_tells_no_number_to_another_role_purpose_or_town(world, asked):
    town, _ = world
    for by in (town["anouk"], town["lotte"], town.as_("rachid", Purpose.INTAKE)):
        assert sum(number for *_, number in replica.counted(by, FIGURES)) == 0
    assert set(asked) == {"houvast_figures"}


FIGURES = "select what, part, number from tracks_figures()"


def test_a_replica_that_is_away_or_behind_is_passed_over(world, there, asked, monkeypatch):
    town, _ = world
    monkeypatch.setattr(replica, "MOST_BEHIND", -1)
    assert figures_page(town["petra"]).held == 1
    connections[replica.REPLICA].close()
    del connections[replica.REPLICA]
    there(HOST="/nowhere")
    assert figures_page(town["petra"]).held == 1
    assert asked == ["houvast_app", "houvast_app"]


def test_the_role_of_the_replica_reads_no_table_and_writes_nothing(world, there):
    with connections[replica.REPLICA].cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace ="
            " 'public'::regnamespace and has_any_column_privilege(oid, 'select')"
        )
        assert [name for (name,) in cursor.fetchall() if name != "test_clock"] == []
        cursor.execute("show transaction_read_only")
        assert cursor.fetchone() == ("on",)
    assert unsafe_replica() == []


MAY_CALL = {"houvast_now", "houvast_today", "tracks_figures"}
CALLABLE = """
select proname, pg_get_function_result(oid) from pg_proc
 where pronamespace = 'public'::regnamespace and has_function_privilege(oid, 'execute')
"""


def test_the_role_of_the_replica_calls_the_clock_and_the_numbers_and_nothing_else(world, there):
    """Most functions of the owner look past the row policies; what is not named here is refused."""
    with connections[replica.REPLICA].cursor() as cursor:
        cursor.execute(CALLABLE)
        found = dict(cursor.fetchall())
    assert found.keys() == MAY_CALL
    assert found["tracks_figures"] == "TABLE(what text, part text, number bigint)"


def test_the_role_that_counts_tracks_never_asks_a_figure_of_an_area(world, there):
    """T-84: it reads no table, and no function it may call leads to a table of areas or plans."""
    with connections[replica.REPLICA].cursor() as cursor:
        cursor.execute(WRITTEN)
        written = dict(cursor.fetchall())
        cursor.execute("select relname from pg_class where relname ~ '^(areas|plans|reference)_'")
        of_areas = [name for (name,) in cursor.fetchall()]
    asked, new = set(), {*MAY_CALL}
    while new:
        asked |= new
        words = {word for one in new for word in WORD.findall(written[one])}
        assert not words & {*of_areas}, "no figure of an area beside one of a track"
        new = words & written.keys() - asked
    assert len(of_areas) > 5 and "tracks_figures_of_all" in asked


WORD = re.compile(r"\w+")
WRITTEN = """
select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
"""


def test_the_names_of_the_numbers_are_a_closed_list_and_no_part_is_a_person(world, asked):
    """Whoever steers: what stands beside a number is a state, a phase, a cause or a level."""
    town, _ = world
    rows = replica.counted(town["petra"], FIGURES)
    assert {what for what, *_ in rows} <= {"held", "phase", "law", "waits", "rung"}
    parts = {part for _, part, _ in rows}
    fine = {*TrackState, *TrackPhase, *LAWS, *(str(level) for level in range(1, 9))}
    assert rows and parts <= {str(one) for one in fine}


LAWS = ("without_coach", "without_moment", "silent", "signal", "coach", "handover", "closing")
SNEAKED = (
    "select * from tracks_known_here('Meeuwachter', '2008-01-01', 'own_find', 'x')",
    "select tracks_still_held('{anouk}')",
    "select tracks_stands_in_until('{anouk}')",
    "select accounts_token_of('x')",
    "select person_id from tracks_track",
)


@pytest.mark.parametrize("sql", SNEAKED)
def test_in_the_name_of_whom_he_likes_the_replica_tells_nothing_of_anybody(world, there, sql):
    town, life = world
    asks = sql.format(anouk=town["anouk"].user_id, person=life.person)
    for by in (town["anouk"], town["petra"], town.as_("tess", Purpose.KNOWN_HERE)):
        with pytest.raises(ProgrammingError, match="permission denied"):
            replica._there(by, asks)


def test_houvast_does_not_start_when_the_replica_shows_files(world, there):
    there(USER="houvast_app")
    with pytest.raises(SystemExit, match="HOUVAST_REPLICA_URL may read accounts_"):
        refuse_unsafe_database()
    connections[replica.REPLICA].close()
    del connections[replica.REPLICA]
    there(HOST="/nowhere")
    refuse_unsafe_database()


@pytest.fixture
def stranded(world):
    """Sign in, and then let the server take no more writes, as a replica does not."""
    browser = Client(raise_request_exception=False)
    sign_in(browser, world[0]["anouk"])
    with connection.cursor() as cursor:
        cursor.execute("set default_transaction_read_only = on")
    yield browser
    connection.close()


def test_a_file_is_not_shown_by_a_server_that_cannot_write_the_trail(world, stranded):
    answer = stranded.get(reverse("track", args=[world[1].track]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    text = answer.content.decode()
    assert SENTENCE in text and "Meeuw" not in text


def test_a_server_that_is_away_is_told_before_anybody_is_known(world, stranded, monkeypatch):
    def away(*_args, **_options):
        raise OperationalError

    monkeypatch.setattr("houvast.web.signing_in.signed_in", away)
    answer = stranded.get(reverse("today"))
    assert answer.status_code == 503 and SENTENCE in answer.content.decode()


def test_a_system_gets_a_problem(world, stranded, monkeypatch):
    def away(_secret):
        raise OperationalError

    monkeypatch.setattr("houvast.api.bearer.holder_of", away)
    key = {"Authorization": "Bearer houvast_" + "a" * 43}
    answer = stranded.get("/api/v1/tracks", headers=key)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert answer.json()["type"] == "urn:problem-type:houvast:unavailable"


def test_an_address_names_servers_and_words_of_libpq(monkeypatch):
    address = "postgresql://app:p%40ss@/houvast?host=a,b&port=5432,5433"
    monkeypatch.setenv("DATABASE_URL", f"{address}&target_session_attrs=read-write")
    found = _database("DATABASE_URL", pool=1)
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("a,b", "5432,5433", "p@ss")
    assert found["OPTIONS"] == {"target_session_attrs": "read-write", "pool": 1}
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db:6432/houvast?sslmode=verify-full")
    found = _database("DATABASE_URL")
    assert (found["HOST"], found["PORT"]) == ("db", "6432")
    assert found["OPTIONS"] == {"sslmode": "verify-full"}
