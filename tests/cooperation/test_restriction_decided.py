"""A restriction is decided by the privacy officer, and a letter goes before it is lifted (T-45)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.cooperation.actions.received import put_right
from houvast.cooperation.actions.restricting import (
    ask_again,
    decide_restriction,
    lift,
    restrict,
)
from houvast.cooperation.actions.sharing import share
from houvast.cooperation.models import PushedTask, Restriction, SharedFact
from houvast.cooperation.reads.restricting import (
    lifting_letter,
    restriction_page,
    restriction_to_decide,
)
from houvast.cooperation.reads.using import uses_page
from houvast.cooperation.rules import restricting as rules
from houvast.cooperation.rules.restricting import Limit, RestrictedFor, RestrictionState
from houvast.cooperation.rules.states import Label, Pushed, Receiver
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.tracks.rules.informing import TellChannel
from houvast.tracks.rules.letters import WordsKind, blocks, current
from tests.cast import sign_in
from tests.cooperation.limits import WHY, decided, known, sent
from tests.cooperation.made import answered, beside, receiver, rows, shared, terms
from tests.cooperation.test_restricting import contested, fact
from tests.cooperation.test_sharing import raw, seen
from tests.cooperation.test_using import refused
from tests.tracks.informs import SENDER, with_sender

DAY = timedelta(days=1)
STAYS, LIFTING = RestrictionState.STAYS, RestrictionState.LIFTING
BAD = ("anouk", "bilal", "petra", "rachid", "lotte", "tess")


def restricted(town, track):
    shared(town, track)
    one = fact(town)
    contested(town, one)
    return one


def test_it_is_restricted_at_once_and_waits_for_the_privacy_officer(town, track, clock):  # T-45
    one = restricted(town, track)
    (line,) = uses_page(town["vera"]).to_decide
    assert (line.label, line.ground) == (Label.NAME, RestrictedFor.CONTESTED)
    assert (line.asked_by, line.is_late) == ("Anouk", False)
    clock.forward(days=(line.decide_by - timezone.localdate()).days)
    assert not uses_page(town["vera"]).to_decide[0].is_late
    clock.forward(days=1)
    assert uses_page(town["vera"]).to_decide[0].is_late
    decided(town, one, STAYS, days=None)
    page = restriction_page(town["anouk"], one)
    assert (page.line.state, page.line.reason, page.line.decided_by) == (STAYS, WHY, "Vera")
    assert uses_page(town["vera"]).to_decide == ()
    assert seen(receiver(town)) == [], "the decision to share has ended too by now"


def test_who_restricts_does_not_decide_and_the_officer_does_not_send(town, track):  # T-45
    one = restricted(town, track)
    key = known(town["anouk"], one)
    what = {"decision": STAYS, "reason": WHY}
    for name in BAD:
        with pytest.raises((NotAllowed, NotFound)):
            decide_restriction(by=town[name], restriction_id=key, **what)
        with pytest.raises((NotAllowed, NotFound)):
            restriction_to_decide(town[name], key)
    decided(town, one)
    for name in ("vera", "bilal", "rachid", "tess"):
        with pytest.raises((NotAllowed, NotFound)):
            sent(town[name], one)
        with pytest.raises((NotAllowed, NotFound)):
            ask_again(town[name], one)
    with pytest.raises(NotFound):
        restriction_to_decide(town["vera"], key)
    sent(town["anouk"], one)
    for name in BAD:
        with pytest.raises((NotAllowed, NotFound)):
            lift(town[name], key)


def test_what_has_to_be_said(town, track):  # T-45
    one, today = restricted(town, track), timezone.localdate()
    assert refused(decided, town, one, reason="zaak").field == "reason"
    for days in (None, 0, -1, 100):
        assert refused(decided, town, one, days=days).field == "lift_on"
    assert refused(sent, town["anouk"], one), "nothing was decided"
    decided(town, one, days=3)
    assert "intussen" in refused(decided, town, one).reason
    for days in (-1, 1):
        assert refused(sent, town["anouk"], one, days).field == "sent_on"
    assert refused(sent, town["anouk"], one, way=TellChannel.PHONE).field == "way"
    sent(town["anouk"], one)
    assert "intussen" in refused(sent, town["anouk"], one).reason
    (line,) = uses_page(town["vera"]).lifting
    assert (line.letter_on, line.letter_way) == (today, TellChannel.BY_POST)
    assert (line.letter_by, line.may_lift) == ("Anouk", False)


def test_a_letter_after_the_day_that_it_names_is_no_letter(town, track, clock):  # T-45
    one = restricted(town, track)
    decided(town, one)
    clock.forward(days=1)
    assert "voorbij" in refused(sent, town["anouk"], one).reason
    ask_again(town["anouk"], one)
    decided(town, one)
    sent(town["anouk"], one)


def test_who_objects_keeps_it_restricted_until_a_new_decision_and_letter(
    town, track, clock
):  # T-45
    one = restricted(town, track)
    first = decided(town, one)
    assert "intussen" in refused(ask_again, town["anouk"], fact(town, Label.STEP)).reason
    sent(town["anouk"], one)
    ask_again(town["anouk"], one)
    assert "intussen" in refused(ask_again, town["anouk"], one).reason
    assert restriction_page(town["anouk"], one).limit is Limit.RESTRICTED
    clock.forward(days=2)
    for key in (first, known(town["anouk"], one)):
        assert "intussen" in refused(lift, town["vera"], key).reason
    again = decided(town, one)
    assert again != first
    clock.forward(days=1)
    assert "brief" in refused(lift, town["vera"], again).reason
    with acting(town["vera"]):
        assert Restriction.objects.get(pk=first).reason == WHY, "what was decided is kept"


def test_what_was_put_right_and_each_copy_are_lifted_with_it(town, track, clock):  # T-23 T-45
    first, second = shared(town, track), shared(town, track)
    one = fact(town)
    contested(town, one)
    new = put_right(by=town["anouk"], fact_id=one, text="Sem Verbeterd")
    key = decided(town, new)
    sent(town["anouk"], new)
    clock.forward(days=1)
    lift(town["vera"], key)
    assert restriction_page(town["anouk"], new).limit is Limit.FREE
    assert seen(receiver(town)).count("Sem Verbeterd") == 1
    with acting(town["anouk"]):
        told = PushedTask.objects.filter(kind=Pushed.LIFTED.value)
        assert sorted(told.values_list("sharing", flat=True)) == sorted([first, second])


def test_a_copy_that_was_passed_on_is_under_the_same_restriction(town, track, clock):  # T-23 T-45
    answered(town, track)
    passed = rows(town["anouk"], track, Label.ANSWER)
    share(by=town["anouk"], track_id=track, terms=terms(Receiver.TABLE), facts=passed)
    given = fact(town, Label.ANSWER, "wim")
    restrict(by=beside(town), fact_id=given, ground=RestrictedFor.OBJECTED)
    key = decided(town, given, by=beside(town))
    sent(beside(town), given)
    clock.forward(days=1)
    lift(town["vera"], key)
    assert len(seen(town["anouk"])) == 1
    with acting(beside(town)):
        assert not SharedFact.objects.exclude(restricted_at=None).exists()


def test_the_letter_says_what_why_and_from_when_in_plain_words(town, track):  # T-45
    one = restricted(town, track)
    with pytest.raises(NotFound):
        lifting_letter(town["anouk"], one)
    decided(town, one, days=9)
    assert "afzender" in refused(lifting_letter, town["anouk"], one).reason
    with_sender(town["vera"])
    found = lifting_letter(town["anouk"], one)
    parts = blocks(current(WordsKind.LIFTING), found.facts.filled | {"what": "naam"})
    text = " ".join(line for part in parts for line in part.lines)
    on = f"{timezone.localdate() + 9 * DAY:%d-%m-%Y}"
    for said in ("Beste Sem", "naam", WHY, on, "niet mee eens", SENDER.phone, SENDER.fg, "Anouk"):
        assert said in text, said
    for name in ("vera", "bilal", "rachid"):
        with pytest.raises((NotAllowed, NotFound)):
            lifting_letter(town[name], one)


def test_the_screens_from_letter_to_lifting(town, track, clock):  # T-45
    one = restricted(town, track)
    key = decided(town, one)
    with_sender(town["vera"])
    coach, here = sign_in(Client(), town["anouk"]), reverse("restrict_fact", args=[track, one])
    made = coach.get(reverse("lifting_letter", args=[track, one]))
    assert made["Content-Type"] == "application/pdf" and made.content.startswith(b"%PDF")
    assert "Sem" not in made["Content-Disposition"]
    left = {"way": "by_hand", "sent_on": timezone.localdate().isoformat()}
    assert coach.post(here, left).url == here
    clock.forward(days=1)
    officer = sign_in(Client(), town["vera"])
    page = officer.get(reverse("restricted_uses")).content.decode()
    assert "Hef de beperking op" in page and "Sem" not in page
    assert officer.post(reverse("lift_restriction", args=[key])).status_code == 302
    assert restriction_page(town["anouk"], one).limit is Limit.FREE


TO_LIFTED = "update cooperation_restriction set state = 'lifted', ended_at = now()"
DECIDED = (
    "update cooperation_restriction set state = 'lifting', reason = 'x', decided_at = now(),"
    " lift_on = houvast_today() + {days}, decided_by_id = %s"
)
SENT = (
    "update cooperation_restriction set letter = 'opheffen-1', letter_way = 'by_post',"
    " letter_on = houvast_today() + {days}, letter_by_id = %s"
)
FREE = (
    "update cooperation_sharedfact set restricted_at = null, restricted_by_id = null,"
    " restricted_for = '' where restricted_at is not null"
)


def test_by_hand_nothing_is_lifted_without_a_letter(town, track, clock):  # T-45
    one = restricted(town, track)
    with pytest.raises(DatabaseError, match=r"moves by a table|restriction_decided"):
        raw(town["vera"], TO_LIFTED)
    decided(town, one)
    clock.forward(days=1)
    for name in ("vera", "anouk"):
        with pytest.raises(DatabaseError, match="letter before it is lifted"):
            raw(town[name], TO_LIFTED)
    with pytest.raises(DatabaseError, match="letter before it is lifted"):
        raw(town["anouk"], FREE)
    with pytest.raises(DatabaseError, match="before the day that it names"):
        raw(town["anouk"], SENT.format(days=-1), town["anouk"].user_id)
    ask_again(town["anouk"], one)
    decided(town, one, days=2)
    sent(town["anouk"], one)
    with pytest.raises(DatabaseError, match="letter before it is lifted"):
        raw(town["vera"], f"{TO_LIFTED} where state = 'lifting'")
    with pytest.raises(DatabaseError, match="its letter says the day"):
        raw(town["anouk"], "update cooperation_sharedfact set lift_on = null")
    clock.forward(days=2)
    with pytest.raises(DatabaseError, match="letter before it is lifted"):
        raw(town["anouk"], f"{TO_LIFTED} where state = 'lifting'")
    assert raw(town["vera"], f"{TO_LIFTED} where state = 'lifting'") == 1


def test_by_hand_nobody_but_the_privacy_officer_decides(town, track):  # T-45
    one, vera, anouk = restricted(town, track), town["vera"], town["anouk"]
    go = DECIDED.format(days=1)
    for name in ("anouk", "vera"):
        with pytest.raises(DatabaseError, match=r"decides on a restriction|somebody_else"):
            raw(anouk, go, town[name].user_id)
    for name in ("bilal", "petra", "rachid", "tess"):
        assert raw(town[name], go, town[name].user_id) == 0
    with pytest.raises(DatabaseError, match="decides on a restriction"):
        raw(vera, DECIDED.format(days=0), vera.user_id)
    with pytest.raises(DatabaseError, match="decides on a restriction"):
        raw(vera, "update cooperation_restriction set ground = 'claim'")
    decided(town, one)
    for by, who in ((anouk, vera), (vera, vera)):
        with pytest.raises(DatabaseError, match=r"who sent the letter|somebody_else"):
            raw(by, SENT.format(days=0), who.user_id)


def test_what_is_restricted_always_waits_for_somebody(town, track):  # T-45
    shared(town, track)
    by = town["anouk"]
    since = "restricted_at = now(), restricted_for = 'contested', restricted_by_id = %s"
    both = "update cooperation_sharedfact set {}; set constraints all immediate"
    with pytest.raises(DatabaseError, match="waits for a decision"):
        raw(by, both.format(f"{since} where label = 'name'"), by.user_id)
    one = fact(town)
    contested(town, one)
    decided(town, one, STAYS, days=None)
    over = "update cooperation_restriction set state = 'over', ended_at = now()"
    with pytest.raises(DatabaseError, match="waits for a decision"):
        raw(by, f"{over}; set constraints all immediate")


@pytest.mark.parametrize("now", RestrictionState)
@pytest.mark.parametrize("then", RestrictionState)
def test_the_moves_are_a_table(now, then):  # T-45
    if then in rules.MOVES.get(now, ()):
        rules.check_restriction_moves(now, then)
    else:
        with pytest.raises(Refused):
            rules.check_restriction_moves(now, then)


def test_a_decision_comes_within_a_month():  # T-45
    assert rules.decide_by(date(2026, 1, 31)) == date(2026, 2, 28)
    assert rules.decide_by(date(2026, 11, 28)) == date(2026, 12, 28)
    with pytest.raises(Refused):
        rules.check_decision(RestrictionState.LIFTED, WHY, None, date(2026, 1, 1))
