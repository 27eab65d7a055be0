"""Stored choices asked again of the rules, each with the wishes, the day and the lists of then.

A version of the wishes never changes and neither does an edition of postcodes or journeys, so those
are read as they were. A workplace is what it is now: if it was changed since, replaying says so.
"""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.models import Workplace
from houvast.errors import NotFound
from houvast.matching.models import Choice, WorkWishes
from houvast.matching.reads.places import Work, read_work, secret, who_sees_work
from houvast.matching.reads.rows import place_of, written
from houvast.matching.reads.travel import travel_model
from houvast.matching.reads.wishes import KnownWishes, for_rules, wishes_called
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.points import RULESET, Ruleset
from houvast.matching.rules.replay import Kept, Replayed, replayed
from houvast.matching.rules.sides import Pair
from houvast.reference.reads.editions import edition_called
from houvast.reference.rules.editions import Kind


def replay(by: Actor, asked: UUID) -> list[Replayed]:
    """The choice with this id, or all choices of the track with this id. Raises NotFound.

    What was taken back had nothing on screen, and is passed over.
    """
    with recorded(by, "matching.choice_replayed", asked) as act:
        rows = Choice.objects.exclude(outcome=ChoiceOutcome.BACK.value).order_by("at", "pk")
        found = list(rows.filter(pk=asked) or rows.filter(track=asked))
        if not found:
            raise NotFound
        track_id = found[0].track_id
        who_sees_work(by, track_id, act)
        return _Again(read_work(by, track_id, act), found).all()


class _Again:
    """Everything that the choices of one young person were made of."""

    def __init__(self, work: Work, rows: list[Choice]) -> None:
        self.work, self.rows, self.key = work, rows, secret("inputs")
        self.wishes = self._wishes()
        places = {one.workplace_id for one in rows}
        texts: list[str] = [one["row"] for one in written(Workplace.objects.filter(pk__in=places))]
        self.places = {UUID(json.loads(one)["id"]): one for one in texts}
        self.rulesets: dict[str, Ruleset] = {}
        self.lists: dict[tuple[UUID | None, date, str], str] = {}

    def all(self) -> list[Replayed]:
        """Each of them, the oldest first."""
        return [self._one(row) for row in self.rows]

    def _one(self, row: Choice) -> Replayed:
        day, rules = date.fromisoformat(row.explanation["day"]), self._ruleset(row.ruleset)
        known = self.wishes.get(row.wishes_id) if row.wishes_id else None
        then = replace(
            self.work,
            today=day,
            ruleset=rules,
            wishes=for_rules(known, self.work.wishes.birth_date),
        )
        text = self.places.get(row.workplace_id)
        pair = Pair(then.wishes, place_of(text, day), day) if text else None
        asked = (row.wishes_id, day, row.ruleset)
        if asked not in self.lists:
            self.lists[asked] = then.list_seal
        kept = Kept(row.pk, row.explanation, row.inputs)
        return replayed(kept, pair, rules, self.lists[asked], self.key)

    def _wishes(self) -> dict[UUID, KnownWishes]:
        called = {one.wishes_id for one in self.rows if one.wishes_id}
        return wishes_called(WorkWishes.objects.filter(pk__in=called))

    def _ruleset(self, version: str) -> Ruleset:
        """The rules of now with the postcodes and journeys that a version names."""
        if version not in self.rulesets:
            lists = (edition_called(version, one) for one in (Kind.PLACES, Kind.TRAVEL_TIMES))
            points, times = (one.id if one else None for one in lists)
            self.rulesets[version] = replace(RULESET, travel=travel_model(points, times))
        return self.rulesets[version]
