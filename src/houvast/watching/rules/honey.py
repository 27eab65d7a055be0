"""M1: a file that belongs to nobody (lokdossier) was opened, shared or asked for.

Which file that was is not known here, and not in anything that the application reads: the database
says who did what on which day to one of them, and no more (docs/decide/0054).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from houvast.errors import Refused, gettext_noop
from houvast.watching.rules.events import Event
from houvast.watching.rules.facts import ASKED, GLASS, HERE, PAPERS
from houvast.watching.rules.limits import EventKind

LOOKS = ("_viewed", "_opened", "_seen")
SHARES = ("cooperation.", "meetings.")
"""How the verb begins of what lets others see somebody."""
LISTS = frozenset(
    (
        *("tracks.process_viewed", "tracks.signals_viewed", "tracks.caseload_viewed"),
        *("tracks.overdue_viewed", "tracks.tasks_viewed", "tracks.questions_viewed"),
        *("tracks.duties_viewed", "tracks.glasses_viewed", "tracks.merges_viewed"),
        *("tracks.handing_over_viewed", "tracks.ties_viewed", "meetings.steering_viewed"),
        *("meetings.table_viewed", "meetings.tables_viewed", "meetings.tasks_viewed"),
        *("cooperation.received_viewed", "cooperation.along_viewed"),
        *("cooperation.safety_signals_viewed", "cooperation.uses_viewed", "watching.breach_seen"),
        *("tracks.searched", "tracks.glass_listed", "tracks.glass_accounted"),
        *("tracks.glass_review_viewed", "tracks.glass_reviewed", "tracks.glass_extended"),
        *("capture.names_given", "capture.shift_listed", "capture.day_plan_listed"),
    )
)
"""No touch: a list in which one line happens to stand, and what follows on an emergency."""
CODE_LETTERS, CODE_LENGTH = "BCDFGHJKLMNPQRSTVWXZ23456789", 10
"""No vowels and nothing that looks like something else: no words, and easy to say aloud."""


class HoneyPlace(StrEnum):
    """Where a curious colleague comes across it."""

    TRIAGE_LIST = "triage_list"
    """A signal that was answered, in the list of the triage."""
    PROCESS_VIEW = "process_view"
    """A track that runs, in the list of a team."""
    KNOWN_HERE = "known_here"
    """Somebody who is known here, to who asks with surname and birth date."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a colleague did on a day to a file that belongs to nobody."""

    user: UUID
    day: date
    verb: str
    is_refused: bool
    many: int = 1


def kind_of(one: Touch) -> EventKind | None:
    """What it was; nothing when it was a list in which the file happened to stand alone."""
    if one.verb in LISTS:
        return None
    if one.is_refused or one.verb in (ASKED, GLASS):
        return EventKind.HONEY_ASKED
    is_look = one.verb.endswith(LOOKS)
    if one.verb in PAPERS or (one.verb.startswith(SHARES) and not is_look):
        return EventKind.HONEY_SHARED
    return EventKind.HONEY_OPENED


def touched(touches: Iterable[Touch], until: datetime) -> list[Event]:
    """One thing to look at for each colleague, day and way; no limit, and about nobody."""
    many: dict[tuple[date, EventKind, UUID], int] = {}
    for one in touches:
        if kind := kind_of(one):
            key = one.day, kind, one.user
            many[key] = many.get(key, 0) + one.many
    return [
        Event(kind, user, _begins(day), min(until, _ends(day)), count, ())
        for (day, kind, user), count in sorted(many.items())
    ]


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=HERE)


def _ends(day: date) -> datetime:
    return _begins(day + timedelta(days=1)) - timedelta(microseconds=1)


def check_code(said: str) -> str:
    """A code as it was typed, without the spaces and lines between. Raises Refused."""
    code = "".join(one for one in said.upper() if one.isalnum())
    if len(code) != CODE_LENGTH or not set(code) <= set(CODE_LETTERS):
        raise Refused(
            gettext_noop("Deze code klopt niet. Neem alle {many} tekens over."),
            field="code",
            many=CODE_LENGTH,
        )
    return code


def hashed(code: str) -> bytes:
    """How a code is kept: long enough that nobody guesses it, and it ends after a week."""
    return hashlib.sha256(f"houvast honey {code}".encode()).digest()
