"""The check of the promise for what is late between desks: somebody was asked, or it is counted."""

from houvast.accounts.reads import municipalities, safety_net, working_days
from houvast.audit.actions import recorded
from houvast.cooperation.models import SafetyRung
from houvast.cooperation.reads.waiting import late_corrections, late_safety
from houvast.tracks.models import Rung
from houvast.tracks.reads.terms import programme_of, terms_of
from houvast.tracks.rules.states import RungCause, RungState

RAISED = RungState.RAISED.value


def late_and_not_asked() -> int:
    """How much is later than the day of the first rung without a rung that asks (healthy: 0).

    Corrections of tracks and entries, and signals of Veiligheid, over all municipalities.
    """
    found = 0
    for place in municipalities():
        with recorded(safety_net(place), "cooperation.ladder_checked") as act:
            days = working_days(place, act.today)
            first = terms_of(programme_of(place), act.today).rungs[0]
            late = [
                *((one.track_id or one.signal_id, one.since) for one in late_corrections()),
                *((one.signal_id, one.since) for one in late_safety()),
            ]
            asked = _asked()
            found += sum(
                key not in asked and days.between(since, act.today) > first for key, since in late
            )
    return found


def _asked() -> set[object]:
    rungs = Rung.objects.filter(cause=RungCause.CORRECTION.value, state=RAISED)
    pairs = rungs.values_list("track_id", "signal_id")
    safety = SafetyRung.objects.filter(state=RAISED).values_list("signal_id", flat=True)
    return {track or signal for track, signal in pairs} | set(safety)
