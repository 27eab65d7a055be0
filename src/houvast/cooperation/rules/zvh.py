"""That a case is also at a Zorg- en Veiligheidshuis (ZVH): a reference beside the track, no more.

It moves nothing of the track, whatever its state, and the promise goes on. Nothing of the case
itself comes in, so there is no field that could hold it (trust T-15). While it lasts, what safety,
police and justice gave about this young person is only kept (T-45).
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

GROUND = "G10"
"""WGS, with its decree: comes switched off, and carries this and nothing else."""
REFERENCE = r"^(?=.*[0-9])[A-Z0-9][A-Z0-9./-]{2,19}$"
"""A number of theirs: capitals, digits and a few marks, with a digit. A name or word is none."""
EARLIER = timedelta(days=366)

NO_GROUND = gettext_noop(
    "Grondslag G10 (WGS) staat uit. Vraag de privacy officer, of schaal niet op in Houvast."
)
RUNS = gettext_noop("Deze jongere is daar al aangemeld. Ververs de pagina.")
NOT_NOW = gettext_noop("Dit kan nu niet meer. Ververs de pagina.")


class ZvhState(StrEnum):
    """How far it is there; in the first two safety facts are only kept."""

    REFERRED = "referred"
    ACCEPTED = "accepted"
    ENDED = "ended"


MOVES: dict[ZvhState, tuple[ZvhState, ...]] = {
    ZvhState.REFERRED: (ZvhState.ACCEPTED, ZvhState.ENDED),
    ZvhState.ACCEPTED: (ZvhState.ENDED,),
    ZvhState.ENDED: (),
}


def check_reference(text: str) -> str:
    """A reference as it is kept. Raises Refused for anything that can be read as words."""
    said = text.strip().upper()
    if not re.fullmatch(REFERENCE, said):
        raise Refused(
            gettext_noop("Vul hun kenmerk in, zoals ZVH-2026/014. Geen naam en geen woorden."),
            field="reference",
        )
    return said


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


def check_move(now: ZvhState, then: ZvhState) -> None:
    """Refuse a step that the table does not have."""
    if then not in MOVES[now]:
        raise Refused(NOT_NOW)
