"""Measurements 0 to 3: the same short form at the start and after 3, 6 and 12 months.

Four words per life domain and two questions. Never a total, never a comparison between people.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.promise import add_months

EARLY = timedelta(days=14)
"""How long before its day a measurement may be filled in."""


class MeasureMoment(StrEnum):
    """When it is filled in; counted from the day the track was opened."""

    START = "start"
    MONTH_3 = "month_3"
    MONTH_6 = "month_6"
    MONTH_12 = "month_12"


class MeasureValue(StrEnum):
    """How a life domain stands; no order between values, and nothing to add up."""

    IN_ORDER = "in_order"
    STEP_RUNNING = "step_running"
    OPEN = "open"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What the young person says to a question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


MONTHS = {
    MeasureMoment.START: 0,
    MeasureMoment.MONTH_3: 3,
    MeasureMoment.MONTH_6: 6,
    MeasureMoment.MONTH_12: 12,
}


def due_on(moment: MeasureMoment, opened_on: date) -> date:
    """The day of a measurement."""
    return add_months(opened_on, MONTHS[moment])


def next_moment(
    opened_on: date | None, made: Collection[MeasureMoment], today: date
) -> MeasureMoment | None:
    """The measurement that can be filled in now: the latest whose time has come, if not made."""
    if opened_on is None:
        return None
    reached = [one for one in MeasureMoment if due_on(one, opened_on) - EARLY <= today]
    return reached[-1] if reached and reached[-1] not in made else None


def check_moment_now(
    moment: MeasureMoment, opened_on: date | None, made: Collection[MeasureMoment], today: date
) -> None:
    """A measurement is filled in once, in its own time."""
    if next_moment(opened_on, made, today) is not moment:
        raise Refused(gettext_noop("Deze meting is al gedaan, of nog niet aan de beurt."))


def as_known(
    scan: Mapping[LifeDomain, ScanValue], has_open: Collection[LifeDomain]
) -> dict[LifeDomain, MeasureValue]:
    """What the scan and the steps say already; the form begins with it."""
    return {domain: _known(scan.get(domain), domain in has_open) for domain in LifeDomain}


def _known(value: ScanValue | None, step_runs: bool) -> MeasureValue:
    if step_runs:
        return MeasureValue.STEP_RUNNING
    known = {ScanValue.IN_ORDER: MeasureValue.IN_ORDER, ScanValue.NEEDS_STEP: MeasureValue.OPEN}
    return known.get(value, MeasureValue.UNKNOWN) if value else MeasureValue.UNKNOWN
