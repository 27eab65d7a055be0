"""The number of a branch (vestigingsnummer): checked, in, out, and how a branch is known again."""

import pytest
from django.db import transaction
from django.urls import reverse

from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.actions.importing import bring_in
from houvast.employers.models import Employer
from houvast.employers.reads.importing import checked_work_page
from houvast.employers.reads.taking_out import employers_out
from houvast.employers.rules.employers import EmployerFacts, check_employer
from houvast.errors import Refused
from tests.cast import sign_in
from tests.employers.lists import waiting

HEADERS = ("Bedrijfsnaam", "KvK", "Vestigingsnummer", "Plaats", "Postcode")
NORTH = ["Bakkerij De Korst", "12345678", "000012345678", "Waterrade", "1234"]
SOUTH = ["Bakkerij De Korst", "12345678", "000087654321", "Waterrade", "1234"]


def brought(sam, *rows):
    return bring_in(by=sam, upload_id=waiting(sam, *rows, headers=HEADERS))


def test_a_branch_has_twelve_digits_also_when_a_spreadsheet_took_it_for_a_number(town):
    assert check_employer(EmployerFacts("A", branch="0000 1234 5678")).branch == "000012345678"
    with pytest.raises(Refused) as refused:
        check_employer(EmployerFacts("A", branch="123"))
    assert refused.value.field == "branch"
    sam = town["sam"]
    assert brought(sam, ["A", "", "12345678", "", ""], ["B", "", "123", "", ""]).brought == 1
    with acting(sam):
        assert Employer.objects.get().branch == "000012345678"


def test_two_branches_in_one_postcode_stand_beside_each_other_and_are_known_again(town):
    sam = town["sam"]
    assert brought(sam, NORTH, SOUTH).brought == 2
    again = brought(sam, NORTH, SOUTH)
    assert (again.brought, again.known) == (0, 2)
    moved = [*NORTH[:3], "Zuidrade", "2345"]
    page = checked_work_page(sam, waiting(sam, moved, headers=HEADERS))
    assert [one.file for one in page.changes[0].differences] == ["Zuidrade", "2345"]
    out = employers_out(sam)
    assert sorted(row[out.headers.index("Vestigingsnummer")] for row in out.rows) == [
        NORTH[2],
        SOUTH[2],
    ]


def test_who_is_here_without_a_branch_gets_one_offered_and_no_second_employer(town):
    sam = town["sam"]
    actions.add_employer(by=sam, facts=EmployerFacts("Bakkerij De Korst", "12345678", pc4="1234"))
    page = checked_work_page(sam, waiting(sam, NORTH, headers=HEADERS))
    assert page.good == 0 and page.changes[0].differences[0].file == NORTH[2]
    with pytest.raises(Refused):
        facts = EmployerFacts("Korst", "12345678", pc4="1234", branch=NORTH[2])
        actions.add_employer(by=sam, facts=facts)


def test_the_same_branch_is_refused_beside_its_field_and_by_the_database(town):
    sam = town["sam"]
    brought(sam, NORTH)
    with pytest.raises(Refused) as refused:
        actions.add_employer(by=sam, facts=EmployerFacts("Anders", branch=NORTH[2]))
    assert refused.value.field == "branch"
    for wrong in ("12", "twaalf cijfer"):
        with acting(sam), pytest.raises(Exception, match=r"branch|too long"), transaction.atomic():
            Employer.objects.update(branch=wrong)


def test_it_stands_beside_the_number_of_the_trade_register(town, client):
    sam = town["sam"]
    brought(sam, NORTH)
    with acting(sam):
        key = Employer.objects.get().pk
    me = sign_in(client, sam)
    assert f"vestiging {NORTH[2]}" in me.get(reverse("employer", args=[key])).content.decode()
    assert NORTH[2] in me.get(reverse("change_employer", args=[key])).content.decode()
