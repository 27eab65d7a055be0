"""Nothing of a reason of Veiligheid leaves its compartment: planted, and looked for everywhere.

Each field of a text gets a word that stands nowhere else. Then help is offered, the college takes
it up, and the words are looked for in every row of every other table, on pages, in the API and in
what is exported of the trail.
"""

from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from houvast.accounts.rules import Purpose, Role, Scope
from houvast.audit.actions import recorded
from houvast.cooperation.actions import safety as act
from houvast.cooperation.models import HelpOffer, SafetySignal
from houvast.cooperation.rules.safety import SafetySource
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.sharing.actions.tokens import make_token
from houvast.tracks.actions.signals import Who, start_triage
from houvast.tracks.actions.tracks import Proposal, accept_track, take_up
from houvast.tracks.models import Signal, Track
from houvast.tracks.rules.signals import Necessity
from houvast.web.menus import MENUS
from tests.cast import ANSWERS, offer_of, sign_in
from tests.conftest import as_owner
from tests.cooperation.safe import (
    CHILD,
    GROWN,
    NAMED,
    entered,
    given,
    noticed,
    offered,
    police_may,
    with_safety,
)
from tests.standing import made_once

APART = {
    "cooperation_safetysignal",
    "cooperation_safetyname",
    "cooperation_policefacts",
}
WORDS = "gedrag politie functie ja nodig weegt minder terug niets achter"
MARKS = {name: f"zaad{name}kiem" for name in WORDS.split()}
"""A word for each text of the compartment; the last stands in a name that was not given."""


def lived(town):
    """Two offers: one of what a guard saw, which the college took up; one of what police gave."""
    with_safety(town)
    police_may(town)
    yara, stan = town["yara"], town["stan"]
    who = Who(GROWN.nickname, "", MARKS["achter"], GROWN.birth_date, GROWN.phone)
    behaviour = f"Stond daar met {MARKS['gedrag']} in de hand."
    first = entered(town, who, behaviour=behaviour)
    why = Necessity(*(f"Omdat {MARKS[one]} zo is." for one in ("nodig", "weegt", "minder")))
    what = {"answers": why, "what": NAMED}
    act.start_safety_triage(by=yara, signal_id=first, is_private=False)
    act.offer_help(by=yara, signal_id=first, **what)
    taken = taken_up(town)
    seen = noticed(
        town, behaviour=f"De politie zag {MARKS['politie']}.", source=SafetySource.POLICE
    )
    came = given(officer=f"Chef {MARKS['functie']}")
    second = act.receive_safety_signal(by=yara, seen=seen, who=CHILD, given=came)
    act.start_safety_triage(by=yara, signal_id=second, is_private=False)
    with recorded(yara, "tests.day") as at:
        today = at.today
    officer = f"Officier {MARKS['ja']}"
    act.note_police_yes(by=yara, signal_id=second, on=today, officer=officer)
    act.offer_help(by=yara, signal_id=second, holds_police=True, **what)
    again = {"signal_id": second, "holds_police": True}
    act.send_offer_back(by=stan, reason=f"Eerst {MARKS['terug']} vragen.", **again)
    act.offer_help(by=yara, **again, **what)
    act.agree_offer(by=stan, signal_id=second)
    third = entered(town, who, behaviour=behaviour)
    act.start_safety_triage(by=yara, signal_id=third, is_private=False)
    nothing = f"Er is al {MARKS['niets']} geregeld."
    act.turn_down_safety(by=yara, signal_id=third, reason=nothing)
    return town, taken, (first, second, third)


def taken_up(town):
    """The college took up what was offered, for a reason of its own, and a coach began."""
    with acting(town["tess"]):
        entry = Signal.objects.get().pk
    start_triage(by=town["tess"], signal_id=entry)
    asked = Proposal(town["rachid"].user_id, town["anouk"].user_id, "Kent de buurt.")
    answers = {"answers": ANSWERS, "proposal": asked, "criterion": town.criterion}
    track = take_up(by=town["tess"], signal_id=entry, who=Who(), **answers)
    accept_track(by=town["anouk"], offer_id=offer_of(town["anouk"], track))
    return entry, track


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def taken(standing, db):
    return standing[1]


def tables(owner):
    found = owner.execute(
        "select c.relname from pg_class c where c.relkind = 'r'"
        " and c.relnamespace = 'public'::regnamespace"
    )
    return sorted(name for (name,) in found)


