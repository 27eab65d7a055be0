"""What is written beside what police gave, when it holds something of it (T-22)."""

from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from houvast.accounts.rules import InformationClass
from houvast.cooperation.actions import safety as act
from houvast.cooperation.models import PoliceFacts, SafetySignal
from houvast.cooperation.reads.safety import safety_signal_page
from houvast.cooperation.rules import police_words as rules
from houvast.cooperation.rules.police_words import TEXTS, Beside
from houvast.database.context import acting
from houvast.errors import Refused
from houvast.sharing.rules.grounds import GroundStatus
from tests.cast import ANSWERS, sign_in
from tests.cooperation.safe import (
    CHILD,
    NAMED,
    given,
    in_triage,
    looked_at_of_police,
    police_may,
    switch,
    with_safety,
)
from tests.standing import made_once

WHY = "Er is al een coach van een ander die hem ziet."


def with_police(town):
    with_safety(town)
    police_may(town)
    return town


standing = made_once(with_police)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing)


def refused(do, **what):
    with pytest.raises(Refused) as why:
        do(**what)
    return why.value


def rows(town, key):
    with acting(town["yara"]):
        return SafetySignal.objects.get(pk=key), PoliceFacts.objects.get(pk=key)


def texts(row, beside):
    return [getattr(row, name) for name in TEXTS[beside]]


def offer(town, key, **more):
    what = {"by": town["yara"], "signal_id": key, "answers": ANSWERS, "what": NAMED}
    return act.offer_help(**what, **more)


def acts(town):
    """Each way to write about a signal of police: what it writes, to which signal, how."""
    yara, stan = {"by": town["yara"]}, {"by": town["stan"]}
    first, second, third = (looked_at_of_police(town, CHILD) for _ in range(3))
    offer(town, third, holds_police=False)
    helped = {"answers": ANSWERS, "what": NAMED}
    return (
        (Beside.OFFER, first, act.offer_help, yara | {"signal_id": first} | helped),
        (Beside.ANSWER, second, act.turn_down_safety, yara | {"signal_id": second, "reason": WHY}),
        (Beside.SENT_BACK, third, act.send_offer_back, stan | {"signal_id": third, "reason": WHY}),
    )


def test_of_police_it_is_asked_and_of_nobody_else(town):
    for beside, key, do, what in acts(town):
        no = refused(do, **what)
        assert (no.reason, no.field) == (rules.ASKS, "holds_police")
        do(**what, holds_police=False)
        signal, police = rows(town, key)
        assert all(texts(signal, beside)) and not any(texts(police, beside))
        assert beside in signal.without_police and signal.with_police == []
    plain = in_triage(town)
    act.turn_down_safety(by=town["yara"], signal_id=plain, reason=WHY, holds_police=True)
    with acting(town["yara"]):
        one = SafetySignal.objects.get(pk=plain)
    assert (one.answer, one.with_police, one.without_police) == (WHY, [], [])


def test_a_yes_makes_it_of_the_police_with_all_their_conditions(town):
    assert PoliceFacts.information_class is InformationClass.PJ
    for beside, key, do, what in acts(town):
        do(**what, holds_police=True)
        signal, police = rows(town, key)
        assert all(texts(police, beside)) and not any(texts(signal, beside))
        assert beside in signal.with_police
        assert (police.article, police.no_onward) == (given().article, True)
        assert police.destroy_on <= police.keep_until == given().keep_until
        page = safety_signal_page(town["stan"], key)
        assert beside in page.beside and all(texts(page, beside)), "who decides reads it"
        switch(town, "G08", GroundStatus.DISABLED, ("PJ",))
        page = safety_signal_page(town["stan"], key)
        assert beside in page.beside and not any(texts(page, beside)), "as all of police"
        with acting(town["stan"]):
            assert not PoliceFacts.objects.exists()
        police_may(town)


