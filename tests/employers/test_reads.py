"""What is shown, in how many queries, and to whom not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose, Role
from houvast.employers import actions, reads
from houvast.employers.reads.employer_list import AskedEmployers
from houvast.employers.reads.workplace_list import AskedWorkplaces
from houvast.employers.rules.employers import ContactFacts, EmployerFacts, Tally
from houvast.employers.rules.roles import MAY, Act
from houvast.employers.rules.states import (
    Answer,
    ConditionCode,
    OfferCode,
    PromisedBy,
    PromiseState,
    Sector,
    Strength,
    WorkKind,
    WorkplaceState,
)
from houvast.errors import NotAllowed, NotFound
from tests.cast import sign_in
from tests.employers.conftest import facts

REASON = "De bestelbus staat buiten de stad."
MOST_QUERIES = 4
"""Who acts, at most two questions, and the entry in the trail."""


def today():
    return timezone.localdate()


def queries(read):
    """The statements of a read as the outermost block; a test adds savepoints and one reset."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read()
    texts = [one["sql"] or "kept" for one in asked]  # of a kept plan there is no text any more
    told = [one for one in texts if not one.startswith(("SAVEPOINT", "RELEASE"))]
    assert "set_config" in told[-1]
    return told[:-1]


@pytest.fixture
def known(town, bakery, fatima, link, offered):
    """The bakery with one of everything."""
    sam, anouk = town["sam"], town["anouk"]
    actions.note_acquaintance(by=anouk, contact_id=fatima, how="Voetbalclub")
    actions.log_conversation(
        by=anouk,
        employer_id=bakery,
        on=today(),
        about="Zoekt twee mensen.",
        contact_id=fatima,
        next_on=today() + timedelta(days=7),
    )
    for _ in range(5):
        promise(sam, bakery, kept=True)
    promise(sam, bakery, PromisedBy.US)
    place = offered(
        places=3, offers={OfferCode.STEP_FREE: Answer.YES, OfferCode.FIXED_TIMES: Answer.NO}
    )
    ask = {"by": sam, "workplace_id": place}
    actions.add_condition(
        **ask, code=ConditionCode.LICENCE_B, strength=Strength.REQUIRED, reason=REASON
    )
    actions.add_condition(**ask, code=ConditionCode.VCA, strength=Strength.UNKNOWN)
    actions.take_place(**ask)
    return place


def promise(by, employer, promised_by=PromisedBy.EMPLOYER, kept=None):
    made = actions.make_promise(
        by=by, employer_id=employer, promised_by=promised_by, text="Belt terug.", due=today()
    )
    if kept is not None:
        actions.answer_promise(by=by, promise_id=made, kept=kept)


def test_the_list_shows_what_a_coach_asks_in_one_look(town, bakery, known, trail):
    page = reads.employers_page(town["anouk"])
    (row,) = page.rows
    assert (row.id, row.name, row.sector) == (bakery, "Bakkerij Voorbeeld", Sector.C)
    assert (row.fixed_contact, row.free_places) == ("Fatima Voorbeeld", 2)
    assert (row.last_spoken_on, row.next_on) == (today(), today() + timedelta(days=7))
    assert row.theirs == Tally(5, 5)
    assert (page.total, page.page, page.pages) == (1, 1, 1) and Act.ADD_EMPLOYER in page.may
    assert trail == ["employers.list_viewed"]


def test_an_employer_is_found_by_a_part_of_the_name(town, bakery):
    for name in ("Garage 100%", "bakker Noord"):
        actions.add_employer(by=town["sam"], facts=EmployerFacts(name))
    found = {
        search: [row.name for row in reads.employers_page(town["sam"], asked).rows]
        for search in ("BAKK", "%", "niets", "")
        for asked in [AskedEmployers(search=search)]
    }
    assert found["BAKK"] == ["bakker Noord", "Bakkerij Voorbeeld"]
    assert found["%"] == ["Garage 100%"]
    assert found["niets"] == []
    assert len(found[""]) == 3


def test_fifty_rows_a_page_and_the_nearest_page_that_exists(town):
    for number in range(51):
        actions.add_employer(by=town["sam"], facts=EmployerFacts(f"Bedrijf {number:02}"))
    first = reads.employers_page(town["sam"])
    last = reads.employers_page(town["sam"], AskedEmployers(page=9))
    assert (len(first.rows), first.pages, first.total) == (50, 2, 51)
    assert [row.name for row in last.rows] == ["Bedrijf 50"] and last.page == 2
    assert reads.employers_page(town["sam"], AskedEmployers(page=1)).page == 1


