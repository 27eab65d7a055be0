"""A shielded track answers no and tells its lead coach; it ends by itself, and is lifted (T-06)."""

from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.cooperation.actions.shielding import lift_shield, shield, tell_of_shielded
from houvast.cooperation.models import Shield, ShieldedQuestion
from houvast.cooperation.reads.shielding import shield_page, shields_page
from houvast.cooperation.rules import shielding as rules
from houvast.cooperation.rules.shielding import ASKED_KEPT, LONGEST, ShieldReason
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.actions.known import Answer, ask_known_here
from houvast.tracks.models import KnownQuestion, Notice
from houvast.tracks.rules.known import PER_DAY, AskedFor, Question
from tests.cast import ILIAS, open_track, sign_in
from tests.noted import noted
from tests.standing import made_once

DAY = timedelta(days=1)
ASK = Question(
    "Voorbeeld", ILIAS.birth_date, AskedFor.SIGNAL, "Staat elke dag bij het jongerenwerk."
)


def lived(town):
    return town, open_track(town)


standing = made_once(lived)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing[0])


@pytest.fixture
def track(standing, db):
    return standing[1]


def shielded(town, track, **changes):
    what = {"reason": ShieldReason.HARM, "until": timezone.localdate() + 9 * DAY}
    return shield(by=town["anouk"], track_id=track, **{**what, **changes})


def ask(town, who="bilal"):
    return ask_known_here(by=town.as_(who, Purpose.KNOWN_HERE), question=ASK)


def told(town, who):
    with acting(town[who]):
        return sorted(Notice.objects.values_list("kind", flat=True))


def net(town):
    return safety_net(town.admin.municipality_id)


@pytest.mark.parametrize("who", ["bilal", "wim", "rachid", "tess", "anouk"])
def test_who_asks_hears_no_and_nothing_else(town, track, who):  # T-06
    assert ask(town).is_known
    shielded(town, track)
    left = PER_DAY - (2 if who == "bilal" else 1)
    assert ask(town, who) == Answer(False, "", "", "", left)


def test_the_lead_coach_is_told_who_asked_and_nobody_else(town, track):  # T-06
    shielded(town, track)
    assert not ask(town).is_known and "shield_asked" not in told(town, "anouk")
    assert tell_of_shielded(by=net(town)) == 1
    assert tell_of_shielded(by=net(town)) == 0, "twice tells once"
    assert told(town, "anouk").count("shield_asked") == 1
    with acting(net(town)):
        (row,) = ShieldedQuestion.objects.all()
        assert row.destroy_on == timezone.localdate() + ASKED_KEPT
    (asked,) = shield_page(town["anouk"], track).asked
    assert asked.name == "Bilal"
    assert "shield_asked" not in told(town, "bilal") + told(town, "rachid")


def test_steering_and_the_trail_do_not_say_that_it_was_shielded(town, track):
    shielded(town, track)
    left = []
    with noted(lambda entry: left.append((entry.verb, entry.refusal))):
        ask(town)
    assert ("tracks.known_here_asked", "") in left
    with acting(town["rachid"]):
        assert list(KnownQuestion.objects.values_list("was_known", flat=True)) == [False]


def test_both_answers_take_the_same_road(town, track):  # T-06
    """One statement, and the same rows: of the question, of the trail and for the lead coach."""

    def asked():
        before = rows_of()
        with CaptureQueriesContext(connection) as statements:
            ask(town)
        return len(statements), [now - then for now, then in zip(rows_of(), before, strict=True)]

    yes = asked()
    shielded(town, track)
    assert yes == asked() and all(yes[1])
    with acting(net(town)):
        assert ShieldedQuestion.objects.count() == 1, "of who is shielded; the other is of nobody"


def rows_of():
    """How many rows an answer has written by now, by what the server counts for each table."""
    tables = ("tracks_knownquestion", "audit_entry", "cooperation_shieldedquestion")
    counts = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("select pg_stat_get_xact_tuples_inserted(%s::regclass)", [table])
            counts.append(cursor.fetchone()[0])
    return counts


def test_it_ends_by_itself_and_when_it_is_lifted(town, track, clock):
    shielded(town, track)
    clock.forward(days=9)
    assert not ask(town).is_known, "the last day counts"
    clock.forward(days=1)
    assert ask(town).is_known and shield_page(town["anouk"], track).shield is None
    again = shielded(town, track, until=timezone.localdate() + 40 * DAY)
    assert not ask(town).is_known
    assert lift_shield(by=town["anouk"], shield_id=again) == track
    assert ask(town).is_known


