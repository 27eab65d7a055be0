"""What a contact does to the promise: a talk or a try, and always a next moment (P2, P5, P6)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houvast.errors import Refused, gettext_noop
from houvast.tracks.rules.promise import Terms, check_moment, left_by_contact
from houvast.tracks.rules.states import (
    REAL,
    ContactChannel,
    ContactOutcome,
    Initiator,
    NextMomentState,
    PlaceKind,
)

LONGEST_NOTE = 4000
"""Characters. Only what is needed; the young person may read it."""

FURTHEST_BACK = timedelta(days=366)
MARGIN = timedelta(minutes=5)
"""How far a clock may run ahead before "now" counts as the future."""


@dataclass(frozen=True, slots=True)
class Way:
    """A usual way to be in touch: one tap for channel and place."""

    channel: ContactChannel
    place: PlaceKind


WAYS: dict[str, Way] = {
    "street": Way(ContactChannel.IN_PERSON, PlaceKind.STREET),
    "phone": Way(ContactChannel.PHONE, PlaceKind.OTHER),
    "message": Way(ContactChannel.MESSAGE, PlaceKind.ONLINE),
    "office": Way(ContactChannel.IN_PERSON, PlaceKind.OFFICE),
    "home": Way(ContactChannel.IN_PERSON, PlaceKind.HOME),
    "work": Way(ContactChannel.IN_PERSON, PlaceKind.WORKPLACE),
}
"""The usual ways, by name."""


def way_of(channel: ContactChannel | None, place: PlaceKind | None) -> str:
    """The way of the last contact, so that the usual way costs no tap."""
    for name, way in WAYS.items():
        if way.channel is channel and (way.place is place or channel is not WAYS["street"].channel):
            return name
    return "street"


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk or a try as its maker tells it: when, how, where and how it ended."""

    at: datetime
    channel: ContactChannel
    place_kind: PlaceKind
    outcome: ContactOutcome
    initiator: Initiator = Initiator.COACH
    worried: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next moment as asked for; `agreed` says that the young person agreed to it."""

    on: date | None
    agreed: bool = False
    what: str = ""
    place_kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a contact does: the old moment ends in `left`, the new one is on `next_on`."""

    left: NextMomentState
    next_on: date
    is_real: bool


def after_contact(
    talk: Talk,
    ahead: Ahead,
    *,
    on: date,
    due: date,
    now: datetime,
    today: date,
    terms: Terms,
) -> Effect:
    """The effect of a talk on the Dutch day `on`, on a moment that was planned for `due`.

    Raises Refused for a time in the future, or without a next moment that lies ahead.
    """
    if talk.at > now + MARGIN:
        raise Refused(
            gettext_noop("Dit contact ligt in de toekomst. Kies wanneer het was."), field="on"
        )
    check_recent(on, today, field="on")
    reached = talk.outcome is not ContactOutcome.NOT_REACHED
    return Effect(
        left=left_by_contact(due, on, reached=reached),
        next_on=check_moment(ahead.on, today, terms),
        is_real=talk.outcome in REAL,
    )


def check_recent(day: date, today: date, *, field: str) -> None:
    """What is told happened within a year: a day further back is a slip of the keys."""
    if day < today - FURTHEST_BACK:
        raise Refused(
            gettext_noop("Dit is langer dan een jaar geleden. Kijk de dag na."), field=field
        )


def check_note(note: str) -> str:
    """A note fits; nothing is cut off silently."""
    if len(note) > LONGEST_NOTE:
        raise Refused(
            gettext_noop("Deze notitie is {over} tekens te lang. Maak hem korter."),
            field="note",
            over=len(note) - LONGEST_NOTE,
        )
    return note.strip()


def check_same(*, own: bool) -> None:
    """What came before with the same key is the actor's own, of the same young person."""
    if not own:
        raise Refused(gettext_noop("Dit contact bestaat al bij iemand anders. Ververs de pagina."))


def other_way(outcomes: list[ContactOutcome], misses: int = 3) -> bool:
    """Whether the latest tries (newest first) ask for another channel, place or companion (P6)."""
    return len(outcomes) >= misses and all(
        one is ContactOutcome.NOT_REACHED for one in outcomes[:misses]
    )