def test_an_employer_with_all_that_we_know(town, bakery, fatima, link, known, trail):
    page = reads.employer_page(town["sam"], bakery)
    assert (page.name, page.kvk, page.organisation) == (
        "Bakkerij Voorbeeld",
        "12345678",
        "Jongerenwerk",
    )
    (contact,) = page.contacts
    assert (contact.id, contact.evening_phone, contact.is_fixed) == (fatima, "06 00000002", True)
    (broker,) = page.brokers
    assert (broker.link_id, broker.name) == (link, "Bas")
    assert (broker.until - timezone.now()).days in (364, 365)
    (known_by,) = page.acquaintances
    assert (known_by.colleague, known_by.contact, known_by.since) == (
        "Anouk",
        "Fatima Voorbeeld",
        None,
    )
    (talk,) = page.conversations
    assert (talk.colleague, talk.on, talk.about) == ("Anouk", today(), "Zoekt twee mensen.")
    assert len(page.promises) == 6
    assert (page.theirs, page.ours) == (Tally(5, 5), Tally(0, 0))
    (place,) = page.workplaces
    assert (place.id, place.free_places, place.asks) == (known, 2, (ConditionCode.LICENCE_B,))
    assert Act.CHANGE_EMPLOYER in page.may
    assert trail == ["employers.viewed"]


def test_an_open_promise_whose_day_has_passed_is_late_and_counts(town, bakery, known, clock):
    clock.forward(days=1)
    page = reads.employer_page(town["sam"], bakery)
    assert page.ours == Tally(0, 1) and page.theirs == Tally(5, 5)
    assert [one.is_late for one in page.promises if one.state is PromiseState.OPEN] == [True]
    assert reads.employers_page(town["sam"]).rows[0].theirs == Tally(5, 5)


def test_who_left_the_employer_is_not_shown_as_a_contact(town, bakery, fatima, known):
    left = ContactFacts("Fatima Voorbeeld", phone="06 00000001")
    actions.change_contact(by=town["sam"], contact_id=fatima, facts=left, left_on=today())
    page = reads.employer_page(town["sam"], bakery)
    assert page.contacts == () and page.conversations[0].contact == "Fatima Voorbeeld"
    assert reads.workplace_page(town["sam"], known).to_ring is None


def test_workplaces_stand_by_title_the_freshest_first_and_the_stale_last(town, offered, clock):
    offered(title="appels plukken")
    clock.forward(days=31)
    offered(title="Winkel")
    clock.forward(days=1)
    offered(title="Winkel", kind=WorkKind.BBL)
    offered(title="Bakkerij")
    rows = reads.workplaces_page(town["anouk"]).rows
    assert [(row.title, row.state) for row in rows] == [
        ("Bakkerij", WorkplaceState.OFFERED),
        ("Winkel", WorkplaceState.OFFERED),
        ("Winkel", WorkplaceState.OFFERED),
        ("appels plukken", WorkplaceState.STALE),
    ]
    assert rows[1].kind is WorkKind.BBL
    choices = reads.workplace_choices(town["anouk"])
    assert [(one.title, one.is_stale) for one in choices][-1] == ("appels plukken", True)


def test_workplaces_are_chosen_by_state_and_kind(town, bakery, offered, clock):
    sam = town["sam"]
    stale = offered()
    clock.forward(days=31)
    fresh, filled, gone = offered(kind=WorkKind.BBL), offered(), offered()
    actions.take_place(by=sam, workplace_id=filled)
    actions.withdraw_workplace(by=sam, workplace_id=gone)
    draft = actions.add_workplace(by=sam, employer_id=bakery, facts=facts())

    def found(**chosen):
        return {row.id for row in reads.workplaces_page(sam, AskedWorkplaces(**chosen)).rows}

    assert found() == {stale, fresh, filled, draft}
    assert found(state=WorkplaceState.STALE) == {stale}
    assert found(state=WorkplaceState.OFFERED) == {stale, fresh}
    assert found(state=WorkplaceState.FILLED) == {filled}
    assert found(state=WorkplaceState.WITHDRAWN) == {gone}
    assert found(state=WorkplaceState.DRAFT, kind=WorkKind.BBL) == set()
    assert found(kind=WorkKind.BBL) == {fresh}


def test_a_workplace_with_what_it_asks_and_gives_and_whom_to_ring(town, known, trail):
    page = reads.workplace_page(town["wim"], known)
    assert page.row.employer == "Bakkerij Voorbeeld" and page.row.brokers == ("Bas",)
    assert page.facts.hours_min == 16 and page.facts.places == 3
    assert dict(page.offers) == {
        **dict.fromkeys(OfferCode, Answer.UNKNOWN),
        OfferCode.STEP_FREE: Answer.YES,
        OfferCode.FIXED_TIMES: Answer.NO,
    }
    assert [(one.code, one.strength, one.reason) for one in page.conditions] == [
        (ConditionCode.LICENCE_B, Strength.REQUIRED, REASON),
        (ConditionCode.VCA, Strength.UNKNOWN, ""),
    ]
    assert page.to_ring is not None and page.to_ring.evening_phone == "06 00000002"
    assert page.made_by == "Sam" and page.may_add_condition
    assert trail == ["employers.workplace_viewed"]


