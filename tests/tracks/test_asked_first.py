"""Before a second track begins Houvast asks by itself whether somebody is known here already."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.database.context import acting
from houvast.tracks.models import KnownQuestion, Track
from houvast.tracks.rules.known import BEFORE_A_TRACK, PER_DAY, AskedFor, question_before_track
from tests.cast import ANSWERS, ILIAS, SEEN, Who, sign_in, signal_in_triage
from tests.tracks.test_known import ask

BORN = date(2008, 5, 4)


def find(town, **changes):
    """An own find as the form sends it."""
    today = timezone.localdate()
    sent = {
        "behaviour": SEEN,
        "observed_on": today.isoformat(),
        "kind": "seen",
        "source": "myself",
        "criterion": str(town.criterion),
        "nickname": "Ilias",
        "family_name": ILIAS.family_name,
        "birth_date": BORN.isoformat(),
        "next_on": (today + timedelta(days=2)).isoformat(),
        "key": "5f6b1c7e-3a54-4d0e-9a54-1f2f3c4d5e6f",
    }
    return sent | changes


def taken_up(town, **changes):
    answers = {name: getattr(ANSWERS, name) for name in ANSWERS.__slots__}
    who = {"holder": str(town["rachid"].user_id), "coach": str(town["bilal"].user_id)}
    return answers | who | {"reason": "Kent de buurt goed."} | changes


def asked(town, who):
    with acting(town.as_(who, Purpose.KNOWN_HERE)):
        return list(KnownQuestion.objects.values_list("asked_for", "reason", "was_known"))


def tracks(town, who="bilal"):
    with acting(town[who]):
        return Track.objects.count()


def seal_of(page):
    return page.context["form"]["seal"].value()


@pytest.mark.parametrize(("name", "born"), [("", BORN), ("  ", BORN), ("Voorbeeld", None)])
def test_nothing_is_asked_as_long_as_one_of_the_two_is_missing(name, born):
    assert question_before_track(name, born, AskedFor.OWN_FIND) is None


def test_an_own_find_of_somebody_known_waits_for_a_second_yes(town, track, client):
    browser, url = sign_in(client, town["bilal"]), reverse("own_find")
    page = browser.post(url, find(town))
    text = page.content.decode()
    assert page.status_code == 422 and "Ja. Bel Anouk." in text and "Toch zelf vasthouden" in text
    assert SEEN in text and tracks(town) == 0
    assert asked(town, "bilal") == [("own_find", BEFORE_A_TRACK[AskedFor.OWN_FIND], True)]
    assert browser.post(url, find(town, seal=seal_of(page))).status_code == 302
    assert tracks(town) == 1 and len(asked(town, "bilal")) == 1


def test_who_is_not_known_gets_a_track_at_once(town, track, client):
    browser = sign_in(client, town["bilal"])
    done = browser.post(reverse("own_find"), find(town, family_name="Anders"))
    assert done.status_code == 302 and tracks(town) == 1
    assert asked(town, "bilal") == [("own_find", BEFORE_A_TRACK[AskedFor.OWN_FIND], False)]


def test_another_fault_costs_no_second_question_and_another_name_does(town, track, client):
    browser, url = sign_in(client, town["bilal"]), reverse("own_find")
    late = (timezone.localdate() - timedelta(days=200)).isoformat()
    page = browser.post(url, find(town, family_name="Anders", observed_on=late))
    assert page.status_code == 422 and len(asked(town, "bilal")) == 1
    sent = find(town, family_name="Anders", observed_on=late, seal=seal_of(page))
    assert browser.post(url, sent).status_code == 422 and len(asked(town, "bilal")) == 1
    other = browser.post(url, find(town, seal=seal_of(page)))
    assert other.status_code == 422 and len(asked(town, "bilal")) == 2 and tracks(town) == 0


def test_the_proof_of_a_colleague_is_no_proof(town, track, client):
    page = sign_in(client, town["bilal"]).post(reverse("own_find"), find(town))
    again = sign_in(client, town["wim"]).post(reverse("own_find"), find(town, seal=seal_of(page)))
    assert again.status_code == 422 and len(asked(town, "wim")) == 1 and tracks(town, "wim") == 0


def test_who_asked_often_enough_is_told_that_nobody_looked_and_goes_on(town, track, client):
    for _ in range(PER_DAY):
        ask(town)
    browser = sign_in(client, town["bilal"])
    page = browser.post(reverse("own_find"), find(town), follow=True)
    assert "Niet nagekeken of de jongere al bekend is" in page.content.decode()
    assert tracks(town) == 1 and len(asked(town, "bilal")) == PER_DAY


def test_taking_up_a_signal_about_somebody_known_waits_for_a_second_yes(town, track, client):
    signal = signal_in_triage(town, ILIAS)
    browser, url = sign_in(client, town["tess"]), reverse("take_up", args=[signal])
    assert "Houvast kijkt bij het oppakken" in browser.get(url).content.decode()
    page = browser.post(url, taken_up(town))
    text = page.content.decode()
    assert page.status_code == 422 and "Ja. Bel Anouk." in text and ANSWERS.necessity in text
    assert asked(town, "tess") == [("signal", BEFORE_A_TRACK[AskedFor.SIGNAL], True)]
    assert browser.post(url, taken_up(town, seal=seal_of(page))).status_code == 302


def test_taking_up_without_a_birth_date_asks_nothing(town, track, client):
    signal = signal_in_triage(town, Who("Loes", "Loes", "Anders"))
    browser = sign_in(client, town["tess"])
    assert browser.post(reverse("take_up", args=[signal]), taken_up(town)).status_code == 302
    assert asked(town, "tess") == []
