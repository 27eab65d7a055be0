"""That youth help (jeugdhulp) is involved, and whom to ring there: a reference, and no more.

What stands in a file of youth help has a long duty to keep and rules of its own; it is never copied
(trust T-18). So there is no field here that could hold it: an organisation out of the register of
partners, a telephone number and days.
"""

from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop

EARLIER = timedelta(days=10 * 366)
"""How long ago youth help can have begun that still runs."""

NO_PARTNER = gettext_noop(
    "Kies een instelling uit de lijst. Staat zij er niet bij? De privacy officer zet haar erin."
)
RUNS = gettext_noop("Deze instelling staat er al. Ververs de pagina.")
OVER = gettext_noop("Dit is al voorbij. Ververs de pagina.")


def check_contact(number: str) -> str:
    """Whom to ring there, as a number. Raises Refused when there is none."""
    if not number:
        raise Refused(gettext_noop("Vul een nummer in om te bellen."), field="contact")
    return number


def check_day(on: date, since: date | None, today: date) -> None:
    """A day up to today, and not before what came before it. Raises Refused."""
    if on > today:
        raise Refused(gettext_noop("Deze dag moet nog komen."), field="on")
    if on < (since or today - EARLIER):
        raise Refused(gettext_noop("Kies een latere dag."), field="on")
