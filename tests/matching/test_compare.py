"""Two workplaces side by side: the same questions of both, no points, eight statements at most."""

import re
from uuid import uuid4

from django.urls import reverse
from django.utils.html import strip_tags

from houvast.employers.actions import withdraw_workplace
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
    # as a number that people read: the same digits may stand inside a key in an address
    read = strip_tags(text)
    assert "Eerstewerk" in read
    assert not re.search(rf"\b{work.suggestion(first).why.total}\b", read)


def test_another_number_than_two_says_so_and_a_stranger_finds_nothing(client, town, track):
    place = place_to_work(town, "Eerste")
    visitor, address = sign_in(client, town["anouk"]), reverse("compare_places", args=[track])
    for query in ("", f"?plek={place}", f"?plek={place}&plek={place}", "?plek=x&plek=y"):
        answer = visitor.get(address + query)
        assert answer.status_code == 200
        assert "Kies in de lijst twee werkplekken" in answer.content.decode()
    gone = visitor.get(f"{address}?plek={place}&plek={uuid4()}")
    assert gone.status_code == 200 and "is er niet meer" in gone.content.decode()
    assert sign_in(client, town["sam"]).get(address).status_code in (403, 404)


def test_a_workplace_that_is_gone_leads_back_to_the_list_and_says_so(client, town, track):
    place = place_to_work(town, "Eerste")
    visitor, address = sign_in(client, town["anouk"]), reverse("place_for", args=[track, place])
    shown = visitor.get(address).context["form"]
    withdraw_workplace(by=town["sam"], workplace_id=place)
    not_now = {"reason": "too_far", "shown": shown["shown"].value(), "key": str(uuid4())}
    for answer in (visitor.get(address, follow=True), visitor.post(address, not_now, follow=True)):
        assert answer.redirect_chain == [(reverse("places_for", args=[track]), 302)]
        assert "Deze werkplek is er niet meer." in answer.content.decode()
    for who in ("bilal", "sam"):
        assert sign_in(client, town[who]).get(address).status_code in (403, 404)


def test_a_filter_that_leaves_nothing_says_so_and_what_if_shows_what_is_won(client, town, track):
    place_to_work(town, "Eerste")
    wish(town["anouk"], track, "Weinig uren.", hours_most=10)
    visitor, address = sign_in(client, town["anouk"]), reverse("places_for", args=[track])
    none = visitor.get(f"{address}?soort=internship").content.decode()
    assert "Kies ruimer." in none and "Nu past niets" not in none and "passen nu niet" not in none
    supposed = f"{address}?als=more_hours"
    assert "Bekijk alleen wat erbij komt" in visitor.get(supposed).content.decode()
    won = visitor.get(f"{supposed}&erbij=1").content.decode()
    assert won.count('class="fit"') == 1 and "Past dan" in won and "Hele lijst" in won
