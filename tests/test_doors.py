"""Every door of the building: who gets in, who does not, and what stands on the page.

`EXPECTED` names every address; a new one without a line fails here. "owner" is the coach whose
young person the address is about. Who is not named gets "not found", without a word about anyone.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import product

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.database.context import acting
from houvast.web.urls import urlpatterns
from tests.areas.hostile import ASKS, BY_CODE, LOOKS
from tests.capture.doors import DEVICES, ON_THE_STREET
from tests.cast import sign_in
from tests.cooperation.doors import AT_SHARING, SHARING_STEPS
from tests.employers.doors import AT_EMPLOYERS, EMPLOYER_STEPS
from tests.eyes import KINDS, STEERING, foreign_words
from tests.isolation import test_no_row_of_here_comes_out_for_who_is_of_elsewhere  # noqa: F401
from tests.keys import PHONES, keys_and_a_plan
from tests.standing import made_once
from tests.written import written

pytestmark = pytest.mark.screens


@dataclass(frozen=True)
class Door:
    """Who may open it, with which methods, and with what body the act is tried."""

    who: str
    methods: str = "get post"
    body: tuple[tuple[str, str], ...] = ()
    no: tuple[int, ...] = (403, 404)


COACHES = "anouk bilal wim"
STAFF = f"{COACHES} sam"
INTAKE = f"{COACHES} tess rachid lotte hugo denzel"
EVERYONE = f"{INTAKE} petra sam bas vera yara admin"
SIGNAL = "owner tess rachid lotte hugo"
LIVING = ("companion_met", "end_companion", "ask_companion")
GONE = (403, 409)
"""A question that is not there (for you) is answered in words: the same for every unknown one."""
AN_ACT = Door("owner", "post")
AGREED = ("agree_closing", "decline_closing", "agree_merge", "decline_merge")
EXPECTED = {
    **dict.fromkeys(("home", "no_role", "find", "help", "open_sessions"), Door(EVERYONE, "get")),
    "switch_role": Door("", "post"),
    **dict.fromkeys(("choose_language", "end_sessions"), Door(EVERYONE, "post")),
    **dict.fromkeys(("systems", "password"), Door(EVERYONE)),
    "end_system": Door("owner", "post"),
    "links": Door("rachid"),
    "link_key": Door("rachid", "post"),
    "end_link": Door("rachid", "post"),
    **dict.fromkeys(("access", "duties", "processing"), Door("vera", "get")),
    **dict.fromkeys(("processing_fields", "processing_paper"), Door("vera", "get")),
    **dict.fromkeys(("today", "young_people", "contact"), Door(COACHES, "get")),
    "own_find": Door(COACHES),
    **{name: Door(*how) for name, how in ON_THE_STREET.items()},
    "own_lines": Door(COACHES, "get"),
    "team_plan": Door(f"{STEERING} hugo"),
    "track": Door(f"owner {STEERING}", "get"),
    **dict.fromkeys(("log_contact", "details", "absence", "sought_place"), Door("owner")),
    "moment": Door("owner rachid"),
    "present": Door("owner", "post"),
    "plan": Door("owner", "get"),
    **dict.fromkeys(
        ["scan", "add_step", "future_plan", "support_plan", "measure", "step"], Door("owner")
    ),
    **dict.fromkeys(["list_before_18", "step_done", "step_dropped", "step_back"], AN_ACT),
    "tasks": Door(COACHES, "get"),
    "case_tables": Door(f"{COACHES} {STEERING} hugo tess", "get"),
    **dict.fromkeys(("new_case_table", "ask_along", "case_people"), Door("rachid")),
    **dict.fromkeys(("case_table", "table_case"), Door("owner rachid", "get")),
    "invitation": Door("rachid", "get"),
    "table_presence": Door("owner rachid", "post"),
    **dict.fromkeys(("agree_at_table", "case_table_step"), Door("rachid", "post")),
    "agreement_step": Door("owner", "post"),
    **dict.fromkeys(("told", "tell_later"), Door("owner")),
    **dict.fromkeys(("informing", "letter"), Door("owner", "get")),
    **{one: Door("vera") for one in ("hold", "letter_sender")},
    **dict.fromkeys(["closing", "reopen", "door", "resume", "propose", "wishes"], Door("owner")),
    "start_aftercare": AN_ACT,
    **dict.fromkeys(("places_for", "compare_places"), Door("owner", "get")),
    "place_for": Door("owner", body=(("outcome", "back"),)),
    "choice": Door("owner", "get"),
    "how_made": Door(EVERYONE, "get"),
    "renew": Door(STEERING, "post"),
    "offer": Door(STEERING),
    "hand_over": Door(f"owner {STEERING}"),
    **dict.fromkeys(("accept_handover", "decline_handover"), Door("owner", "post")),
    **dict.fromkeys(LIVING, Door("owner")),
    "withdraw_companion": Door("owner", "post"),
    **dict.fromkeys(("companion_home", "companion_contact"), Door("denzel", "get")),
    "log_session": Door("denzel"),
    "undo_session": Door("denzel", "post"),
    "experts": Door(f"{STEERING} hugo", "get"),
    "check_expert": Door("rachid"),
    "withdraw_handover": Door("giver rachid", "post"),
    "met": Door("owner"),
    "correct_contact": Door("owner"),
    "undo_contact": Door("owner", "post"),
    "undo_move": Door("owner rachid", "post"),
    "merge": Door(STEERING),
    **dict.fromkeys(("private", "close_file"), Door(f"owner {STEERING}")),
    **dict.fromkeys(("events", "ties"), Door("vera", "get")),
    **{one: Door("vera") for one in ("event", "agreement", "honey")},
    **{one: Door("vera", "post") for one in ("stop_watching", "end_tie")},
    "imports": Door(f"{STEERING} hugo"),
    "example_caseload": Door(f"{STEERING} hugo", "get"),
    "upload": Door("rachid"),
    **dict.fromkeys(("bring_in", "take_down"), Door("rachid", "post")),
    "known_here": Door(f"{COACHES} tess rachid"),
    **dict.fromkeys(("accept", "decline"), Door("owner", "post", no=GONE)),
    "signals": Door(INTAKE, "get"),
    "new_signal": Door(INTAKE),
    "signal": Door(SIGNAL, "get"),
    **dict.fromkeys(("take_up", "turn_down", "refer"), Door("tess")),
    **dict.fromkeys(("start_triage", "confirm_referral"), Door("tess", "post")),
    "placement": Door("owner", "get"),
    "placement_step": Door("owner", "post"),
    **dict.fromkeys(("ask_yes", "yes"), Door("owner")),
    **dict.fromkeys(("say_no", "take_back", "stop_calls"), Door("owner", "post")),
    "work_coach": Door(f"owner {STEERING}"),
    "work_coach_stop": Door(f"owner {STEERING}", "post"),
    "beside": Door("wim", "get"),
    "aftercare": Door(COACHES, "get"),
    "check_in": Door("owner", "get post", (("reached", "yes"),)),
    "lasted": Door("owner", "post", (("answer", "unknown"),)),
    "confirm_find": Door(STEERING, "post"),
    "colleagues": Door("admin", "get"),
    **dict.fromkeys(("suspend", "contract"), Door("admin")),
    **dict.fromkeys(("restore", "close_account"), Door("admin", "post")),
    "hand_over_all": Door(f"owner {STEERING} hugo"),
    "leaves": Door(f"{COACHES} {STEERING} hugo", "get"),
    "new_leave": Door(f"{COACHES} {STEERING} hugo"),
    "stand_in": Door(f"owner {STEERING}"),
    "back": Door(f"owner {STEERING}", "post"),
    **dict.fromkeys(("overview", "cooperation"), Door("rachid petra", "get")),
    "steering": Door(f"{STEERING} hugo", "get"),
    "chain": Door("petra admin", "get"),
    **dict.fromkeys((*LOOKS, "citations", "need_and_offer", "evidence"), Door("petra", "get")),
    **dict.fromkeys((*ASKS, "relations", "plan_checks"), Door("petra")),
    "settings": Door("rachid petra", "get"),
    **dict.fromkeys(("set_terms", "new_criterion", "end_criterion"), Door("petra")),
    **dict.fromkeys(("closed_days", "name_deputy"), Door("petra")),
    "keep_criterion": Door("petra", "post"),
    "open_day": Door("petra", "post"),
    "end_deputy": Door("petra", "post"),
    **dict.fromkeys(("merges", "known_asked", "late", "team"), Door(f"{STEERING} hugo", "get")),
    **dict.fromkeys(AGREED, Door("rachid", "post")),
    **{name: Door(*given) for name, given in (AT_EMPLOYERS | AT_SHARING).items()},
}
LOCAL = ("admin", *sorted(set(EVERYONE.split()) - {"admin"}))
AT_TABLE = {"table_presence": "gaat", "case_table_step": "sluiten", "agreement_step": "klaar"}
STEPS = {"placement_step": "kennisgemaakt", **AT_TABLE, **EMPLOYER_STEPS, **SHARING_STEPS}


def address(name, keys):
    route = next(str(one.pattern) for one in urlpatterns if one.name == name)
    wanted = {part: keys.get(part) for part in re.findall(r"<\w+:(\w+)>", route)}
    if "step" in wanted:
        wanted["step"] = STEPS.get(name, "bevestigen")
    return reverse(name, kwargs=wanted)


def addresses(owners):
    """Each address with each owner whose key it may hold; without a key, once."""
    every = product(EXPECTED.items(), owners)
    return [(name, one) for (name, door), one in every if keys_in(door) or one == "anouk"]


def may_enter(door, who, owner, keys):
    named = set(door.who.split())
    by_place = owner != "carmen" or not keys_in(door)
    return by_place and bool(
        who in named
        or ("owner" in named and who == owner)
        or ("giver" in named and who == keys[owner]["giver"])
    )


def keys_in(door):
    name = next(name for name, one in EXPECTED.items() if one is door)
    return "<uuid:" in next(str(one.pattern) for one in urlpatterns if one.name == name)


def person(town, who):
    return town.admin if who == "admin" else town[who]


def ask(client, method, url, body=()):
    """One request, undone afterwards: the next one finds everything as it was."""
    with transaction.atomic():
        answer = getattr(client, method)(url, dict(body))
        transaction.set_rollback(True)
    return answer


standing = made_once(lambda town: (town, keys_and_a_plan(town)))


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def keys(standing, db):
    return deepcopy(standing[1])


@pytest.fixture
def inside(town):
    """A signed-in browser for each of the cast."""
    return {who: sign_in(Client(), person(town, who)) for who in LOCAL}


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(EXPECTED) == {one.name for one in urlpatterns} - DEVICES - BY_CODE


def state_of(town, keys):
    """All rows that somebody in this municipality or the other sees, as one checksum each."""
    from tests.test_walls import TABLES

    row = (
        "select '{0}', coalesce(md5(string_agg(one::text, '|' order by one::text)), '')"
        " from {0} one"
    )
    every = " union all ".join(row.format(one) for one in TABLES)
    found = {}
    for who in LOCAL:
        with acting(person(town, who)), connection.cursor() as cursor:
            cursor.execute(every)
            found[who] = cursor.fetchall()
    with connection.cursor() as cursor:
        cursor.execute(
            "select md5(string_agg(one::text, '|' order by id)) from (select id,"
            " is_active, suspended_at, password from accounts_user) one"
        )
        return found | {"users": cursor.fetchall()}


def fits(answer, door, method, may):
    if may:
        return answer.status_code in ((200, 302) if method == "get" else (302, 409, 422))
    return answer.status_code in (door.no if method == "post" else (403, 404))


@pytest.mark.parametrize("owner", ("anouk", "bilal", "carmen"))
def test_every_door_opens_for_whom_it_should_and_for_nobody_else(town, keys, inside, owner):  # T-93
    """And looking writes the trail and nothing else; and who may not changes nothing by trying."""
    wrong, before, rows = [], written(), state_of(town, keys)
    for method in ("get", "post"):
        for name, who in product([one for one, whose in addresses(keys) if whose == owner], LOCAL):
            door, url = EXPECTED[name], address(name, keys[owner])
            if method not in door.methods.split():
                continue
            may = may_enter(door, who, owner, keys)
            if may and method == "post":
                answer = ask(inside[who], method, url, door.body)
            else:
                answer = getattr(inside[who], method)(url, dict(door.body))
            words = foreign_words(who, answer)
            if words or not fits(answer, door, method, may):
                wrong.append((name, who, method, answer.status_code, words))
        if method == "get":
            grown = {one for one, number in written().items() if number != before.get(one)}
    assert wrong == []
    assert grown == {"audit_entry", "audit_processingline", "audit_waiting"}
    assert state_of(town, keys) == rows


def test_a_door_answers_no_other_method(keys, inside):
    for name, door in EXPECTED.items():
        for method in {"get", "post"} - set(door.methods.split()):
            assert ask(inside["anouk"], method, address(name, keys["anouk"])).status_code == 405


FORMS = sorted(name for name, one in EXPECTED.items() if one.methods == "get post")


def test_an_empty_form_changes_nothing_for_who_may(town, keys, inside):
    before = state_of(town, keys)
    for name, who in product(FORMS, LOCAL):
        if may_enter(EXPECTED[name], who, "anouk", keys):
            answer = inside[who].post(address(name, keys["anouk"]))
            assert answer.status_code == (302 if name == "scan" else 422), (name, who)
    assert state_of(town, keys) == before


def test_nobody_gets_in_without_signing_in(town, keys, client):
    for name, method in product(EXPECTED, ("get", "post")):
        answer = getattr(client, method)(address(name, keys["anouk"]))
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/inloggen/"), name


def test_who_is_suspended_finds_every_door_closed_at_once(town, keys, inside):
    for who in ("anouk", "rachid", "tess"):
        User.objects.filter(pk=person(town, who).user_id).update(suspended_at=timezone.now())
        for name, method in product(EXPECTED, ("get", "post")):
            answer = getattr(inside[who], method)(address(name, keys["anouk"]))
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/inloggen/"), name


GUESTS = dict.fromkeys(("home", "question", "help", "open_sessions"), "get")
GUESTS |= dict.fromkeys(("return_question", "choose_language", "end_sessions"), "post")
GUESTS |= {"guest_question": "get post", "password": "get post"}
"""All that opens for a guest of a partner; of somebody else's question not even that."""


