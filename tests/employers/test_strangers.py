"""Every action: the same form sent twice, and who may not do it."""

from itertools import product
from uuid import uuid4

import pytest
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.employers import actions
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import ConditionCode, PromisedBy, Strength
from houvast.errors import NotAllowed, NotFound, Refused
from tests.employers.conftest import BAKERY, FATIMA, facts

QUESTION = "Zoek je iemand die graag buiten werkt?"


def today():
    return timezone.localdate()


def forms(town, bakery, fatima, place):
    """Every action that adds, with what a form of it would send."""
    here = {"employer_id": bakery}
    return {
        "add_employer": {"facts": EmployerFacts("Garage")},
        "add_contact": {**here, "facts": ContactFacts("Omar", phone="0600000003")},
        "link_broker": {**here, "user_id": town["bas"].user_id},
        "note_acquaintance": {"contact_id": fatima},
        "log_conversation": {**here, "on": today(), "about": "Werk"},
        "make_promise": {
            **here,
            "promised_by": PromisedBy.US,
            "text": "Wij komen langs.",
            "due": today(),
        },
        "add_workplace": {**here, "facts": facts()},
        "add_condition": {
            "workplace_id": place,
            "code": ConditionCode.VCA,
            "strength": Strength.UNKNOWN,
        },
        "note_missing": {"text": "Werk met dieren, in de ochtend."},
    }


def test_the_same_form_sent_twice_by_one_maker_is_one_row(town, bakery, fatima, offered):
    for name, form in forms(town, bakery, fatima, offered()).items():
        act, key = getattr(actions, name), uuid4()
        assert act(by=town["sam"], key=key, **form) == key
        assert act(by=town["sam"], key=key, **form) == key
        with pytest.raises(Refused, match="staat er al"):
            act(by=town["wim"], key=key, **form)


def test_a_key_of_another_employer_is_refused(town, bakery):
    other = actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"))
    key = actions.add_workplace(by=town["sam"], employer_id=bakery, facts=facts())
    with pytest.raises(Refused, match="staat er al"):
        actions.add_workplace(by=town["sam"], employer_id=other, facts=facts(), key=key)


def at_workplace(place, condition):
    whole = {"workplace_id": place}
    steps = "unconfirm restore offer confirm withdraw"
    return {
        **{f"{step}_workplace": whole for step in steps.split()},
        "take_place": whole,
        "give_back_place": whole,
        "change_workplace": {**whole, "facts": facts()},
        "choose_district": {**whole, "district": ""},
        "drop_condition": {"condition_id": condition},
        "restore_condition": {"condition_id": condition},
    }


def everything(
    town, bakery, fatima, link, place, talk, knows, promise, condition, question, missing
):
    """Every action with arguments that are right for sam, or for bas where a broker answers."""
    adding = forms(town, bakery, fatima, place)
    return {
        **adding,
        **at_workplace(place, condition),
        "change_employer": {"employer_id": bakery, "facts": BAKERY},
        "change_contact": {"contact_id": fatima, "facts": FATIMA},
        "contact_left": {"contact_id": fatima},
        "contact_back": {"contact_id": fatima},
        "correct_conversation": {
            "conversation_id": talk,
            "on": today(),
            "about": "Werk",
            "correction": "Het was een ander gesprek.",
        },
        "end_acquaintance": {"acquaintance_id": knows},
        "acquaintance_back": {"acquaintance_id": knows},
        "end_broker_link": {"link_id": link},
        "relink_broker": {"link_id": link},
        "answer_promise": {"promise_id": promise, "kept": True},
        "reopen_promise": {"promise_id": promise},
        "ask_brokers": {"brokers": [town["bas"].user_id], "text": QUESTION},
        "answer_question": {"question_id": question, "will_ask": True},
        "take_back_answer": {"question_id": question},
        "close_question": {"question_id": question},
        "reopen_question": {"question_id": question},
        "missing_found": {"missing_id": missing},
        "missing_again": {"missing_id": missing},
    }


