"""Away with a stand-in (P9): the lead stays the lead, and no moment is kept by who is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from houvast.accounts.rules import WorkingDays
from houvast.errors import Refused, gettext_noop

LONGEST = timedelta(days=183)
"""As long as access lasts at most (trust T-05): who is away longer hands over."""
AHEAD = timedelta(days=366)
"""How far ahead a leave can be entered: as far as the working days are known."""
KEPT_FOR = timedelta(days=90)
"""How long after its last day a leave is kept."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in, from the first day to the last."""

    user: UUID
    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether this one is there on a day."""
        return self.first <= day <= self.last


def check_days(first: date, last: date, today: date) -> None:
    """A leave begins today or later, ends later, and is no longer than access lasts."""
    if first < today:
        raise Refused(
            gettext_noop("De eerste dag ligt in het verleden. Kies vandaag of later."),
            field="first",
        )
    if first > today + AHEAD:
        raise Refused(gettext_noop("Dat is meer dan een jaar vooruit."), field="first")
    if last < first:
        raise Refused(
            gettext_noop("De laatste dag ligt voor de eerste. Draai ze om."), field="last"
        )
    if last - first >= LONGEST:
        raise Refused(
            gettext_noop("Dat is langer dan een half jaar. Draag de jongeren dan over."),
            field="last",
        )


def check_from(first: date, today: date) -> None:
    """Another stand-in begins today or later."""
    if first < today:
        raise Refused(
            gettext_noop("Deze dag ligt in het verleden. Kies vandaag of later."), field="first"
        )


def check_stand_ins(away: UUID, by: UUID, stand_ins: Sequence[StandIn]) -> None:
    """Somebody else stands in, and nobody gives himself access."""
    for one in stand_ins:
        if one.user == away:
            raise Refused(
                gettext_noop("Kies een collega: wie weg is kan zichzelf niet vervangen."),
                field="stand_in",
            )
        if one.user == by:
            raise Refused(
                gettext_noop("Je kunt jezelf geen toegang geven. Vraag een collega dit te doen."),
                field="stand_in",
            )
        if one.last < one.first:
            raise Refused(gettext_noop("Kies een dag binnen de afwezigheid."), field="first")


def check_coordinated(first: date, last: date, days: WorkingDays, deputy_after: int) -> None:
    """Nobody else coordinates in these days: a coordinator is away for a short time only (P9)."""
    away = sum(first <= day <= last for day in days.days)
    if away > deputy_after:
        raise Refused(
            gettext_noop(
                "Langer dan {days} werkdagen weg? Dan is er een vervanger van de procesregisseur"
                " nodig. Vraag de programmamanager."
            ),
            field="last",
            days=deputy_after,
        )


def days_without(
    first: date, last: date, stand_ins: Sequence[StandIn], days: WorkingDays
) -> tuple[date, ...]:
    """The working days of a leave on which nobody stands in."""
    return tuple(
        day
        for day in days.days
        if first <= day <= last and not any(one.covers(day) for one in stand_ins)
    )


def check_covered(without: Sequence[date], moments: Sequence[date], deputy_after: int) -> None:
    """Each moment in the leave has a stand-in; a longer leave has one on each working day.

    `moments`: the days of the moments on which nobody would be there. Those are refused however
    short the leave is, so that nobody is let go without a word.
    """
    if moments:
        raise Refused(
            gettext_noop(
                "Er vallen {number} momenten in deze dagen. Kies een vervanger of verzet ze eerst."
            ),
            field="stand_in",
            number=len(moments),
        )
    if len(without) > deputy_after:
        raise Refused(
            gettext_noop("Langer dan {days} werkdagen weg? Kies een vervanger voor elke dag."),
            field="stand_in",
            days=deputy_after,
        )
