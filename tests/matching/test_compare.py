"""Two workplaces side by side: the same questions of both, no points, eight statements at most."""

from uuid import uuid4

from django.urls import reverse

from houvast.matching.reads import work_page
from tests.cast import place_to_work, sign_in
from tests.matching.made import wish
from tests.test_queries import asked


def test_two_are_shown_next_to_each_other(client, town, track):
    first, second = place_to_work(town, "Eerste"), place_to_work(town, "Tweede")
    wish(town["anouk"], track)
    visitor, address = sign_in(client, town["anouk"]), reverse("compare_places", args=[track])
    both = f"{address}?plek={first}&plek={second}"
    text = visitor.get(both).content.decode()
    assert len(asked(town, "anouk", both)) <= 8
    assert text.count('class="versus__label"') >= 4
    assert "Eerstewerk" in text and "Tweedewerk" in text
    work = work_page(town["anouk"], track).work
    assert str(work.suggestion(first).why.total) not in text


def test_another_number_than_two_says_so_and_a_stranger_finds_nothing(client, town, track):
    place = place_to_work(town, "Eerste")
    visitor, address = sign_in(client, town["anouk"]), reverse("compare_places", args=[track])
    for query in ("", f"?plek={place}", f"?plek={place}&plek={place}", "?plek=x&plek=y"):
        answer = visitor.get(address + query)
        assert answer.status_code == 200
        assert "Kies in de lijst twee werkplekken" in answer.content.decode()
    assert visitor.get(f"{address}?plek={place}&plek={uuid4()}").status_code == 404
    assert sign_in(client, town["sam"]).get(address).status_code in (403, 404)
