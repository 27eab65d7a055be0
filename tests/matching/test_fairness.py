"""Who somebody is changes no list, through the database and all (matching section 9, F1 and F2)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from django.apps import apps
from django.db import models

from houvast.api.document import document
from houvast.audit.actions import recorded
from houvast.employers.models import Employer, Workplace, WorkplaceCondition
from houvast.matching.actions import record_wishes
from houvast.matching.reads.places import read_work
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import NOTHING, Wished
from houvast.people.rules import PreferredChannel
from tests.cast import Who, open_track
from tests.conftest import as_owner
from tests.matching import test_golden_database as golden
from tests.matching.sides import read
from tests.matching.test_golden import PEOPLE, loaded
from tests.matching.test_lists import FORBIDDEN

town, market = golden.town, golden.market

CASES = 1_000
NAMES = ("Sven", "Fatima", "Kwame", "Wei", "Agnieszka", "", "Ömür", "X")
FAMILIES = ("de Verzonnen", "al-Voorbeeld", "Voorbeeldski", "Nguyen-Voorbeeld", "", "Ó Voorbeeld")
CHANNELS = ("", *PreferredChannel)


@pytest.fixture
def tracks(town, anouk, market):
    """A track of each of the golden people, with what they wish."""
    made = {}
    for name in PEOPLE:
        wishes = read(Wishes, loaded(name)["wishes"])
        made[name] = open_track(town, Who(name[:9], birth_date=wishes.birth_date))
        free = wishes.free & ~wishes.busy
        wished = Wished(replace(wishes, birth_date=None, free=free))
        if wished != NOTHING:
            record_wishes(by=anouk, track_id=made[name], wished=wished)
    return made


def shown(by, track):
    """All that the lists of a young person hold, in order, as they would be stored."""
    with recorded(by, "matching.list_viewed", track) as act:
        work = read_work(by, track, act)
        lists = work.lists
        every = (*lists.fits, *lists.near)
        found = [(one.place.id, one.why.record()) for one in work.explained(every)]
    return found, dict(lists.does_not_fit)


def somebody_else(dice: Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    """SQL: another name, nickname, number and channel for everybody; other names of employers."""
    phone = f"+316{dice.randrange(10**7, 10**8)}"
    yield (
        "update people_identity set given_name = %s, family_name = %s, phone = %s,"
        " preferred_channel = %s",
        (dice.choice(NAMES), dice.choice(FAMILIES), phone, dice.choice(CHANNELS)),
    )
    yield "update people_nickname set text = %s", (f"{dice.choice(NAMES)} {dice.random()}",)
    yield (
        "update employers_employer set name = %s || left(name, 90), place_name = %s, kvk = %s",
        (dice.choice("abcdef"), dice.choice(("", "Molenveld", "Waterrade")), ""),
    )


def test_who_somebody_is_changes_no_list_in_a_thousand_cases(town, anouk, tracks):  # T-81
    before = {track: shown(anouk, track) for track in tracks.values()}
    assert any(found for found, _ in before.values())
    dice, cases = Random(2026), 0
    with as_owner() as owner:
        owner.execute("alter table people_identity no force row level security")
        owner.execute("alter table people_nickname no force row level security")
        owner.execute("alter table employers_employer no force row level security")
        try:
            while cases < CASES:
                for sql, values in somebody_else(dice):
                    assert owner.execute(sql, values).rowcount > 0
                for track, expected in before.items():
                    assert shown(anouk, track) == expected
                    cases += 1
            owner.execute("update people_identity set birth_date = current_date - 4500")
            assert any(shown(anouk, track) != one for track, one in before.items())
        finally:
            for table in ("people_identity", "people_nickname", "employers_employer"):
                owner.execute(f"alter table {table} force row level security")


def read_by_matching() -> Iterator[tuple[type[models.Model], models.Field]]:
    """The columns of a workplace and of what matching keeps about a young person."""
    own = apps.get_app_config("matching").get_models()
    for model in (*own, Workplace, WorkplaceCondition, Employer):
        for field in model._meta.get_fields():
            if isinstance(field, models.Field) and not field.is_relation:
                yield model, field


def test_no_column_that_matching_can_read_is_one_that_may_not_matter():
    """F1, in the database: also what no rule reads today is not there to be read tomorrow."""
    names = {f"{model.__name__}.{field.name}" for model, field in read_by_matching()}
    assert len(names) > 60
    assert {one for one in names if FORBIDDEN.search(one.lower())} == set()


def test_nothing_in_the_database_knows_sex_birth_country_or_house_number():  # T-80
    """What is not kept cannot be permuted, and cannot matter."""
    kept = {
        f"{model.__name__}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.Field)
    }
    never = re.compile("sex|gender|geslacht|country|geboorteland|nationalit|house|huis|street")
    assert {one for one in kept if never.search(one.lower().split(".")[1])} == set()


def test_no_answer_of_the_api_about_work_tells_what_may_not_matter():
    shapes = document()["components"]["schemas"]
    names = {
        f"{shape}.{name}"
        for shape, what in shapes.items()
        if shape.startswith(("Work", "Wish", "Place", "Choice", "Suggest"))
        for name in what.get("properties", ())
    }
    assert len(names) > 30
    assert {one for one in names if FORBIDDEN.search(one.lower().split(".")[1])} == set()
