"""Talks written anew, promises that were not kept, and who knows whom no more."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from houvast.database.context import acting
from houvast.employers import actions, reads
from houvast.employers.models import EmployerPromise, KnownBy
from houvast.employers.rules.states import PromisedBy
from houvast.errors import NotFound, Refused


@pytest.fixture
def day(town):
    with acting(town["sam"]) as at:
        return at.today


@pytest.fixture
def talk(town, bakery, fatima, day):
    return actions.log_conversation(
        by=town["sam"], employer_id=bakery, on=day, about="Zoekt een hulp.", contact_id=fatima
    )


def correct(by, talk, day, **changes):
    what = {"on": day, "about": "Zoekt twee hulpen.", "correction": "Het zijn er twee."}
    return actions.correct_conversation(by=by, conversation_id=talk, **what | changes)


def test_a_talk_written_anew_takes_the_place_of_the_old_one(town, bakery, talk, day):
    sam, key = town["sam"], uuid4()
    assert correct(sam, talk, day, key=key) == correct(sam, talk, day, key=key) == key
    (line,) = reads.employer_page(sam, bakery).conversations
    assert (line.id, line.about, line.correction) == (
        key,
        "Zoekt twee hulpen.",
        "Het zijn er twee.",
    )
    with pytest.raises(Refused, match="al verbeterd"):
        correct(sam, talk, day)
    again = correct(sam, key, day, about="Zoekt een hulp.", correction="Toch een.")
    assert [one.id for one in reads.employer_page(sam, bakery).conversations] == [again]


def test_only_who_wrote_it_corrects_it_and_says_why(town, bakery, link, talk, day):
    with pytest.raises(Refused, match="Alleen wie"):
        correct(town["wim"], talk, day)
    with pytest.raises(NotFound):
        correct(town["bas"], talk, day)
    with pytest.raises(Refused) as no:
        correct(town["sam"], talk, day, correction="  ")
    assert no.value.field == "correction"
    own = actions.log_conversation(by=town["bas"], employer_id=bakery, on=day, about="Werk")
    correct(town["bas"], own, day)


COPY = """
insert into employers_conversation
  (id, municipality_id, controller, destroy_on, made_by_id, employer_id, "on", about,
   replaces_id, correction)
select gen_random_uuid(), municipality_id, controller, destroy_on, {maker}, employer_id, "on",
  'x', id, 'y' from employers_conversation
"""


def test_the_database_lets_nobody_rewrite_the_talk_of_another(town, talk):
    wim = town["wim"]
    refused = pytest.raises(IntegrityError, match="own_talk_corrected")
    with refused, transaction.atomic(), acting(wim), connection.cursor() as cursor:
        cursor.execute(COPY.format(maker=f"'{wim.user_id}'"))
        cursor.execute("set constraints all immediate")


def promise(town, bakery, day):
    return actions.make_promise(
        by=town["sam"],
        employer_id=bakery,
        promised_by=PromisedBy.EMPLOYER,
        text="Belt terug.",
        due=day,
    )


def test_a_promise_that_was_not_kept_says_what_came_in_between(town, bakery, day):
    sam, one = town["sam"], promise(town, bakery, day)
    with pytest.raises(Refused) as no:
        actions.answer_promise(by=sam, promise_id=one, kept=False, reason=" ")
    assert no.value.field == "reason"
    actions.answer_promise(by=sam, promise_id=one, kept=False, reason="De chef was ziek.")
    (line,) = reads.employer_page(sam, bakery).promises
    assert line.reason == "De chef was ziek."
    actions.reopen_promise(by=sam, promise_id=one)
    with acting(sam):
        assert EmployerPromise.objects.get(pk=one).reason == ""
        with pytest.raises(IntegrityError, match="broken_promise"), transaction.atomic():
            EmployerPromise.objects.filter(pk=one).update(state="not_kept", answered_on=day)


def test_who_knows_whom_ends_and_comes_back_today_only(town, bakery, fatima, clock):
    anouk = town["anouk"]
    one = actions.note_acquaintance(by=anouk, contact_id=fatima, how="Voetbal")
    actions.end_acquaintance(by=anouk, acquaintance_id=one)
    assert reads.employer_page(anouk, bakery).acquaintances == ()
    again = actions.note_acquaintance(by=anouk, contact_id=fatima)
    with pytest.raises(Refused, match="staat er al"):
        actions.acquaintance_back(by=anouk, acquaintance_id=one)
    actions.end_acquaintance(by=anouk, acquaintance_id=again)
    actions.acquaintance_back(by=anouk, acquaintance_id=one)
    actions.end_acquaintance(by=anouk, acquaintance_id=one)
    clock.forward(days=1)
    with pytest.raises(Refused, match="dezelfde dag"):
        actions.acquaintance_back(by=anouk, acquaintance_id=one)
    with acting(anouk), pytest.raises(IntegrityError, match="only ends"), transaction.atomic():
        KnownBy.objects.filter(pk=one).update(ended_on=None)
