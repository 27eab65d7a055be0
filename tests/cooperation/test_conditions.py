"""What came from police or justice keeps its conditions, through every text made of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from houvast.accounts.rules import Controller
from houvast.cooperation.actions.sharing import _controller, share
from houvast.cooperation.models import SharedFact, Sharing
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.decisions import Conditions, Fact, check_facts, strictest
from houvast.cooperation.rules.states import PL, SF, Receiver
from houvast.database.context import acting
from houvast.errors import Refused
from houvast.tracks.rules.states import FactKind
from tests.cooperation.made import answered, beside, terms

DAY = timedelta(days=1)


def refused(call):
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.field


def test_the_strictest_condition_and_the_shortest_term_win():  # T-21

    one = Conditions("Wpg 16", "Chef wijkteam", keep_until=date(2027, 5, 1))
    two = Conditions("Wpg 18", "Officier", keep_until=date(2027, 3, 1), no_onward=True)
    both = strictest([one, two, Conditions()])
    assert (both.no_onward, both.keep_until, both.article) == (True, date(2027, 3, 1), "Wpg 18")
    assert strictest([Conditions()]) == Conditions()


def test_what_may_go_no_further_goes_no_further(town, track):  # T-22

    hard = Conditions("Wpg 16", "Chef wijkteam", no_onward=True)
    onward = [Fact(SF, FactKind.SEEN, hard, is_received=True)]
    partner = terms(Receiver.PARTNER)
    assert refused(lambda: check_facts(onward, partner)) == "facts"
    check_facts([Fact(SF, FactKind.SEEN, hard)], partner)
    heard = [Fact(SF, FactKind.HEARSAY)]
    assert refused(lambda: check_facts(heard, partner)) == "facts"
    short = Conditions("Wpg 16", "Chef", keep_until=timezone.localdate() + DAY)
    assert refused(lambda: check_facts([Fact(SF, FactKind.SEEN, short)], partner)) == "until"


def given_along(town, track, **conditions):
    """wim gives the coaches a fact with conditions of its source, written by the app itself."""
    by, what = beside(town), {"article": "Wpg 16", "officer": "Chef wijkteam"} | conditions
    made = answered(town, track)
    with acting(by):
        one = SharedFact.objects.get(sharing=made)
        draft = Sharing.objects.get(pk=made)
        draft.pk, one.pk, draft.state = uuid4(), uuid4(), "draft"
        draft.save(force_insert=True)
        one.sharing = draft
        for name, value in what.items():
            setattr(one, name, value)
        one.save(force_insert=True)
        for state in ("decided", "sent"):
            draft.state = state
            draft.save()
    return one


def passed_on(town, one, **changes):
    """anouk passes it on to the case table, without asking the rules."""
    by = town["anouk"]
    with transaction.atomic(), acting(by):
        draft = Sharing.objects.get(pk=one.sharing_id)
        draft.pk, draft.state, draft.receiver = uuid4(), "draft", "table"
        draft.asked_by_id, draft.purpose = by.user_id, "case_table"
        draft.decided_by_id = None
        draft.save(force_insert=True)
        copy = SharedFact.objects.get(pk=one.pk)
        copy.pk, copy.sharing, copy.passed_on_id = uuid4(), draft, one.pk
        for name, value in changes.items():
            setattr(copy, name, value)
        copy.save(force_insert=True)


def test_no_sql_passes_on_what_its_source_holds_back(town, track):  # T-21, T-22
    held_back = given_along(town, track, no_onward=True)
    with pytest.raises(DatabaseError, match="lets this go no further"):
        passed_on(town, held_back)
    until = timezone.localdate() + 60 * DAY
    short = given_along(town, track, keep_until=until)
    passed_on(town, short)
    for longer in (None, until + DAY):
        with pytest.raises(DatabaseError, match="conditions of a source go along"):
            passed_on(town, short, keep_until=longer)
    with pytest.raises(DatabaseError, match="conditions of a source go along"):
        passed_on(town, short, kind="SF")
    with pytest.raises(Refused):
        onward(town, track, held_back)


def onward(town, track, fact):
    """Through the action: the row that was received is among what can be chosen."""
    facts = [one.key for one in share_choices(town["anouk"], track).candidates if one.passed_on]
    assert fact.pk in facts
    given = terms(Receiver.TABLE)
    share(by=town["anouk"], track_id=track, terms=given, facts=[fact.pk])


def test_facts_of_safety_stay_those_of_the_mayor():  # T-01

    class Row:
        def __init__(self, kind):
            self.fact = Fact(kind, FactKind.SEEN)

    assert _controller([Row(PL), Row(SF)]) is Controller.BURGEMEESTER
    assert _controller([Row(PL)]) is Controller.COLLEGE
