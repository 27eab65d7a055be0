"""What was agreed with the employer: whole, not under the lowest wage, and before the start."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from houvast.database.context import acting
from houvast.employers.rules.states import PayKind, WorkKind
from houvast.employers.rules.wages import WITHOUT_WAGE, lowest
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.people.rules import age_on
from houvast.placements import actions as work
from houvast.placements.models import AgreedTerms, ToldLine
from houvast.placements.reads import file_page, placement_page, yes_page
from houvast.placements.rules.states import ContractKind
from houvast.placements.rules.terms import PAID, Beginner, check_terms, paid_as
from tests.cast import TERMS, at_commit, place_to_work, want

EIGHTEEN = Beginner(date(2008, 5, 4), date(2026, 11, 30))
JOB = WorkKind.REGULAR_JOB


def test_terms_come_back_tidied_and_without_a_wage_where_none_is_paid():
    clean = check_terms(replace(TERMS, contact_person="  Ria \n van boven "), EIGHTEEN, JOB)
    assert clean == replace(TERMS, contact_person="Ria van boven")
    kept = replace(TERMS, contract=ContractKind.TRIAL_PLACEMENT, pay_kind=PayKind.BENEFIT_KEPT)
    assert check_terms(kept, EIGHTEEN, WorkKind.TRIAL_PLACEMENT).wage_cents is None


@pytest.mark.parametrize(
    ("change", "words", "field"),
    [
        ({"hours": 0}, "1 tot 60 uur", "hours"),
        ({"hours": 61}, "1 tot 60 uur", "hours"),
        ({"days": 0}, "minstens één dag", "days"),
        ({"days": 128}, "minstens één dag", "days"),
        ({"contact_person": " \n"}, "aanspreekpunt", "contact_person"),
        ({"contact_person": "x" * 121}, "korter", "contact_person"),
        ({"pay_kind": PayKind.UNKNOWN}, "Spreek eerst af", "pay_kind"),
        ({"pay_kind": PayKind.UNPAID}, "Bij dit contract hoort loon", "pay_kind"),
        ({"wage_cents": None}, "Vul het loon per uur in", "wage"),
        ({"wage_cents": 20_001}, "Vul het loon per uur in", "wage"),
        ({"wage_cents": 735}, "minder dan 7,36 euro. Zo staat het voor 18 jaar", "wage"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_at_its_own_field(change, words, field):
    with pytest.raises(Refused) as no:
        check_terms(replace(TERMS, **change), EIGHTEEN, JOB)
    assert words in no.value.reason.format(**no.value.values)
    assert no.value.field == field


@given(st.dates(date(2000, 1, 1), date(2014, 12, 31)), st.sampled_from(WorkKind), st.data())
def test_nobody_is_agreed_under_the_lowest_wage_of_the_first_working_day(born, kind, data):
    on = date(2026, 11, 30)
    cents = data.draw(st.integers(1, 1600))
    contract = data.draw(st.sampled_from(PAID))
    rate = lowest(age_on(born, on), on, paid_as(contract, kind))
    terms = replace(TERMS, wage_cents=cents, contract=contract)
    if rate is None or cents >= rate.cents:
        assert check_terms(terms, Beginner(born, on), kind).wage_cents == cents
    else:
        with pytest.raises(Refused):
            check_terms(terms, Beginner(born, on), kind)


@pytest.mark.parametrize(
    ("contract", "kind", "paid"),
    [
        (ContractKind.TEMPORARY, WorkKind.TRIAL_PLACEMENT, WorkKind.REGULAR_JOB),
        (ContractKind.ON_CALL, WorkKind.INTERNSHIP, WorkKind.REGULAR_JOB),
        (ContractKind.LEARNING, WorkKind.INTERNSHIP, WorkKind.BBL),
        (ContractKind.INTERNSHIP, WorkKind.INTERNSHIP, WorkKind.INTERNSHIP),
        (ContractKind.TEMPORARY, WorkKind.BBL, WorkKind.BBL),
    ],
)
def test_a_paid_contract_at_a_place_without_wage_is_tested_like_any_job(contract, kind, paid):
    assert paid_as(contract, kind) is paid
    terms = replace(TERMS, contract=contract, wage_cents=300)
    if paid not in WITHOUT_WAGE:
        with pytest.raises(Refused, match="minder dan"):
            check_terms(terms, EIGHTEEN, kind)


@pytest.fixture
def met(town, track, anouk):
    one = work.propose(by=anouk, track_id=track, workplace_id=place_to_work(town, "Eigen"))
    want(anouk, one)
    work.introduce(by=anouk, placement_id=one)
    return one


def today():
    return timezone.localdate()


def agree(by, placement, terms=TERMS):
    work.agree(by=by, placement_id=placement, start_on=today(), terms=terms)


def test_what_was_agreed_stands_on_the_placement_and_on_the_file(anouk, track, met):
    agree(anouk, met)
    page = placement_page(anouk, met)
    assert page.agreed.terms == TERMS
    assert page.agreed.weekdays == (0, 1, 2, 3, 4)
    assert file_page(anouk, track).placements[0].hours == 24


def test_half_an_agreement_takes_no_place_and_changes_no_state(anouk, met):
    with pytest.raises(Refused, match="minder dan"):
        agree(anouk, met, replace(TERMS, wage_cents=500))
    page = placement_page(anouk, met)
    assert (page.placement.state, page.agreed) == ("introduced", None)


def test_it_is_written_anew_while_the_work_goes_on_and_the_latest_counts(anouk, met, clock):
    with pytest.raises(Refused, match="Spreek eerst een startdatum af"):
        work.settle(by=anouk, placement_id=met, terms=TERMS)
    agree(anouk, met)
    work.start(by=anouk, placement_id=met, started_on=today())
    clock.forward(days=9)
    work.settle(by=anouk, placement_id=met, terms=TERMS)
    more = replace(TERMS, hours=32)
    work.settle(by=anouk, placement_id=met, terms=more)
    assert placement_page(anouk, met).agreed.terms == more
    with acting(anouk):
        assert AgreedTerms.objects.count() == 2
    work.end(by=anouk, placement_id=met)
    with pytest.raises(Refused, match="Spreek eerst een startdatum af"):
        work.settle(by=anouk, placement_id=met, terms=TERMS)


def test_what_the_employer_was_told_is_not_widened_by_it(anouk, met):
    def told():
        with acting(anouk):
            return sorted(ToldLine.objects.values_list("field", "text"))

    with acting(anouk):
        consent = ToldLine.objects.first().consent_id
    before, shown = told(), yes_page(anouk, consent).lines
    agree(anouk, met)
    at_commit()
    assert (told(), yes_page(anouk, consent).lines) == (before, shown)


def test_nobody_else_agrees_or_reads_it(town, anouk, bilal, elsewhere, met):
    agree(anouk, met)
    for by in (bilal, town["rachid"], town["sam"], elsewhere["carmen"]):
        with pytest.raises((NotFound, NotAllowed)):
            work.settle(by=by, placement_id=met, terms=replace(TERMS, hours=8))
        with acting(by):
            assert AgreedTerms.objects.count() == 0


def refused(by, statement, constraint):
    with pytest.raises(IntegrityError) as no, acting(by), connection.cursor() as cursor:
        cursor.execute(statement)
    assert no.value.__cause__.diag.constraint_name == constraint


def test_the_database_lets_nobody_begin_without_what_was_agreed(anouk, met):
    refused(
        anouk,
        "update placements_placement set state = 'agreed', start_on = houvast_today()",
        "terms_first",
    )


RAW = {
    "other hours afterwards": ("update placements_agreedterms set hours = 40", None),
    "a wage where none is paid": ("pay_kind, 'unpaid'", "agreed_wage_where_a_wage_is_paid"),
    "no day at all": ("days, 0", "agreed_hours_and_days_can_be"),
    "nobody to ask": ("contact_person, ''", "somebody_to_ask_at_work"),
}
COLUMNS = (
    *("municipality_id", "controller", "destroy_on", "person_id", "track_id", "placement_id"),
    *("hours", "days", "contract", "pay_kind", "wage_cents", "contact_person", "at", "made_by_id"),
)


@pytest.mark.parametrize("what", RAW)
def test_the_database_holds_what_was_agreed_against_raw_writing(anouk, met, what):
    agree(anouk, met)
    statement, constraint = RAW[what]
    if constraint is None:
        with acting(anouk), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0
        return
    column, value = statement.split(", ")
    values = [value if one == column else one for one in COLUMNS]
    refused(
        anouk,
        f"insert into placements_agreedterms (id, {', '.join(COLUMNS)})"
        f" select gen_random_uuid(), {', '.join(values)} from placements_agreedterms",
        constraint,
    )


def test_a_start_after_a_birthday_is_asked_the_wage_of_that_age():
    """Ilias turns 19 on 4 May 2027: from then on the table asks more."""
    with pytest.raises(Refused) as no:
        check_terms(
            replace(TERMS, wage_cents=736), Beginner(date(2008, 5, 4), date(2027, 5, 4)), JOB
        )
    assert "19 jaar" in no.value.reason.format(**no.value.values)
    check_terms(replace(TERMS, wage_cents=736), Beginner(date(2008, 5, 4), date(2027, 5, 3)), JOB)
