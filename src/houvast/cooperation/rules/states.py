"""The words of sharing: to whom, how far it is, and what was told."""

from enum import StrEnum

from houvast.accounts.rules import InformationClass, Purpose


class Receiver(StrEnum):
    """To whom something is shared."""

    COACHES = "coaches"
    """The lead coach and who coaches beside him, of this track."""
    COLLEAGUE = "colleague"
    """One named colleague of Werk & Inkomen."""
    TABLE = "table"
    """Those present at the case table, as far as their purpose goes."""
    PARTNER = "partner"
    """An organisation in the register."""


PURPOSE_OF = {
    Receiver.COACHES: Purpose.GUIDANCE,
    Receiver.COLLEAGUE: Purpose.WORK_INCOME,
    Receiver.TABLE: Purpose.CASE_TABLE,
    Receiver.PARTNER: Purpose.GUIDANCE,
}
"""For what the receiver may use it."""

ID, PL, WP, PM = (InformationClass(one) for one in ("ID", "PL", "WP", "PM"))
WI, SF, PJ, SC = (InformationClass(one) for one in ("WI", "SF", "PJ", "SC"))
REACHES = {
    Receiver.COACHES: (WI, SF),
    Receiver.COLLEAGUE: (ID, PL, WP, PM),
    Receiver.TABLE: (PL, PM, WI, SF),
    Receiver.PARTNER: (ID, PL, SF),
}
"""The kinds that may reach a receiver at all: the cells `s` of the table of who sees what.

Facts of police or justice reach none of them (trust T-08), notes and special categories nobody.
"""


class ShareState(StrEnum):
    """How far a decision to share is."""

    DRAFT = "draft"
    """Asked for, or being written."""
    DECIDED = "decided"
    """Decided, and waiting for a second person."""
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CORRECTED = "corrected"
    """A fact was put right; the receiver was told."""
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REFUSED = "refused"
    """Kept too: who asked what, and why not."""


LIVE = (ShareState.SENT, ShareState.ACKNOWLEDGED, ShareState.CORRECTED)
"""States in which a receiver may read, until the last moment of the term."""

MOVES: dict[ShareState, tuple[ShareState, ...]] = {
    ShareState.DRAFT: (ShareState.DECIDED, ShareState.REFUSED),
    ShareState.DECIDED: (ShareState.SENT, ShareState.REFUSED, ShareState.WITHDRAWN),
    ShareState.SENT: (
        ShareState.ACKNOWLEDGED,
        ShareState.CORRECTED,
        ShareState.ENDED,
        ShareState.WITHDRAWN,
        ShareState.EXPIRED,
    ),
    ShareState.ACKNOWLEDGED: (
        ShareState.CORRECTED,
        ShareState.ENDED,
        ShareState.WITHDRAWN,
        ShareState.EXPIRED,
    ),
    ShareState.CORRECTED: (
        ShareState.ACKNOWLEDGED,
        ShareState.ENDED,
        ShareState.WITHDRAWN,
        ShareState.EXPIRED,
    ),
}
"""Every other move is refused, by the database as well."""


class Told(StrEnum):
    """Whether the young person knows that this is shared."""

    TOLD = "told"
    PLANNED = "planned"
    WITHHELD = "withheld"
    """Not now, for a reason, and somebody looks again on a day."""


class Pushed(StrEnum):
    """What a receiver has to do with what was shared (trust T-23)."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    DISPUTE = "dispute"
    RESTRICTED = "restricted"
    LIFTED = "lifted"


class Label(StrEnum):
    """What a fact is about."""

    NICKNAME = "nickname"
    NAME = "name"
    BIRTH_DATE = "birth_date"
    PHONE = "phone"
    STEP = "step"
    WORK = "work"
    ANSWER = "answer"
    """What Werk & Inkomen answered: yes or no."""
    SAFETY = "safety"


class Topic(StrEnum):
    """About what Werk & Inkomen can be asked: whether they help, and nothing of how (T-17)."""

    INCOME = "income"
    WORK = "work"
    SCHOOLING = "schooling"
