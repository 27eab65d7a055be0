"""Who is asked at a rung: one without an occupant goes to the next, never to nobody."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation
from houvast.tracks.models import NextMoment, Signal, Track
from houvast.tracks.reads.absent import absent
from houvast.tracks.rules.promise import ANSWERS, LADDER
from houvast.tracks.rules.states import NextMomentState


def occupant(about: Track | Signal, level: int, act: Operation) -> tuple[int, UUID | None]:
    """The rung that asks, and whom. Who is away is passed over, while somebody else is there.

    Whom: never who offered it for Veiligheid. What becomes of it is not told there (trust T-13).
    """
    away, near = absent(act.today), _near(about.person_id)
    offered_by = _offered_by(about) if isinstance(about, Signal) else frozenset()
    near |= offered_by
    for passed_over in (away | near, near):
        for at in range(level, len(LADDER) + 1):
            if held := _at_rung(about, at, act.now, passed_over):
                return at, held
    if isinstance(about, Track):
        return level, about.lead_coach_id
    return level, None if about.entered_by_id in offered_by else about.entered_by_id


def _offered_by(about: Signal) -> frozenset[UUID]:
    """Who of Veiligheid offered it; nobody, when it is a signal of the college."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_offered_by(%s)", [about.pk])
        return frozenset(one for one in cursor.fetchone() if one)


def _near(person_id: UUID | None) -> frozenset[UUID]:
    """Who knows this young person in private: never asked, whatever the rung."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_tied_to(%s)", [person_id])
        return frozenset(cursor.fetchone()[0])


def coordinators_there(municipality_id: UUID, act: Operation) -> tuple[UUID, ...]:
    """Who coordinates now: who is away comes last, and the deputy after the coordinator."""
    away = absent(act.today)
    serving = colleagues(municipality_id, [Role.PROCESS_COORDINATOR], act.now)
    return tuple(one.id for one in sorted(serving, key=lambda one: (one.id in away, one.is_deputy)))


def _at_rung(
    about: Track | Signal, at: int, now: datetime, passed_over: frozenset[UUID]
) -> UUID | None:
    role = LADDER[at - 1]
    if role is None and isinstance(about, Track):
        return _keeper(about)
    role = role or ANSWERS
    serving = [
        one
        for one in colleagues(about.municipality_id, [role], now)
        if one.id not in passed_over
        and (role is not Role.TEAM_LEAD or one.team_id == about.team_id)
    ]
    return min(serving, key=_deputies_last).id if serving else None


def _deputies_last(one: Colleague) -> bool:
    return one.is_deputy


def _keeper(track: Track) -> UUID | None:
    planned = NextMoment.objects.filter(track=track, state=NextMomentState.PLANNED.value).first()
    return planned.held_by_id if planned else track.lead_coach_id