@pytest.fixture
def all_of_it(town, bakery, fatima, link, offered):
    sam, place = town["sam"], offered()
    promise = actions.make_promise(
        by=sam,
        employer_id=bakery,
        promised_by=PromisedBy.EMPLOYER,
        text="Belt terug.",
        due=today(),
    )
    talk = actions.log_conversation(by=sam, employer_id=bakery, on=today(), about="Werk")
    knows = actions.note_acquaintance(by=sam, contact_id=fatima)
    condition = actions.add_condition(
        by=sam, workplace_id=place, code=ConditionCode.HACCP, strength=Strength.PREFERRED
    )
    (question,) = actions.ask_brokers(by=sam, brokers=[town["bas"].user_id], text=QUESTION)
    missing = actions.note_missing(by=sam, text="Werk met dieren, in de ochtend.")
    return everything(
        town, bakery, fatima, link, place, talk, knows, promise, condition, question, missing
    )


def test_every_action_is_tried_below(all_of_it):
    assert set(all_of_it) == set(actions.__all__)


OF_HERE = {"add_employer", "note_missing"}
"""What names nothing of another municipality."""


def test_someone_of_another_municipality_finds_nothing(elsewhere, all_of_it, trail):
    carmen = elsewhere["carmen"]
    for name in set(actions.__all__) - OF_HERE:
        trail.clear()
        with pytest.raises((NotFound, NotAllowed)):
            getattr(actions, name)(by=carmen, **all_of_it[name])
        assert len(trail) == 1 and trail[0].endswith("!"), name


def test_who_does_not_bring_to_work_may_nothing(town, all_of_it):
    strangers = [town.admin, *(town[one] for one in ("tess", "rachid", "lotte", "petra"))]
    for by, name in product(strangers, actions.__all__):
        with pytest.raises(NotAllowed, match="role_"):
            getattr(actions, name)(by=by, **all_of_it[name])


def test_a_coach_acts_for_guidance_and_not_for_intake(town, all_of_it):
    intake = town.as_("anouk", Purpose.INTAKE)
    with pytest.raises(NotAllowed, match="purpose"):
        actions.add_contact(by=intake, **all_of_it["add_contact"])


OUTREACH_MAY_NOT = {
    "change_employer",
    "link_broker",
    "end_broker_link",
    "relink_broker",
    "restore_condition",
    "restore_workplace",
    "ask_brokers",
    "close_question",
    "reopen_question",
    "change_workplace",
    "choose_district",
    "drop_condition",
    "offer_workplace",
    "withdraw_workplace",
}


def test_an_outreach_coach_adds_and_confirms_but_does_not_keep_up(town, all_of_it):
    for name in OUTREACH_MAY_NOT:
        with pytest.raises(NotAllowed, match="role_"):
            getattr(actions, name)(by=town["anouk"], **all_of_it[name])


BROKER_MAY = {"log_conversation", "add_workplace"}
BROKER_OWN = {"correct_conversation"}
BROKER_ANSWERS = {"answer_question", "take_back_answer"}


def test_a_broker_changes_nothing_at_his_employer(town, all_of_it):
    for name in set(actions.__all__) - BROKER_MAY - BROKER_ANSWERS - BROKER_OWN:
        with pytest.raises(NotAllowed):
            getattr(actions, name)(by=town["bas"], **all_of_it[name])
    with pytest.raises(NotFound):
        actions.correct_conversation(by=town["bas"], **all_of_it["correct_conversation"])


def test_a_linked_broker_adds_a_place_with_what_it_asks_and_a_talk(town, bakery, link):
    bas = town["bas"]
    place = actions.add_workplace(by=bas, employer_id=bakery, facts=facts())
    ask = {"by": bas, "workplace_id": place, "strength": Strength.UNKNOWN}
    actions.add_condition(**ask, code=ConditionCode.VCA)
    actions.log_conversation(by=bas, employer_id=bakery, on=today(), about="Ze zoeken hulp.")
    actions.offer_workplace(by=town["sam"], workplace_id=place)
    with pytest.raises(NotAllowed, match="own_draft"):
        actions.add_condition(**ask, code=ConditionCode.HACCP)


def test_a_broker_without_a_live_link_finds_nothing(town, all_of_it, link):
    actions.end_broker_link(by=town["sam"], link_id=link)
    for name in BROKER_MAY:
        with pytest.raises(NotFound):
            getattr(actions, name)(by=town["bas"], **all_of_it[name])
