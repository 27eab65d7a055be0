"""The money for work beside the total of the plan: both accepted, and both over one time."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import Refused
from houvast.plans.actions.marking import accept_fact, decide_passage, withdraw_fact
from houvast.plans.models import Fact
from houvast.plans.reads.checks import check_page
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.reports import report
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Accepted, Decision, Level, Word, word_of
from houvast.plans.rules.money import Beside, money_for_work, span
from tests.cast import sign_in
from tests.plan_checks.conftest import brought, manager, pointed_at
from tests.plan_checks.test_screens import NEVER, text_of

TIMES = (
    "per jaar, 2026-2029",
    "per jaar, 2026 t/m 2029",
    "in totaal, 2026-2029",
    "2027",
    "ooit",
)
MONEY, TOTAL = FactKind.MONEY, FactKind.TOTAL
FACTS = st.builds(
    Accepted, st.sampled_from(("P04", "P11", "G01")),
    st.sampled_from((MONEY, FactKind.FTE, FactKind.NUMBER)),
    st.integers(1, 999).map(Decimal), st.sampled_from(TIMES),
)  # fmt: skip


@given(st.lists(FACTS, max_size=6), st.none() | st.integers(1, 3000), st.sampled_from(TIMES))
def test_both_amounts_are_said_only_over_one_time(facts, amount, period):
    whole = [Accepted("P11", TOTAL, Decimal(amount), period)] if amount else []
    found = money_for_work([*facts, *whole])
    money = [one for one in facts if one.kind is MONEY and one.about != "G01"]
    if found is None:
        assert not money and not whole
        return
    same = [one for one in money if whole and span(one.period) == span(period)]
    assert found.work == sum(one.amount for one in same) and len(found.apart) == len(money) - len(
        same
    )
    assert (found.beside is Beside.NO_TOTAL) == (not whole)
    assert (found.beside is Beside.STANDS) == (bool(same) and found.work <= found.total)


def test_each_year_and_the_whole_time_are_never_made_into_each_other():
    assert span(TIMES[0]) == span(TIMES[1]) != span(TIMES[2])
    assert span("in totaal, 2026-2029") == span("2026-29") and span("Ooit") == span("ooit")


def test_the_total_is_no_money_for_work():
    total = Accepted("P11", TOTAL, Decimal(2), "2027")
    assert word_of({}, [total]) is Word.OPEN and money_for_work([total]).beside is Beside.NO_MONEY


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def said(petra):
    """A check with a confirmed passage about money, and how an amount of it is accepted."""
    reading = brought(petra)
    passage = pointed_at(petra, reading, "P11")
    decide_passage(by=petra, reading_id=reading, about="P11", passage_id=passage,
                   decision=Decision.PARTLY, level=2)  # fmt: skip

    def say(kind, amount, period="per jaar, 2026-2029"):
        return accept_fact(by=petra, reading_id=reading, about="P11", passage_id=passage, kind=kind,
                           amount=Decimal(amount), period=period)  # fmt: skip

    return reading, say


@pytest.mark.screens
def test_the_page_says_how_much_of_the_total_hangs_on_work(petra, said, client):
    reading, say = said
    page = reverse("plan_check", args=[reading])
    sign_in(client, petra)
    whole = say(TOTAL, 2_000_000)
    assert check_page(petra, reading).answers[10].stands.level is Level.AGREED, "no means by it"
    assert "Het hele plan kost € 2.000.000" in text_of(client.get(page))
    say(MONEY, 400_000)
    text = text_of(client.get(page))
    assert "€ 400.000 van € 2.000.000 hangt aan werk (per jaar, 2026-2029)." in text
    assert "%" not in text and not NEVER.search(text)
    say(MONEY, 90_000, "in totaal, 2027")
    assert "Bedragen over een andere tijd tellen hierin niet mee." in text_of(client.get(page))
    told = exchange(report(petra, reading))
    assert told["total"] == {"amount": "2000000.00", "period": "per jaar, 2026-2029"}
    assert {one["kind"] for one in told["facts"]} == {"money"}
    withdraw_fact(by=petra, reading_id=reading, fact_id=whole)
    text = text_of(client.get(page))
    assert (
        "Hoeveel het hele plan kost, nam nog niemand aan." in text and "hangt aan werk" not in text
    )
    assert exchange(report(petra, reading))["total"] is None


def test_one_total_counts_for_a_version_whoever_writes_it(petra, said):
    reading, say = said
    first = say(TOTAL, 2_000_000)
    with pytest.raises(Refused) as no:
        say(TOTAL, 3_000_000)
    assert no.value.field == "kind"
    columns = (
        "municipality_id, controller, destroy_on, reading_id, about, passage_id, accepted_by_id"
    )
    again = (
        f"insert into plans_fact (id, kind, amount, period, accepted_at, {columns}) select"
        f" gen_random_uuid(), kind, 5, period, houvast_now(), {columns}"
        " from plans_fact where id = %s"
    )
    refused = pytest.raises(IntegrityError, match="one_total_counts")
    with acting(petra), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(again, [first])
    withdraw_fact(by=petra, reading_id=reading, fact_id=first)
    say(TOTAL, 3_000_000)
    with acting(petra):
        assert Fact.objects.filter(kind="total", withdrawn_at=None).count() == 1
