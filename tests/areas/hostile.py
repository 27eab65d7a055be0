"""The forms about areas that `test_hostile_forms` attacks, and the figures that they need."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.areas.actions import take_in
from houvast.areas.actions.programmes import link_place
from houvast.areas.rules.passports import Asked
from tests.areas.conftest import PARTS, TABLES
from tests.areas.kept import YEAR, country_panel
from tests.areas.official import panel, panel_row
from tests.conftest import as_owner
from tests.hostile_cases import Case, World

PLACE = "arnhem-oost"


def arnhem(name: str = "Wijk") -> bytes:
    """Three districts of a municipality that has an area in a programme."""
    town = {"gm_code": "GM0202", "gm_name": "Arnhem"}
    rows = (panel_row(f"WK02020{n}", 1200, name=f"{name} {n}", **town) for n in (1, 2, 3))
    return panel(*rows)


@pytest.fixture
def figures(django_db_setup, django_db_blocker):
    """A country, which the owner commits and takes away again."""
    with django_db_blocker.unblock(), as_owner() as owner:
        take_in([("wijken", country_panel())], Asked(year=YEAR), lambda _: None)
        take_in([("arnhem", arnhem())], Asked(year=YEAR, table="arnhem"), lambda _: None)
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


def link(world: World) -> Case:
    """Of which districts an area of a programme is made; the same form again says it once."""
    address = reverse("link_place", args=[PLACE, "wijk"])
    fill = {"codes": "WK020201", "reason": "Zo staat het in het plan."}
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers("anouk", "rachid", "lotte", "vera", "sam")
    return case


def unlink(world: World) -> Case:
    """Take back what was said of it."""
    by = world.town.as_("petra", Purpose.FIGURES)
    said = {"codes": ["WK020202"], "reason": "Zo staat het in het plan."}
    link_place(by=by, place_id=PLACE, level="wijk", key=uuid4(), **said)
    address = reverse("unlink_place", args=[PLACE])
    case = Case(world.client("petra"), address, address, {"reason": "Verkeerd gekozen."})
    case.strangers = world.strangers("anouk", "rachid", "lotte", "vera", "sam")
    return case


AREAS: dict[str, Callable[[World], Case]] = {
    "relations": relations,
    "link_place": link,
    "unlink_place": unlink,
}
BY_CODE = {"area", "relation", "relation_file", "citation", "cite", "area_file", "areas_file"}
BY_CODE |= {"plan_arrival", "plan_check", "plan_question", "plan_step", "plan_action"}
BY_CODE |= {"plan_facts", "plan_fact_back", "plan_carry", "plan_versions", "plan_scheme"}
BY_CODE |= {"plan_yardsticks", "new_plan_yardstick", "plan_yardstick", "change_plan_yardstick"}
BY_CODE |= {"drop_plan_yardstick", "figure_plan_yardstick", "count_plan_yardstick"}
BY_CODE |= {"answer_plan_figure", "plan_report", "plan_file", "own_plan_question"}
BY_CODE |= {"change_plan_question", "answer_plan_question", "plan_other", "plan_other_gone"}
BY_CODE |= {"plan_action_done", "evidence_card", "change_evidence_card", "answer_evidence_card"}
BY_CODE |= {"programme_file", "programme_place", "link_place", "unlink_place"}
BY_CODE |= {"country_outlines", "country_figures", "country_names"}
"""Addresses of one area, figure, plan or card: about nobody, and tested beside what they show."""
ASKS = ("new_evidence_card", "new_plan_question", "plan_others")
LOOKS = ("areas", "country", "programmes", "plan_matrix", "plan_questions")
