"""The facts of some weeks, from the trail and from what explains a look."""

from datetime import datetime

from django.db import connection

from houvast.sharing.models import Assignment
from houvast.sharing.rules.registers import RegisterState
from houvast.tracks.models import NextMoment
from houvast.watching.models import Limit, RoleHours
from houvast.watching.rules.facts import Access, Fact, Hours, Planned, Trail, gathered
from houvast.watching.rules.honey import Touch

FACTS = "select at, actor, role, purpose, verb, person, is_refused from watching_facts(%s)"

TOUCHED = "select actor, day, verb, is_refused, many from watching_honey_touched(%s)"


def trail_since(back: datetime, now: datetime) -> Trail:
    """All of this municipality since then, inside the act of the safety net."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [back])
        facts = [Fact(*row) for row in cursor.fetchall()]
    kept = NextMoment.objects.filter(planned_at__gte=back)
    planned = kept.values_list("held_by_id", "person_id", "due", "planned_at")
    given = Assignment.objects.filter(until__gte=back)
    access = given.values_list("user_id", "person_id", "since", "until")
    return gathered(
        now,
        facts,
        (Planned(*row) for row in planned),
        (Access(*row) for row in access),
        limits_now(),
        hours_now(),
    )


def limits_now() -> dict[tuple[str, str], int]:
    """The limits that this municipality set, inside the caller's act."""
    set_now = Limit.objects.filter(state=RegisterState.IN_FORCE.value)
    return {(role, kind): most for role, kind, most in set_now.values_list("role", "kind", "most")}


def hours_now() -> dict[str, Hours]:
    """The hours of roles that this municipality set, inside the caller's act."""
    set_now = RoleHours.objects.filter(state=RegisterState.IN_FORCE.value)
    rows = set_now.values_list("role", "begins", "ends", "weekend")
    return {role: Hours(begins, ends, weekend) for role, begins, ends, weekend in rows}


def touched_since(back: datetime) -> list[Touch]:
    """What was done to files that belong to nobody, inside the act of the safety net (M1)."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, [back])
        return [Touch(*row) for row in cursor.fetchall()]
