"""Wijken: the page says what it shows and why not, is quick, and opens for who makes policy."""

import csv
import re
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.sharing.actions import welcome
from houvast.web.area_rows import Turn, turned
from tests.areas import official as made
from tests.areas.official import EAST, PARTS, WEST
from tests.cast import PASSWORD, sign_in
from tests.noted import noted


@pytest.fixture
def figures(bring):
    """Two districts with three neighbourhoods of a municipality that does not exist."""
    rows = [made.sheet_row(one, 60 if one == PARTS[2] else None) for one in made.NAMES]
    bring(made.sheet(*rows), year=2024)
    bring(made.police(sorts=("0.0.0",)), year=2024)
    bring(made.features(), year=2024)


@pytest.fixture
def julia(town):
    """Somebody who makes policy."""
    key = welcome(
        by=town.admin,
        username="julia",
        name="Julia",
        password=PASSWORD,
        role=Role.POLICY_OFFICER,
        team=town.teams["Regie"],
    )
    return actor_of(User.objects.get(pk=key), Role.POLICY_OFFICER)


def text_of(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()))


def test_where_do_we_begin(figures, town, client):
    sign_in(client, town["petra"])
    text = text_of(client.get(reverse("areas")))
    assert "Gemeente Verzonnen, cijfers van 2024." in text
    assert "Bron: CBS, Kerncijfers wijken en buurten 2024 (CC BY 4.0)." in text
    assert "Zij zeggen niets over een persoon die er woont." in text
    assert "Context: een officieel cijfer over een gebied." in text
    assert "Dit is een momentopname van één jaar." in text
    assert re.search(r"Oost ?1\.200 inwoners.*West ?800 inwoners", text)
    offences = text_of(client.get(reverse("areas"), {"cijfer": "offences_total"}))
    assert "inwoners van de plek waar het gebeurde" in offences


def test_what_is_too_small_says_so_on_the_map_and_in_the_table(figures, town, client):
    sign_in(client, town["petra"])
    page = client.get(reverse("areas"), {"per": "buurt"}).content.decode()
    assert "Te klein om te tonen" in strip_tags(page)
    assert page.count('class="is-hidden"') == 1
    districts = client.get(reverse("areas")).content.decode()
    assert districts.count("<title>Oost: 10,0 (") == 1 and districts.count('class="hidden"') == 1


def test_one_area_beside_its_town_and_what_is_not_known(figures, town, client):
    sign_in(client, town["petra"])
    text = text_of(client.get(reverse("area", args=[EAST])))
    assert "Wijk in Verzonnen, grenzen en cijfers van 2024. 1.200 inwoners." in text
    assert "dat cijfer bestaat niet per wijk" in text
    assert "Dit is een momentopname van één jaar." in text
    assert "Hiervan is minder dan twee jaar bekend." in text
    assert "Even stedelijk, en het dichtst bij in inwoners" in text and "West" in text
    assert client.get(reverse("area", args=["WK000000"])).status_code == 404
    assert client.get(reverse("area", args=["x' or 1=1"])).status_code == 404


@pytest.fixture
def moved(bring):
    """A district of which the boundary changed, beside one where it did not."""
    rows = (made.panel_row(boundary_stable="False"), made.panel_row(WEST, 800))
    bring(made.panel(*rows), year=2022)


def test_a_line_of_years_breaks_where_the_boundary_does(moved, town, client):
    sign_in(client, town["petra"])
    pages = [client.get(reverse("area", args=[one])) for one in (EAST, WEST)]
    broken, whole = (one.content.decode() for one in pages)
    assert "<polyline" not in broken and "daarom staat er geen lijn" in broken
    assert "<polyline" in whole and "daarom staat er geen lijn" not in whole


def test_without_figures_it_says_how_they_come(town, client):
    sign_in(client, town["petra"])
    assert "Er zijn nog geen cijfers over wijken." in text_of(client.get(reverse("areas")))


def test_what_is_not_there_is_as_if_it_was_not_asked(figures, town, client):
    sign_in(client, town["petra"])
    asked = {"gemeente": "GM0000", "per": "straat", "jaar": "x", "cijfer": "vertrouwen"}
    text = text_of(client.get(reverse("areas"), asked))
    assert "Gemeente Verzonnen, cijfers van 2024." in text and "15 tot 25 jaar" in text


def test_who_makes_policy_looks_and_others_do_not(figures, town, julia):
    for address in (reverse("areas"), reverse("area", args=[EAST])):
        assert sign_in(Client(), julia).get(address).status_code == 200
        for who in ("anouk", "rachid", "lotte", "tess", "wim", "sam", "vera", "denzel", "bas"):
            assert sign_in(Client(), town[who]).get(address).status_code in (403, 404), who
    assert sign_in(Client(), julia).get("/").url == reverse("areas")


