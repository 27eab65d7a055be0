"""The trial day (meeloopdag): when it can be, and what both sides want after it.

The answers are about going on together. The young person chooses: who rather not, is not pushed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop
from houvast.placements.rules.states import (
    TRIAL_IN,
    PlacementState,
    TrialNext,
    TrialState,
    TrialView,
)

FURTHEST_TRIAL = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class TrialNote:
    """How a trial day went: held or not, what each side wants, and what comes next.

    `again_on` is the day of the next one, where that is what comes next.
    """

    held: bool
    next_step: TrialNext | None
    young_person: TrialView | None = None
    employer: TrialView | None = None
    again_on: date | None = None


def check_trial_place(state: PlacementState) -> None:
    """A trial day comes after they met and before the work begins."""
    if state not in TRIAL_IN:
        raise Refused(gettext_noop("Een meeloopdag kan als ze kennismaakten en vóór de start."))


def check_trial_day(
    day: date | None, today: date, start_on: date | None, field: str = "day"
) -> date:
    """A trial day lies ahead, within three months, and not after the first working day."""
    if day is None:
        raise Refused(gettext_noop("Kies een dag voor de meeloopdag."), field=field)
    if day < today:
        raise Refused(
            gettext_noop("Deze dag is voorbij. Kies vandaag of een dag later."), field=field
        )
    if day > today + FURTHEST_TRIAL:
        raise Refused(
            gettext_noop("Dat is verder dan drie maanden. Kies een eerdere dag."), field=field
        )
    if start_on is not None and day > start_on:
        raise Refused(
            gettext_noop("De meeloopdag ligt niet na de startdatum. Kies een eerdere dag."),
            field=field,
        )
    return day


def check_trial_note(note: TrialNote, state: TrialState, day: date, today: date) -> None:
    """A trial day is noted once; from its day on when it was held, earlier when it is off."""
    if state is not TrialState.PLANNED:
        raise Refused(gettext_noop("Deze meeloopdag is al vastgelegd. Ververs de pagina."))
    if note.held:
        _check_views(note, day, today)
    if note.next_step is None:
        raise Refused(gettext_noop("Kies wat de volgende stap is."), field="next_step")
    if note.again_on is not None and note.next_step is not TrialNext.ANOTHER:
        raise Refused(
            gettext_noop("Je koos een nieuwe dag. Kies dan ook: nog een meeloopdag."),
            field="next_step",
        )
    if note.next_step is TrialNext.AGREE and not note.held:
        raise Refused(
            gettext_noop("De dag ging niet door. Kies een andere volgende stap."),
            field="next_step",
        )


def _check_views(note: TrialNote, day: date, today: date) -> None:
    if day > today:
        raise Refused(gettext_noop("De meeloopdag is nog niet geweest."), field="held")
    if note.young_person is None:
        raise Refused(gettext_noop("Kies wat de jongere nu wil."), field="young_person")
    if note.employer is None:
        raise Refused(gettext_noop("Kies wat de werkgever nu wil."), field="employer")
    if note.next_step is not TrialNext.AGREE:
        return
    if note.young_person is TrialView.RATHER_NOT:
        raise Refused(
            gettext_noop("De jongere wil hier liever niet verder. Kies een andere volgende stap."),
            field="next_step",
        )
    if note.employer is TrialView.RATHER_NOT:
        raise Refused(
            gettext_noop("De werkgever wil liever niet verder. Kies een andere volgende stap."),
            field="next_step",
        )


def check_no_trial_waits(planned: bool) -> None:
    """Work begins when it is known how the trial day went."""
    if planned:
        raise Refused(gettext_noop("Er staat nog een meeloopdag. Zeg eerst hoe die ging."))
