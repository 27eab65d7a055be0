"""Where a coach seeks somebody: a place from the list of the team, or no fixed place."""

from uuid import UUID

from houvast.audit.actions import Operation, recorded
from houvast.capture.models import OutreachPlace, SoughtPlace
from houvast.capture.reads.day_plan import held_track
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop
from houvast.tracks.actions.moments import NOT_RUNNING
from houvast.tracks.reads.own_team import team_of
from houvast.tracks.rules.states import PROMISED, TrackState


def seek_at(*, by: Actor, track_id: UUID, place_id: UUID | None) -> None:
    """From now on somebody is sought there; the place before it is not kept."""
    with recorded(by, "capture.place_chosen", track_id) as act:
        track = held_track(by, track_id, act)
        if TrackState(track.state) not in PROMISED:
            raise Refused(NOT_RUNNING)
        now = _place(by, place_id, act) | {"set_by_id": by.user_id, "set_at": act.now}
        one_at_a_time(track.pk, "sought")
        if not SoughtPlace.objects.filter(track=track).update(**now):
            SoughtPlace.objects.create(**now, **track.row())


def _place(by: Actor, place_id: UUID | None, act: Operation) -> dict[str, UUID | None]:
    if place_id is None:
        return {"place_id": None, "team_id": None}
    team = team_of(by, act.now)
    if not OutreachPlace.objects.filter(pk=place_id, team=team, ended_at=None).exists():
        raise Refused(
            gettext_noop("Deze plek staat niet meer in de lijst. Kies een ander."), field="place"
        )
    return {"place_id": place_id, "team_id": team}
