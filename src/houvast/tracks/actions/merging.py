"""Merge two persons: who steers proposes, another coordinator agrees, and one coach goes on."""

from datetime import timedelta
from uuid import UUID

from django.db import connection

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.actions import assign, end_assignments
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Closing, CoachOffer, Door, Handover, Merge, Rung, Track
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.hiring import check_still_here
from houvast.tracks.rules.merging import MergeFacts, MergeState, check_merge
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import destroy_closed
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import (
    PROMISED,
    RUNNING_HANDOVER,
    CloseReason,
    ClosingState,
    NextMomentState,
    OfferState,
    RungState,
    TrackState,
)

ANSWERED = gettext_noop("Dit voorstel is al beantwoord. Ververs de pagina.")
ALONE = gettext_noop("Samenvoegen doe je met z'n tweeën. Een andere procesregisseur bevestigt.")
DOOR_FOR = timedelta(days=366)


def propose_merge(*, by: Actor, track_id: UUID, other_id: UUID, reason: str) -> UUID:
    """Say that two tracks are of one young person; `track_id` is the one that goes on."""
    with recorded(by, "tracks.merge_proposed", track_id) as act:
        if by.purpose != Purpose.PROCESS_STEERING or by.role not in STEERING:
            raise NotAllowed("role")
        # Not locked: a team lead may look and not touch. Who agrees checks it all again.
        track, other = Track.objects.one(track_id), Track.objects.one(other_id)
        act.concerns(track.person_id, other.person_id)
        check_merge(_facts(track, other))
        if Merge.objects.filter(other=other, state=MergeState.PROPOSED.value).exists():
            raise Refused(gettext_noop("Dit voorstel ligt er al. Een tweede persoon bevestigt."))
        merge = Merge.objects.create(
            other=other,
            reason=check_reason(reason),
            state=MergeState.PROPOSED.value,
            proposed_by_id=by.user_id,
            proposed_at=act.now,
            **track.row(),
        )
        for one in colleagues(by.municipality_id, [Role.PROCESS_COORDINATOR], act.now):
            if one.id != by.user_id:
                tell(by.municipality_id, one.id, NoticeKind.CLOSING, act)
        return merge.pk


def agree_merge(*, by: Actor, merge_id: UUID) -> UUID:
    """Agree as the second person: the other track closes in this transaction. Gives what stays."""
    with recorded(by, "tracks.persons_merged", merge_id) as act:
        merge, track, other = _proposed(by, merge_id, act)
        if merge.proposed_by_id == by.user_id:
            raise Refused(ALONE)
        check_merge(_facts(track, other))
        check_still_here(last_day_of(track.lead_coach_id), act.today)
        _answer(by, merge, MergeState.AGREED, act)
        _keep_the_first_moment(by, track, other, act)
        lead = other.lead_coach_id
        _close_the_other(by, track, other, act)
        tell(by.municipality_id, track.lead_coach_id, NoticeKind.MERGED, act)
        if lead != track.lead_coach_id:
            tell(by.municipality_id, lead, NoticeKind.MERGED, act)
        return track.pk


def decline_merge(*, by: Actor, merge_id: UUID) -> None:
    """They are two young people after all: both tracks go on as they were."""
    with recorded(by, "tracks.merge_declined", merge_id) as act:
        merge, _track, _other = _proposed(by, merge_id, act)
        _answer(by, merge, MergeState.DECLINED, act)


def _proposed(by: Actor, merge_id: UUID, act: Operation) -> tuple[Merge, Track, Track]:
    """An open proposal with its two tracks, all locked, the tracks first."""
    found = Merge.objects.filter(pk=merge_id).first()
    if found is None:
        raise NotFound
    track, other = _both(found.track_id, found.other_id)
    act.concerns(track.person_id, other.person_id)
    for one in (track, other):
        check_may(by, Verb.WRITE, InformationClass.PR, one, act.now)
    locked = Merge.objects.select_for_update(no_key=True).filter(
        pk=merge_id, state=MergeState.PROPOSED.value
    )
    merge = locked.first()
    if merge is None:
        raise Refused(ANSWERED)
    return merge, track, other


def _both(track_id: UUID, other_id: UUID) -> tuple[Track, Track]:
    """The two tracks, locked in one order whoever is asked first."""
    rows = Track.objects.select_for_update(no_key=True).filter(pk__in=[track_id, other_id])
    found = {one.pk: one for one in rows.order_by("pk")}
    if track_id not in found or other_id not in found:
        raise NotFound
    return found[track_id], found[other_id]


def _facts(track: Track, other: Track) -> MergeFacts:
    both = [track.pk, other.pk]
    running = [one.value for one in RUNNING_HANDOVER]
    proposed = ClosingState.PROPOSED.value
    with connection.cursor() as cursor:
        cursor.execute("select tracks_work_runs(%s)", [other.pk])
        (work_runs,) = cursor.fetchone()
    return MergeFacts(
        stays=TrackState(track.state),
        other=TrackState(other.state),
        is_one_person=track.person_id == other.person_id,
        handover_runs=Handover.objects.filter(track__in=both, state__in=running).exists(),
        closing_proposed=Closing.objects.filter(track__in=both, state=proposed).exists(),
        work_runs=work_runs,
    )


def _answer(by: Actor, merge: Merge, state: MergeState, act: Operation) -> None:
    merge.state, merge.answered_by_id, merge.answered_at = state.value, by.user_id, act.now
    merge.save(update_fields=["state", "answered_by", "answered_at"])


def _keep_the_first_moment(by: Actor, track: Track, other: Track, act: Operation) -> None:
    """End the moment of the other track; when it comes first, that day stays."""
    if other.state not in PROMISED:
        return
    theirs = planned_moment(other)
    leave(theirs, NextMomentState.MOVED, act.now)
    ours = planned_moment(track)
    if act.today <= theirs.due < ours.due:
        leave(ours, NextMomentState.MOVED, act.now)
        plan(by, track, Ahead(theirs.due), act.now)


def _close_the_other(by: Actor, track: Track, other: Track, act: Operation) -> None:
    """Close as opened by mistake; who leads the track that stays keeps the door of this one."""
    CoachOffer.objects.filter(track=other, state=OfferState.OFFERED.value).update(
        state=OfferState.WITHDRAWN.value, answered_at=act.now
    )
    Rung.objects.filter(track=other, state=RungState.RAISED.value).update(
        state=RungState.ANSWERED.value, left_at=act.now, answered_by_id=by.user_id
    )
    until = destroy_closed(act.today, terms_of(other.programme_id, act.today))
    keeper = track.lead_coach_id
    last = until - timedelta(days=1)
    Door.objects.create(contact_id=keeper, come_back_on=last, since=act.now, **other.row())
    assign(
        by=by,
        person_id=other.person_id,
        user_id=keeper,
        purpose=Purpose.GUIDANCE,
        capacity=Capacity.DOOR,
        granted_by=by.user_id,
        now=act.now,
        until=act.now + DOOR_FOR,
    )
    other.state, other.closed_at = TrackState.CLOSED.value, act.now
    other.close_reason = CloseReason.OPENED_BY_MISTAKE.value
    other.destroy_on = until
    other.save()
    end_assignments(person_id=other.person_id, now=act.now, keep=(Capacity.DOOR,))
