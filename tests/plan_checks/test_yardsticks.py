"""What later reports are held against: set by a person, and a figure counts when two agreed."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.marking import decide_passage, finish_check, open_check, withdraw_fact
from houvast.plans.actions.yardsticks import (
    agree_figure,
    change_yardstick,
    decline_figure,
    drop_yardstick,
    lay_own_count,
    lay_report_figure,
    mark_result,
    set_yardstick,
)
from houvast.plans.models import Fact, Mark, Yardstick, YardstickFigure
from houvast.plans.reads.yardsticks import yardstick_page, yardsticks_page
from houvast.plans.rules.judging import Decision
from houvast.plans.rules.yardsticks import (
    Counted,
    FigureState,
    Measure,
    check_yardstick,
    half_year_of,
    own_count,
)
from tests.cast import STAFF, found, found_beyond
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at
from tests.plan_checks.sticks import DUE, GOOD, SINCE, accepted_number, reported, stick
from tests.plan_checks.test_deciding import raw
from tests.test_parallel import at_once, refusals

TODAY = timezone.localdate


@pytest.fixture
def julia(town):
    return officer(town)


@pytest.fixture
def petra(town):
    return manager(town)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_half_year_begins_in_january_or_july(day):
    first = half_year_of(day)
    assert first <= day < first + timedelta(days=185) and (first.day, first.month % 6) == (1, 1)


def test_half_years_that_were_counted_together_are_never_taken_apart():
    some = [Counted(date(2025, 7, 1), date(2026, 6, 30), 15),
            Counted(date(2026, 7, 1), date(2026, 12, 31), 20),
            Counted(date(2027, 1, 1), date(2027, 6, 30), 10)]  # fmt: skip
    found_it = own_count(some, SINCE)
    assert (found_it.number, found_it.until, found_it.apart) == (
        30, date(2027, 6, 30), (some[0],),
    )  # fmt: skip
    assert own_count(some, date(2028, 1, 1)).until is None
    assert own_count([], SINCE).number == 0


@pytest.mark.parametrize(
    ("field", "change"),
    [("amount", {"amount": 0}), ("amount", {"amount": 100_001}), ("since", {"since": DUE}),
     ("due", {"due": SINCE}), ("due", {"due": date(2042, 1, 1)})],
)  # fmt: skip
def test_what_is_no_yardstick_is_said_at_its_field(field, change):
    with pytest.raises(Refused) as no:
        check_yardstick(**{"amount": 80, "since": SINCE, "due": DUE} | change)
    assert no.value.field == field


def test_a_number_that_was_accepted_becomes_a_yardstick_when_a_person_says_of_what(julia):
    reading = brought(julia)
    fact = accepted_number(julia, reading)
    page = yardsticks_page(julia, reading)
    assert page.sticks == () and [one.amount for one in page.goals] == [Decimal(80)]
    key = uuid4()
    asked = {"by": julia, "reading_id": reading, "fact_id": fact}
    for _twice in range(2):
        assert set_yardstick(**asked, **GOOD, key=key) == key
    with pytest.raises(Refused) as no:
        set_yardstick(**asked, **GOOD)
    assert no.value.field == "measure"
    set_yardstick(**asked, **GOOD | {"measure": Measure.PLACED, "amount": 120})
    page = yardsticks_page(julia, reading)
    assert {one.measure for one in page.sticks} == set(page.goals[0].said)
    assert {(one.amount, one.due, one.by) for one in page.sticks} == {
        (80, DUE, "Julia"), (120, DUE, "Julia"),
    }  # fmt: skip


def test_it_changes_with_a_reason_and_every_version_stays(julia, petra):
    line = stick(julia)
    change = {"line": line, "amount": 60, "due": DUE, "part": "", "reason": "De raad wilde minder."}
    change_yardstick(by=petra, **change)
    with pytest.raises(Refused, match="Zo staat het al"):
        change_yardstick(by=petra, **change)
    with pytest.raises(Refused) as no:
        change_yardstick(by=petra, **change | {"amount": 50, "reason": " "})
    assert no.value.field == "reason"
    drop_yardstick(by=julia, line=line, reason="Het plan is ingetrokken.")
    for late in (
        lambda: drop_yardstick(by=julia, line=line, reason="x"),
        lambda: change_yardstick(by=julia, **change),
    ):
        with pytest.raises(NotFound):
            late()
    page = yardstick_page(julia, line)
    assert [(one.version, one.amount, one.dropped, one.by) for one in page.versions] == [
        (3, 60, True, "Julia"), (2, 60, False, "Petra"), (1, 80, False, "Julia"),
    ]  # fmt: skip
    assert page.stick.dropped and page.stick.reason == "Het plan is ingetrokken."
    again = page.stick
    set_yardstick(by=julia, reading_id=again.reading, fact_id=again.fact, **GOOD)


def test_a_number_stays_while_a_yardstick_stands_on_it(julia):
    reading = brought(julia)
    line = stick(julia, reading)
    with acting(julia):
        fact = Fact.objects.get()
    passage = pointed_at(julia, reading, "P03")
    no = {"by": julia, "reading_id": reading, "about": "P03", "passage_id": passage,
          "decision": Decision.NO}  # fmt: skip
    for act in (
        lambda: withdraw_fact(by=julia, reading_id=reading, fact_id=fact.pk),
        lambda: decide_passage(**no),
    ):
        with pytest.raises(Refused, match="meetlat"):
            act()
    with pytest.raises(DatabaseError) as held, acting(julia), transaction.atomic():
        raw("update plans_fact set withdrawn_at = houvast_now()")
    assert held.value.__cause__.diag.constraint_name == "number_of_a_yardstick_stays"
    drop_yardstick(by=julia, line=line, reason="Het getal klopt niet.")
    decide_passage(**no)
    with acting(julia):
        assert Fact.objects.get().withdrawn_at is not None
    with pytest.raises(Refused):
        set_yardstick(by=julia, reading_id=reading, fact_id=fact.pk, **GOOD)


def test_a_figure_of_a_report_counts_when_a_second_person_agreed(julia, petra):
    line, number = stick(julia), reported(julia)
    page = yardstick_page(julia, line)
    assert [(one.fact, one.place.title) for one in page.reported] == [(number, "Jaarverslag 2026")]
    asked = {"by": julia, "line": line, "fact_id": number}
    for wrong in (SINCE - timedelta(days=1), TODAY() + timedelta(days=1)):
        with pytest.raises(Refused) as no:
            lay_report_figure(**asked, on_day=wrong)
        assert no.value.field == "on_day"
    key = lay_report_figure(**asked, on_day=TODAY())
    with pytest.raises(Refused, match="al een cijfer"):
        lay_report_figure(**asked, on_day=TODAY())
    with pytest.raises(Refused, match="tweede persoon"):
        agree_figure(by=julia, figure_id=key)
    with pytest.raises(Refused, match="tweede persoon"):
        mark_result(by=julia, figure_id=key)
    assert agree_figure(by=petra, figure_id=key) == line
    with pytest.raises(Refused, match="al beantwoord"):
        decline_figure(by=julia, figure_id=key)
    (shown,) = yardstick_page(petra, line).stick.agreed
    assert (shown.number, shown.by, shown.answered_by, shown.is_own) == (
        45, "Julia", "Petra", False,
    )  # fmt: skip
    assert "45 jongeren" in shown.definition and shown.place.title == "Jaarverslag 2026"
    with acting(julia):
        report = Fact.objects.get(pk=number).reading_id
    withdraw_fact(by=julia, reading_id=report, fact_id=number)
    (kept,) = yardstick_page(julia, line).stick.agreed
    assert kept.number == 45 and kept.taken_back, "what was agreed on stays, and it is said"
    with pytest.raises(Refused, match="teruggenomen"):
        mark_result(by=julia, figure_id=key)


def test_a_plan_is_no_report_about_itself(julia, petra):
    reading = brought(julia)
    line = stick(julia, reading)
    with acting(julia):
        own = Fact.objects.get().pk
    asked = {"by": julia, "line": line, "on_day": TODAY()}
    for fact in (own, uuid4()):
        with pytest.raises(Refused) as no:
            lay_report_figure(**asked, fact_id=fact)
        assert no.value.field == "fact_id"
    key = lay_report_figure(**asked, fact_id=reported(julia))
    decline_figure(by=julia, figure_id=key)
    assert yardstick_page(julia, line).stick.agreed == ()


def test_a_result_is_reached_by_a_figure_and_stands_under_a_name(julia, petra):
    reading = brought(julia)
    line = stick(julia, reading)
    key = lay_report_figure(by=julia, line=line, fact_id=reported(julia), on_day=TODAY())
    agree_figure(by=petra, figure_id=key)
    finish_check(by=julia, reading_id=reading)
    with pytest.raises(Refused, match="afgerond"):
        mark_result(by=petra, figure_id=key)
    open_check(by=julia, reading_id=reading)
    for _twice in range(2):
        assert mark_result(by=petra, figure_id=key) == line
    with acting(julia):
        marks = Mark.objects.filter(reading=reading, about="P03").order_by("at")
        assert [(one.level, one.by_id) for one in marks] == [
            (2, julia.user_id), (4, petra.user_id),
        ]  # fmt: skip


def test_our_own_counts_are_laid_only_as_they_were_counted(julia):
    line = stick(julia)
    with pytest.raises(Refused, match="Te klein om te tonen"):
        lay_own_count(by=julia, line=line, number=0, until=None)
    with pytest.raises(DatabaseError) as no, transaction.atomic():
        lay_own_count(by=julia, line=line, number=45, until=TODAY())
    assert no.value.__cause__.diag.constraint_name == "own_figure_was_counted"
    change_yardstick(by=julia, line=line, amount=80, due=DUE, part="Noord", reason="Een wijk.")
    with pytest.raises(Refused, match="een deel van de gemeente"):
        lay_own_count(by=julia, line=line, number=45, until=TODAY())


def test_others_and_other_towns_see_and_do_nothing(town, julia):
    reading = brought(julia)
    line = stick(julia, reading)
    figure = lay_report_figure(by=julia, line=line, fact_id=reported(julia), on_day=TODAY())
    far = officer(found_beyond(), "joris")
    acts = (
        lambda by: yardsticks_page(by, reading),
        lambda by: yardstick_page(by, line),
        lambda by: change_yardstick(by=by, line=line, amount=1, due=DUE, part="", reason="x"),
        lambda by: drop_yardstick(by=by, line=line, reason="x"),
        lambda by: lay_own_count(by=by, line=line, number=1, until=TODAY()),
        lambda by: lay_report_figure(by=by, line=line, fact_id=uuid4(), on_day=TODAY()),
        lambda by: agree_figure(by=by, figure_id=figure),
        lambda by: decline_figure(by=by, figure_id=figure),
        lambda by: mark_result(by=by, figure_id=figure),
        lambda by: set_yardstick(by=by, reading_id=reading, fact_id=uuid4(), **GOOD),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act(town["anouk"])
        with pytest.raises(NotFound):
            act(far)
    for one in (far, town["anouk"]):
        with acting(one):
            assert not Yardstick.objects.exists() and not YardstickFigure.objects.exists()


COPY = "insert into plans_yardstick select (jsonb_populate_record(null::plans_yardstick,"
STICK = f"{COPY} to_jsonb(y) || %(change)s::jsonb)).* from plans_yardstick y where version = 1"


@pytest.mark.parametrize(
    ("change", "law"),
    [
        ('{"amount": 0}', "yardstick_is_some_people_before_a_day"),
        ('{"due": "2025-01-01"}', "yardstick_is_some_people_before_a_day"),
        ('{"since": "2026-02-01"}', "yardstick_counts_from_a_half_year"),
        ('{"measure": "at_work"}', "one_yardstick_of_a_number_and_measure"),
        ('{"by_id": "%(petra)s"}', "decided_by_a_person"),
        ('{"at": "2026-01-01"}', "decided_by_a_person"),
        ('{"line": "%(key)s"}', "yardstick_stays_about_the_same"),
        ('{"version": 2, "reason": "x"}', "yardstick_stays_about_the_same"),
        ('{"dropped": true}', "yardstick_changes_for_a_reason"),
        ('{"fact_id": "%(money)s"}', "yardstick_of_an_accepted_number"),
        ('{"replaced_at": "2026-01-01"}', "yardstick_of_an_accepted_number"),
    ],
)
def test_the_database_refuses_a_yardstick(town, julia, change, law):
    stick(julia)
    known = {"petra": town["petra"].user_id, "key": uuid4(), "money": reported(julia)}
    new = uuid4()
    base = {"id": str(new), "line": str(new), "measure": "placed"}
    with pytest.raises(DatabaseError) as no, acting(julia) as act, transaction.atomic():
        base |= {"at": act.now.isoformat()}
        raw(STICK, {"change": _json(base, change % known)})
    assert no.value.__cause__.diag.constraint_name == law


def _json(base, change):
    import json

    return json.dumps(base | json.loads(change))


def test_versions_and_figures_stay_as_they_were(town, julia, petra):
    line = stick(julia)
    key = lay_report_figure(by=julia, line=line, fact_id=reported(julia), on_day=TODAY())
    with acting(petra):
        assert raw("update plans_yardstick set amount = 1") == 0
    for change in ("number = 99", "on_day = on_day - 1", "state = 'in_force', number = 1"):
        with pytest.raises(DatabaseError), acting(petra), transaction.atomic():
            raw(
                f"update plans_yardstickfigure set {change}, answered_by_id = %s,"
                " answered_at = houvast_now()",
                [petra.user_id],
            )
    with pytest.raises(DatabaseError) as own, acting(julia), transaction.atomic():
        raw(
            "update plans_yardstickfigure set state = 'in_force', answered_by_id = %s,"
            " answered_at = houvast_now()",
            [julia.user_id],
        )
    assert own.value.__cause__.diag.constraint_name == "figure_by_a_second_person"
    agree_figure(by=petra, figure_id=key)
    with acting(petra):
        assert raw("update plans_yardstickfigure set state = 'declined'") == 0
    for table in ("plans_yardstick", "plans_yardstickfigure"):
        with pytest.raises(DatabaseError, match="permission denied"), acting(julia):
            raw(f"delete from {table}")


@pytest.mark.commits
def test_two_people_at_one_number_leave_one_yardstick_and_none_without_its_number(committed):
    town = found("Waterrade", STAFF, TODAY())
    julia, petra = officer(town), manager(town)
    reading = brought(julia)
    fact = accepted_number(julia, reading)
    asked = {"reading_id": reading, "fact_id": fact}
    done = at_once(
        lambda: set_yardstick(by=julia, **asked, **GOOD),
        lambda: set_yardstick(by=petra, **asked, **GOOD),
    )
    assert len(refusals(done)) == 1
    with acting(julia):
        line = Yardstick.objects.get().line
    drop_yardstick(by=julia, line=line, reason="Opnieuw.")
    at_once(
        lambda: set_yardstick(by=julia, **asked, **GOOD),
        lambda: withdraw_fact(by=petra, reading_id=reading, fact_id=fact),
    )
    with acting(julia):
        stands = Yardstick.objects.filter(replaced_at=None, dropped=False).exists()
        assert stands == (Fact.objects.get().withdrawn_at is None)


def test_a_next_version_of_the_plan_shows_the_yardsticks_of_the_one_before(julia):
    from houvast.plans.models import Document

    stick(julia)
    with acting(julia):
        document = Document.objects.get().pk
    second = brought(julia, PLAN + "\n\nMeer stages volgen.", document=document)
    page = yardsticks_page(julia, second)
    assert [one.plan_version for one in page.sticks] == [1] and page.goals == ()
    assert all(one.state is FigureState.IN_FORCE for one in page.sticks[0].agreed)
