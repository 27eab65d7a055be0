"""Ages and birthdays of many at once; days are ordinals, as `date.toordinal` gives."""

from datetime import date

import numpy as np

from houvast.matching.rules.columns import Ints


def _parts_of(day: Ints) -> tuple[Ints, Ints, Ints]:
    """Year, month and day of the month of ordinals."""
    days = (day - EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64)
    return month // 12 + 1970, month % 12, (days - months.astype("datetime64[D]")).astype(np.int64)


EPOCH = date(1970, 1, 1).toordinal()


def age_on(born: Ints, day: Ints) -> Ints:
    """Whole years on a day (`people.rules.age_on`)."""
    year, month, of_month = _parts_of(born)
    to_year, to_month, to_day = _parts_of(day)
    had_it = (to_month > month) | (to_month == month) & (to_day >= of_month)
    age: Ints = to_year - year - ~had_it
    return age


def birthday(born: Ints, age: Ints) -> Ints:
    """The day on which somebody becomes so old (`law.birthday`): 29 February, else 1 March."""
    year, month, of_month = _parts_of(born)
    months = ((year + age - 1970) * 12 + month).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64) + EPOCH
    day: Ints = first + of_month
    return day