def test_without_their_ground_a_yes_is_refused_and_a_no_is_not(town):
    key = looked_at_of_police(town)
    switch(town, "G08", GroundStatus.DISABLED, ("PJ",))
    what = {"by": town["yara"], "signal_id": key, "reason": WHY}
    no = refused(act.turn_down_safety, **what, holds_police=True)
    assert (no.reason, no.field) == (rules.CLOSED, "holds_police")
    act.turn_down_safety(**what, holds_police=False)
    assert safety_signal_page(town["yara"], key).answer == WHY


def test_another_answer_moves_the_text_and_a_new_offer_drops_the_no(town):
    key = looked_at_of_police(town, CHILD)
    offer(town, key, holds_police=True)
    back = {"by": town["stan"], "signal_id": key, "reason": WHY}
    act.send_offer_back(**back, holds_police=True)
    signal, police = rows(town, key)
    assert signal.with_police == ["offer", "sent_back"] and police.sent_back == WHY
    offer(town, key, holds_police=False)
    signal, police = rows(town, key)
    assert (signal.with_police, signal.without_police) == ([], ["offer"])
    assert not any(texts(police, Beside.OFFER)) and police.sent_back == signal.sent_back == ""
    act.agree_offer(by=town["stan"], signal_id=key)


def test_the_form_asks_it_before_it_is_sent(town):
    key, visitor = looked_at_of_police(town), sign_in(Client(), town["yara"])
    address = reverse("safety_step", args=[key, "niets-doen"])
    page = visitor.get(address).content.decode()
    assert "Staat hier iets in dat de politie gaf?" in page and "Hangt elke avond" in page
    asked = visitor.post(address, {"reason": WHY})
    assert asked.status_code == 422 and WHY in asked.content.decode()
    assert visitor.post(address, {"reason": WHY, "holds_police": "yes"}).status_code == 302
    seen = visitor.get(reverse("safety_signal", args=[key])).content.decode()
    assert WHY in seen and "Hier staat iets in dat de politie gaf" in seen
    other = visitor.get(reverse("safety_step", args=[in_triage(town), "niets-doen"]))
    assert "Staat hier iets in" not in other.content.decode()


SIGNAL, POLICE = "update cooperation_safetysignal set", "update cooperation_policefacts set"
ANSWERED = "state = 'turned_down', answered_by_id = entered_by_id, answered_at = now()"


@pytest.mark.parametrize(
    ("who", "sql", "why"),
    [
        ("yara", f"{SIGNAL} {ANSWERED}, answer = 'x'", "asked_whether_it_holds"),
        (
            "yara",
            f"{SIGNAL} {ANSWERED}, answer = 'x', with_police = array['answer']",
            "stands with what they gave",
        ),
        ("yara", f"{SIGNAL} sent_back = 'x'", "asked_whether_it_holds"),
        (
            "yara",
            f"{SIGNAL} with_police = array['offer'], without_police = array['offer']",
            "stands with what they gave",
        ),
        ("yara", f"{POLICE} text = 'x'", "stays as it was given"),
        ("yara", f"{POLICE} no_onward = false", "stays as it was given"),
        ("stan", f"{POLICE} allowed_by = 'x', allowed_on = '2026-01-01'", "stays as it was given"),
    ],
)
def test_raw_no_text_goes_round_the_question(town, who, sql, why):
    key = looked_at_of_police(town, may_go_on=False)
    column = "id" if sql.startswith(SIGNAL) else "signal_id"
    with acting(town[who]), pytest.raises(DatabaseError) as said, transaction.atomic():
        connection.cursor().execute(f"{sql} where {column} = %s", [key])
    assert why in str(said.value)


def test_raw_what_was_decided_stays_with_police_as_it_was(town):
    key = looked_at_of_police(town)
    act.turn_down_safety(by=town["yara"], signal_id=key, reason=WHY, holds_police=True)
    with acting(town["yara"]), pytest.raises(DatabaseError) as said, transaction.atomic():
        PoliceFacts.objects.filter(pk=key).update(answer="")
    assert "stays as it was given" in str(said.value)
    with acting(town["tess"]):
        assert not PoliceFacts.objects.update(answer="")
