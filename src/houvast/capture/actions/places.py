"""The places of a team, and whether devices may know first names."""

from datetime import timedelta
from uuid import UUID, uuid4

from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import Labels, OutreachPlace
from houvast.capture.rules.places import check_name
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.tracks.reads.own_team import team_of

DECIDED_FOR = timedelta(days=10 * 365)
"""Who decided about names on devices: as long as a municipality could be asked."""


def add_place(*, by: Actor, name: str) -> UUID:
    """Add a place to the list of the own team. Refuses what is no name, or is there already."""
    with recorded(by, "capture.place_added") as act:
        permissions.require_captures(by)
        team = team_of(by, act.now)
        there = OutreachPlace.objects.filter(team=team, ended_at=None)
        text = check_name(name, there.values_list("name", flat=True))
        made = OutreachPlace.objects.create(
            pk=uuid4(), municipality_id=by.municipality_id, team_id=team, name=text, since=act.now
        )
        act.about = made.pk
        return made.pk


def end_place(*, by: Actor, place_id: UUID) -> None:
    """Take a place off the list; counts that were made there keep it."""
    with recorded(by, "capture.place_ended", place_id) as act:
        permissions.require_captures(by)
        mine = OutreachPlace.objects.filter(pk=place_id, team=team_of(by, act.now), ended_at=None)
        if not mine.update(ended_at=act.now):
            raise NotFound


def allow_labels(*, by: Actor, allowed: bool) -> None:
    """Let devices of the municipality know first names, or no longer (README 22)."""
    with recorded(by, "capture.labels_set") as act:
        if by.role != Role.PROGRAMME_MANAGER or by.purpose != Purpose.PROCESS_STEERING:
            raise NotAllowed("role")
        Labels.objects.create(
            municipality_id=by.municipality_id,
            destroy_on=act.today + DECIDED_FOR,
            allowed=allowed,
            set_by_id=by.user_id,
            set_at=act.now,
        )
