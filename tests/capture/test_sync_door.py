"""The door for devices: always JSON, never a page of signing in; nobody stays signed in by it."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.capture.actions.places import add_place, allow_labels
from houvast.web.staying import IDLE
from tests.capture.test_intake import contacts
from tests.cast import sign_in
from tests.cooperation.guests import with_guest

STAND, NAMES, PACKAGE = (reverse(f"sync_{one}") for one in ("stand", "names", "package"))


@pytest.fixture
def client(town):
    return sign_in(Client(enforce_csrf_checks=True), town["anouk"])


def post(client, body, token=""):
    return client.post(
        PACKAGE, body, content_type="application/json", headers={"X-CSRFToken": token}
    )


def test_who_is_not_signed_in_gets_json_and_no_page(db):
    for answer in (Client().get(STAND), Client().get(NAMES), post(Client(), "{}")):
        assert (answer.status_code, answer.json()) == (401, {"signed_in": False})
        assert answer["Cache-Control"] == "no-store"


def test_a_device_asks_who_it_is_and_sends(town, track, client, phone):
    stand = client.get(STAND).json()
    assert (stand["user"], stand["captures"]) == (str(town["anouk"].user_id), True)
    assert stand["key"] == {"id": phone.key_id, "public": phone._public}
    item = phone.talked(town["anouk"], track, note="Onderweg vastgelegd.")
    refused = post(client, phone.body(item))
    assert (refused.status_code, refused.json()) == (403, {"csrf": False})
    first, again = (post(client, phone.body(item), stand["csrf"]).json() for _turn in range(2))
    assert [one["state"] for one in (*first["answers"], *again["answers"])] == ["new", "known"]
    assert first["answers"][0]["receipt"] == item.receipt() and first["missing"] == []
    assert [one.note for one in contacts(town, track)] == ["Onderweg vastgelegd."]


def test_a_refusal_says_why_in_words_of_the_work(town, track, client, phone):
    token = client.get(STAND).json()["csrf"]
    long, lost = (
        phone.talked(town["anouk"], track, note="a" * 4005),
        phone.talked(town["anouk"], uuid4()),
    )
    answers = post(client, phone.body(long, lost), token).json()["answers"]
    assert answers[0]["reason"] == "Deze notitie is 5 tekens te lang. Maak hem korter."
    assert (answers[0]["code"], answers[1]["code"]) == ("rule", "not_yours")
    assert answers[0]["receipt"] and answers[1]["receipt"]


@pytest.mark.parametrize("body", ["", "[]", '{"items": []}', '{"device": 1, "items": {}}', "\x00"])
def test_what_is_no_package_gets_a_sentence(client, phone, body):
    answer = post(client, body, client.get(STAND).json()["csrf"])
    assert (answer.status_code, answer.json()["reason"]) == (
        422,
        "Dit is geen pakket dat Houvast kent.",
    )


def test_a_package_that_is_too_large_gets_a_sentence(client, phone, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = post(client, json.dumps({"items": "x" * 50}), client.get(STAND).json()["csrf"])
    assert (answer.status_code, answer.json()["reason"]) == (413, "Dit pakket is te groot.")


def test_names_and_places_are_asked_apart(town, track, client, phone):
    place = add_place(by=town["anouk"], name="Winkelhof")
    allow_labels(by=town["petra"], allowed=True)
    found = client.get(NAMES, headers={"Houvast-Device": str(phone.id)}).json()
    assert found == {
        "user": str(town["anouk"].user_id),
        "labels": True,
        "day": timezone.localdate().isoformat(),
        "people": [{"id": str(track), "name": "Ilias", "how": "street"}],
        "places": [{"id": str(place), "name": "Winkelhof"}],
        "missing": [],
    }
    assert client.get(NAMES, headers={"Houvast-Device": "no key"}).status_code == 200


@pytest.mark.parametrize("who", ["rachid", "petra", "bas", "denzel", "vera", "tess"])
def test_who_does_not_coach_does_not_capture(town, who):
    client = sign_in(Client(), town[who])
    said = {"signed_in": True, "captures": False, "user": str(town[who].user_id)}
    assert client.get(STAND).json() == said
    for answer in (client.get(NAMES), post(client, "{}")):
        assert (answer.status_code, answer.json()) == (403, said)


def test_asking_by_itself_keeps_nobody_signed_in(town, client, folder, monkeypatch):
    """A device that asks every twenty seconds would else never let anybody go."""
    import time

    client.get(reverse("today"))
    start = time.time()
    for passed in range(0, IDLE, IDLE // 3):
        monkeypatch.setattr(time, "time", lambda passed=passed: start + passed)
        assert client.get(STAND).status_code == 200
    monkeypatch.setattr(time, "time", lambda: start + IDLE + 1)
    answer = client.get(STAND)
    assert (answer.status_code, answer.json()) == (401, {"signed_in": False})


def test_without_a_second_step_nobody_sends(town, client, settings):
    settings.SECOND_STEP = True
    assert client.get(STAND).status_code == 401


def test_who_is_suspended_and_a_guest_send_nothing(town, client):
    token = client.get(STAND).json()["csrf"]
    User.objects.filter(pk=town["anouk"].user_id).update(suspended_at=timezone.now())
    assert client.get(STAND).status_code == post(client, "{}", token).status_code == 401
    guest = sign_in(Client(), with_guest(town))
    assert [guest.get(one).status_code for one in (STAND, NAMES)] == [403, 403]


@pytest.mark.parametrize("way", ["put", "patch", "delete"])
def test_it_answers_no_other_method(client, way):
    for one in (STAND, NAMES, PACKAGE):
        token = client.get(STAND).json()["csrf"]
        assert getattr(client, way)(one, headers={"X-CSRFToken": token}).status_code == 405
