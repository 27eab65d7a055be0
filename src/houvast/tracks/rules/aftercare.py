"""Aftercare (nazorg): when it begins, and how near a moment lies after a relapse (P10)."""

from collections.abc import Collection
from datetime import date

from houvast.accounts.rules import WorkingDays
from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.closing import BIG_FIVE, OpenPoint
from houvast.tracks.rules.promise import Terms, check_moment
from houvast.tracks.rules.states import TrackState


def check_aftercare(state: TrackState, *, works: bool, in_order: Collection[OpenPoint]) -> None:
    """Aftercare begins while the track runs, once there is work or the whole basis is in order."""
    if state is TrackState.AFTERCARE:
        raise Refused(gettext_noop("De nazorg loopt al. Ververs de pagina."))
    if state is not TrackState.OPEN:
        raise Refused(gettext_noop("Dit traject loopt nu niet. Ververs de pagina."))
    if not works and not set(BIG_FIVE) <= set(in_order):
        raise Refused(
            gettext_noop("De nazorg begint als iemand werkt, of als de hele basis op orde is.")
        )


def check_resume(
    state: TrackState, on: date | None, today: date, days: WorkingDays, terms: Terms
) -> date:
    """Out of aftercare: the next moment lies as near as after work that stopped."""
    if state is not TrackState.AFTERCARE:
        raise Refused(gettext_noop("De nazorg loopt nu niet. Ververs de pagina."))
    on = check_moment(on, today, terms)
    if on > days.after(today, terms.after_break_off):
        raise Refused(
            gettext_noop("Kies een dag binnen {days} werkdagen. Zo blijf je nu dichtbij."),
            field="next_on",
            days=terms.after_break_off,
        )
    return on
