"""What a receiver has not handled in time asks on the ladder, as everything that is late (T-23)."""

from collections.abc import Collection
from uuid import UUID

from houvast.accounts.reads import working_days
from houvast.audit.actions import Operation, recorded
from houvast.cooperation.reads.waiting import Late, late_corrections
from houvast.database.actor import Actor
from houvast.tracks.actions.ladder import raise_rung
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Rung, Signal, Track
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.notices import NoticeKind
from houvast.tracks.rules.promise import rung_of
from houvast.tracks.rules.states import RungCause, RungState


def climb_corrections(*, by: Actor) -> int:
    """Raise every rung of a correction that time has made due; how many were raised.

    Runs hourly under the safety net. It may run twice: a rung that asks already stays as it is.
    """
    with recorded(by, "cooperation.corrections_climbed") as act:
        late = late_corrections()
        _end_what_was_handled(late, act)
        days = working_days(by.municipality_id, act.today)
        count = 0
        for one in late:
            about = _about(one)
            if about is None:
                continue
            programme = _programme(about)
            level = rung_of(one.since, act.today, days, terms_of(programme, act.today))
            if level and raise_rung(about, RungCause.CORRECTION, level, one.since, act):
                count += 1
                for colleague in one.receivers:
                    tell(by.municipality_id, colleague, NoticeKind.CONFIRM, act)
        return count


def _end_what_was_handled(late: Collection[Late], act: Operation) -> None:
    """The database answers a rung in the act itself; two acts at once may both leave it to us."""
    asking = Rung.objects.filter(cause=RungCause.CORRECTION.value, state=RungState.RAISED.value)
    over = asking.exclude(track__in=[one.track_id for one in late if one.track_id]).exclude(
        signal__in=[one.signal_id for one in late if one.signal_id]
    )
    over.update(state=RungState.ANSWERED.value, left_at=act.now)


def _about(one: Late) -> Track | Signal | None:
    if one.track_id is not None:
        return Track.objects.filter(pk=one.track_id).first()
    return Signal.objects.filter(pk=one.signal_id).first() if one.signal_id else None


def _programme(about: Track | Signal) -> UUID:
    return about.programme_id if isinstance(about, Track) else programme_of(about.municipality_id)