def test_what_a_page_gives_can_be_sent_back_unchanged(town, offered):
    place = offered(
        asks_vog=True,
        vog_codes=("11",),
        wage_cents=1471,
        day_parts=7,
        minimum_age=18,
        minimum_age_reason="Er wordt drank verkocht.",
        teaches=("S1.8",),
        offers={OfferCode.SMALL_STEPS: Answer.YES},
    )
    before = reads.workplace_page(town["sam"], place).facts
    actions.change_workplace(by=town["sam"], workplace_id=place, facts=before)
    assert reads.workplace_page(town["sam"], place).facts == before


def test_only_open_places_that_have_not_closed_can_be_chosen(town, bakery, offered, clock):
    sam, stays = town["sam"], offered(pc4="1234")
    offered(closing_on=today())
    actions.take_place(by=sam, workplace_id=offered())
    actions.add_workplace(by=sam, employer_id=bakery, facts=facts())
    assert len(reads.workplace_choices(sam)) == 2
    clock.forward(days=1)
    (choice,) = reads.workplace_choices(sam)
    assert (choice.id, choice.pc4, choice.free_places) == (stays, "1234", 1)
    assert (choice.employer, choice.place_name, choice.is_stale) == (
        "Bakkerij Voorbeeld",
        "Waterrade",
        False,
    )


def pages(by, employer, place):
    return {
        "employers": lambda: reads.employers_page(by, AskedEmployers(search="b")),
        "employer": lambda: reads.employer_page(by, employer),
        "workplaces": lambda: reads.workplaces_page(by),
        "workplace": lambda: reads.workplace_page(by, place),
        "choices": lambda: reads.workplace_choices(by),
    }


def test_a_page_costs_the_same_with_one_row_and_with_many(town, bakery, fatima, known, offered):
    sam = town["sam"]
    few = {name: len(queries(read)) for name, read in pages(sam, bakery, known).items()}
    for number in range(8):
        other = actions.add_employer(by=sam, facts=EmployerFacts(f"Bedrijf {number}"))
        actions.add_workplace(by=sam, employer_id=other, facts=facts())
        for employer in (bakery, other):
            contact = ContactFacts(f"Omar {number}", phone="06 00000003")
            omar = actions.add_contact(by=sam, employer_id=employer, facts=contact)
            actions.note_acquaintance(by=sam, contact_id=omar)
            actions.log_conversation(by=sam, employer_id=employer, on=today(), about="Werk")
            promise(sam, employer)
        offered(title=f"Werkplek {number}")
    many = {name: len(queries(read)) for name, read in pages(sam, bakery, known).items()}
    assert many == few
    assert max(few.values()) <= MOST_QUERIES, few
    assert len(reads.employer_page(sam, bakery).workplaces) == 9


def test_many_rows_are_all_counted_and_fifty_shown(town, offered):
    for number in range(60):
        offered(title=f"Werkplek {number:02}")
    page = reads.workplaces_page(town["sam"], AskedWorkplaces(page=2))
    assert (page.total, page.pages, len(page.rows)) == (60, 2, 10)
    assert page.rows[0].title == "Werkplek 50"
    assert len(reads.workplace_choices(town["sam"])) == 60


def test_a_linked_broker_sees_the_employer_but_not_what_others_said(town, bakery, known):
    bas = town["bas"]
    actions.log_conversation(by=bas, employer_id=bakery, on=today(), about="Eigen gesprek.")
    actions.add_employer(by=town["sam"], facts=EmployerFacts("Garage"))
    assert [row.name for row in reads.employers_page(bas).rows] == ["Bakkerij Voorbeeld"]
    page = reads.employer_page(bas, bakery)
    assert [one.name for one in page.contacts] == ["Fatima Voorbeeld"]
    assert [one.about for one in page.conversations] == ["Eigen gesprek."]
    assert page.promises == page.acquaintances == ()
    assert page.may == {act for act in Act if Role.BROKER in MAY[act]}
    assert [one.id for one in page.workplaces] == [known]
    assert not reads.workplace_page(bas, known).may_add_condition


def test_a_broker_without_a_link_and_another_municipality_see_nothing(
    town, elsewhere, bakery, link, known
):
    actions.end_broker_link(by=town["sam"], link_id=link)
    for by in (town["bas"], elsewhere["carmen"]):
        assert reads.employers_page(by).total == reads.workplaces_page(by).total == 0
        assert reads.workplace_choices(by) == ()
        with pytest.raises(NotFound):
            reads.employer_page(by, bakery)
        with pytest.raises(NotFound):
            reads.workplace_page(by, known)


def test_who_does_not_bring_to_work_sees_no_page(town, bakery, known, trail):
    intake = town.as_("anouk", Purpose.INTAKE)
    for by in (town.admin, town["tess"], town["rachid"], town["lotte"], intake):
        for read in pages(by, bakery, known).values():
            trail.clear()
            with pytest.raises(NotAllowed):
                read()
            assert len(trail) == 1 and trail[0].endswith("!")


def test_an_employer_of_whom_we_know_nothing_yet_has_a_page(town, bakery):
    for who in ("sam", "anouk"):
        page = sign_in(Client(), town[who]).get(reverse("employer", args=[bakery]))
        assert "nog nooit" in page.content.decode()
