"""An offer of Veiligheid is taken back before an answer, and put right after it (T-13, T-23)."""

from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.cooperation.actions import safety as act
from houvast.cooperation.actions.mending import confirm_correction, mend_offer
from houvast.cooperation.models import EntryCorrection, HelpOffer
from houvast.cooperation.reads import safety as reads
from houvast.cooperation.reads.offers import entries_page, telling_page
from houvast.cooperation.rules import safety as rules
from houvast.cooperation.rules.safety import Mend, OfferState, Reach, SafetyView
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.meetings.reads.agreements import own_tasks
from houvast.people.models import Identity, Nickname
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import Who, start_triage, turn_down
from houvast.tracks.actions.tracks import Proposal, accept_track, take_up
from houvast.tracks.models import Rung, Signal, Track
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.notices import post_box
from houvast.tracks.reads.overdue import overdue_page
from houvast.tracks.reads.signal_list import WHAT_WAITS
from houvast.tracks.reads.signals import signal_page
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.notices import NoticeKind
from tests.cast import ANSWERS, offer_of, sign_in
from tests.cooperation.safe import CHILD, offered, with_safety
from tests.standing import made_once

WITHDRAWN, CORRECTED = True, False
WHY = "Hij heeft al een coach bij school."
standing = made_once(with_safety)


@pytest.fixture
def town(standing, db):
    return deepcopy(standing)


def refused(do, *values, **more):
    with pytest.raises(Refused) as why:
        do(*values, **more)
    return why.value


def entry(town):
    with acting(town["tess"]):
        return Signal.objects.get(facts__source="safety").pk


def mend(town, key, why=Mend.MISTAKEN, wrong=(), who="yara"):
    return mend_offer(by=town[who], signal_id=key, why=why, wrong=wrong)


def taken_up(town):
    """The triage takes it up, and anouk leads the track."""
    key = entry(town)
    start_triage(by=town["tess"], signal_id=key)
    asked = Proposal(town["rachid"].user_id, town["anouk"].user_id, "Kent de buurt.")
    answers = {"answers": ANSWERS, "proposal": asked, "criterion": town.criterion}
    track = take_up(by=town["tess"], signal_id=key, who=Who(), **answers)
    accept_track(by=town["anouk"], offer_id=offer_of(town["anouk"], track))
    return track


def wrong_for(town, who):
    if who == "tess":
        return entries_page(town[who], WHAT_WAITS)[1]
    return own_tasks(town.as_(who, Purpose.GUIDANCE)).wrong.entries


def told(town, name):
    return [one.kind for one in post_box(town[name]).notices]


def state(town, key):
    return reads.safety_signal_page(town["yara"], key).line.offer


@pytest.mark.parametrize("begun", [False, True])
def test_before_an_answer_it_is_gone_everywhere_at_once(town, begun):
    key, at_college = offered(town), entry(town)
    if begun:
        start_triage(by=town["tess"], signal_id=at_college)
    assert mend(town, key) is WITHDRAWN
    for who, purpose in (("tess", "INTAKE"), ("rachid", "INTAKE"), ("vera", "SUBJECT_RIGHTS")):
        with pytest.raises(NotFound):
            signal_page(town.as_(who, Purpose[purpose]), at_college)
    assert entries_page(town["tess"], WHAT_WAITS)[0].rows == ()
    with acting(town["tess"]):
        left = [one.objects.count() for one in (Signal, Nickname, Identity, HelpOffer)]
    assert left == [0, 0, 0, 0]
    assert told(town, "tess") == [NoticeKind.ENTRY_WITHDRAWN] and wrong_for(town, "tess") == ()
    for do in (start_triage, lambda **one: turn_down(reason=WHY, **one)):
        with pytest.raises((NotFound, Refused)):
            do(by=town["tess"], signal_id=at_college)


