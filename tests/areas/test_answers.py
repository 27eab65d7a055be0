"""What goes together is asked on a screen, counted by a job, and stays as it came out."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from procrastinate.contrib.django.models import ProcrastinateJob

from houvast.areas.actions.relations import COUNT, ask_relation
from houvast.areas.jobs import count_a_relation
from houvast.areas.models import Answer
from houvast.areas.reads.relations import Stage, answer_page, may_ask, stage_of
from houvast.areas.rules.analysis import Question
from houvast.areas.rules.answers import asked, key_of, told
from houvast.areas.rules.wording import between, changed
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.web.relation_rows import method_of
from tests.areas import official as made
from tests.areas.kept import CODES, YEAR, country_panel
from tests.cast import sign_in
from tests.noted import noted

NOT_WORKING, LOWEST = "not_working_share", "lowest40_person_share"
ASKED = {"outcome": "offences_total", "determinants": [NOT_WORKING, LOWEST], "year": "wijk-2022"}
QUESTION = Question("wijk", YEAR, "offences_total", (NOT_WORKING, LOWEST), 500)


def text_of(answer):
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def counted():
    """Let the jobs that wait count, as a worker does."""
    jobs = ProcrastinateJob.objects.filter(task_name=COUNT).order_by("pk")
    return [count_a_relation(**job.args) for job in jobs]


@pytest.fixture
def figures(bring):
    bring(country_panel(), year=YEAR)
    bring(made.features(CODES), year=YEAR)


@pytest.fixture
def petra(figures, town):
    return replace(town["petra"], purpose="figures")


ANOTHER = """
insert into areas_source (form, publisher, table_id, title, year, licence, address, checksum,
  reader, rows_read, rows_kept, figures, control, imported_at, current_since)
values ('own_table', 'Verzonnen', 'later', 'Later', %s, 'geen', '', repeat('a', 64), '1', 1, 1, 0,
  '{}', houvast_now(), houvast_now())
