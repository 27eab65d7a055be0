"""Asking for work in general words: what is refused, who answers, and what is taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.models import (
    BrokerLink,
    BrokerQuestion,
    EmployerContact,
    MissingWorkplace,
    Workplace,
)
from houvast.employers.rules.proxies import check_job_related
from houvast.employers.rules.questions import check_general
from houvast.employers.rules.states import (
    ConditionCode,
    PromisedBy,
    QuestionState,
    Strength,
    WorkKind,
)
from houvast.employers.rules.workplaces import check_condition, check_workplace
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import welcome
from tests.cast import PASSWORD
from tests.employers.conftest import facts

TEXT = "Zoek je iemand die graag buiten werkt?"


@pytest.mark.parametrize(
    "text",
    [
        "We zoeken iemand met een representatief voorkomen.",
        "Alleen accentloos Nederlands",
        "Vloeiend Nederlands graag",
        "Een jong en dynamisch team zoekt hulp",
        "liefst mannen in verband met tillen",
        "Zonder strafblad, want er is een kassa",
        "Past in ons team van harde werkers",
        "GEEN HOOFDDOEK achter de balie",
        "Moet goed gezond zijn voor dit werk",
    ],
)
def test_a_word_about_how_someone_is_is_refused_with_the_word_and_a_way_out(text):
    with pytest.raises(Refused) as no:
        check_condition(Strength.REQUIRED, text)
    assert no.value.field == "reason"
    assert no.value.values["word"].lower() in text.lower()
    assert "{" not in str(no.value)
    with pytest.raises(Refused):
        check_workplace(facts(title=text))


@pytest.mark.parametrize(
    "text",
    [
        "De pallets wegen 20 kilo en staan op hoogte.",
        "Er komen de hele dag bezoekers met vragen.",
        "De bus staat buiten de stad, je rijdt er zelf heen.",
        "In de ochtend is er alleen de bakker.",
        "De veiligheidsregels hangen er in het Nederlands.",
        "Kapster in de herensalon",
    ],
)
def test_what_the_work_needs_is_fine(text):
    assert check_job_related(text, field="reason") == text


@given(st.text(alphabet="abcdefghij ", max_size=60))
def test_a_text_without_such_words_comes_back_as_it_is(text):
    assert check_job_related(text, field="reason") == text


@pytest.mark.parametrize(
    "text",
    [
        "Heb je werk voor 15 jongeren?",
        "Plek voor drie sterke jongens",
        "Een paar meiden zoeken een bijbaan",
        "Voor een aantal jonge mensen met handen",
        "Zoek je een jongen van 17 voor de keuken?",
        "Werk voor een 16-jarige",
        "Iemand van 18 jaar met zin in groen",
        "   ",
    ],
)
def test_a_question_names_no_number_of_people_and_no_age(text):
    with pytest.raises(Refused) as no:
        check_general(text, field="text")
    assert no.value.field == "text"


@pytest.mark.parametrize(
    "text",
    [TEXT, "Werk met dieren, 16 uur per week", "Een stage van 8 tot 12 uur", "2 dagen koken"],
)
def test_work_in_general_words_is_fine(text):
    assert check_general(text, field="text") == text


@pytest.fixture
def bella(town):
    """Another broker."""
    key = welcome(
        by=town.admin,
        username="bella",
        name="Bella",
        password=PASSWORD,
        role=Role.BROKER,
        team=town.teams["Noord"],
    )
    return actor_of(User.objects.get(pk=key), Role.BROKER)


@pytest.fixture
def questions(town, bella):
    both = [town["bas"].user_id, bella.user_id]
    return actions.ask_brokers(by=town["sam"], brokers=both, text=TEXT)


def found(by, model=BrokerQuestion, **where):
    with acting(by):
        return list(model.objects.filter(**where))


def test_each_broker_has_a_question_of_his_own_and_sees_no_other(town, bella, questions):
    assert len(questions) == 2 == len(found(town["sam"]))
    assert [one.user_id for one in found(bella)] == [bella.user_id]
    assert len(found(town["anouk"])) == 2 and found(town["tess"]) == []
    with pytest.raises(NotFound):
        actions.answer_question(by=bella, question_id=questions[0], will_ask=True)


def test_sent_twice_it_is_asked_once(town, questions):
    key = questions[0]
    ask = {"by": town["sam"], "brokers": [town["bas"].user_id], "text": TEXT, "key": key}
    assert actions.ask_brokers(**ask) == actions.ask_brokers(**ask)
    assert len(found(town["sam"])) == 3


def test_a_broker_answers_once_and_can_take_it_back_on_the_same_day(town, questions, clock, trail):
    bas, one = town["bas"], questions[0]
    actions.answer_question(by=bas, question_id=one, will_ask=True)
    assert found(bas)[0].state == QuestionState.ASKING_AROUND
    with pytest.raises(Refused, match="al beantwoord"):
        actions.answer_question(by=bas, question_id=one, will_ask=False)
    actions.take_back_answer(by=bas, question_id=one)
    actions.answer_question(by=bas, question_id=one, will_ask=False)
    clock.forward(days=1)
    with pytest.raises(Refused, match="dezelfde dag"):
        actions.take_back_answer(by=bas, question_id=one)
    assert found(bas)[0].state == QuestionState.NOT_NOW
    assert trail.count("employers.question_answered") == 2


def test_what_is_closed_needs_no_answer(town, questions):
    actions.close_question(by=town["sam"], question_id=questions[0])
    with pytest.raises(Refused, match="afgerond"):
        actions.answer_question(by=town["bas"], question_id=questions[0], will_ask=True)
    actions.reopen_question(by=town["sam"], question_id=questions[0])
    actions.answer_question(by=town["bas"], question_id=questions[0], will_ask=True)


def test_only_brokers_of_here_are_asked(town):
    for brokers in ([], [town["anouk"].user_id]):
        with pytest.raises(Refused) as no:
            actions.ask_brokers(by=town["sam"], brokers=brokers, text=TEXT)
        assert no.value.field == "brokers"


def test_missing_work_is_noted_found_and_back_again(town, clock):
    one = actions.note_missing(by=town["anouk"], text="Werk met dieren", kind=WorkKind.SIDE_JOB)
    actions.missing_found(by=town["sam"], missing_id=one)
    actions.missing_again(by=town["sam"], missing_id=one)
    assert found(town["wim"], MissingWorkplace, found_on=None)[0].text == "Werk met dieren"
    assert found(town["bas"], MissingWorkplace) == []
    actions.missing_found(by=town["sam"], missing_id=one)
    clock.forward(days=1)
    with pytest.raises(Refused, match="dezelfde dag"):
        actions.missing_again(by=town["sam"], missing_id=one)


def changes(by, statement, *values):
    with transaction.atomic(), acting(by), connection.cursor() as cursor:
        cursor.execute(f"update employers_brokerquestion set {statement}", values)
        return cursor.rowcount


WRONG = {
    "stays as it was put": ("sam", "text = 'iets anders'"),
    "answered by whom it was put to": ("sam", "state = 'not_now', answered_on = '2027-01-01'"),
    "closed by staff": ("bas", "closed_on = '2027-01-01'"),
    "question_answered_on_a_day": ("bas", "state = 'not_now'"),
}


@pytest.mark.parametrize("words", WRONG)
def test_the_database_keeps_a_question_as_it_was_put(town, questions, words):
    who, statement = WRONG[words]
    with pytest.raises(IntegrityError, match=words):
        changes(town[who], statement)


def test_a_stranger_changes_no_question(town, questions):
    assert changes(town["anouk"], "closed_on = '2027-01-01'") == 0
    assert changes(town["tess"], "closed_on = '2027-01-01'") == 0


def test_withdrawn_today_is_back_today_and_tomorrow_not(town, offered, clock):
    sam, place = town["sam"], offered(places=2)
    actions.take_place(by=sam, workplace_id=place)
    actions.withdraw_workplace(by=sam, workplace_id=place)
    actions.restore_workplace(by=sam, workplace_id=place)
    actions.withdraw_workplace(by=sam, workplace_id=place)
    clock.forward(days=1)
    with pytest.raises(Refused, match="ingetrokken"):
        actions.restore_workplace(by=sam, workplace_id=place)


def test_a_withdrawn_draft_comes_back_as_a_draft(town, bakery):
    sam = town["sam"]
    place = actions.add_workplace(by=sam, employer_id=bakery, facts=facts())
    actions.withdraw_workplace(by=sam, workplace_id=place)
    actions.restore_workplace(by=sam, workplace_id=place)
    with acting(sam):
        assert Workplace.objects.get(pk=place).state == "draft"


def test_taking_back_a_confirmation_leaves_the_day_before_it(town, offered, clock):
    sam, place = town["sam"], offered()
    with acting(sam):
        first = Workplace.objects.get(pk=place).confirmed_on
    with pytest.raises(Refused):
        actions.unconfirm_workplace(by=sam, workplace_id=place)
    clock.forward(days=40)
    actions.confirm_workplace(by=sam, workplace_id=place)
    actions.confirm_workplace(by=sam, workplace_id=place)
    actions.unconfirm_workplace(by=sam, workplace_id=place)
    with acting(sam):
        row = Workplace.objects.get(pk=place)
        assert (row.confirmed_on, row.confirmed_before) == (first, None)


def test_a_dropped_condition_comes_back_unless_it_is_asked_anew(town, offered):
    sam, place = town["sam"], offered()
    asks = {"by": sam, "workplace_id": place, "code": ConditionCode.VCA}
    one = actions.add_condition(**asks, strength=Strength.UNKNOWN)
    actions.drop_condition(by=sam, condition_id=one)
    actions.restore_condition(by=sam, condition_id=one)
    actions.drop_condition(by=sam, condition_id=one)
    actions.add_condition(**asks, strength=Strength.PREFERRED)
    with pytest.raises(Refused, match="staat er al"):
        actions.restore_condition(by=sam, condition_id=one)


def test_an_answer_to_a_promise_is_taken_back_on_the_same_day_only(town, bakery, clock):
    sam = town["sam"]
    with acting(sam) as at:
        due = at.today + timedelta(days=2)
    one = actions.make_promise(
        by=sam, employer_id=bakery, promised_by=PromisedBy.EMPLOYER, text="Belt terug.", due=due
    )
    actions.answer_promise(by=sam, promise_id=one, kept=False, reason="Was ziek.")
    actions.reopen_promise(by=sam, promise_id=one)
    actions.answer_promise(by=sam, promise_id=one, kept=True)
    clock.forward(days=1)
    with pytest.raises(Refused, match="dezelfde dag"):
        actions.reopen_promise(by=sam, promise_id=one)


def test_who_left_is_rung_no_more_and_can_come_back_today(town, bakery, fatima):
    sam = town["sam"]
    actions.contact_left(by=sam, contact_id=fatima)
    actions.contact_back(by=sam, contact_id=fatima)
    with acting(sam):
        row = EmployerContact.objects.get(pk=fatima)
        assert (row.left_on, row.is_fixed) == (None, False)
    with pytest.raises(Refused, match="dezelfde dag"):
        actions.contact_back(by=sam, contact_id=fatima)


def test_an_ended_link_is_made_again(town, link):
    sam = town["sam"]
    actions.end_broker_link(by=sam, link_id=link)
    again = actions.relink_broker(by=sam, link_id=link)
    with acting(sam) as at:
        assert BrokerLink.objects.get(pk=again).until > at.now


def test_a_broker_mends_his_own_draft_and_nothing_that_is_offered(town, bakery, link):
    bas = town["bas"]
    place = actions.add_workplace(by=bas, employer_id=bakery, facts=facts())
    actions.change_workplace(by=bas, workplace_id=place, facts=facts(title="Hulp in de winkel"))
    actions.offer_workplace(by=town["sam"], workplace_id=place)
    with pytest.raises(NotAllowed, match="own_draft"):
        actions.change_workplace(by=bas, workplace_id=place, facts=facts())
