"""Signals of Veiligheid: apart from the college, and an offer of help that says no why (T-13)."""

from copy import deepcopy

import pytest
from django.utils import timezone

from houvast.accounts.rules import Purpose
from houvast.cooperation.actions import safety as act
from houvast.cooperation.models import HelpOffer, PoliceFacts, SafetySignal
from houvast.cooperation.reads import safety as reads
from houvast.cooperation.reads.offers import entry_page
from houvast.cooperation.rules import safety as rules
from houvast.cooperation.rules.safety import OfferState, Reach, SafetySource, SafetyView
from houvast.database.context import acting
from houvast.errors import NotAllowed, NotFound, Refused
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.actions.signals import Who, receive_signal, start_triage
from houvast.tracks.actions.tracks import Proposal, take_up
from houvast.tracks.models import Signal, SignalFacts
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.signals import signal_page
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import SignalState, Source
from tests.cast import ANSWERS, observed
from tests.cooperation.made import DAY
from tests.cooperation.safe import (
    CHILD,
    GROWN,
    entered,
    given,
    in_triage,
    noticed,
    of_police,
    offered,
    police_may,
    switch,
    with_safety,
)
from tests.standing import made_once

standing = made_once(with_safety)
WHY = "Er is al een coach van een ander die hem ziet."
TOLD = {"how": TellChannel.IN_PERSON, "language": Language.DUTCH}


@pytest.fixture
def town(standing, db):
    return deepcopy(standing)


def refused(do, *values, **more):
    with pytest.raises(Refused) as why:
        do(*values, **more)
    return why.value


def page(town, key, who="yara"):
    return reads.safety_signal_page(town[who], key)


def at_college(town):
    """The entry of the college that came of an offer."""
    with acting(town["tess"]):
        return Signal.objects.get(facts__source=Source.SAFETY.value)


def test_what_the_college_gets_of_an_offer(town):  # T-13
    key = offered(town)
    mine = page(town, key)
    assert mine.line.state is SignalState.TAKEN_UP and mine.offer.state is OfferState.SENT
    assert mine.offer.what == (Reach.NICKNAME, Reach.PHONE)
    entry = at_college(town)
    seen = signal_page(town["tess"], entry.pk)
    assert (seen.line.name, seen.behaviour, seen.opinion, seen.line.criterion) == (
        "Wolk",
        "",
        "",
        "",
    )
    assert (seen.family_name, seen.birth_date, seen.is_offered) == ("", None, True)
    _page, record = entry_page(town["tess"], entry.pk)
    assert record.what == mine.offer.what and record.ground == "G03" and record.told_on is None
    assert entry.person_id != mine.line.person_id, "nothing leads back"


def test_the_college_finds_a_reason_of_its_own(town):
    offered(town)
    entry = at_college(town)
    start_triage(by=town["tess"], signal_id=entry.pk)
    proposal = Proposal(town["rachid"].user_id, town["anouk"].user_id, "Kent de buurt.")
    asked = {"by": town["tess"], "signal_id": entry.pk, "answers": ANSWERS, "proposal": proposal}
    assert refused(take_up, **asked, who=Who()).field == "criterion"
    take_up(**asked, who=Who(), criterion=town.criterion)
    with acting(town.as_("anouk", Purpose.GUIDANCE)):
        assert not HelpOffer.objects.exists(), "the coach gets the track, not the record"


def test_nobody_enters_something_in_the_name_of_veiligheid(town):
    by = town.as_("anouk", Purpose.INTAKE)
    seen = observed(town, source=Source.SAFETY)
    assert refused(receive_signal, by=by, seen=seen, who=GROWN).field == "source"


