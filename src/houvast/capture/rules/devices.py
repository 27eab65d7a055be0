"""Devices on the street: known, not heard for a day, or lost; and what a lost one may hold."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from houvast.errors import DomainError, Refused, gettext_noop

LONGEST_NAME = 40
SECRET = re.compile(r"[0-9a-f]{64}")
ON_DEVICE = "device"
"""Under which word a session says on which device it was begun."""
MOST_WAITING = 1_000_000
SILENT, SILENT_LONG = timedelta(hours=72), timedelta(days=7)
MOST_DEVICES = 20
"""Of one colleague: a program that makes up devices ends here."""


class Standing(StrEnum):
    """How a device stands with the municipality, as it is told when it asks."""

    KNOWN = "known"
    UNHEARD = "unheard"
    """New, or not heard for a day: it is asked to make itself known."""
    REVOKED = "revoked"
    """Lost, or its colleague has no access now: names go, and what is sealed stays."""


class DeviceLost(DomainError):
    """This device was said to be lost: nothing of it is taken in."""


def check_room(known: int) -> None:
    """Refuse one device too many."""
    if known >= MOST_DEVICES:
        raise Refused(gettext_noop("Je gebruikt te veel toestellen. Vraag je teamleider."))


def check_secret(said: str) -> str:
    """What a device made up to prove later that it is it: 32 bytes, as hexadecimals."""
    if not SECRET.fullmatch(said):
        raise Refused(gettext_noop("Dit toestel noemt geen geheim dat Houvast kent."))
    return said


def check_name(name: str) -> str:
    """What its owner calls a device; nothing is a name too."""
    text = " ".join(name.split())
    if len(text) > LONGEST_NAME:
        raise Refused(
            gettext_noop("Deze naam is {over} tekens te lang. Maak hem korter."),
            field="name",
            over=len(text) - LONGEST_NAME,
        )
    return text


@dataclass(frozen=True, slots=True)
class Report:
    """What a device says of itself: how many letters wait on it, and what it was before.

    `before` is the device that the same browser was until its storage was emptied, with how many
    letters it had noted as waiting there; none when it does not know of one.
    """

    waiting: int = 0
    before: UUID | None = None
    cleared: int = 0


NOTHING_SAID = Report()


def report_of(body: bytes) -> Report:
    """The report in a body; an empty body says nothing. Refuses what is none."""
    if not body.strip():
        return NOTHING_SAID
    try:
        said = json.loads(body)
        before = said.get("before") or {}
        named = before.get("device")
        return Report(
            waiting=_count(said.get("waiting", 0)),
            before=UUID(named) if named else None,
            cleared=_count(before.get("waiting", 0)),
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(gettext_noop("Dit is geen bericht dat Houvast kent.")) from error


def _count(said: object) -> int:
    if type(said) is not int or not 0 <= said <= MOST_WAITING:
        raise ValueError("count")
    return said


class Silence(IntEnum):
    """How long a device with letters on it was not heard: the alarms of README 22."""

    NONE = 0
    DAYS = 1
    WEEK = 2


def silence(waiting: int, seen_at: datetime, now: datetime, *, gone: bool) -> Silence:
    """Which alarm holds; none for a device without letters, and none for one that is gone."""
    passed = now - seen_at
    if gone or not waiting or passed < SILENT:
        return Silence.NONE
    return Silence.WEEK if passed >= SILENT_LONG else Silence.DAYS


@dataclass(frozen=True, slots=True)
class Quarantine:
    """What a device sent while it was lost: how much waits and since when, and never what."""

    waiting: int = 0
    shut: int = 0
    """Let in, and nobody could open it."""
    first: datetime | None = None
    last: datetime | None = None
    let_in_at: datetime | None = None


def check_release(found: Quarantine, *, works: bool) -> None:
    """Let in only what is there, and only in the name of who may note a contact now."""
    if not found.waiting + found.shut:
        raise Refused(gettext_noop("Er wacht niets van dit toestel. Ververs de pagina."))
    if not works:
        raise Refused(
            gettext_noop(
                "De eigenaar is nu geen coach of heeft geen toegang. Wat er wacht, blijft staan."
            )
        )


@dataclass(frozen=True, slots=True)
class Holds:
    """What a device may hold at most: first names, and letters whose numbers never came."""

    names: int
    missing: tuple[int, ...]


def holds(*, allowed: bool, caseload: int, missing: tuple[int, ...]) -> Holds:
    """First names only where the municipality allows them, and then of one caseload."""
    return Holds(caseload if allowed else 0, missing)


def standing(said: Mapping[str, bool]) -> Standing:
    """What the facts come to: lost goes before everything."""
    if said["lost"]:
        return Standing.REVOKED
    return Standing.KNOWN if said["heard"] else Standing.UNHEARD
