"""Count unknown young people that a coach met: no name, no nickname, no note."""

from datetime import timedelta
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import EncounterTally, OutreachPlace
from houvast.capture.rules import Tally
from houvast.database.actor import Actor
from houvast.tracks.reads.own_team import team_of

COUNTED_FOR = timedelta(days=730)


def count_people(*, by: Actor, tally: Tally, key: UUID) -> None:
    """Keep a count for the own team; of a place that is not of that team only the count."""
    with recorded(by, "capture.people_counted") as act:
        permissions.require_captures(by)
        team = team_of(by, act.now)
        there = OutreachPlace.objects.filter(team=team)
        place = there.filter(pk=tally.place).first() if tally.place else None
        EncounterTally.objects.create(
            id=key,
            municipality_id=by.municipality_id,
            destroy_on=act.today + COUNTED_FOR,
            made_by_id=by.user_id,
            team_id=team,
            place=place,
            at=tally.at,
            recorded_at=act.now,
            count=tally.count,
            spoke=tally.spoke,
        )
