"""A demand for a file: prepared by one, decided by another, given row by row (T-111)."""

from uuid import uuid4

import pypdfium2
import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.cooperation.actions import demands as act
from houvast.cooperation.models import DemandPiece, FileDemand
from houvast.cooperation.reads.demands import demand_letter, demand_page, demands_page
from houvast.cooperation.rules.demands import (
    NEVER_BY_WOO,
    NOT_NOW,
    NOTHING_LEFT,
    Answer,
    DemandKind,
    DemandState,
    Told,
)
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.actions.ties import close_to_colleague
from tests.cast import live, sign_in
from tests.cooperation.demanded import (
    DAY,
    ONLY_NOTES,
    WHY,
    asked,
    demanded,
    gathered,
    granted,
    prepared,
)
from tests.standing import made_once

standing = made_once(lambda town: (town, live(town, "Meeuw")))


@pytest.fixture
def town(standing, db):
    return standing[0]


@pytest.fixture
def life(standing, db):
    return standing[1]


def refused(do, *values, **more):
    with pytest.raises(Refused) as why:
        do(*values, **more)
    return why.value


def state(town, key):
    return demand_page(town["vera"], key).line.state


def test_from_what_came_in_to_what_was_given(town, life):
    key, many = gathered(town, life.person)
    page = demand_page(town["vera"], key)
    assert many == len(page.pieces) > 5 and page.is_found
    assert {one.kind for one in page.pieces} >= {
        InformationClass(one) for one in ("ID", "WN", "PM")
    }
    note = next(one for one in page.pieces if one.kind is InformationClass.WN)
    reason = "Dit gaat over een ander, die hier niets mee te maken heeft."
    act.leave_out(by=town["vera"], piece_id=note.id, reason=reason)
    act.propose_answer(by=town["vera"], demand_id=key, answer=Answer.GIVE, reasons=WHY)
    seen = demand_page(town["petra"], key)
    assert seen.may_decide and (seen.gives, seen.leaves_out) == (many - 1, 1)
    assert seen.pieces == (), "the second person reads reasons and numbers, no file"
    act.decide_demand(by=town["petra"], demand_id=key, for_whom=Controller.COLLEGE)
    letter = demand_letter(town["vera"], key)
    assert len(letter.given) == many - 1 and note.id not in {one.id for one in letter.given}
    how = {"on": timezone.localdate(), "how": "Met de koerier, aan de griffier"}
    act.hand_over_pieces(by=town["vera"], demand_id=key, told=Told.TOLD, **how)
    assert state(town, key) is DemandState.GIVEN


def test_a_refusal_is_a_letter_with_reasons_too(town, life):
    key = prepared(town, life.person, Answer.REFUSE, kind=DemandKind.WOO)
    act.decide_demand(by=town["petra"], demand_id=key, for_whom=Controller.BURGEMEESTER)
    assert state(town, key) is DemandState.REFUSED
    made = sign_in(Client(), town["vera"]).get(reverse("demand_letter", args=[key]))
    with pypdfium2.PdfDocument(made.content) as paper:
        said = "".join(page.get_textpage().get_text_range() for page in paper)
    assert "We geven het dossier niet" in said and "Wat we geven" not in said
    assert "zes weken" in said and "Vera" in said


def test_nobody_decides_alone_and_no_coach_at_all(town, life):
    key = prepared(town, life.person)
    one = {"demand_id": key, "for_whom": Controller.COLLEGE}
    assert refused(act.decide_demand, by=town["vera"], **one).reason.startswith("Een tweede")
    for who in ("anouk", "bilal", "rachid", "lotte", "wim", "tess", "hugo"):
        for do in (
            lambda by: act.decide_demand(by=by, **one),
            lambda by: act.register_demand(by=by, asked=asked()),
            lambda by: act.propose_answer(by=by, demand_id=key, answer=Answer.GIVE, reasons=WHY),
            lambda by: demands_page(by),
            lambda by: demand_page(by, key),
        ):
            with pytest.raises((NotAllowed, NotFound)):
                do(town[who])
        with acting(town[who]):
            assert not FileDemand.objects.exists() and not DemandPiece.objects.exists()
    with acting(town["petra"]):
        assert FileDemand.objects.exists() and not DemandPiece.objects.exists()


def test_the_second_person_proposes_and_hands_over_nothing(town, life):
    key = demanded(town)
    for turn in ("voorstel", "dossier", "gegeven"):
        address = reverse("demand_step", args=[key, turn])
        assert sign_in(Client(), town["petra"]).post(address).status_code == 404
        assert sign_in(Client(), town["anouk"]).get(address).status_code in (403, 404)


def test_a_woo_request_and_an_empty_file_give_nothing(town, life):
    key, _ = gathered(town, life.person, kind=DemandKind.WOO)
    give = {"by": town["vera"], "answer": Answer.GIVE, "reasons": WHY}
    assert refused(act.propose_answer, demand_id=key, **give).reason == NEVER_BY_WOO
    assert refused(act.propose_answer, demand_id=demanded(town), **give).reason == NOTHING_LEFT


