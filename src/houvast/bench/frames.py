"""The same lists with pandas and with Polars."""

from typing import Any

import numpy as np

from houvast.bench.peers import MOST, Engine, Lists, Tables, grouped
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.many.layout import LAYOUT

BORROWED = LAYOUT.borrowed
FAR = 1 << 20


def pandas(given: Tables) -> Engine:
    """pandas: everybody next to everything, and then less and less of it."""
    import pandas as pd

    people, places = pd.DataFrame(given.people), pd.DataFrame(given.places)
    minutes, parts, hours = _minutes(given), *_law(given)

    def lists(first: int, end: int) -> Lists:
        some = people[(people.pid >= first) & (people.pid < end)]
        m = some.merge(places, how="cross")
        m = m[(m.asks & m.nos) == 0]
        m = m[((m.has - m.least) & BORROWED) == BORROWED]
        m = m[(m.starts >= m.since) & (m.starts < m.until)]
        m = m[_bits(m.slots & m.possible) >= m.slots_min]
        m = m.assign(minutes=minutes[m.home, m.way, m.zone])
        m = m[m.minutes <= m.lim]
        m = m[_bits(m.slots & parts[m.sid, m.wcase]) >= m.slots_min]
        m = m[m.lawful <= hours[m.sid, m.wcase]]
        m = m.assign(points=_points(m), drawn=m.pluck * m.wluck // 65536 % (1 << 24))
        keys = ["pid", "stale", "points", "drawn", "later"]
        m = m.sort_values(keys, ascending=[True, True, False, False, True])
        m = m.groupby("pid", sort=False).head(MOST)
        return grouped(zip(m.pid, m.wid, m.points, strict=True))

    return lists


def _points(m: Any) -> Any:
    exact = (m.isco == m.o0) | (m.isco == m.o1) | (m.isco == m.o2)
    alike = (m.minor == m.g0) | (m.minor == m.g1) | (m.minor == m.g2)
    points = np.where(exact, 300, np.where(alike, 150, 0))
    points = points + 150 * (m.chosen.to_numpy() >> m.sector.to_numpy() & 1)
    points = points + np.maximum(0, 250 - 50 * _bits(m.asked & ~m.can))
    points = points + 25 * np.minimum(4, _bits(m.teaches & m.learns))
    points = points + np.where(m.minutes < 0, 0, 150 * (m.lim - m.minutes) // m.lim)
    return points + 50 * np.minimum(8, _bits(m.slots & m.free)) // 8


def _bits(words: Any) -> Ints:
    counted: Ints = np.bitwise_count(words.to_numpy().view(np.uint64)).astype(np.int64)
    return counted


def _minutes(given: Tables) -> Ints:
    j = given.journeys
    shape = [int(j[name].max(initial=0)) + 1 for name in ("jhome", "jway")]
    zones = int(given.places["zone"].max(initial=0)) + 1
    found = np.full((*shape, zones), FAR)
    found[j["jhome"], j["jway"], j["jzone"]] = j["minutes"]
    return found


def _law(given: Tables) -> tuple[Ints, Ints]:
    rows, cases = len(given.people["sid"]), int(given.places["wcase"].max(initial=0)) + 1
    cases = max(cases, int(given.law["lcase"].max(initial=0)) + 1)
    parts, hours = np.full((rows, cases), (1 << 32) - 1), np.full((rows, cases), FAR)
    at = given.law["lsid"], given.law["lcase"]
    parts[at], hours[at] = given.law["parts"], given.law["hours"]
    return parts, hours


def polars(given: Tables) -> Engine:
    """Polars on one thread, lazily: it may put the steps in another order if that is quicker."""
    import polars as pl

    people, places, journeys, law = (
        pl.DataFrame(one) for one in (given.people, given.places, given.journeys, given.law)
    )
    c = pl.col

    def bits(word: Any) -> Any:
        return word.bitwise_count_ones().cast(pl.Int64)

    def lists(first: int, end: int) -> Lists:
        some = people.filter((c("pid") >= first) & (c("pid") < end)).lazy()
        m = some.join(places.lazy(), how="cross").filter(
            (c("asks") & c("nos")) == 0,
            ((c("has") - c("least")) & BORROWED) == BORROWED,
            c("starts") >= c("since"),
            c("starts") < c("until"),
            bits(c("slots") & c("possible")) >= c("slots_min"),
        )
        keys = ["home", "way", "zone"], ["jhome", "jway", "jzone"]
        m = m.join(journeys.lazy(), left_on=keys[0], right_on=keys[1])
        m = m.filter(c("minutes") <= c("lim"))
        m = m.join(law.lazy(), left_on=["sid", "wcase"], right_on=["lsid", "lcase"], how="left")
        m = m.filter(
            c("parts").is_null()
            | (c("lawful") <= c("hours")) & (bits(c("slots") & c("parts")) >= c("slots_min"))
        )
        m = m.with_columns(
            points=_polars_points(pl, bits), drawn=c("pluck") * c("wluck") // 65536 % (1 << 24)
        ).sort(
            ["pid", "stale", "points", "drawn", "later"],
            descending=[False, False, True, True, False],
        )
        found = m.group_by("pid", maintain_order=True).head(MOST)
        return grouped(found.select("pid", "wid", "points").collect().iter_rows())

    return lists


def _polars_points(pl: Any, bits: Any) -> Any:
    c = pl.col
    exact = (c("isco") == c("o0")) | (c("isco") == c("o1")) | (c("isco") == c("o2"))
    alike = (c("minor") == c("g0")) | (c("minor") == c("g1")) | (c("minor") == c("g2"))
    sector = c("chosen") // pl.lit(2, dtype=pl.Int64).pow(c("sector")).cast(pl.Int64) % 2
    journey = 150 * (c("lim") - c("minutes")) // c("lim")
    return (
        pl.when(exact).then(300).when(alike).then(150).otherwise(0)
        + 150 * sector
        + pl.max_horizontal(0, 250 - 50 * bits(c("asked") & ~c("can")))
        + 25 * pl.min_horizontal(4, bits(c("teaches") & c("learns")))
        + pl.when(c("minutes") < 0).then(0).otherwise(journey)
        + 50 * pl.min_horizontal(8, bits(c("slots") & c("free"))) // 8
    )
