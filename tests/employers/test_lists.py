"""Werkgevers and Werkplekken as lists: the views, what narrows them, and who sees which."""

from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from houvast.employers import actions, reads
from houvast.employers.reads.employer_list import AskedEmployers
from houvast.employers.reads.workplace_list import AskedWorkplaces
from houvast.employers.rules.employers import EmployerFacts
from houvast.employers.rules.states import Sector, WorkKind, WorkplaceState
from houvast.employers.rules.views import QUIET_AFTER, EmployerOrder, EmployerView
from houvast.web import workplace_rows, workplaces
from tests.cast import sign_in
from tests.employers.conftest import BAKERY


def add(town, name, **more):
    manager = more.pop("manager", None)
    given = EmployerFacts(name, **more)
    return actions.add_employer(by=town["sam"], facts=given, account_manager_id=manager)


def spoke(town, employer, next_on=None):
    on = reads.employers_page(town["sam"]).today
    by = town["sam"]
    actions.log_conversation(by=by, employer_id=employer, on=on, about="Werk", next_on=next_on)


@pytest.fixture
def some(town, bakery, offered, clock):
    """A bakery that sam keeps, a garage that was talked to long ago, and a farm nobody knows."""
    garage = add(town, "garage Oost", sector=Sector.G, place_name="Molenveld", pc4="2345")
    spoke(town, garage)
    clock.forward(days=QUIET_AFTER.days + 1)
    farm = add(town, "Boerderij 100%", manager=town["sam"].user_id)
    spoke(town, bakery, next_on=reads.employers_page(town["sam"]).today)
    offered()
    return {"bakery": bakery, "garage": garage, "farm": farm}


def names(by, **asked):
    return [one.name for one in reads.employers_page(by, AskedEmployers(**asked)).rows]


def test_each_view_shows_its_own_and_counts_them(town, some):
    sam = town["sam"]
    shown = {view: names(sam, view=view) for view in EmployerView}
    assert shown == {
        EmployerView.ALL: ["Bakkerij Voorbeeld", "Boerderij 100%", "garage Oost"],
        EmployerView.MINE: ["Boerderij 100%"],
        EmployerView.FREE: ["Bakkerij Voorbeeld"],
        EmployerView.DUE: ["Bakkerij Voorbeeld"],
        EmployerView.QUIET: ["Boerderij 100%", "garage Oost"],
    }
    counts = reads.employers_page(sam, AskedEmployers(search="niets")).counts
    assert counts == {view: len(found) for view, found in shown.items()}


def test_a_talk_in_the_meantime_is_no_longer_due(town, some, clock):
    clock.forward(days=1)
    assert names(town["sam"], view=EmployerView.DUE) == ["Bakkerij Voorbeeld"]
    spoke(town, some["bakery"])
    assert names(town["sam"], view=EmployerView.DUE) == []


def test_what_narrows_goes_together(town, some):
    sam = town["sam"]
    assert names(sam, search="OOST") == names(sam, search="molen") == ["garage Oost"]
    assert names(sam, search="23") == ["garage Oost"]
    assert names(sam, search="100%") == ["Boerderij 100%"]
    assert names(sam, sector=Sector.C) == [BAKERY.name]
    assert names(sam, sector=Sector.C, place="Molenveld") == []
    page = reads.employers_page(sam)
    assert page.places == ("Molenveld", "Waterrade")


def test_the_longest_without_a_talk_comes_first_when_asked(town, some):
    found = names(town["sam"], order=EmployerOrder.TALK)
    assert found == ["Boerderij 100%", "garage Oost", "Bakkerij Voorbeeld"]


def test_a_broker_has_the_views_of_his_own_employers_only(town, some, link):
    page = reads.employers_page(town["bas"], AskedEmployers(view=EmployerView.QUIET))
    assert list(page.counts) == [EmployerView.ALL, EmployerView.FREE]
    assert [one.name for one in page.rows] == ["Bakkerij Voorbeeld"]
    assert page.places == ("Waterrade",) and page.counts[EmployerView.ALL] == 1
    assert EmployerView.MINE not in reads.employers_page(town["anouk"]).counts


def test_workplaces_are_narrowed_by_what_the_work_is_and_where(town, some, offered):
    sam = town["sam"]
    offered(title="Leerling bakker", kind=WorkKind.BBL, pc4="4321")

    def titles(**asked):
        return [one.title for one in reads.workplaces_page(sam, AskedWorkplaces(**asked)).rows]

    assert titles(search="leerling") == titles(search="432") == ["Leerling bakker"]
    assert len(titles(search="voorbeeld")) == len(titles(search="waterrade")) == 2
    assert titles(kind=WorkKind.BBL, sector=Sector.C, place="Waterrade") == ["Leerling bakker"]
    assert titles(sector=Sector.G) == titles(place="Molenveld") == []
    page = reads.workplaces_page(sam, AskedWorkplaces(state=WorkplaceState.DRAFT))
    assert page.counts[None] == page.counts[WorkplaceState.OFFERED] == 2 and page.total == 0
    assert page.places == ("Waterrade",)


