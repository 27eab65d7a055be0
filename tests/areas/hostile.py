"""The forms about areas that `test_hostile_forms` attacks, and the figures that they need."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from houvast.areas.actions import take_in
from houvast.areas.rules.passports import Asked
from tests.areas.conftest import PARTS, TABLES
from tests.areas.kept import YEAR, country_panel
from tests.conftest import as_owner
from tests.hostile_cases import Case, World


@pytest.fixture
def figures(django_db_setup, django_db_blocker):
    """A country, which the owner commits and takes away again."""
    with django_db_blocker.unblock(), as_owner() as owner:
        take_in([("wijken", country_panel())], Asked(year=YEAR), lambda _: None)
        try:
            yield
        finally:
            for (part,) in owner.execute(PARTS).fetchall():
                owner.execute(f"drop table {part}")
            owner.execute(f"truncate {', '.join(TABLES)}")


def relations(world: World) -> Case:
    """A question about areas; asked twice it is one."""
    address = reverse("relations")
    fill = {"outcome": "offences_total", "determinants": "not_working_share", "year": "wijk-2022"}
    case = Case(world.client("petra"), address, address, fill, once=True)
    case.strangers = world.strangers("anouk", "rachid", "lotte", "wim", "vera", "sam")
    return case


AREAS: dict[str, Callable[[World], Case]] = {"relations": relations}
BY_CODE = {"area", "relation", "relation_file", "citation", "cite", "area_file", "areas_file"}
BY_CODE |= {"plan_arrival", "plan_check", "plan_question", "plan_step", "plan_action"}
BY_CODE |= {"plan_facts", "plan_fact_back", "plan_carry", "plan_versions"}
BY_CODE |= {"plan_report", "plan_file"}
BY_CODE |= {"plan_action_done", "evidence_card", "change_evidence_card", "answer_evidence_card"}
"""Addresses of one area, figure, plan or card: about nobody, and tested beside what they show."""
