"""A system that acts for no user: employers and workplaces, and no person (README 16)."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from houvast.accounts.models import User
from houvast.accounts.reads import holder_of
from houvast.accounts.rules import OF_EMPLOYERS, Purpose, Role, Scope, SuspendReason
from houvast.audit.actions import recorded
from houvast.employers.models import Workplace
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.actions import welcome
from houvast.sharing.actions.links import end_link_key, link_system, new_link_key
from houvast.sharing.reads import links_page
from houvast.tracks.actions.leaving import suspend_access
from tests.api.conftest import System, linked
from tests.api.doors import PLACE, day
from tests.api.test_tokens import raw
from tests.cast import PASSWORD, STAFF, found_beyond, live, sign_in
from tests.test_walls import rows

WORK = {"employers_employer", "employers_workplace"}


@pytest.fixture
def link(town):
    """The actor that a linked system is."""
    return holder_of(linked(town, name="Vacaturebank").secret).actor


@pytest.mark.parametrize("who", sorted(set(STAFF) - {"rachid"}))
def test_only_the_coordinator_lets_a_system_in(town, who):
    given = {"name": "Bank", "organisation_id": uuid4(), "scopes": OF_EMPLOYERS}
    for act in (
        lambda: link_system(by=town[who], **given),
        lambda: new_link_key(by=town[who], system_id=uuid4(), days=7),
        lambda: end_link_key(by=town[who], token_id=uuid4()),
        lambda: links_page(town[who]),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_system_lets_in_no_other_and_the_coordinators_own_system_neither(town, link):
    for by in (link, replace(town["rachid"], token=uuid4())):
        with pytest.raises(DatabaseError if by is not link else NotAllowed), transaction.atomic():
            link_system(by=by, name="Bank", organisation_id=uuid4(), scopes=OF_EMPLOYERS)


@pytest.mark.parametrize(
    "wrong",
    (
        {"scopes": [Scope.TRACKS_READ]},
        {"scopes": []},
        {"days": 91},
        {"name": "x"},
        {"name": " vacaturebank "},
        {"organisation_id": uuid4()},
    ),
)
def test_what_a_linked_system_cannot_be(town, link, wrong):
    owner = User.objects.get(pk=link.user_id).system_of_id
    fine = {"name": "Bank", "organisation_id": owner, "scopes": OF_EMPLOYERS, "days": 90}
    with pytest.raises(Refused):
        link_system(by=town["rachid"], **fine | wrong)


def test_it_brings_employers_and_drafts_and_mends_its_own(town, system):
    one, sam = system("koppeling"), system("sam")
    made = one.ask("POST", "/employers", {"name": "Fietshoek", "placeName": "Waterrade"})
    again = one.ask("POST", "/employers", {"name": "Fietshoek", "placeName": "Waterrade"})
    assert (made.status_code, again.status_code) == (201, 422)
    employer = made["Location"].partition("/api/v1")[2]
    work = one.ask("POST", f"{employer}/workplaces", PLACE)["Location"].partition("/api/v1")[2]
    condition = {"code": "vca", "strength": "required", "reason": "Er wordt met machines gewerkt."}
    assert one.ask("POST", f"{work}/conditions", condition).status_code == 201
    assert one.ask("PUT", work, PLACE | {"title": "Inpakken en tellen"}).status_code == 204
    for act in ("_offer", "_confirm", "_withdraw"):
        assert one.ask("POST", f"{work}/{act}").status_code == 403
    assert one.ask("PUT", employer, {"name": "Anders"}).status_code == 403
    assert sam.ask("GET", work).json()["madeBy"].startswith("Vacaturebank")
    assert sam.ask("POST", f"{work}/_offer").status_code == 204
    assert one.ask("PUT", work, PLACE | {"title": "Te laat"}).status_code == 403
    assert one.ask("GET", work).json()["title"] == "Inpakken en tellen"


def test_of_an_employer_it_reads_no_name_of_anybody(town, system):
    sam, one = town["sam"], system("koppeling")
    body = {"name": "Fietshoek", "accountManager": str(sam.user_id)}
    employer = system("sam").ask("POST", "/employers", body)["Location"].partition("/api/v1")[2]
    person = {"name": "Fatima Voorbeeld", "phone": "0612345678", "isFixed": True}
    assert system("sam").ask("POST", f"{employer}/contact-persons", person).status_code == 201
    talk = {"on": day(0), "about": "Gesproken met Fatima Voorbeeld"}
    assert system("sam").ask("POST", f"{employer}/conversations", talk).status_code == 201
    place = PLACE | {"buddy": "Henk Voorbeeld"}
    work = system("sam").ask("POST", f"{employer}/workplaces", place)["Location"]
    for path in ("/employers", employer, "/workplaces", work.partition("/api/v1")[2]):
        answer = one.ask("GET", path)
        assert answer.status_code == 200
        for name in ("Fatima", "0612345678", "Henk", "Sam", str(sam.user_id)):
            assert name not in answer.content.decode(), (path, name)
    shown = one.ask("GET", employer).json()
    assert shown["contacts"] == shown["conversations"] == shown["promises"] == []
    assert shown["accountManagerId"] is None and len(shown["workplaces"]) == 1
    for path in ("contact-persons", "conversations", "promises"):
        assert one.ask("POST", f"{employer}/{path}", {}).status_code in (400, 403)


def test_whatever_purpose_the_code_claims_the_database_shows_it_no_person(town, link):
    live(town, "Meeuw"), found_beyond()
    assert rows(link).keys() == WORK
    for purpose in {*Purpose} - {Purpose.WORK_EXCHANGE}:
        assert rows(replace(link, purpose=purpose.value)) == {}, purpose


def test_without_its_token_or_with_that_of_another_it_sees_nothing(town, link):
    live(town, "Meeuw")
    other = holder_of(linked(town).secret).actor
    somebody = replace(town["sam"], purpose="work_exchange")
    for by in (replace(link, token=None), replace(link, token=other.token), somebody):
        assert rows(by) == {}
    assert rows(replace(somebody, token=link.token)) == {}
    elsewhere = found_beyond().admin.municipality_id
    assert rows(replace(link, municipality_id=elsewhere)) == {}


def test_a_key_that_ended_or_ran_out_opens_nothing_in_the_database_either(town, link, clock):
    live(town, "Meeuw")
    other = holder_of(linked(town, days=7).secret).actor
    end_link_key(by=town["rachid"], token_id=link.token)
    assert rows(link) == {} and rows(other).keys() == WORK
    clock.forward(days=8)
    assert rows(other) == {}


TEAM = """
insert into accounts_membership (id, municipality_id, user_id, team_id, role, since, until,
  granted_by_id) values (gen_random_uuid(), %s, %s, %s, %s, houvast_now(),
  houvast_now() + interval '9 days', %s)
