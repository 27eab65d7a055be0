"""A restriction and what it holds back, at the same moment: never is both done."""

from dataclasses import replace
from functools import partial

import pytest
from django.utils import timezone

from houvast.cooperation.actions.received import put_right
from houvast.cooperation.actions.restricting import restrict
from houvast.cooperation.actions.sharing import agree_along
from houvast.cooperation.models import PushedTask, SharedFact
from houvast.cooperation.rules.restricting import RestrictedFor
from houvast.cooperation.rules.states import Label
from houvast.database.context import acting
from houvast.errors import NotFound
from tests.cast import STAFF, found
from tests.cooperation.made import DAY, GROWN, receiver, shared, state, tracked, with_fleur
from tests.test_parallel import at_once, refusals

pytestmark = pytest.mark.commits


def name_of(town, sharing):
    with acting(town["anouk"]):
        return SharedFact.objects.get(label=Label.NAME, sharing=sharing, dropped_at=None).pk


def test_what_is_restricted_and_agreed_or_put_right_at_once_is_shown_to_nobody(committed):  # T-23
    town = with_fleur(found("Waterrade", STAFF, timezone.localdate()))
    for number in range(3):
        who = replace(GROWN, nickname=f"Sem{number}", given_name=f"Sem{number}")
        track = tracked(town, who)
        made = shared(town, track)
        waits = shared(town, track, until=timezone.localdate() + 200 * DAY)
        one = name_of(town, made)
        said = at_once(
            partial(restrict, by=town["anouk"], fact_id=one, ground=RestrictedFor.CONTESTED),
            partial(agree_along, by=town["vera"], sharing_id=waits),
            partial(put_right, by=town["anouk"], fact_id=one, text="Sem Anders"),
        )
        refusals(said)
        if isinstance(said[0], NotFound):  # it was put right just before
            continue
        with acting(receiver(town)):
            assert not SharedFact.objects.filter(label=Label.NAME, sharing__in=[made, waits]), said
        with acting(town["anouk"]):
            told = PushedTask.objects.filter(kind="restricted", sharing=waits).count()
        assert told == (state(town["anouk"], waits) == "sent"), said
