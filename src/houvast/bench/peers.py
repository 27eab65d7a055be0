"""The same lists by others: SQL in two databases, and tables of columns in two libraries.

Each gets what costs us most to make: the packed words, the minutes of every journey, and what the
law says. And each asks the cheap things first, as somebody would who knows it well. All run on one
thread. `lists(first, end)` gives per young person the workplaces and points, the best first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from houvast.matching.rules.columns import Ints
from houvast.matching.rules.many.asking import UNKNOWN
from houvast.matching.rules.many.layout import LAW_HOURS, LAYOUT
from houvast.matching.rules.many.places import FILLED_UP
from houvast.matching.rules.many.ready import Ready
from houvast.matching.rules.many.words import measured

Lists = Mapping[int, list[tuple[int, int]]]
Engine = Callable[[int, int], Lists]
MOST = 20
NOBODY = -9
"""No unit group, and no group of them."""


@dataclass(frozen=True)
class Tables:
    """Everything as whole numbers below 2^63, under names that are used once."""

    people: dict[str, Ints]
    """A row per young person and stretch of days."""
    places: dict[str, Ints]
    journeys: dict[str, Ints]
    law: dict[str, Ints]
    """A row per stretch of somebody below 18 and case of the law."""


def tables(asked: Ready) -> Tables:
    """What every peer gets."""
    real = np.flatnonzero(asked.places.position != FILLED_UP)
    lines, some = asked.opening.lines[real], asked.places.some.only(real)
    places = {
        "wid": asked.places.position[real],
        "zone": np.repeat(asked.places.zone_of, 64)[real],
        "stale": asked.places.stale[real],
        "isco": some.isco,
        "minor": np.where(some.isco < 0, UNKNOWN, some.isco // 10),
        "sector": some.sector,
        "wluck": lines["luck"],
        "lawful": measured(lines["least"], LAW_HOURS),
    }
    same = ("asks", "least", "starts", "asked", "teaches", "slots", "slots_min", "later")
    places |= {name: lines[name] for name in same} | {"wcase": lines["case"]}
    return Tables(_plain(_people(asked)), _plain(places), _plain(_journeys(asked)), _law(asked))


def _people(asked: Ready) -> dict[str, Ints]:
    of, wishes, there = asked.stretches, asked.asked, asked.journeys
    who = np.repeat(np.arange(len(asked)), np.diff(of.first))
    last = np.append(who[1:] != who[:-1], True)
    until = np.where(last, 1 << 30, np.append(of.since[1:], 0))
    found = {"pid": who, "sid": np.arange(len(who)), "since": of.since, "until": until}
    found |= {"nos": of.no, "has": of.has}
    one = {
        "possible": asked.possible,
        "free": asked.free,
        "can": wishes.can,
        "learns": wishes.learns,
        "pluck": wishes.luck,
        "chosen": wishes.sectors,
        "lim": there.limit,
        "home": there.home,
        "way": there.way,
    }
    for at, wished in enumerate(wishes.occupations.T):
        one |= {f"o{at}": np.where(wished < 0, NOBODY, wished)}
        one |= {f"g{at}": np.where(wished < 0, NOBODY, wished // 10)}
    return found | {name: values[who] for name, values in one.items()}


def _journeys(asked: Ready) -> dict[str, Ints]:
    there = asked.journeys
    ways, count = there.minutes.shape
    home = np.repeat(np.arange(len(there.first) - 1), np.diff(there.first))
    return {
        "jhome": np.tile(home, ways),
        "jzone": np.tile(there.zone, ways),
        "jway": np.repeat(np.arange(ways), count),
        "minutes": there.minutes.ravel(),
    }


def _law(asked: Ready) -> dict[str, Ints]:
    of = asked.stretches
    below = np.flatnonzero((of.hours < LAW_HOURS.most).any(axis=1))
    cases = of.parts.shape[1]
    return _plain(
        {
            "lsid": np.repeat(below, cases),
            "lcase": np.tile(np.arange(cases), len(below)),
            "parts": of.parts[below].ravel(),
            "hours": of.hours[below].ravel(),
        }
    )


def _plain(columns: Mapping[str, Ints]) -> dict[str, Ints]:
    return {name: np.ascontiguousarray(one).astype(np.int64) for name, one in columns.items()}


def grouped(rows: Iterable[Any]) -> Lists:
    """Rows of person, workplace and points, the best first, by person."""
    found: dict[int, list[tuple[int, int]]] = {}
    for pid, wid, points in rows:
        found.setdefault(int(pid), []).append((int(wid), int(points)))
    return found


SQL = """
with a as {materialized} (
  select * from p join w on w.starts >= p.since and w.starts < p.until
  where p.pid >= {first} and p.pid < {end}
    and (w.asks & p.nos) = 0 and ((p.has - w.least) & {borrowed}) = {borrowed}),
