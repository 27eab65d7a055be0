"""The ladder (belofteladder): what is overdue asks a person, and climbs until somebody acts (P4).

Time alone makes a moment stale, so an hourly job is the guarantee there. A rung is answered by an
act (a contact, a new moment, an acceptance), never by a tick.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from houvast.accounts.reads import working_days
from houvast.accounts.rules import WorkingDays
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.actions.addressing import address
from houvast.tracks.actions.notices import tell
from houvast.tracks.actions.occupants import coordinators_there, occupant
from houvast.tracks.models import (
    CoachOffer,
    Handover,
    InformationMoment,
    NextMoment,
    Rung,
    Signal,
    Track,
)
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.notices import NoticeKind, of_rung
from houvast.tracks.rules.promise import REVIEW_AHEAD, Terms, rung_of
from houvast.tracks.rules.signals import OPEN
from houvast.tracks.rules.states import (
    PROMISED,
    HandoverState,
    NextMomentState,
    OfferState,
    RungCause,
    RungState,
    TrackState,
)


def answer_rungs(
    by: Actor, track: Track, cause: RungCause, now: datetime, *more: RungCause
) -> None:
    """Close the rungs of a track that an act has answered."""
    causes = [one.value for one in (cause, *more)]
    raised = Rung.objects.filter(track=track, cause__in=causes, state=RungState.RAISED.value)
    raised.update(state=RungState.ANSWERED.value, left_at=now, answered_by_id=by.user_id)


def raise_rung(
    about: Track | Signal, cause: RungCause, level: int, overdue_since: date, act: Operation
) -> bool:
    """Ask the person of a rung to act; False when that rung, or a higher one, asks already."""
    is_track = isinstance(about, Track)
    mine = {"track": about} if is_track else {"signal": about}
    standing = Rung.objects.filter(**mine, cause=cause.value, state=RungState.RAISED.value)
    current = standing.select_for_update(no_key=True).first()
    if current is not None and current.level >= level:
        return False
    level, holder = occupant(about, level, act)
    if holder is None:
        return False
    if current is not None:
        if current.level >= level:
            return False
        current.state, current.left_at = RungState.CLIMBED.value, act.now
        current.save(update_fields=["state", "left_at"])
    Rung.objects.create(
        municipality_id=about.municipality_id,
        controller=about.controller,
        destroy_on=about.destroy_on,
        cause=cause.value,
        level=level,
        held_by_id=holder,
        overdue_since=overdue_since,
        raised_at=act.now,
        state=RungState.RAISED.value,
        **mine,
    )
    tell(about.municipality_id, holder, of_rung(level, signal=not is_track), act)
    return True


def climb_ladder(*, by: Actor) -> int:
    """Raise every rung of a municipality that time has made due; how many were raised.

    Runs hourly under the safety net. It may run twice: a rung that asks already stays as it is.
    """
    with recorded(by, "tracks.ladder_climbed") as act:
        days = working_days(by.municipality_id, act.today)
        return (
            address(act)
            + _climb_moments(act, days)
            + _climb_moves(act, days)
            + _climb_offers(act, days)
            + _climb_handovers(act, days)
            + _climb_confirmations(act, days)
            + _climb_reviews(act)
            + _climb_signals(act, days)
            + _climb_information(act, days)
        )


def _climb_moments(act: Operation, days: WorkingDays) -> int:
    late = NextMoment.objects.filter(state=NextMomentState.PLANNED.value, due__lt=act.today)
    count = 0
    for moment in late.select_related("track").order_by("due", "pk"):
        level = rung_of(moment.due, act.today, days, _terms(moment.track.programme_id, act))
        if level:
            count += raise_rung(moment.track, RungCause.MOMENT, level, moment.due, act)
    return count


def _climb_moves(act: Operation, days: WorkingDays) -> int:
    """A moment that was moved too often asks higher, until there is a contact."""
    asking = Rung.objects.filter(state=RungState.RAISED.value, cause=RungCause.MOVES.value)
    count = 0
    for rung in asking.select_related("track").order_by("overdue_since", "pk"):
        if track := rung.track:
            since = rung.overdue_since
            level = rung_of(since, act.today, days, _terms(track.programme_id, act))
            count += raise_rung(track, RungCause.MOVES, level, since, act)
    return count


def _climb_offers(act: Operation, days: WorkingDays) -> int:
    """Offers past their deadline go back to who holds the track, and the waiting track climbs."""
    late = CoachOffer.objects.filter(state=OfferState.OFFERED.value, accept_by__lt=act.today)
    for offer in late.select_related("track"):
        tell(offer.municipality_id, offer.track.lead_coach_id, NoticeKind.RETURNED, act)
    late.update(state=OfferState.RETURNED.value, answered_at=act.now)
    waiting = Track.objects.filter(state=TrackState.PROPOSED.value, accept_by__lt=act.today)
    count = 0
    for track in waiting.order_by("accept_by", "pk"):
        due = track.accept_by or act.today
        level = rung_of(due, act.today, days, _terms(track.programme_id, act))
        if level:
            count += raise_rung(track, RungCause.ACCEPTANCE, level, due, act)
    return count


def _climb_handovers(act: Operation, days: WorkingDays) -> int:
    """A question without an answer goes back by itself; a yes without a meeting climbs (P7)."""
    late = Handover.objects.filter(state=HandoverState.OFFERED.value, accept_by__lt=act.today)
    for one in late:
        coordinators = coordinators_there(one.municipality_id, act)
        for told in {one.from_user_id, *coordinators[:1]}:
            tell(one.municipality_id, told, NoticeKind.RETURNED, act)
    late.update(state=HandoverState.RETURNED.value, answered_at=act.now)
    unmet = Handover.objects.filter(state=HandoverState.ACCEPTED.value, introduce_by__lt=act.today)
    count = 0
    for one in unmet.select_related("track").order_by("introduce_by", "pk"):
        due = one.introduce_by or act.today
        level = rung_of(due, act.today, days, _terms(one.track.programme_id, act))
        if level:
            count += raise_rung(one.track, RungCause.INTRODUCTION, level, due, act)
    return count


def _climb_confirmations(act: Operation, days: WorkingDays) -> int:
    """Own finds and own doors that nobody has confirmed in time ask the team lead, and higher."""
    waiting = Assignment.objects.filter(
        granted_by=None, confirm_by__lt=act.today, until__gt=act.now
    ).values_list("person_id", "confirm_by")
    since = dict(waiting)
    count = 0
    for track in Track.objects.filter(person__in=since).order_by("pk"):
        due = since[track.person_id] or act.today
        level = rung_of(due, act.today, days, _terms(track.programme_id, act))
        if level:
            count += raise_rung(track, RungCause.CONFIRMATION, max(2, level), due, act)
    return count


def _climb_reviews(act: Operation) -> int:
    """A lead whose access ends within a month asks the coordinator; one that lapsed, higher."""
    led = Assignment.objects.filter(
        person=OuterRef("person_id"),
        user=OuterRef("lead_coach_id"),
        capacity=Capacity.LEAD.value,
    )
    running: QuerySet[Any, Any] = Track.objects.filter(
        ~Exists(led.filter(until__gt=act.now + REVIEW_AHEAD)),
        state__in=[one.value for one in PROMISED],
    ).annotate(reads=Exists(led.filter(until__gt=act.now)))
    return sum(
        raise_rung(track, RungCause.REVIEW, 3 if track.reads else 4, act.today, act)
        for track in running.order_by("pk")
    )


def _climb_signals(act: Operation, days: WorkingDays) -> int:
    """Also what Veiligheid offered: it is a signal of the college, and climbs as all others do."""
    states = [one.value for one in OPEN]
    waiting = Signal.objects.filter(state__in=states, answer_by__lt=act.today)
    count = 0
    for signal in waiting.order_by("answer_by", "pk"):
        terms = _terms(programme_of(signal.municipality_id), act)
        level = rung_of(signal.answer_by, act.today, days, terms)
        if level:
            count += raise_rung(signal, RungCause.SIGNAL, level, signal.answer_by, act)
    return count


def _climb_information(act: Operation, days: WorkingDays) -> int:
    """Somebody who still has to hear what we keep (trust T-35); who grew up needs nobody else."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_grown_up()")
    first: dict[Track, date] = {}
    for moment in InformationMoment.objects.late(act.today).select_related("track"):
        due = moment.postponed_until or moment.due
        first[moment.track] = min(due, first.get(moment.track, due))
    count = 0
    for track, due in sorted(first.items(), key=lambda one: (one[1], one[0].pk)):
        level = rung_of(due, act.today, days, _terms(track.programme_id, act))
        if level:
            count += raise_rung(track, RungCause.INFORM, level, due, act)
    return count


def _terms(programme_id: UUID, act: Operation) -> Terms:
    return terms_of(programme_id, act.today)
