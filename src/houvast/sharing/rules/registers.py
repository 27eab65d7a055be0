"""The registers that sharing rests on: a change is a proposal, and a second person answers it."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import Role
from houvast.errors import Refused, gettext_noop


class RegisterState(StrEnum):
    """How far a version of a line in a register is."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    """A newer version took over; it is kept."""
    DECLINED = "declined"


PROPOSES = Role.PRIVACY_OFFICER
ANSWERS = (Role.PRIVACY_OFFICER, Role.PROGRAMME_MANAGER)
"""Who can be the second person. The FG advises and decides nothing (trust, first page)."""
LOOKS = (*ANSWERS, Role.FG)
WARNED = 90
"""So many days ahead an end stands on the list of what runs out (trust T-16)."""

YEARS = 50
"""Further away than this nobody means a day."""

ALONE = gettext_noop("Een tweede persoon beslist hierover. Vraag een collega.")
ANSWERED = gettext_noop("Dit voorstel is al beantwoord. Ververs de pagina.")
WAITS = gettext_noop("Er wacht al een voorstel. Laat dat eerst beantwoorden.")


def check_answer(state: RegisterState, proposed_by: UUID | None, answering: UUID) -> None:
    """An open proposal is agreed to by somebody else. Raises Refused."""
    check_waits(state)
    if proposed_by == answering:
        raise Refused(ALONE)


def check_waits(state: RegisterState) -> None:
    """It is answered once; who proposed may take it back. Raises Refused."""
    if state is not RegisterState.PROPOSED:
        raise Refused(ANSWERED)


def check_days(days: Mapping[str, date | None], today: date, *, past: Collection[str]) -> None:
    """Days that somebody can have meant; those in `past` have been. Raises Refused beside one."""
    for name, day in days.items():
        if day is not None and abs(day.year - today.year) > YEARS:
            raise Refused(gettext_noop("Kijk het jaar na."), field=name)
        if day is not None and name in past and day > today:
            raise Refused(gettext_noop("Deze dag moet nog komen. Kies een eerdere."), field=name)


def check_term(begins: date | None, ends: date | None, field: str) -> None:
    """An end comes after its beginning. Raises Refused."""
    if begins is not None and ends is not None and ends < begins:
        raise Refused(
            gettext_noop("Dit is eerder dan het begin. Kies een latere dag."), field=field
        )


def runs_on(begins: date | None, ends: date | None, today: date) -> bool:
    """Whether a term is running on a day; its last day counts."""
    return (begins is None or begins <= today) and (ends is None or today <= ends)


def days_left(ends: date | None, today: date) -> int | None:
    """How many days are left when that is soon, or when it is over already (0 or less)."""
    left = (ends - today).days if ends else WARNED + 1
    return left if left <= WARNED else None
