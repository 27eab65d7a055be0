"""Next moments: plan one, leave one, move one. The promise never goes without (P2)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from houvast.accounts.rules import InformationClass, Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.written import add
from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules import Verb
from houvast.tracks import permissions
from houvast.tracks.actions.ladder import answer_rungs, raise_rung
from houvast.tracks.models import Absence, Appointment, Contact, NextMoment, Track
from houvast.tracks.reads.standing import standing_to
from houvast.tracks.reads.terms import terms_of
from houvast.tracks.rules.absences import check_within, latest_moment
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.promise import check_moment, check_move
from houvast.tracks.rules.states import NextMomentState, RungCause

TRIES = 3
"""How often a planned moment is looked for again when someone else has just replaced it."""

NOT_RUNNING = gettext_noop("Dit traject loopt nu niet. Ververs de pagina om te zien hoe het staat.")


def check_may(by: Actor, verb: Verb, kind: InformationClass, track: Track, now: datetime) -> None:
    """Go on when the actor may do this with one kind of data of a track that he sees."""
    standing = standing_to(by, track, now)
    permissions.require(
        permissions.can(by, verb, kind, place=track.municipality_id, holding=standing, now=now)
    )


def planned_moment(track: Track) -> NextMoment:
    """The planned moment of a running track, locked until the transaction ends.

    Who waits for the lock finds the moment left and looks for its successor. Raises Refused when
    the track has none, because it is proposed or closed.
    """
    for _ in range(TRIES):
        planned = NextMoment.objects.filter(track=track, state=NextMomentState.PLANNED.value)
        if found := planned.select_for_update(no_key=True).first():
            return found
    raise Refused(NOT_RUNNING)


def plan(
    by: Actor, track: Track, ahead: Ahead, now: datetime, *, follows: NextMoment | None = None
) -> NextMoment:
    """Plan the next moment, with what it is about; the day was checked by a rule.

    `follows` is the moment that an undo brings back. Raises Refused when it lies beyond the return
    of somebody who is away, or beyond the week before it.
    """
    away = returns([track.pk], timezone.localdate(now)).get(track.pk)
    add(row := _planned(by, track, ahead, now, away, follows))
    if ahead.what or ahead.place_kind:
        Appointment.objects.create(
            moment=row,
            what=ahead.what.strip(),
            place_kind=ahead.place_kind.value if ahead.place_kind else "",
            **track.row(),
        )
    return row


def next_after(
    by: Actor, track: Track, ahead: Ahead, act: Operation, away: date | None, follows: NextMoment
) -> NextMoment:
    """The moment that `plan` would write, not written yet; `away` is the day of a return."""
    return _planned(by, track, ahead, act.now, away, follows)


def _planned(
    by: Actor,
    track: Track,
    ahead: Ahead,
    now: datetime,
    away: date | None,
    follows: NextMoment | None,
) -> NextMoment:
    today = timezone.localdate(now)
    if away:
        check_within(ahead.on or today, away, today)
    return NextMoment(
        due=ahead.on or today,
        state=NextMomentState.PLANNED.value,
        held_by_id=track.lead_coach_id,
        agreed_with_young_person=ahead.agreed,
        planned_at=now,
        planned_by_id=by.user_id,
        follows=follows,
        **track.row(),
    )


def latest_of(track: Track, today: date) -> date | None:
    """The last day for the next moment of somebody who is away; None of who is here."""
    away = returns([track.pk], today).get(track.pk)
    return latest_moment(away, today) if away else None


def returns(tracks: Iterable[UUID], today: date) -> dict[UUID, date]:
    """The day of the return of who is away, by track; who is here is not in it."""
    away = Absence.objects.filter(track__in=tracks, ended_at=None, until_on__gte=today)
    return dict(away.values_list("track", "until_on"))


def leave(moment: NextMoment, state: NextMomentState, now: datetime) -> None:
    """Say what became of a moment."""
    moment.state, moment.left_at = state.value, now
    moment.save(update_fields=["state", "left_at"])


def move_moment(*, by: Actor, track_id: UUID, ahead: Ahead) -> UUID:
    """Move the next moment without a contact; too often in a row climbs the ladder."""
    with recorded(by, "tracks.moment_moved", track_id) as act:
        track = Track.objects.one(track_id)
        act.concerns(track.person_id)
        steering = by.purpose == Purpose.PROCESS_STEERING
        kind = InformationClass.PR if steering else InformationClass.PL
        check_may(by, Verb.WRITE, kind, track, act.now)
        terms = terms_of(track.programme_id, act.today)
        check_moment(ahead.on, act.today, terms)
        old = planned_moment(track)
        moves = _moves_in_a_row(track)
        leave(old, NextMomentState.MOVED, act.now)
        # Steering plans the day; what it is about is content, and not for steering to write.
        bare = replace(ahead, what="", place_kind=None) if steering else ahead
        moment = plan(by, track, bare, act.now, follows=old)
        answer_rungs(by, track, RungCause.MOMENT, act.now)
        if check_move(moves, terms):
            raise_rung(track, RungCause.MOVES, 2, act.today, act)
        return moment.pk


def _moves_in_a_row(track: Track) -> int:
    """How often the moment was moved since the last contact."""
    last = Contact.objects.standing().filter(track=track).order_by("-recorded_at").first()
    moved = NextMoment.objects.filter(track=track, state=NextMomentState.MOVED.value)
    if last:
        moved = moved.filter(left_at__gt=last.recorded_at)
    return moved.count()
