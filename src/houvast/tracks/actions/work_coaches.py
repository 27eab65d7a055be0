"""Ask a work coach (werkcoach) to help with work, beside the lead coach, for a while."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.actions import assign, end_of_day, settle_access
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.moments import NOT_RUNNING, check_may
from houvast.tracks.models import Track
from houvast.tracks.rules.states import PROMISED
from houvast.tracks.rules.work_coaches import check_beside, check_beside_until


def give_work_coach(*, by: Actor, track_id: UUID, user_id: UUID, until: date | None) -> None:
    """Let a work coach help with work up to and including a day; asked again it is another day.

    The lead stays the lead: who helps writes about work only, and holds no promise.
    """
    with recorded(by, "tracks.work_coach_given", track_id) as act:
        track = _may_give(by, track_id, act)
        serving = colleagues(track.municipality_id, (Role.WORK_COACH,), act.now)
        check_beside(user_id, {one.id for one in serving}, track.lead_coach_id)
        last = end_of_day(check_beside_until(until, act.today))
        running = _running(track, user_id, act)
        if running.filter(until=last).exists():
            return
        running.update(until=act.now)
        assign(
            by=by,
            person_id=track.person_id,
            user_id=user_id,
            purpose=Purpose.PLACEMENT,
            capacity=Capacity.WORK,
            granted_by=by.user_id,
            now=act.now,
            until=last,
        )


def end_work_coach(*, by: Actor, track_id: UUID, user_id: UUID) -> None:
    """From now on this work coach sees nothing of this young person any more."""
    with recorded(by, "tracks.work_coach_ended", track_id) as act:
        track = _may_give(by, track_id, act)
        every = Assignment.objects.filter(
            person=track.person_id, user=user_id, capacity=Capacity.WORK.value
        )
        # Who is about to let it go on is waited for: what comes of that ends too.
        list(every.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        if not _running(track, user_id, act).update(until=act.now):
            raise Refused(gettext_noop("Deze werkcoach helpt hier niet meer. Ververs de pagina."))


def _may_give(by: Actor, track_id: UUID, act: Operation) -> Track:
    """The running track of which the actor leads the young person, the team or the process.

    Read again once nobody else settles access: closed meanwhile, it would leave the help behind.
    A team lead may not lock the row of a track.
    """
    person_id = Track.objects.one(track_id).person_id
    act.concerns(person_id)
    settle_access(person_id)
    track = Track.objects.one(track_id)
    if by.role != Role.TEAM_LEAD or by.purpose != Purpose.PROCESS_STEERING:
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
    if track.state not in PROMISED:
        raise Refused(NOT_RUNNING)
    return track


def _running(track: Track, user_id: UUID, act: Operation) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        person=track.person_id,
        user=user_id,
        capacity=Capacity.WORK.value,
        since__lte=act.now,
        until__gt=act.now,
    )
