"""The example has areas of its own, which come in as any table does."""

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.areas.models import Area, ProgrammeLink, Source
from houvast.areas.reads.programmes import called
from houvast.areas.reads.sources import faults
from houvast.demo.areas import DISTRICTS, EMPTY, OWN, bring
from houvast.demo.people import TOWN
from houvast.demo.programmes import MADE_OF, WHY, link_places
from tests.areas.test_screens import text_of
from tests.cast import STAFF, found, sign_in


@pytest.fixture
def example(country):
    """Brought in twice: the second time changes nothing."""
    for _ in range(2):
        bring(lambda _: None)


def test_the_example_has_areas_and_says_that_they_are_made_up(example, town, client):
    assert [one.figures > 0 for one in Source.objects.order_by("pk")] == [True, False]
    own = Area.objects.filter(municipality=OWN, level="wijk")
    assert sorted(own.values_list("name", flat=True)) == sorted(DISTRICTS)
    assert set(own.exclude(why_not="").values_list("name", flat=True)) == set(EMPTY)
    assert faults() == ()
    sign_in(client, town["petra"])
    page = client.get(reverse("areas"), {"gemeente": OWN}).content.decode()
    assert page.count('<path class="step') >= len(DISTRICTS) - len(EMPTY)
    assert "Verzonnen cijfers voor de demo" in page


def test_the_example_has_a_programme_of_its_own_and_elsewhere_there_is_none(
    example, town, client, settings
):
    sign_in(client, town["petra"])
    asked = {"programma": "example", "cijfer": "offences_total"}
    assert "verzonnen" not in client.get(reverse("programmes"), asked).content.decode()
    assert client.get(reverse("programme_place", args=["voorbeeld-zuid"])).status_code == 404
    settings.DEMO = True
    page = text_of(client.get(reverse("programmes"), asked))
    assert "Voorbeeldprogramma van de demo: alles is verzonnen" in page
    assert page.count("Niemand zei nog") == 4
    for one, names in MADE_OF.items():
        assert set(names) <= set(DISTRICTS) and not set(names) & set(EMPTY)
        _programme, place = called(one)
        assert (place.code, place.town) == (OWN, TOWN)


def test_somebody_of_the_example_said_of_which_wijken_its_areas_are_once(example, client, settings):
    settings.DEMO = True
    hanneke = found(TOWN, {"hanneke": STAFF["petra"]}, timezone.localdate())["hanneke"]
    for _ in range(2):
        link_places()
    assert ProgrammeLink.objects.count() == 0  # behind the policies: nobody asks
    sign_in(client, hanneke)
    page = text_of(client.get(reverse("programmes"), {"cijfer": "offences_total"}))
    assert page.count("Niemand zei nog") == 1 and page.count("Tabel") == len(MADE_OF)
    place = text_of(client.get(reverse("programme_place", args=["voorbeeld-havens"])))
    assert "Havenkwartier" in place and WHY in place
