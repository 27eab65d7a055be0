"""The benchmark: its figures, its shape, and one round of it. Nothing here is timed."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from houvast.bench.browser import Browser, Statement, asked_again
from houvast.bench.figures import Measured, merged, p95, report, table
from houvast.bench.pages import measure, screens
from houvast.bench.viewers import viewers
from houvast.cli.bench_import import within
from houvast.tracks.models import Track
from tests.demo.conftest import Loaded

SCREENS = ["today", "young_people", "track", "matches", "team", "workplaces"]
MOST = 8


def measured(name: str = "today", *page: float) -> Measured:
    samples = page or (10.0, 20.0)
    return Measured(name, 7, samples, tuple(one / 2 for one in samples), (1.0,) * len(samples))


def test_of_twenty_rounds_one_may_be_slower():
    assert p95([*range(1, 20), 1_000]) == 19
    assert p95([5]) == 5
    assert p95([1, 2, 3]) == 3


def test_the_figures_have_the_agreed_shape():
    figures = report(100_000, [measured("today", 12.0, 14.0)], [measured("today", 10.0)])
    assert figures == {
        "tracks": 100_000,
        "pages": [
            {
                "name": "today",
                "queries": 7,
                "p50_ms": 13.0,
                "p95_ms": 14.0,
                "sql_ms": 6.5,
                "ratio": round(13 / 7.5, 2),
            }
        ],
        "growth": {"today": 1.3},
    }


def test_what_a_page_adds_is_compared_within_a_round():
    one = Measured("team", 8, (30.0, 10.0), (20.0, 9.0), (1.0, 1.0))
    assert one.over_ms == 10.0


def test_batches_of_the_same_screen_are_one():
    [both] = merged([[measured("today", 1.0)], [measured("today", 2.0)]])
    assert both.page_ms == (1.0, 2.0) and both.queries == 7
    assert "today" in table(100_000, 10_000, [both], {"today": 1.0})


@pytest.mark.parametrize("part", ["", "employers", "workplaces", "hostile"])
@pytest.mark.parametrize("bar", [{"seconds": 61}, {"peak_mb": 501}, {"taken": 1}])
def test_an_import_is_within_its_bars_when_every_part_is(part, bar):
    fine = {"seconds": 60, "peak_mb": 500, "taken": 0}
    figures = fine | {one: dict(fine) for one in ("employers", "workplaces", "hostile")}
    assert within(figures)
    (figures[part] if part else figures).update(bar)
    counts = {"seconds": part != "hostile", "peak_mb": True, "taken": part == "hostile"}
    assert within(figures) is not counts[next(iter(bar))]


def test_an_entry_in_the_trail_gets_another_key_and_time_when_it_is_asked_again():
    now = datetime(2026, 11, 26, tzinfo=UTC)
    words = 'INSERT INTO "audit_entry" ("a", "id", "at") VALUES (%s, %s, %s)'
    entry = Statement(words, (1, "key", "then"))
    assert entry.again(now)[0] == 1 and entry.again(now)[1] != "key"
    assert entry.again(now)[2] == now
    assert Statement("select %s", (1,)).again(now) == (1,)


def test_one_round_looks_at_each_screen(town: Loaded):
    """Of a coach and a lead who are there, each within eight statements, and beside its floors."""
    who = viewers()
    assert len(who.coach.tracks) == max(len(one.tracks) for one in who.coaches)
    assert who.lead.tracks and Track.objects.count() == 0  # nothing is left open
    every = screens(who)
    measure(every, 1)
    assert [one.name for one in every] == SCREENS
    for one in every:
        assert one.queries <= MOST, one.name
        assert len(one.page_ms) == len(one.sql_ms) == len(one.empty_ms) == 1


def test_the_bare_statements_are_asked_with_the_plan_that_the_page_has(town: Loaded):
    """Else the floor is planned anew each time, and hides what the page itself costs."""
    browser = Browser(viewers().coach)
    _, statements = browser.overheard(reverse("today"))
    assert any(one.keeps for one in statements)
    asked_again(statements)  # how long it took has another type when that is long: another plan
    before = _uses_of_plans()
    asked_again(statements)
    after = _uses_of_plans()
    assert after.keys() == before.keys(), "nothing was prepared a second time"
    assert sum(after.values()) - sum(before.values()) == sum(one.keeps for one in statements)


def _uses_of_plans() -> dict[str, int]:
    """Asked without a plan of its own."""
    asked = "select name, generic_plans + custom_plans from pg_prepared_statements"
    return dict(connection.connection.execute(asked, prepare=False).fetchall())
