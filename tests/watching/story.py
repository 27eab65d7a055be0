"""The language in which misuse is told: who looked at whom, when, as what and what for.

A story is data and knows no rule that could find it. Days count from a Monday of the month in which
it is told; `of` names whom is looked at, and the same name is the same young person.
"""

from dataclasses import dataclass
from datetime import timedelta

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.sharing.rules import Basis, Verb

SEES = dict.fromkeys(
    (
        "tracks.file_viewed",
        "tracks.plan_viewed",
        "tracks.contact_opened",
        "tracks.signal_viewed",
        "tracks.companion_viewed",
        "tracks.handover_viewed",
        "matching.wishes_viewed",
        "placements.viewed",
        *("tracks.glass_opened", "tracks.glass_viewed"),
    ),
    Verb.SEE,
)
"""What is a look at one young person, as the trail names it."""


@dataclass(frozen=True)
class Step:
    """Something that somebody did in a story, once or some times over.

    `many` are different young people, `again` the same one; `every` is the time between two.
    `kind` is the data that is asked for, and `basis` how the asker stands to whom it is about.
    """

    day: int
    at: str
    verb: str
    of: str = ""
    role: Role = Role.OUTREACH_COACH
    purpose: Purpose = Purpose.GUIDANCE
    basis: Basis | None = None
    kind: InformationClass = InformationClass.PR
    own: bool = False
    many: int = 1
    again: int = 1
    every: timedelta = timedelta(minutes=3)
    who: str = "culprit"
    to: str = ""
    """Whom a right is given to, or taken from."""
    answer: str = ""
    """What was answered: yes or no, where the trail says so."""
    by_system: bool = False
    """Done by a token in the name of who it is."""
    until_days: int | None = None
    """How many days after the step the access ends; below zero it is over. Nothing: no end."""
    since_days: int = -90
    elsewhere: bool = False
    """Whether whom it is about lives in another municipality."""
    is_near: bool = False
    """Whether the asker knows whom it is about in private."""


@dataclass(frozen=True)
class Story:
    """Misuse with a name; `allowed` says whether every read in it is one that is allowed."""

    name: str
    told: str
    allowed: bool
    steps: tuple[Step, ...]

    @property
    def looks(self) -> tuple[Step, ...]:
        """The steps in which a young person is looked at."""
        return tuple(one for one in self.steps if one.verb in SEES)


def story(name: str, told: str, *steps: Step) -> Story:
    """Misuse by reads that are all allowed: only what they have in common can show it."""
    return Story(name, told, True, steps)


def refused(name: str, told: str, *steps: Step) -> Story:
    """Misuse by reads that are not allowed: each of them has to be refused."""
    return Story(name, told, False, steps)