def holding(owner, words, among=()):
    """The tables of which a row, as a whole, has one of the words: seen by nobody's policies."""
    found = set()
    with owner.transaction(force_rollback=True):
        for table in among or tables(owner):
            owner.execute(f'alter table "{table}" no force row level security')
            hit = f'select exists (select from "{table}" one where one::text ilike any (%s))'
            if owner.execute(hit, [[f"%{word}%" for word in words]]).fetchone()[0]:
                found.add(table)
    return found


def test_no_table_outside_the_compartment_holds_a_word_of_it(standing):  # T-13
    with as_owner() as owner:
        assert holding(owner, MARKS.values()) == APART, "and they are found where they should be"
        lost = [one for one in MARKS.values() if not holding(owner, [one], APART)]
        assert lost == ["zaadterugkiem"], "what the second person said goes with a new offer"
        first, second, third = standing[2]
        keys = [str(one) for one in (first, second, third)]
        assert holding(owner, keys) <= APART | {"audit_entry"}, "no key leads back"


def test_what_the_offer_made_names_no_person_of_the_compartment(standing):
    with as_owner() as owner, owner.transaction(force_rollback=True):
        for one in tables(owner):
            owner.execute(f'alter table "{one}" no force row level security')
        persons = [str(one) for (one,) in owner.execute(
            "select id from people_person where controller = 'burgemeester'"
        )]  # fmt: skip
    trail = {"audit_entry", "audit_processingline", "audit_waiting"}
    kept = APART | trail | {"people_person", "sharing_tie"}
    with as_owner() as owner:
        assert len(persons) == 3 and holding(owner, persons) <= kept


@pytest.mark.parametrize("who", ["tess", "rachid", "anouk", "vera"])
def test_no_page_of_the_college_says_a_word_of_it(town, taken, who):
    client, (entry, track) = sign_in(Client(), town[who]), taken
    more = [reverse("signal", args=[entry]), reverse("track", args=[track])]
    more += [f"{reverse('signals')}?weergave={one}" for one in ("answered", "late", "referred")]
    with acting(town["tess"]):
        waits = Signal.objects.get(state="received").pk
    more += [reverse("signal", args=[waits]), reverse("take_up", args=[waits])]
    for address in [*(reverse(one.to) for one in MENUS[Role(town[who].role)]), *more]:
        answer = client.get(address)
        text = answer.content.decode(errors="ignore").lower()
        assert not [word for word in MARKS.values() if word in text], address


def test_the_triage_of_the_college_hears_whom_and_from_whom(town, taken):
    with acting(town["tess"]):
        waits = Signal.objects.get(state="received").pk
    text = sign_in(Client(), town["tess"]).get(reverse("signal", args=[waits])).content.decode()
    assert "Mist" in text and "Veiligheid" in text and "Contact aanbieden" in text


def test_the_api_and_the_export_of_the_trail_say_no_word_of_it(town, taken):
    scopes = [Scope.SIGNALS_READ]
    made = make_token(by=town["tess"], name="Lezer", purpose=Purpose.INTAKE, scopes=scopes)
    for path in ("signals", "signals?view=answered", f"signals/{taken[0]}"):
        answer = Client().get(f"/api/v1/{path}", headers={"authorization": f"Bearer {made.secret}"})
        assert answer.status_code == 200, answer.content
        assert not [one for one in MARKS.values() if one in answer.content.decode()]


COUNTS = "select " + ", ".join(
    f"(select count(*) from {one})" for one in (*sorted(APART), "cooperation_helpoffer")
)


def counted(by):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(COUNTS)
        return cursor.fetchone()


def test_under_every_purpose_raw_sql_reaches_nothing_of_it(town):  # T-13, T-89
    records = {("tess", "intake"): 2, ("vera", "subject_rights"): 3}
    for who, purpose in ((who, one) for who in town.people for one in (*Purpose, "")):
        one = town[who]
        found = counted(Actor(one.user_id, one.municipality_id, one.role, str(purpose)))
        inside = one.role == Role.SAFETY_TRIAGE and purpose == Purpose.SAFETY_TRIAGE
        wanted = (1, 3, 3, 3) if inside else (0, 0, 0, records.get((who, str(purpose)), 0))
        assert found == wanted, (who, purpose)


def test_who_is_of_veiligheid_reaches_nothing_of_the_college(town):
    yara, person = town["yara"], ("people_nickname", "people_identity", "tracks_signal")
    more = (
        "tracks_rung",
        "tracks_notice",
        "tracks_signalfacts",
        "tracks_track",
        "tracks_contact",
        "cooperation_sharing",
    )
    every = " union all ".join(f"select 1 from {one}" for one in (*person, *more))
    for purpose in (*Purpose, ""):
        by = Actor(yara.user_id, yara.municipality_id, yara.role, str(purpose))
        with acting(by), connection.cursor() as cursor:
            cursor.execute(f"select count(*) from ({every}) one")
            assert cursor.fetchone() == (0,), purpose


