"""The views of a list of tracks: by service facts only, never by anything about a person (T-83)."""

from enum import StrEnum


class TeamView(StrEnum):
    """What coordinator and team lead look at (weergave)."""

    ALL = "all"
    LATE = "late"
    """The next moment has passed."""
    SILENT = "silent"
    """No real contact for longer than agreed for the phase (P5)."""
    PROPOSED = "proposed"
    """Waits for a coach."""
    ENDING = "ending"
    """Access of the coach ends within a month, or has ended (P14)."""


class CaseloadView(StrEnum):
    """What a coach looks at in the list of those whom he holds (weergave)."""

    RUNNING = "running"
    LATE = "late"
    SILENT = "silent"
    SEEKING = "seeking"
    """Looks for a workplace now."""
    WORKING = "working"
    """At work, or in aftercare."""
    DOOR = "door"
    """Closed; this coach keeps the door."""


class SignalView(StrEnum):
    """What triage and reporters look at in the list of signals (weergave)."""

    WAITING = "waiting"
    """Waits for an answer, or was passed on and nobody has said yet that it was taken over."""
    LATE = "late"
    """Should have been answered by now."""
    REFERRED = "referred"
    """Passed on, and not taken over yet."""
    ANSWERED = "answered"
    """Done: taken up, turned down, or taken over by somebody else."""


class Order(StrEnum):
    """What a list is sorted by: a closed list of service facts."""

    MOMENT = "moment"
    NAME = "name"
    CONTACT = "contact"
    """The longest without real contact first."""
    COACH = "coach"
