"""The lists, compiled: rows of bits first, then only the workplaces that can still be in a list.

Of one young person: which blocks are near enough, what stands in the way there, what was wished.
Workplaces are then looked at by what they can reach at most, the wished ones first. As soon as a
list is full, every block that cannot reach its last line any more is passed over, whatever is in
it. So the answer is exact, and many workplaces that fit are never counted.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from houvast.matching.rules.lists import TIE_BITS
from houvast.matching.rules.many.answers import PART_BITS, POINTS_AT
from houvast.matching.rules.many.bits import COMPILED, PIECE, lowest, ones
from houvast.matching.rules.many.layout import LAW_HOURS, LAYOUT
from houvast.matching.rules.many.places import MOST_PLACES
from houvast.matching.rules.many.plain import COMPULSORY, QUALIFICATION, TRAVEL
from houvast.matching.rules.ordering import KEY_BITS

I64, U64 = np.int64, np.uint64
BORROWED = I64(LAYOUT.borrowed)
LAW_AT, LAW_MOST = I64(LAW_HOURS.low), I64(LAW_HOURS.most)
TIE_MASK, KEY_MASK = I64((1 << TIE_BITS) - 1), I64(MOST_PLACES - 1)
TIE_AT, POINTS, PART = I64(KEY_BITS), I64(POINTS_AT), I64(PART_BITS)
NO_FIT = I64(-1)
EXACT, ALIKE = 2, 1
"""How well an occupation is wished: the very one, or one of its group."""


class Offer(NamedTuple):
    """Packed workplaces (`places`)."""

    rows: Any
    of_flag: Any
    stale: Any
    """The row of what people ring first."""
    lines: Any
    block_of: Any
    at_key: Any


PERSON = np.dtype(
    [(name, "u8") for name in ("no", "can", "learns")]
    + [(name, "i8") for name in ("luck", "begin", "school_until", "first", "end")]
    + [(name, "u4") for name in ("possible", "free")]
    + [(name, "i4") for name in ("home", "way", "limit", "filled_up")]
)
STRETCH = np.dtype([("no", "u8"), ("unclear", "u8"), ("own", "u8"), ("since", "i8"), ("has", "i8")])


class Who(NamedTuple):
    """n young people, ready to be asked (`ready`)."""

    people: Any
    stretches: Any
    rows: Any
    parts: Any
    hours: Any
    exact: Any
    alike: Any
    sectors: Any
    journey: Any
    zone: Any
    minutes: Any


class Table(NamedTuple):
    """The points table, and the classes of wishes by what they give, the most first."""

    classes: Any
    """Rows of: how well wished, sector or not, points."""
    wish: int
    wish_near: int
    sector: int
    can: int
    can_gap: int
    learn_each: int
    learn_most: int
    day_parts: int
    day_parts_full: int
    travel: Any
    """Per limit and minutes."""


class Desk(NamedTuple):
    """Where one thread puts what it needs for one young person."""

    runs: Any
    """First and last block of what lies side by side and is near enough."""
    minutes: Any
    travel: Any
    barred: Any
    exact: Any
    alike: Any
    sector: Any
    asked: Any
    """Which rows of bits to ask."""


@njit(**PIECE)
def near(one: Any, who: Any, offer: Any, table: Any, desk: Any) -> Any:
    """Note the blocks that are near enough, and give the number of runs of them."""
    runs, last = 0, -1
    home, limit = one.home, one.limit
    for at in range(who.journey[home], who.journey[home + 1]):
        minutes = I64(who.minutes[one.way, at])
        if minutes > limit:
            continue
        zone = who.zone[at]
        begin, end = offer.block_of[zone], offer.block_of[zone + 1]
        if begin != last:
            desk.runs[runs, 0] = begin
            runs += 1
        desk.runs[runs - 1, 1] = last = end
        points = I64(0) if minutes < 0 else I64(table.travel[limit, minutes])
        for block in range(begin, end):
            desk.minutes[block], desk.travel[block] = minutes, points
    return runs


@njit(**PIECE)
def gather(rows: Any, offer: Any, desk: Any, runs: Any, found: Any) -> Any:
    """In `found`, what is in any of these rows; -1 is no row."""
    for run in range(runs):
        begin, end = desk.runs[run, 0], desk.runs[run, 1]
        into = found[begin:end]
        into[:] = U64(0)
        for row in rows:
            if row >= 0:
                one = offer.rows[row, begin:end]
                for block in range(into.size):
                    into[block] |= one[block]


@njit(**PIECE)
def prepare(i: Any, who: Any, offer: Any, table: Any, desk: Any) -> Any:
    """Everything about one young person that goes by blocks; gives the number of runs."""
    runs = near(who.people[i], who, offer, table, desk)
    count, word = 0, who.people[i].no
    while word != U64(0):
        desk.asked[count] = offer.of_flag[lowest(word)]
        word &= word - U64(1)
        count += 1
    for row in who.rows[i]:
        desk.asked[count] = row
        count += 1
    gather(desk.asked[:count], offer, desk, runs, desk.barred)
    gather(who.exact[i], offer, desk, runs, desk.exact)
    gather(who.alike[i], offer, desk, runs, desk.alike)
    gather(who.sectors[i], offer, desk, runs, desk.sector)
    return runs


@njit(**PIECE)
def stretch_of(one: Any, line: Any, who: Any) -> Any:
    """The stretch of days that holds for a workplace; -1 when something stands in the way then."""
    at, end = one.first, one.end
    if end - at > 1:
        while at + 1 < end and who.stretches[at + 1].since <= line.starts:
            at += 1
        of = who.stretches[at]
        if line.asks & of.no or (of.has - line.least) & BORROWED != BORROWED:
            return NO_FIT
        if (line.least >> LAW_AT) & LAW_MOST > I64(who.hours[at, line.case]):
            return NO_FIT
    return at


@njit(**PIECE)
def has_time(one: Any, line: Any, who: Any) -> Any:
    """Whether enough day-parts are possible, and left by the law."""
    least = I64(line.slots_min)
    if ones(line.slots & one.possible) < least:
        return False
    at = stretch_of(one, line, who)
    return at >= 0 and ones(line.slots & who.parts[at, line.case]) >= least


@njit(**PIECE)
def can_points(one: Any, line: Any, table: Any) -> Any:
    """Points for what is asked and had."""
    return max(I64(0), table.can - table.can_gap * ones(line.asked & ~one.can))


@njit(**PIECE)
def learn_points(one: Any, line: Any, table: Any) -> Any:
    """Points for what is taught and wished to be learned."""
    return table.learn_each * min(I64(table.learn_most), ones(line.teaches & one.learns))


@njit(**PIECE)
def day_points(free: Any, table: Any) -> Any:
    """Points for so many day-parts that match."""
    return table.day_parts * min(I64(table.day_parts_full), free) // table.day_parts_full


@njit(**PIECE)
def own_points(one: Any, line: Any, table: Any) -> Any:
    """The points of a workplace besides wish, sector and journey."""
    free = day_points(ones(line.slots & one.free), table)
    return can_points(one, line, table) + learn_points(one, line, table) + free


@njit(**PIECE)
def own_most(one: Any, table: Any) -> Any:
    """The most that `own_points` can be for one young person."""
    learn = table.learn_each * min(I64(table.learn_most), ones(one.learns))
    return table.can + learn + day_points(ones(one.free), table)


@njit(**PIECE)
def left_in(block: Any, wished: Any, sector: Any, desk: Any) -> Any:
    """The workplaces of a block that nothing stands in the way of, of one class of wishes."""
    word = ~desk.barred[block]
    if wished == EXACT:
        word &= desk.exact[block]
    elif wished == ALIKE:
        word &= desk.alike[block] & ~desk.exact[block]
    else:
        word &= ~desk.alike[block]
    return word & (desk.sector[block] if sector else ~desk.sector[block])


@njit(**PIECE)
def put(key: Any, keys: Any) -> None:
    """A key in its place among those found so far, the highest first."""
    at = keys.size - 1
    while at > 0 and keys[at - 1] < key:
        keys[at] = keys[at - 1]
        at -= 1
    keys[at] = key


@njit(**PIECE)
def try_block(
    i: Any, block: Any, word: Any, above: Any, keys: Any, who: Any, offer: Any, table: Any
) -> None:
    """Look at these workplaces of a block; `above` is what they have besides their own points."""
    last, one = keys.size - 1, who.people[i]
    while word != U64(0):
        line = offer.lines[block * 64 + lowest(word)]
        word &= word - U64(1)
        points = above + own_points(one, line, table)
        if points < keys[last] >> POINTS:
            continue
        tie = (one.luck * I64(line.luck) >> I64(16)) & TIE_MASK
        key = points << POINTS | tie << TIE_AT | KEY_MASK - I64(line.later)
        if key > keys[last] and has_time(one, line, who):
            put(key, keys)


@njit(**PIECE)
def look(
    i: Any, runs: Any, fresh: Any, keys: Any, who: Any, offer: Any, table: Any, desk: Any
) -> None:
    """Fill the list of one young person: of what was confirmed lately, or of what was not."""
    most, last = own_most(who.people[i], table), keys.size - 1
    stale = offer.stale
    for one in table.classes:
        base = (fresh << PART) + one[2]
        for run in range(runs):
            for block in range(desk.runs[run, 0], desk.runs[run, 1]):
                above = base + desk.travel[block]
                if above + most < keys[last] >> POINTS:
                    continue
                word = left_in(block, one[0], one[1], desk)
                word &= ~stale[block] if fresh else stale[block]
                if word != U64(0):
                    try_block(i, block, word, above, keys, who, offer, table)


@njit(**COMPILED)
def best_of(
    first: Any, end: Any, who: Any, offer: Any, table: Any, desk: Any, keys: Any, words: Any
) -> None:
    """The lists of young people first to end, with their reasons."""
    for i in range(first, end):
        runs = prepare(i, who, offer, table, desk)
        look(i, runs, I64(1), keys[i], who, offer, table, desk)
        if keys[i, -1] < 0:
            look(i, runs, I64(0), keys[i], who, offer, table, desk)
        for at in range(keys.shape[1]):
            if keys[i, at] >= 0:
                j = offer.at_key[KEY_MASK - (keys[i, at] & KEY_MASK)]
                explain(i, j, who, offer, table, desk, words[:, i, at])


@njit(**PIECE)
def explain(i: Any, j: Any, who: Any, offer: Any, table: Any, desk: Any, words: Any) -> None:
    """The reasons of one line: points per component, steps, and skills to be learned."""
    one, line, block, at = who.people[i], offer.lines[j], j // 64, U64(j % 64)
    wish = table.wish_near * bit_at(desk.alike[block], at)
    if bit_at(desk.exact[block], at):
        wish = table.wish
    words[0] = U64(
        wish
        | table.sector * bit_at(desk.sector[block], at) << PART
        | can_points(one, line, table) << 2 * PART
        | learn_points(one, line, table) << 3 * PART
        | desk.travel[block] << 4 * PART
        | day_points(ones(line.slots & one.free), table) << 5 * PART
    )
    words[1] = steps(one, line, who, desk.minutes[block] < 0)
    words[2] = line.asked & ~one.can


@njit(**PIECE)
def bit_at(word: Any, at: Any) -> Any:
    """One bit of a word."""
    return I64((word >> at) & U64(1))


@njit(**PIECE)
def steps(one: Any, line: Any, who: Any, unsaid: Any) -> Any:
    """What is still to be asked or arranged (`plain._steps`)."""
    of = who.stretches[stretch_of(one, line, who)]
    start = max(I64(line.starts), one.begin)
    other = QUALIFICATION if start <= one.school_until else COMPULSORY
    word = (line.open_steps & of.unclear & ~other) | of.own
    return word | TRAVEL if unsaid else word


@njit(**PIECE)
def pairs_of(
    i: Any, floor: Any, who: Any, offer: Any, table: Any, desk: Any, found: Any, count: Any
) -> Any:
    """All pairs of one young person of at least `floor` points; gives how many there are now."""
    runs, most = prepare(i, who, offer, table, desk), own_most(who.people[i], table)
    for one in table.classes:
        for run in range(runs):
            for block in range(desk.runs[run, 0], desk.runs[run, 1]):
                above = one[2] + desk.travel[block]
                if above + most >= floor:
                    word = left_in(block, one[0], one[1], desk)
                    count = pairs_in(i, block, word, above, floor, who, offer, table, found, count)
    return count


@njit(**PIECE)
def pairs_in(
    i: Any,
    block: Any,
    word: Any,
    above: Any,
    floor: Any,
    who: Any,
    offer: Any,
    table: Any,
    found: Any,
    count: Any,
) -> Any:
    """The pairs of one block."""
    one = who.people[i]
    while word != U64(0):
        j = block * 64 + lowest(word)
        word &= word - U64(1)
        points = above + own_points(one, offer.lines[j], table)
        if points >= floor and has_time(one, offer.lines[j], who):
            found[0, count], found[1, count], found[2, count] = i, j, points
            count += 1
    return count


@njit(**COMPILED)
def all_pairs(
    first: Any, end: Any, floors: Any, who: Any, offer: Any, table: Any, desk: Any, found: Any
) -> Any:
    """All pairs of young people first to end; gives how many there are."""
    count = I64(0)
    for i in range(first, end):
        count = pairs_of(i, floors[i], who, offer, table, desk, found, count)
    return count