def refused(by, sql, *values):
    """Whether the database says no; nothing stays of the try."""
    with acting(by), pytest.raises(DatabaseError) as why, transaction.atomic():
        cursor = connection.cursor()
        cursor.execute(sql, values)
        if cursor.rowcount == 0:
            raise DatabaseError("nothing was there to change")
    return str(why.value)


def test_the_college_sends_changes_and_enters_nothing(town):
    with acting(town["yara"]):
        offer = HelpOffer.objects.filter(state="sent")[0].pk
    send = "select cooperation_send_offer(%s, houvast_today(), houvast_today(), houvast_today())"
    for who in ("tess", "rachid", "anouk", "vera", "petra"):
        assert "only the triage" in refused(town[who], send, offer)
        assert refused(town[who], "update cooperation_helpoffer set told_on = null")
        assert refused(town[who], "update cooperation_safetysignal set answer = 'x'")
    enter = (
        "insert into tracks_signalfacts (signal_id, municipality_id, controller, destroy_on,"
        " behaviour, kind, opinion, source, observed_on, necessity, proportionality, subsidiarity,"
        " answer) select id, municipality_id, 'college', destroy_on, '', 'decision', '', 'safety',"
        " houvast_today(), '', '', '', '' from tracks_signal limit 1"
    )
    assert "row-level security" in refused(town["tess"], enter)


def test_veiligheid_itself_cannot_go_round_the_record(town):
    yara, stan = town["yara"], town["stan"]
    waits = offered(town, CHILD)
    with acting(yara):
        one = SafetySignal.objects.get(pk=waits)
        person, offer = one.person_id, one.offer_id
    sets = "update cooperation_helpoffer set"
    send = "select cooperation_send_offer(%s, houvast_today(), houvast_today(), houvast_today())"
    sent = f"{sets} state = 'sent', sent_at = now(), tell_by = houvast_today()"
    for by, sql, why, *values in (
        (yara, f"{sets} second_id = decided_by_id where id = %s", "second_person_looks", offer),
        (yara, f"{sets} needs_second = false where id = %s", "stays as it was decided", offer),
        (yara, f"{sets} what = array['phone'] where id = %s", "stays as it was decided", offer),
        (stan, f"{sent} where id = %s", "stays as it was decided", offer),
        (yara, send, "sent_after_who_looks_along", offer),
        (yara, "update cooperation_safetysignal set behaviour = 'x' where id = %s", "step by step",
         waits),
        (yara, "update cooperation_safetysignal set answered_by_id = entered_by_id,"
         " state = 'taken_up' where id = %s", "with a record", waits),
        (yara, "update cooperation_safetyname set birth_date = '2000-01-01' where person_id = %s",
         "nothing was there", person),
    ):  # fmt: skip
        assert why in refused(by, sql, *values), sql


def test_an_offer_has_no_room_for_a_text(db):
    """Each column is a key, a day, a yes or no, or one of a list: a hint fits nowhere."""
    free = [
        one.name
        for one in HelpOffer._meta.get_fields()
        if one.get_internal_type() in ("TextField", "CharField")
        and not getattr(one, "choices", None)
        and one.name not in ("ground", "told_words")
    ]
    assert free == [] and HelpOffer._meta.get_field("told_words").max_length == 5


def test_a_person_of_the_mayor_is_found_by_nobody_who_asks(town):
    """ "Bekend hier?" looks among the names of the college, and these are not there."""
    with as_owner() as owner, owner.transaction(force_rollback=True):
        owner.execute('alter table "people_identity" no force row level security')
        found = owner.execute(
            "select count(*) from people_identity i join people_person p on p.id = i.person_id"
            " where p.controller = 'burgemeester'"
        ).fetchone()
    assert found == (0,)


def test_the_track_that_came_of_it_says_the_reason_of_the_college(town, taken):
    with acting(town["anouk"]):
        assert Track.objects.get(pk=taken[1]).signal_id == taken[0]
    text = sign_in(Client(), town["anouk"]).get(reverse("track", args=[taken[1]])).content.decode()
    assert "vraagt om hulp" in text and "Veiligheid" not in text


def test_the_day_after_the_privacy_officer_sees_that_nobody_told(town, clock):  # T-35
    clock.forward(days=1)
    page = sign_in(Client(), town["vera"]).get(reverse("duties")).content.decode()
    assert "Veiligheid vertelde het nog niet" in page and "Yara" in page and "Wolk" not in page
