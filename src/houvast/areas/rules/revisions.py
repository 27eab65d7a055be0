"""What is other than when the same table came in before: new, gone, revised, definite."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from houvast.areas.rules.indicators import STORED

KEY = ["code", "indicator", "year"]
NAMES = {number: id for id, number in STORED.items()}


class Change(StrEnum):
    """What became of a figure."""

    NEW = "new"
    GONE = "gone"
    REVISED = "revised"
    DEFINITE = "definite"
    """It was provisional, and is not any more; its value may be the same."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed in one indicator.

    `largest` is the largest difference of a value, and `where` the code of that area; without a
    difference 0 and nothing.
    """

    change: Change
    indicator: str
    count: int
    largest: float = 0.0
    where: str = ""


def revisions(before: pl.DataFrame, after: pl.DataFrame) -> tuple[Revision, ...]:
    """Return what changed between two imports of one table, by indicator.

    Both are `figures` of `brought.py`. A figure that came to be given is new, and one that is not
    given any more is gone. One that changed and became definite counts as revised.
    """
    old = before.filter(pl.col("value").is_not_null())
    new = after.filter(pl.col("value").is_not_null())
    both = old.join(new, on=KEY, how="inner", suffix="_new")
    apart = (pl.col("value_new") - pl.col("value")).abs()
    both = both.with_columns(apart.alias("apart"))
    settled = pl.col("provisional") & ~pl.col("provisional_new") & (pl.col("apart") == 0)
    found = {
        Change.NEW: new.join(old, on=KEY, how="anti"),
        Change.GONE: old.join(new, on=KEY, how="anti"),
        Change.REVISED: both.filter(pl.col("apart") > 0),
        Change.DEFINITE: both.filter(settled),
    }
    return tuple(one for change, some in found.items() for one in _by_indicator(change, some))


def _by_indicator(change: Change, some: pl.DataFrame) -> list[Revision]:
    lines = []
    for (number,), rows in some.sort("indicator", "code").group_by(
        "indicator", maintain_order=True
    ):
        name = NAMES[int(str(number))]
        if change is Change.REVISED:
            most = rows.sort("apart", descending=True, maintain_order=True).row(0, named=True)
            lines.append(Revision(change, name, rows.height, most["apart"], most["code"]))
        else:
            lines.append(Revision(change, name, rows.height))
    return lines
