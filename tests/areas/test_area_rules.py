"""What is known of an area stays away from who lives there; and its rules are each named."""

import re
import tomllib

from django.apps import apps

from houvast.cli.check_rules import named, rules, wrong
from tests.test_architecture import ROOT, SOURCE

TEMPLATES = SOURCE / "web" / "templates"
OF_PEOPLE = ("tracks", "placements", "matching", "meetings", "cooperation", "capture")
ASKS_AREAS = re.compile(r"areas|wijk_|area_|buurt_", re.IGNORECASE)


def test_no_page_of_a_young_person_shows_or_is_sorted_by_an_area():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    [apart] = [one for one in contracts["contracts"] if one["name"].startswith("8 ")]
    assert "houvast.areas" in apart["forbidden_modules"]
    assert {f"houvast.{one}" for one in ("people", *OF_PEOPLE)} <= set(apart["source_modules"])
    pages = [one for name in OF_PEOPLE for one in (TEMPLATES / name).rglob("*.html")]
    assert len(pages) > 40
    assert [one.name for one in pages if ASKS_AREAS.search(one.read_text())] == []


def test_no_figure_of_a_neighbourhood_points_to_a_person_and_none_points_back():  # T-84
    """No foreign key either way: what is known of an area is of a code, and of who keeps it."""
    of_areas = {one for one in apps.get_models() if one._meta.app_label == "areas"}
    assert len(of_areas) > 5
    leads_to = {(one, to) for one in apps.get_models() for to in _pointed_at(one)}
    ends = {to._meta.app_label for one, to in leads_to if one in of_areas}
    assert ends <= {"areas", "accounts"}, "the municipality and who keeps it, and nobody else"
    starts = {one._meta.app_label for one, to in leads_to if to in of_areas}
    assert not starts & {"people", "sharing", "employers", "audit", "watching", *OF_PEOPLE}


def _pointed_at(model):
    return [one.related_model for one in model._meta.get_fields() if one.many_to_one]


def test_each_rule_of_areas_is_named_by_a_test():
    known, by = rules("A"), named(ROOT / "tests")
    assert [one.id for one in sorted(known, key=lambda one: one.id)] == [
        f"A-{n:02}" for n in range(1, 21)
    ]
    assert all(re.fullmatch(r"[A-Z].+\.", one.says) and len(one.says) < 125 for one in known)
    assert wrong(known, {name: tests for name, tests in by.items() if name[0] == "A"}) == []
    assert wrong(known, {}) == [f"A-{n:02}: no test names it" for n in range(1, 21)]
