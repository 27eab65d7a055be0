"""The words of employers and workplaces. The values are stored and never renamed after release."""

from enum import StrEnum


class Sector(StrEnum):
    """The section of the standard classification of businesses (SBI 2008, CBS)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741  (the letter of the section)
    J = "J"
    K = "K"
    L = "L"
    M = "M"
    N = "N"
    O = "O"  # noqa: E741
    P = "P"
    Q = "Q"
    R = "R"
    S = "S"
    T = "T"
    U = "U"


class PromisedBy(StrEnum):
    """Who made the promise (afspraak): the employer to us, or we to the employer."""

    EMPLOYER = "employer"
    US = "us"


class PromiseState(StrEnum):
    """What became of a promise; the last two are final."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"


class WorkplaceState(StrEnum):
    """Where a workplace (werkplek) stands. `stale` is computed from the day of confirmation."""

    DRAFT = "draft"
    OFFERED = "offered"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    STALE = "stale"


STORED = (
    WorkplaceState.DRAFT,
    WorkplaceState.OFFERED,
    WorkplaceState.FILLED,
    WorkplaceState.WITHDRAWN,
)


class WorkKind(StrEnum):
    """What kind of work; a workplace that is open for two kinds is two workplaces."""

    SIDE_JOB = "side_job"
    INTERNSHIP = "internship"
    BBL = "bbl"
    LEARNING_PLACE = "learning_place"
    TRIAL_PLACEMENT = "trial_placement"
    REGULAR_JOB = "regular_job"


class ConditionCode(StrEnum):
    """What work may ask (eis): a closed list, so nothing about origin or health can be asked."""

    LICENCE_AM = "licence_am"
    LICENCE_B = "licence_b"
    LICENCE_T = "licence_t"
    LICENCE_C = "licence_c"
    FORKLIFT = "forklift"
    VCA = "vca"
    """Safety certificate for contractors (veiligheid, gezondheid en milieu checklist aannemers)."""
    HACCP = "haccp"
    """Certificate for working with food."""
    DUTCH_A2 = "dutch_a2"
    DUTCH_B1 = "dutch_b1"
    DUTCH_B2 = "dutch_b2"
    LIFTING = "lifting"
    HEIGHTS = "heights"
    STANDING = "standing"
    OUTDOORS = "outdoors"
    COLD = "cold"
    CUSTOMERS = "customers"
    ALONE = "alone"
    NIGHT = "night"


class Strength(StrEnum):
    """How much a condition weighs: only `required` can stand in the way, and only with a reason."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    UNKNOWN = "unknown"


class OfferCode(StrEnum):
    """What a workplace can give (aanbod): a need of the place, never a trait of a person."""

    COMPANION_ON_SITE = "companion_on_site"
    """Someone who helps on the spot (begeleider op plek)."""
    QUIET_WORKPLACE = "quiet_workplace"
    FIXED_TIMES = "fixed_times"
    STEP_FREE = "step_free"
    """Reachable without a doorstep (drempelvrij)."""
    SMALL_STEPS = "small_steps"
    LIFT = "lift"
    ACCESSIBLE_TOILET = "accessible_toilet"
    TRANSIT_WITHIN_500M = "transit_within_500m"
    """A stop of bus, tram or train within 500 metres."""


ACCESS = (
    OfferCode.STEP_FREE,
    OfferCode.LIFT,
    OfferCode.ACCESSIBLE_TOILET,
    OfferCode.TRANSIT_WITHIN_500M,
)
"""Whether one can get there and in; the other offers are about the work itself."""


class DayPart(StrEnum):
    """The four parts of a day, in the order of the mask (dagdeel): Monday morning is bit 0."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Answer(StrEnum):
    """Whether a workplace gives something; unknown never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class PayKind(StrEnum):
    """What someone gets for the work; `unknown` is a question for the employer."""

    WAGE = "wage"
    ALLOWANCE = "allowance"
    """An allowance for an internship (stagevergoeding)."""
    BENEFIT_KEPT = "benefit_kept"
    """The municipality goes on paying during a trial (proefplaatsing)."""
    UNPAID = "unpaid"
    UNKNOWN = "unknown"


class QuestionState(StrEnum):
    """What a broker answered to a question: it is never about a person."""

    ASKED = "asked"
    ASKING_AROUND = "asking_around"
    """"Ja, ik vraag het na.\""""
    NOT_NOW = "not_now"


class VogPayer(StrEnum):
    """Who pays for the certificate of conduct (verklaring omtrent het gedrag)."""

    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"
    YOUNG_PERSON = "young_person"
    UNKNOWN = "unknown"


class Brings(StrEnum):
    """What stands in a table about work: one employer a row, or one workplace a row."""

    EMPLOYERS = "employers"
    WORKPLACES = "workplaces"