"""
ACCESS = """
insert into sharing_assignment (id, municipality_id, controller, destroy_on, person_id, user_id,
  granted_by_id, purpose, capacity, since, until) values (gen_random_uuid(), %s, 'college',
  '2099-01-01', %s, %s, %s, 'guidance', 'second', houvast_now(), houvast_now() + interval '9 days')
"""


def test_nobody_gives_it_a_role_or_a_young_person(town, link):
    life, place, admin = live(town, "Meeuw"), link.municipality_id, town.admin
    team = town.teams["Zuid"]
    for role in ("outreach_coach", "linked_system"):
        given = (place, link.user_id, team, role, admin.user_id)
        assert raw(admin, TEAM, *given) == "IntegrityError"
    human = (place, town["anouk"].user_id, team, "linked_system", admin.user_id)
    assert raw(admin, TEAM, *human) == "IntegrityError"
    anouk = town["anouk"]
    to = (place, life.person, link.user_id, anouk.user_id)
    assert raw(anouk, ACCESS, *to) == "IntegrityError"
    assert raw(anouk, ACCESS, place, life.person, town["bilal"].user_id, anouk.user_id) == 1


INSERT = """
insert into accounts_token (id, municipality_id, user_id, name, role, purpose, scopes, prefix,
  secret_hash, made_at, until, made_by_id, destroy_on)
values (gen_random_uuid(), %s, %s, 'Zelf', %s, %s, %s, 'houvast_zelf', %s, houvast_now(),
  houvast_now() + %s, %s, houvast_today() + 400)