def test_a_guest_finds_every_door_closed_but_his_own(town, keys):  # T-24
    gijs, theirs = sign_in(Client(), town["gijs"]), keys["bilal"]
    for name, method in product(EXPECTED, ("get", "post")):
        answer = ask(gijs, method, address(name, keys["anouk"]))
        may = method in GUESTS.get(name, "").split()
        assert answer.status_code in ((200, 302, 422) if may else (403, 405)), (name, method)
        assert foreign_words("gijs", answer) == [], (name, method)
        if may and keys_in(EXPECTED[name]):
            assert ask(gijs, method, address(name, theirs)).status_code == 404, name


OF_A_FILE = (
    "track log_contact moment details scan closing propose wishes places_for compare_places"
    " place_for"
)


def test_when_access_has_run_out_the_file_is_not_found_and_no_list_names_him(
    town, keys, inside, clock
):
    clock.forward(days=184)
    anouk = inside["anouk"]
    for name in OF_A_FILE.split():
        assert ask(anouk, "get", address(name, keys["anouk"])).status_code == 404, name
        assert ask(anouk, "post", address(name, keys["anouk"])).status_code in (404, 405), name
    for name in ("today", "young_people", "contact", "placement", "signals", "workplaces"):
        text = ask(anouk, "get", address(name, keys["anouk"])).content.decode()
        assert not [one for one in KINDS if f"Meeuw{one}" in text and one != "werk"], name
        assert PHONES["Meeuw"] not in text


def test_each_who_may_gets_the_own_row(town, keys, inside):
    seen = {
        ("anouk", "today"): "Meeuwvoor",
        ("anouk", "young_people"): "Meeuwvoor",
        ("anouk", "contact"): "Meeuwvoor",
        ("anouk", "track"): "Meeuwnotitie",
        ("anouk", "signal"): "Meeuwgeheim",
        ("bilal", "today"): "Reigervoor",
        ("rachid", "team"): "Meeuwroep",
        ("lotte", "team"): "Reigerroep",
        ("rachid", "track"): "Meeuwroep",
        ("tess", "signals"): "Meeuwgeheim",
        ("denzel", "companion_home"): "Reigersamen",
        ("sam", "employer"): "Meeuwbakkerij",
        ("wim", "workplace"): "Meeuwwerk",
        ("admin", "colleagues"): "Rachid",
    }
    for (who, name), word in seen.items():
        assert word in ask(inside[who], "get", address(name, keys["anouk"])).content.decode(), name