def test_what_was_late_asks_nobody_any_more(town, clock):
    key, net = offered(town), safety_net(town.admin.municipality_id)
    clock.forward(days=15)
    climb_ladder(by=net)
    assert [one.cause for one in overdue_page(town["rachid"]).lines] == ["signal"]
    mend(town, key)
    assert overdue_page(town["rachid"]).lines == () and not climb_ladder(by=net)
    with acting(net):
        assert not Rung.objects.exists()


def test_the_record_stays_and_who_it_is_about_still_hears_it(town, clock):  # T-34
    key = offered(town)
    mend(town, key, Mend.LAPSED, who="stan")
    page = reads.safety_signal_page(town["yara"], key)
    assert page.line.offer is OfferState.WITHDRAWN and page.offer.mended_for is Mend.LAPSED
    assert page.offer.sent_on and page.may_tell and not page.may_mend
    assert refused(mend, town, key).reason == rules.ALREADY_MENDED
    with acting(town["vera"]):
        assert HelpOffer.objects.get().state == "withdrawn"
    clock.forward(days=1)
    assert len(telling_page(town["vera"])[1]) == 1, "it was given, so he hears that"
    tell = {"how": TellChannel.IN_PERSON, "language": Language.DUTCH}
    act.tell_of_offer(by=town["yara"], signal_id=key, on=timezone.localdate(), **tell)
    assert telling_page(town["vera"])[1] == ()


def test_what_was_told_before_can_be_taken_back_after(town):
    key = offered(town)
    tell = {"how": TellChannel.IN_PERSON, "language": Language.DUTCH}
    act.tell_of_offer(by=town["yara"], signal_id=key, on=timezone.localdate(), **tell)
    assert mend(town, key) is WITHDRAWN


def test_what_waits_for_a_second_person_is_decided_anew(town):
    key = offered(town, CHILD)
    assert refused(mend, town, key, Mend.WRONG, [Reach.PHONE]).field == "why"
    assert mend(town, key) is WITHDRAWN
    page = reads.safety_signal_page(town["yara"], key)
    assert page.may_answer and page.offer is None and told(town, "tess") == []
    act.offer_help(by=town["yara"], signal_id=key, answers=ANSWERS, what=(Reach.NICKNAME,))
    assert state(town, key) is OfferState.DECIDED


def test_after_an_answer_who_has_it_is_told_and_says_that_it_is_done(town):  # T-23
    key = offered(town)
    track = taken_up(town)
    assert mend(town, key, Mend.WRONG, [Reach.PHONE]) is CORRECTED
    (mine,), (theirs,) = wrong_for(town, "anouk"), wrong_for(town, "tess")
    assert (mine.track_id, mine.name, mine.wrong) == (track, "Wolk", (Reach.PHONE,))
    assert (theirs.track_id, theirs.name) == (None, ""), "the triage reads nothing of the track"
    assert mine.due > timezone.localdate()
    assert NoticeKind.ENTRY_CORRECTED in told(town, "anouk") and told(town, "lotte") == []
    with acting(town.as_("anouk", Purpose.GUIDANCE)):
        assert Track.objects.filter(pk=track).exists(), "the track goes on"
    confirm_correction(town.as_("anouk", Purpose.GUIDANCE), mine.id)
    assert wrong_for(town, "anouk") == () and len(wrong_for(town, "tess")) == 1
    confirm_correction(town["tess"], theirs.id)
    assert wrong_for(town, "tess") == ()
    assert "al gedaan" in refused(confirm_correction, town["tess"], theirs.id).reason


def test_who_may_not_see_it_confirms_nothing(town):
    key = offered(town)
    taken_up(town)
    mend(town, key)
    mine = wrong_for(town, "anouk")[0].id
    for who in ("bilal", "tess", "wim", "yara", "rachid", "vera"):
        with pytest.raises((NotFound, NotAllowed)):
            confirm_correction(town[who], mine)
    for who in ("tess", "anouk", "vera", "lotte"):
        with pytest.raises((NotFound, NotAllowed)):
            mend(town, key, who=who)


