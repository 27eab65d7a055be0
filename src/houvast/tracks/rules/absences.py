"""A young person who is away for a while (product 3.1.6): the promise goes on, and nobody asks why.

The next moment is a visit or a call. One lies a week before the return at the latest, and one on
the day of the return.
"""

from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop

A_WEEK = timedelta(days=7)
LONGEST = timedelta(days=4 * 366)
WEEK_BEFORE = gettext_noop("Een week voor de terugkomst: wat is er dan geregeld?")
DAY_ITSELF = gettext_noop("De dag van de terugkomst")


def check_return(until_on: date, today: date) -> None:
    """The return lies ahead, and not beyond what anybody can promise."""
    if until_on <= today:
        raise Refused(
            gettext_noop("De terugkomst ligt niet in de toekomst. Kies een latere dag."),
            field="until_on",
        )
    if until_on > today + LONGEST:
        raise Refused(
            gettext_noop("Dat is meer dan vier jaar vooruit. Kies een eerdere dag."),
            field="until_on",
        )


def latest_moment(until_on: date, today: date) -> date:
    """The last day for the next moment: a week before the return, and from then the return."""
    week_before = until_on - A_WEEK
    return week_before if week_before > today else until_on


def check_within(on: date, until_on: date, today: date) -> None:
    """A next moment does not pass over the week before the return, nor over the return."""
    latest = latest_moment(until_on, today)
    if on <= latest:
        return
    if latest == until_on:
        raise Refused(
            gettext_noop("Op {on} is de terugkomst. Kies uiterlijk die dag."),
            field="next_on",
            on=f"{latest:%d-%m-%Y}",
        )
    raise Refused(
        gettext_noop("Op {on} begint de week voor de terugkomst. Kies uiterlijk die dag."),
        field="next_on",
        on=f"{latest:%d-%m-%Y}",
    )
