"""Who may see what: one table, one decision. Row policies are the second wall with the same answer.

The table is section 3 of the trust design: role and standing by kind of data, per purpose. What is
not in it is nothing (default deny).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from houvast.accounts.rules import (
    AT_TABLE,
    COACHES,
    IN_EMERGENCY,
    PROFESSIONALS,
    PURPOSES_OF,
    InformationClass,
    Purpose,
    Role,
)


class Capacity(StrEnum):
    """In which capacity someone is assigned to a person."""

    LEAD = "lead"
    SECOND = "second"
    """Second coach or stand-in (vervanger)."""
    WORK = "work"
    """The work coach beside the lead coach."""
    FORMER = "former"
    """The coach before a handover: reads on during the overlap."""
    COMPANION = "companion"
    """The experience expert of one agreement."""
    DOOR = "door"
    """The named contact of a closed track (open deur)."""


class Standing(StrEnum):
    """How someone stands to a person without an assignment (trust T-05)."""

    REPORTER = "reporter"
    """Entered the signal."""
    TRIAGE = "triage"
    """Member of the triage team, until the signal is answered."""
    STEERING = "steering"
    """Watches the process: coordinator, or team lead of the track's team."""
    OFFERED = "offered"
    """Was asked to become the coach."""
    HELD = "held"
    """Was the coach when it happened, and is not any more: it comes in late (README 23)."""
    HELD_BESIDE = "held_beside"
    """Was second coach or stand-in when it happened."""
    PRESENT = "present"
    """Sits at an open case table, at one of the own cases (trust T-110)."""
    AGREED = "agreed"
    """Has something to do that was agreed at a case table (trust T-109)."""
    JOB = "job"
    """The safety net."""
    RECEIVER = "receiver"
    """Was given something by a decision to share that lives."""
    SECOND_PERSON = "second_person"
    """Looks along with a decision to share that needs it."""
    GUEST = "guest"
    """Was asked one question on behalf of a partner, and has not answered it (trust T-24)."""
    RIGHTS = "rights"
    """Carries out what young people are entitled to: the privacy officer."""
    OVERSIGHT = "oversight"
    """Supervises that it happens, and decides nothing: the FG."""
    EMERGENCY = "emergency"
    """Opened this one file because of immediate danger, for an hour (trust T-53)."""


Basis = Capacity | Standing


@dataclass(frozen=True, slots=True)
class Holding:
    """How the asker stands to a person now: a live assignment (and until when), or a standing."""

    basis: Basis
    until: datetime | None = None
    is_near: bool = False
    """Whether the asker knows this person in private: then nothing opens (trust T-56)."""


class Verb(StrEnum):
    """What someone wants to do with a kind of data of one person."""

    SEE = "see"
    SEE_NICKNAME = "see_nickname"
    SEE_PROCESS = "see_process"
    """That it is there, when and by whom."""
    WRITE = "write"
    ADD = "add"
    """Put down late what was told at a moment that counts, and read nothing."""


class Cell(StrEnum):
    """What the table says about one kind of data."""

    WRITE = "W"
    READ = "R"
    PROCESS = "p"
    """Process facts about it only: that it exists, when, by whom."""
    NICKNAME = "n"
    OWN = "o"
    """Own items only."""
    SHARED = "s"
    """Only through a live sharing decision for that fact."""
    ADD = "a"
    """Adds what happened while the person was held, and reads nothing: not even what was added."""
    NOTHING = "-"


ORDER = tuple(InformationClass)
"""The columns of the table, as in the trust design."""


def _row(cells: str) -> dict[InformationClass, Cell]:
    return dict(zip(ORDER, (Cell(one) for one in cells.split()), strict=True))


Key = tuple[Role, Basis, Purpose]

#                                     ID CT WN PL WP PM WI SF PJ SC SH AL PR
LEAD, SECOND = (
    _row("W W W W W W s s - - W p W"),
    _row("R W R W R R s s - - R p R"),
)
FORMER = _row("R R R R R R - - - - R p R")
"""Overlap after a handover: what the second coach reads, and nothing to write (product 3.1.4)."""
WORK = _row("R p - R W W W - - - o - R")
DOOR = _row("R - - - - - - - - - - - R")
"""After closing: how to reach the young person, nothing more (trust section 9)."""
COMPANION = _row("n o - - - - - - - - - - o")
STEERING_LEAD = _row("n p - p - p - - - - p - R")
STEERING = _row("n p - p - p - p - - p - W")
REPORTER = _row("o o - - - - - - - - - - o")
TRIAGE = _row("W W - - - - - - - - o - W")
SAFETY_REPORTER = _row("o - - - - - - o o - - - o")
SAFETY_TRIAGE = _row("R - - - - - - W R - o - R")
"""The triage of Veiligheid: nothing of the college, and the college has nothing of it."""
INTAKE_STEERING = _row("n R - - - - - - - - p - W")
OFFERED = _row("n - - - - - - - - - - - o")
HELD = _row("- a a - - - - - - - - - a")
HELD_BESIDE = _row("- a - - - - - - - - - - a")
"""What came in late goes into the file, as at the time; a stand-in wrote no notes then either."""
PRESENT = _row("n p - s - s s s - - p - R")
PARTNER_PRESENT = _row("n - - s - s - s - - o - R")
AGREED = _row("n - - - - - - - - - - - o")
"""The name as the label of what somebody has to do, and nothing else."""
JOB = _row("- - - p - - - - - - - - R")
RECEIVER = _row("s - - s s s - - - - o - -")
"""A colleague of Werk & Inkomen without access: never more than one who has it would read."""
SECOND_PERSON = _row("- - - - - - - - - - W - -")
GUEST = _row("s - - s - - - s - - o - -")
"""A guest of a partner: what was shared for his one question, and the question itself."""
RIGHTS = _row("p p p p p p p p p p W p R")
OVERSIGHT = _row("p p p p p p p p p p R R R")
EMERGENCY = _row("R R - R - - - - - - - - R")
"""No role has it: it comes with one opened file, and goes with the hour."""

