"""What a screen costs: at most eight statements, and as many with 25 rows as with one.

Counted are the session, the user, who acts, the questions and the entry in the trail. Left out are
SAVEPOINT and RELEASE, and the context that is set back at the end: those exist only because a test
nests transactions, and stand for BEGIN and COMMIT outside.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.guests import answer
from houvast.cooperation.reads.own_question import own_question
from houvast.database.context import acting
from houvast.employers.actions import (
    add_employer,
    add_workplace,
    log_conversation,
    note_acquaintance,
    offer_workplace,
)
from houvast.employers.actions.contacts import add_contact
from houvast.employers.rules.employers import ContactFacts, EmployerFacts
from houvast.employers.rules.states import WorkKind
from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.matching.actions import propose_plan
from houvast.placements.actions import propose
from houvast.placements.models import AftercareMoment, Placement
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.actions.steps import add_step
from houvast.tracks.models import Contact, Hold
from houvast.tracks.reads.companions import own_agreements
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import FactKind
from houvast.tracks.rules.steps import StepPlan
from tests.cast import (
    Who,
    ahead,
    live,
    observed,
    open_track,
    place_to_work,
    proposed_track,
    sign_in,
    talk,
)
from tests.companions import introduced, met
from tests.cooperation.guests import ANSWER, with_guest
from tests.cooperation.guests import asked as ask_partner
from tests.cooperation.safe import CHILD, offered, with_safety
from tests.matching.made import wish
from tests.meetings.made import keys_at_table
from tests.standing import made_once
from tests.tracks.glasses import opened_of
from tests.tracks.informs import ask, with_sender
from tests.watching.reported import reported

MOST, MANY = 8, 25
NESTING = ("SAVEPOINT", "RELEASE")


def lived(town):
    """A life, and around it a row of everything that a list can show."""
    made = live(town, "Meeuw")
    receive_signal(by=town.as_("anouk", Purpose.INTAKE), seen=observed(town), who=Who("Wachtende"))
    proposed_track(town, Who("Gevraagde"))
    contact = ContactFacts("Fatima", phone="0600000009")
    fatima = add_contact(by=town["sam"], employer_id=made.employer, facts=contact)
    note_acquaintance(by=town["sam"], contact_id=fatima)
    met(town, introduced(town, made.track))
    wish(town["anouk"], open_track(town, Who("Zoekende")))
    propose_plan(by=town["lotte"], team_id=town.teams["Zuid"])
    with_sender(town["vera"])
    offered(with_safety(town))
    offered(town, CHILD)
    ask(town, made.track)
    town.people["admin"] = town.admin
    guest = with_guest(town)
    words = {"text": ANSWER, "certainty": FactKind.SEEN}
    answer(by=guest, question_id=ask_partner(town, made.track, guest), **words)
    ask_partner(town, made.track, guest)
    return town, made


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def life(standing, db):
    return deepcopy(standing[1])


STEERING = {
    "team": ("rachid", "team"),
    "team_plan": ("lotte", "team_plan"),
    "own_lines": ("anouk", "own_lines"),
    "late": ("rachid", "late"),
    "merges": ("rachid", "merges"),
    "known_asked": ("rachid", "known_asked"),
    "imports": ("rachid", "imports"),
    "imports of work": ("sam", "work_imports"),
    "to code": ("sam", "to_code"),
    "overview": ("petra", "overview"),
    "areas": ("petra", "areas"),
    "programmes": ("petra", "programmes"),
    "country": ("petra", "country"),
    "relations": ("petra", "relations"),
    "need and offer": ("petra", "need_and_offer"),
    "citations": ("petra", "citations"),
    "evidence": ("petra", "evidence"),
    "plans of the municipality": ("petra", "plan_checks"),
    "questions to a plan": ("petra", "plan_questions"),
    "new card of evidence": ("petra", "new_evidence_card"),
    "steering": ("rachid", "steering"),
    "steering of the lead": ("lotte", "steering"),
    "cooperation": ("petra", "cooperation"),
    "chain": ("petra", "chain"),
    "settings": ("petra", "settings"),
    "name_deputy": ("petra", "name_deputy"),
    "leaves": ("anouk", "leaves"),
    "leaves of the team": ("lotte", "leaves"),
    "new leave": ("anouk", "new_leave"),
    "systems": ("anouk", "systems"),
    "links": ("rachid", "links"),
    "access": ("vera", "access"),
    "grounds": ("vera", "grounds"),
    "demands": ("vera", "demands"),
    "signals of safety": ("yara", "safety_signals"),
    "at a zvh": ("rachid", "zvh_cases"),
    "outreach places": ("anouk", "outreach_places"),
    "shift": ("anouk", "shift"),
    "day plan": ("anouk", "day_plan"),
    "refused items": ("anouk", "refused_items"),
    "devices": ("anouk", "devices"),
    "names on devices": ("petra", "device_names"),
    "new signal of safety": ("yara", "new_safety_signal"),
    "new demand": ("vera", "new_demand"),
    "processing": ("vera", "processing"),
    "fields": ("vera", "processing_fields"),
    "along": ("vera", "along"),
    "restricted uses": ("vera", "restricted_uses"),
    "given": ("wim", "given"),
    "partners": ("vera", "partners"),
    "guests": ("vera", "guests"),
    "new guest": ("admin", "new_guest"),
    "new colleague": ("admin", "new_colleague"),
    "teams": ("admin", "teams"),
    "organisation": ("admin", "organisation"),
    "second steps": ("admin", "step_resets"),
    "roles": ("admin", "role_reviews"),
    "roles of others": ("vera", "role_reviews"),
    "limits": ("vera", "limits"),
    "new limit": ("vera", "new_limit"),
    "new hours": ("vera", "new_hours"),
    "ties": ("vera", "ties"),
    "shields": ("rachid", "shields"),
    "access to look at": ("rachid", "access_reviews"),
    "breaches": ("vera", "breaches"),
    "new breach": ("vera", "new_breach"),
    "emergencies": ("bilal", "emergencies"),
    "emergencies of others": ("vera", "emergencies"),
    "emergency": ("bilal", "emergency"),
    "duties": ("vera", "duties"),
    "letter_sender": ("vera", "letter_sender"),
    "events": ("vera", "events"),
    "honey": ("vera", "honey"),
    "late of the lead": ("lotte", "late"),
    "team of the lead": ("lotte", "team"),
}


def guest_screens(town, life):
    """The screens of a question to a guest of a partner, for who asks and for the guest."""
    made = str(own_question(town["gijs"]))
    return {
        "sought_place": ("anouk", reverse("sought_place", args=[life.track])),
        "ask_partner": ("anouk", reverse("ask_partner", args=[life.track])),
        "stop_guest": ("anouk", reverse("stop_guest", args=[made])),
        "care": ("anouk", reverse("care", args=[life.track])),
        "shield": ("anouk", reverse("shield", args=[life.track])),
        "guest_question": ("gijs", reverse("guest_question", args=[made])),
    }


def work_screens(life):
    """The screens of one placement and of all aftercare, for the coach."""
    return {
        "placement": ("anouk", reverse("placement", args=[life.placement])),
        "aftercare": ("anouk", reverse("aftercare")),
        "check_in": ("anouk", reverse("check_in", args=[life.check_in])),
        "yes": ("anouk", reverse("yes", args=[life.consent])),
        "ask_yes": ("anouk", reverse("ask_yes", args=[life.placement])),
    }


def telling_screens(town, life):
    """The screens of telling what we keep, for who tells and for who decides."""
    with acting(town["vera"]):
        hold = Hold.objects.get().pk
    return {
        "informing": ("anouk", reverse("informing", args=[life.track])),
        "told": ("anouk", reverse("told", args=[life.track, "jongere"])),
        "letter": ("anouk", reverse("letter", args=[life.track, "jongere"])),
        "hold": ("vera", reverse("hold", args=[hold])),
        **glass_screens(town, life),
    }


def glass_screens(town, life):
    """One file in an emergency, for who opened it and for who looks at it afterwards."""
    glass = opened_of(town, life.track)
    return {
        "emergency_of_track": ("rachid", reverse("emergency_of_track", args=[life.track])),
        "emergency_file": ("rachid", reverse("emergency_file", args=[glass])),
        "breach": ("vera", reverse("breach", args=[reported(town, town["anouk"].user_id)])),
        "review_emergency": ("vera", reverse("review_emergency", args=[glass])),
    }


def companion_screens(town, life):
    """The screens of the experience expert, of the case table, and of who is near."""
    ship = own_agreements(town["denzel"]).agreements[0].line.id
    return table_screens(town, life) | {
        "private": ("anouk", reverse("private", args=[life.track])),
        "companion_home": ("denzel", reverse("companion_home")),
        "log_session": ("denzel", reverse("log_session", args=[ship])),
        "companion_met": ("anouk", reverse("companion_met", args=[ship])),
        "end_companion": ("anouk", reverse("end_companion", args=[ship])),
        "experts": ("rachid", reverse("experts")),
        "check_expert": ("rachid", reverse("check_expert", args=[town["denzel"].user_id])),
    }


def table_screens(town, life):
    """The screens of an open case table: of who leads it, and of who sits there."""
    table, item, _agreement = keys_at_table(town, "anouk", life.track).values()
    case = reverse("table_case", args=[table, item])
    return {
        "case_tables": ("anouk", reverse("case_tables")),
        "new_case_table": ("rachid", reverse("new_case_table")),
        "case_table": ("rachid", reverse("case_table", args=[table])),
        "case_table of who is there": ("anouk", reverse("case_table", args=[table])),
        "table_case": ("rachid", case),
        "table_case of who is there": ("anouk", case),
        "zvh": ("rachid", reverse("zvh", args=[life.track])),
        "case_people": ("rachid", reverse("case_people", args=[item])),
        "invitation": ("rachid", reverse("invitation", args=[table, town["anouk"].user_id])),
    }


def compared(town, life):
    """Two workplaces that this young person may compare."""
    other = place_to_work(town, "Naast")
    address = reverse("compare_places", args=[life.track])
    return f"{address}?plek={life.workplace}&plek={other}"


def screens(town, life):
    """Each screen, with who looks at it."""
    with acting(town["tess"]):
        from houvast.tracks.models import Signal

        waiting = Signal.objects.filter(state="received").order_by("received_at")[0].pk
    with acting(town["anouk"]):
        contact = Contact.objects.filter(track=life.track).order_by("recorded_at")[0].pk
    return {name: (who, reverse(to)) for name, (who, to) in STEERING.items()} | {
        "today": ("anouk", reverse("today")),
        "young_people": ("anouk", reverse("young_people")),
        "find": ("anouk", reverse("find") + "?q=ee"),
        "find of who steers": ("rachid", reverse("find") + "?q=ee"),
        "track": ("anouk", reverse("track", args=[life.track])),
        "merge": ("rachid", reverse("merge", args=[life.track])),
        "known_here": ("bilal", reverse("known_here")),
        "correct_contact": ("anouk", reverse("correct_contact", args=[contact])),
        "plan": ("anouk", reverse("plan", args=[life.track])),
        "step": ("anouk", reverse("step", args=[life.step])),
        "tasks": ("anouk", reverse("tasks")),
        "track of who steers": ("rachid", reverse("track", args=[life.track])),
        "all of one": ("rachid", reverse("hand_over_all", args=[town["anouk"].user_id])),
        "signals": ("tess", reverse("signals")),
        "signal": ("tess", reverse("signal", args=[waiting])),
        "wishes": ("anouk", reverse("wishes", args=[life.track])),
        "places for": ("anouk", reverse("places_for", args=[life.track])),
        "compare places": ("anouk", compared(town, life)),
        "place for": ("anouk", reverse("place_for", args=[life.track, life.workplace])),
        "choice": ("anouk", reverse("choice", args=[life.choice])),
        **work_screens(life) | guest_screens(town, life),
        **companion_screens(town, life) | telling_screens(town, life),
        "employers": ("sam", reverse("employers")),
        "employer": ("sam", reverse("employer", args=[life.employer])),
        "workplaces": ("anouk", reverse("workplaces")),
        "workplace": ("anouk", reverse("workplace", args=[life.workplace])),
        "work_day": ("sam", reverse("work_day")),
        "broker_home": ("bas", reverse("broker_home")),
        "questions": ("sam", reverse("questions")),
        "missing": ("anouk", reverse("missing")),
    }


def asked(town, who, url):
    """The statements of one request."""
    browser = sign_in(Client(), town[who])
    with CaptureQueriesContext(connection) as all_asked:
        assert browser.get(url).status_code == 200
    texts = [one["sql"] or "kept" for one in all_asked]  # of a kept plan there is no text any more
    told = [one for one in texts if not one.startswith(NESTING)]
    assert "set_config" in told[-1]
    return told[:-1]


def costs(town, life):
    return {name: len(asked(town, *look)) for name, look in screens(town, life).items()}


def fill(town, life):
    """Twenty-five of everything that a screen can show."""
    anouk, sam, today = town["anouk"], town["sam"], timezone.localdate()
    for number in range(MANY):
        wish(anouk, open_track(town, Who(f"Jongere {number}")))
        log_contact(by=anouk, track_id=life.track, talk=talk(note=f"{number}"), ahead=ahead(3))
        who = Who(f"Wachtende {number}")
        receive_signal(by=town.as_("anouk", Purpose.INTAKE), seen=observed(town), who=who)
        employer = add_employer(by=sam, facts=EmployerFacts(f"Bedrijf {number}"))
        what = WorkplaceFacts(f"Werk {number}", WorkKind.REGULAR_JOB, 16, 24)
        place = add_workplace(by=sam, employer_id=employer, facts=what)
        offer_workplace(by=sam, workplace_id=place)
        add_workplace(by=sam, employer_id=life.employer, facts=what)
        log_conversation(by=sam, employer_id=life.employer, on=today, about=f"Gesprek {number}")
        propose(by=anouk, track_id=life.track, workplace_id=place)
        add_step(by=anouk, track_id=life.track, step=StepPlan(LifeDomain.WORK, f"Stap {number}"))
    for number in range(0, 250, 10):
        first, last = today + timedelta(days=number), today + timedelta(days=number + 8)
        who = [StandIn(town["bilal"].user_id, first, last)]
        enter_leave(by=anouk, user_id=anouk.user_id, first=first, last=last, stand_ins=who)
    propose_plan(by=town["lotte"], team_id=town.teams["Zuid"])
    ship = own_agreements(town["denzel"]).agreements[0].line.id
    for _ in range(MANY):
        met(town, ship)
    for number in range(6):
        proposed_track(town, Who(f"Vraag {number}"))
    for number in range(4):
        words = {"text": f"Antwoord {number} van de school", "certainty": FactKind.SEEN}
        answer(by=town["gijs"], question_id=own_question(town["gijs"]), **words)
        ask_partner(town, life.track, town["gijs"])


def test_no_screen_costs_more_than_eight_statements_and_sets_who_acts_once(town, life):
    """And each look leaves one entry."""
    for name, look in screens(town, life).items():
        told = asked(town, *look)
        assert len(told) <= MOST, name
        assert sum("set_config" in one for one in told) == 1, name
        assert sum('INSERT INTO "audit_entry"' in one for one in told) == 1, name


@pytest.mark.python
def test_a_screen_costs_the_same_with_many_rows_as_with_few_and_shows_them(town, life):
    few = costs(town, life)
    fill(town, life)
    assert costs(town, life) == few
    with acting(town["anouk"]):
        assert Placement.objects.count() > MANY and AftercareMoment.objects.count() == 16
    looks = screens(town, life)
    for name, word in (
        ("today", "Jongere 24"),
        ("team", "Jongere 0"),
        ("own_lines", "Jongere 24"),
        ("signals", "Wachtende 7"),
        ("tasks", "Stap 24"),
        ("tasks", "Antwoord 3"),
        ("ask_partner", "Antwoord 3"),
    ):
        who, url = looks[name]
        assert word in sign_in(Client(), town[who]).get(url).content.decode(), name
