"""What is counted about areas: the closed list, with where a person was counted and what to mind.

A column that is on no list is not read. Columns about origin or nationality are refused by name,
unread (rule A-12).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from houvast.errors import gettext_noop


class Place(StrEnum):
    """Where somebody was counted.

    Offences where they happened, people where they live (rule A-08).
    """

    LIVED = "lived"
    HAPPENED = "happened"


class Unit(StrEnum):
    """What one of it is."""

    EVENTS = "events"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure about areas.

    `called` completes "areas with a higher …"; `mind` is said wherever it is shown.
    """

    id: str
    called: str
    unit: Unit
    place: Place
    fewest: int = 100
    """The smallest denominator under which it is not given."""
    mind: str = ""
    income: bool = False


OF_PERSONS = gettext_noop("Studenten en mensen met een kleine baan tellen hierin mee.")
INDICATORS = {
    one.id: one
    for one in (
        Indicator(
            "young_15_24_share",
            gettext_noop("aandeel jongeren van 15 tot 25 jaar"),
            Unit.PERCENT,
            Place.LIVED,
        ),
        Indicator("aged_65_share", gettext_noop("aandeel 65-plussers"), Unit.PERCENT, Place.LIVED),
        Indicator(
            "not_working_share",
            gettext_noop("aandeel mensen van 15 tot 75 jaar zonder betaald werk"),
            Unit.PERCENT,
            Place.LIVED,
        ),
        Indicator(
            "lowest40_person_share",
            gettext_noop("aandeel mensen bij de 40 procent laagste inkomens"),
            Unit.PERCENT,
            Place.LIVED,
            mind=OF_PERSONS,
            income=True,
        ),
        Indicator(
            "highest20_person_share",
            gettext_noop("aandeel mensen bij de 20 procent hoogste inkomens"),
            Unit.PERCENT,
            Place.LIVED,
            income=True,
        ),
        Indicator(
            "social_minimum_share",
            gettext_noop("aandeel huishoudens met hooguit het sociaal minimum"),
            Unit.PERCENT,
            Place.LIVED,
            income=True,
        ),
        Indicator(
            "offences_total",
            gettext_noop("geregistreerde misdrijven (pleegplaats)"),
            Unit.EVENTS,
            Place.HAPPENED,
        ),
    )
}

REFUSED = re.compile(
    r"migrati|herkomst|nationali|background|achtergrond|westers|etni|geboorteland|buitenland"
    r"|^a_(nl|eur|neu|gbl|bng)_|religi|geloof|gezondheid|health",
    re.IGNORECASE,
)
"""Names of columns that are never read: origin, nationality, country of birth, faith, health."""


def refused(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that are refused by their name."""
    return tuple(name for name in columns if REFUSED.search(name))
