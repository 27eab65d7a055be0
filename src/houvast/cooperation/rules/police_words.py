"""What somebody writes beside what police gave: does it hold something of it? (trust T-22)

Who decides about such a signal has what police gave before him on the same page, so the question is
asked each time. Yes puts the text with what police gave: of their class, on their article, as short
as they allow, and no further.
"""

from enum import StrEnum

from houvast.errors import Refused, gettext_noop


class Beside(StrEnum):
    """What is written about a signal of Veiligheid after it came in, form by form."""

    OFFER = "offer"
    """Why help is needed: three texts."""
    ANSWER = "answer"
    """Why nothing is done."""
    SENT_BACK = "sent_back"
    """Why the second person wants it otherwise."""


TEXTS: dict[Beside, tuple[str, ...]] = {
    Beside.OFFER: ("necessity", "proportionality", "subsidiarity"),
    Beside.ANSWER: ("answer",),
    Beside.SENT_BACK: ("sent_back",),
}
"""The texts of each form, by their name on a row."""
ASKS = gettext_noop("Kies een antwoord: staat hier iets in dat de politie gaf?")
CLOSED = gettext_noop(
    "Grondslag G08 staat uit, dus dit mag nu niet bewaard worden. Haal weg wat van de politie komt,"
    " en kies nee."
)


def stands_apart(holds: bool | None, *, of_police: bool, is_open: bool) -> bool:
    """Whether a text goes with what police gave. `is_open`: their ground holds today.

    Raises Refused beside `holds_police` without an answer, and when it may not be kept now.
    """
    if not of_police:
        return False
    if holds is None:
        raise Refused(ASKS, field="holds_police")
    if holds and not is_open:
        raise Refused(CLOSED, field="holds_police")
    return holds
