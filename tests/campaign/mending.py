"""What people put right and take back: part of the state machine of the promise."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from houvast.tracks.actions import mending, merging
from houvast.tracks.rules.contacts import Talk
from houvast.tracks.rules.mending import Correction
from houvast.tracks.rules.states import ContactChannel, ContactOutcome, PlaceKind

pick = st.integers(0, 1000)
days = st.integers(-1, 12)


class Mending(RuleBasedStateMachine):
    """The steps; the machine itself says who there are, and what has been seen."""

    town: Any
    seen: Any
    act: Callable[..., None]
    by: Callable[..., Any]
    choose: Callable[..., Any]
    some: Callable[..., bool]
    rarest: Callable[..., str]
    move: Callable[..., None]
    contact: Callable[..., None]
    now: Callable[[], Any]
    today: Callable[[], Any]

    def free(self) -> list[Any]:
        """Tracks that run and on which nothing is under way."""
        busy = ("handover", "closing", "placement", "merge")
        return [one for one in self.seen if one.runs and not any(getattr(one, it) for it in busy)]

    @precondition(lambda self: len(self.free()) > 1 and not self.some(lambda one: one.merge))
    @rule(number=pick)
    def propose_merge(self, number: int) -> None:
        """Two of them are one young person; now and then somebody says so who may not."""
        wim = self.town["wim"].user_id  # of another team than the lead who proposes
        pool = [one for one in self.free() if one.lead != wim or not self.aim]
        pool = pool if len(pool) > 1 else self.free()
        stays, other = (pool[(number + one) % len(pool)] for one in (0, 1))
        if number % 13 == 7:
            other = stays
        who = "anouk" if number % 11 == 7 else "rachid" if number % 23 == 4 else "lotte"
        what = {"track_id": stays.id, "other_id": other.id, "reason": "Beiden herkennen hem."}
        self.act("propose_merge", merging.propose_merge, by=self.town[who], **what)

    @precondition(lambda self: self.some(lambda one: one.merge))
    @rule(number=pick)
    def answer_merge(self, number: int) -> None:
        """Whatever happened to the two tracks in between."""
        one = next(one for one in self.seen if one.merge)
        rare = self.rarest(number, "decline_merge", "agree_merge") == "decline_merge"
        verb = merging.decline_merge if rare else merging.agree_merge
        by = self.town["lotte" if number % 13 == 7 else "rachid"]
        self.act(verb.__name__, verb, by=by, merge_id=one.merge)

    @precondition(lambda self: self.some(lambda one: one.runs and one.contact))
    @rule(number=pick, outcome=st.sampled_from(ContactOutcome))
    def correct(self, number: int, outcome: ContactOutcome) -> None:
        one = self.choose(number, lambda one: one.runs and one.contact)
        by = self.by(one.lead) if number % 13 else self.town["bilal"]
        at = self.now() - timedelta(hours=number % 48 + 1, days=9)
        said = Talk(at, ContactChannel.PHONE, PlaceKind.OTHER, outcome)
        correction = Correction(said, "Ik tikte het verkeerd aan.")
        what = {"contact_id": one.contact or one.id, "correction": correction}
        self.act("correct_contact", mending.correct_contact, by=by, **what)

    @precondition(lambda self: self.some(lambda one: one.runs))
    @rule(number=pick, ahead=days, asked=st.none() | days)
    def slip(self, number: int, ahead: int, asked: int | None) -> None:
        """Something done and taken back at once; what is left is as it was."""
        one = self.choose(number, lambda one: one.runs)
        self.move(number, ahead) if number % 2 else self.contact(
            number, ahead, ContactOutcome.SPOKE
        )
        now = next(again for again in self.seen if again.id == one.id)
        if now.moment is None:
            return
        again = self.today() + timedelta(days=asked) if asked is not None else None
        if number % 2 or not now.contact:
            by = self.by(now.planned_by or now.lead)
            what = {"moment_id": now.moment, "next_on": again}
            self.act("undo_move", mending.undo_move, by=by, **what)
        else:
            what = {"contact_id": now.contact, "next_on": again}
            self.act("undo_contact", mending.undo_contact, by=self.by(now.lead), **what)
