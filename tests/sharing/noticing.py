"""Whether somebody sees another row than before, now that a condition of a policy always holds."""

from dataclasses import dataclass, field
from typing import Any

import psycopg

from tests.sharing.crowd import Crowd
from tests.sharing.loose_bricks import Brick, bricks, put_back, taken_out
from tests.sharing.two_walls import ASKED, Answers, Asking, differing, said, seen

LEANED_ON = "sharing_assignment"
"""The table of access, on which the other policies lean; the decision is not asked about it."""


@dataclass
class Noticing:
    """Everybody who can be asked, and what each of them is told; an answer is asked once."""

    owner: psycopg.Connection[Any]
    app: psycopg.Connection[Any]
    crowd: Crowd
    who: list[Asking]
    decided: dict[Asking, Answers] = field(default_factory=dict)
    before: dict[Asking, Answers] = field(default_factory=dict)
    last: dict[str, dict[Asking, None]] = field(default_factory=dict)
    """Who missed another condition of a policy: he is asked first."""

    def bricks(self) -> list[Brick]:
        """Every condition of every policy that is asked about."""
        return [*bricks(self.owner, (*ASKED, LEANED_ON))]

    def missed(self, brick: Brick) -> bool:
        """Whether anybody notices that this one is out."""
        if brick.table == LEANED_ON:
            for one in self.who:
                if one not in self.before:
                    self.before[one] = seen(self.app, one, (LEANED_ON,))
        taken_out(self.owner, brick)
        try:
            return self.noticed(brick)
        finally:
            put_back(self.owner, brick)

    def noticed(self, brick: Brick) -> bool:
        """The same, of what is out already."""
        saw = self.last.setdefault(brick.policy, {})
        for one in dict.fromkeys([*saw, *self.who]):
            if self.differs(one, brick.table):
                self.last[brick.policy] = {one: None} | saw
                return True
        return False

    def differs(self, one: Asking, table: str) -> bool:
        """Whether he sees another row of the table than he should."""
        now = seen(self.app, one, (table,))
        if table == LEANED_ON:
            return now != self.before[one]
        if one not in self.decided:
            self.decided[one] = said(self.crowd, one)
        return any(differing(one, now, self.decided[one]))
