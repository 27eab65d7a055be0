"""What the screen said, against what the municipality has: the oracle of the campaign."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from houvast.capture.models import SealedItem
from houvast.capture.reads.standing import missing_of
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.tracks.models import Contact

WORD = "Zegelwoord"
"""Stands in each note, and nowhere else."""
MARGIN = 30
"""Seconds between a tap and what the phone writes as its time, on a busy machine."""


@dataclass
class Told:
    """One contact that somebody tells the phone."""

    note: str
    by: Actor
    track: UUID
    shift: float = 0.0
    at: float = 0.0
    id: str = ""


@dataclass
class Ledger:
    """What was told, by its note."""

    said: dict[str, Told] = field(default_factory=dict)
    maybe: dict[str, Told] = field(default_factory=dict)
    """Of which nobody saw whether the screen said it: the tab died first."""
    failed: int = 0
    """Of which the screen said that they were not kept."""
    closed: int = 0
    """For which there was no form, because the municipality had just said no."""
    refused: set[str] = field(default_factory=set)
    """Put aside as refused; there was nothing to refuse."""

    def heard(self, one: Told, words: dict[str, str] | None) -> None:
        """The screen said something about it, or was not there to say it."""
        if words and words["text"].startswith("Opgeslagen"):
            one.id = words["id"]
            self.said[one.note] = one
        elif words:
            self.failed += 1
        else:
            self.closed += 1

    def possible(self, one: Told) -> None:
        self.maybe[one.note] = one


@dataclass(frozen=True, slots=True)
class Came:
    """A contact as the municipality has it."""

    id: str
    by: UUID
    track: UUID
    at: float
    recorded: float
    note: str


def came(who: Iterable[Actor]) -> list[Came]:
    """Every contact of these coaches with a note of ours, once, also when both see it."""
    found: dict[str, Came] = {}
    for actor in who:
        with acting(actor):
            rows = Contact.objects.filter(note__text__startswith=WORD).values_list(
                "pk", "made_by_id", "track_id", "at", "recorded_at", "note__text"
            )
            found |= {
                str(key): Came(str(key), by, track, at.timestamp(), recorded.timestamp(), note)
                for key, by, track, at, recorded, note in rows
            }
    return list(found.values())


def verdict(ledger: Ledger, who: Iterable[Actor]) -> dict[str, list[str]]:
    """All that is not as the screen said; each list has to be empty."""
    known = ledger.said | ledger.maybe
    every = [one for one in came(who) if one.note in known]
    there = {one.note: one for one in every}
    sealed = _sealed(who)
    often = Counter(one.note for one in every)
    wrong: dict[str, list[str]] = {
        "refused": sorted(ledger.refused),
        "lost": [
            f"{note}: {'taken in' if one.id in sealed else 'never came'}"
            for note, one in ledger.said.items()
            if note not in there
        ],
        "double": [note for note, times in often.items() if times > 1],
        "other_id": [n for n, one in ledger.said.items() if n in there and there[n].id != one.id],
        "wrong_name": [n for n, one in there.items() if one.by != known[n].by.user_id],
        "wrong_file": [n for n, one in there.items() if one.track != known[n].track],
        "wrong_time": [n for n, one in there.items() if not _in_time(one, known[n])],
    }
    makers = {one.id: one.by.user_id for one in ledger.said.values()}
    wrong["wrong_name"] += [key for key, by in sealed.items() if makers.get(key, by) != by]
    return wrong


def _sealed(who: Iterable[Actor]) -> dict[str, UUID]:
    """What these coaches sent, with who that was."""
    found: dict[str, UUID] = {}
    for actor in who:
        with acting(actor):
            rows = SealedItem.objects.filter(made_by=actor.user_id).values_list("pk", "made_by")
            found |= {str(key): by for key, by in rows}
    return found


def _in_time(one: Came, told: Told) -> bool:
    """When it happened by the phone, and never later than it came in."""
    return one.at <= one.recorded and abs(one.at - min(told.at, one.recorded)) < MARGIN


def gaps(who: Iterable[Actor], device: str, last: int) -> dict[str, Any]:
    """Numbers of a device that did not come, and those that its users are told of."""
    numbers: defaultdict[int, int] = defaultdict(int)
    told: set[int] = set()
    for actor in who:
        with acting(actor):
            mine = SealedItem.objects.filter(made_by=actor.user_id, device=device)
            for number in mine.values_list("number", flat=True):
                numbers[number] += 1
        told |= set(missing_of(actor, UUID(device)))
    return {
        "missing": sorted(set(range(1, last + 1)) - set(numbers)),
        "told": sorted(told),
        "twice": sorted(number for number, times in numbers.items() if times > 1),
    }
