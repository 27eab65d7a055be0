"""From when access of a colleague is an event to look at, per role. More than this, not from it."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from houvast.accounts.rules import PURPOSES_OF, Role
from houvast.errors import Refused, gettext_noop


class EventKind(StrEnum):
    """What there is to look at (trust section 13): a fact about access, never about a colleague."""

    NO_WORK = "no_work"
    """M2: looks without contact, task or moment within seven days."""
    MANY = "many"
    """M3: far more files in a day than this colleague is used to."""
    TEAM_ROLE = "team_role"
    """M4: looks through a role in a team, outside own access and without an act."""
    KNOWN_HERE = "known_here"
    """M5: asked whether somebody is known here, and nothing came of it."""
    AFTER_END = "after_end"
    """M6: attempts after access ended."""
    REFUSED = "refused"
    """M7: many refusals in an hour."""
    HOURS = "hours"
    """M8: outside the hours of the role."""
    AGAIN = "again"
    """M9: one file time and again without contact."""
    PAPER = "paper"
    """M10: more papers in a day than anybody has to make."""
    GLASS = "glass"
    """M11: opened in an emergency, and nothing done or written down afterwards."""
    LENT = "lent"
    """M12: access given, looked, and taken away within a day."""
    NEW_ROLE = "new_role"
    """M13: a role given, and looked in it at once without work."""
    STEP_RESET = "step_reset"
    """M13: took away the second step of a colleague: who does that can go in as him."""
    PACE = "pace"
    """Read like an export: so many files in so few minutes."""
    HONEY_OPENED = "honey_opened"
    """M1: a file that belongs to nobody was opened."""
    HONEY_SHARED = "honey_shared"
    """M1: a file that belongs to nobody was shared, or left on paper."""
    HONEY_ASKED = "honey_asked"
    """M1: asked whether it is known here, opened in an emergency, or tried in vain."""
    SAMPLE = "sample"
    """One look, drawn from all."""


MOST: dict[EventKind, int] = {
    EventKind.NO_WORK: 3,
    EventKind.MANY: 15,
    EventKind.TEAM_ROLE: 5,
    EventKind.KNOWN_HERE: 5,
    EventKind.AFTER_END: 2,
    EventKind.REFUSED: 10,
    EventKind.HOURS: 3,
    EventKind.AGAIN: 5,
    EventKind.PAPER: 5,
    EventKind.GLASS: 0,
    EventKind.LENT: 0,
    EventKind.NEW_ROLE: 0,
    EventKind.STEP_RESET: 0,
    EventKind.PACE: 20,
    EventKind.HONEY_OPENED: 0,
    EventKind.HONEY_SHARED: 0,
    EventKind.HONEY_ASKED: 0,
    EventKind.SAMPLE: 0,
}
"""The defaults of the design."""
MOST_OF: dict[tuple[Role, EventKind], int] = {
    # Who steers and who does triage opens files to look what is needed: that is the work.
    (Role.PROCESS_COORDINATOR, EventKind.TEAM_ROLE): 8,
}
"""Where a role differs."""

USUAL_TIMES = 4
"""So many times the own median of eight weeks is far more than usual."""
NEAR, A_DAY, AN_HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
NEW = timedelta(days=5)
"""So long one gets to know a file after access began."""
SITTING = timedelta(minutes=15)
"""Looks at one file that follow each other sooner are one look."""
PACE_IN = timedelta(minutes=10)
FOLLOW_UP = timedelta(hours=3)
"""So long after an emergency somebody may take to write down what he did."""
WEEKS_BACK = timedelta(days=56)


Limits = Mapping[tuple[str, str], int]
"""What a municipality set itself, by role and kind; elsewhere the defaults hold."""
SETTABLE = tuple(kind for kind, number in MOST.items() if number)
"""Of the others each one is looked at: there is no limit to set."""
LOWEST, TIMES = 1, 3
"""A limit is at most so many times the default: above that hardly anything would be found."""
DECIDE = (Role.PRIVACY_OFFICER, Role.PROGRAMME_MANAGER)
"""Who proposes and who agrees; of their own roles the defaults stay."""
SET_FOR = tuple(
    role for role in PURPOSES_OF if role not in (*DECIDE, Role.SYSTEM, Role.LINKED_SYSTEM)
)


def most(role: str, kind: EventKind, limits: Limits | None = None) -> int:
    """How much of this is nothing to look at, in this role."""
    usual = MOST_OF.get((Role(role), kind), MOST[kind])
    return (limits or {}).get((role, kind.value), usual)


def highest(kind: EventKind) -> int:
    """The highest limit that can be set."""
    return MOST[kind] * TIMES


def is_wider(role: str, kind: EventKind, number: int) -> bool:
    """Whether less is found than with what Houvast came with: the page says so."""
    return number > most(role, kind)


def check_limit(role: Role, kind: EventKind, number: int, now: int) -> None:
    """A limit that finds something still, for a role that does not decide about it itself."""
    if kind not in SETTABLE:
        raise Refused(gettext_noop("Dit wordt altijd nagevraagd, elke keer."), field="kind")
    if role not in SET_FOR:
        raise Refused(
            gettext_noop("Deze rol beslist zelf mee. De grens blijft zoals hij is."), field="role"
        )
    if number < LOWEST:
        raise Refused(gettext_noop("Vul 1 of meer in."), field="most")
    if number > highest(kind):
        raise Refused(
            gettext_noop("Dan wordt er bijna niets meer gevonden. Neem hooguit {most}."),
            field="most",
            most=highest(kind),
        )
    if number == now:
        raise Refused(gettext_noop("Zo staat het al."), field="most")


HONEY = (EventKind.HONEY_OPENED, EventKind.HONEY_SHARED, EventKind.HONEY_ASKED)
"""Found by the database, which alone knows the files that belong to nobody."""
