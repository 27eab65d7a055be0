"""For which scheme a plan was written: a person says so, and it chooses plans to compare."""

import json
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.marking import finish_check, say_scheme
from houvast.plans.actions.others import take_in
from houvast.plans.models import Reading
from houvast.plans.reads.checks import check_page
from houvast.plans.reads.exchanging import exchange
from houvast.plans.reads.matrix import matrix_page
from houvast.plans.reads.others import other_page
from houvast.plans.reads.reports import report
from houvast.plans.rules.exchanging import read_exchange
from houvast.plans.rules.schemes import schemes
from tests.cast import sign_in
from tests.plan_checks.conftest import PLAN, brought, manager, officer
from tests.plan_checks.given import given, told
from tests.plan_checks.test_deciding import raw
from tests.plan_checks.test_matrix import text_of


@pytest.fixture
def petra(town):
    return manager(town)


def of(scheme, **other):
    """The file of a plan of elsewhere that says for which scheme it was written."""
    return given(plan=told()["plan"] | {"scheme": scheme}, **other)


def test_each_scheme_has_a_code_and_a_name_of_its_own():
    codes = [one.code for one in schemes()]
    assert len(codes) == len(set(codes)) == len({one.name for one in schemes()})
    assert codes[-1] == "OTHER"


def test_a_person_says_it_and_it_goes_along_with_the_check(petra):
    reading = brought(petra)
    assert check_page(petra, reading).head.scheme == ""
    assert exchange(report(petra, reading))["plan"]["scheme"] is None
    with pytest.raises(Refused) as no:
        say_scheme(by=petra, reading_id=reading, scheme="PMG_9")
    assert no.value.field == "scheme"
    say_scheme(by=petra, reading_id=reading, scheme="PMG_2026")
    finish_check(by=petra, reading_id=reading)
    left = exchange(report(petra, reading))
    assert left["plan"]["scheme"] == "PMG_2026"
    assert read_exchange(json.dumps(left).encode()).scheme == "PMG_2026"
    with pytest.raises(Refused):
        say_scheme(by=petra, reading_id=reading, scheme="PMG_1")


def test_nobody_else_says_it(town, petra):
    reading = brought(petra)
    for who in ("anouk", "vera", "rachid"):
        with pytest.raises(NotAllowed):
            say_scheme(by=town[who], reading_id=reading, scheme="PMG_1")
    with pytest.raises(NotFound):
        say_scheme(by=petra, reading_id=uuid4(), scheme="PMG_1")


def test_a_file_of_before_says_nothing_and_a_strange_one_is_not_kept(petra):
    assert read_exchange(given()).scheme == ""
    assert read_exchange(of(None)).scheme == ""
    for odd in ("PMG_9", "", 7, ["PMG_1"], "x" * 30, {"a": 1}):
        with pytest.raises(Refused) as no:
            take_in(by=petra, content=of(odd))
        assert no.value.values == {"where": "plan.scheme"}
    key = take_in(by=petra, content=of("PMG_1"))
    assert other_page(petra, key).line.scheme == "PMG_1"


def test_plans_of_one_scheme_stand_side_by_side(petra, client):
    zuid, noord = brought(petra, title="Zuid"), brought(petra, text=PLAN + "\nN.\n", title="Noord")
    sign_in(client, petra)
    address = reverse("plan_matrix")
    assert "van alle programma" not in text_of(client.get(address)), "nobody said anything yet"
    say_scheme(by=petra, reading_id=zuid, scheme="PMG_1")
    take_in(by=petra, content=of("PMG_1"))
    page = matrix_page(petra, scheme="PMG_1")
    assert [one.title for one in page.columns] == ["Zuid", "Werk voor Zandhoek"]
    assert [one.code for one in page.schemes] == ["PMG_1"], "what no plan is for is not offered"
    every = ["Noord", "Zuid", "Werk voor Zandhoek"]
    for odd in ("", "PMG_2026", "pmg_1", "x" * 300, "\x00"):
        assert [one.title for one in matrix_page(petra, scheme=odd).columns] == every
    text = text_of(client.get(address, {"programma": "PMG_1"}))
    assert "Preventie met Gezag, vanaf 2022" in text and "P04, Zuid" in text
    assert "Noord" not in text and "waarvan niemand zei" in text
    say_scheme(by=petra, reading_id=noord, scheme="OTHER")
    assert [one.code for one in matrix_page(petra).schemes] == ["PMG_1", "OTHER"]


def test_the_page_asks_it_and_shows_it(petra, client):
    reading = brought(petra)
    sign_in(client, petra)
    address = reverse("plan_scheme", args=[reading])
    assert "Voor welk programma" in text_of(client.get(address))
    assert client.post(address, {"scheme": "x"}).status_code == 422
    away = client.post(address, {"scheme": "BOTOC_8"})
    assert "BOTOC, acht gemeenten (2020)" in text_of(client.get(away.url))


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("scheme = 'PMG_1'", "decided_by_a_person"),
        ("scheme = 'PMG_1', scheme_by_id = %(other)s", "decided_by_a_person"),
        ("scheme = 'pmg 1', scheme_by_id = %(own)s", "scheme_is_said_by_a_person"),
        ("scheme = '', scheme_by_id = %(own)s", "scheme_is_said_by_a_person"),
        ("scheme = 'PMG_1', scheme_by_id = %(own)s", ""),
    ],
)
def test_the_database_says_so_too(town, petra, sql, says):
    brought(petra)
    own = {"own": petra.user_id, "other": officer(town).user_id}
    said = ""
    try:
        with transaction.atomic(), acting(petra):
            raw(f"update plans_reading set {sql}", own)
    except DatabaseError as wrong:
        said = wrong.__cause__.diag.constraint_name
    assert said == says
    with acting(petra):
        assert Reading.objects.get().scheme == ("" if says else "PMG_1")


def test_a_finished_check_keeps_its_scheme(petra):
    reading = brought(petra)
    finish_check(by=petra, reading_id=reading)
    with pytest.raises(DatabaseError) as no, transaction.atomic(), acting(petra):
        raw(
            "update plans_reading set scheme = 'PMG_1', scheme_by_id = %(own)s",
            {"own": petra.user_id},
        )
    assert no.value.__cause__.diag.constraint_name == "reading_stays"