def test_a_long_list_is_not_counted_to_its_end(town, offered, clock):
    """What it costs must not grow with the municipality; a word or a choice finds the rest."""
    sam = town["sam"]
    offered(title="Afwas")
    clock.forward(days=31)
    for title in ("Bakker", "Bezorger", "Boer"):
        offered(title=title)

    def page(up_to, **asked):
        return reads.workplaces_page(sam, AskedWorkplaces(**asked), up_to=up_to)

    def titles(found):
        return [one.title for one in found.rows]

    every = ["Bakker", "Bezorger", "Boer", "Afwas"]
    assert [(titles(page(most)), page(most).is_cut) for most in (4, 1000, None)] == [
        (every, False)
    ] * 3
    two, three = page(2), page(3)
    assert (two.total, two.pages, two.is_cut) == (2, 1, True)
    assert (three.total, three.is_cut, three.counts[WorkplaceState.STALE]) == (3, True, 1)
    assert page(2, search="b").is_cut and page(2, search="b").counts[None] == 4
    assert titles(page(2, state=WorkplaceState.STALE)) == ["Afwas"]
    assert not page(2, search="boer").is_cut


def test_a_long_list_says_so_on_the_screen(town, some, offered, monkeypatch):
    monkeypatch.setattr(workplace_rows, "UP_TO", 1)
    monkeypatch.setattr(workplaces, "workplaces_page", partial(reads.workplaces_page, up_to=1))
    offered(title="Winkel")
    text = sign_in(Client(), town["sam"]).get(reverse("workplaces")).content.decode()
    assert "1+" in text and "zoek of kies om de rest te zien" in text


def test_places_to_choose_from_are_those_where_work_is(town, link, offered):
    offered()
    add(town, "Zonder werk", place_name="Molenveld")
    add(town, "Zonder plaats", place_name="")
    assert reads.workplaces_page(town["sam"]).places == ("Waterrade",)
    assert reads.workplaces_page(town["bas"]).places == ("Waterrade",)


def test_the_address_of_a_list_can_hold_anything(town, some):
    sam = sign_in(Client(), town["sam"])
    odd = {"weergave": "x", "staat": "x", "sector": "Z", "volgorde": "-1", "bladzijde": "9e9"}
    for name in ("employers", "workplaces"):
        for query in ({}, odd, {"zoek": "\x00%'", "plaats": "\x00", "bladzijde": "99999"}):
            assert sam.get(reverse(name), query).status_code == 200
    for name in ("employers", "workplaces"):
        part = sam.get(reverse(name), headers={"HX-Request": "true", "HX-Target": name})
        text = part.content.decode()
        assert f'<div id="{name}">' in text and "<html" not in text
        assert 'role="status"' in text


def test_pages_keep_what_was_asked(town, bakery):
    for number in range(51):
        add(town, f"Bedrijf {number:02}")
    sam = sign_in(Client(), town["sam"])
    first = sam.get(reverse("employers"), {"zoek": "bedrijf"}).content.decode()
    assert "?zoek=bedrijf&amp;bladzijde=2" in first and "bladzijde 1 van 2" in first
    last = sam.get(reverse("employers"), {"zoek": "bedrijf", "bladzijde": "2"}).content.decode()
    assert "Bedrijf 50" in last and "Bedrijf 49" not in last


def test_a_stale_workplace_is_confirmed_in_one_tap_and_taken_back(town, offered, clock):
    place = offered()
    clock.forward(days=31)
    anouk = sign_in(Client(), town["anouk"])
    url = reverse("workplace_step", args=[place, "bevestigen"])
    assert url in anouk.get(reverse("workplaces")).content.decode()
    answer = anouk.post(url, {"from": "list"})
    assert answer.url == f"{reverse('workplaces')}?staat=stale"
    page = anouk.get(answer.url).content.decode()
    assert "Bewaard: deze werkplek klopt nog." in page and url not in page
    back = reverse("workplace_step", args=[place, "niet-bevestigd"])
    assert back in page
    assert anouk.post(back).status_code == 302
    assert url in anouk.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("who", "says"), [("sam", "Bied hem aan"), ("anouk", "Een accountmanager")]
)
def test_who_may_not_offer_a_workplace_is_not_told_to_offer_it(town, bakery, who, says):
    fill = {"title": "Hulp", "kind": "regular_job", "hours_min": 16, "hours_max": 24, "places": 1}
    visitor = sign_in(Client(), town[who])
    page = visitor.post(
        reverse("new_workplace", args=[bakery]), fill | {"key": str(uuid4())}, follow=True
    )
    assert f"bewaard als concept. {says}" in page.content.decode()
    assert "Onbekend" not in page.content.decode()
