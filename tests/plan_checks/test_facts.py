"""Amounts and numbers of a plan: offered from what was confirmed, counted when a person says so."""

from decimal import Decimal

import pytest
from django.urls import reverse

from houvast.database.context import acting
from houvast.plans.actions.marking import finish_check
from houvast.plans.models import Document, Fact, Mark, Reading
from houvast.plans.rules.facts import Each, FactKind, apart, offered, over, typed_amount
from tests.cast import found_beyond, sign_in
from tests.plan_checks.conftest import PLAN, brought, manager, officer, pointed_at
from tests.plan_checks.test_screens import question, text_of
from tests.test_queries import MOST, asked

GOOD = {"kind": "money", "amount": "400.000", "each": "year", "period": "2026-2029"}


@pytest.fixture
def petra(town):
    return manager(town)


@pytest.fixture
def visitor(petra, client):
    sign_in(client, petra)
    return client


@pytest.fixture
def reading(petra):
    return brought(petra)


def confirmed(visitor, petra, reading, about="P11", say="afspraak"):
    passage = pointed_at(petra, reading, about)
    visitor.post(question(reading, about), {"passage": passage, "say": say})
    return reverse("plan_facts", args=[reading, about, passage])


def test_what_a_passage_says_is_filled_in_and_counts_when_a_person_says_so(
    town, petra, visitor, reading
):
    address = confirmed(visitor, petra, reading)
    assert address in visitor.get(question(reading, "P11")).content.decode()
    html = visitor.get(address).content.decode()
    assert "€ 400.000" in html and "2,5 fte" in html
    assert 'value="400.000"' in html and 'value="2026-2029"' in html and "Neem terug" not in html
    second = visitor.get(address, {"wat": 2}).content.decode()
    assert 'value="2,5"' in second
    other = visitor.get(address, {"wat": 9}).content.decode()
    assert 'name="amount" value' not in other
    assert visitor.post(address, GOOD).url == address
    whole = text_of(visitor.get(reverse("plan_check", args=[reading])))
    assert "400.000 euro, per jaar, 2026-2029" in whole and "middelen" in whole
    shown = text_of(visitor.get(address))
    assert "Telt mee400.000 euro" in shown and "Houvast las: 2,5 fte" in shown
    with acting(petra):
        fact = Fact.objects.get()
        assert (fact.about, fact.amount, fact.accepted_by_id) == (
            "P11", Decimal(400_000), petra.user_id,
        )  # fmt: skip
    told = asked(town, "petra", address)
    assert len(told) <= MOST, "\n".join(told)
    passage = address.rstrip("/").rsplit("/", 1)[-1]
    back = reverse("plan_fact_back", args=[reading, "P11", passage, fact.pk])
    assert visitor.get(back).status_code == 405
    assert visitor.post(back).url == address
    assert "Telt mee400" not in text_of(visitor.get(address))
    with acting(petra):
        assert Mark.objects.get(about="P11", replaced_at=None).level == 2
    assert visitor.post(back).status_code == 404


def test_what_is_no_amount_gets_a_sentence_and_nothing_typed_is_lost(petra, visitor, reading):
    address = confirmed(visitor, petra, reading, say="voornemen")
    assert "Dit stuk staat op voornemen" in text_of(visitor.get(address))
    for change, says in (
        ({"amount": "veel"}, "zoals 400.000 of 2,5"),
        ({"amount": "-5"}, "zoals 400.000 of 2,5"),
        ({"amount": "9" * 39}, "zoals 400.000 of 2,5"),
        ({"each": ""}, "per jaar of in totaal"),
        ({"period": " "}, "Vul dit in"),
        ({"kind": "x"}, "staat er niet meer bij"),
    ):
        html = visitor.post(address, GOOD | change)
        assert says in text_of(html, 422)
        typed = (GOOD | change)["amount"]
        assert f'value="{typed}"' in html.content.decode()
    visitor.post(address, GOOD | {"kind": "fte", "each": "", "amount": "2,5"})
    visitor.post(address, GOOD)
    assert "telt al mee" in text_of(visitor.post(address, GOOD), 422)
    with acting(petra):
        kept = Fact.objects.order_by("kind").values_list("kind", "period")
        assert list(kept) == [("fte", "2026-2029"), ("money", "per jaar, 2026-2029")]
    finish_check(by=petra, reading_id=reading)
    shut = text_of(visitor.get(address))
    assert "Deze check is afgerond" in shut and "Neem terug" not in shut
    assert "Deze check is afgerond" in text_of(visitor.post(address, GOOD), 422)


