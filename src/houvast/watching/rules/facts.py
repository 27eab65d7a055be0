"""What the trail says, as far as watching goes: who did or looked at what, and when.

Persons are pseudonyms. Nothing here is about the young person: it is about access of colleagues.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from houvast.sharing.rules.free_text import KEPT

HERE = ZoneInfo("Europe/Amsterdam")
"""Where a day begins, as in `houvast_today()`."""
LOOKS = ("_viewed", "_opened")
"""How the verb of a look at one young person ends."""
PAPERS = (
    *("tracks.letter_made", "meetings.invitation_printed", "cooperation.demand_printed"),
    "cooperation.lifting_letter_made",
)
"""What leaves on paper."""
NO_WORK = (
    *("tracks.private_answered", "tracks.known_here_answered", "capture.names_given"),
    *("capture.shift_listed", "capture.day_plan_listed", "tracks.second_step_asked"),
    *("tracks.second_step_kept", "tracks.second_step_reset"),
    *(*PAPERS, *KEPT.values()),
)
"""What is written about somebody and is no work for him."""
ASKED = "tracks.known_here_answered"
GIVEN = "sharing.role_given"
GLASS = "tracks.glass_opened"
RESET = "tracks.second_step_reset"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the trail; `person` is whom (or which signal) it is about, when it is one."""

    at: datetime
    actor: UUID
    role: str
    purpose: str
    verb: str
    person: UUID | None = None
    is_refused: bool = False

    @property
    def is_look(self) -> bool:
        """A look at one young person that was allowed."""
        return self.person is not None and not self.is_refused and self.verb.endswith(LOOKS)

    @property
    def is_work(self) -> bool:
        """Something done for one young person: a contact, a task, an answer."""
        done = self.person is not None and not self.is_refused and not self.verb.endswith(LOOKS)
        return done and self.verb not in NO_WORK

    @property
    def day(self) -> date:
        """The day here."""
        return self.at.astimezone(HERE).date()


@dataclass(frozen=True, slots=True)
class Hours:
    """In which a role works: from which hour, until which hour, and whether also in the weekend."""

    begins: int
    ends: int
    weekend: bool


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody was let in to one young person, from and until."""

    user: UUID
    person: UUID
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A moment that somebody keeps: to look in a file around it is work."""

    user: UUID
    person: UUID
    due: date
    at: datetime
    """When it was planned."""


@dataclass(slots=True)
class Trail:
    """The facts of some weeks by who did them, with what explains a look.

    What comes after `until` is not known yet.
    """

    until: datetime
    of: dict[UUID, list[Fact]] = field(default_factory=dict)
    work: dict[tuple[UUID, UUID], list[datetime]] = field(default_factory=dict)
    planned: dict[tuple[UUID, UUID], list[Planned]] = field(default_factory=dict)
    access: dict[tuple[UUID, UUID], list[Access]] = field(default_factory=dict)
    given: dict[UUID, list[datetime]] = field(default_factory=dict)
    """When somebody got a role."""
    limits: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """What this municipality set itself, by role and kind."""
    hours: Mapping[str, Hours] = field(default_factory=dict)
    """The same of the hours of a role."""

    def worked(self, one: Fact, within: timedelta) -> bool:
        """Whether who looked did something for this young person so near to the look."""
        times = self.work.get((one.actor, one.person), ()) if one.person else ()
        return any(abs(at - one.at) <= within for at in times if at < self.until)

    def expects(self, one: Fact, within: timedelta) -> bool:
        """Whether who looked keeps a moment with this young person so near to the look."""
        kept = self.planned.get((one.actor, one.person), ()) if one.person else ()
        known = (each for each in kept if each.at < self.until)
        return any(abs(each.due - one.day) <= within for each in known)

    def begins(self, one: Fact, within: timedelta) -> bool:
        """Whether the access was new: then one reads to get to know the file."""
        given = self.access.get((one.actor, one.person), ()) if one.person else ()
        return any(timedelta(0) <= one.at - each.since <= within for each in given)


def gathered(
    until: datetime,
    facts: Iterable[Fact],
    planned: Iterable[Planned] = (),
    access: Iterable[Access] = (),
    limits: Mapping[tuple[str, str], int] | None = None,
    hours: Mapping[str, Hours] | None = None,
) -> Trail:
    """The trail in the order of time, ready to be asked."""
    trail = Trail(until, limits=limits or {}, hours=hours or {})
    for one in sorted(facts, key=lambda one: one.at):
        trail.of.setdefault(one.actor, []).append(one)
        if one.is_work and one.person:
            trail.work.setdefault((one.actor, one.person), []).append(one.at)
        if one.verb == GIVEN and one.person and not one.is_refused:
            trail.given.setdefault(one.person, []).append(one.at)
    for moment in planned:
        trail.planned.setdefault((moment.user, moment.person), []).append(moment)
    for each in access:
        trail.access.setdefault((each.user, each.person), []).append(each)
    return trail
