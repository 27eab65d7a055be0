"""The lists of one young person by way of the compiled kernel, for who installed `snel`."""

from functools import cache

import numpy as np

from houvast.employers.rules.states import Answer
from houvast.employers.rules.workplaces import ALL_DAY_PARTS
from houvast.matching.rules import one_pass
from houvast.matching.rules.at_once import (
    allowed_parts_of,
    is_one_of,
    lowest_wages,
    most_hours_of,
    never_light_since,
)
from houvast.matching.rules.columns import KINDS, SECTORS, Columns, Ints, bits
from houvast.matching.rules.law import HOLIDAYS, PERIODS
from houvast.matching.rules.ordering import KEY_BITS, REASONS, Lists, counted
from houvast.matching.rules.points import PointsTable
from houvast.matching.rules.question import UNKNOWN, Question, birthdays_of

U64 = np.uint64
LINE = np.dtype(
    [(name, "u8") for name in ("asked", "teaches", "asks", "offers_no", "slots")]
    + [(name, "i4") for name in ("starts", "ends", "ring_from", "closes", "never_light")]
    + [(name, "i4") for name in ("later", "wage_cents", "zone")]
    + [(name, "i2") for name in ("isco", "hours_min", "hours_max", "slots_min", "minimum_age")]
    + [("free_places", "i2"), ("kind", "i1"), ("sector", "i1")],
    align=True,
)
"""All of one workplace side by side. `later` is how many keys are lower."""
OTHER_NAMES = {"asked": "skills_asked", "later": "by_key"}


def lists(asked: Question, drawn: Ints) -> Lists:
    """All lists of a day (`kernel.lists`)."""
    (fits, near, rest), often = _sorted_out(asked, drawn)
    return Lists(
        fits=_in_order(asked.columns, fits),
        near=_in_order(asked.columns, near),
        rest=rest,
        does_not_fit=counted(often),
    )


def how_many_fit(asked: Question) -> int:
    """How many workplaces fit."""
    (fits, _near, _rest), _often = _sorted_out(asked, np.zeros(len(asked.columns), np.int64))
    return len(fits)


def _sorted_out(asked: Question, drawn: Ints) -> tuple[list[Ints], Ints]:
    """Places of what fits and nearly fits, positions of the rest, and counts of `REASONS`."""
    room = np.empty((3, len(asked.columns)), np.int64)
    often = np.zeros(len(REASONS), np.int64)
    given = you(asked), law(asked), table(asked.ruleset.table)
    counts = one_pass.sort_out(lines_of(asked.columns), drawn, *given, *room, often)
    return [each[:count] for each, count in zip(room, counts, strict=True)], often


def _in_order(columns: Columns, places: Ints) -> Ints:
    ranks = np.sort(places) & (1 << KEY_BITS) - 1
    order: Ints = columns.in_key_order[ranks]
    return order


def lines_of(columns: Columns) -> Ints:
    """The workplaces as the kernel reads them: kept with the columns, which never change."""
    kept: Ints | None = columns.__dict__.get("lines")
    if kept is None:
        kept = np.zeros(len(columns), LINE)
        for name in LINE.names or ():
            if name != "never_light":
                kept[name] = getattr(columns, OTHER_NAMES.get(name, name))
        kept["never_light"] = never_light_since(columns.isco)
        columns.__dict__["lines"] = kept
    return kept


def you(asked: Question) -> one_pass.You:
    """The young person as the kernel reads him or her."""
    wishes, begin = asked.wishes, asked.earliest.toordinal()
    possible = ALL_DAY_PARTS & ~wishes.busy
    born = wishes.birth_date
    birthdays = birthdays_of(born) if born else np.zeros(0, np.int64)
    known = born is not None
    return one_pass.You(
        today=asked.today.toordinal(),
        begin=begin,
        age=int(np.searchsorted(birthdays, begin, side="right")) if known else UNKNOWN,
        birthdays=birthdays,
        no=U64(bits(code for code, said in wishes.facts.items() if said is Answer.NO)),
        needs=U64(bits(wishes.needs)),
        can=U64(bits(wishes.can)),
        learns=U64(bits(wishes.learns)),
        possible=U64(possible),
        free=U64(possible & wishes.free),
        hours_least=UNKNOWN if wishes.hours_least is None else wishes.hours_least,
        hours_most=UNKNOWN if wishes.hours_most is None else wishes.hours_most,
        limit=asked.limit,
        wished=np.array(sorted(map(int, wishes.occupations)), np.int64),
        sectors=is_one_of(SECTORS, wishes.sectors),
        never_kinds=is_one_of(KINDS, wishes.never_kinds),
        never_sectors=is_one_of(SECTORS, wishes.never_sectors),
        minutes=asked.minutes_of_zones,
    )


def law(asked: Question) -> one_pass.Law:
    """What the law says to somebody with this school week."""
    return _law(asked.wishes.school_days, asked.wishes.school_hours)


@cache
def _law(school_days: int | None, school_hours: int) -> one_pass.Law:
    since, cents = lowest_wages()
    firsts, lasts = np.array([[day.toordinal() for day in one] for one in HOLIDAYS]).T
    return one_pass.Law(
        periods=np.array([day.toordinal() for day in PERIODS[1:]], np.int64),
        holidays_from=firsts.astype(np.int64),
        holidays_to=lasts.astype(np.int64),
        parts=allowed_parts_of(school_days).astype(U64),
        hours=most_hours_of(school_hours).astype(np.int64),
        wages_since=since.astype(np.int64),
        wages=cents.astype(np.int64),
    )


@cache
def table(of: PointsTable) -> one_pass.Table:
    """The points table as the kernel reads it."""
    return one_pass.Table(*(getattr(of, name) for name in one_pass.Table._fields))
