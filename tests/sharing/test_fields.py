"""The register of fields is whole and true, and the papers are made from it (T-09)."""

import csv
import io
import re
from datetime import timedelta
from importlib import import_module

import pypdfium2
import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from houvast.accounts.rules import PURPOSES_OF, Controller, InformationClass, Purpose, Role
from houvast.database.safety import OPEN_TABLES
from houvast.sharing.reads.processing import by_kind, fields_page, processing_page
from houvast.sharing.rules import MATRIX, ORDER, WATCHES, Cell
from houvast.sharing.rules.fields import EVERY_ROW, About, Held, activities, nobodys, reads, tables
from houvast.web.field_words import CALLED, kept
from houvast.web.words import word
from tests.cast import sign_in

NOT_OURS = {"contenttypes": "names of tables", "auth": "not used", "procrastinate": "ids of rows"}
"""Apps of libraries that keep nothing of a person; a job holds ids only, see test_notices.py."""
OF_ITS_ENTRY = {"audit_processingline": {"controller"}}
"""A line of the log of processing belongs to an entry, which says who answers for it."""
PEOPLE = {"accounts.User", "people.Person", "tracks.Track", "tracks.Signal"}


def columns():
    """Each table with the columns that are to be listed."""
    every = [one for one in apps.get_models() if one._meta.app_label not in NOT_OURS]
    return {
        one._meta.db_table: {
            field.name for field in one._meta.concrete_fields if field.name not in EVERY_ROW
        }
        for one in every
    }


def test_every_column_of_somebody_is_listed_and_nothing_else():
    there = columns()
    assert set(there) == tables().keys() | set(nobodys())
    assert not tables().keys() & set(nobodys())
    listed = {one.name: [name for name, _ in one.columns] for one in tables().values()}
    assert {name: set(some) for name, some in listed.items()} == {n: there[n] for n in listed}
    assert [name for name, some in listed.items() if len(some) != len(set(some))] == []


def test_a_column_that_is_not_listed_or_is_gone_is_noticed(monkeypatch):
    monkeypatch.setattr(apps.get_model("people", "Nickname")._meta, "concrete_fields", ())
    with pytest.raises(AssertionError):
        test_every_column_of_somebody_is_listed_and_nothing_else()


def test_what_points_to_a_person_is_of_somebody():  # T-01
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        near = {one.related_model._meta.label for one in fields if one.related_model} & PEOPLE
        name = model._meta.db_table
        if near:
            assert name in tables(), name
        if near - {"accounts.User"}:
            assert tables()[name].about is About.YOUNG_PERSON, name
        if hasattr(model, "information_class") and name in tables():
            said = {one.name: one.null for one in fields}
            whose = {one for one in ("municipality", "controller") if said.get(one) is False}
            assert whose == {"municipality", "controller"} - OF_ITS_ENTRY.get(name, set()), name
    assert not [name for name in OPEN_TABLES if name not in {*tables(), *nobodys()}]


def test_a_kind_of_column_is_what_the_column_is():
    """A day is no free text and free text is no choice: the words on screen are true."""
    for model in apps.get_models():
        listed = tables().get(model._meta.db_table)
        for name, held in listed.columns if listed else ():
            field = model._meta.get_field(name)
            inner = field.get_internal_type()
            is_user = field.related_model and field.related_model._meta.label == "accounts.User"
            assert bool(is_user) == (held is Held.WHO), (listed.name, name)
            is_day = inner in ("DateField", "DateTimeField", "TimeField")
            assert is_day == (held in (Held.WHEN, Held.BIRTH_DATE)), (listed.name, name)
            assert (inner == "BooleanField") == (held is Held.YES_NO), (listed.name, name)
            if inner == "TextField" and held not in (Held.NAME, Held.REACH, Held.TECHNICAL):
                assert held is Held.WORDS, (listed.name, name)


def test_a_term_is_the_constant_of_the_code():
    """What is said of how long is what the code does."""
    named = {one.at: one.days for one in tables().values() if one.at}
    assert len(named) > 10
    for at, days in named.items():
        module, constant = at.rsplit(".", 1)
        assert getattr(import_module(module), constant) == timedelta(days=days), at
    silent = {one.name for one in tables().values() if not one.term and not one.at}
    assert silent == {"tracks_knownquestion", "watching_agreement"}


def test_who_reads_and_what_for_is_the_decision_itself():  # T-04
    for kind in InformationClass:
        said = {(role, purpose) for purpose, roles in reads(kind).items() for role in roles}
        decided = {
            (role, purpose)
            for (role, _, purpose), row in MATRIX.items()
            if row[kind] is not Cell.NOTHING
        }
        assert decided <= said
        assert all(purpose in PURPOSES_OF[role] for role, purpose in said)
    assert {one.purpose for one in activities()} >= {purpose for _, _, purpose in MATRIX}
    safety = {Purpose.SAFETY_TRIAGE, Purpose.SAFETY_PGA}
    assert all(
        one.controllers == (Controller.BURGEMEESTER,) for one in activities() if one in safety
    )


def test_every_table_has_a_name_for_people_and_every_class_its_tables():
    assert CALLED.keys() == tables().keys()
    assert len(set(map(str, CALLED.values()))) == len(CALLED)
    ours = [one for one in apps.get_models() if hasattr(one, "information_class")]
    listed = {one.name for some in by_kind().values() for one in some}
    assert listed == {one._meta.db_table for one in ours} - set(nobodys())
    assert {kept(one) for one in tables().values()} >= {"90 dagen", "5 jaar", "1 jaar"}


def test_the_papers_are_those_of_the_watchers(town):
    page = processing_page(town["vera"])
    assert page.made.municipality == "Waterrade"
    guidance = next(one for one in page.activities if one.purpose is Purpose.GUIDANCE)
    assert [one[:3] for one in guidance.grounds] == ["G01", "G02", "G04"], "of the college, on"
    assert Role.OUTREACH_COACH in guidance.roles and InformationClass.WN in guidance.kinds
    assert {one.kind for one in fields_page(town["vera"]).kinds} >= {InformationClass.ID}
    assert WATCHES == (Role.PRIVACY_OFFICER, Role.FG)


def asked(town, named, form):
    return sign_in(Client(), town["vera"]).get(reverse("processing_paper", args=[named, form]))


def test_what_is_taken_along_says_what_the_screen_says(town):
    text = asked(town, "gegevens", "csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    listed = {(one.name, name) for one in tables().values() for name, _ in one.columns}
    assert {(row[2], row[3]) for row in rows[1:]} == listed
    text = asked(town, "wie-ziet-wat", "csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    decided = {
        (word(basis), word(purpose), *(word(row[kind]) for kind in ORDER))
        for (_, basis, purpose), row in MATRIX.items()
    }
    assert {(row[0], *row[2:]) for row in rows[1:]} == decided
    made = asked(town, "verwerkingen", "pdf")
    assert made["Content-Type"] == "application/pdf" and made["Cache-Control"] == "no-store"
    with pypdfium2.PdfDocument(made.content) as paper:
        said = "".join(page.get_textpage().get_text_range() for page in paper)
    assert "Register van verwerkingen" in said and re.search(
        r"Vera .* · \d\d-\d\d-\d{4}|Vera", said
    )
    assert asked(town, "verwerkingen", "docx").status_code == 404
    assert asked(town, "iets", "pdf").status_code == 404
