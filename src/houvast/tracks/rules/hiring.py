"""Hired coaches (product 3.1.9): no new track near the end, all handed back before it."""

from datetime import date, timedelta

from houvast.errors import Refused, gettext_noop

LAST_NEW = timedelta(days=90)
"""How long before the last day of a contract no new track begins."""
ENDS_SOON = timedelta(days=56)
"""How long before the last day who steers is shown what still has to be handed back."""
LONGEST = timedelta(days=4 * 366)


def check_takes_new(last_day: date | None, today: date, field: str | None = None) -> None:
    """A hired coach takes on nobody he would have to let go within three months."""
    if last_day is not None and last_day - LAST_NEW < today:
        raise Refused(
            gettext_noop("Het contract van deze coach loopt bijna af. Vraag een andere coach."),
            field=field,
        )


def check_rings(last_day: date | None, on: date) -> None:
    """Who keeps a door still works here on the day that he rings (P12)."""
    if last_day is not None and on > last_day:
        raise Refused(
            gettext_noop("Dan is het contract van deze collega voorbij. Kies een ander."),
            field="door_contact",
        )


def check_still_here(last_day: date | None, today: date) -> None:
    """What gives a coach access or a door waits for a handover when the contract is over."""
    if last_day is not None and last_day < today:
        raise Refused(
            gettext_noop("Het contract van deze coach is voorbij. Draag de jongere over.")
        )


def check_opens_again(last_day: date | None, today: date) -> None:
    """Who keeps a door and never was the coach does not become it near the end of a contract."""
    if last_day is not None and last_day - LAST_NEW < today:
        raise Refused(
            gettext_noop(
                "Je contract loopt bijna af. Vraag de procesregisseur om de deur door te geven."
            )
        )


def check_stands_in(ends_on: date, processing_until: date, stands_in_until: date | None) -> None:
    """A contract reaches the last day on which somebody stands in for a colleague (P9)."""
    if stands_in_until is not None and min(ends_on, processing_until) < stands_in_until:
        raise Refused(
            gettext_noop(
                "Deze collega vervangt iemand tot en met {until}. Kies daar eerst een ander."
            ),
            field="ends_on" if ends_on < stands_in_until else "processing_until",
            until=f"{stands_in_until:%d-%m-%Y}",
        )


def check_contract(
    starts_on: date, ends_on: date, processing_until: date, today: date, held: int
) -> None:
    """A term that ends after it begins, and not before those who are held are handed over (P8)."""
    if ends_on < starts_on:
        raise Refused(
            gettext_noop("De laatste dag ligt voor de eerste. Draai ze om."), field="ends_on"
        )
    if ends_on > today + LONGEST:
        raise Refused(
            gettext_noop("Dat is meer dan vier jaar vooruit. Kies een eerdere dag."),
            field="ends_on",
        )
    if starts_on < today - LONGEST:
        raise Refused(
            gettext_noop("Dat is meer dan vier jaar terug. Kies een latere dag."),
            field="starts_on",
        )
    if processing_until > today + LONGEST:
        raise Refused(
            gettext_noop("Dat is meer dan vier jaar vooruit. Kies een eerdere dag."),
            field="processing_until",
        )
    if processing_until < starts_on:
        raise Refused(
            gettext_noop("De verwerkersovereenkomst is dan al voorbij. Kies een latere dag."),
            field="processing_until",
        )
    if held and min(ends_on, processing_until) < today:
        raise Refused(
            gettext_noop(
                "Hier liggen nog jongeren, momenten of deuren: {held}. Draag die eerst over."
            ),
            field="ends_on" if ends_on < today else "processing_until",
            held=held,
        )
