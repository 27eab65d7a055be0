"""A case table (casusoverleg): when it is, who leads it, and what state it is in."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.errors import Refused, gettext_noop

LONGEST_PLACE = 60
FURTHEST = timedelta(days=183)
"""How far ahead a case table is planned at most."""
MOST_SEATS = 30
"""How many people are asked to one case table at most."""


class TableState(StrEnum):
    """Planned, then open for as long as people sit together, then closed for good."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class TableStep(StrEnum):
    """What who leads the table does with it."""

    AGENDA = "agenda"
    OPEN = "open"
    CLOSE = "close"


MOVES: dict[TableStep, tuple[TableState, TableState]] = {
    TableStep.AGENDA: (TableState.PLANNED, TableState.PLANNED),
    TableStep.OPEN: (TableState.PLANNED, TableState.OPEN),
    TableStep.CLOSE: (TableState.OPEN, TableState.CLOSED),
}
"""From which state to which; any other move is refused."""

NO_MOVE: dict[TableStep, str] = {
    TableStep.AGENDA: gettext_noop("Dit overleg is al begonnen. De agenda staat vast."),
    TableStep.OPEN: gettext_noop("Dit overleg is al begonnen of voorbij. Ververs de pagina."),
    TableStep.CLOSE: gettext_noop("Dit overleg is nu niet open. Ververs de pagina."),
}
NOT_OPEN = gettext_noop("Dit overleg is nu niet open. Ververs de pagina.")
NOT_TODAY = gettext_noop("Dit overleg is op een andere dag. Open het op die dag.")


def after(state: TableState, step: TableStep) -> TableState:
    """The state after a step."""
    before, then = MOVES[step]
    if state is not before:
        raise Refused(NO_MOVE[step])
    return then


def check_open_day(day: date, today: date) -> None:
    """A table opens on its own day: access for a meeting does not begin the evening before."""
    if day != today:
        raise Refused(NOT_TODAY)


def check_plan(
    place: str, day: date, today: date, seats: Collection[UUID], serving: Collection[UUID]
) -> None:
    """A place, a day from today on, and people who can sit at the table."""
    if not place.strip():
        raise Refused(gettext_noop("Vul in waar het overleg is."), field="place")
    if day < today:
        raise Refused(gettext_noop("Deze dag is voorbij. Kies een andere."), field="day")
    if day > today + FURTHEST:
        raise Refused(gettext_noop("Kies een dag binnen een half jaar."), field="day")
    if not set(seats) <= set(serving):
        raise Refused(
            gettext_noop("Deze collega kan niet meer meedoen. Kies een ander."), field="seats"
        )
    if len(seats) > MOST_SEATS:
        raise Refused(gettext_noop("Vraag hoogstens 30 collega's."), field="seats")


def check_deputy(deputy: UUID | None, chair: UUID, coordinators: Collection[UUID]) -> None:
    """The deputy is another coordinator, or the deputy of the coordinator."""
    if deputy is None:
        return
    if deputy == chair:
        raise Refused(gettext_noop("Kies een ander dan jezelf."), field="deputy")
    if deputy not in coordinators:
        raise Refused(
            gettext_noop("Alleen een procesregisseur of zijn vervanger kan dit overleg leiden."),
            field="deputy",
        )