def test_veiligheid_learns_nothing_of_the_answer(town):
    """Taken up or turned down is the same to it: answered."""
    key = offered(town)
    start_triage(by=town["tess"], signal_id=entry(town))
    turn_down(by=town["tess"], signal_id=entry(town), reason=WHY)
    assert mend(town, key, Mend.LAPSED) is CORRECTED
    assert len(wrong_for(town, "tess")) == 1
    with acting(town["yara"]), connection.cursor() as cursor:
        cursor.execute("select count(*) from cooperation_entrycorrection")
        assert cursor.fetchone() == (0,)
    with acting(town["yara"]), connection.cursor() as cursor:
        cursor.execute("select count(*) from tracks_signal")
        assert cursor.fetchone() == (0,)


def test_a_wrong_piece_is_one_that_was_given(town):
    key = offered(town)
    assert refused(mend, town, key, Mend.WRONG).field == "wrong"
    assert refused(mend, town, key, Mend.WRONG, [Reach.FAMILY_NAME]).field == "wrong"
    assert mend(town, key, Mend.WRONG, [Reach.PHONE]) is CORRECTED, "nobody answered yet"
    assert entries_page(town["tess"], WHAT_WAITS)[0].rows, "it stays, with what is not right"


def test_the_lists_of_veiligheid(town):
    key = offered(town)
    mend(town, key)
    for view, many in ((SafetyView.TO_TELL, 1), (SafetyView.ANSWERED, 1), (SafetyView.WAITING, 0)):
        assert len(reads.safety_signals_page(town["yara"], Asked(view)).rows) == many


SENT = "update cooperation_helpoffer set "
BY_HAND = [
    ("yara", SENT + "state = 'withdrawn', mended_at = houvast_now(), mended_by_id = decided_by_id,"
     " mended_for = 'mistaken'", "stays as it was decided"),
    ("yara", SENT + "mended_at = houvast_now(), mended_by_id = decided_by_id,"
     " mended_for = 'lapsed'", "stays as it was decided"),
    ("tess", "select cooperation_mend_offer(id, 'mistaken', '{}', houvast_today())"
     " from cooperation_helpoffer", "only the triage"),
    ("tess", "insert into cooperation_entrycorrection (id, municipality_id, controller, destroy_on,"
     " person_id, signal_id, why, wrong, made_at, due) select gen_random_uuid(), municipality_id,"
     " controller, destroy_on, person_id, id, 'lapsed', '{}', houvast_now(), houvast_today()"
     " from tracks_signal", "row-level security"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "sql", "why"), BY_HAND)
def test_by_hand_nothing_is_taken_back(town, who, sql, why):
    offered(town)
    with acting(town[who]), pytest.raises(DatabaseError, match=why), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_correction_stays_as_it_was_sent(town):
    key = offered(town)
    mend(town, key, Mend.WRONG, [Reach.PHONE])
    sql = "update cooperation_entrycorrection set confirmed_by_id = %s, confirmed_at = now(), "
    with acting(town["tess"]), connection.cursor() as cursor:
        for change in ("why = 'lapsed'", "due = due + 30", "wrong = array['nickname']"):
            with pytest.raises(DatabaseError, match="stays as it was sent"), transaction.atomic():
                cursor.execute(sql + change, [town["tess"].user_id])
        other = "update cooperation_entrycorrection set confirmed_at = now(), confirmed_by_id = %s"
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(other, [town["rachid"].user_id])
    with acting(town["tess"]):
        assert EntryCorrection.objects.get().confirmed_at is None


def test_what_the_coach_reads_names_no_veiligheid_and_no_reason(town):  # T-13
    key = offered(town)
    taken_up(town)
    mend(town, key)
    coach = sign_in(Client(), town["anouk"])
    text = strip_tags(coach.get(reverse("tasks")).content.decode())
    assert "Klopt niet in een aanmelding" in text and "vergissing" in text
    assert "Veiligheid" not in text and "garages" not in text
    mine = wrong_for(town, "anouk")[0].id
    answer = coach.post(reverse("correction_done", args=[mine]), follow=True)
    assert "Klopt niet in een aanmelding" not in answer.content.decode()
