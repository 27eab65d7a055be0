"""What goes out comes in again and changes nothing; of whom one belongs to, and no formula."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from houvast.accounts.rules import Controller, OrganisationKind
from houvast.employers import actions
from houvast.employers.actions.importing import bring_in, put_up
from houvast.employers.reads.importing import work_upload_page
from houvast.employers.reads.taking_out import employers_out, example_table, workplaces_out
from houvast.employers.rules import said
from houvast.employers.rules.day_parts import days_of
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import (
    Answer,
    Brings,
    ConditionCode,
    OfferCode,
    PayKind,
    Sector,
    Strength,
    VogPayer,
    WorkKind,
)
from houvast.employers.rules.work_known import our_reference
from houvast.errors import NotAllowed
from houvast.sharing.actions import add_organisation
from houvast.sheets import Limits, as_csv, as_xlsx, read
from houvast.uploads.waiting import File
from tests.attempts import fingerprint
from tests.employers.conftest import facts
from tests.employers.lists import waiting

WHOLE = {
    "occupation": "Bakker",
    "isco": "7512",
    "pc4": "1234",
    "is_mobile": True,
    "day_parts": 0b1011,
    "day_parts_min": 2,
    "places": 3,
    "wage_cents": 1405,
    "pay_kind": PayKind.WAGE,
    "minimum_age": 18,
    "minimum_age_reason": "Er staat een snijmachine; zie de wet",
    "asks_vog": True,
    "vog_codes": ("11", "21"),
    "vog_paid_by": VogPayer.EMPLOYER,
    "offers": {OfferCode.LIFT: Answer.YES, OfferCode.FIXED_TIMES: Answer.NO},
    "teaches": ("S8.7", "S3.5"),
    "skills_asked": ("S1.8",),
    "kind": WorkKind.BBL,
    "crebo": "25768",
    "sbb_recognised": Answer.YES,
    "buddy": "Joke",
    "jobcoach_days": 0,
}


@pytest.fixture
def stocked(town, bakery, fatima, offered):
    """Everything that can be said, and what a spreadsheet would like to carry out."""
    sam, today = town["sam"], timezone.localdate()
    sums = EmployerFacts("=SOM(A1)", "", Sector.A, "'t Dorp;  -1")
    actions.add_employer(by=sam, facts=sums)
    days = {"start_on": today, "end_on": today + timedelta(90), "closing_on": today}
    place = offered(**WHOLE | days | {"title": "+Bakker  in opleiding"})
    at = {"by": sam, "workplace_id": place}
    why = {"strength": Strength.REQUIRED, "reason": "de bus rijdt; nooit: zo vroeg"}
    actions.add_condition(code=ConditionCode.LICENCE_B, **why, **at)
    actions.add_condition(code=ConditionCode.VCA, strength=Strength.PREFERRED, **at)
    actions.add_condition(code=ConditionCode.COLD, strength=Strength.UNKNOWN, **at)
    actions.add_workplace(by=sam, employer_id=bakery, facts=facts())
    actions.add_workplace(by=sam, employer_id=bakery, facts=facts())
    actions.withdraw_workplace(by=sam, workplace_id=offered(title="Weg"))
    return sam


def made(out, kind):
    if kind == "csv":
        return as_csv(out.headers, out.rows)
    return as_xlsx(out.headers, out.rows, title="x")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(stocked, kind):
    sam = stocked
    tables = (
        (Brings.EMPLOYERS, employers_out(sam), 2),
        (Brings.EMPLOYERS, employers_out(sam, with_people=True), 2),
        (Brings.WORKPLACES, workplaces_out(sam), 3),
    )
    for brings, out, many in tables:
        upload = put_up(by=sam, file=File(made(out, kind)), brings=brings)
        page = work_upload_page(sam, upload)
        assert (page.whole, page.refused, page.changes, page.unread) == (None, (), (), ())
        assert (page.good, len(page.known)) == (0, many)
        assert bring_in(by=sam, upload_id=upload).known == many
    assert b"=SOM" not in made(tables[0][1], "csv").replace(b"'=SOM", b"")


def test_only_of_the_own_organisation_and_by_whoever_keeps_employers(town, bakery, fatima, trail):
    sam, admin = town["sam"], town.admin
    other = add_organisation(
        by=admin, name="Werkplein", kind=OrganisationKind.YOUTH_WORK, controller=Controller.COLLEGE
    )
    theirs = EmployerFacts("Elders BV", "", None, "Zuidrade")
    actions.add_employer(by=sam, facts=theirs, organisation_id=other)
    assert [row[0] for row in employers_out(sam).rows] == ["Bakkerij Voorbeeld"]
    assert "Contactpersoon" not in employers_out(sam).headers
    people = employers_out(sam, with_people=True)
    assert "Fatima Voorbeeld" in people.rows[0] and len(people.rows) == 1
    assert [one for one in trail if "taken_out" in one] == [
        *(["employers.taken_out"] * 2),
        "employers.taken_out_with_people",
    ]
    for name in ("anouk", "bas", "rachid", "petra"):
        for out in (employers_out, workplaces_out):
            with pytest.raises(NotAllowed):
                out(town[name])


def test_the_examples_can_be_filled_and_read(town):
    sam = town["sam"]
    for brings in Brings:
        file = File(made(example_table(sam, brings), "xlsx"))
        upload = put_up(by=sam, file=file, brings=brings)
        page = work_upload_page(sam, upload)
        assert (page.unread, page.withheld, page.refused, page.good) == ((), (), (), 1)
        bring_in(by=sam, upload_id=upload)


@given(st.integers(1, (1 << 28) - 1))
@settings(max_examples=60, deadline=None)
def test_a_week_is_read_as_it_is_written(mask):
    assert said.day_parts(said.as_day_parts(mask)) == mask


@given(st.uuids())
def test_a_reference_of_ours_has_no_digits_that_may_look_like_a_citizens_number(key):
    assert not any(sign.isdigit() for sign in our_reference(key))


@given(st.integers(1, 20_000))
def test_a_wage_is_read_as_it_is_written(cents):
    assert said.cents(said.as_euro(cents)) == cents == said.cents(str(Decimal(cents) / 100))


@pytest.mark.parametrize("kind", [Sector, WorkKind, ConditionCode, OfferCode, PayKind, VogPayer])
def test_every_word_that_we_write_is_read(kind):
    assert [said.one_of(kind, said.word_of(code)) for code in kind] == list(kind)


MESSY = [
    ("ma-vr ochtend", {"morning": (0, 1, 2, 3, 4)}),
    ("Maandag en woensdag middag\nza avond", {"afternoon": (0, 2), "evening": (5,)}),
    ("vr t/m zo nacht", {"night": (4, 5, 6)}),
    ("overdag", None),
    ("ma", None),
    ("ochtend", None),
    ("ma t/m", None),
]


@pytest.mark.parametrize(("text", "days"), MESSY)
def test_a_week_as_people_write_it(text, days):
    mask = said.day_parts(text)
    assert (None if mask is None else {k: v for k, v in days_of(mask).items() if v}) == days


def test_hours_and_answers_as_people_write_them():
    assert [said.hours(one) for one in ("24", "16-24", "16 tot 24 uur", "16 u", "veel", "-4")] == [
        *((24, 24), (16, 24), (16, 24), (16, 16), None, None),
    ]
    assert [said.yes_or_no(one) for one in ("Ja", "x", "NEE", "0", "soms")] == [
        *(True, True, False, False, None),
    ]
    assert [said.pc4(one) for one in ("1234 AB", "1234ab", "1234", "0234 AB")] == [
        *("1234", "1234", "1234", "0234 AB"),
    ]


def test_nothing_of_a_young_person_is_in_what_goes_out(town, stocked):
    headers = {*employers_out(stocked, with_people=True).headers, *workplaces_out(stocked).headers}
    assert not headers & {"Bezet", "Jongere", "Geplaatst", "Vrij"}
    sheet = read(made(workplaces_out(stocked), "csv"), Limits(rows=9, fine=("vog",)))
    assert sheet.withheld == ()


def test_looking_and_taking_out_write_nothing_but_the_trail(stocked):
    before = fingerprint()
    employers_out(stocked, with_people=True)
    workplaces_out(stocked)
    assert fingerprint() == before


def test_the_list_is_unchanged_when_its_table_only_waits(town, stocked):
    waiting(stocked)
    assert len(employers_out(stocked).rows) == 2
