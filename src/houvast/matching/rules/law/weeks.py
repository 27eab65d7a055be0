"""School week or holiday week (NRK 1:1): a holiday week is one without any lessons.

Which weeks those are differs by region, and the region of a young person's school is not known. So
work is holiday work only when all of it falls in whole weeks, Monday to Sunday, in which the
schools of all three regions are closed (`holidays.csv`): the weekend before a holiday belongs to a
week with lessons. Everything else is asked as in a school week, which is the stricter one.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from houvast.matching.rules.law.values import Week, rows_of
from houvast.matching.rules.sides import Pair

Days = tuple[date, date]


def closed(rows: Iterable[dict[str, str]]) -> tuple[Days, ...]:
    """First and last day of each row of whole weeks in which every region is closed.

    A row names a region, and the first and the last day of a holiday there.
    """
    of_region: dict[str, set[date]] = {}
    for row in rows:
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days = {first + timedelta(days=one) for one in range((last - first).days + 1)}
        of_region.setdefault(row["region"], set()).update(days)
    shared = set.intersection(*of_region.values())
    everywhere = {day for day in shared if _week(day) <= shared}
    one_day = timedelta(days=1)
    firsts = sorted(day for day in everywhere if day - one_day not in everywhere)
    lasts = sorted(day for day in everywhere if day + one_day not in everywhere)
    return tuple(zip(firsts, lasts, strict=True))


def _week(day: date) -> set[date]:
    """The days of the week that a day is in."""
    monday = day - timedelta(days=day.weekday())
    return {monday + timedelta(days=one) for one in range(7)}


HOLIDAYS = closed(rows_of("holidays.csv"))


def week_between(first: date, last: date | None) -> Week:
    """The kind of week that work of these days falls in; without a last day, school weeks."""
    if last is None or last < first:
        return Week.SCHOOL
    inside = any(one <= first and last <= end for one, end in HOLIDAYS)
    return Week.HOLIDAY if inside else Week.SCHOOL


def week_of(pair: Pair) -> Week:
    """The kind of week from the first working day to the end of the work."""
    return week_between(pair.start, pair.place.end_on)
