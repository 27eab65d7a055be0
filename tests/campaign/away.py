"""Being away, in the campaign: coaches go and come back while everything else happens."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from houvast.tracks.actions import leaves
from houvast.tracks.rules.leaves import StandIn

COACHES = ("anouk", "bilal", "wim")
pick = st.integers(0, 1000)


class Away:
    """The rules of leave; mixed into the machine, which acts, looks and counts."""

    town: Any
    absent: list[Any]

    @rule(number=pick, first=st.integers(0, 6), length=st.integers(0, 12))
    def leave(self: Any, number: int, first: int, length: int) -> None:
        if number % 11 == 7:
            self.coordinator_away(begin=self.today() + timedelta(days=first), length=length)
            return
        who, stand_in = (self.town[COACHES[(number + one) % 3]] for one in (0, 1 + number % 2))
        begin = self.today() + timedelta(days=first)
        end = begin + timedelta(days=length)
        names = [StandIn(stand_in.user_id, begin, end)] if number % 5 else []
        by = who if number % 3 else self.town["rachid"]
        what = {"user_id": who.user_id, "first": begin, "last": end, "stand_ins": names}
        self.act("enter_leave", leaves.enter_leave, by=by, **what)

    def coordinator_away(self: Any, begin: Any, length: int) -> None:
        """The one who steers is away: the deputy is there, or it is refused."""
        rachid = self.town["rachid"]
        what = {"first": begin, "last": begin + timedelta(days=length), "stand_ins": []}
        self.act("enter_leave", leaves.enter_leave, by=rachid, user_id=rachid.user_id, **what)

    @precondition(lambda self: self.absent)
    @rule(number=pick)
    def back(self: Any, number: int) -> None:
        key, user = self.absent[number % len(self.absent)]
        by = self.by(user) if number % 3 else self.town["rachid"]
        self.act("end_leave", leaves.end_leave, by=by, leave_id=key)

    @precondition(lambda self: self.absent)
    @rule(number=pick, ahead=st.integers(0, 6))
    def other_stand_in(self: Any, number: int, ahead: int) -> None:
        key, user = self.absent[number % len(self.absent)]
        others = [self.town[one].user_id for one in COACHES if self.town[one].user_id != user]
        what = {"user_id": others[number % 2], "from_on": self.today() + timedelta(days=ahead)}
        by = self.by(user)
        self.act("name_stand_in", leaves.name_stand_in, by=by, leave_id=key, **what)
