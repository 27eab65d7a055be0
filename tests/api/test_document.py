"""The description follows the NLGov REST API Design Rules, and holds no judgement about people."""

import re

from houvast.accounts.rules import Scope
from houvast.api.document import document
from tests.test_architecture import judges

CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
SEGMENT = re.compile(r"[a-z][a-z-]*|\{[a-z]+_id\}|_[a-z]+")
FINE = {"ConditionCode", "LifeDomain"}


def operations():
    every = document()["paths"].items()
    return [(path, method, one) for path, methods in every for method, one in methods.items()]


def names(part):
    """All names of fields, and values of enumerations."""
    if isinstance(part, dict):
        yield from part.get("properties", {})
        yield from (one for one in part.get("enum", ()) if isinstance(one, str))
        for one in part.values():
            yield from names(one)
    elif isinstance(part, list):
        for one in part:
            yield from names(one)


def test_the_document_itself():
    made = document()
    assert made["openapi"].startswith("3.1.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", made["info"]["version"])
    assert {"name", "url", "email"} <= made["info"]["contact"].keys()
    assert made["servers"] == [{"url": "/api/v1"}]
    ids = [one["operationId"] for _, _, one in operations()]
    assert len(ids) == len(set(ids)) > 50


def test_paths_are_plural_nouns_in_kebab_case_without_a_slash_at_the_end():
    wrong = [
        path
        for path, _, _ in operations()
        if path.endswith("/") or not all(map(SEGMENT.fullmatch, path.strip("/").split("/")))
    ]
    assert wrong == []
    assert {method for _, method, _ in operations()} <= {"get", "post", "put"}


def test_query_and_fields_are_lower_camel_case():
    asked = [
        one["name"] for _, _, op in operations() for one in op["parameters"] if one["in"] == "query"
    ]
    shapes = document()["components"]["schemas"].values()
    fields = [name for shape in shapes for name in shape.get("properties", {})]
    assert [one for one in (*asked, *fields) if not CAMEL.fullmatch(one)] == []


def test_every_answer_has_the_version_and_every_no_is_a_problem():
    for path, method, one in operations():
        assert {"400", "401", "403", "404", "406"} <= one["responses"].keys(), (path, method)
        for status, answer in one["responses"].items():
            assert "API-Version" in answer["headers"], (path, method, status)
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"]
    problem = document()["components"]["schemas"]["Problem"]
    assert {"type", "title", "status", "detail"} <= set(problem["required"])


def test_every_write_can_be_sent_twice():
    for path, method, one in operations():
        sent = {name["name"] for name in one["parameters"] if name["in"] == "header"}
        assert ("Idempotency-Key" in sent) == (method != "get"), path


def test_no_name_is_a_judgement_about_a_person():
    found = {one for one in names(document()) if judges(one)}
    assert found <= {"network"}  # a life domain of the scan: one of four words


def test_nothing_leads_from_a_workplace_or_an_employer_to_people():  # T-83
    schemas = document()["components"]["schemas"]
    for shape in ("Workplace", "WorkplaceItem", "Employer", "EmployerItem"):
        text = str(schemas[shape])
        assert not re.search("track|nickname|familyName|birthDate|young", text), shape
    roads = [path for path, _, _ in operations() if re.match(r"/(workplaces|employers)/", path)]
    assert not [path for path in roads if re.search("track|person(?!s)|fit|young", path)]


def test_a_list_of_people_cannot_be_ordered_by_the_asker():
    for path, _, one in operations():
        asked = {name["name"] for name in one["parameters"]}
        assert not asked & {"order", "sort", "orderBy", "sortBy"}, path


def test_each_endpoint_names_its_scope():
    known = {one.value for one in Scope}
    for path, _, one in operations():
        named = set(re.findall("`([a-z]+:[a-z]+)`", one["description"]))
        assert named <= known and (named or path in ("/me", "/occupations", "/places"))
