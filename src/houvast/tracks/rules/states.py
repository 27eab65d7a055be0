"""The words of a track. Values are stored and never renamed after release."""

from enum import StrEnum


class SignalState(StrEnum):
    """Where a signal (signaal) stands; the last three are final."""

    RECEIVED = "received"
    IN_TRIAGE = "in_triage"
    TAKEN_UP = "taken_up"
    TURNED_DOWN = "turned_down"
    REFERRED = "referred"


class FactKind(StrEnum):
    """What kind of statement a fact is; hearsay is never shared (trust T-10)."""

    SEEN = "seen"
    TOLD = "told"
    HEARSAY = "hearsay"
    OPINION = "opinion"
    DECISION = "decision"


class Source(StrEnum):
    """Who noticed it; a professional writes it down."""

    MYSELF = "myself"
    COLLEAGUE = "colleague"
    YOUNG_PERSON = "young_person"
    PARENT = "parent"
    SCHOOL = "school"
    RESIDENT = "resident"
    OTHER = "other"
    SAFETY = "safety"
    """Veiligheid asks to offer contact, and says nothing of why (trust T-13). Nobody chooses it."""


class TrackState(StrEnum):
    """State of a track, changed only by its verbs. The promise covers open and aftercare."""

    PROPOSED = "proposed"
    OPEN = "open"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


PROMISED = (TrackState.OPEN, TrackState.AFTERCARE)


class TrackPhase(StrEnum):
    """Where the work stands (fase): computed from facts, never stored."""

    GETTING_ACQUAINTED = "getting_acquainted"
    PLANNING = "planning"
    GETTING_READY = "getting_ready"
    SEEKING_WORKPLACE = "seeking_workplace"
    AT_WORK = "at_work"
    AFTERCARE = "aftercare"


class MilestoneKind(StrEnum):
    """What was reached first on a track (mijlpaal): the phase is computed from these."""

    SCANNED = "scanned"
    PLANS_AGREED = "plans_agreed"
    WORK_WISHED = "work_wished"


class CloseReason(StrEnum):
    """Why a track closed. "Not reached" does not exist."""

    BASIS_IN_PLACE = "basis_in_place"
    YOUNG_PERSON_STOPPED = "young_person_stopped"
    HANDED_OVER_ELSEWHERE = "handed_over_elsewhere"
    DECEASED = "deceased"
    OPENED_BY_MISTAKE = "opened_by_mistake"


class ContactOutcome(StrEnum):
    """How a talk or a try ended. Not reached is evidence too."""

    SPOKE = "spoke"
    REPLIED = "replied"
    SEEN = "seen"
    NOT_REACHED = "not_reached"


REAL = (ContactOutcome.SPOKE, ContactOutcome.REPLIED)
"""Two-way contact (echt contact)."""


class ContactChannel(StrEnum):
    """How someone was reached; the content of messages is not stored."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    VIDEO = "video"
    EMAIL = "email"
    LETTER = "letter"
    VIA_OTHER = "via_other"


class PlaceKind(StrEnum):
    """What kind of place; no coordinates and no address."""

    STREET = "street"
    HOME = "home"
    HANGOUT = "hangout"
    YOUTH_CENTRE = "youth_centre"
    SCHOOL = "school"
    WORKPLACE = "workplace"
    OFFICE = "office"
    INSTITUTION = "institution"
    ONLINE = "online"
    OTHER = "other"


class Initiator(StrEnum):
    """Who sought the contact."""

    COACH = "coach"
    YOUNG_PERSON = "young_person"
    OTHER = "other"


class ContactState(StrEnum):
    """Whether a contact counts. What was wrong stays readable, and counts no more."""

    STANDS = "stands"
    REPLACED = "replaced"
    """Put right (verbeterd): another row says how it was."""
    UNDONE = "undone"
    """Taken back right after it was noted (ongedaan gemaakt)."""


class NextMomentState(StrEnum):
    """What became of a next moment (volgend moment)."""

    PLANNED = "planned"
    KEPT = "kept"
    MISSED = "missed"
    MOVED = "moved"
    UNDONE = "undone"
    """Taken back right after it was planned: it never was one."""


class OfferState(StrEnum):
    """What became of the question to become someone's coach."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class HandoverState(StrEnum):
    """Where a handover (overdracht) stands. The lead changes at `accepted` only."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    INTRODUCED = "introduced"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


RUNNING_HANDOVER = (HandoverState.OFFERED, HandoverState.ACCEPTED)
"""One of these at a time per track; it is finished when coach and young person have met."""


class HandoverReason(StrEnum):
    """Why a young person gets another coach."""

    COACH_LEAVES = "coach_leaves"
    NO_CLICK = "no_click"
    ABSENCE = "absence"
    MOVES_MUNICIPALITY = "moves_municipality"
    TURNS_18 = "turns_18"
    CONTRACT_ENDS = "contract_ends"
    STAY_ELSEWHERE = "stay_elsewhere"
    OTHER = "other"


class RungState(StrEnum):
    """What became of a rung (trede van de ladder); never deleted."""

    RAISED = "raised"
    ANSWERED = "answered"
    CLIMBED = "climbed"


class RungCause(StrEnum):
    """What is overdue."""

    MOMENT = "moment"
    MOVES = "moves"
    """Moved too often in a row, without a contact."""
    ACCEPTANCE = "acceptance"
    CONFIRMATION = "confirmation"
    INTRODUCTION = "introduction"
    REVIEW = "review"
    SIGNAL = "signal"
    INFORM = "inform"
    """Somebody still has to hear what we keep."""
    CORRECTION = "correction"
    """Who got it has not put right, removed or marked what was shared."""


class InformationState(StrEnum):
    """Where the duty to tell stands (AVG 13 and 14)."""

    PLANNED = "planned"
    TOLD = "told"
    POSTPONED = "postponed"
    LEFT_OUT = "left_out"
    """Parents do not hear it, because the young person would not be safe."""
    NOT_NEEDED = "not_needed"
    """Old enough: nobody else has to hear it."""


TO_TELL = (InformationState.PLANNED, InformationState.POSTPONED)


class ClosingState(StrEnum):
    """A closing is proposed by the coach and agreed by a second person."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
