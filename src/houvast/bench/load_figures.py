"""What a load says: how long people waited, how often it went wrong, per kind of request. Pure."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from houvast.bench.arrivals import MIXES
from houvast.bench.figures import p95, percentile
from houvast.bench.sender import Answer


def waits(answers: Sequence[Answer]) -> dict[str, Any]:
    """How long people waited. What went wrong counts too: it took somebody's time."""
    took = [one.took_ms for one in answers]
    return {
        "requests": len(answers),
        "errors": sum(bool(one.wrong) for one in answers),
        "p50_ms": round(median(took), 1),
        "p95_ms": round(p95(took), 1),
        "p99_ms": round(percentile(took, 99), 1),
        "most_ms": round(max(took), 1),
    }


def load_report(
    answers: Sequence[Answer], sql_ms: Sequence[float], about: dict[str, Any]
) -> dict[str, Any]:
    """The JSON. `late_ms`: how long requests waited here, 99 of 100; above 0 we were the brake."""
    names = dict.fromkeys(kind for mix in MIXES.values() for kind in mix)
    kinds = {kind: [one for one in answers if one.kind == kind] for kind in names}
    empty = [one.took_ms for one in kinds["empty"]]
    return {
        **about,
        **waits(answers),
        "wrong": dict(Counter(f"{one.kind}: {one.wrong}" for one in answers if one.wrong)),
        "late_ms": round(percentile([one.late_ms for one in answers], 99), 1),
        "kinds": [{"name": kind} | waits(some) for kind, some in kinds.items() if some],
        "floors": {
            "sql_ms": round(median(sql_ms), 1),
            "sql_p95_ms": round(p95(sql_ms), 1),
            "empty_ms": round(median(empty), 1) if empty else None,
            "empty_p95_ms": round(p95(empty), 1) if empty else None,
        },
    }


def load_table(report: dict[str, Any]) -> str:
    """For people: the same figures."""
    columns = ("requests", "errors", "p50_ms", "p95_ms", "p99_ms", "most_ms")
    every = [*report["kinds"], {"name": "all"} | report]
    floors = report["floors"]
    return "\n".join(
        [
            f"{report['tracks']:,} tracks, {report['mix']}, {report['rate']} requests a second for"
            f" {report['minutes']} minutes, {report['workers']} web processes,"
            f" {report['processors']} processors; milliseconds since arrival",
            f"{'kind':<14}" + "".join(f"{one.removesuffix('_ms'):>10}" for one in columns),
            *(
                f"{one['name']:<14}" + "".join(f"{one[each]:>10}" for each in columns)
                for one in every
            ),
            f"Floors meanwhile: the SQL of a file {floors['sql_ms']} (p95 {floors['sql_p95_ms']})"
            + (
                f", an empty page {floors['empty_ms']} (p95 {floors['empty_p95_ms']})."
                if floors["empty_ms"] is not None
                else "."
            ),
            *_processor(report),
            *(f"Wrong: {what}, {number} times" for what, number in report["wrong"].items()),
        ]
    )


def _processor(report: dict[str, Any]) -> list[str]:
    if not (cost := report.get("processor")):
        return []
    return [
        f"A request takes {cost['web_ms']} ms of processor of the web processes and"
        f" {cost['database_ms']} of the database: together {cost['first_ms']} in the first part of"
        f" the time and {cost['last_ms']} in the last. A little sum takes {cost['sum_ms']}."
    ]
