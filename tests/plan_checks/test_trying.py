"""What a question would point at is seen before it is proposed and before anybody agrees."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.plans.actions.asking import propose_question
from houvast.plans.models import QuestionVersion, Reading, Suggestion, Version
from houvast.plans.reads.checks import question_page
from houvast.plans.reads.trying import effect_of
from houvast.plans.rules.trying import Sought, sought_by
from tests.cast import found_beyond, sign_in
from tests.noted import noted
from tests.plan_checks.asked import CLUBS, SPORT, agreed_on
from tests.plan_checks.conftest import PLAN, brought, manager, officer
from tests.test_queries import MOST, asked

NEW = reverse("new_plan_question")
FILLED = {"strong": "voetbalvereniging", "question": "half", "kijk": "1"}


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def visitor(petra, client):
    sign_in(client, petra)
    return client


def document(by, reading):
    with acting(by):
        return Reading.objects.get(pk=reading).version.document_id


def text_of(answer, status=200):
    assert answer.status_code == status
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def test_it_is_what_the_machine_points_at_when_the_plan_is_read_for_it(town, petra):
    about = document(petra, brought(petra, SPORT))
    effect = effect_of(petra, sought_by(CLUBS), about)
    code = agreed_on(officer(town), petra)
    read = question_page(petra, brought(petra, SPORT), code).passages
    assert [(one.parts, one.reason) for one in effect.passages] == [
        (one.parts, one.reason) for one in read
    ]
    assert effect.passages and (effect.number, effect.passages[0].page) == (1, None)
    assert effect_of(petra, sought_by(CLUBS), about).number == 2, "of the newest version"


def test_nothing_of_it_is_kept_but_that_somebody_looked(petra):
    about = document(petra, brought(petra))
    with acting(petra):
        before = (Suggestion.objects.count(), Version.objects.count())
    made = []
    with noted(made.append):
        assert not effect_of(petra, sought_by(CLUBS), about).passages
    assert [(one.verb, one.subject) for one in made] == [("plans.question_tried", about)]
    with acting(petra):
        assert (Suggestion.objects.count(), Version.objects.count()) == before
        assert not QuestionVersion.objects.exists()


def test_a_passage_about_a_person_is_left_out_here_too(petra):
    about = document(petra, brought(petra, f"{PLAN}\nJeroen (17) werd aangehouden op het plein.\n"))
    shown = effect_of(petra, Sought(("plein", "jongeren")), about).passages
    assert shown and "Jeroen" not in "".join(text for one in shown for text, _ in one.parts)


def test_nobody_else_and_no_other_municipality_tries_a_plan(town, petra):
    about = document(petra, brought(petra))
    with pytest.raises(NotFound):
        effect_of(officer(found_beyond(), "joris"), sought_by(CLUBS), about)
    for who in ("anouk", "vera", "rachid"):
        with pytest.raises(NotAllowed):
            effect_of(town[who], sought_by(CLUBS), about)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Sought(()), "strong"),
        (Sought(("  ",)), "strong"),
        (Sought(("{money}",)), "strong"),
        (Sought(("club",), weak=("x" * 61,)), "weak"),
        (Sought(("club",), alike=tuple(f"w{one}" for one in range(31))), "alike"),
    ],
)
def test_words_that_cannot_be_looked_for_are_said_at_their_field(petra, words, field):
    about = document(petra, brought(petra))
    with pytest.raises(Refused) as no:
        effect_of(petra, words, about)
    assert no.value.field == field


def test_who_writes_a_question_sees_the_passages_and_loses_nothing(petra, visitor):
    assert "Laat zien" not in text_of(visitor.get(NEW)), "there is no plan to try it on"
    about = str(document(petra, brought(petra, SPORT)))
    assert "Laat zien" in text_of(visitor.get(NEW))
    answer = visitor.post(NEW, FILLED | {"plan": about})
    text = text_of(answer)
    assert "De voetbalvereniging leidt tien jongeren op" in text and "woord: voetbal" in text
    assert "alleen op woorden" in text and "Vul dit in." not in text
    html = answer.content.decode()
    assert "<mark>voetbalvereniging</mark>" in html and ">\nhalf</textarea>" in html
    assert "wijzen hier niets aan" in text_of(
        visitor.post(NEW, FILLED | {"plan": about, "strong": "kantine"})
    )
    with acting(petra):
        assert not QuestionVersion.objects.exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"strong": "{money}"}, "Gebruik alleen letters en cijfers"),
        ({"strong": ""}, "Vul minstens één woord in."),
        ({"plan": "x"}, "Dit antwoord staat er niet meer bij."),
        ({"plan": ""}, "Kies een antwoord."),
    ],
)
def test_what_cannot_be_tried_is_said_beside_it(petra, visitor, change, says):
    about = str(document(petra, brought(petra, SPORT)))
    assert says in text_of(visitor.post(NEW, FILLED | {"plan": about} | change), 422)


def test_who_agrees_sees_first_what_a_proposal_points_at(town, petra, visitor):
    about = document(petra, brought(petra, SPORT))
    code = propose_question(by=officer(town), question=CLUBS, reason="De raad vroeg het.")
    address = reverse("own_plan_question", args=[code])
    assert "<mark>" not in visitor.get(address).content.decode()
    assert len(asked({"petra": petra}, "petra", address)) <= MOST
    looked = visitor.get(address, {"plan": about})
    assert "<mark>voetbalvereniging</mark>" in looked.content.decode()
    assert "staat er niet meer bij" in text_of(visitor.get(address, {"plan": "nee"}))
