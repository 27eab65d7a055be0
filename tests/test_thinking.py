"""Both doors stop at what may not belong in a text, and keep it when somebody says so."""

import pkgutil
from importlib import import_module
from uuid import uuid4

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

import houvast.web
from houvast.database.context import acting
from houvast.tracks.models import WorkNote
from houvast.web.fields import DomainForm
from houvast.web.free_text import A_SENTENCE
from tests.api.conftest import System, secret_of
from tests.api.doors import CONTACT
from tests.cast import sign_in
from tests.noted import noted

PHONE = "Belde oma op 06-12345678."
BOTH = f"{PHONE} Heeft autisme."
NOT_ABOUT_PEOPLE = {
    "AgreementForm", "AmountForm", "CardForm", "ChangeYardstickForm", "ClosedDayForm",
    "ConditionForm", "CriterionForm", "DeviceForm", "DistrictForm", "DropYardstickForm",
    "EmergencyForm", "EndForm", "FigureForm", "FollowForm",
    "GroundForm", "HoneyForm", "HoursForm", "LimitForm", "LinkForm", "NameForm",
    "NewWorkplaceForm", "OtherPlanForm", "PartnerForm", "PlaceForm", "PlanForm", "QuestionForm",
    "ResponsibleForm",
    "SchemeForm", "SenderForm", "UnlinkForm", "WholeWorkplaceForm", "WorkplaceForm",
    "YardstickForm",
}  # fmt: skip
"""Forms about rules, work and organisations; and the two of an emergency, where nothing waits."""


def contact(note, **more):
    today = timezone.localdate().isoformat()
    form = {"how": "phone", "outcome": "spoke", "ahead": "7", "agreed": "no", "on": today}
    return form | {"key": str(uuid4()), "note": note} | more


def notes(town):
    with acting(town["anouk"]):
        return list(WorkNote.objects.values_list("text", flat=True))


def test_a_number_in_a_note_is_asked_about_and_kept_with_a_tick(client, town, track):  # T-11
    visitor, address = sign_in(client, town["anouk"]), reverse("log_contact", args=[track])
    left = []
    with noted(lambda entry: left.append((entry.verb, entry.subject))):
        asked = visitor.post(address, contact(PHONE))
        assert asked.status_code == 422 and notes(town) == []
        page = asked.content.decode()
        assert "Hier staat een telefoonnummer: 06-12345678." in page and PHONE in page
        assert "Denk hier even over na" in page and "Dit klopt nog niet" not in page
        assert 'name="note-kept" value="phone"' in page
        assert [verb for verb, _ in left if verb.startswith("text.")] == []
        assert visitor.post(address, contact(PHONE, **{"note-kept": "phone"})).status_code == 302
    assert notes(town) == [PHONE]
    kept = dict(left)
    assert kept["text.kept_phone"] == kept["tracks.contact_logged"] is not None


def test_a_tick_keeps_what_it_was_set_for_and_nothing_else(client, town, track):
    visitor, address = sign_in(client, town["anouk"]), reverse("log_contact", args=[track])
    again = visitor.post(address, contact(BOTH, **{"note-kept": "phone"}))
    assert again.status_code == 422 and notes(town) == []
    assert 'name="note-kept" value="phone special"' in again.content.decode()
    wrong = visitor.post(address, contact(BOTH, how="", **{"note-kept": ""})).content.decode()
    assert "Dit klopt nog niet" in wrong and "telefoonnummer" in wrong
    assert visitor.post(address, contact("Belde even.")).status_code == 302
    assert notes(town) == ["Belde even."]


def test_what_is_refused_leaves_no_choice_behind(client, town, track):
    visitor, address = sign_in(client, town["anouk"]), reverse("log_contact", args=[track])
    left = []
    with noted(lambda entry: left.append(entry.verb)):
        later = (timezone.localdate().replace(year=timezone.localdate().year + 1)).isoformat()
        answer = visitor.post(address, contact(PHONE, on=later, **{"note-kept": "phone"}))
    assert answer.status_code == 422 and "text.kept_phone" not in left and notes(town) == []


def test_a_system_is_asked_the_same_and_keeps_it_with_a_header(town, track):
    by = System(secret_of(town, "anouk"))
    path, body = f"/tracks/{track}/contacts", dict(CONTACT)
    body |= {"at": timezone.now().isoformat(), "note": BOTH}
    asked = by.ask("POST", path, body)
    assert asked.status_code == 400
    (error,) = asked.json()["errors"]
    assert error["field"] == "note" and "telefoonnummer: 06-12345678" in error["detail"]
    assert "Kept-As-Written: phone, special" in error["detail"]
    assert by.ask("POST", path, body, Kept_As_Written="phone").status_code == 400
    left = []
    with noted(lambda entry: left.append((entry.verb, entry.subject))):
        made = by.ask("POST", path, body, Kept_As_Written="phone, special")
    assert made.status_code == 201 and notes(town) == [BOTH]
    kept = dict(left)
    assert kept["text.kept_phone"] == kept["text.kept_special"] == kept["tracks.contact_logged"]


def every_form():
    for one in pkgutil.walk_packages(houvast.web.__path__, "houvast.web."):
        if ".locale" not in one.name and ".migrations" not in one.name:
            import_module(one.name)
    below = DomainForm.__subclasses__()
    while below:
        form = below.pop()
        below += form.__subclasses__()
        if form.__module__.startswith("houvast.web.forms."):
            yield form


def test_each_form_looks_at_its_texts_and_the_ones_that_do_not_are_known():
    forms_here = set(every_form())
    assert len(forms_here) > 60
    assert {one.__name__ for one in forms_here if not one.about_people} == NOT_ABOUT_PEOPLE
    plain = {(one.__name__, name) for one in forms_here for name in one.plain}
    assert plain == {(one, "contact_person") for one in ("TermsForm", "AgreeForm")}
    areas = {
        (form.__name__, name): form.looks_at(one)
        for form in forms_here - {one for one in forms_here if not one.about_people}
        for name, one in form.base_fields.items()
        if isinstance(one.widget, forms.Textarea)
    }
    assert len(areas) > 40 and all(areas.values())


@pytest.mark.parametrize("wide", [True, False])
def test_a_field_holds_words_when_it_is_wide(wide):
    class Small(DomainForm):
        line = forms.CharField(max_length=A_SENTENCE if wide else A_SENTENCE - 1)

    form = Small({"line": PHONE})
    assert form.is_valid() is not wide and form.texts() == (["line"] if wide else [])