"""


def test_the_database_makes_no_wider_key_and_none_for_a_person(town, link):
    rachid = town["rachid"]
    fine = {
        "place": link.municipality_id,
        "user": link.user_id,
        "role": "linked_system",
        "purpose": "work_exchange",
        "scopes": ["employers:read"],
        "hash": "a" * 64,
        "days": timedelta(days=30),
        "answers": rachid.user_id,
    }

    def made(by=rachid, **other):
        return raw(by, INSERT, *(fine | other).values())

    assert made() == 1
    assert made(scopes=["employers:read", "tracks:read"]) == "IntegrityError"
    assert made(purpose="guidance") == "IntegrityError"
    assert made(user=town["anouk"].user_id) == "IntegrityError"
    assert made(days=timedelta(days=91)) == "IntegrityError"
    assert made(role="outreach_coach") == "IntegrityError"
    for who in (town["anouk"], town["petra"], town.admin, link):
        assert made(who) == "ProgrammingError"
    assert made(answers=town["lotte"].user_id) == made(answers=None) == "ProgrammingError"
    assert raw(rachid, "update accounts_token set until = until + '1 day'") == "ProgrammingError"


def test_what_it_may_write_is_a_draft_of_its_own(town, link, system):
    live(town, "Meeuw")
    reading = holder_of(linked(town, [Scope.EMPLOYERS_READ]).secret).actor
    offer = "update employers_workplace set state = 'offered', places = 9"
    assert raw(link, offer) == raw(reading, offer) == 0
    assert raw(link, "update employers_employer set name = 'Van mij'") == 0
    made = system("koppeling").ask("POST", "/employers", {"name": "Fietshoek"}).json()["id"]
    system("koppeling").ask("POST", f"/employers/{made}/workplaces", PLACE)
    with recorded(town["sam"], "tests.look"):
        assert Workplace.objects.get(employer=made).state == "draft"


def test_the_trail_names_the_system_and_its_key(town, link, trail):
    linked_one = System(linked(town, name="Bank").secret)
    assert trail[-1] == "sharing.system_linked"
    linked_one.ask("GET", "/workplaces")
    assert trail[-1] == "employers.workplaces_viewed"
    linked_one.ask("GET", "/tracks")
    assert trail[-1] == "api.scope_refused!"


def test_it_goes_on_when_who_let_it_in_leaves_and_stops_when_it_is_suspended(town, clock):
    one = System(linked(town, name="Bank").secret)
    suspend_access(by=town.admin, user_id=town["rachid"].user_id, why=SuspendReason.LEAVES)
    assert one.ask("GET", "/me").json() == {
        "role": "linked_system",
        "purpose": "work_exchange",
        "scopes": ["employers:read", "employers:write"],
    }
    key = User.objects.get(name="Bank").pk
    suspend_access(by=town.admin, user_id=key, why=SuspendReason.MISUSE)
    assert one.ask("GET", "/me").status_code == 401


def test_a_second_key_lets_the_first_go_on_and_each_ends_apart(town):
    rachid = town["rachid"]
    first = linked(town, [Scope.EMPLOYERS_READ], name="Bank")
    [bank] = [one for one in links_page(rachid).systems if one.name == "Bank"]
    key = uuid4()
    second = new_link_key(by=rachid, system_id=bank.id, days=30, key=key)
    assert new_link_key(by=rachid, system_id=bank.id, days=30, key=key).secret == ""
    assert holder_of(first.secret).scopes == holder_of(second.secret).scopes
    end_link_key(by=rachid, token_id=first.id)
    assert holder_of(first.secret) is None and holder_of(second.secret)
    with pytest.raises(NotFound):
        new_link_key(by=rachid, system_id=town["anouk"].user_id, days=30)
    with pytest.raises(NotFound):
        end_link_key(by=rachid, token_id=uuid4())


def test_nobody_signs_in_as_a_system_and_it_is_no_colleague(town, link, client):
    client.force_login(User.objects.get(pk=link.user_id))
    assert client.get(reverse("today")).status_code == 302
    page = sign_in(client, town.admin).get(reverse("colleagues")).content.decode()
    assert "Anouk" in page and "Vacaturebank" not in page
    with pytest.raises(DatabaseError), transaction.atomic():
        welcome(
            by=town.admin,
            username="x",
            name="X",
            password=PASSWORD,
            role=Role.LINKED_SYSTEM,
            team=town.teams["Zuid"],
        )


def test_the_screen_lets_a_system_in_shows_the_key_once_and_ends_it(town, client):
    browser, url = sign_in(client, town["rachid"]), reverse("links")
    assert reverse("links") in browser.get(reverse("systems")).content.decode()
    owner = links_page(town["rachid"]).organisations[0][0]
    form = {"name": "Bank", "organisation": owner, "scopes": "employers:read", "days": "30"}
    sent = form | {"key": str(uuid4())}
    assert browser.post(url, sent).status_code == 302
    page = browser.get(url).content.decode()
    secret = re.search(r"houvast_[\w-]{43}", page)[0]
    assert "Rachid" in page and secret not in browser.get(url).content.decode()
    assert System(secret).ask("GET", "/employers").status_code == 200
    assert browser.post(url, sent).status_code == 302
    [bank] = links_page(town["rachid"]).systems
    assert len(bank.keys) == 1
    again = browser.post(url, form | {"key": str(uuid4())})
    assert again.status_code == 422 and "Maak daar een nieuwe sleutel bij" in again.content.decode()
    more = {"days": "90", "key": str(uuid4())}
    assert browser.post(reverse("link_key", args=[bank.id]), more).status_code == 302
    [bank] = links_page(town["rachid"]).systems
    assert len(bank.keys) == 2 and bank.keys[0].scopes == (Scope.EMPLOYERS_READ,)
    for one in bank.keys:
        assert browser.post(reverse("end_link", args=[one.id])).status_code == 302
    assert System(secret).ask("GET", "/me").status_code == 401
