"""What people type finds the occupation they mean, and a workplace gets its code from it."""

from uuid import UUID

import pytest
from django.urls import reverse

from houvast.employers.reads import workplace_page
from houvast.reference.rules.search import MOST, Work, exactly, find, named
from houvast.web.forms.workplaces import WholeWorkplaceForm
from tests.cast import place_to_work, sign_in

NAMES = (
    ("bakker", "7512", ("broodbakster", "nachtbakker")),
    ("banketbakker", "7512", ("pâtissier", "suikerbakker")),
    ("hulp van de bakker", "9412", ()),
    ("verkoper in een bakkerij", "5223", ("suikerbakker",)),
    ("baksteenvormer", "8114", ()),
    ("ober/serveerster", "5131", ("kelner", "serveerster")),
)
EVERY = [
    named(Work(UUID(int=at), isco, name, "Groep"), also)
    for at, (name, isco, also) in enumerate(NAMES)
]


def names(words, **more):
    return [one.name for one in find(EVERY, words, **more)]


def test_the_closest_name_stands_first_and_letters_need_no_accents():
    assert names("BAKKER")[:2] == ["bakker", "hulp van de bakker"]
    assert set(names("bakker")) == {one for one, _, _ in NAMES[:4]}
    assert names("patissier") == ["banketbakker"] == names("Pâtissier")
    assert names("serveerster ober") == ["ober/serveerster"]
    assert names("ba") == names("  ") == names("tandarts") == []
    assert len(find(EVERY * 5, "bak")) == MOST and len(names("bak", most=2)) == 2


def test_only_a_name_that_means_one_thing_is_taken_without_asking():
    assert exactly(EVERY, "Bakker").isco == "7512"
    assert exactly(EVERY, "kelner").isco == "5131"
    assert exactly(EVERY, "suikerbakker") is exactly(EVERY, "bak") is None


@pytest.fixture
def page(bring, town, client, monkeypatch):
    """The form of a workplace, where occupations were imported."""
    bring(*((one.work.concept, one.work.isco, one.work.name) for one in EVERY))
    monkeypatch.setattr("houvast.web.workplaces.occupations", lambda: tuple(EVERY))
    place = place_to_work(town, "Verse")
    sign_in(client, town["sam"])
    url = reverse("change_workplace", args=[place])
    form = client.get(url).context["form"]
    start = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in start.items() if value not in (None, [], False)}

    def post(**more):
        return client.post(url, {**given, **more})

    return post, lambda: workplace_page(town["sam"], place).facts


def test_searching_saves_nothing_and_choosing_gives_name_and_code(page):
    post, facts = page
    before = facts()
    shown = post(occupation="suikerbakker", title="Anders", find_work="1")
    assert shown.status_code == 200 and facts() == before
    text = shown.content.decode()
    assert (
        "banketbakker<small>Groep</small>" in text
        and "ESCO-classificatie" in text
        and 'value="Anders"' in text
    )
    assert post(occupation="suikerbakker", work=str(UUID(int=1))).status_code == 302
    assert (facts().occupation, facts().isco) == ("banketbakker", "7512")


def test_a_name_to_the_letter_is_coded_and_any_other_is_kept_as_it_was_typed(page):
    post, facts = page
    assert post(occupation="Kelner").status_code == 302
    assert (facts().occupation, facts().isco) == ("Kelner", "5131")
    assert post(occupation="Suikerbakker", isco="").status_code == 302
    assert (facts().occupation, facts().isco) == ("Suikerbakker", "")
    assert post(occupation="Kelner", isco="", work="none").status_code == 302
    assert (facts().occupation, facts().isco) == ("Kelner", "")
    assert post(occupation="Kelner", work="9" * 40).status_code == 422
    assert "Niets gevonden" in post(occupation="tandarts", find_work="1").content.decode()


def test_without_a_list_the_form_asks_the_code_as_before(town, client):
    place = place_to_work(town, "Verse")
    sign_in(client, town["sam"])
    text = client.get(reverse("change_workplace", args=[place])).content.decode()
    assert "find_work" not in text and 'name="isco"' in text
    assert "work" not in WholeWorkplaceForm(initial={"occupation": "bakker"}).fields