"""


@pytest.fixture
def another(country, petra):
    """Lets one table more come in."""
    return lambda: country.execute(ANOTHER, [YEAR])


def test_asked_counted_and_shown_four_ways_with_the_one_sentence(petra, client):
    sign_in(client, petra)
    page = client.get(reverse("relations"))
    assert "Nog niets." in text_of(page) and page.status_code == 200
    away = client.post(reverse("relations"), ASKED)
    waits = client.get(away.url)
    assert "Je vraag staat in de rij." in text_of(waits) and "every 2s" in waits.content.decode()
    assert counted() == [True]
    page = client.get(away.url)
    text = text_of(page)
    assert "In gebieden met een hoger aandeel mensen van 15 tot 75 jaar zonder betaald werk" in text
    assert text.count("hangt dit samen met meer geregistreerde misdrijven") == 1
    assert page.content.decode().count('<svg class="sure sure--wide"') == 4 + 3
    assert "Dit cijfer gaat zelf over inkomen." in text
    assert re.search("minder dan 500 mensen ?12 ", text) and "Dit is een momentopname" in text
    assert "Zij zeggen niets over een persoon die er woont." in text
    assert "Samenhang: een verband tussen cijfers van gebieden." in text
    assert "keer zo ver uiteen als toeval alleen" in text
    assert re.search(r"lijken op elkaar: -?0,\d\d vooraf en -?0,\d\d na het rekenen", text)
    assert "Waar het bij elkaar ligt" in text and "concentratie" in text
    assert away.url in client.get(reverse("relations")).content.decode()


def test_the_same_question_about_the_same_tables_has_one_answer(petra, another):
    first = ask_relation(by=petra, question=QUESTION)
    turned = replace(QUESTION, determinants=(LOWEST, NOT_WORKING))
    assert ask_relation(by=petra, question=turned) == first
    assert ProcrastinateJob.objects.filter(task_name=COUNT).count() == 1
    assert counted() == [True] and counted() == [False]
    kept = Answer.objects.get(pk=first).found
    another()
    second = ask_relation(by=petra, question=QUESTION)
    assert second != first and Answer.objects.get(pk=first).found == kept
    assert answer_page(petra, first).newer and not answer_page(petra, second).newer


def test_tables_that_came_in_meanwhile_are_another_question(petra, another):
    key = ask_relation(by=petra, question=QUESTION)
    another()
    assert counted() == [False]
    assert Answer.objects.get(pk=key).found is None


def test_what_came_out_is_changed_by_nobody(petra):
    """As the role of the app, in plain SQL."""
    key = ask_relation(by=petra, question=QUESTION)
    change = "update areas_answer set {} where id = %s"
    for what in ("outcome = 'offences_violence'", "fewest = 100", "tables = '[]'", "method = '0'"):
        refused(change.format(what), key, "answer_stays")
    refused(change.format("found = '{}'"), key, "answer_is_found_at_a_moment")
    counted()
    for what in ("found = '{}'", "counted_at = now()", "found = null, counted_at = null"):
        refused(change.format(what), key, "answer_stays")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Answer.objects.filter(pk=key).delete()


def refused(sql, key, law):
    with (
        pytest.raises(DatabaseError) as no,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [key])
    assert law in str(no.value)


def test_a_job_that_ended_halfway_is_asked_again_and_one_that_waits_is_not(petra):
    key = ask_relation(by=petra, question=QUESTION)
    answer = Answer.objects.get(pk=key)
    assert stage_of(answer) is Stage.ASKED
    later = answer.asked_at + timedelta(minutes=6)
    assert not may_ask(answer, Stage.ASKED, answer.asked_at) and may_ask(answer, Stage.ASKED, later)
    Answer.objects.filter(pk=key).update(began_at=answer.asked_at)
    page = answer_page(petra, key)
    assert page.stage is Stage.STOPPED and page.may_ask and not page.moves
    assert ask_relation(by=petra, question=QUESTION) == key
    assert ProcrastinateJob.objects.filter(task_name=COUNT).count() == 2
    assert counted() == [True, False] and answer_page(petra, key).stage is Stage.DONE


def test_wrong_questions_get_a_sentence_and_keep_what_was_chosen(petra, client):
    sign_in(client, petra)
    every = [NOT_WORKING, LOWEST, "young_15_24_share", "aged_65_share", "working_share"]
    for wrong, said in (
        ({"determinants": []}, "Kies één tot vier cijfers."),
        ({"determinants": every}, "Kies één tot 4 cijfers."),
        ({"year": "wijk-1999"}, "Dit antwoord staat er niet meer bij."),
        ({"outcome": "trust"}, "Dit antwoord staat er niet meer bij."),
    ):
        page = client.post(reverse("relations"), ASKED | wrong)
        assert page.status_code == 422 and said in text_of(page), wrong
    assert Answer.objects.count() == 0
    with pytest.raises(Refused, match="Van 1999 zijn geen cijfers"):
        ask_relation(by=petra, question=replace(QUESTION, year=1999))


def test_who_makes_policy_asks_and_others_do_not(petra, town):
    key = ask_relation(by=petra, question=QUESTION)
    for address in (reverse("relations"), reverse("relation", args=[key])):
        for who in ("anouk", "rachid", "lotte", "tess", "wim", "sam", "vera", "denzel", "bas"):
            inside = sign_in(Client(), town[who])
            assert inside.get(address).status_code in (403, 404), who
            assert inside.post(address, ASKED).status_code in (403, 404), who
    with pytest.raises(NotAllowed):
        ask_relation(by=replace(town["anouk"], purpose="figures"), question=QUESTION)
    with pytest.raises(NotFound):
        answer_page(petra, key_of(QUESTION, (0,)))


def test_each_look_and_each_count_leaves_an_entry_about_nobody(petra):
    found = []
    with noted(lambda one: found.append((one.verb, one.role, one.shown, one.subject))):
        key = ask_relation(by=petra, question=QUESTION)
        counted()
        answer_page(petra, key)
    assert found == [
        ("areas.relation_asked", "programme_manager", [], None),
        ("areas.relation_counted", "system", [], None),
        ("areas.relation_viewed", "programme_manager", [], None),
    ]


def test_an_answer_asks_little(petra, client, django_assert_max_num_queries):
    sign_in(client, petra)
    key = ask_relation(by=petra, question=QUESTION)
    counted()
    for address in (reverse("relations"), reverse("relation", args=[key])):
        with django_assert_max_num_queries(30):
            assert len(client.get(address).content) < 60_000


def test_a_key_is_of_the_question_the_tables_and_the_method():
    first = key_of(asked(QUESTION), (3, 1))
    assert first == key_of(asked(replace(QUESTION, outcome="offences_total")), (3, 1))
    others = (
        key_of(QUESTION, (1, 3)), key_of(replace(QUESTION, year=2021), (3, 1)),
        key_of(replace(QUESTION, fewest=1000), (3, 1)), key_of(QUESTION, (3, 1), "0"),
        key_of(replace(QUESTION, level="buurt"), (3, 1)),
    )  # fmt: skip
    assert len({first, *others}) == 6


def test_an_interval_is_said_in_words():
    assert between(1.21, 1.53).in_dutch() == "tussen 21% en 53% meer"
    assert between(0.72, 0.90).in_dutch() == "tussen 10% en 28% minder"
    assert between(0.83, 1.68).in_dutch() == "tussen 17% minder en 68% meer"
    assert [changed(one).in_dutch() for one in (1.36, 0.8, 1.001)] == [
        "36% meer", "20% minder", "evenveel"
    ]  # fmt: skip


def test_how_far_figures_spread_is_rounded_and_not_cut_off():
    found = told(
        {"n": 1, "municipalities": 1, "runs": 0, "excluded": {}, "verdicts": [], "texts": [],
         "specifications": [{"name": "adjusted", "dispersion": 128.97, "converged": True}]}
    )  # fmt: skip
    assert any("lopen 129,0 keer zo ver uiteen" in line for line in method_of(found))


def test_too_few_areas_say_so_without_a_number():
    found = told(
        {"n": 3, "municipalities": 1, "runs": 0, "excluded": {}, "specifications": [],
         "verdicts": [{"determinant": NOT_WORKING, "verdict": "too_few", "changes_without": []}],
         "texts": [["Te weinig gebieden om iets te zeggen.", {}, []]]}
    )  # fmt: skip
    assert found.held[0].ways == () and found.dispersion is None
