"""Two people at the same moment, each on a connection of their own, with real commits.

Both start at one barrier, so that either may be first. Whatever happens, one true state is left and
who came too late is told so in words, not by a fault.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from houvast.accounts.models import User
from houvast.database.context import acting
from houvast.employers.models import Workplace
from houvast.errors import DomainError
from houvast.placements.actions import agree, introduce, propose
from houvast.placements.models import Placement
from houvast.sharing.models import Assignment
from houvast.tracks.actions.closing import agree_closing
from houvast.tracks.actions.contacts import log_contact
from houvast.tracks.actions.known import ask_known_here
from houvast.tracks.actions.mending import correct_contact, undo_contact
from houvast.tracks.actions.merging import agree_merge, propose_merge
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.actions.tracks import accept_track, offer_track
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.models import (
    CoachOffer,
    Contact,
    Door,
    KnownQuestion,
    NextMoment,
    Signal,
    Track,
)
from houvast.tracks.reads import promise_check
from houvast.tracks.rules.known import PER_DAY, AskedFor, Question
from houvast.tracks.rules.mending import Correction
from houvast.tracks.rules.states import ContactOutcome
from tests.cast import (
    ILIAS,
    STAFF,
    TERMS,
    Purpose,
    Who,
    ahead,
    found,
    live,
    observed,
    offer_of,
    open_track,
    place_to_work,
    proposed_track,
    talk,
    want,
)

pytestmark = pytest.mark.commits
WHY = "Ik tikte het verkeerd aan."
ROUNDS = range(4)
"""Each race is run a few times: who comes first is not ours to say."""


@pytest.fixture
def place(committed):
    return found("Waterrade", STAFF, timezone.localdate())


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """Run the acts at the same time; what each gave, or the error that it ended in."""
    start, said = Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait(timeout=20)
        try:
            said[number] = act()
        except (DomainError, DatabaseError) as error:
            said[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other"
    return said


def refusals(said: list[Any]) -> list[str]:
    """What was refused, in words. A fault of the database is no refusal: it is raised here."""
    for one in said:
        if isinstance(one, DatabaseError):
            raise one
    return [str(one) for one in said if isinstance(one, DomainError)]


def seen_by(by, count):
    with acting(by):
        return count()


def promise_is_kept():
    return promise_check()["violations"] == 0


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_windows_accept_one_question_and_one_coach_leads_once(place, _round):
    anouk, track = place["anouk"], proposed_track(place, ILIAS)
    asked = offer_of(anouk, track)
    said = at_once(*[lambda: accept_track(by=anouk, offer_id=asked)] * 2)
    assert refusals(said) == ["Deze vraag is er niet meer. De regisseur houdt het traject vast."]
    assert said.count(track) == 1
    assert seen_by(anouk, Assignment.objects.count) == 1
    assert seen_by(anouk, NextMoment.objects.count) == 1
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_yes_against_a_question_to_somebody_else_leaves_one_holder(place, _round):
    anouk, rachid, track = place["anouk"], place["rachid"], proposed_track(place, ILIAS)
    asked, bilal = offer_of(anouk, track), place["bilal"].user_id
    said = at_once(
        lambda: accept_track(by=anouk, offer_id=asked),
        lambda: offer_track(by=rachid, track_id=track, coach_id=bilal, reason="Woont dichtbij."),
    )
    assert len(refusals(said)) == 1
    with acting(rachid):
        held = Track.objects.get()
        offers = CoachOffer.objects.filter(state="offered").count()
    assert (held.state, offers) in (("open", 0), ("proposed", 1))
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_closing_against_a_contact_leaves_a_moment_or_a_door(place, _round):
    life, anouk, rachid = live(place, "Meeuw"), place["anouk"], place["rachid"]
    said = at_once(
        lambda: agree_closing(by=rachid, closing_id=life.closing),
        lambda: log_contact(by=anouk, track_id=life.track, talk=talk(), ahead=ahead()),
    )
    assert len(refusals(said)) <= 1
    with acting(rachid):
        state = Track.objects.get().state
        planned = NextMoment.objects.filter(state="planned").count()
        doors, contacts = Door.objects.filter(until=None).count(), Contact.objects.count()
    assert (state, planned, doors) == ("closed", 0, 1)
    assert contacts == 2 - len(refusals(said))
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_coach_who_leaves_while_he_says_yes_does_one_of_the_two(place, _round):
    anouk, track = place["anouk"], proposed_track(place, ILIAS)
    asked = offer_of(anouk, track)

    def leave():
        with transaction.atomic():
            User.objects.filter(pk=anouk.user_id).update(is_active=False)

    said = at_once(lambda: accept_track(by=anouk, offer_id=asked), leave)
    failed = [one for one in said if isinstance(one, Exception)]
    assert len(failed) == 1
    assert any(word in str(failed[0]) for word in ("active lead coach", "stays until handed over"))
    active = User.objects.get(pk=anouk.user_id).is_active
    state = seen_by(place["rachid"], lambda: Track.objects.get().state)
    assert (active, state) in ((True, "open"), (False, "proposed"))
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_contacts_at_once_are_both_kept_and_plan_one_moment(place, _round):
    anouk, track = place["anouk"], open_track(place)
    said = at_once(
        *(
            lambda days=days: log_contact(
                by=anouk, track_id=track, talk=talk(note=f"{days}"), ahead=ahead(days)
            )
            for days in (3, 5)
        )
    )
    assert refusals(said) == []
    with acting(anouk):
        assert Contact.objects.count() == 2
        planned = NextMoment.objects.get(state="planned")
        assert planned.due - timezone.localdate() in (timedelta(days=3), timedelta(days=5))
        assert NextMoment.objects.count() == 3
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_corrections_at_once_are_one(place, _round):
    anouk, track = place["anouk"], open_track(place)
    contact = log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead())
    said = Correction(talk(ContactOutcome.SEEN, at=timezone.now() - timedelta(hours=1)), WHY)
    done = at_once(
        *[lambda: correct_contact(by=anouk, contact_id=contact, correction=said)] * 2,
    )
    assert len(refusals(done)) == 1 and done.count(track) == 1
    with acting(anouk):
        assert sorted(Contact.objects.values_list("state", flat=True)) == ["replaced", "stands"]
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_an_undo_against_the_next_contact_leaves_one_moment(place, _round):
    anouk, track = place["anouk"], open_track(place)
    contact = log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead(5))
    done = at_once(
        lambda: undo_contact(by=anouk, contact_id=contact),
        lambda: log_contact(by=anouk, track_id=track, talk=talk(), ahead=ahead(3)),
    )
    assert len(refusals(done)) <= 1
    with acting(anouk):
        states = sorted(Contact.objects.values_list("state", flat=True))
        assert NextMoment.objects.filter(state="planned").count() == 1
    assert states == (["stands", "stands"] if refusals(done) else ["stands", "undone"])
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_last_question_of_the_day_is_asked_once(place, _round):
    by = place.as_("anouk", Purpose.KNOWN_HERE)
    asked = Question("Voorbeeld", ILIAS.birth_date, AskedFor.HELP, "Een goede reden hiervoor.")
    for _ in range(PER_DAY - 1):
        ask_known_here(by=by, question=asked)
    done = at_once(*[lambda: ask_known_here(by=by, question=asked)] * 3)
    assert len(refusals(done)) == 2
    assert seen_by(by, KnownQuestion.objects.count) == PER_DAY


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.parametrize("whose", ["stays", "other"])
def test_a_merge_against_a_contact_keeps_one_track_with_one_moment(place, _round, whose):
    anouk, bilal, rachid = place["anouk"], place["bilal"], place["rachid"]
    stays, other = open_track(place), open_track(place, Who("Ilias B."), coach="bilal")
    what = {"track_id": stays, "other_id": other, "reason": "Beide coaches herkenden hem."}
    asked = propose_merge(by=place["lotte"], **what)
    by, track = (anouk, stays) if whose == "stays" else (bilal, other)
    done = at_once(
        lambda: agree_merge(by=rachid, merge_id=asked),
        lambda: log_contact(by=by, track_id=track, talk=talk(), ahead=ahead(5)),
    )
    assert len(refusals(done)) <= (0 if whose == "stays" else 1)
    with acting(rachid):
        assert sorted(Track.objects.values_list("state", flat=True)) == ["closed", "open"]
        assert NextMoment.objects.filter(state="planned").count() == 1
        assert Contact.objects.count() == 1 - len(refusals(done))
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_merges_at_once_leave_one_track(place, _round):
    one, two = open_track(place), open_track(place, Who("Ilias B."), coach="bilal")
    why = {"reason": "Beide coaches herkenden hem."}
    asked = [
        propose_merge(by=place["lotte"], track_id=one, other_id=two, **why),
        propose_merge(by=place["lotte"], track_id=two, other_id=one, **why),
    ]
    done = at_once(
        *(lambda key=key: agree_merge(by=place["rachid"], merge_id=key) for key in asked)
    )
    assert len(refusals(done)) == 1
    with acting(place["rachid"]):
        assert sorted(Track.objects.values_list("state", flat=True)) == ["closed", "open"]
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_lead_and_the_work_coach_propose_one_workplace_once(place, _round):
    """The work coach may not change a track, and waits for its lock all the same (tracks 0038)."""
    anouk, wim = place["anouk"], place.as_("wim", Purpose.PLACEMENT)
    track, workplace = open_track(place), place_to_work(place, "Meeuw")
    soon = timezone.localdate() + timedelta(days=9)
    give_work_coach(by=anouk, track_id=track, user_id=wim.user_id, until=soon)
    said = at_once(
        *(
            lambda by=by: propose(by=by, track_id=track, workplace_id=workplace)
            for by in (anouk, wim)
        )
    )
    assert refusals(said) == ["Deze werkplek is al voorgesteld. Kies een andere."]
    assert seen_by(wim, Placement.objects.count) == 1
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_the_last_place_is_given_once(place, _round):
    workplace = place_to_work(place, "Meeuw", places=1)
    coaches = [place["anouk"], place["bilal"]]
    wanted = []
    for coach, name in zip(coaches, ("anouk", "bilal"), strict=True):
        who = Who(name, "Noor", "Voorbeeld", ILIAS.birth_date)
        track = open_track(place, who, coach=name)
        one = propose(by=coach, track_id=track, workplace_id=workplace)
        want(coach, one)
        introduce(by=coach, placement_id=one)
        wanted.append((coach, one))
    today = timezone.localdate()
    said = at_once(
        *(
            lambda by=by, one=one: agree(by=by, placement_id=one, start_on=today, terms=TERMS)
            for by, one in wanted
        )
    )
    (reason,) = refusals(said)
    assert reason.endswith(".") and "{" not in reason
    with acting(place["sam"]):
        taken = Workplace.objects.get(pk=workplace)
    assert (taken.places_taken, taken.state) == (1, "filled")
    states = [seen_by(by, lambda: Placement.objects.get().state) for by in coaches]
    assert sorted(states) == ["agreed", "introduced"]
    assert promise_is_kept()


@pytest.mark.parametrize("_round", ROUNDS)
def test_one_form_sent_twice_at_once_is_one_row(place, _round):
    anouk, tess = place.as_("anouk", Purpose.INTAKE), place["tess"]
    key, seen = place.criterion, observed(place)
    said = at_once(*[lambda: receive_signal(by=anouk, seen=seen, who=ILIAS, key=key)] * 2)
    assert refusals(said) == []
    assert set(said) == {key}
    assert seen_by(tess, Signal.objects.count) == 1


def test_the_races_can_be_lost():
    """What `at_once` gives back holds the error of an act that fails."""

    def late():
        raise DomainError("te laat")

    said = at_once(late, lambda: "op tijd")
    assert refusals(said) == ["te laat"] and said[1] == "op tijd"
