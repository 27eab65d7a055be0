"""The example has areas of its own, which come in as any table does."""

import pytest
from django.urls import reverse

from houvast.areas.models import Area, Source
from houvast.areas.reads.sources import faults
from houvast.demo.areas import DISTRICTS, EMPTY, OWN, bring
from tests.cast import sign_in


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
