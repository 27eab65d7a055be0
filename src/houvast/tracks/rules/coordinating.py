"""The deputy of the coordinator: named by the programme manager, for a term that ends."""

from datetime import date

from houvast.accounts.rules import YEAR
from houvast.errors import Refused, gettext_noop

LONGEST = YEAR
"""As long as any role lasts."""


def check_until(until_on: date | None, today: date) -> date:
    """The last day as deputy; nothing filled in is as long as any role lasts."""
    if until_on is None:
        return today + LONGEST
    if until_on < today:
        raise Refused(
            gettext_noop("Deze dag ligt in het verleden. Kies vandaag of later."), field="until_on"
        )
    if until_on > today + LONGEST:
        raise Refused(
            gettext_noop("Een rol duurt hoogstens een jaar. Kies een eerdere dag."),
            field="until_on",
        )
    return until_on
