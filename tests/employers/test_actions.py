"""What each verb does, that it leaves a trail, and who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from houvast.accounts.rules import Controller, OrganisationKind
from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.models import (
    BrokerLink,
    Conversation,
    Employer,
    EmployerContact,
    EmployerPromise,
    KnownBy,
    Workplace,
    WorkplaceCondition,
)
from houvast.employers.rules.employers import KEPT_FOR, ContactFacts, EmployerFacts
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PromisedBy,
    Strength,
)
from houvast.errors import NotFound, Refused
from houvast.sharing.actions import add_organisation
from tests.cast import at_commit
from tests.employers.conftest import BAKERY, FATIMA, facts

REASON = "De bestelbus staat buiten de stad."


def today():
    return timezone.localdate()


def one(by, model, **where):
    with acting(by):
        return model.objects.get(**where)


def test_an_employer_of_a_place_stands_here_once_also_without_a_number(town):
    def add(name, place_name, pc4=""):
        new = EmployerFacts(name, place_name=place_name, pc4=pc4)
        return actions.add_employer(by=town["sam"], facts=new)

    first = add("Fietshoek", "Oude Wal", "1004")
    for again in (("fietshoek", "Oude Wal"), ("Fietshoek", "oude wal", "1004")):
        with pytest.raises(Refused, match="in deze plaats") as no:
            add(*again)
        assert no.value.field == "name"
    for other in (("Fietshoek", "Oude Wal", "1005"), ("Fietshoek", "Zuidrand"), ("Fietshoek", "")):
        assert add(*other) != first


def test_an_employer_is_looked_after_by_the_organisation_of_its_maker(town, bakery, trail):
    found = one(town["sam"], Employer)
    assert (found.name, found.sector, found.controller) == (BAKERY.name, "C", "college")
    with acting(town["sam"]):
        assert found.organisation.name == "Jongerenwerk"
    assert found.destroy_on == today() + KEPT_FOR
    assert found.made_by_id == town["sam"].user_id


def test_adding_and_changing_an_employer_leaves_a_trail(town, trail):
    key = actions.add_employer(by=town["anouk"], facts=EmployerFacts("Garage Voorbeeld"))
    actions.change_employer(
        by=town["wim"],
        employer_id=key,
        facts=EmployerFacts("Garage Nieuw"),
        account_manager_id=town["sam"].user_id,
    )
    assert trail == ["employers.employer_added", "employers.employer_changed"]
    found = one(town["sam"], Employer)
    assert (found.name, found.account_manager_id) == ("Garage Nieuw", town["sam"].user_id)


def test_another_organisation_may_look_after_it_but_only_one_of_here(town, elsewhere):
    town_hall = add_organisation(
        by=town.admin,
        name="Werkplein",
        kind=OrganisationKind.YOUTH_DESK,
        controller=Controller.BURGEMEESTER,
    )
    actions.add_employer(by=town["sam"], facts=BAKERY, organisation_id=town_hall)
    assert one(town["sam"], Employer).controller == "burgemeester"
    theirs = add_organisation(
        by=elsewhere.admin,
        name="Werkplein",
        kind=OrganisationKind.YOUTH_DESK,
        controller=Controller.COLLEGE,
    )
    with pytest.raises(Refused, match="organisatie"):
        actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"), organisation_id=theirs)


def test_the_same_branch_is_added_once_and_another_branch_beside_it(town, bakery):
    with pytest.raises(Refused, match="KvK") as no:
        actions.add_employer(by=town["anouk"], facts=BAKERY)
    assert no.value.field == "kvk"
    other = EmployerFacts("Bakkerij Voorbeeld Noord", BAKERY.kvk, pc4="1235")
    branch = actions.add_employer(by=town["anouk"], facts=other)
    with pytest.raises(Refused, match="KvK"):
        actions.change_employer(by=town["sam"], employer_id=branch, facts=BAKERY)
    actions.change_employer(by=town["sam"], employer_id=branch, facts=other)


def test_an_account_manager_is_someone_who_does_that_work_here(town, elsewhere):
    for who in (town["anouk"], elsewhere["carmen"]):
        with pytest.raises(Refused, match="collega"):
            actions.add_employer(by=town["sam"], facts=BAKERY, account_manager_id=who.user_id)


def test_a_new_fixed_contact_takes_the_place_of_the_old_one(town, bakery, fatima):
    facts_of_omar = ContactFacts("Omar Voorbeeld", phone="06 00000003", is_fixed=True)
    omar = actions.add_contact(by=town["anouk"], employer_id=bakery, facts=facts_of_omar)
    assert one(town["sam"], EmployerContact, is_fixed=True).pk == omar
    actions.change_contact(by=town["sam"], contact_id=fatima, facts=FATIMA)
    assert one(town["sam"], EmployerContact, is_fixed=True).pk == fatima


def test_who_leaves_the_employer_is_not_the_one_to_ring(town, fatima, trail):
    actions.change_contact(by=town["anouk"], contact_id=fatima, facts=FATIMA, left_on=today())
    found = one(town["sam"], EmployerContact)
    assert found.left_on == today() and not found.is_fixed
    assert trail == ["employers.contact_changed"]


def test_a_broker_is_linked_for_a_year_and_can_be_let_go(town, bakery, link):
    bas = town["bas"]
    found = one(town["sam"], BrokerLink)
    assert (found.until - found.since).days == 365
    assert one(bas, Employer).pk == bakery
    actions.end_broker_link(by=town["wim"], link_id=link)
    actions.end_broker_link(by=town["wim"], link_id=link)
    with acting(bas):
        assert not Employer.objects.exists()


def test_only_a_broker_is_linked_and_only_once_and_nobody_by_himself(town, bakery, link):
    for who, words in (("bas", "al bij"), ("anouk", "collega"), ("sam", "jezelf")):
        with pytest.raises(Refused, match=words) as no:
            actions.link_broker(by=town["sam"], employer_id=bakery, user_id=town[who].user_id)
        assert no.value.field == "user"


def test_a_link_ends_by_itself_after_a_year(town, bakery, link, clock):
    clock.forward(days=366)
    with acting(town["bas"]):
        assert not Employer.objects.exists()


def test_who_knows_whom_is_noted_once(town, fatima, trail):
    anouk, sam = town["anouk"], town["sam"]
    actions.note_acquaintance(by=anouk, contact_id=fatima, how="Voetbalclub", since=today())
    actions.note_acquaintance(by=anouk, contact_id=fatima, user_id=sam.user_id)
    with pytest.raises(Refused, match="staat er al"):
        actions.note_acquaintance(by=sam, contact_id=fatima)
    with pytest.raises(Refused, match="collega"):
        actions.note_acquaintance(by=sam, contact_id=fatima, user_id=town["tess"].user_id)
    with acting(sam):
        assert KnownBy.objects.count() == 2
    assert trail == [
        *["employers.acquaintance_noted"] * 2,
        *["employers.acquaintance_noted!"] * 2,
    ]


def test_a_talk_keeps_contact_and_employer_as_long_as_itself(town, bakery, fatima, clock):
    before = one(town["sam"], EmployerContact).destroy_on
    clock.forward(days=100)
    later = timezone.localdate(timezone.now() + timedelta(days=100))
    actions.log_conversation(
        by=town["anouk"],
        employer_id=bakery,
        on=later,
        about="Zoekt hulp.",
        contact_id=fatima,
        next_on=later + timedelta(days=14),
    )
    kept = later + KEPT_FOR
    assert before < kept
    assert one(town["sam"], EmployerContact).destroy_on == kept
    assert one(town["sam"], Employer).destroy_on == kept
    assert one(town["sam"], Conversation).made_by_id == town["anouk"].user_id


def test_a_talk_is_with_someone_of_that_employer(town, bakery, fatima):
    other = actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"))
    with pytest.raises(NotFound):
        actions.log_conversation(
            by=town["sam"], employer_id=other, on=today(), about="Werk", contact_id=fatima
        )


def test_a_promise_is_answered_once(town, bakery, trail):
    promise = actions.make_promise(
        by=town["anouk"],
        employer_id=bakery,
        promised_by=PromisedBy.EMPLOYER,
        text="Belt terug over de proefweek.",
        due=today(),
    )
    actions.answer_promise(by=town["sam"], promise_id=promise, kept=True)
    with pytest.raises(Refused, match="al beantwoord"):
        actions.answer_promise(by=town["sam"], promise_id=promise, kept=False)
    found = one(town["sam"], EmployerPromise)
    assert (found.state, found.answered_on) == ("kept", today())
    assert trail == [
        "employers.promise_made",
        "employers.promise_answered",
        "employers.promise_answered!",
    ]


def test_a_workplace_goes_from_draft_to_withdrawn_by_its_verbs(town, bakery, trail):
    sam = town["sam"]
    place = actions.add_workplace(by=town["anouk"], employer_id=bakery, facts=facts(places=2))
    with pytest.raises(Refused, match="concept"):
        actions.take_place(by=sam, workplace_id=place)
    actions.offer_workplace(by=sam, workplace_id=place)
    states = []
    for act in (actions.take_place, actions.take_place, actions.give_back_place):
        act(by=town["anouk"], workplace_id=place)
        found = one(sam, Workplace)
        states.append((found.state, found.places_taken))
    assert states == [("offered", 1), ("filled", 2), ("offered", 1)]
    actions.withdraw_workplace(by=sam, workplace_id=place)
    actions.give_back_place(by=sam, workplace_id=place)
    found = one(sam, Workplace)
    assert (found.state, found.places_taken) == ("withdrawn", 0)
    for act in (actions.offer_workplace, actions.take_place, actions.confirm_workplace):
        with pytest.raises(Refused, match="ingetrokken"):
            act(by=sam, workplace_id=place)
    assert trail[:3] == [
        "employers.workplace_added",
        "employers.place_taken!",
        "employers.workplace_offered",
    ]
    at_commit()


def test_a_full_workplace_refuses_the_next_one(town, offered):
    place = offered()
    actions.take_place(by=town["wim"], workplace_id=place)
    with pytest.raises(Refused, match="geen plek meer vrij"):
        actions.take_place(by=town["wim"], workplace_id=place)


def test_more_places_make_it_available_again_and_no_one_loses_his(town, offered):
    place, sam = offered(places=2), town["sam"]
    for _ in range(2):
        actions.take_place(by=sam, workplace_id=place)
    actions.change_workplace(by=sam, workplace_id=place, facts=facts(places=3))
    assert one(sam, Workplace).state == "offered"
    with pytest.raises(Refused, match="al 2 plekken") as no:
        actions.change_workplace(by=sam, workplace_id=place, facts=facts(places=1))
    assert no.value.field == "places"
    actions.change_workplace(by=sam, workplace_id=place, facts=facts(places=2))
    assert one(sam, Workplace).state == "filled"


def test_a_change_does_not_confirm_and_confirming_changes_nothing_else(town, offered, clock):
    place, sam = offered(offers={OfferCode.STEP_FREE: Answer.NO}), town["sam"]
    before = one(sam, Workplace)
    clock.forward(days=40)
    actions.change_workplace(by=sam, workplace_id=place, facts=facts(title="Winkel"))
    assert one(sam, Workplace).confirmed_on == before.confirmed_on
    actions.confirm_workplace(by=town["anouk"], workplace_id=place)
    found = one(sam, Workplace)
    assert found.confirmed_on == before.confirmed_on + timedelta(days=40)
    assert (found.title, found.offers_no) == ("Winkel", [])


def test_what_the_work_asks_is_added_once_and_dropped_before_it_is_written_anew(town, offered):
    place, sam = offered(), town["sam"]
    ask = {"by": sam, "workplace_id": place, "code": ConditionCode.LICENCE_B}
    with pytest.raises(Refused, match="waarom het werk dit nodig heeft"):
        actions.add_condition(**ask, strength=Strength.REQUIRED, reason="moet")
    first = actions.add_condition(**ask, strength=Strength.REQUIRED, reason=REASON)
    with pytest.raises(Refused, match="staat er al"):
        actions.add_condition(**ask, strength=Strength.PREFERRED)
    actions.drop_condition(by=sam, condition_id=first)
    actions.add_condition(**ask, strength=Strength.PREFERRED)
    assert one(sam, WorkplaceCondition, dropped_on=None).strength == "preferred"


def test_a_closed_draft_is_not_offered(town, bakery):
    late = facts(closing_on=today() - timedelta(days=1))
    place = actions.add_workplace(by=town["sam"], employer_id=bakery, facts=late)
    with pytest.raises(Refused, match="sluitingsdatum"):
        actions.offer_workplace(by=town["sam"], workplace_id=place)
