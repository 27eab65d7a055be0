"""The list on the way to 18: from 17 years and 6 months on, with a day and an owner per point.

Each point becomes a step of the plan, so it is late, done or given to another like any step.
"""

from collections.abc import Collection
from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.promise import add_months
from houvast.tracks.rules.steps import USUAL

OPENS_AT = 17 * 12 + 6
OF_AGE = 18 * 12

POINTS: tuple[tuple[str, int], ...] = (
    (gettext_noop("DigiD aanvragen, met eigen telefoonnummer"), 120),
    (gettext_noop("Een coach zoeken die na 18 verder gaat"), 90),
    (gettext_noop("Nakijken hoe het inkomen na 18 is geregeld"), 60),
    (gettext_noop("Nakijken waar je woont na 18"), 60),
    (gettext_noop("Een eigen zorgverzekering en zorgtoeslag regelen"), 30),
    (gettext_noop("Afspreken wie er blijft na 18"), 30),
)
"""What has to stand before the 18th birthday, and how many days before (product 3.1.5)."""


def birthday_18(born: date) -> date:
    """The day on which somebody turns 18."""
    return add_months(born, OF_AGE)


def is_open(born: date | None, today: date) -> bool:
    """Whether the list is open: from 17 and a half to 18."""
    return born is not None and add_months(born, OPENS_AT) <= today < birthday_18(born)


def check_opens(born: date | None, today: date) -> date:
    """The 18th birthday, when the list may open now."""
    if born is None:
        raise Refused(gettext_noop("Vraag eerst de geboortedatum. Dan weten we wanneer dit opent."))
    if not is_open(born, today):
        raise Refused(gettext_noop("Deze lijst is er van 17 en een half jaar tot 18 jaar."))
    return birthday_18(born)


def due_of(days: int, birthday: date, today: date) -> date:
    """The day of a point; where that is near or past, a week is left, before the birthday."""
    last = birthday - timedelta(days=1)
    return max(birthday - timedelta(days=days), min(today + USUAL, last))


def points_missing(known: Collection[str]) -> tuple[tuple[str, int], ...]:
    """The points that do not stand in the plan yet."""
    return tuple(one for one in POINTS if one[0] not in known)
