"""The ladder of Veiligheid: a signal that waits too long asks its own people, and nobody else.

A rung is answered by deciding; the database does that in the same transaction. What time causes is
done here, each hour. The safety net learns that a signal waits, and nothing of it.
"""

from uuid import UUID

from houvast.accounts.reads import colleagues, working_days
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation.models import SafetyRung
from houvast.cooperation.models.safety import MAYOR
from houvast.cooperation.reads.waiting import late_safety
from houvast.cooperation.rules.safety_ladder import HIGHEST, There, Waiting, asked, still_fits
from houvast.database.actor import Actor
from houvast.tracks.actions.notices import tell
from houvast.tracks.reads.absent import absent
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import rung_of
from houvast.tracks.rules.states import RungState


def climb_safety(*, by: Actor) -> int:
    """Raise every rung of Veiligheid that time has made due; how many were raised.

    Runs hourly under the safety net. It may run twice: a rung that asks already stays as it is.
    """
    with recorded(by, "cooperation.safety_climbed") as act:
        late = late_safety()
        if not late:
            return 0
        days = working_days(by.municipality_id, act.today)
        terms = terms_of(programme_of(by.municipality_id), act.today)
        there = _there(by.municipality_id, act)
        count = 0
        for waiting in late:
            level = min(HIGHEST, rung_of(waiting.since, act.today, days, terms))
            if level:
                count += _raised(by, waiting, level, there, act)
        return count


def _there(place: UUID, act: Operation) -> There:
    serving = colleagues(place, [Role.SAFETY_TRIAGE, Role.PRIVACY_OFFICER], act.now)
    return There(
        tuple(one.id for one in serving if one.role is Role.SAFETY_TRIAGE),
        tuple(one.id for one in serving if one.role is Role.PRIVACY_OFFICER),
        absent(act.today),
    )


def _raised(by: Actor, waiting: Waiting, level: int, there: There, act: Operation) -> bool:
    every = SafetyRung.objects.filter(signal=waiting.signal_id)
    current = every.filter(state=RungState.RAISED.value).select_for_update(no_key=True).first()
    if current and current.level >= level:
        if still_fits(waiting, current.level, current.held_by_id, there):
            return False
        level = current.level
    before = {one.held_by_id for one in every if one.level < level}
    found = asked(waiting, level, there, before)
    if found is None or (current and found == (current.level, current.held_by_id)):
        return False
    if current:
        every.filter(pk=current.pk).update(state=RungState.CLIMBED.value, left_at=act.now)
    SafetyRung.objects.create(
        municipality_id=by.municipality_id,
        controller=MAYOR,
        destroy_on=waiting.kept_until,
        person_id=waiting.person_id,
        signal_id=waiting.signal_id,
        level=found[0],
        held_by_id=found[1],
        overdue_since=waiting.since,
        raised_at=act.now,
        state=RungState.RAISED.value,
    )
    tell(by.municipality_id, found[1], NoticeKind.SAFETY_LATE, act)
    return True
