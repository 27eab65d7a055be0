"""Copy the example until there are as many tracks as asked, in one transaction.

Whoever ends it half-way, also with `kill -9`, leaves the database as it was.
"""

from collections.abc import Callable
from dataclasses import astuple, fields
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from houvast.accounts.models import Municipality
from houvast.demo.large.bar import Bar
from houvast.demo.large.cells import Cells
from houvast.demo.large.doors import ask_last, opened, take_off
from houvast.demo.large.growth import Growth
from houvast.demo.large.plan import Copy, copies
from houvast.demo.large.tables import ASKED_LAST, ours
from houvast.demo.large.world import snapshot, staff_of
from houvast.demo.ledger import OWNER
from houvast.demo.municipality import BEGAN
from houvast.demo.people import TOWN

QUICK = """
set local maintenance_work_mem = '512MB';
set local work_mem = '64MB';
set local synchronous_commit = off;
set local timezone = 'Europe/Amsterdam';
"""
NAMES = tuple(one.name for one in fields(Copy))
COPIES = f"""
create temporary table stretch_copy on commit drop as
select *, '/p' || place as place_key, '/d' || district as district_key,
       '/s' || squad as squad_key, '/c' || number as copy_key
from unnest({", ".join("%s::int[]" for _ in range(6))}, {", ".join("%s::bool[]" for _ in range(4))})
  as u({", ".join(NAMES)})
"""
TRACKS = "select count(*), count(*) filter (where municipality_id <> %s) from tracks_track"
Tell = Callable[[str], None]


class AlreadyLarge(Exception):
    """There is more than the example already; copying it again would give the same keys."""


def stretch(tracks: int, tell: Tell) -> int:
    """Copy the example until there are so many tracks; how many rows that added.

    Nobody can use the tables meanwhile. At the end every index and foreign key and the promise of
    every track have been verified, or nothing has happened. Raises AlreadyLarge.
    """
    place = Municipality.objects.get(name=TOWN).pk
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(QUICK)
        with opened(cursor, ours()) as names:
            rows = _grown(cursor, names, place, tracks, Bar(tell))
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"vacuum (analyze) {', '.join(names)}")
    return rows


def _grown(cursor: CursorWrapper, names: list[str], place: UUID, tracks: int, bar: Bar) -> int:
    cursor.execute(TRACKS, [place])
    here, elsewhere = cursor.fetchone()
    if elsewhere:
        raise AlreadyLarge(f"{here + elsewhere:,}")
    world = snapshot(cursor, place, BEGAN)
    plan = copies(tracks - here, world)
    if not plan:
        return 0
    taken = take_off(cursor, names)
    _keep(cursor, plan)
    growth = Growth(cursor, Cells(staff_of(cursor)), len(plan), bar)
    rows = growth.add(one for one in ours() if one not in ASKED_LAST)
    growth.verify("Indexes", taken.indexes)
    cursor.execute(f"analyze {', '.join(names)}")
    for one in ASKED_LAST:
        ask_last(cursor, one._meta.db_table)
    rows += growth.add(ASKED_LAST)
    cursor.execute("set constraints all immediate")
    growth.verify("Foreign keys", taken.foreign)
    return rows


def _keep(cursor: CursorWrapper, plan: list[Copy]) -> None:
    every = [list(one) for one in zip(*map(astuple, plan), strict=True)]
    cursor.execute(COPIES, every)
