"""Two look at one access at the same time, or it changes hands meanwhile (T-05, T-61)."""

from datetime import timedelta
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction
from django.utils import timezone

from houvast.database.context import acting
from houvast.sharing.models import Assignment
from houvast.sharing.rules.access import DONE, KeepReason
from houvast.tracks.actions import moments
from houvast.tracks.actions.access import NOT_RUNNING, keep_access, renew_access
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.handovers import accept_handover, offer_handover
from houvast.tracks.actions.work_coaches import end_work_coach, give_work_coach
from houvast.tracks.rules.states import HandoverReason
from tests.cast import ILIAS, STAFF, Who, found, open_track
from tests.test_parallel import ROUNDS, at_once, refusals

pytestmark = pytest.mark.commits
WHY = KeepReason.GUIDES
LATER = timedelta(days=1)


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def access(town, capacity="lead", *, live=False):
    """Each access of this kind, or the ones that are live by the clock of the product."""
    with acting(town["rachid"]), connection.cursor() as cursor:
        cursor.execute("select houvast_now()")
        [now] = cursor.fetchone()
        rows = Assignment.objects.filter(capacity=capacity).order_by("person")
        return list(rows.filter(until__gt=now) if live else rows)


def readers(town, capacity="lead"):
    return [one.user_id for one in access(town, capacity, live=True)]


def keep(town, who, rows):
    return keep_access(by=town[who], assignments=[one.pk for one in rows], why=WHY)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_look_at_the_same_access_are_one_look(place, clock, _round):
    for one in (ILIAS, Who("Duin", "", "")):
        open_track(place, one)
    rows = access(place)
    clock.set(rows[0].until - LATER)
    looks = (partial(keep, place, "rachid", rows), partial(keep, place, "lotte", rows[::-1]))
    assert refusals(at_once(*looks)) == [DONE]
    assert readers(place) == [place["anouk"].user_id] * 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_look_from_the_list_against_one_from_the_file(place, clock, _round):
    track = open_track(place, ILIAS)
    rows = access(place)
    clock.set(rows[0].until - LATER)
    renew = partial(renew_access, by=place["rachid"], track_id=track)
    assert set(refusals(at_once(partial(keep, place, "lotte", rows), renew))) <= {DONE}
    assert readers(place) == [place["anouk"].user_id]
    for who in ("lotte", "rachid"):
        clock.set(access(place, live=True)[0].until - LATER)
        rows = access(place, live=True)
        look = partial(keep, place, who, rows)
        assert refusals(one_inside_the_other(look, renew)) == []
        assert readers(place) == [place["anouk"].user_id]


def one_inside_the_other(first, other):
    """The other act begins when the first is done and not yet committed."""
    done = Event()

    def held():
        with transaction.atomic():
            first()
            done.set()
            with connection.cursor() as cursor:
                cursor.execute("select pg_sleep(0.5)")

    def then():
        done.wait(timeout=20)
        return other()

    return at_once(held, then)


@pytest.mark.parametrize("lapsed", (False, True))
@pytest.mark.parametrize("look_first", (False, True))
@pytest.mark.parametrize("way", ("list", "file"))
def test_a_look_against_a_handover_gives_nothing_back_to_who_handed_over(
    place, clock, way, look_first, lapsed
):
    track = open_track(place, ILIAS)
    rows, anouk, bilal = access(place), place["anouk"], place["bilal"]
    who = {"from_user": anouk.user_id, "to_user": bilal.user_id}
    clock.set(rows[0].until - LATER)
    asked = offer_handover(by=anouk, track_id=track, reason=HandoverReason.NO_CLICK, **who)
    clock.set(rows[0].until + (LATER if lapsed else -LATER / 2))
    look = partial(keep, place, "lotte", rows)
    if way == "file":
        look = partial(renew_access, by=place["rachid"], track_id=track)
    accept = partial(accept_handover, by=bilal, handover_id=asked)
    said = one_inside_the_other(*((look, accept) if look_first else (accept, look)))
    assert refusals(said) == ([] if look_first else [NOT_RUNNING])
    assert readers(place) == [bilal.user_id]


def helped(place, clock):
    """Help with work that is about to lapse, and the act that ends it."""
    given = {"track_id": open_track(place, ILIAS), "user_id": place["wim"].user_id}
    give_work_coach(by=place["rachid"], **given, until=timezone.localdate() + 150 * LATER)
    rows = access(place, "work")
    clock.set(rows[0].until - LATER)
    return rows, partial(end_work_coach, by=place["rachid"], **given)


def test_a_look_against_an_end_leaves_no_work_coach_who_was_sent_away(place, clock):
    rows, end = helped(place, clock)
    assert refusals(one_inside_the_other(partial(keep, place, "lotte", rows), end)) == []
    assert readers(place, "work") == []


def test_help_that_somebody_ended_is_not_taken_up_by_a_look(place, clock):
    rows, end = helped(place, clock)
    end()
    assert refusals(at_once(partial(keep, place, "lotte", rows))) == [DONE]
    assert readers(place, "work") == []


@pytest.mark.parametrize("help_first", (False, True))
def test_help_with_work_ends_with_the_track_when_both_are_at_once(place, help_first):
    track, anouk = open_track(place, ILIAS), place["anouk"]
    later = timezone.localdate() + 60 * LATER
    told = {"door_contact": anouk.user_id, "come_back_on": later}
    helps = partial(
        give_work_coach,
        by=place["rachid"],
        track_id=track,
        user_id=place["wim"].user_id,
        until=later,
    )
    stops = partial(stop_at_own_wish, by=anouk, track_id=track, **told)
    said = one_inside_the_other(*((helps, stops) if help_first else (stops, helps)))
    assert refusals(said) == ([] if help_first else [moments.NOT_RUNNING])
    assert readers(place, "work") == []
