"""Plans side by side: the newest of each, by name, question by question, and nothing added up."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.plans.actions.marking import decide_passage, record_not_found
from houvast.plans.models import Reading
from houvast.plans.reads.matrix import WIDEST, matrix_page
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.judging import Decision, Level, Marked, State
from houvast.plans.rules.matrix import Held, side_by_side
from tests.cast import STAFF, found, sign_in
from tests.plan_checks.conftest import PLAN, brought, manager, pointed_at
from tests.test_queries import MOST, asked

SUMS = re.compile(r"totaal: |gemiddeld|\b\d+ (van de|of) \d+|%|score|rang", re.IGNORECASE)


@pytest.fixture
def petra(town):
    return manager(town)


def agreed(by, reading, about):
    decide_passage(
        by=by, reading_id=reading, about=about, passage_id=pointed_at(by, reading, about),
        decision=Decision.PROVES, level=2,
    )  # fmt: skip


def text_of(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def test_a_question_that_a_plan_was_not_held_against_has_no_answer_there():  # PL-11
    asked_of = catalogue().criteria
    (first, *_rest) = asked_of
    old = Held(asked_of[1:], [Marked("P02", Decision.PROVES, 2)])
    new = Held((replace(first, question="Anders gevraagd?"), *asked_of[1:]), [])
    rows = {one.question.id: one for one in side_by_side([old, new])}
    assert rows["P01"].question.question == "Anders gevraagd?"
    before, now = rows["P01"].stands
    assert before is None and now and now.state is State.OPEN
    there, here = rows["P02"].stands
    assert there and here
    assert (there.level, here.state) == (Level.AGREED, State.OPEN)
    assert len(rows) == len(asked_of)
    assert side_by_side([]) == ()


def test_the_newest_of_each_plan_stands_by_name(petra, client):
    zuid = brought(petra, title="Zuid")
    with acting(petra):
        document = Reading.objects.get(pk=zuid).version.document_id
    newer = brought(petra, text=PLAN + "\nEr is meer.\n", title="Zuid", document=document)
    noord = brought(petra, text=PLAN + "\nIn Noord.\n", title="<i>noord</i>")
    agreed(petra, newer, "P04")
    record_not_found(by=petra, reading_id=noord, about="P12")
    page = matrix_page(petra)
    assert [(one.title, one.number) for one in page.columns] == [("<i>noord</i>", 1), ("Zuid", 2)]
    assert not page.mixed
    sign_in(client, petra)
    html = client.get(reverse("plan_matrix")).content.decode()
    assert "<i>noord" not in html and str(newer) in html and str(zuid) not in html
    text = text_of(client.get(reverse("plan_matrix")))
    assert "afspraak" in text and "niet gevonden in dit document" in text
    assert not SUMS.search(text.replace("Er is geen totaal", ""))
    only = text_of(client.get(reverse("plan_matrix"), {"plan": str(document)}))
    assert "P04, Zuid" in only and "P04, &lt;i&gt;noord" not in only
    for odd in ("x", "", "00000000-0000-0000-0000-000000000000"):
        assert client.get(reverse("plan_matrix"), {"plan": odd}).status_code == 200


def test_as_many_as_fit_for_as_many_statements(town, petra, client):
    for one in range(WIDEST + 2):
        brought(petra, text=f"{PLAN}\nPlan {one}.\n", title=f"Plan {one}")
    page = matrix_page(petra)
    assert len(page.columns) == WIDEST and len(page.offered) == WIDEST + 2
    told = asked(town, "petra", reverse("plan_matrix"))
    assert len(told) <= MOST, "\n".join(told)


def test_nobody_else_and_nobody_elsewhere_sees_it(town, petra, client):
    brought(petra)
    for who in ("anouk", "wim", "lotte", "vera", "bas"):
        sign_in(client, town[who])
        assert client.get(reverse("plan_matrix")).status_code in (403, 404)
    there = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    sign_in(client, there.as_("carmen", Purpose.FIGURES))
    assert "Er is nog geen plan om naast" in text_of(client.get(reverse("plan_matrix")))
