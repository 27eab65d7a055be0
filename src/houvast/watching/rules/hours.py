"""The hours in which a role works: a look outside them is a fact to look at (trust M8)."""

from collections.abc import Mapping
from datetime import datetime

from houvast.accounts.rules import Role
from houvast.errors import Refused, gettext_noop
from houvast.watching.rules.facts import HERE, Hours
from houvast.watching.rules.limits import SET_FOR

EARLIEST, MIDNIGHT, SATURDAY = 5, 24, 5
"""No role begins before five: the night is looked at, whatever is set."""


EVENINGS = (Role.OUTREACH_COACH, Role.EXPERIENCE_EXPERT)
EVENING_HOURS, OFFICE_HOURS = Hours(7, MIDNIGHT, weekend=True), Hours(7, 20, weekend=False)
"""Outreach works in evenings and weekends; others on weekdays."""
HoursOf = Mapping[str, Hours]
"""What a municipality set itself, by role; elsewhere the defaults hold."""


def usual_hours(role: str) -> Hours:
    """What Houvast came with."""
    return EVENING_HOURS if Role(role) in EVENINGS else OFFICE_HOURS


def hours_of(role: str, set_here: HoursOf | None = None) -> Hours:
    """The hours that hold for this role."""
    return (set_here or {}).get(role) or usual_hours(role)


def is_outside_hours(role: str, at: datetime, set_here: HoursOf | None = None) -> bool:
    """Whether this role does not work at this hour."""
    here, hours = at.astimezone(HERE), hours_of(role, set_here)
    if here.weekday() >= SATURDAY and not hours.weekend:
        return True
    return not hours.begins <= here.hour < hours.ends


def is_longer(role: str, hours: Hours) -> bool:
    """Whether less is found than with what Houvast came with: the page says so."""
    usual = usual_hours(role)
    return (
        hours.begins < usual.begins
        or hours.ends > usual.ends
        or (hours.weekend and not usual.weekend)
    )


def check_hours(role: Role, hours: Hours, now: Hours) -> None:
    """Hours that leave a night, for a role that does not decide about it itself. Raises Refused."""
    if role not in SET_FOR:
        raise Refused(
            gettext_noop("Deze rol beslist zelf mee. De uren blijven zoals ze zijn."), field="role"
        )
    if not EARLIEST <= hours.begins < MIDNIGHT:
        raise Refused(gettext_noop("Neem een uur van 5 tot en met 23."), field="begins")
    if not hours.begins < hours.ends <= MIDNIGHT:
        raise Refused(gettext_noop("Neem een later uur dan het begin, tot 24."), field="ends")
    if hours == now:
        raise Refused(gettext_noop("Zo staat het al."), field="begins")