b as (
  select a.*, j.minutes from a
  join j on j.jhome = a.home and j.jway = a.way and j.jzone = a.zone and j.minutes <= a.lim
  left join l on l.lsid = a.sid and l.lcase = a.wcase
  where {possible} >= slots_min
    and (l.lsid is null or (lawful <= l.hours and {by_law} >= slots_min))),
c as (
  select pid, wid, stale, later, (pluck * wluck >> 16) & 16777215 as drawn,
    case when isco in (o0, o1, o2) then 300 when minor in (g0, g1, g2) then 150 else 0 end
    + 150 * ((chosen >> {sector}) & 1) + greatest(0, 250 - 50 * {gaps}) + 25 * least(4, {taught})
    + case when minutes < 0 then 0 else 150 * (lim - minutes) {div} lim end
    + 50 * least(8, {matched}) {div} 8 as points from b),
r as (
  select *, row_number() over (
    partition by pid order by stale, points desc, drawn desc, later) as place from c)
select pid, wid, points from r where place <= {most} order by pid, place
"""
"""The published table in SQL; `w.least` is the word of measures, `least` the function."""


def sql(bits: str, **more: object) -> str:
    """The statement in one dialect; `bits` counts those of an expression."""
    counts = {
        "possible": "slots & possible",
        "by_law": "slots & l.parts",
        "gaps": "asked & ~can",
        "taught": "teaches & learns",
        "matched": "slots & free",
    }
    found = {name: bits.format(one) for name, one in counts.items()}
    return SQL.format(**found, most=MOST, borrowed=LAYOUT.borrowed, **more)


def duckdb(given: Tables) -> Engine:
    """DuckDB on one thread."""
    import duckdb as db
    import pandas as pd

    connection = db.connect()
    connection.execute("set threads = 1")
    for name, columns in zip("pwjl", _each(given), strict=True):
        frame = pd.DataFrame(columns)
        connection.register("frame", frame)
        connection.execute(f"create table {name} as select * from frame")  # noqa: S608
    statement = {"bits": "bit_count({})::bigint", "materialized": "materialized", "div": "//"}

    def lists(first: int, end: int) -> Lists:
        asked = sql(**statement, sector="sector", first=first, end=end)
        return grouped(connection.execute(asked).fetchall())

    return lists


def postgresql(given: Tables, address: str) -> Engine:
    """PostgreSQL, on tables of its own that go when the connection goes."""
    import psycopg

    connection = psycopg.connect(address, autocommit=True)
    connection.execute("set max_parallel_workers_per_gather = 0")
    connection.execute("set work_mem = '256MB'")
    for name, columns in zip("pwjl", _each(given), strict=True):
        kinds = ", ".join(f"{one} bigint" for one in columns)
        connection.execute(f"create temp table {name} ({kinds})".encode())
        with connection.cursor().copy(f"copy {name} from stdin".encode()) as out:
            for row in zip(*(one.tolist() for one in columns.values()), strict=True):
                out.write_row(row)
        connection.execute(f"analyze {name}".encode())
    statement = {"bits": "bit_count(({})::bit(64))", "materialized": "materialized", "div": "/"}

    def lists(first: int, end: int) -> Lists:
        asked = sql(**statement, sector="sector::int", first=first, end=end)
        return grouped(connection.execute(asked.encode()).fetchall())

    return lists


def _each(given: Tables) -> tuple[dict[str, Ints], ...]:
    return given.people, given.places, given.journeys, given.law
