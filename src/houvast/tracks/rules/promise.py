"""The promise (belofte): never let go. Rules P1 to P6 and P12 as plain functions over dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from houvast.accounts.rules import Role, WorkingDays
from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.states import NextMomentState, TrackPhase

LADDER = (None, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR, Role.PROGRAMME_MANAGER)
"""Who is asked at each rung; the first rung is the one who keeps the moment."""
ANSWERS = Role.TRIAGE_MEMBER
"""Who is asked first about a signal: nobody keeps it yet, and the triage answers it."""

REVIEW_AHEAD = timedelta(days=30)
"""How long before access ends a person is asked to renew it, hand over or close (P14)."""


STILL_AFTER = timedelta(hours=3)
"""Without a climb for so long the ladder stands still; it has to climb every hour."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a programme promises (afspraken van dit programma); never a norm.

    `wd` in a comment means working days, else calendar days, months or years as named.
    """

    next_moment_grace: int = 1  # wd
    accept_within: int = 2  # wd
    handover_accept: int = 5  # wd
    handover_introduce: int = 10  # wd
    overlap: int = 30  # days
    first_attempt_within: int = 2  # wd
    confirm_within: int = 2  # wd
    answer_signal_within: int = 3  # wd
    rungs: tuple[int, ...] = (1, 3, 5, 10)  # wd overdue
    moves_max: int = 3
    furthest_moment: int = 60  # days ahead
    after_break_off: int = 2  # wd
    aftercare_months: int = 12
    come_back_after: int = 90  # days
    review_months: int = 6
    deputy_after: int = 3  # wd away
    caseload_warn_outreach: int = 12
    caseload_warn_work: int = 30
    inform_within: int = 14  # days
    age_from: int = 12
    age_below: int = 27
    signal_keep: int = 28  # days
    turned_down_keep: int = 3  # months
    closed_keep: int = 12  # months
    open_keep: int = 10  # years, an outer bound; see docs/decide
    aftercare_weeks: tuple[int, ...] = (1, 2, 4, 8, 13, 26, 39, 52)
    first_real_contact: int = 14  # days
    silent_getting_acquainted: int = 7  # days
    silent_planning: int = 14  # days
    silent_getting_ready: int = 14  # days
    silent_seeking_workplace: int = 7  # days
    first_weeks_at_work: int = 8
    silent_first_at_work: int = 7  # days
    silent_at_work: int = 21  # days
    silent_aftercare: int = 45  # days
    representative_below: int = 16  # years
    emergency_minutes: int = 60
    guest_days: int = 14  # a question to a guest of a partner
    team_proposal_most: int = 0  # young people in one proposal; none until it was assessed


def longest_silence(
    terms: Terms, phase: TrackPhase, *, spoke: bool, days_at_work: int | None
) -> int:
    """How many days without real contact were agreed (P5, product section 7).

    `spoke`: there was a real contact before; `days_at_work`: since the start of work, or None.
    """
    if not spoke:
        return terms.first_real_contact
    if phase is TrackPhase.AT_WORK and days_at_work is not None:
        fresh = days_at_work < 7 * terms.first_weeks_at_work
        return terms.silent_first_at_work if fresh else terms.silent_at_work
    agreed: int = getattr(terms, f"silent_{phase.value}")
    return agreed


def add_months(day: date, months: int) -> date:
    """The same day of the month later, or the last day of that month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def is_stale(due: date, today: date, days: WorkingDays, grace: int) -> bool:
    """Whether a planned moment is later than due plus the grace in working days (P2)."""
    return days.between(due, today) > grace


def rung_of(due: date, today: date, days: WorkingDays, terms: Terms) -> int:
    """How high something overdue has climbed (P4): 0 is not yet, 1 the one who holds it, … 4."""
    overdue = days.between(due, today)
    return sum(1 for least in terms.rungs if overdue >= least)


def check_moment(on: date | None, today: date, terms: Terms, *, field: str = "next_on") -> date:
    """A next moment lies ahead (today counts) and not further than the programme allows (P2)."""
    if on is None:
        raise Refused(
            gettext_noop("Kies een volgend moment. Zonder moment laten we iemand los."), field=field
        )
    if on < today:
        raise Refused(
            gettext_noop("Het volgende moment ligt in het verleden. Kies vandaag of later."),
            field=field,
        )
    if on > today + timedelta(days=terms.furthest_moment):
        raise Refused(
            gettext_noop("Dat is verder dan {days} dagen. Spreek een eerder moment af."),
            field=field,
            days=terms.furthest_moment,
        )
    return on


def left_by_contact(due: date, on: date, *, reached: bool) -> NextMomentState:
    """What a contact on a day makes of the moment that was planned.

    Before its day a contact replaces the moment; from its day on the moment is kept or missed.
    """
    if on < due:
        return NextMomentState.MOVED
    return NextMomentState.KEPT if reached else NextMomentState.MISSED


def check_move(moves_in_a_row: int, terms: Terms) -> bool:
    """Whether one more move without contact climbs the ladder (section 4, traps)."""
    return moves_in_a_row >= terms.moves_max


def destroy_open(today: date, terms: Terms) -> date:
    """Until when rows of a running track are kept at the longest."""
    return add_months(today, 12 * terms.open_keep)


def destroy_closed(today: date, terms: Terms) -> date:
    """Until when rows of a closed track are kept."""
    return add_months(today, terms.closed_keep)
