"""Work that proposals missed, as staff reads it: in words, in pages, and without numbers."""

import re

import pytest
from django.urls import reverse

from houvast.audit.actions import recorded
from houvast.employers.actions.demand import tell_missed
from houvast.employers.rules.demand import DayTime, Missed
from houvast.matching.rules.occupations import Occupation
from houvast.web import demand_words
from tests.cast import sign_in

pytestmark = pytest.mark.screens


def miss(town, *lines):
    with recorded(town["lotte"], "matching.plan_proposed") as act:
        tell_missed(town["lotte"], [Missed(*one) for one in lines], act)


@pytest.fixture
def sam(town, client):
    return sign_in(client, town["sam"])


def shown(client, page=1):
    text = client.get(f"{reverse('missing')}?bladzijde={page}").content.decode()
    section = text.partition('aria-labelledby="demand"')[2].partition("</section>")[0]
    return section, re.findall(r"<h3>(.*?)</h3>", section)


def test_nothing_missed_says_nothing(sam):
    assert shown(sam) == ("", [])


def test_many_stand_in_pages_by_the_name_of_the_work_and_nowhere_a_number(sam, town, monkeypatch):
    monkeypatch.setattr(demand_words, "PER_PAGE", 30)
    codes = [one.value for one in Occupation]
    miss(town, *((one, "12", DayTime.ANY) for one in codes))
    miss(town, *((one, "12", DayTime.ANY) for one in codes))
    (text, first), (_rest, second) = shown(sam), shown(sam, 2)
    assert (len(first), len(second)) == (30, len(codes) - 30)
    assert first + second == sorted(first + second, key=str.casefold)
    assert "bladzijde 1 van 2" in text and shown(sam, 99)[1] == second
    words = re.sub(r"<[^>]*>|bladzijde 1 van 2", " ", text)
    assert set(re.findall(r"[0-9]+", words)) == {"12"}  # the region, and no number of anybody


def test_a_code_without_a_name_is_a_group(town, sam):
    miss(town, ("2250", "", DayTime.WEEKEND))
    assert shown(sam)[1] == ["Ander werk (groep 2250)"]


@pytest.mark.parametrize("when", DayTime)
@pytest.mark.parametrize("region", ["", "12"])
def test_the_first_words_of_a_question_can_be_sent_as_they_are(sam, town, when, region):
    miss(town, ("5120", region, when))
    section, _names = shown(sam)
    address = re.search(r'href="([^"]*werk=[^"]*)"', section)[1]
    page = sam.get(address)
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    answer = sam.post(address, sent | {"brokers": str(town["bas"].user_id)})
    assert answer.status_code == 302, answer.context["form"].errors
    text = sign_in(sam, town["bas"]).get(reverse("broker_home")).content.decode()
    assert "Kok" in text or "koken" in text.casefold()
