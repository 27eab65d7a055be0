"""What a young person allows (toestemming): only what is on the list, for half a year at most.

A no changes nothing, and a yes is never a ground for safety or for duties of Werk & Inkomen
(trust T-25 to T-31).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.accounts.rules import OrganisationKind
from houvast.errors import Refused, gettext_noop
from houvast.people.rules import age_on
from houvast.placements.rules.consent import holds_until, needs_parent
from houvast.placements.rules.states import Answered

YOUNGEST = 12
WORDS_SHOWN = "2026-11"
"""The version of the sentences that the page shows (T-26)."""


AGAIN = timedelta(days=30)
"""How long before a yes ends it can be asked again: silence renews nothing (T-28)."""


class AllowScope(StrEnum):
    """For what a yes can be asked beside one workplace: nothing else exists (T-30)."""

    HELP_PARTNER_CONTACT = "help_partner_contact"
    LIFT_SECRECY_OF = "lift_secrecy_of"
    PHOTO = "photo"
    REFERENCE_AFTER_CLOSE = "reference_after_close"


class AllowState(StrEnum):
    """What was answered; past its day a yes holds no more."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AllowAsked:
    """What was asked, and how: shown in one sitting, to one receiver, for one thing."""

    scope: AllowScope
    what: str
    """Which facts, in words that the young person saw."""
    purpose: str
    says_yes: bool
    how: Answered
    helped_by: str = ""
    """In which language, or with whom beside them."""
    parent: Answered | None = None


def check_receiver(kind: OrganisationKind) -> None:
    """A yes is not free where a no has consequences: never to the municipality itself (T-25)."""
    if kind is OrganisationKind.MUNICIPALITY:
        raise Refused(
            gettext_noop("Aan de gemeente zelf vraag je geen toestemming. Kies een partner."),
            field="to",
        )


def check_allowed(new: AllowAsked, born: date | None, today: date) -> date:
    """From which day this answer holds no more. Raises Refused in words that say what to do."""
    for name in ("what", "purpose"):
        if len(getattr(new, name).strip()) < YOUNGEST:
            raise Refused(gettext_noop("Schrijf dit op in een hele zin."), field=name)
    if born is None:
        raise Refused(gettext_noop("Vraag eerst de geboortedatum. Dan kun je dit vragen."))
    if age_on(born, today) < YOUNGEST:
        raise Refused(
            gettext_noop("Onder de 12 vraag je dit niet. Overleg met de privacy officer.")
        )
    if new.says_yes and needs_parent(born, today) and new.parent is None:
        raise Refused(
            gettext_noop("Onder de 16 zegt ook een ouder of verzorger ja. Vraag dat eerst."),
            field="parent",
        )
    return holds_until(today, born)


def ends_soon(until: date, today: date) -> bool:
    """Whether a yes that holds up to this day is over, or so soon that it is time to ask again."""
    return today >= until - AGAIN


def check_stop(state: AllowState) -> None:
    """Only what was given can be taken back."""
    if state is not AllowState.GIVEN:
        raise Refused(gettext_noop("Dit ja geldt al niet meer. Je hoeft niets te doen."))
