"""Hand over: ask, say yes or no, meet. Until the yes the old coach holds on; then he reads on."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.reads import working_days
from houvast.accounts.rules import COACHES, InformationClass, Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.actions import assign, end_assignments
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.caseload import warn_when_full
from houvast.tracks.actions.ladder import answer_rungs
from houvast.tracks.actions.locking import lock_moment
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.ties import check_can_be_asked
from houvast.tracks.actions.tracks import NO_COACH, serving
from houvast.tracks.models import Handover, LeadCoachHistory, Track
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.handovers import check_introduced, check_move, check_offer
from houvast.tracks.rules.hiring import check_takes_new
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.states import (
    PROMISED,
    RUNNING_HANDOVER,
    HandoverReason,
    HandoverState,
    NextMomentState,
    RungCause,
)


def offer_handover(
    *, by: Actor, track_id: UUID, from_user: UUID, to_user: UUID, reason: HandoverReason
) -> UUID:
    """Ask another coach. `from_user` is the lead as the asker knows it: a stale one is refused."""
    with recorded(by, "tracks.handover_offered", track_id) as act:
        seen = Track.objects.one(track_id)
        act.concerns(seen.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, seen, act.now)
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        if track.state not in PROMISED:
            raise Refused(gettext_noop("Dit traject loopt nu niet. Ververs de pagina."))
        states = [one.value for one in RUNNING_HANDOVER]
        running = Handover.objects.filter(track=track, state__in=states).exists()
        check_offer(stated=from_user, lead=track.lead_coach_id, to=to_user, running=running)
        coach = serving(by, to_user, COACHES, act)
        if coach is None or to_user == by.user_id:
            raise Refused(NO_COACH, field="to")
        check_takes_new(last_day_of(to_user), act.today, field="to")
        check_can_be_asked(track.person_id, to_user, NO_COACH, field="to")
        days = working_days(track.municipality_id, act.today)
        terms = terms_of(track.programme_id, act.today)
        tell(by.municipality_id, to_user, NoticeKind.HANDOVER, act)
        return Handover.objects.create(
            from_user_id=track.lead_coach_id,
            to_user_id=to_user,
            from_team_id=track.team_id,
            to_team_id=coach.team_id,
            offered_by_id=by.user_id,
            reason=reason.value,
            state=HandoverState.OFFERED.value,
            offered_at=act.now,
            accept_by=days.after(act.today, terms.handover_accept),
            **track.row(),
        ).pk


def accept_handover(*, by: Actor, handover_id: UUID) -> UUID:
    """Become the lead coach in one commit: lead, history, moment, access and overlap together."""
    with recorded(by, "tracks.handover_accepted", handover_id) as act:
        handover, track = _asked(by, handover_id, HandoverState.ACCEPTED, act)
        old = track.lead_coach_id
        if old != handover.from_user_id or track.state not in PROMISED:
            raise Refused(gettext_noop("Intussen is er iets veranderd. Ververs de pagina."))
        check_takes_new(last_day_of(by.user_id), act.today)
        lock_moment(track.pk)
        _take_over_access(by, handover, track, act)
        LeadCoachHistory.objects.filter(track=track, until=None).update(until=act.now)
        track.lead_coach_id, track.team_id = by.user_id, handover.to_team_id
        track.save(update_fields=["lead_coach", "team"])
        LeadCoachHistory.objects.create(user_id=by.user_id, since=act.now, **track.row())
        days = working_days(track.municipality_id, act.today)
        terms = terms_of(track.programme_id, act.today)
        _take_over_moment(by, track, days.after(act.today, terms.first_attempt_within), act)
        handover.introduce_by = days.after(act.today, terms.handover_introduce)
        _answer(handover, HandoverState.ACCEPTED, act)
        answer_rungs(by, track, RungCause.MOMENT, act.now)
        warn_when_full(by, track, act)
        answer_rungs(by, track, RungCause.MOVES, act.now)
        return track.pk


def _take_over_moment(by: Actor, track: Track, soon: date, act: Operation) -> None:
    """Keep the moment from now on; one that has passed is missed, and a new one comes soon."""
    moment = planned_moment(track)
    if moment.due >= act.today:
        moment.held_by_id = by.user_id
        moment.save(update_fields=["held_by"])
        return
    leave(moment, NextMomentState.MISSED, act.now)
    plan(by, track, Ahead(soon, what=gettext_noop("Kennismaken met de nieuwe coach")), act.now)


def _take_over_access(by: Actor, handover: Handover, track: Track, act: Operation) -> None:
    """The new coach may write from now; the old one reads on for the overlap, when still here."""
    terms = terms_of(track.programme_id, act.today)
    assign(
        by=by,
        person_id=track.person_id,
        user_id=by.user_id,
        purpose=Purpose.GUIDANCE,
        capacity=Capacity.LEAD,
        granted_by=handover.offered_by_id,
        now=act.now,
    )
    end_assignments(person_id=track.person_id, now=act.now, user_id=handover.from_user_id)
    if (last_day := last_day_of(handover.from_user_id)) and last_day < act.today:
        return
    assign(
        by=by,
        person_id=track.person_id,
        user_id=handover.from_user_id,
        purpose=Purpose.GUIDANCE,
        capacity=Capacity.FORMER,
        granted_by=by.user_id,
        now=act.now,
        until=act.now + timedelta(days=terms.overlap),
    )


def decline_handover(*, by: Actor, handover_id: UUID) -> None:
    """Say no: the old coach holds on."""
    with recorded(by, "tracks.handover_declined", handover_id) as act:
        handover, _ = _asked(by, handover_id, HandoverState.DECLINED, act)
        _answer(handover, HandoverState.DECLINED, act)


def withdraw_handover(*, by: Actor, handover_id: UUID) -> UUID:
    """Take the question back: by the coach who holds on, or by the coordinator. Gives the track."""
    with recorded(by, "tracks.handover_withdrawn", handover_id) as act:
        seen = Handover.objects.one(handover_id)
        track = Track.objects.one(seen.track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        check_move(HandoverState(seen.state), HandoverState.WITHDRAWN, seen.accept_by, act.today)
        track = Track.objects.select_for_update(no_key=True).one(seen.track_id)
        handover = Handover.objects.select_for_update(no_key=True).one(handover_id)
        state = HandoverState(handover.state)
        check_move(state, HandoverState.WITHDRAWN, handover.accept_by, act.today)
        _answer(handover, HandoverState.WITHDRAWN, act)
        return track.pk


def introduce_handover(*, by: Actor, handover_id: UUID, introduced_on: date) -> None:
    """Note the meeting of three: old coach, new coach and young person. The handover is done."""
    with recorded(by, "tracks.handover_introduced", handover_id) as act:
        seen = Handover.objects.one(handover_id)
        track = Track.objects.one(seen.track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        if seen.to_user_id != by.user_id:
            raise NotFound
        check_move(HandoverState(seen.state), HandoverState.INTRODUCED, act.today, act.today)
        handover = Handover.objects.select_for_update(no_key=True).one(handover_id)
        check_move(HandoverState(handover.state), HandoverState.INTRODUCED, act.today, act.today)
        accepted = timezone.localdate(handover.answered_at)
        check_introduced(introduced_on, accepted, act.today)
        handover.state, handover.introduced_on = HandoverState.INTRODUCED.value, introduced_on
        handover.save(update_fields=["state", "introduced_on"])
        answer_rungs(by, track, RungCause.INTRODUCTION, act.now)


def _asked(
    by: Actor, handover_id: UUID, then: HandoverState, act: Operation
) -> tuple[Handover, Track]:
    """The open question to this actor and its track, both locked, the track first."""
    seen = Handover.objects.one(handover_id)
    if seen.to_user_id != by.user_id:
        raise NotFound
    check_move(HandoverState(seen.state), then, seen.accept_by, act.today)
    track = Track.objects.select_for_update(no_key=True).one(seen.track_id)
    act.concerns(track.person_id)
    handover = Handover.objects.select_for_update(no_key=True).one(handover_id)
    check_move(HandoverState(handover.state), then, handover.accept_by, act.today)
    return handover, track


def _answer(handover: Handover, state: HandoverState, act: Operation) -> None:
    handover.state, handover.answered_at = state.value, act.now
    handover.save(update_fields=["state", "answered_at", "introduce_by"])
