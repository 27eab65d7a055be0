"""What is counted about areas: the closed list, with where a person was counted and what to mind.

A column that is on no list is not read. Columns about origin or nationality are refused by name,
unread (rule A-12).
"""

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from houvast.errors import gettext_noop


class Place(StrEnum):
    """Where somebody was counted.

    Offences where they happened, people where they live (rule A-08).
    """

    LIVED = "lived"
    HAPPENED = "happened"


class State(IntEnum):
    """Whether there is a figure, and why not; absent is not withheld and neither is 0 (A-18)."""

    OK = 0
    SMALL = 1
    WITHHELD = 2
    ABSENT = 3
    UNSTABLE = 4


class Unit(StrEnum):
    """What one of it is."""

    EVENTS = "events"
    PERCENT = "percent"
    PERSONS = "persons"
    PER_1000 = "per_1000"
    CLASS = "class"
    """1 (most urbanised) to 5."""
    PER_KM2 = "per_km2"
    HECTARES = "hectares"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure about areas.

    `called` completes "areas with a higher …"; `mind` is said wherever it is shown.
    """

    id: str
    called: str
    unit: Unit
    place: Place
    number: int = 0
    """How the tables know it: fixed for ever. 0 is counted from others and never stored."""
    fewest: int = 100
    """The smallest denominator under which it is not given."""
    mind: str = ""
    income: bool = False


OF_PERSONS = gettext_noop("Studenten en mensen met een kleine baan tellen hierin mee.")
LIVED, HAPPENED = Place.LIVED, Place.HAPPENED
VISITORS = gettext_noop(
    "Wie er alleen komt, telt hierin mee: kijk naar de plek, niet naar wie er woont."
)
INDICATORS = {
    one.id: one
    for one in (
        Indicator("population", gettext_noop("inwoners op 1 januari"), Unit.PERSONS, LIVED, 1),
        Indicator(
            "young_15_24", gettext_noop("jongeren van 15 tot 25 jaar"), Unit.PERSONS, LIVED, 2
        ),
        Indicator("aged_65", gettext_noop("65-plussers"), Unit.PERSONS, LIVED, 3),
        Indicator(
            "young_15_24_share",
            gettext_noop("aandeel jongeren van 15 tot 25 jaar"),
            Unit.PERCENT,
            LIVED,
            4,
        ),
        Indicator("aged_65_share", gettext_noop("aandeel 65-plussers"), Unit.PERCENT, LIVED, 5),
        Indicator(
            "working_share",
            gettext_noop("aandeel mensen van 15 tot 75 jaar met betaald werk"),
            Unit.PERCENT,
            LIVED,
            6,
        ),
        Indicator(
            "not_working_share",
            gettext_noop("aandeel mensen van 15 tot 75 jaar zonder betaald werk"),
            Unit.PERCENT,
            LIVED,
        ),
        Indicator(
            "lowest40_person_share",
            gettext_noop("aandeel mensen bij de 40 procent laagste inkomens"),
            Unit.PERCENT,
            LIVED,
            7,
            mind=OF_PERSONS,
            income=True,
        ),
        Indicator(
            "highest20_person_share",
            gettext_noop("aandeel mensen bij de 20 procent hoogste inkomens"),
            Unit.PERCENT,
            LIVED,
            8,
            income=True,
        ),
        Indicator(
            "social_minimum_share",
            gettext_noop("aandeel huishoudens met hooguit het sociaal minimum"),
            Unit.PERCENT,
            LIVED,
            9,
            income=True,
        ),
        Indicator(
            "low_income_household_share",
            gettext_noop("aandeel huishoudens met een laag inkomen"),
            Unit.PERCENT,
            LIVED,
            10,
            income=True,
        ),
        Indicator("bijstand", gettext_noop("mensen met bijstand"), Unit.PERSONS, LIVED, 11),
        Indicator(
            "bijstand_per_1000",
            gettext_noop("mensen met bijstand per 1.000 inwoners"),
            Unit.PER_1000,
            LIVED,
            12,
            income=True,
        ),
        Indicator("ww", gettext_noop("mensen met een WW-uitkering"), Unit.PERSONS, LIVED, 13),
        Indicator(
            "ww_per_1000",
            gettext_noop("mensen met een WW-uitkering per 1.000 inwoners"),
            Unit.PER_1000,
            LIVED,
            14,
        ),
        Indicator(
            "owner_occupied_share", gettext_noop("aandeel koopwoningen"), Unit.PERCENT, LIVED, 15
        ),
        Indicator("urbanity", gettext_noop("mate van stedelijkheid"), Unit.CLASS, LIVED, 16),
        Indicator(
            "address_density",
            gettext_noop("adressen per vierkante kilometer"),
            Unit.PER_KM2,
            LIVED,
            17,
        ),
        Indicator("area_size", gettext_noop("oppervlakte in hectaren"), Unit.HECTARES, LIVED, 18),
        Indicator(
            "offences_total",
            gettext_noop("geregistreerde misdrijven (pleegplaats)"),
            Unit.EVENTS,
            HAPPENED,
            20,
            mind=VISITORS,
        ),
        Indicator(
            "offences_violence",
            gettext_noop("geregistreerd geweld en zeden (pleegplaats)"),
            Unit.EVENTS,
            HAPPENED,
            21,
            mind=VISITORS,
        ),
        Indicator(
            "offences_property",
            gettext_noop("geregistreerde diefstal en inbraak (pleegplaats)"),
            Unit.EVENTS,
            HAPPENED,
            22,
            mind=VISITORS,
        ),
        Indicator(
            "offences_vandalism",
            gettext_noop("geregistreerde vernieling en overlast (pleegplaats)"),
            Unit.EVENTS,
            HAPPENED,
            23,
            mind=VISITORS,
        ),
    )
}
STORED = {one.id: one.number for one in INDICATORS.values() if one.number}
"""What the tables hold: numbers by id."""

REFUSED = re.compile(
    r"migrati|herkomst|nationali|background|achtergrond|westers|etni|geboorteland|buitenland"
    r"|^a_(nl|eur|neu|gbl|bng)_|religi|geloof|gezondheid|health",
    re.IGNORECASE,
)
"""Names of columns that are never read: origin, nationality, country of birth, faith, health."""


def refused(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that are refused by their name."""
    return tuple(name for name in columns if REFUSED.search(name))
