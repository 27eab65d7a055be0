"""In which wijk work is, as somebody says it; and need beside offer, with nothing of a track."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.urls import reverse

from houvast.accounts.rules import Purpose
from houvast.areas.reads.districts import district_called, districts_of
from houvast.database.context import acting
from houvast.employers import actions
from houvast.employers.models import Workplace
from houvast.employers.reads.offer import OFFERED, Offered, offer_page
from houvast.employers.reads.workplaces import workplace_page
from houvast.errors import NotAllowed, NotFound, Refused
from tests.areas import official as made
from tests.areas.official import EAST, WEST
from tests.areas.test_screens import text_of
from tests.cast import sign_in
from tests.employers.conftest import facts

OURS = "Waterrade"


@pytest.fixture
def areas(bring):
    """Two wijken that are ours."""
    content = made.sheet(*(made.sheet_row(one) for one in made.NAMES))
    bring(content.replace(b"Verzonnen", OURS.encode()), year=2024)
    bring(made.features(), year=2024)


def places(by):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(OFFERED)
        return {district: Offered(*rest) for district, *rest in cursor.fetchall()}


def looks(town):
    return replace(town["petra"], purpose=str(Purpose.FIGURES))


def test_a_person_chooses_the_wijk_and_another_postcode_takes_it_away(areas, town, offered):
    sam, place = town["sam"], offered(pc4="1234")
    assert [(one.code, one.name) for one in districts_of(OURS)] == [(EAST, "Oost"), (WEST, "West")]
    actions.choose_district(by=sam, workplace_id=place, district=EAST)
    assert workplace_page(sam, place).district == "Oost"
    for known in ("WK036301", "x", "BU99980101"):
        with pytest.raises(Refused, match="wijk uit de lijst"):
            actions.choose_district(by=sam, workplace_id=place, district=known)
    actions.change_workplace(by=sam, workplace_id=place, facts=facts(pc4="1234", title="Anders"))
    assert workplace_page(sam, place).district == "Oost"
    actions.change_workplace(by=sam, workplace_id=place, facts=facts(pc4="1235"))
    assert workplace_page(sam, place).district == ""
    assert district_called("WK036399") == "WK036399"


def test_only_who_keeps_employers_chooses_it(areas, town, offered):
    place = offered()
    for who in ("anouk", "bas", "petra", "tess", "vera"):
        with pytest.raises((NotAllowed, NotFound)):
            actions.choose_district(by=town[who], workplace_id=place, district=EAST)
    actions.withdraw_workplace(by=town["sam"], workplace_id=place)
    with pytest.raises(Refused, match="ingetrokken"):
        actions.choose_district(by=town["sam"], workplace_id=place, district=EAST)


def test_the_database_takes_a_wijk_only(town, offered):
    offered()
    for wrong in ("BU999801", "1234", "wk999801"):
        with pytest.raises(IntegrityError, match="is_a_wijk"), acting(town["sam"]):
            Workplace.objects.update(district=wrong)


def test_what_is_offered_does_not_move_when_somebody_starts(areas, town, offered):  # D-02
    """Not even when the last place is taken: the count says nothing of a track in that wijk."""
    sam, place = town["sam"], offered(places=2)
    offered(places=3)
    actions.choose_district(by=sam, workplace_id=place, district=EAST)
    before = places(looks(town))
    assert before == {EAST: Offered(1, 2, 0), "": Offered(1, 3, 0)}
    for _ in range(2):
        actions.take_place(by=sam, workplace_id=place)
        assert places(looks(town)) == before
    actions.give_back_place(by=sam, workplace_id=place)
    assert places(looks(town)) == before
    actions.withdraw_workplace(by=sam, workplace_id=place)
    assert EAST not in places(looks(town))


def test_who_makes_policy_counts_places_and_sees_none_of_them(areas, town, offered):
    offered(places=2)
    with acting(looks(town)):
        assert not Workplace.objects.exists()
    for who in ("petra", "sam", "anouk", "rachid", "tess", "vera"):
        for purpose in Purpose:
            seen = places(replace(town[who], purpose=str(purpose)))
            assert bool(seen) == (who == "petra" and purpose is Purpose.FIGURES), (who, purpose)
    with pytest.raises(NotAllowed):
        offer_page(town["sam"])


def test_need_and_offer_stand_beside_each_other_and_are_never_one_figure(
    areas, town, offered, client, django_assert_max_num_queries
):
    place = offered(places=2)
    offered(places=3)
    actions.choose_district(by=town["sam"], workplace_id=place, district=EAST)
    sign_in(client, town["petra"])
    client.get(reverse("need_and_offer"))
    with django_assert_max_num_queries(34):
        text = text_of(client.get(reverse("need_and_offer")))
    assert "Werkgevers bieden 5 plekken." in text and "En 3 plekken waarvan niemand" in text
    assert re.search(r"Oost ?ongeveer 120 ?100 tot 140 ?2 ?1 werkplek ?33,5 van de 100", text)
    assert "Dat cijfer bestaat niet" in text and "niets over een persoon die er woont" in text


def test_without_areas_of_our_own_it_says_so(town, client):
    sign_in(client, town["petra"])
    assert "nog geen cijfers over wijken van deze gemeente" in text_of(
        client.get(reverse("need_and_offer"))
    )
