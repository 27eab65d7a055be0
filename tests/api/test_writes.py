"""Writes: through the same acts as the screens, once per key, also when two come at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from houvast.database.context import acting
from houvast.tracks.models import Contact
from tests.api.conftest import System, secret_of
from tests.api.doors import CONTACT, DOORS, PLACE, day
from tests.api.test_doors import address
from tests.cast import STAFF, Who, found, open_track
from tests.test_trail import as_auditor


def said(note=""):
    return CONTACT | {"at": timezone.now().isoformat(), "note": note}


def test_a_contact_through_the_api_is_a_contact_on_the_screen(system, town, own, trail):
    track = own["anouk"]["track_id"]
    before = system("anouk").ask("GET", f"/tracks/{track}").json()
    later = date.fromisoformat(before["nextMoment"]["due"]) + timedelta(days=1)
    told = said("Belde even") | {"nextMoment": {"on": later.isoformat(), "agreed": True}}
    answer = system("anouk").ask("POST", f"/tracks/{track}/contacts", told)
    assert answer.status_code == 201
    after = system("anouk").ask("GET", f"/tracks/{track}").json()
    contacts = system("anouk").ask("GET", f"/tracks/{track}/contacts").json()["items"]
    assert {"Belde even"} == {one["note"] for one in contacts if one["id"] == answer.json()["id"]}
    assert after["nextMoment"]["due"] == later.isoformat()
    assert trail.count("tracks.contact_logged") == trail.count("api.add_contact") == 1


def test_the_same_key_gives_the_same_answer_and_makes_one_thing(system, town, own):  # T-108
    path, key, body = address("add_contact", own["anouk"]), str(uuid4()), said()
    first, second = (system("anouk").ask("POST", path, body, Idempotency_Key=key) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    with acting(town["anouk"]):
        assert Contact.objects.filter(pk=first.json()["id"]).count() == 1
    other = system("anouk").ask("POST", path, said("Anders"), Idempotency_Key=key)
    assert (other.status_code, other.json()["field"]) == (422, "Idempotency-Key")


def test_a_key_belongs_to_one_user_and_meets_no_id_of_somebody_else(system, town, own):
    key, answers = str(uuid4()), []
    other = open_track(town, Who("Noa"), coach="bilal")
    for who, track in (("anouk", own["anouk"]["track_id"]), ("bilal", other)):
        path = f"/tracks/{track}/contacts"
        answers.append(system(who).ask("POST", path, said(), Idempotency_Key=key))
    theirs = answers[1].json()["id"]
    path = address("add_contact", own["anouk"])
    answers.append(system("anouk").ask("POST", path, said(), Idempotency_Key=theirs))
    assert [one.status_code for one in answers] == [201, 201, 201]
    assert len({one.json()["id"] for one in answers}) == 3


def test_what_was_refused_can_be_sent_again_with_the_same_key(system, own):
    path, key = address("add_contact", own["anouk"]), str(uuid4())
    late = said() | {"at": "2199-01-01T12:00:00Z"}
    assert system("anouk").ask("POST", path, late, Idempotency_Key=key).status_code == 422
    assert system("anouk").ask("POST", path, said(), Idempotency_Key=key).status_code == 201
    assert system("anouk").ask("POST", path, said(), Idempotency_Key="x").status_code == 400


def test_a_refused_attempt_is_in_the_trail_with_the_verb_of_this_door(system, own, trail):
    system("bilal").ask("POST", address("add_contact", own["anouk"]), said())
    assert trail[-1] == "api.add_contact!"
    system("anouk", ["tracks:read"]).ask("POST", address("add_contact", own["anouk"]), said())
    assert trail[-1] == "api.scope_refused!"


def test_an_id_of_nobody_in_a_body_is_refused_in_words(system, town, own):
    """Everything that a body can name: a coach, a criterion, a colleague, a contact, a place."""
    own = own["anouk"]
    tries = {
        "add_handover": ("anouk", {"fromId": str(town["anouk"].user_id)}),
        "add_signal": ("anouk intake", {}),
        "add_step": ("anouk", {"owner": "colleague", "colleague": str(uuid4())}),
        "add_conversation": ("sam", {"contact": str(uuid4())}),
        "add_employer": ("sam", {"accountManager": str(uuid4())}),
        "add_placement": ("anouk", {"workplaceId": str(uuid4())}),
        "add_choice": ("anouk", {"workplaceId": str(uuid4())}),
    }
    for name, (who, more) in tries.items():
        answer = system(who).ask("POST", address(name, own), DOORS[name].body | more)
        assert answer.status_code in (404, 409, 422), (name, answer.content)


def test_the_day_of_an_account_manager(system):
    sam = system("sam")
    made = sam.ask("POST", "/employers", {"name": "Fietshoek", "placeName": "Waterrade"})
    employer = made["Location"].partition("/api/v1")[2]
    page = sam.ask("GET", employer)
    change = {"name": "Fietshoek Zuid", "placeName": "Waterrade"}
    assert sam.ask("PUT", employer, change, If_Match='"' + "1" * 32 + '"').status_code == 412
    assert sam.ask("PUT", employer, change, If_Match=page["ETag"]).status_code == 204
    assert sam.ask("PUT", employer, change, If_Match=page["ETag"]).status_code == 412
    person = {"name": "Fatima", "phone": "0612345678", "isFixed": True}
    assert sam.ask("POST", f"{employer}/contact-persons", person).status_code == 201
    talk = {"on": day(0), "about": "Over de drukte", "nextOn": day(14)}
    assert sam.ask("POST", f"{employer}/conversations", talk).status_code == 201
    promise = {"promisedBy": "us", "text": "We sturen de flyer", "due": day(2)}
    kept = sam.ask("POST", f"{employer}/promises", promise).json()["id"]
    assert sam.ask("POST", f"/promises/{kept}/_keep").status_code == 204
    place = sam.ask("POST", f"{employer}/workplaces", PLACE)
    work = place["Location"].partition("/api/v1")[2]
    condition = {"code": "vca", "strength": "required", "reason": "Er wordt met machines gewerkt."}
    assert sam.ask("POST", f"{work}/conditions", condition).status_code == 201
    assert sam.ask("POST", f"{work}/_offer").status_code == 204
    assert sam.ask("POST", f"{work}/_offer").status_code == 409
    assert sam.ask("GET", work).json()["state"] == "offered"
    assert sam.ask("GET", employer).json()["promises"][0]["state"] == "kept"


def test_from_wishes_to_a_proposal(system, keys, clock):
    track, anouk = keys["bilal"]["track_id"], system("bilal")
    clock.forward(hours=1)  # the wishes of before and those of now are not of one moment
    wishes = {"ownWords": "Iets met fietsen", "sectors": ["G"], "hoursLeast": 8}
    assert anouk.ask("POST", f"/tracks/{track}/wishes", wishes).status_code == 201
    assert anouk.ask("GET", f"/tracks/{track}/wishes").json()["ownWords"] == "Iets met fietsen"
    fits = anouk.ask("GET", f"/tracks/{track}/fits").json()["items"]
    free = next(one for one in fits if one["decided"] is None)
    not_now = {"outcome": "not_now", "reason": "too_far", "workplaceId": free["workplaceId"]}
    stale = anouk.ask("POST", f"/tracks/{track}/choices", not_now | {"seal": "x"})
    assert stale.status_code == 409
    seen = {"seal": free["seal"]}
    assert anouk.ask("POST", f"/tracks/{track}/choices", not_now | seen).status_code == 204


def test_a_signal_from_entry_to_answer(system):
    criterion = system("anouk intake").ask("GET", "/entry-criteria").json()["items"][0]["id"]
    body = DOORS["add_signal"].body | {"criterion": criterion, "nickname": "Voorbeeld"}
    made = system("anouk intake").ask("POST", "/signals", body)
    assert made.status_code == 201, made.content
    signal = made["Location"].partition("/api/v1")[2]
    tess = system("tess")
    assert tess.ask("POST", f"{signal}/_begin").status_code == 204
    why = {"to": "Noor, buurtteam", "reason": "Het buurtteam kent hem al."}
    assert tess.ask("POST", f"{signal}/_refer", why).status_code == 204
    assert tess.ask("POST", f"{signal}/_refer", why).status_code == 409
    assert tess.ask("GET", signal).json()["state"] == "referred"


@pytest.mark.commits
def test_two_at_once_with_one_key_make_one_contact_and_the_trail_names_the_token(committed):
    town = found("Waterrade", STAFF, timezone.localdate())
    track = open_track(town)
    secret, key, body = secret_of(town, "anouk"), str(uuid4()), said()

    def sent(_number):
        try:
            path = f"/tracks/{track}/contacts"
            return System(secret).ask("POST", path, body, Idempotency_Key=key)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as many:
        answers = list(many.map(sent, range(4)))
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == 1
    with acting(town["anouk"]):
        assert Contact.objects.filter(track=track).count() == 1
    System(secret).ask("GET", f"/tracks/{track}")
    with as_auditor() as auditor:
        assert isinstance(auditor, psycopg.Connection)
        rows = auditor.execute("select verb, token is null, cardinality(shown) from audit_entry")
        by_token = [(verb, shown) for verb, none, shown in rows.fetchall() if not none]
    assert by_token.count(("tracks.contact_logged", 1)) == 1
    assert by_token.count(("tracks.file_viewed", 1)) == 1
    assert all(verb.startswith(("tracks.", "api.")) for verb, _ in by_token)
