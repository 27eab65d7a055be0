"""A number that was accepted for the goal of a plan, and one of a report to lay beside it."""

from datetime import date
from decimal import Decimal

from houvast.plans.actions.marking import accept_fact, decide_passage
from houvast.plans.actions.others import take_in
from houvast.plans.actions.yardsticks import set_yardstick
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Decision
from houvast.plans.rules.yardsticks import Measure
from tests.plan_checks.conftest import brought, pointed_at
from tests.plan_checks.given import given

SINCE, DUE = date(2026, 1, 1), date(2027, 12, 31)
YEARLY = """# Jaarverslag

## Doelen

Eind 2026 werken 45 jongeren langer dan 6 maanden.
"""
GOOD = {"measure": Measure.AT_WORK, "amount": 80, "since": SINCE, "due": DUE}


def accepted_number(by, reading, amount=80, period="eind 2027", level=2):
    """The key of a number that somebody accepted for the goal."""
    passage = pointed_at(by, reading, "P03")
    decide_passage(by=by, reading_id=reading, about="P03", passage_id=passage,
                   decision=Decision.PROVES, level=level)  # fmt: skip
    return accept_fact(by=by, reading_id=reading, about="P03", passage_id=passage,
                       kind=FactKind.NUMBER, amount=Decimal(amount), period=period)  # fmt: skip


def stick(by, reading=None, **change):
    """The line of a yardstick of a plan."""
    reading = reading or brought(by)
    fact = accepted_number(by, reading)
    return set_yardstick(by=by, reading_id=reading, fact_id=fact, **GOOD | change)


def plan_keys(by):
    """A plan, a yardstick of it, and a check of another municipality: by their names in doors."""
    reading = brought(by)
    other = take_in(by=by, content=given())
    line = stick(by, reading)
    return {"reading_id": reading, "line": line, "yardstick_id": line, "other_id": other}


def reported(by, amount=45):
    """The key of a number of a yearly report that was brought and read."""
    return accepted_number(by, brought(by, YEARLY, "Jaarverslag 2026"), amount, "eind 2026", 4)
