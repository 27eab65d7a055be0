"""A demand for a file (vordering, Woo-verzoek): its own road to a refusal or a decision (T-111).

A coach never answers it. The privacy officer prepares, a second person decides, and what is given
is a list of exact rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.accounts.rules import InformationClass, Role
from houvast.errors import Refused, gettext_noop


class DemandKind(StrEnum):
    """Who asks for a file."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    WOO = "woo"
    """A request under the Wet open overheid."""
    OTHER = "other"


class DemandState(StrEnum):
    """How far a demand is."""

    RECEIVED = "received"
    PREPARED = "prepared"
    """Waits for the second person."""
    GRANTED = "granted"
    """Decided: it is given, and it was not handed over yet."""
    REFUSED = "refused"
    GIVEN = "given"


class Answer(StrEnum):
    """What is proposed."""

    GIVE = "give"
    REFUSE = "refuse"


class Told(StrEnum):
    """Whether the young person hears it."""

    TOLD = "told"
    LATER = "later"
    """Not yet, with a reason and a day to look again."""


PREPARES = Role.PRIVACY_OFFICER
DECIDES = (Role.PRIVACY_OFFICER, Role.PROGRAMME_MANAGER)
"""Who can be the second person. A coach is neither; the FG looks and decides nothing."""
LOOKS = (*DECIDES, Role.FG)

GIVEABLE = tuple(InformationClass(one) for one in ("ID", "CT", "WN", "PL", "WP", "PM", "WI"))
"""The kinds that can be asked for. What police or justice gave us goes back to nobody."""
TRIES = 3
"""So often one looks for the file of one demand: it is no search."""
KEPT_FOR = timedelta(days=5 * 365)
LONGEST, ENOUGH = 1000, 20
MONTHS_LATER = 92
LONGEST_AGO = timedelta(days=366)
"""What was handed over longer ago than a year has the wrong year."""

ALONE = gettext_noop("Een tweede persoon beslist hierover. Vraag een collega.")
NOT_NOW = gettext_noop("Dit kan nu niet meer. Ververs de pagina.")
NEVER_BY_WOO = gettext_noop("Een Woo-verzoek geeft nooit een dossier. Stel een weigering voor.")
NOTHING_LEFT = gettext_noop("Er is niets om te geven. Zoek eerst het dossier, of weiger.")
LONGER = gettext_noop("Schrijf in een hele zin waarom.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in: who asks, on which article, what, and before which day."""

    kind: DemandKind
    body: str
    reference: str
    article: str
    asked: str
    kinds: tuple[InformationClass, ...]
    received_on: date
    answer_by: date


def check_asked(one: Asked, today: date) -> None:
    """What came in is whole. Raises Refused beside the field that is not."""
    for name in ("body", "article", "asked"):
        if len(getattr(one, name).strip()) < 3:
            at = "wanted" if name == "asked" else name
            raise Refused(gettext_noop("Vul dit in."), field=at)
    if not one.kinds or set(one.kinds) - set(GIVEABLE):
        raise Refused(gettext_noop("Kies wat er gevraagd wordt."), field="kinds")
    if not today - timedelta(days=366) <= one.received_on <= today:
        raise Refused(gettext_noop("Kies een dag in het laatste jaar."), field="received_on")
    if not one.received_on <= one.answer_by <= today + timedelta(days=366):
        raise Refused(gettext_noop("Kies een dag binnen een jaar."), field="answer_by")


def check_preparing(state: DemandState) -> None:
    """It is still being prepared. Raises Refused."""
    if state is not DemandState.RECEIVED:
        raise Refused(NOT_NOW)


def check_reason(text: str, field: str) -> str:
    """A reason that somebody else can read. Raises Refused."""
    said = text.strip()
    if len(said) < ENOUGH:
        raise Refused(LONGER, field=field)
    return said


def check_proposal(state: DemandState, kind: DemandKind, answer: Answer, left: int) -> None:
    """What is proposed can be. Raises Refused."""
    check_preparing(state)
    if answer is Answer.GIVE and kind is DemandKind.WOO:
        raise Refused(NEVER_BY_WOO, field="answer")
    if answer is Answer.GIVE and not left:
        raise Refused(NOTHING_LEFT, field="answer")


def check_decision(state: DemandState, prepared_by: UUID | None, deciding: UUID) -> None:
    """A second person decides about what was prepared, once. Raises Refused."""
    if state is not DemandState.PREPARED:
        raise Refused(NOT_NOW)
    if prepared_by == deciding:
        raise Refused(ALONE)


def decided(answer: Answer) -> DemandState:
    """What a yes of the second person makes of it."""
    return DemandState.GRANTED if answer is Answer.GIVE else DemandState.REFUSED


def check_handed(
    state: DemandState, on: date, told: Told, reason: str, again: date | None, today: date
) -> None:
    """It was handed over after the decision, and the young person hears it. Raises Refused."""
    if state is not DemandState.GRANTED:
        raise Refused(NOT_NOW)
    if on > today:
        raise Refused(gettext_noop("Deze dag moet nog komen."), field="given_on")
    if on < today - LONGEST_AGO:
        raise Refused(
            gettext_noop("Deze dag is te lang geleden. Kijk het jaar na."), field="given_on"
        )
    later = told is Told.LATER
    if later:
        check_reason(reason, "withheld")
    fits = again is not None and today < again <= today + timedelta(days=MONTHS_LATER)
    if not fits and (later or again is not None):
        raise Refused(gettext_noop("Kies een dag binnen drie maanden."), field="review_on")