def test_who_steers_is_told_sees_it_and_lifts_it(town, track):  # T-06
    made = shielded(town, track)
    assert "shielded" in told(town, "lotte") + told(town, "rachid")
    (line,) = shields_page(town["rachid"]).shields
    assert (line.id, line.made_by, line.reason) == (made, "Anouk", ShieldReason.HARM)
    lift_shield(by=town["rachid"], shield_id=made)
    assert shields_page(town["rachid"]).shields == () and ask(town).is_known
    with pytest.raises(Refused) as no:
        lift_shield(by=town["rachid"], shield_id=made)
    assert no.value.reason == rules.OVER


def test_what_cannot_be_is_said_beside_its_field(town, track):
    today = timezone.localdate()
    for until in (today, today - DAY, today + LONGEST + DAY):
        with pytest.raises(Refused) as no:
            shielded(town, track, until=until)
        assert no.value.field == "until"
    key = uuid4()
    assert shielded(town, track, key=key) == shielded(town, track, key=key) == key
    with pytest.raises(Refused) as no:
        shielded(town, track)
    assert no.value.reason == rules.RUNS


@pytest.mark.parametrize("who", ["bilal", "wim", "tess", "petra", "vera", "sam"])
def test_nobody_else_shields_lifts_or_hears_of_it(town, track, who):  # T-06
    made = shielded(town, track)
    ask(town)
    for do in (
        lambda by: shield_page(by, track),
        lambda by: shields_page(by),
        lambda by: lift_shield(by=by, shield_id=made),
        lambda by: shield(
            by=by, track_id=track, reason=ShieldReason.KIN, until=timezone.localdate() + DAY
        ),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            do(town[who])
    for purpose in Purpose:
        by = type(town[who])(
            town[who].user_id, town[who].municipality_id, town[who].role, purpose.value
        )
        with acting(by):
            assert not Shield.objects.exists() and not ShieldedQuestion.objects.exists()


COPY = (
    "insert into cooperation_shield (id, municipality_id, controller, destroy_on, person_id,"
    " track_id, reason, from_on, until_on, made_by_id)"
    " select gen_random_uuid(), municipality_id, controller, destroy_on, person_id, id, 'kin',"
    " houvast_today() + {since}, houvast_today() + {until}, {who} from tracks_track"
)


def raw(by, sql):
    with acting(by), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize(
    ("since", "until", "whose"),
    [(0, 93, "anouk"), (-1, 9, "anouk"), (0, 0, "anouk"), (0, 9, "bilal")],
)
def test_raw_a_shield_begins_today_ends_in_time_and_is_of_who_makes_it(
    town, track, since, until, whose
):  # T-06
    sql = COPY.format(since=since, until=until, who=f"'{town[whose].user_id}'")
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(town["anouk"], sql)


def test_raw_a_shield_only_ends_and_nobody_writes_or_reads_who_asked(town, track):  # T-06
    shielded(town, track)
    ask(town)
    longer = "update cooperation_shield set until_on = until_on + 1"
    with pytest.raises(DatabaseError), transaction.atomic():
        raw(town["anouk"], longer)
    for sql in (
        "insert into cooperation_shieldedquestion (id, municipality_id, controller, destroy_on, at)"
        f" values (gen_random_uuid(), '{town.admin.municipality_id}', 'college',"
        " houvast_today(), houvast_now())",
        "delete from cooperation_shield",
        "delete from cooperation_shieldedquestion",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            raw(town["anouk"], sql)
    by = town.as_("bilal", Purpose.KNOWN_HERE)
    assert raw(by, "select from cooperation_shieldedquestion") == 0


def test_on_screen(town, track):
    anouk, address = sign_in(Client(), town["anouk"]), reverse("shield", args=[track])
    wrong = anouk.post(address, {})
    assert wrong.status_code == 422
    sent = {"reason": "hidden", "until": (timezone.localdate() + 5 * DAY).isoformat()}
    assert anouk.post(address, sent | {"key": str(uuid4())}).status_code == 302
    ask(town)
    page = anouk.get(address).content.decode()
    assert "geheim is" in page and "Bilal" in page
    lotte = sign_in(Client(), town["lotte"])
    steering = lotte.get(reverse("shields")).content.decode()
    assert "geheim is" in steering and "Bilal" not in steering
    (made,) = shields_page(town["lotte"]).shields
    gone = lotte.post(reverse("lift_shield", args=[made.id]))
    assert gone.url == reverse("shields") and ask(town).is_known
