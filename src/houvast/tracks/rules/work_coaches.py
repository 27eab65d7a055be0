"""A work coach (werkcoach) beside the lead: somebody else, and for a while."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from houvast.errors import Refused, gettext_noop

LONGEST_BESIDE = timedelta(days=182)
"""Access to a person lasts half a year at most; a person renews it (trust T-05)."""


def check_beside(user_id: UUID, work_coaches: Collection[UUID], lead: UUID) -> None:
    """Whoever helps with work is a work coach of now, and not the lead."""
    if user_id == lead:
        raise Refused(gettext_noop("Dit is de vaste coach al. Kies een ander."), field="user")
    if user_id not in work_coaches:
        raise Refused(gettext_noop("Deze collega is nu geen werkcoach."), field="user")


def check_beside_until(until: date | None, today: date) -> date:
    """The last day: ahead, and within half a year."""
    if until is None or until <= today:
        raise Refused(gettext_noop("Kies een dag die nog komt."), field="until")
    if until > today + LONGEST_BESIDE:
        raise Refused(
            gettext_noop("Kies een dag binnen een half jaar. Daarna kun je het verlengen."),
            field="until",
        )
    return until
