"""What the municipality of the example wrote down, and how far somebody is with checking it."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.demo.clock import Clock
from houvast.demo.elsewhere import plans_from_elsewhere
from houvast.demo.ledger import Town
from houvast.demo.plan_texts import CLUBS, FIRST, PARENTS, SECOND, STREETS, YEARLY
from houvast.plans.actions.arriving import bring_plan, read_later
from houvast.plans.actions.asking import agree_question, propose_question
from houvast.plans.actions.carrying import carry_over
from houvast.plans.actions.following import follow_up
from houvast.plans.actions.marking import (
    accept_fact,
    decide_passage,
    finish_check,
    record_not_found,
    say_responsible,
    say_scheme,
)
from houvast.plans.actions.yardsticks import agree_figure, lay_report_figure, set_yardstick
from houvast.plans.models import Reading
from houvast.plans.reads.own_questions import one_question_page
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Decision, Responsible
from houvast.plans.rules.yardsticks import Measure, half_year_of

YEARS = "2026-2029"
INTENDED, AGREED, RESULT = 1, 2, 4
OF_FIRST = (("P01", AGREED), ("P02", AGREED), ("P04", INTENDED), ("P06", INTENDED), ("P09", AGREED),
            ("P10", AGREED), ("P17", INTENDED))  # fmt: skip
"""What somebody confirmed of the first version, and how far it is."""
NOT_THERE = ("P11", "P12")
OF_SECOND = (("P03", AGREED), ("P06", AGREED), ("P11", AGREED))
"""What came in with the second; the rest of it is left to who looks."""
OF_STREETS = ("P04", "P06", "P09", "P10")


def check_plans(town: Town, clock: Clock) -> None:
    """Two plans, one of them in two versions: finished, under way and hardly begun."""
    petra = _person(town, "petra")
    first = _brought(petra, "Jongeren en werk in Waterrade", FIRST)
    _confirm(petra, first, OF_FIRST)
    for about in NOT_THERE:
        record_not_found(by=petra, reading_id=first, about=about)
    say_responsible(by=petra, reading_id=first, responsible=Responsible.BOTH)
    follow_up(
        by=petra, reading_id=first, about="P11", owner="Afdeling Werk & Inkomen",
        what="Zet in de begroting hoeveel geld er voor arbeidstoeleiding is.",
        due=clock.today + timedelta(days=60),
    )  # fmt: skip
    finish_check(by=petra, reading_id=first)
    with acting(petra):
        document = Reading.objects.get(pk=first).version.document_id
    second = _brought(petra, "Jongeren en werk in Waterrade", SECOND, document)
    carry_over(by=petra, reading_id=second)
    say_scheme(by=petra, reading_id=second, scheme="PMG_2026")
    _confirm(petra, second, OF_SECOND)
    _accept(petra, second, "P03", FactKind.NUMBER, Decimal(60))
    _accept(petra, second, "P11", FactKind.MONEY, Decimal(350_000))
    _hold_against(town, petra, second, clock)
    _ask_too(town, petra)
    streets = _brought(petra, "Veilig in de wijk", STREETS)
    say_scheme(by=petra, reading_id=streets, scheme="PMG_1")
    for about in OF_STREETS:
        record_not_found(by=petra, reading_id=streets, about=about)
    plans_from_elsewhere(petra)


def _hold_against(town: Town, petra: Actor, plan: UUID, clock: Clock) -> None:
    """Three yardsticks of one number; two have a figure of a report that two people agreed on.

    The last one waits for a second person. Our own counts of so small a town are never shown.
    """
    hanneke = _person(town, "hanneke")
    with acting(petra):
        goal = Reading.objects.get(pk=plan).facts.get(about="P03").pk
    yearly = _brought(petra, "Jaarverslag jongeren en werk", YEARLY)
    _confirm(petra, yearly, (("P03", RESULT),))
    since = half_year_of(clock.today - timedelta(days=400))
    for measure, amount, counted in (
        (Measure.AT_WORK, 60, 21), (Measure.PLACED, 110, 38), (Measure.REACHED, 180, 64),
    ):  # fmt: skip
        line = set_yardstick(
            by=petra, reading_id=plan, fact_id=goal, measure=measure, amount=amount, since=since,
            due=date(since.year + 3, 12, 31),
        )  # fmt: skip
        number = accept_fact(
            by=petra, reading_id=yearly, about="P03", passage_id=_first(petra, yearly, "P03"),
            kind=FactKind.NUMBER, amount=Decimal(counted), period="2026",
        )  # fmt: skip
        figure = lay_report_figure(
            by=petra, line=line, fact_id=number, on_day=clock.today - timedelta(days=30)
        )
        if measure is not Measure.REACHED:
            agree_figure(by=hanneke, figure_id=figure)


def _ask_too(town: Town, petra: Actor) -> None:
    """A question of the municipality itself; another one waits for a second person."""
    hanneke = _person(town, "hanneke")
    code = propose_question(by=hanneke, question=CLUBS, reason="De raad vroeg erom.")
    waiting = one_question_page(petra, code).waiting
    if waiting is None:
        raise RuntimeError("this question is in the example already")
    agree_question(by=petra, version_id=waiting.id)
    propose_question(by=hanneke, question=PARENTS, reason="Ouders vroegen wat zij kunnen doen.")


def _person(town: Town, name: str) -> Actor:
    """Somebody who looks at figures."""
    who = town.people[name]
    user = User.objects.get(pk=who.user_id)
    return actor_of(user, Role(who.role), Purpose.FIGURES)


def _brought(by: Actor, title: str, text: str, document: UUID | None = None) -> UUID:
    made = bring_plan(by=by, title=title, content=text.encode(), name="plan.txt", document=document)
    if made.arrival is None:
        raise RuntimeError("this plan is in the example already")
    read_later(by=by, arrival_id=made.arrival)
    with acting(by):
        return Reading.objects.latest("version__brought_at", "version__number").pk


def _confirm(by: Actor, reading: UUID, said: Iterable[tuple[str, int]]) -> None:
    for about, level in said:
        decide_passage(
            by=by, reading_id=reading, about=about, passage_id=_first(by, reading, about),
            decision=Decision.PROVES, level=level,
        )  # fmt: skip


def _accept(by: Actor, reading: UUID, about: str, kind: FactKind, amount: Decimal) -> None:
    accept_fact(
        by=by, reading_id=reading, about=about, passage_id=_first(by, reading, about), kind=kind,
        amount=amount, period=YEARS,
    )  # fmt: skip


def _first(by: Actor, reading: UUID, about: str) -> UUID:
    """The first passage that the machine points at."""
    with acting(by):
        found = Reading.objects.get(pk=reading).suggestions.filter(about=about)
        return UUID(str(found.order_by("place").values_list("passage", flat=True)[0]))
