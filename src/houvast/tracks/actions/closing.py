"""Close with the door open, and open again: a coach proposes, a second person agrees (P11)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from houvast.accounts.models import User
from houvast.accounts.reads import HOUVAST_NOW, working_days
from houvast.accounts.rules import COACHES, InformationClass, Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.actions import assign, end_assignments
from houvast.sharing.rules import Capacity, Verb
from houvast.tracks.actions.caseload import warn_when_full
from houvast.tracks.actions.moments import check_may, leave, plan, planned_moment
from houvast.tracks.actions.tracks import latest_scan
from houvast.tracks.models import (
    Closing,
    ClosingAnswer,
    Door,
    Handover,
    InformationMoment,
    LeadCoachHistory,
    Rung,
    Step,
    Track,
)
from houvast.tracks.reads.hiring import last_day_of
from houvast.tracks.reads.merging import was_merged
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.closing import (
    ClosingFacts,
    OpenPoint,
    check_closing,
    check_come_back,
    why_not_closable,
)
from houvast.tracks.rules.contacts import Ahead, check_recent
from houvast.tracks.rules.domains import in_order
from houvast.tracks.rules.hiring import check_opens_again, check_rings
from houvast.tracks.rules.promise import add_months, check_moment, destroy_closed, destroy_open
from houvast.tracks.rules.signals import check_reason
from houvast.tracks.rules.states import (
    RUNNING_HANDOVER,
    TO_TELL,
    CloseReason,
    ClosingState,
    NextMomentState,
    RungState,
    TrackState,
)
from houvast.tracks.rules.steps import StepState

RUNNING = (TrackState.OPEN, TrackState.AFTERCARE)


@dataclass(frozen=True, slots=True)
class Farewell:
    """How a coach wants to close: why, who keeps the door, when they ring, and what is answered."""

    reason: CloseReason
    door_contact: UUID | None
    come_back_on: date | None
    told_on: date | None
    answers: Mapping[OpenPoint, str] = field(default_factory=dict)


def closing_points(track: Track, farewell: Farewell, act: Operation) -> tuple[OpenPoint, ...]:
    """All that still stands in the way, as the rule says."""
    to_tell = InformationMoment.objects.filter(
        track=track, state__in=[one.value for one in TO_TELL]
    )
    facts = ClosingFacts(
        reason=farewell.reason,
        in_order=in_order(latest_scan(track)),
        aftercare_until=track.aftercare_until,
        works_now=track.work_started_on is not None,
        handover_running=_handover_runs(track),
        informed=not to_tell.exists(),
        young_person_told=farewell.told_on is not None,
        has_door=farewell.door_contact is not None,
        steps_open=Step.objects.filter(track=track, state=StepState.OPEN.value).exists(),
    )
    return why_not_closable(facts, act.today)


def propose_closing(*, by: Actor, track_id: UUID, farewell: Farewell) -> UUID:
    """Ask a second person to agree. Raises Refused with the first point that is still open."""
    with recorded(by, "tracks.closing_proposed", track_id) as act:
        track = _running(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        points = closing_points(track, farewell, act)
        check_closing(points, farewell.answers)
        contact, on = _ringing(track, farewell.door_contact, farewell.come_back_on, act)
        _check_told(farewell.told_on, act)
        if Closing.objects.filter(track=track, state=ClosingState.PROPOSED.value).exists():
            raise Refused(gettext_noop("Dit voorstel ligt al bij de regisseur."))
        closing = Closing.objects.create(
            reason=farewell.reason.value,
            state=ClosingState.PROPOSED.value,
            proposed_by_id=by.user_id,
            proposed_at=act.now,
            told_young_person_on=farewell.told_on,
            door_contact_id=contact,
            come_back_on=on,
            **track.row(),
        )
        ClosingAnswer.objects.bulk_create(
            ClosingAnswer(
                closing=closing, point=point.value, reason=farewell.answers[point], **track.row()
            )
            for point in points
        )
        return closing.pk


def agree_closing(*, by: Actor, closing_id: UUID) -> None:
    """Agree as the second person: the track closes with its door, in one transaction."""
    with recorded(by, "tracks.track_closed", closing_id) as act:
        track, closing = _proposed(by, closing_id, act)
        if _handover_runs(track):
            raise Refused(
                gettext_noop("Er is intussen een overdracht begonnen. Rond die eerst af.")
            )
        _check_still_rings(track, closing)
        closing.state, closing.answered_by_id = ClosingState.AGREED.value, by.user_id
        closing.answered_at = act.now
        closing.save(update_fields=["state", "answered_by", "answered_at"])
        _open_the_door(by, track, closing.door_contact_id, closing.come_back_on, act)
        _close(by, track, CloseReason(closing.reason), act)


def stop_at_own_wish(
    *, by: Actor, track_id: UUID, door_contact: UUID | None, come_back_on: date | None
) -> None:
    """The young person stops: at any time, in one act, with the door open (P13)."""
    with recorded(by, "tracks.young_person_stopped", track_id) as act:
        track = _running(track_id)
        act.concerns(track.person_id)
        check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
        reason = CloseReason.YOUNG_PERSON_STOPPED
        farewell = Farewell(reason, door_contact, come_back_on, None)
        check_closing(closing_points(track, farewell, act), {})
        Closing.objects.filter(track=track, state=ClosingState.PROPOSED.value).update(
            state=ClosingState.WITHDRAWN.value, answered_at=act.now
        )
        keeper, on = _ringing(track, door_contact, come_back_on, act)
        _open_the_door(by, track, keeper, on, act)
        _close(by, track, reason, act)


def decline_closing(*, by: Actor, closing_id: UUID) -> None:
    """Disagree: the track goes on as it was."""
    with recorded(by, "tracks.closing_declined", closing_id) as act:
        _, closing = _proposed(by, closing_id, act)
        closing.state, closing.answered_by_id = ClosingState.DECLINED.value, by.user_id
        closing.answered_at = act.now
        closing.save(update_fields=["state", "answered_by", "answered_at"])


def _open_the_door(by: Actor, track: Track, keeper: UUID, on: date, act: Operation) -> None:
    """Who keeps the door and when they ring. A keeper who closes himself is confirmed later."""
    Door.objects.create(contact_id=keeper, come_back_on=on, since=act.now, **track.row())
    own = keeper == by.user_id
    terms = terms_of(track.programme_id, act.today)
    days = working_days(track.municipality_id, act.today)
    assign(
        by=by,
        person_id=track.person_id,
        user_id=keeper,
        purpose=Purpose.GUIDANCE,
        capacity=Capacity.DOOR,
        granted_by=None if own else by.user_id,
        confirm_by=days.after(act.today, terms.confirm_within) if own else None,
        now=act.now,
        until=act.now + timedelta(days=366),
    )


def _close(by: Actor, track: Track, reason: CloseReason, act: Operation) -> None:
    """End moment, rungs and access; whoever closes loses his own access last."""
    moment = planned_moment(track)
    past = moment.due <= act.today
    leave(moment, NextMomentState.KEPT if past else NextMomentState.MOVED, act.now)
    Rung.objects.filter(track=track, state=RungState.RAISED.value).update(
        state=RungState.ANSWERED.value, left_at=act.now, answered_by_id=by.user_id
    )
    terms = terms_of(track.programme_id, act.today)
    track.state, track.closed_at = TrackState.CLOSED.value, act.now
    track.close_reason = reason.value
    track.destroy_on = destroy_closed(act.today, terms)
    track.save()
    end_assignments(person_id=track.person_id, now=act.now, keep=(Capacity.DOOR,))


def reopen_track(
    *, by: Actor, track_id: UUID, ground: str, next_on: date | None, what: str = ""
) -> None:
    """Open the door again in one act: the named contact becomes the coach, with a next moment."""
    with recorded(by, "tracks.track_reopened", track_id) as act:
        track = Track.objects.select_for_update(no_key=True).one(track_id)
        act.concerns(track.person_id)
        door = Door.objects.select_for_update(no_key=True).filter(track=track, until=None).first()
        if track.state != TrackState.CLOSED or door is None:
            raise Refused(gettext_noop("Dit traject loopt al. Ververs de pagina."))
        if door.contact_id != by.user_id:
            raise NotFound
        if track.close_reason == CloseReason.OPENED_BY_MISTAKE and was_merged(track_id):
            raise Refused(
                gettext_noop("Dit traject is samengevoegd. Ga verder op het traject dat doorging.")
            )
        if track.lead_coach_id != by.user_id:
            check_opens_again(last_day_of(by.user_id), act.today)
        check_reason(ground, field="ground")
        terms = terms_of(track.programme_id, act.today)
        check_moment(next_on, act.today, terms)
        door.until = act.now
        door.save(update_fields=["until"])
        _open_again(by, track, act)
        plan(by, track, Ahead(next_on, what=what), act.now)
        warn_when_full(by, track, act)


def _open_again(by: Actor, track: Track, act: Operation) -> None:
    """The same coach, as an own find: a team lead confirms it afterwards."""
    terms = terms_of(track.programme_id, act.today)
    days = working_days(track.municipality_id, act.today)
    assign(
        by=by,
        person_id=track.person_id,
        user_id=by.user_id,
        purpose=Purpose.GUIDANCE,
        capacity=Capacity.LEAD,
        granted_by=None,
        confirm_by=days.after(act.today, terms.confirm_within),
        now=act.now,
    )
    end_assignments(
        person_id=track.person_id, now=act.now, keep=(Capacity.LEAD,), user_id=by.user_id
    )
    track.state, track.lead_coach_id = TrackState.OPEN.value, by.user_id
    track.closed_at, track.close_reason = None, ""
    track.review_on = add_months(act.today, terms.review_months)
    track.destroy_on = destroy_open(act.today, terms)
    track.save()
    LeadCoachHistory.objects.filter(track=track, until=None).update(until=act.now)
    LeadCoachHistory.objects.create(user_id=by.user_id, since=act.now, **track.row())


def _running(track_id: UUID) -> Track:
    track = Track.objects.select_for_update(no_key=True).one(track_id)
    if track.state not in RUNNING:
        raise Refused(gettext_noop("Dit traject loopt nu niet. Ververs de pagina."))
    return track


def _proposed(by: Actor, closing_id: UUID, act: Operation) -> tuple[Track, Closing]:
    """A proposal that this actor may answer, with its track, both locked."""
    found = Closing.objects.filter(pk=closing_id).first()
    if found is None:
        raise NotFound
    track = Track.objects.select_for_update(no_key=True).one(found.track_id)
    act.concerns(track.person_id)
    check_may(by, Verb.WRITE, InformationClass.PR, track, act.now)
    # Once answered it may not be written any more, so the lock does not find it.
    closing = Closing.objects.select_for_update(no_key=True).filter(pk=closing_id).first()
    if closing is None or closing.state != ClosingState.PROPOSED or track.state not in RUNNING:
        raise Refused(gettext_noop("Dit voorstel is al beantwoord. Ververs de pagina."))
    if closing.proposed_by_id == by.user_id:
        raise Refused(gettext_noop("Een tweede persoon geeft akkoord. Vraag een collega."))
    return track, closing


def _ringing(
    track: Track, keeper: UUID | None, on: date | None, act: Operation
) -> tuple[UUID, date]:
    """Who keeps the door of a track that closes today, and the day that he rings."""
    terms = terms_of(track.programme_id, act.today)
    day = check_come_back(on, act.today, terms, destroy_closed(act.today, terms))
    return door_keeper(track, keeper, day), day


def door_keeper(track: Track, user_id: UUID | None, on: date) -> UUID:
    """Who keeps the door: an active colleague who can be a coach again, and is here on that day."""
    now = HOUVAST_NOW
    serving = User.objects.filter(
        pk__in=[user_id] if user_id else [],
        municipality_id=track.municipality_id,
        is_active=True,
        suspended_at=None,
        memberships__role__in=[one.value for one in COACHES],
        memberships__since__lte=now,
        memberships__until__gt=now,
    )
    found = serving.first()
    if found is None:
        raise Refused(
            gettext_noop("Deze collega werkt hier niet meer. Kies iemand anders."),
            field="door_contact",
        )
    check_rings(last_day_of(found.pk), on)
    return found.pk


def _check_still_rings(track: Track, closing: Closing) -> None:
    """Between proposal and agreement whoever keeps the door may have left (P12)."""
    try:
        door_keeper(track, closing.door_contact_id, closing.come_back_on)
    except Refused as gone:
        raise Refused(
            gettext_noop(
                "Wie de deur openhoudt, werkt hier dan niet meer. "
                "Zeg nee: de coach stelt het opnieuw voor met een ander."
            )
        ) from gone


def _handover_runs(track: Track) -> bool:
    states = [one.value for one in RUNNING_HANDOVER]
    return Handover.objects.filter(track=track, state__in=states).exists()


def _check_told(told_on: date | None, act: Operation) -> None:
    if told_on and told_on > act.today:
        raise Refused(
            gettext_noop("Deze dag ligt in de toekomst. Vul in wanneer je het vertelde."),
            field="told_on",
        )
    if told_on:
        check_recent(told_on, act.today, field="told_on")
