"""The example stretched: exactly so many tracks, every check on again, and all or nothing."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import UniqueConstraint, UUIDField
from django.utils.timezone import localdate

from houvast.accounts.models import Programme
from houvast.demo.clock import earlier, is_set_back
from houvast.demo.large import load
from houvast.demo.large.bar import Bar
from houvast.demo.large.cells import SHIFT, SPECIAL
from houvast.demo.large.doors import INDEXES, KEYS, opened
from houvast.demo.large.plan import LIVED_LONG, TOWN, World, copies
from houvast.demo.large.tables import Once, columns, once, ours
from houvast.demo.large.world import snapshot
from houvast.matching.reads import kept
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.rows import open_on
from tests.demo.conftest import SMALL, Loaded

WORLD = World(lives=180, alone=100, shops=60)
LOOKED = {"audit_entry", "audit_processingline"}
"""The copies have more of these: somebody opened the file before each contact."""
GUARDS = (
    "select tgrelid::regclass::text, case when tgisinternal then tgfoid::regproc::text else tgname"
    " end, tgenabled::text from pg_trigger order by 1, 2"
)
WALLS = (
    "select relname::text, relforcerowsecurity from pg_class"
    " where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
)


# -- the plan ------------------------------------------------------------------------------------


@pytest.mark.parametrize("tracks", [1, 99, 180, 181, 5_000, TOWN, 60_001, LIVED_LONG, 250_000])
def test_the_copies_have_exactly_as_many_tracks_as_were_asked(tracks: int):
    made = copies(tracks, WORLD)
    assert sum(one.lives for one in made) == tracks
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    assert all(one.whole or one.lives <= WORLD.alone for one in made)
    assert {one.place for one in made if one.begins_place} == {one.place for one in made}
    assert {one.district for one in made if one.begins_district} == {one.district for one in made}
    assert {one.squad for one in made if one.begins_squad} == {one.squad for one in made}


def test_a_squad_and_a_district_are_of_one_municipality():
    made = copies(80_000, WORLD)
    assert len({(one.place, one.district) for one in made}) == made[-1].district
    assert len({(one.district, one.squad) for one in made}) == made[-1].squad


def test_a_city_grows_along_and_the_other_municipalities_do_not():
    sizes: dict[int, int] = {}
    for one in copies(250_000, WORLD):
        sizes[one.place] = sizes.get(one.place, 0) + one.lives
    assert 62_000 < sizes.pop(1) < 63_500
    assert max(sizes.values()) < TOWN + WORLD.lives


def test_only_beyond_a_hundred_thousand_lives_are_short():
    assert all(one.whole for one in copies(LIVED_LONG, WORLD)[:-2])
    assert not copies(LIVED_LONG * 2, WORLD)[-1].whole


# -- the rows ------------------------------------------------------------------------------------


@dataclass
class Grown:
    """What was found in the transaction, before it was rolled back."""

    here: dict[str, int] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)


CASTS = re.compile(r"::character varying|::text(\[\])?|[()]")
"""PostgreSQL writes the casts of a condition in another order when it reads its own words again."""


def catalogue(cursor: CursorWrapper) -> list[Any]:
    """Everything that guards the tables."""
    names = {"names": [one._meta.db_table for one in ours()]}
    rows: list[Any] = []
    for query in (KEYS, INDEXES, GUARDS, WALLS):
        cursor.execute(query, names)
        rows.append({tuple(CASTS.sub("", str(cell)) for cell in row) for row in cursor.fetchall()})
    return rows


FIRST_COPY = "md5(id::text || '/p1')::uuid"


@contextmanager
def looked_before(cursor: CursorWrapper) -> Iterator[UUID]:
    """This process keeps the municipality that is to come, as it is before: without workplaces."""
    cursor.execute(f"select {FIRST_COPY}, {SINCE} from accounts_municipality")
    place, since = cursor.fetchone()
    kept._kept[place] = kept.Kept(Offer.of([], localdate()), since)
    try:
        yield place
    finally:
        kept._kept.pop(place, None)


SINCE = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def now_in(place: UUID) -> tuple[int, int]:
    """How many workplaces this process sees there at its next look, and how many are open."""
    asked = kept.Asked(place, localdate())
    programmes = Programme.objects.using("owner").filter(municipality=place)
    columns_of = kept.columns(localdate(), **asked.since)
    row = programmes.annotate(**columns_of).values(*columns_of).first()
    assert row is not None
    here = open_on(localdate()).using("owner").filter(municipality=place)
    return len(asked.offer(row).ids), here.count()


@pytest.fixture(scope="module")
def grown(town: Loaded) -> Iterator[Grown]:
    """One whole copy of the example, looked at by the owner and rolled back."""
    seen, said = Grown(), list[str]()
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        seen.found["before"] = catalogue(cursor)
        with opened(cursor, ours()) as names:
            cursor.execute("select count(*) from tracks_track")
            tracks = 2 * cursor.fetchone()[0]
            with looked_before(cursor) as place:
                rows = load._grown(cursor, names, town.place, tracks, Bar(said.append))
                seen.found["kept"], seen.found["open"] = now_in(place)
            seen.found["rows"] = rows
            for table in ours():
                if "municipality_id" in columns(table):
                    name = table._meta.db_table
                    mine = f"count(*) filter (where municipality_id = '{town.place}')"
                    cursor.execute(f"select {mine}, count(*) - {mine} from {name}")
                    seen.here[name], seen.there[name] = cursor.fetchone()
            for name, query in ASKED.items():
                cursor.execute(query, {"place": town.place})
                seen.found[name] = cursor.fetchall()
        seen.found["after"] = catalogue(cursor)
        transaction.set_rollback(True, "owner")
    seen.found["said"] = said
    yield seen


ASKED = {
    "names": "select count(*), count(*) filter (where n.text = h.text) from people_nickname n"
    " join people_nickname h on md5(h.person_id::text || '/c1')::uuid = n.person_id",
    "due": "select h.due - n.due, h.state from tracks_nextmoment n join tracks_nextmoment h"
    " on md5(h.id::text || '/c1')::uuid = n.id where h.state = 'planned'",
    "shifted": f"select h.proposed_at::date - n.proposed_at::date, {SHIFT}, t.slack"
    " from tracks_track n join tracks_track h on md5(h.id::text || '/c1')::uuid = n.id"
    " join stretch_tracks_track t on t.id = h.id cross join (select 1 as number) c0",
    "strangers": "select count(*) from tracks_track t join accounts_user u"
    " on u.id = t.lead_coach_id where u.municipality_id <> t.municipality_id",
    "late": "select count(*) from tracks_nextmoment n join tracks_nextmoment h"
    " on md5(h.id::text || '/c1')::uuid = n.id where n.state = 'planned'"
    " and n.due < houvast_today() and h.due >= houvast_today()",
    "trail": "select count(*) from audit_processingline l where municipality_id <> %(place)s"
    " and not exists (select from people_person p where p.id = l.data_subject)",
}


def test_a_whole_copy_has_the_same_rows_in_every_table(grown: Grown):
    same = {name: many for name, many in grown.here.items() if name not in LOOKED}
    assert {name: grown.there[name] for name in same} == same
    assert grown.there["tracks_track"] == grown.here["tracks_track"]
    assert grown.found["rows"] > sum(same.values())


def test_the_trail_grows_with_the_looks_at_files(grown: Grown):
    looks = grown.there["audit_entry"] - grown.here["audit_entry"]
    assert looks == grown.here["tracks_contact"]
    assert grown.found["trail"] == [(0,)]


def test_the_copies_are_other_people_with_coaches_of_their_own(grown: Grown):
    [(copied, same)] = grown.found["names"]
    assert copied == grown.here["people_nickname"] and same < copied / 5
    assert grown.found["strangers"] == [(0,)]


def test_a_process_that_looked_before_sees_the_new_workplaces(grown: Grown):
    assert grown.found["kept"] == grown.found["open"] > 0


def test_some_lives_were_whole_weeks_earlier_and_nothing_became_late(grown: Grown):
    """How far each could go differs by what lies ahead of it; a draw says how far it went."""
    rows = grown.found["shifted"]
    assert len(rows) == grown.there["tracks_track"] > 0
    assert [(days, slack) for days, meant, slack in rows if days != meant] == []
    assert all(days % 7 == 0 and 0 <= days <= max(0, slack) for days, _meant, slack in rows)
    assert {days > 0 for days, _meant, _slack in rows} == {True, False}
    assert grown.found["late"] == [(0,)]


def test_every_index_key_trigger_and_wall_is_as_before(grown: Grown):
    before, after = grown.found["before"], grown.found["after"]
    assert [one ^ two for one, two in zip(before, after, strict=True)] == [set()] * 4


def test_the_bar_comes_to_its_end(grown: Grown):
    whole = [line for line in grown.found["said"] if "100%" in line]
    assert [line.split()[0] for line in whole] == ["Rows", "Indexes", "Tracks", "Foreign"]


def test_what_is_nearly_done_is_not_done():
    said: list[str] = []
    bar = Bar(said.append)
    bar.begin("Rows", 1000)
    bar.told -= 10
    bar.step(999)
    bar.step()
    assert [re.search(r"(\d+)%", line)[1] for line in said] == ["99", "100"]


def test_two_copies_stand_beside_each_other_and_a_part_of_a_third(town: Loaded):
    """What a municipality has once comes once, and a part leaves out who hangs on the others."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        with opened(cursor, ours()) as names:
            cursor.execute("select count(*) from tracks_track")
            (here,) = cursor.fetchone()
            load._grown(cursor, names, town.place, asked := 3 * here + here // 4, Bar(print))
            cursor.execute("select count(*), count(distinct municipality_id) from tracks_track")
            assert cursor.fetchone() == (asked, 2)
        transaction.set_rollback(True, "owner")


@pytest.mark.parametrize(
    ("spoil", "refused"),
    [
        ("delete from stretch_tracks_nextmoment where state = 'planned'", DatabaseError),
        ("delete from stretch_people_person", IntegrityError),
    ],
)
def test_what_must_never_be_false_is_asked_again(
    town: Loaded, monkeypatch: pytest.MonkeyPatch, spoil: str, refused: type[Exception]
):
    """A copy without next moments, and one whose young people are missing, are both refused."""

    def spoilt(cursor: CursorWrapper, place: Any, began: int) -> World:
        world = snapshot(cursor, place, began)
        cursor.execute(spoil)
        return world

    monkeypatch.setattr(load, "snapshot", spoilt)
    with pytest.raises(refused):
        load.stretch(SMALL.tracks + 5, lambda _: None)
    assert town.rows("select count(*) from accounts_municipality") == [(1,)]


STRETCH = """
import django
django.setup()
from houvast.demo.large import stretch
stretch(3000, lambda line: print(line, flush=True))
"""


def test_a_run_that_is_killed_leaves_everything_as_it_was(town: Loaded):
    env = os.environ | {"HOUVAST_DEMO": "1"}
    for alias, variable in (("default", "DATABASE_URL"), ("owner", "DATABASE_OWNER_URL")):
        here, name = connections[alias].settings_dict, connections["owner"].settings_dict["NAME"]
        user = f"{here['USER']}:{here['PASSWORD']}@{'' if '/' in here['HOST'] else here['HOST']}"
        port = f":{here['PORT']}" if here["PORT"] else ""
        env[variable] = f"postgresql://{user}{port}/{name}?host={here['HOST']}"
    with connections["owner"].cursor() as cursor:
        before = catalogue(cursor)
    rows = town.rows("select count(*) from accounts_user")
    words = [sys.executable, "-c", STRETCH]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None and "Rows" in run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    assert town.rows("select count(*) from accounts_user") == rows  # waits until its locks are gone
    with connections["owner"].cursor() as cursor:
        assert catalogue(cursor) == before


def test_a_story_that_was_ended_half_way_is_recognised(town: Loaded):
    """Then the clock still stands in the past, and `houvast demo` starts afresh."""
    with transaction.atomic("owner"), earlier() as clock:
        assert not is_set_back()
        clock.at(3)
        assert is_set_back()
    assert not is_set_back()


BROUGHT_FROM_ELSEWHERE = {
    "one_branch_of_an_employer",
    "one_employer_of_a_branch",
    "one_workplace_of_a_source",
    "brought_once",
    "an_identity_of_one_user",
}
"""Unique for what came with a number of its own; `test_the_example_brings_nothing_in` holds that
the example has none."""


def test_what_a_municipality_has_once_is_not_there_again_with_every_copy():
    """Of what is unique, something is other in each copy; else two copies in one town are one too
    many, which shows only beyond the first whole copy."""
    alike = [
        one.name
        for table in ours()
        if once(table) is Once.COPY
        for one in table._meta.constraints
        if isinstance(one, UniqueConstraint) and not any(_is_new(table, two) for two in one.fields)
    ]
    assert set(alike) == BROUGHT_FROM_ELSEWHERE


def test_the_example_brings_nothing_in(town: Loaded):
    brought = (
        "select (select count(*) from employers_employer where kvk <> '' or branch <> '')"
        " + (select count(*) from employers_workplace where external_id <> '')"
        " + (select count(*) from tracks_broughttrack) + (select count(*) from accounts_identity)"
    )
    assert town.rows(brought) == [(0,)]


def _is_new(table: Any, name: str) -> bool:
    """Whether a column differs from copy to copy: a key of its own, or a name with a number."""
    made = table._meta.get_field(name)
    target = made.related_model
    if target is not None:
        return once(target) is not Once.PLACE
    return isinstance(made, UUIDField) or f"{table._meta.db_table}.{made.column}" in SPECIAL


def test_every_table_says_how_often_it_is_copied():
    """Who adds a table about a colleague has to say so: its rows would come once a copy."""
    user = {one for one in ours() if "user_id" in columns(one) and once(one) is Once.COPY}
    about_someone = {one for one in user if columns(one) & {"person_id", "employer_id", "track_id"}}
    none_in_the_example = {"accounts_identity", "accounts_receipt", "accounts_token"}
    none_in_the_example |= {"capture_device", "sharing_stepreset"}
    assert {one._meta.db_table for one in user - about_someone} == {
        "employers_brokerquestion",
        "meetings_tableseat",  # of a table, that is copied with it
        *("watching_breach", "watching_event"),
        *none_in_the_example,
    }
