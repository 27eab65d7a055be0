"""One young person who is held twice: found again by a colleague, and a proposal to merge."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.demo.ledger import Town
from houvast.demo.sightings import sighted
from houvast.people.models import Nickname
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.merging import propose_merge
from houvast.tracks.actions.signals import Who
from houvast.tracks.reads.lines import Line
from houvast.tracks.rules.contacts import Ahead

HOW_WE_KNOW = "Noor en Yasmin kwamen samen bij dezelfde jongere op het plein."


@dataclass(slots=True)
class Twice:
    """Who was found for a second time; the team lead sees it the day after."""

    town: Town
    dice: Random
    first: UUID | None = None
    second: UUID | None = None

    def find(self, line: Line, coach: str, today: date) -> None:
        """A colleague meets somebody who has a coach already, and knows only what he is called."""
        yasmin, noor = self.town.people[coach], self.town.people["noor"]
        with recorded(noor, "demo.story"):
            called = Nickname.objects.get(person=line.person_id).text
        ahead = Ahead(self.town.days.after(today, 2), agreed=True, what="Samen eten op het plein")
        seen = sighted(self.town, self.dice, today)
        self.first = line.track_id
        self.second = open_own_find(by=yasmin, seen=seen, who=Who(called), ahead=ahead)

    def propose(self) -> None:
        """The team lead proposes to merge; the coordinator still has to agree."""
        if self.first and self.second:
            propose_merge(
                by=self.town.people["ruud"],
                track_id=self.first,
                other_id=self.second,
                reason=HOW_WE_KNOW,
            )
