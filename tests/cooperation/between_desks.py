"""A state machine of what waits between desks: what somebody confirms, and Veiligheid decides.

Any order of sharing, putting right, disputing, withdrawing, confirming, entering, offering, taking
back and waiting. What is late is counted here anew, from the rows as those who watch see them.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Purpose
from houvast.cooperation.actions import mending, received
from houvast.cooperation.actions import safety as act
from houvast.cooperation.actions.climbing import climb_corrections
from houvast.cooperation.actions.safety_ladder import climb_safety
from houvast.cooperation.models import (
    EntryCorrection,
    HelpOffer,
    PushedTask,
    SafetyRung,
    SafetySignal,
    SharedFact,
    Sharing,
)
from houvast.cooperation.reads.not_asked import late_and_not_asked
from houvast.cooperation.reads.waiting import late_corrections, late_safety
from houvast.cooperation.rules.safety import Mend, OfferState, Reach
from houvast.cooperation.rules.states import LIVE, Receiver
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.errors import DomainError
from houvast.sharing.models import Tie
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.signals import start_triage, turn_down
from houvast.tracks.models import Rung, Signal
from houvast.tracks.reads.notices import post_box
from houvast.tracks.rules.notices import NoticeKind
from tests.cast import ANSWERS, Town, Who
from tests.cooperation.made import answered, beside, receiver, shared, tracked, with_fleur
from tests.cooperation.safe import NAMED, entered, with_safety

DESKS = ("fleur", "wim")
"""Who works for Werk & Inkomen."""
TRIAGE = ("yara", "stan")
WAITS = ("received", "in_triage")
WHY = "Wij doen hier niets mee."
BY_HAND = (
    "update tracks_rung set state = 'answered', left_at = houvast_now()"
    " where cause = 'correction' and state = 'raised'"
)
SECOND = Who("Bo", "Bo", "Voorbeeld", date(2003, 5, 4), "0600000008")
MOST = 4
"""Signals of Veiligheid in one search."""
pick = st.integers(0, 1000)
Thing = UUID
"""A track, an entry of the college without one, or a signal of Veiligheid."""


def lived(town: Town) -> tuple[Town, tuple[UUID, UUID]]:
    """Two young people of whom something was shared, with a colleague and with the coaches."""
    with_safety(with_fleur(town))
    tracks = tracked(town), tracked(town, SECOND)
    for one in tracks:
        received.acknowledge(receiver(town), shared(town, one))
        received.acknowledge(town["anouk"], answered(town, one))
    with acting(town["anouk"]):
        (fact, *_) = SharedFact.objects.filter(track=tracks[0], label="name")
    received.put_right(by=town["anouk"], fact_id=fact.pk, text="Sem Verbeterd")
    return town, tracks


class BetweenDesks(RuleBasedStateMachine):
    """Each search begins with the same town, and leaves it as it was."""

    made: ClassVar[tuple[Town, tuple[UUID, UUID]]]
    clock: ClassVar[Any]
    tried: ClassVar[Counter[str]] = Counter()
    accepted: ClassVar[Counter[str]] = Counter()
    seen: ClassVar[Counter[str]] = Counter()
    """How many rungs were met, of which kind and level: a search that meets none shows nothing."""

    @initialize()
    def begin(self) -> None:
        self.clock.real()
        self.town, self.tracks = deepcopy(type(self).made)
        self.point = transaction.savepoint()
        self.left: dict[UUID, tuple[Any, ...]] = {}
        self.confirmed: dict[UUID, tuple[Any, ...]] = {}
        self.steps = 0
        self.known: set[UUID] = set()
        self.net = safety_net(self.town.admin.municipality_id)

    def teardown(self) -> None:
        try:
            for name in DESKS:
                kinds = [one.kind for one in post_box(self.town[name]).notices]
                assert NoticeKind.SAFETY_LATE not in kinds, name
        finally:
            transaction.savepoint_rollback(self.point)

    def act(self, name: str, verb: Callable[..., object], *what: object, **named: object) -> None:
        """Try it. A refusal in words is as good an answer."""
        self.tried[name] += 1
        try:
            verb(*what, **named)
            self.accepted[name] += 1
        except DomainError:
            pass

    def rows(self, by: Actor, found: Any) -> list[Any]:
        with acting(by):
            return list(found.order_by("pk"))

    def looks(self) -> None:
        """What there is now, each part as somebody sees it who may."""
        anouk, vera = self.town["anouk"], self.town["vera"]
        self.shares = self.rows(anouk, Sharing.objects)
        self.lives = {one.pk for one in self.shares if one.state in LIVE}
        self.facts = self.rows(anouk, SharedFact.objects.filter(dropped_at=None))
        self.tasks = self.rows(vera, PushedTask.objects)
        self.entries = self.rows(vera, EntryCorrection.objects)
        self.signals = self.rows(self.town["stan"], SafetySignal.objects)  # he knows nobody
        decided = self.rows(self.town["stan"], HelpOffer.objects.filter(state=OfferState.DECIDED))
        self.seconds = {one.pk: one.decided_by_id for one in decided}
        self.got = {one.pk: one for one in self.rows(self.town["tess"], Signal.objects)}

    def given(self) -> list[Any]:
        """What anouk gave, and stands."""
        mine = {one.pk for one in self.shares if one.decided_by_id == self.town["anouk"].user_id}
        return [one for one in self.facts if one.sharing_id in mine & self.lives]

    def asked(self) -> list[Any]:
        return [one for one in self.tasks if one.confirmed_at is None]

    def in_state(self, *states: str) -> list[Any]:
        """Signals of Veiligheid; an offer that waits for a second person is one of `offered`."""
        return [
            one for one in self.signals if ((one.offer_id and "offered") or one.state) in states
        ]

    def has_it(self, task: PushedTask) -> Actor:
        """Who got what this is about: the officer does not see that."""
        (share,) = (one for one in self.shares if one.pk == task.sharing_id)
        of_fleur = share.receiver == Receiver.COLLEAGUE
        return receiver(self.town) if of_fleur else self.town["anouk"]

    @rule(which=pick, number=pick)
    def something_happens(self, which: int, number: int) -> None:
        """One of all that can be done now, by somebody who mostly may; or time passes.

        Which depends on the step too: the plainest search would do the same thing time and again.
        """
        able = [name for name, can in ABLE.items() if can(self)]
        able += [name for name in able if name in LATE] * 3
        able += ["wait"] * (len(able) // 2)
        note(name := one_of(able, which + 31 * self.steps))
        getattr(self, name)(number + self.steps)

    def put_right(self, number: int) -> None:
        one, text = one_of(self.given(), number), f"Sem {number}"
        by = self.town["anouk"]
        self.act("put_right", received.put_right, by=by, fact_id=one.pk, text=text)

    def dispute(self, number: int) -> None:
        one = one_of(self.given(), number)
        self.act("dispute", received.dispute, self.town["anouk"], one.pk)

    def withdraw(self, number: int) -> None:
        """By whom it was decided, and now and then by somebody else."""
        one = one_of(sorted(self.lives), number)
        by = beside(self.town) if number % 3 == 0 else self.town["anouk"]
        self.act("withdraw", received.withdraw, by=by, sharing_id=one, why="Het klopte niet.")

    def share_again(self, number: int) -> None:
        self.act("share_again", shared, self.town, self.tracks[number % 2])

    def confirm(self, number: int) -> None:
        """Mostly the receiver; now and then somebody who is none."""
        one = one_of(self.asked(), number)
        by = self.has_it(one) if number % 11 else self.town["bilal"]
        self.act("confirm", received.confirm, by, one.pk)

    def confirm_again(self, number: int) -> None:
        """In a window that was left open: who confirmed it first stays who did."""
        done = [one for one in self.tasks if one.confirmed_at is not None]
        one = one_of(done, number)
        with pytest.raises(DomainError):
            received.confirm(self.has_it(one), one.pk)

    def answer_by_hand(self, _number: int) -> None:
        """Whatever somebody ticks, what is late asks again at the next climb."""
        with acting(self.town["anouk"]), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BY_HAND)

    # What Veiligheid does, and the college with what it got from there.

    def enter(self, number: int) -> None:
        born = date(2004 if number % 2 else 2011, 5, 4)
        who = Who(f"Wolk {number}", "Wout", f"Veld {number}", born, f"06{number:08}")
        self.act("enter", entered, self.town, who)

    def decided(
        self, states: tuple[str, ...], number: int, verb: Callable[..., object], **what: object
    ) -> None:
        """Something with a signal that waits for it, by either of the triage."""
        by, one = (
            self.town[one_of(("yara", "stan"), number)],
            one_of(self.in_state(*states), number),
        )
        self.act(verb.__name__, verb, by=by, signal_id=one.pk, **what)

    def look_at(self, number: int) -> None:
        near = number % 10 == 4  # an even number: yara may know him, stan never does
        self.decided(WAITS, number, act.start_safety_triage, is_private=near)

    def offer(self, number: int) -> None:
        self.decided(("in_triage",), number, act.offer_help, answers=ANSWERS, what=NAMED)

    def for_a_second(self) -> list[Any]:
        """Of whom one of the triage decided, and the other has to look along."""
        return [one for one in self.signals if one.offer_id in self.seconds]

    def look_along(self, number: int) -> None:
        """Mostly the other one; now and then who decided it."""
        one = one_of(self.for_a_second(), number)
        decided = self.seconds[one.offer_id]
        names = sorted(("yara", "stan"), key=lambda name: self.town[name].user_id == decided)
        by = self.town[names[number % 7 == 0]]
        if number // 2 % 2:
            return self.act("agree_offer", act.agree_offer, by=by, signal_id=one.pk)
        self.act("send_offer_back", act.send_offer_back, by=by, signal_id=one.pk, reason=WHY)

    def turn_down(self, number: int) -> None:
        self.decided(("in_triage",), number, act.turn_down_safety, reason=WHY)

    def mend(self, number: int) -> None:
        why = one_of([*Mend], number // 7)
        wrong = [Reach.PHONE] if why is Mend.WRONG else []
        self.decided(("offered",), number, mending.mend_offer, why=why, wrong=wrong)

    def answer_entry(self, number: int) -> None:
        key, by = one_of(self.waiting_entries(), number), self.town["tess"]
        self.act("start_triage", start_triage, by=by, signal_id=key)
        self.act("turn_down", turn_down, by=by, signal_id=key, reason=WHY)

    def waiting_entries(self) -> list[UUID]:
        return sorted(key for key, one in self.got.items() if one.state in WAITS)

    def confirm_entry(self, number: int) -> None:
        one = one_of(self.entries, number).pk
        self.act("confirm_entry", mending.confirm_correction, self.town["tess"], one)

    def wait(self, number: int) -> None:
        """Then everything climbs, and at once again: that has nothing left to raise."""
        self.clock.forward(days=number % 5 + 1)
        climb_ladder(by=self.net)
        climbed = climb_corrections(by=self.net), climb_safety(by=self.net)
        assert late_and_not_asked() == 0, "somebody is asked of whatever is late"
        if any(climbed):
            assert (climb_corrections(by=self.net), climb_safety(by=self.net)) == (0, 0)

    # What holds between any two steps.

    def late(self) -> tuple[set[Thing], set[Thing]]:
        """Of what a receiver has not confirmed in time, and what Veiligheid has not decided."""
        with acting(self.net), connection.cursor() as cursor:
            cursor.execute("select houvast_today()")
            (today,) = cursor.fetchone()
        of = [one for one in (*self.tasks, *self.entries) if one.confirmed_at is None]
        of = [one for one in of if one.due < today]
        late = {one.track_id for one in of if one.track_id}
        late |= {
            one.signal_id
            for one in of
            if not one.track_id and one.signal_id in self.got
            if self.got[one.signal_id].state not in WAITS
        }
        waits = [one for one in self.signals if one.state in WAITS and one.answer_by < today]
        return late, {one.pk for one in waits}

    @invariant()
    def a_rung_asks_of_what_is_late_and_of_nothing_else(self) -> None:
        self.looks()
        late, waits = self.late()
        with acting(self.net):
            assert {one.track_id or one.signal_id for one in late_corrections()} == late
            assert {one.signal_id for one in late_safety()} == waits
            rungs = [*Rung.objects.filter(cause="correction"), *SafetyRung.objects.all()]
        asks = [one for one in rungs if one.state == "raised"]
        things = Counter(_thing(one) for one in asks)
        assert set(things) <= late | waits, "what was answered or withdrawn asks nobody"
        assert not things or max(things.values()) == 1, "one open rung of one thing"
        fresh = [one for one in rungs if one.pk not in self.known]
        assert {_thing(one) for one in fresh} <= late | waits, "and it climbs no further"
        self.known |= {one.pk for one in rungs}
        for one in fresh:
            self.seen[f"{type(one).__name__} {one.level}"] += 1
        self.answered_once(rungs)
        self.asks_its_own([one for one in asks if isinstance(one, SafetyRung)])

    def answered_once(self, rungs: list[Any]) -> None:
        """What has ended stays as it ended: a rung, and what a receiver confirmed."""
        for one in rungs:
            if one.state != "raised":
                ended = (one.state, one.left_at, one.answered_by_id, one.level, one.held_by_id)
                assert self.left.setdefault(one.pk, ended) == ended
        for each in (*self.tasks, *self.entries):
            if each.confirmed_at is not None:
                said = (each.confirmed_at, each.confirmed_by_id)
                assert self.confirmed.setdefault(each.pk, said) == said

    def asks_its_own(self, rungs: list[SafetyRung]) -> None:
        """Of Veiligheid, who can answer, and never who knows him or waits for a second person."""
        signals = {one.pk: one for one in self.signals}
        triage = {self.town[name].user_id for name in TRIAGE}
        near = self.rows(self.town["stan"], Tie.objects.filter(is_private=True))
        for one in rungs:
            asked = {self.town["vera"].user_id} if one.level == 3 else triage
            assert one.held_by_id in asked
            person = signals[one.signal_id].person_id
            assert (person, one.held_by_id) not in {(tie.person_id, tie.user_id) for tie in near}

    @invariant()
    def work_and_income_sees_no_rung_of_veiligheid(self) -> None:
        """Whatever he says to do: another purpose after each step."""
        self.steps += 1
        for name in DESKS:
            with acting(self.town.as_(name, one_of([*Purpose], self.steps))):
                assert not SafetyRung.objects.exists(), name
                assert late_safety() == (), name


ABLE: dict[str, Callable[[BetweenDesks], object]] = {
    "put_right": lambda self: self.given(),
    "dispute": lambda self: self.given(),
    "withdraw": lambda self: self.lives,
    "share_again": lambda self: len(self.lives) < MOST,
    "confirm": lambda self: self.asked(),
    "confirm_again": lambda self: len(self.asked()) < len(self.tasks),
    "enter": lambda self: len(self.signals) < MOST,
    "look_at": lambda self: self.in_state(*WAITS),
    "offer": lambda self: self.in_state("in_triage"),
    "look_along": lambda self: self.for_a_second(),
    "turn_down": lambda self: self.in_state("in_triage"),
    "mend": lambda self: self.in_state("offered"),
    "answer_entry": lambda self: self.waiting_entries(),
    "confirm_entry": lambda self: self.entries,
    "answer_by_hand": lambda self: self.known,
}
"""When each act can be done at all."""
LATE = ("offer", "look_along", "mend", "answer_entry", "confirm_entry")
"""What can be done only after much else: whenever it can, it is likelier."""


def one_of(found: Sequence[Any], number: int) -> Any:
    return found[number % len(found)]


def _thing(rung: Any) -> Thing:
    track = getattr(rung, "track_id", None)
    return track or rung.signal_id
