"""Two versions of a plan: what was won and lost by what people decided, and never a number."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.plans.actions.carrying import carry_over
from houvast.plans.actions.marking import accept_fact, decide_passage, record_not_found
from houvast.plans.models import Document, Reading
from houvast.plans.rules.catalogue import catalogue
from houvast.plans.rules.comparing import Asked, Turn, changed_questions, compared, moved, turn_of
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Accepted, Decision, Level, Standing, State
from tests.cast import STAFF, found, sign_in
from tests.plan_checks.conftest import PLAN, brought, manager, pointed_at
from tests.plan_checks.test_screens import NEVER, text_of
from tests.test_queries import MOST, asked

MONEY = "Voor arbeidstoeleiding is € 400.000 per jaar beschikbaar, 2026-2029."
TOGETHER = "Werk en Inkomen is medeopdrachtgever en beslist elke maand samen met Veiligheid."
LATER = PLAN.replace(f"{MONEY} Er komt 2,5 fte jobcoach bij.", TOGETHER)


def stands(state, level=0):
    return Standing("P04", State(state), Level(level))


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (("not_found",), ("confirmed", 1), "won"),
        (("confirmed", 3), ("not_found",), "lost"),
        (("confirmed", 1), ("confirmed", 2), "up"),
        (("confirmed", 4), ("confirmed", 2), "down"),
        (("confirmed", 2), ("confirmed", 2), "same"),
        (("not_found",), ("not_found",), "same"),
        (("open",), ("confirmed", 2), "open"),
        (("confirmed", 2), ("open",), "open"),
        (("looked",), ("confirmed", 2), "open"),
        (("confirmed", 2), ("looked",), "open"),
    ],
)
def test_who_did_not_look_has_won_and_lost_nothing(before, after, turn):
    assert turn_of(stands(*before), stands(*after)) is Turn(turn)
    assert turn_of(None, stands(*after)) is turn_of(stands(*before), None) is Turn.OPEN


def test_which_questions_changed_between_two_catalogues_is_said():  # PL-11
    old = catalogue()
    first, second, third, *rest = old.criteria
    other = replace(first, question="Anders gevraagd?"), replace(second, strong=("anders",))
    new = replace(old, criteria=(*other, replace(third, id="E01"), *rest))
    found_in = changed_questions(old, new)
    assert {key: one for key, one in found_in.items() if one is not Asked.SAME} == {
        "P01": Asked.REWORDED, "P02": Asked.SOUGHT, "P03": Asked.GONE, "E01": Asked.NEW,
    }  # fmt: skip
    lines = compared({"P03": stands("confirmed", 1)}, {"E01": stands("open")}, found_in)
    assert [(one.about, one.turn, one.asked) for one in lines] == [
        ("E01", Turn.OPEN, Asked.NEW), ("P03", Turn.OPEN, Asked.GONE),
    ]  # fmt: skip


def test_an_amount_is_the_same_by_its_kind_its_amount_and_its_period():
    one = Accepted("P11", FactKind.MONEY, Decimal("400000.00"), "per jaar, 2027")
    elsewhere, more = replace(one, about="P04"), replace(one, amount=Decimal(500_000))
    found_in = moved([one], [elsewhere, more])
    assert (found_in.stayed, found_in.came, found_in.went) == ((elsewhere,), (more,), ())
    assert moved([one], []).went == (one,)


def say(by, reading, about, level):
    passage = pointed_at(by, reading, about)
    decide_passage(by=by, reading_id=reading, about=about, level=level, passage_id=passage,
                   decision=Decision.PROVES)  # fmt: skip
    return passage


@pytest.fixture
def two(town):
    """Two versions that were looked at: one question won, one lost, one further than before."""
    by = manager(town)
    first = brought(by)
    say(by, first, "P04", 1)
    money = say(by, first, "P11", 2)
    accept_fact(by=by, reading_id=first, about="P11", passage_id=money, kind=FactKind.MONEY,
                amount=Decimal(400_000), period="per jaar, 2026-2029")  # fmt: skip
    record_not_found(by=by, reading_id=first, about="P10")
    with acting(by):
        document = Document.objects.get().pk
    second = brought(by, LATER, document=document)
    carry_over(by=by, reading_id=second)
    say(by, second, "P04", 2)
    say(by, second, "P10", 2)
    record_not_found(by=by, reading_id=second, about="P11")
    return by, first, second


def test_the_page_says_what_was_won_and_lost_with_what_stands_there(town, two, client):
    by, first, second = two
    sign_in(client, by)
    address = reverse("plan_versions", args=[second])
    assert address in client.get(reverse("plan_check", args=[second])).content.decode()
    text = text_of(client.get(address))
    order = ["Gewonnen", "P10", "medeopdrachtgever", "Verloren", "P11", "€ 400.000",
             "Verder dan eerst", "P04", "Nog niet te zeggen", "P01", "Alleen in versie 1",
             "400.000 euro", "Beide versies kregen dezelfde vragen"]  # fmt: skip
    places = [text.index(one, text.index("Wie niet keek, verloor niets")) for one in order]
    assert places == sorted(places), list(zip(order, places, strict=True))
    assert not NEVER.search(text)
    assert text_of(client.get(reverse("plan_versions", args=[first]))) == text
    assert text_of(client.get(address, {"naast": str(first)})) == text
    for wrong in (str(second), str(uuid4())):
        assert client.get(address, {"naast": wrong}).status_code == 404
    assert client.post(address).status_code == 405
    told = asked(town, "petra", address)
    assert len(told) <= MOST, "\n".join(told)


def test_one_version_has_nothing_beside_it_and_another_town_sees_none(two, client):
    by, _first, second = two
    brought(by, PLAN + "\n\nEen ander plan.", title="Ander plan")
    with acting(by):
        alone = Reading.objects.get(version__document__title="Ander plan").pk
    sign_in(client, by)
    assert client.get(reverse("plan_versions", args=[alone])).status_code == 404
    assert client.get(reverse("plan_versions", args=[second]), {"naast": alone}).status_code == 404
    there = found("Zandhoek", {"carmen": STAFF["petra"]}, timezone.localdate())
    sign_in(client, there.as_("carmen", Purpose.FIGURES))
    assert client.get(reverse("plan_versions", args=[second])).status_code == 404
