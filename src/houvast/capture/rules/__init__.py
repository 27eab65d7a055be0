"""What a device sends: the outside that everybody may see, and what was sealed in it (trust T-108).

The outside says whose it is and which number of the device; its receipt is a digest of all of it.
What was sealed is a contact with somebody of the own caseload, or a count without a name.
"""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from houvast.errors import DomainError, NotAllowed, Refused, gettext_noop
from houvast.tracks.rules.contacts import WAYS, Talk
from houvast.tracks.rules.late import Later
from houvast.tracks.rules.states import ContactOutcome

MOST_ITEMS = 25
"""In one package."""
LONGEST = 64 * 1024
"""Characters of what was sealed: a note of four thousand characters fits many times."""
MOST_PEOPLE = 99
FURTHEST_NUMBER = 2**31 - 1
CLOCK_MARGIN = timedelta(minutes=10)
"""A device whose clock runs further ahead than this is told so."""
DAYS_AHEAD = (1, 3, 7, 14)


class ItemState(StrEnum):
    """What the server did with one item; `other_user` and `known` are answers and never kept."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"
    OTHER_USER = "other_user"
    HELD = "held"
    """Its device is lost: it waits sealed until somebody who steers lets it in."""
    LATER = "later"
    """The database does not take it as things are now: it stays on the device, and comes again."""


class Why(StrEnum):
    """Why an item was refused: a code for the trail, with a sentence in `WORDS`."""

    UNREADABLE = "unreadable"
    UNKNOWN_KEY = "unknown_key"
    OTHER_CONTENT = "other_content"
    NOT_YOURS = "not_yours"
    NOT_ALLOWED = "not_allowed"
    """Sees the young person, and may not note this: who stands in writes no notes."""
    RULE = "rule"
    """A rule of the work says no; its own sentence says why."""


WORDS: dict[Why, str] = {
    Why.RULE: gettext_noop("Een regel hield het tegen. Probeer opnieuw, en je leest welke."),
    Why.UNREADABLE: gettext_noop("Dit contact is niet te lezen. Leg het opnieuw vast."),
    Why.UNKNOWN_KEY: gettext_noop("De sleutel van dit contact is hier niet. Vraag je beheerder."),
    Why.OTHER_CONTENT: gettext_noop("Onder dit nummer staat al een ander contact."),
    Why.NOT_YOURS: gettext_noop("Je bent niet de coach van deze jongere. Vraag je teamleider."),
    Why.NOT_ALLOWED: gettext_noop("Dit mag jij hier niet vastleggen. Vraag de vaste coach."),
}


def why_of(no: DomainError) -> Why:
    """Why it was refused, of what the domain said."""
    if isinstance(no, Unusable):
        return no.why
    if isinstance(no, NotAllowed):
        return Why.NOT_ALLOWED
    return Why.RULE if isinstance(no, Refused) else Why.NOT_YOURS


def sentence(why: Why, no: DomainError | None) -> tuple[str, dict[str, Any]]:
    """Why it was refused, as a message with what fills it: a rule says it in its own words."""
    if why is Why.RULE and isinstance(no, Refused):
        return no.reason, no.values
    return WORDS[why], {}


class Unusable(Refused):
    """An item cannot be opened, or is another than was received; its bytes stay on the device."""

    def __init__(self, why: Why) -> None:
        super().__init__(WORDS[why])
        self.why = why


@dataclass(frozen=True, slots=True)
class Item:
    """One sealed item as it came: whose, from which device and number, and what is sealed."""

    id: UUID
    user: UUID
    number: int
    key_id: str
    key: str
    iv: str
    data: str

    def receipt(self) -> str:
        """64 hexadecimals over all that came: a device deletes when it finds its own digest."""
        parts = (self.id, self.user, self.number, self.key_id, self.key, self.iv, self.data)
        return sha256(".".join(str(one) for one in parts).encode()).hexdigest()

    def sealed(self) -> tuple[bytes, bytes, bytes]:
        """Key, nonce and content as bytes. Raises Unusable."""
        try:
            return (
                b64decode(self.key, validate=True),
                b64decode(self.iv, validate=True),
                b64decode(self.data, validate=True),
            )
        except NotBase64 as error:
            raise Unusable(Why.UNREADABLE) from error


@dataclass(frozen=True, slots=True)
class Package:
    """What a device sends in one go."""

    device: UUID
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CapturedContact:
    """A contact with somebody of the own caseload, told where there was no network."""

    track: UUID
    talk: Talk
    later: Later


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of unknown young people (telling op straat): where, how many, and no name at all."""

    at: datetime
    count: int
    spoke: bool
    place: UUID | None


Captured = CapturedContact | Tally
NOT_A_PACKAGE = gettext_noop("Dit is geen pakket dat Houvast kent.")
HEXADECIMALS = re.compile(r"[0-9a-f]{16}")