def test_the_table_and_the_map_go_out_as_files(figures, town, client):
    sign_in(client, town["petra"])
    asked = {"per": "buurt", "jaar": 2024}
    table = client.get(reverse("areas_file", args=["csv"]), asked)
    assert "houvast-GM9998-young_15_24_share-2024.csv" in table["Content-Disposition"]
    head, *rows = csv.reader(StringIO(table.content.decode("utf-8-sig")), delimiter=";")
    at = {name: place for place, name in enumerate(head)}
    by_code = {row[at["code"]]: row for row in rows}
    small, shown = by_code[PARTS[2]], by_code[PARTS[0]]
    assert (small[at["waarde"]], small[at["status"]]) == ("", "Te klein om te tonen")
    assert shown[at["waarde"]] == "10" and float(shown[at["standaardfout"]].replace(",", ".")) > 1
    assert all("niets over een persoon" in row[at["lees dit"]] for row in rows)
    drawn = client.get(reverse("areas_file", args=["svg"]), {"jaar": 2024})
    assert drawn["Content-Type"] == "image/svg+xml" and b"<title>Oost: 10,0 (" in drawn.content
    assert client.get(reverse("areas_file", args=["exe"])).status_code == 404
    for who in ("anouk", "vera"):
        other = sign_in(Client(), town[who])
        assert other.get(reverse("areas_file", args=["csv"])).status_code in (403, 404)


def test_each_look_leaves_an_entry_about_nobody(figures, town, client):
    sign_in(client, town["petra"])
    found = []
    with noted(lambda one: found.append((one.verb, one.purpose, one.shown, one.subject))):
        client.get(reverse("areas"))
        client.get(reverse("area", args=[EAST]))
    assert found == [
        ("areas.overview_viewed", "figures", [], None),
        ("areas.area_viewed", "figures", [], None),
    ]


def test_a_long_table_has_pages_that_are_about_as_long_as_each_other():
    for rows, asked, expected in (
        (0, 1, (1, 1, 0, 0)), (60, 1, (1, 1, 0, 60)), (61, 1, (1, 2, 0, 31)),
        (99, 2, (2, 2, 50, 50)), (517, 99, (9, 9, 464, 58)),
    ):  # fmt: skip
        assert turned(rows, asked) == Turn(*expected)


@pytest.fixture
def many(bring):
    """A municipality of a hundred districts; another one has its name."""
    rows = [
        made.panel_row(f"WK9998{at:02}", 900 + at, name=f"Wijk {at:02}", gm_name="Verzonnen")
        for at in range(100)
    ]
    other = made.panel_row("WK999701", 900, name="Elders", gm_code="GM9997", gm_name="Verzonnen")
    bring(made.panel(*rows, other), year=2022)


def test_many_areas_are_light_too_and_a_municipality_is_asked_by_name(many, town, client):
    sign_in(client, town["petra"])
    asked = {"jaar": 2022, "gemeente": made.TOWN}
    first, second = (client.get(reverse("areas"), asked | {"bladzijde": at}) for at in (1, 2))
    assert "bladzijde 1 van 2" in text_of(first) and len(first.content) < 60_000
    assert first.content.count(b'<th scope="row">') == second.content.count(b'<th scope="row">')
    assert "Wijk 49" in text_of(first) and "Wijk 50" in text_of(second)
    assert f"gemeente={made.TOWN}&amp;bladzijde=2" in first.content.decode()
    page = first.content.decode()  # two are called the same: those are told apart by their code
    assert '<option value="GM9997">Verzonnen' in page
    assert "Elders" in text_of(client.get(reverse("areas"), {"jaar": 2022, "gemeente": "GM9997"}))


def test_the_pages_are_light_and_ask_little(figures, town, client, django_assert_max_num_queries):
    """Of the page itself: what each request asks about who signs in comes before."""
    sign_in(client, town["petra"])
    client.get(reverse("areas"))
    for address in (reverse("areas"), reverse("area", args=[EAST])):
        with django_assert_max_num_queries(30):
            page = client.get(address).content
        assert len(page) < 60_000


def test_no_name_of_a_column_orders_people_or_areas(figures):
    from houvast.areas import models
    from tests.words_we_avoid import FORBIDDEN_NAMES

    names = [
        one.name
        for model in (models.Area, models.Source, models.Observation, models.Shape)
        for one in model._meta.get_fields()
    ]
    assert [one for one in names if re.search(rf"\b({FORBIDDEN_NAMES})\b", one)] == []
