"""The states of a placement (plaatsing), of aftercare and of a yes, and which follows which."""

from enum import StrEnum


class PlacementState(StrEnum):
    """Where a placement stands. Nothing goes to the employer before the young person wants it."""

    PROPOSED = "proposed"
    WANTED = "wanted"
    INTRODUCED = "introduced"
    AGREED = "agreed"
    STARTED = "started"
    ENDED = "ended"
    BROKEN_OFF = "broken_off"
    NOT_STARTED = "not_started"


class AftercareState(StrEnum):
    """What became of an aftercare moment (nazorgmoment)."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"


class Side(StrEnum):
    """With whom an aftercare moment is: both sides are asked."""

    YOUNG_PERSON = "young_person"
    EMPLOYER = "employer"


class RetentionMark(StrEnum):
    """When it is asked whether the work lasted: months after the first working day."""

    THREE = "3_months"
    SIX = "6_months"
    TWELVE = "12_months"


class RetentionAnswer(StrEnum):
    """What is known at the mark. Unknown is an answer too, and is counted as unknown."""

    SAME_WORK = "same_work"
    OTHER_WORK = "other_work"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class ConsentScope(StrEnum):
    """What a consent (toestemming) allows; the scopes of the trust design, T-30."""

    TELL_EMPLOYER = "work_profile_to_employer"


class ConsentState(StrEnum):
    """Where a question for a yes stands. A yes that ran out by its date is computed, not stored."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Never answered: another question took its place."""


class CallsAnswer(StrEnum):
    """Whether the coach may ring the employer after the start (nazorg met werkgever)."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Answered(StrEnum):
    """How somebody gave a yes."""

    TOGETHER = "together"
    """Looked at the screen together."""
    PHONE = "phone"
    """It was read out."""
    MESSAGE = "message"
    """Was sent the text and answered."""


class Told(StrEnum):
    """What an employer may be told, line by line. What is not here cannot be told at all (T-07)."""

    FIRST_NAME = "first_name"
    FAMILY_NAME = "family_name"
    AGE = "age"
    PHONE = "phone"
    CAN_START = "can_start"
    HOURS = "hours"
    DAYS = "days"
    CAN = "can"
    LEARNS = "wants_to_learn"
    HELPS = "helps"


class TrialState(StrEnum):
    """Where a trial day (meeloopdag) stands."""

    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"


class TrialView(StrEnum):
    """What somebody wants after a trial day: about going on, never about how a person is."""

    GO_ON = "go_on"
    UNSURE = "unsure"
    RATHER_NOT = "rather_not"
    UNKNOWN = "unknown"
    """Not asked yet."""


class TrialNext(StrEnum):
    """What comes after a trial day."""

    AGREE = "agree"
    """Agree with the employer on a start."""
    ANOTHER = "another"
    TALK = "talk"
    """First talk it over with the young person."""
    STOP = "stop"


class ContractKind(StrEnum):
    """What kind of contract was agreed with the employer."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    ON_CALL = "on_call"
    AGENCY = "agency"
    LEARNING = "learning"
    """Learning and working (praktijkovereenkomst, BBL)."""
    INTERNSHIP = "internship"
    TRIAL_PLACEMENT = "trial_placement"


FACTS = (Told.FIRST_NAME, Told.FAMILY_NAME, Told.AGE, Told.PHONE)
"""Read from what we know; a tick lets it be told."""
OWN_WORDS = tuple(one for one in Told if one not in FACTS)
"""Written together, for this employer; an empty one is not told."""

MOVES: dict[PlacementState, tuple[PlacementState, ...]] = {
    PlacementState.PROPOSED: (PlacementState.WANTED, PlacementState.NOT_STARTED),
    PlacementState.WANTED: (PlacementState.INTRODUCED, PlacementState.NOT_STARTED),
    PlacementState.INTRODUCED: (PlacementState.AGREED, PlacementState.NOT_STARTED),
    PlacementState.AGREED: (PlacementState.STARTED, PlacementState.NOT_STARTED),
    PlacementState.STARTED: (PlacementState.ENDED, PlacementState.BROKEN_OFF),
    PlacementState.ENDED: (),
    PlacementState.BROKEN_OFF: (),
    PlacementState.NOT_STARTED: (),
}

ACTIVE = tuple(state for state, then in MOVES.items() if then)
TAKES_PLACE = (PlacementState.AGREED, PlacementState.STARTED)
"""In these states a place at the employer is taken."""
NEEDS_YES = (PlacementState.WANTED, PlacementState.INTRODUCED)
"""Without a yes there is nothing between the two: taking it back ends the introduction."""
TRIAL_IN = (PlacementState.INTRODUCED, PlacementState.AGREED)
"""A trial day comes after they met and before the first working day."""
TERMS_IN = (PlacementState.AGREED, PlacementState.STARTED)
"""In these states what was agreed with the employer can be written anew."""
BESIDE = (PlacementState.WANTED, PlacementState.INTRODUCED, PlacementState.AGREED)
"""Steps that the work coach beside the lead may take: no moment of the promise comes with them."""
