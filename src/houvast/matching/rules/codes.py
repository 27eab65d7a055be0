"""The words of matching. The values are stored with a choice and never renamed after release."""

from enum import StrEnum


class Verdict(StrEnum):
    """What came out for one young person and one workplace."""

    FITS = "fits"
    FITS_WITH_STEPS = "fits_with_steps"
    DOES_NOT_FIT = "does_not_fit"


class Component(StrEnum):
    """A line of the points table; together they make 1,000 (matching section 5)."""

    WISH = "wish"
    SECTOR = "sector"
    CAN = "can"
    LEARN = "learn"
    TRAVEL = "travel"
    DAY_PARTS = "day_parts"


class BlockCode(StrEnum):
    """A hard condition that fails. Only a known no blocks; what is unknown becomes a step."""

    CONDITION = "condition"
    """The work requires something that is known not to be there; `about` says what."""
    NEED = "need"
    """The workplace is known not to offer what is needed; `about` says what."""
    HOURS_TOO_MANY = "hours_too_many"
    HOURS_TOO_FEW = "hours_too_few"
    DAY_PARTS = "day_parts"
    TRAVEL = "travel"
    STARTS_EARLIER = "starts_earlier"
    KIND_REFUSED = "kind_refused"
    SECTOR_REFUSED = "sector_refused"
    EMPLOYERS_AGE = "employers_age"
    """Younger than the employer asks, for a reason in the work."""
    FULL = "full"
    TOO_YOUNG = "too_young"
    """Atw 3:2: no work below 13."""
    HEAVY_WORK = "heavy_work"
    """NRK 1:1: no lifting, no till, no machines below 16."""
    NIGHT = "night"
    """Atw 5:3 and NRK 4:1, 4:2: no night work below 18."""
    LAW_DAY_PARTS = "law_day_parts"
    """NRK 3:1 to 5:2: Sundays, evenings and school days below 16."""
    LAW_HOURS = "law_hours"
    """NRK 3:1 to 5:2 and Atw 5:7: the most hours below 18."""
    LOW_WAGE = "low_wage"
    """Below the lowest wage of this age (Wml)."""


LAW = frozenset(
    {
        BlockCode.TOO_YOUNG,
        BlockCode.HEAVY_WORK,
        BlockCode.NIGHT,
        BlockCode.LAW_DAY_PARTS,
        BlockCode.LAW_HOURS,
        BlockCode.LOW_WAGE,
    }
)
"""What no talk with an employer can change."""


class StepCode(StrEnum):
    """What is still to be asked, learned or arranged (nog regelen); a step never blocks."""

    ASK_BIRTH_DATE = "ask_birth_date"
    ASK_YOUNG_PERSON = "ask_young_person"
    ASK_EMPLOYER = "ask_employer"
    ASK_EMPLOYER_NEED = "ask_employer_need"
    ASK_DAY_PARTS = "ask_day_parts"
    ASK_WAGE = "ask_wage"
    ASK_SCHOOL = "ask_school"
    LEARN = "learn"
    TRAVEL = "travel"
    VOG = "vog"
    SCHOOL_AGREES = "school_agrees"
    TRAINING_COMPANY = "training_company"
    SUPERVISION = "supervision"
    """Below 16 always, and below 18 where work can hurt (Arbobesluit 1.37)."""
    COMPULSORY_SCHOOL = "compulsory_school"
    """Lpw 3: compulsory schooling; `about` is its last day."""
    QUALIFICATION = "qualification"
    """Lpw 4a: school until 18 without a diploma; `about` is the last day."""
    RING_FIRST = "ring_first"


class MindCode(StrEnum):
    """What to keep in mind (let op): true, and in nobody's way."""

    PREFERRED = "preferred"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    BREAKS = "breaks"
    """Atw 5:4: below 18 a break of half an hour after four and a half hours."""
    HOURS_A_DAY = "hours_a_day"
    """Atw 5:7, NRK 4:1 to 5:2: the most hours of work on one day; `about` is how many."""
    SCHOOL_DAY = "school_day"
    """NRK 4:2: the most hours of work on a day with school."""
    DONE_BY = "done_by"
    """Atw 5:3, NRK 4:2, 5:2: the hour at which work of the evening is over."""
    WEEKS_ON_END = "weeks_on_end"
    """NRK 5:1, 5:2: the most weeks of holiday work on end."""
    HOURS_FROM = "hours_from"
    """Atw 4:4, 5:7: too many hours from a birthday during the work on; `about` is that day."""
    WAGE_FROM = "wage_from"
    """Wml 8: the wage is too low from a birthday during the work on; `about` is that day."""


class Mover(StrEnum):
    """Who can change the one thing that blocks."""

    YOUNG_PERSON = "young_person"
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    NOBODY = "nobody"
    """The law: then only time changes it."""


class TravelMode(StrEnum):
    """How a young person can get to work."""

    WALK = "walk"
    BICYCLE = "bicycle"
    PUBLIC = "public"
    MOPED = "moped"
    CAR = "car"
