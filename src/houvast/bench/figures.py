"""What the samples say: medians, the slowest of twenty, what a page adds to its SQL. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


def percentile(samples: Sequence[float], share: int) -> float:
    """The smallest sample that at least `share` % do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def p95(samples: Sequence[float]) -> float:
    """The smallest sample that at least 95 % do not exceed."""
    return percentile(samples, 95)


@dataclass(frozen=True, slots=True)
class Measured:
    """The samples of one screen in milliseconds, in the order of the rounds."""

    name: str
    queries: int
    page_ms: tuple[float, ...]
    sql_ms: tuple[float, ...]
    empty_ms: tuple[float, ...]

    @property
    def over_ms(self) -> float:
        """What the page adds to its own SQL, in the slowest of twenty rounds."""
        return p95([page - sql for page, sql in zip(self.page_ms, self.sql_ms, strict=True)])

    def line(self) -> dict[str, Any]:
        """As in the JSON. `ratio`: the page against its floors, the SQL and an empty page."""
        floor = median(self.sql_ms) + median(self.empty_ms)
        return {
            "name": self.name,
            "queries": self.queries,
            "p50_ms": round(median(self.page_ms), 1),
            "p95_ms": round(p95(self.page_ms), 1),
            "sql_ms": round(median(self.sql_ms), 1),
            "ratio": round(median(self.page_ms) / floor, 2),
        }


def report(tracks: int, large: Sequence[Measured], small: Sequence[Measured]) -> dict[str, Any]:
    """The JSON; `growth` is how many times slower a page is than in the small database."""
    before = {one.name: median(one.page_ms) for one in small}
    return {
        "tracks": tracks,
        "pages": [one.line() for one in large],
        "growth": {one.name: round(median(one.page_ms) / before[one.name], 2) for one in large},
    }


def merged(batches: Sequence[Sequence[Measured]]) -> list[Measured]:
    """The batches of each screen as one."""
    return [
        Measured(
            name=parts[0].name,
            queries=max(one.queries for one in parts),
            page_ms=tuple(each for one in parts for each in one.page_ms),
            sql_ms=tuple(each for one in parts for each in one.sql_ms),
            empty_ms=tuple(each for one in parts for each in one.empty_ms),
        )
        for parts in zip(*batches, strict=True)
    ]


def table(tracks: int, small: int, every: Sequence[Measured], growth: dict[str, float]) -> str:
    """For people: the same figures, and what each page adds to its SQL."""
    head = f"{'screen':<14}{'queries':>8}{'p50':>8}{'p95':>8}{'SQL':>8}{'adds p95':>10}{'ratio':>8}"
    lines = [f"{tracks:,} tracks; milliseconds", f"{head}{f'x {small:,}':>12}"]
    for one in every:
        row = one.line()
        lines.append(
            f"{one.name:<14}{one.queries:>8}{row['p50_ms']:>8}{row['p95_ms']:>8}{row['sql_ms']:>8}"
            f"{one.over_ms:>10.1f}{row['ratio']:>8}{growth[one.name]:>12}"
        )
    return "\n".join(lines)
