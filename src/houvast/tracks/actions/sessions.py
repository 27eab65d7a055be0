"""The experience expert notes a meeting. It never counts as a contact of the coach."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from houvast.accounts.rules import InformationClass, Purpose
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.reads import holding
from houvast.sharing.rules import Verb
from houvast.tracks import permissions
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import CompanionSession, Companionship, CompanionTalk
from houvast.tracks.rules.companions import (
    UNDO_WITHIN,
    CompanionState,
    Session,
    SessionState,
    check_session,
    state_of,
)
from houvast.tracks.rules.notices import NoticeKind


def log_session(*, by: Actor, companionship_id: UUID, session: Session, key: UUID) -> UUID:
    """Note a meeting, and the next one if they agreed on a day. The same `key` twice is one.

    A meeting that was planned for that day or earlier is answered by it. Gives the meeting.
    """
    with recorded(by, "tracks.companion_session_noted", companionship_id) as act:
        one_at_a_time(companionship_id)  # an end of the agreement waits, or has come first
        ship = _accompanied(by, companionship_id, act)
        if known := CompanionTalk.objects.filter(made_by=by.user_id, form_key=key).first():
            return known.session_id
        note = check_session(
            session,
            introduced_on=ship.introduced_on or act.today,
            ends_on=ship.ends_on,
            today=act.today,
        )
        row = _answered(by, ship, session, act)
        CompanionTalk.objects.create(
            session=row,
            outcome=session.outcome.value,
            call_me=session.call_me,
            note=note,
            made_by_id=by.user_id,
            form_key=key,
            **_row(ship),
        )
        if session.again_on:
            _plan(by, ship, session.again_on, act)
        if session.call_me and (coach := _coach_of(ship.pk)):
            tell(ship.municipality_id, coach, NoticeKind.CALL_EXPERT, act)
        return row.pk


def undo_session(*, by: Actor, session_id: UUID) -> UUID:
    """Take back what was noted a moment ago, with what was planned along with it.

    A plan that it answered and that still lies ahead comes back. Gives the agreement.
    """
    with recorded(by, "tracks.companion_session_undone", session_id) as act:
        seen = CompanionSession.objects.filter(pk=session_id, made_by=by.user_id).first()
        if seen is None:
            raise NotFound
        one_at_a_time(seen.companionship_id)
        ship = _accompanied(by, seen.companionship_id, act)
        row = CompanionSession.objects.select_for_update(no_key=True).get(pk=session_id)
        noted_at = _fresh(row, act.now)
        CompanionSession.objects.filter(
            companionship=ship, state=SessionState.PLANNED.value, made_at=noted_at
        ).update(state=SessionState.UNDONE.value, answered_at=act.now)
        row.state, row.answered_at = SessionState.UNDONE.value, act.now
        row.save(update_fields=["state", "answered_at"])
        if row.planned_for and row.planned_for >= act.today and _planned(ship) is None:
            _plan(by, ship, row.planned_for, act)
        return ship.pk


def _answered(by: Actor, ship: Companionship, session: Session, act: Operation) -> CompanionSession:
    """The planned meeting that this answers, or one of its own."""
    state, planned = state_of(session.outcome).value, _planned(ship)
    if planned and planned.day <= session.on:
        planned.state, planned.day, planned.answered_at = state, session.on, act.now
        planned.save(update_fields=["state", "day", "answered_at"])
        return planned
    return CompanionSession.objects.create(
        companionship=ship,
        day=session.on,
        state=state,
        made_by_id=by.user_id,
        made_at=act.now,
        answered_at=act.now,
        **_row(ship),
    )


def _plan(by: Actor, ship: Companionship, day: date, act: Operation) -> None:
    """Plan the next meeting; one that stood already makes room."""
    if planned := _planned(ship):
        planned.state, planned.answered_at = SessionState.UNDONE.value, act.now
        planned.save(update_fields=["state", "answered_at"])
    CompanionSession.objects.create(
        companionship=ship,
        day=day,
        planned_for=day,
        state=SessionState.PLANNED.value,
        made_by_id=by.user_id,
        made_at=act.now,
        **_row(ship),
    )


def _planned(ship: Companionship) -> CompanionSession | None:
    waits = CompanionSession.objects.filter(companionship=ship, state=SessionState.PLANNED.value)
    return waits.select_for_update(no_key=True).first()


def _accompanied(by: Actor, companionship_id: UUID, act: Operation) -> Companionship:
    """The agreement that this actor is the expert of, live. Raises NotFound for all others."""
    ship = Companionship.objects.filter(
        pk=companionship_id, user=by.user_id, state=CompanionState.INTRODUCED.value
    ).first()
    if ship is None or by.purpose != Purpose.GUIDANCE:
        raise NotFound
    act.concerns(ship.person_id)
    held = holding(by, ship.person_id, act.now)
    place, kind = ship.municipality_id, InformationClass.CT
    permissions.require(
        permissions.can(by, Verb.WRITE, kind, place=place, holding=held, now=act.now, own=True)
    )
    return ship


def _fresh(row: CompanionSession, now: datetime) -> datetime:
    """When it was noted. Raises Refused when that is longer ago than the quarter."""
    answered = row.answered_at
    done = row.state in (SessionState.HELD, SessionState.NOT_HELD)
    if not done or answered is None or now - answered > UNDO_WITHIN:
        raise Refused(gettext_noop("Dit kan niet meer ongedaan worden. Bel de vaste coach."))
    return answered


def _coach_of(companionship_id: UUID) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select tracks_coach_of(%s)", [companionship_id])
        found: UUID | None = cursor.fetchone()[0]
        return found


def _row(ship: Companionship) -> dict[str, object]:
    return {
        "municipality_id": ship.municipality_id,
        "controller": ship.controller,
        "destroy_on": ship.destroy_on,
        "person_id": ship.person_id,
        "track_id": ship.track_id,
    }