def test_only_what_was_confirmed_here_has_amounts(town, petra, visitor, reading, client):
    passage = pointed_at(petra, reading, "P11")
    address = reverse("plan_facts", args=[reading, "P11", passage])
    assert visitor.get(address).status_code == 404
    visitor.post(question(reading, "P11"), {"passage": passage, "say": "nee"})
    assert visitor.post(address, GOOD).status_code == 404
    flag = pointed_at(petra, reading, "RF5")
    visitor.post(question(reading, "RF5"), {"passage": flag, "say": "klopt"})
    assert visitor.get(reverse("plan_facts", args=[reading, "RF5", flag])).status_code == 404
    confirmed(visitor, petra, reading)
    for one in (town["anouk"], officer(found_beyond(), "joris")):
        sign_in(client, one)
        assert client.get(address).status_code in (403, 404)
        assert client.post(address, GOOD).status_code in (403, 404)
    with acting(petra):
        assert not Fact.objects.exists()


def test_a_next_version_takes_over_on_its_own_page(petra, visitor, reading):
    confirmed(visitor, petra, reading, "P04")
    carry = reverse("plan_carry", args=[reading])
    assert carry not in visitor.get(reverse("plan_check", args=[reading])).content.decode()
    first = visitor.post(carry, follow=True)
    assert "Dit is de eerste versie" in text_of(first)
    with acting(petra):
        document = Document.objects.get().pk
    second = brought(petra, PLAN + "\n\nMeer stages volgen.", document=document)
    carry = reverse("plan_carry", args=[second])
    assert carry in visitor.get(reverse("plan_check", args=[second])).content.decode()
    assert "1 besluit overgenomen." in text_of(visitor.post(carry, follow=True))
    assert "0 besluiten overgenomen." in text_of(visitor.post(carry, follow=True))
    assert visitor.get(carry).status_code == 405
    with acting(petra):
        assert Reading.objects.get(pk=second).marks.get().by_id == petra.user_id


@pytest.mark.parametrize(
    ("text", "amount"),
    [("400.000", 400_000), ("€ 400.000,-", 400_000), ("1,5 miljoen", 1_500_000), ("2,5 fte", "2.5"),
     ("3 ton", 300_000), ("abc 5", 0), ("-5", 0), ("1e9", 0), ("", 0), ("2.5.5", 0), ("½", 0),
     ("9" * 300, 0), ("0", 0)],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_typed(text, amount):
    assert typed_amount(text) == Decimal(amount)


def test_numbers_in_words_are_offered_and_ages_and_times_are_not():
    text = "Voor 30 procent van de jongeren van 16 tot 27 jaar zijn er na 6 maanden twintig plekken"
    found = offered(f"{text}, en eind 2027 werken 80 jongeren. Er is drie ton euro voor.")
    assert [(one.kind, int(one.amount)) for one in found] == [
        (FactKind.MONEY, 300_000), (FactKind.NUMBER, 20), (FactKind.NUMBER, 80),
    ]  # fmt: skip


def test_a_period_is_said_in_words_and_taken_apart_again():
    assert over(FactKind.MONEY, Each.YEAR, "2027") == "per jaar, 2027"
    assert over(FactKind.MONEY, Each.WHOLE, "2027") == "in totaal, 2027"
    assert over(FactKind.NUMBER, Each.WHOLE, "eind 2027") == "eind 2027"
    assert over(FactKind.FTE, Each.YEAR, "2027") == over(FactKind.FTE, None, "2027") == "2027"
    assert apart("per jaar, 2026-2029") == (Each.YEAR, "2026-2029")
    assert apart("per jaar") == (Each.YEAR, "") and apart("2027") == (None, "2027")