Rows = dict[Key, dict[InformationClass, Cell]]


def _rows(
    roles: tuple[Role, ...], basis: Basis, purpose: Purpose, row: dict[InformationClass, Cell]
) -> Rows:
    return {(role, basis, purpose): row for role in roles}


MATRIX: Rows = (
    _rows(COACHES, Capacity.LEAD, Purpose.GUIDANCE, LEAD)
    | _rows(COACHES, Capacity.SECOND, Purpose.GUIDANCE, SECOND)
    | _rows(COACHES, Capacity.FORMER, Purpose.GUIDANCE, FORMER)
    | _rows(COACHES, Capacity.DOOR, Purpose.GUIDANCE, DOOR)
    | _rows(COACHES, Standing.OFFERED, Purpose.GUIDANCE, OFFERED)
    | _rows(COACHES, Standing.HELD, Purpose.GUIDANCE, HELD)
    | _rows(COACHES, Standing.HELD_BESIDE, Purpose.GUIDANCE, HELD_BESIDE)
    | _rows((Role.WORK_COACH,), Capacity.WORK, Purpose.WORK_INCOME, WORK)
    | _rows((Role.WORK_COACH,), Capacity.WORK, Purpose.PLACEMENT, WORK)
    | _rows((Role.EXPERIENCE_EXPERT,), Capacity.COMPANION, Purpose.GUIDANCE, COMPANION)
    | _rows((Role.TEAM_LEAD,), Standing.STEERING, Purpose.PROCESS_STEERING, STEERING_LEAD)
    | _rows((Role.PROCESS_COORDINATOR,), Standing.STEERING, Purpose.PROCESS_STEERING, STEERING)
    | _rows(PROFESSIONALS, Standing.REPORTER, Purpose.INTAKE, REPORTER)
    | _rows((Role.TRIAGE_MEMBER,), Standing.TRIAGE, Purpose.INTAKE, TRIAGE)
    | _rows(
        (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR),
        Standing.TRIAGE,
        Purpose.INTAKE,
        INTAKE_STEERING,
    )
    | _rows((Role.SAFETY_TRIAGE,), Standing.REPORTER, Purpose.SAFETY_TRIAGE, SAFETY_REPORTER)
    | _rows((Role.SAFETY_TRIAGE,), Standing.TRIAGE, Purpose.SAFETY_TRIAGE, SAFETY_TRIAGE)
    | _rows(AT_TABLE, Standing.PRESENT, Purpose.CASE_TABLE, PRESENT)
    | _rows((Role.STANDING_PARTNER,), Standing.PRESENT, Purpose.CASE_TABLE, PARTNER_PRESENT)
    | _rows(AT_TABLE, Standing.AGREED, Purpose.CASE_TABLE, AGREED)
    | _rows(COACHES, Standing.AGREED, Purpose.GUIDANCE, AGREED)
    | _rows((Role.SYSTEM,), Standing.JOB, Purpose.SAFETY_NET, JOB)
    | _rows((Role.WORK_COACH,), Standing.RECEIVER, Purpose.WORK_INCOME, RECEIVER)
    | _rows((Role.PARTNER_GUEST,), Standing.GUEST, Purpose.GUIDANCE, GUEST)
    | _rows((Role.PRIVACY_OFFICER,), Standing.SECOND_PERSON, Purpose.SUBJECT_RIGHTS, SECOND_PERSON)
    | _rows((Role.PRIVACY_OFFICER,), Standing.RIGHTS, Purpose.SUBJECT_RIGHTS, RIGHTS)
    | _rows((Role.FG,), Standing.OVERSIGHT, Purpose.OVERSIGHT, OVERSIGHT)
    | _rows(IN_EMERGENCY, Standing.EMERGENCY, Purpose.EMERGENCY, EMERGENCY)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, for all roles of whom it says the same."""

    basis: Basis
    purpose: Purpose
    roles: tuple[Role, ...]
    cells: dict[InformationClass, Cell]


def lines() -> tuple[Line, ...]:
    """The whole table as people read it, on the screen and in the documentation."""
    roles: dict[tuple[Basis, Purpose, tuple[Cell, ...]], list[Role]] = {}
    for (role, basis, purpose), row in MATRIX.items():
        roles.setdefault((basis, purpose, tuple(row[kind] for kind in ORDER)), []).append(role)
    return tuple(
        Line(basis, purpose, tuple(who), dict(zip(ORDER, cells, strict=True)))
        for (basis, purpose, cells), who in roles.items()
    )


WATCHES = (Role.PRIVACY_OFFICER, Role.FG)
"""Who looks at how access is arranged: the one carries out, the other advises and supervises."""

ENOUGH: dict[Verb, frozenset[Cell]] = {
    Verb.WRITE: frozenset({Cell.WRITE}),
    Verb.ADD: frozenset({Cell.ADD}),
    Verb.SEE: frozenset({Cell.WRITE, Cell.READ}),
    Verb.SEE_PROCESS: frozenset({Cell.WRITE, Cell.READ, Cell.PROCESS}),
    Verb.SEE_NICKNAME: frozenset({Cell.WRITE, Cell.READ, Cell.NICKNAME}),
}


class Asker(Protocol):
    """Who asks, as far as a decision goes: in which role, and of which municipality."""

    @property
    def role(self) -> str:
        """The role that he or she acts in now."""

    @property
    def municipality_id(self) -> UUID:
        """The municipality that he or she works for."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked for: one kind of data of one person, and how the asker stands to that person.

    `share_until` is until when a decision to share opens it for the asker (None: there is none).
    `since` and `until` are when the standing begins and ends (None: as long as the membership
    lasts); `own` says that the asker made the item; `destroy_on` is the day that it is destroyed;
    `is_near` that the asker knows this person in private; `is_grounded` that a legal ground for it
    holds today (trust T-14), where the data have a ground of their own; `is_restricted` that it is
    only kept for now (trust T-15, T-45), and `use_until` until when this one may use it all the
    same (AVG 18.2; None: not). `told_at` is when it happened: adding asks who stood how
    at that moment, and everything else who stands how now.
    """

    kind: InformationClass
    municipality_id: UUID
    basis: Basis | None
    until: datetime | None = None
    own: bool = False
    since: datetime | None = None
    destroy_on: date | None = None
    is_near: bool = False
    share_until: datetime | None = None
    is_grounded: bool = True
    is_restricted: bool = False
    use_until: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, and why: `reason` is a code, empty for a yes."""

    permitted: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.permitted


PERMIT = Decision(True)
HERE = ZoneInfo("Europe/Amsterdam")
"""Where a day begins, as in `houvast_today()`."""


def decide(asker: Asker, verb: Verb, thing: Thing, purpose: str, now: datetime) -> Decision:
    """The only path to a yes. Pure: the same question has the same answer, whoever asks it."""
    if reason := _shut(asker, verb, thing, purpose, now):
        return Decision(False, reason)
    row = MATRIX.get((Role(asker.role), thing.basis, Purpose(purpose))) if thing.basis else None
    cell = row[thing.kind] if row else Cell.NOTHING
    if cell in ENOUGH[verb] or (cell is Cell.OWN and thing.own):
        return PERMIT
    if cell is Cell.SHARED and verb is Verb.SEE and _shared(thing, now):
        return PERMIT
    return Decision(False, f"{thing.kind.value}_{verb.value}")


def _shared(thing: Thing, now: datetime) -> bool:
    """Whether a decision to share lives at this moment, and opens this fact to the asker."""
    return thing.share_until is not None and thing.share_until > now


def _shut(asker: Asker, verb: Verb, thing: Thing, purpose: str, now: datetime) -> str:
    """Why the table is not even looked at, or nothing (trust T-02, T-05, T-62)."""
    if asker.municipality_id != thing.municipality_id:
        return "municipality"
    if thing.is_near:
        return "near"
    if purpose not in PURPOSES_OF.get(Role(asker.role), ()):
        return "purpose"
    if not thing.is_grounded:
        return "ground"
    if thing.is_restricted and (thing.use_until is None or thing.use_until <= now):
        return "restricted"
    if thing.destroy_on is not None and thing.destroy_on <= now.astimezone(HERE).date():
        return "destroyed"
    return _not_standing(verb, thing, now)


def _not_standing(verb: Verb, thing: Thing, now: datetime) -> str:
    if thing.basis is None:
        return "no_basis"
    at = thing.told_at if verb is Verb.ADD and thing.told_at is not None else now
    if at > now or (thing.since is not None and thing.since > at):
        return "not_begun"
    return "expired" if thing.until is not None and thing.until <= at else ""
