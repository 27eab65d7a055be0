"""A young person is away for a while, or is back. The promise goes on meanwhile (product 3.1.6)."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules import Verb
from houvast.tracks.actions.moments import NOT_RUNNING, check_may, leave, plan, planned_moment
from houvast.tracks.models import Absence, Track
from houvast.tracks.rules.absences import DAY_ITSELF, WEEK_BEFORE, check_return, latest_moment
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.states import PROMISED, ContactChannel, NextMomentState


def enter_absence(
    *, by: Actor, track_id: UUID, until_on: date, reachable_via: ContactChannel
) -> UUID:
    """Say until when somebody is away and how to reach him; another day is another row.

    A moment beyond the week before the return comes forward to it, in the same transaction.
    """
    with recorded(by, "tracks.absence_entered", track_id) as act:
        track = _running(by, track_id, act)
        check_return(until_on, act.today)
        moment = planned_moment(track)
        _live(track).update(ended_at=act.now)
        made = Absence.objects.create(
            until_on=until_on,
            reachable_via=reachable_via.value,
            entered_at=act.now,
            entered_by_id=by.user_id,
            **track.row(),
        )
        latest = latest_moment(until_on, act.today)
        if moment.due > latest:
            leave(moment, NextMomentState.MOVED, act.now)
            what = DAY_ITSELF if latest == until_on else WEEK_BEFORE
            plan(by, track, Ahead(latest, what=what), act.now, follows=moment)
        return made.pk


def end_absence(*, by: Actor, track_id: UUID) -> None:
    """Back again, or it did not happen. The next moment stays where it is."""
    with recorded(by, "tracks.absence_ended", track_id) as act:
        track = _running(by, track_id, act)
        if not _live(track).update(ended_at=act.now):
            raise Refused(gettext_noop("Dit stond er al niet meer. Ververs de pagina."))


def _running(by: Actor, track_id: UUID, act: Operation) -> Track:
    seen = Track.objects.one(track_id)
    act.concerns(seen.person_id)
    check_may(by, Verb.WRITE, InformationClass.CT, seen, act.now)
    track = Track.objects.select_for_update(no_key=True).one(track_id)
    if track.state not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track


def _live(track: Track) -> QuerySet[Absence]:
    return Absence.objects.filter(track=track, ended_at=None)