def package_of(body: bytes) -> Package:
    """The package in a body. Refuses what is none, or holds too much; nothing is opened yet."""
    try:
        said = json.loads(body)
        items = said["items"]
        found = Package(UUID(said["device"]), tuple(_item(one) for one in items))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(NOT_A_PACKAGE) from error
    if not 1 <= len(found.items) <= MOST_ITEMS:
        raise Refused(NOT_A_PACKAGE)
    return found


def _item(said: Mapping[str, Any]) -> Item:
    found = Item(
        UUID(said["id"]),
        UUID(said["user"]),
        said["number"],
        *(said[name] for name in ("key_id", "key", "iv", "data")),
    )
    texts = (found.key_id, found.key, found.iv, found.data)
    if not all(isinstance(one, str) and len(one) <= LONGEST for one in texts):
        raise ValueError("text")
    if type(found.number) is not int or not 1 <= found.number <= FURTHEST_NUMBER:
        raise ValueError("number")
    if not HEXADECIMALS.fullmatch(found.key_id):
        raise ValueError("key")
    return found


def captured(opened: bytes, item: Item, device: UUID, now: datetime) -> Captured:
    """What was sealed. Raises Unusable when it is no contact, or says another maker or number.

    A clock that runs ahead never dates a contact after `now`. What a rule of the work refuses is
    not asked here: its maker has to be able to read it back.
    """
    try:
        said = json.loads(opened)
        mine = (UUID(said["user"]), UUID(said["device"]), said["number"], said["v"])
        if mine != (item.user, device, item.number, 1):
            raise Unusable(Why.UNREADABLE)
        told = _moment(said["at"])
        made = _contact if said["kind"] == "contact" else _tally
        return made(said, min(told, now))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unusable(Why.UNREADABLE) from error


def told_at(opened: bytes) -> datetime | None:
    """The clock of the device in what was sealed; nothing when there is none."""
    try:
        return _moment(json.loads(opened)["at"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _moment(text: Any) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 2000 <= found.year <= 2200:
        raise ValueError("moment")
    return found


def _contact(said: Mapping[str, Any], at: datetime) -> CapturedContact:
    way, days = WAYS[said["how"]], int(said["ahead"])
    if days not in DAYS_AHEAD:
        raise ValueError("ahead")
    talk = Talk(
        at=at,
        channel=way.channel,
        place_kind=way.place,
        outcome=ContactOutcome(said["outcome"]),
        worried=said["worried"] is True,
        note=_text(said["note"]),
    )
    return CapturedContact(UUID(said["track"]), talk, Later(days, agreed=said["agreed"] is True))


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError("text")
    return said.replace("\0", "")


def _tally(said: Mapping[str, Any], at: datetime) -> Tally:
    count = said["count"]
    if said["kind"] != "tally" or type(count) is not int or not 1 <= count <= MOST_PEOPLE:
        raise ValueError("tally")
    place = said["place"]
    return Tally(at, count, said["spoke"] is True, UUID(place) if place else None)


def missing(received: frozenset[int]) -> tuple[int, ...]:
    """The numbers below the highest that were not received, the lowest hundred at most."""
    holes = (one for one in range(1, max(received, default=0)) if one not in received)
    return tuple(one for one, _turn in zip(holes, range(100), strict=False))


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody of the caseload as the device may know him or her."""

    id: UUID
    nickname: str
    given_name: str
    family_name: str


def labels(people: tuple[Called, ...]) -> dict[UUID, str]:
    """First name and as little of the family name as makes it the only one (experience, trap 18).

    Of "van Dijk" the main word counts. Where two stay the same they get a number, in the order
    given: a label that points to two people would put a contact in the wrong file.
    """
    found: dict[UUID, str] = {}
    words = {one.id: (one.nickname or one.given_name, _main(one.family_name)) for one in people}
    for key, (name, main) in words.items():
        same = [other for k, (n, other) in words.items() if k != key and n.lower() == name.lower()]
        found[key] = f"{name} {_initial(main, same)}".strip() if same else name
    return _numbered(found)


def _main(family_name: str) -> str:
    """The word that a family name goes by: the last that begins with a capital, else the last."""
    words = family_name.split()
    capitals = [one for one in words if one[:1].isupper()]
    return (capitals or words or [""])[-1]


def _initial(main: str, others: list[str]) -> str:
    for length in range(1, len(main) + 1):
        if not any(other[:length].lower() == main[:length].lower() for other in others):
            return main[:length] + ("." if length < len(main) else "")
    return main


def _numbered(found: dict[UUID, str]) -> dict[UUID, str]:
    seen: dict[str, int] = {}
    numbered = {}
    for key, label in found.items():
        turn = seen[label.lower()] = seen.get(label.lower(), 0) + 1
        numbered[key] = label if turn == 1 else f"{label} ({turn})"
    return numbered