@pytest.mark.parametrize("who", ["tess", "rachid", "lotte", "anouk", "wim", "petra", "vera"])
def test_the_compartment_is_closed_to_everybody_else(town, who):  # T-13, T-05
    key = entered(town)
    for do in (
        lambda by: reads.safety_signals_page(by),
        lambda by: reads.safety_signal_page(by, key),
        lambda by: reads.safety_choices(by),
        lambda by: act.receive_safety_signal(by=by, seen=noticed(town), who=GROWN),
        lambda by: act.start_safety_triage(by=by, signal_id=key, is_private=False),
        lambda by: act.offer_help(by=by, signal_id=key, answers=ANSWERS, what=(Reach.NICKNAME,)),
        lambda by: act.agree_offer(by=by, signal_id=key),
        lambda by: act.tell_of_offer(by=by, signal_id=key, on=timezone.localdate(), **TOLD),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            do(town[who])


def test_answers_come_before_a_decision(town):  # T-39
    key = entered(town)
    offer = {"by": town["yara"], "signal_id": key, "what": (Reach.NICKNAME,)}
    assert "Begin eerst" in refused(act.offer_help, answers=ANSWERS, **offer).reason
    assert (
        "Begin eerst"
        in refused(act.turn_down_safety, by=town["yara"], signal_id=key, reason=WHY).reason
    )
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    for name in ("necessity", "proportionality", "subsidiarity"):
        blank = Necessity(**{one: "" if one == name else WHY for one in vars_of(ANSWERS)})
        assert refused(act.offer_help, answers=blank, **offer).field == name
    offer["what"] = (Reach.PHONE,)
    assert refused(act.offer_help, answers=ANSWERS, **offer).field == "what"


def vars_of(answers):
    return ("necessity", "proportionality", "subsidiarity") if answers else ()


def test_days_of_destruction(town):  # T-39
    today = timezone.localdate()
    key = in_triage(town)
    assert page(town, key).destroy_on == today + 28 * DAY
    act.turn_down_safety(by=town["yara"], signal_id=key, reason=WHY)
    mine = page(town, key)
    assert 88 * DAY <= mine.destroy_on - today <= 93 * DAY and mine.answer == WHY
    assert (
        refused(act.turn_down_safety, by=town["yara"], signal_id=key, reason=WHY).reason
        == rules.ANSWERED
    )
    with acting(town["yara"]):
        row = SafetySignal.objects.select_related("person__safety_name").get(pk=key)
    assert row.person.safety_name.destroy_on == row.destroy_on


def test_a_second_person_looks_along_with_a_child(town):  # T-19
    key = offered(town, CHILD)
    mine = page(town, key)
    assert mine.line.waits_for_second and not mine.may_second and not mine.may_answer
    with acting(town["tess"]):
        assert not Signal.objects.exists() and not HelpOffer.objects.exists()
    assert refused(act.agree_offer, by=town["yara"], signal_id=key).reason == rules.ALONE
    again = {"by": town["yara"], "signal_id": key}
    assert refused(act.turn_down_safety, **again, reason=WHY).reason == rules.WAITS_FOR_SECOND
    act.send_offer_back(by=town["stan"], signal_id=key, reason=WHY)
    assert page(town, key).sent_back == WHY and page(town, key).may_answer
    act.offer_help(**again, answers=ANSWERS, what=(Reach.NICKNAME,))
    assert page(town, key, "stan").may_second
    act.agree_offer(by=town["stan"], signal_id=key)
    assert page(town, key).offer.second == "Stan" and at_college(town)
    assert refused(act.agree_offer, by=town["stan"], signal_id=key).reason == rules.ANSWERED


def test_police_come_in_on_their_ground_alone(town):  # T-14, G08
    assert refused(of_police, town).reason == rules.NO_POLICE
    police_may(town)
    key = of_police(town)
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    mine = page(town, key)
    assert mine.police.article and mine.behaviour == mine.police.text and mine.waits_for_police
    with acting(town["yara"]):
        assert SafetySignal.objects.get(pk=key).behaviour == "", "it stands in a class of its own"
    assert mine.destroy_on == given().keep_until, "the shortest term wins"
    switch(town, "G08", GroundStatus.DISABLED, ("PJ",))
    assert page(town, key).police is None and page(town, key).behaviour == ""
    offer = {"by": town["yara"], "signal_id": key, "answers": ANSWERS, "what": (Reach.NICKNAME,)}
    assert refused(act.offer_help, **offer).reason == rules.NO_POLICE


def test_what_police_gave_goes_no_further_without_their_yes(town):  # T-21, T-22
    police_may(town)
    key = of_police(town)
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    offer = {"by": town["yara"], "signal_id": key, "answers": ANSWERS, "what": (Reach.NICKNAME,)}
    assert refused(act.offer_help, **offer).reason == rules.NOT_ONWARD
    yes = {"signal_id": key, "on": timezone.localdate(), "officer": "Officier"}
    with pytest.raises(NotAllowed):
        act.note_police_yes(by=town["stan"], **yes)
    act.note_police_yes(by=town["yara"], **yes)
    offer["holds_police"] = False
    assert not act.offer_help(**offer), "a second person looks along with what police gave"
    act.agree_offer(by=town["stan"], signal_id=key)
    assert at_college(town)
    with acting(town["yara"]):
        assert PoliceFacts.objects.get(signal=key).destroy_on <= given().keep_until


def test_without_its_ground_the_compartment_is_closed(town):  # T-14
    key = entered(town)
    switch(town, "G03", GroundStatus.DISABLED, ("ID", "SF"))
    with pytest.raises(NotAllowed):
        page(town, key)
    listed = reads.safety_signals_page(town["yara"])
    assert not listed.is_open and listed.rows == () and set(listed.counts.values()) == {0}
    assert refused(entered, town).reason == rules.NO_GROUND


def test_who_knows_him_in_private_sees_nothing_more(town):  # T-56
    key = entered(town)
    assert not act.start_safety_triage(by=town["yara"], signal_id=key, is_private=True)
    with pytest.raises(NotFound):
        page(town, key)
    assert reads.safety_signals_page(town["yara"]).rows == ()
    assert page(town, key, "stan").line.state is SignalState.RECEIVED


def test_the_young_person_hears_it_on_the_day(town):  # T-34, T-35, T-36
    key, today = offered(town), timezone.localdate()
    mine = page(town, key)
    assert mine.may_tell and mine.offer.tell_by == today
    tell = {"by": town["yara"], "signal_id": key, **TOLD}
    assert refused(act.tell_of_offer, on=today + DAY, **tell).field == "on"
    act.tell_of_offer(on=today, **tell)
    told = page(town, key).offer
    assert (told.told_on, told.told_by, told.told_how) == (today, "Yara", TellChannel.IN_PERSON)
    assert refused(act.tell_of_offer, on=today, **tell).reason == rules.ANSWERED


def test_lists_of_the_triage(town):
    received, waits = entered(town), offered(town, CHILD)
    sent, down = offered(town), in_triage(town)
    act.turn_down_safety(by=town["stan"], signal_id=down, reason=WHY)

    def rows(view):
        return {one.id for one in reads.safety_signals_page(town["stan"], Asked(view)).rows}

    assert rows(SafetyView.WAITING) == {received, waits} and rows(SafetyView.SECOND) == {waits}
    assert rows(SafetyView.TO_TELL) == {sent} and rows(SafetyView.ANSWERED) == {sent, down}
    found = reads.safety_signals_page(town["stan"], Asked(SafetyView.WAITING, page=9))
    assert found.page == 1 and found.counts == dict(zip(SafetyView, (2, 1, 1, 2), strict=True))


def test_the_same_form_twice_is_one_signal(town):
    key = entered(town)
    again = {"by": town["yara"], "seen": noticed(town), "who": GROWN, "key": key}
    assert act.receive_safety_signal(**again) == key
    with acting(town["yara"]):
        assert SafetySignal.objects.count() == 1


def test_what_is_entered_is_whole(town):  # T-12
    today = timezone.localdate()
    for field, changes in {
        "behaviour": {"behaviour": "x"},
        "observed_on": {"observed_on": today + DAY},
        "criterion": {"criterion_id": town.teams["Regie"]},
    }.items():
        assert refused(entered, town, **changes).field == field
    assert refused(entered, town, Who()).field == "nickname"
    police_may(town)
    seen = noticed(town, source=SafetySource.POLICE)
    by = {"by": town["yara"], "seen": seen, "who": GROWN}
    assert refused(act.receive_safety_signal, **by).field == "article"
    for field, changes in {"officer": {"officer": ""}, "keep_until": {"keep_until": today}}.items():
        assert refused(act.receive_safety_signal, **by, given=given(**changes)).field == field


def test_facts_of_the_college_have_a_criterion(town):
    with acting(town["tess"]):
        assert not SignalFacts.objects.filter(criterion=None).exclude(source="safety").exists()