def test_looking_for_a_file_is_no_search(town, life):
    key = demanded(town)
    wrong = {"family_name": "Bestaatniet", "birth_date": timezone.localdate() - 9000 * DAY}
    for _ in range(3):
        assert act.gather_pieces(by=town["vera"], demand_id=key, **wrong) == 0
    assert refused(act.gather_pieces, by=town["vera"], demand_id=key, **wrong).reason == NOT_NOW
    found, _ = gathered(town, life.person)
    assert refused(act.gather_pieces, by=town["vera"], demand_id=found, **wrong).reason == NOT_NOW


def test_who_is_near_finds_nothing(town, life):
    close_to_colleague(by=town["anouk"], track_id=life.track, colleague=town["vera"].user_id)
    _, many = gathered(town, life.person)
    assert many == 0


def test_only_what_was_asked_for_is_gathered(town, life):
    key, _ = gathered(town, life.person, **ONLY_NOTES)
    kinds = {one.kind for one in demand_page(town["vera"], key).pieces}
    assert kinds == {InformationClass.WN}


def test_it_goes_back_with_a_reason_and_comes_again(town, life):
    key = prepared(town, life.person)
    act.send_demand_back(
        by=town["petra"], demand_id=key, reason="Laat de notities weg, die hoeven niet."
    )
    page = demand_page(town["vera"], key)
    assert page.may_prepare and page.sent_back.startswith("Laat de notities") and not page.answer
    act.propose_answer(by=town["vera"], demand_id=key, answer=Answer.GIVE, reasons=WHY)
    assert demand_page(town["petra"], key).may_decide


def test_what_is_missing_is_said_at_its_field(town):
    today = timezone.localdate()
    for changes, field in (
        ({"body": " "}, "body"),
        ({"asked": ""}, "wanted"),
        ({"kinds": ()}, "kinds"),
        ({"kinds": (InformationClass.PJ,)}, "kinds"),
        ({"received_on": today + DAY}, "received_on"),
        ({"answer_by": today - DAY}, "answer_by"),
    ):
        assert refused(demanded, town, **changes).field == field
    later = {"told": Told.LATER, "withheld": "Kort", "review_on": today + DAY}
    key = granted(town, live_of(town))
    give = {"by": town["vera"], "demand_id": key, "on": today, "how": "Post"}
    assert refused(act.hand_over_pieces, **give, **later).field == "withheld"
    later |= {"withheld": WHY, "review_on": today + 200 * DAY}
    assert refused(act.hand_over_pieces, **give, **later).field == "review_on"


def live_of(town):
    return live(town, "Reiger", phone="0600000009").person


CANNOT = {
    "alone": "update cooperation_filedemand set state = 'granted', decided_by_id = prepared_by_id,"
    " decided_at = houvast_now(), decided_for = 'college'",
    "skipped": "update cooperation_filedemand set state = 'given'",
    "another question": "update cooperation_filedemand set asked = 'Alles'",
    "another text": "update cooperation_demandpiece set text = 'Anders'",
    "left out afterwards": "update cooperation_demandpiece set left_out = 'Nee',"
    " left_out_by_id = (select made_by_id from cooperation_filedemand limit 1)",
    "other reasons": "update cooperation_filedemand set reasons = 'Anders'",
    "looked again": "update cooperation_filedemand set tries = 0",
}


@pytest.mark.parametrize("what", CANNOT)
def test_the_database_refuses(town, life, what):
    prepared(town, life.person)
    with pytest.raises(DatabaseError), acting(town["vera"]), connection.cursor() as cursor:
        cursor.execute(CANNOT[what])


def test_nobody_copies_a_file_beside_this_road(town, life):
    """No row of a file gets among the copies but by the function, and that asks who prepares."""
    key, _ = gathered(town, life.person)
    columns = "municipality_id, controller, destroy_on, person_id, track_id, demand_id"
    by_hand = (
        f'insert into cooperation_demandpiece (id, {columns}, kind, "table", text, observed_on,'
        f' "row", left_out) select gen_random_uuid(), {columns}, kind, "table", text,'
        f" observed_on, gen_random_uuid(), '' from cooperation_demandpiece limit 1"
    )
    gather = f"select * from cooperation_gather('{key}', 'x', '2008-01-01')"
    for who, sql in (("vera", by_hand), ("anouk", gather), ("petra", gather), ("vera", gather)):
        with pytest.raises(DatabaseError), acting(town[who]), connection.cursor() as cursor:
            cursor.execute(sql)
    by_intake = town.as_("anouk", Purpose.INTAKE)
    with acting(by_intake):
        assert not DemandPiece.objects.exists()


def test_every_giveable_kind_has_rows_of_its_own_tables(town, life):
    key, _ = gathered(town, life.person)
    kind_of = {
        one._meta.db_table: getattr(one, "information_class", None) for one in apps.get_models()
    }
    for one in demand_page(town["vera"], key).pieces:
        assert kind_of[one.table] is one.kind


def test_the_same_form_twice_is_one_demand(town):
    key = uuid4()
    made = [act.register_demand(by=town["vera"], asked=asked(), key=key) for _ in range(2)]
    assert made == [key, key]
    assert demands_page(town["vera"]).open[0].id == key
