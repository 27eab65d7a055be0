"""What was shared of the crowd, and what the two registers say: drawn so that endings meet now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from houvast.accounts.rules import InformationClass, Purpose

QUESTION = "cooperation_guestquestion"
TABLES = (
    *("cooperation_sharing", "cooperation_sharedfact", "cooperation_workfact"),
    QUESTION,
)
LIVE = ("sent", "acknowledged", "corrected")
STATES = (*LIVE * 4, "draft", "decided", "ended", "withdrawn", "expired", "refused")
KINDS = ("ID", "PL", "WP", "PM", "WI", "SF")
FOR = {
    "coaches": Purpose.GUIDANCE,
    "colleague": Purpose.WORK_INCOME,
    "table": Purpose.CASE_TABLE,
}
TO_PARTNER = FOR | {"partner": Purpose.GUIDANCE}
OFTEN = {"coaches": ("WI", "SF"), "table": ("PL", "SF")}
ON, OFF = "G01", "G13"
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class Glass:
    """Somebody who opened the file in an emergency."""

    user: UUID
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Use:
    """Who may read it although it is restricted, for what and until when."""

    user: UUID
    purpose: Purpose
    until: datetime
    state: str


@dataclass(frozen=True)
class Asked:
    """A question to somebody, for the organisation of a team (which has the same key)."""

    guest: UUID
    partner: UUID
    until: datetime
    is_over: bool
    """Answered or stopped."""

    def runs(self, now: datetime) -> bool:
        return self.until > now and not self.is_over


@dataclass(frozen=True)
class Shared:
    """One decision about a person, with one fact."""

    kind: InformationClass
    receiver: str
    to: UUID
    state: str
    until: datetime
    ground: str
    decider: UUID
    needs_second: bool
    dropped: bool
    restricted: bool = False
    glasses: tuple[Glass, ...] = ()
    uses: tuple[Use, ...] = ()
    stated: Purpose | None = None
    """For what it was shared, when that is not what its receiver is for."""
    ended_by: UUID | None = None
    """Who gave it back: he goes on seeing that it was shared."""
    asked: "Asked | None" = None
    """The question to a guest that rests on it, when it was shared with a partner."""
    task: str = ""
    """What its receiver has to confirm: nothing, or `open`, or `done`."""

    @property
    def purpose(self) -> Purpose:
        return self.stated or TO_PARTNER[self.receiver]

    def lives(self, now: datetime) -> bool:
        return self.state in LIVE and self.until > now

    def opens(self, now: datetime) -> datetime | None:
        """Until when it opens its fact to its receiver, as the decision asks for it."""
        open_now = self.lives(now) and self.ground == ON
        return self.until if open_now and not self.dropped else None

    def limited(self, me: UUID | None = None, purpose: str = "") -> dict[str, Any]:
        """That it is only kept, and until when this one may use it all the same."""
        mine = [
            one.until
            for one in self.uses
            if (one.user, one.purpose, one.state) == (me, purpose, "open")
        ]
        return {"is_restricted": self.restricted, "use_until": max(mine, default=None)}


def drawn_share(dice: Random, now: datetime, here: list[UUID], work: list[UUID]) -> Shared:
    """Often to somebody who may, often just at its end."""
    edges = (now - SECOND, now, now + SECOND)
    rare = dice.random()
    receiver = dice.choice([*FOR])
    kinds = (*KINDS, *OFTEN.get(receiver, ()) * 3)
    one = Shared(
        InformationClass(dice.choice(kinds)),
        receiver,
        dice.choice(work if dice.random() < 0.8 else here),
        dice.choice(STATES),
        dice.choice(edges) if rare < 0.5 else now + 30 * DAY,
        ON if dice.random() < 0.85 else OFF,
        dice.choice(here),
        dice.random() < 0.3,
        dice.random() < 0.1,
    )
    often = receiver == "table" and dice.random() < 0.6  # else hardly one is open there
    one = opened_at_table(dice, one, now) if often else one
    apart = Random(f"{one.to}{one.decider}{rare}")  # the rest of the crowd stays as it is
    one = replace(one, restricted=apart.random() < 0.1)
    uses = Random(f"{rare}{one.to}")
    one = replace(one, uses=tuple(_use(uses, one, now, here) for _ in range(4)))
    return replace(one, glasses=tuple(_glass(apart, now, here, work) for _ in range(2)))


def _use(dice: Random, one: Shared, now: datetime, here: list[UUID]) -> Use:
    """Mostly of who got it, for what he does with it, and often just over."""
    until = dice.choice((now - SECOND, now, now + SECOND, now + DAY))
    purpose = one.purpose if dice.random() < 0.8 else Purpose.GUIDANCE
    user = one.to if dice.random() < 0.5 else dice.choice(here)
    return Use(user, purpose, until, dice.choice(("open", "open", "open", "asked", "ended")))


def _glass(dice: Random, now: datetime, here: list[UUID], work: list[UUID]) -> Glass:
    """Mostly of who may, and often just begun or just over."""
    edges = (now - DAY, now - SECOND, now, now + SECOND, now + DAY)
    until = dice.choice(edges) if dice.random() < 0.4 else now + 60 * SECOND
    since = dice.choice(edges) if dice.random() < 0.2 else now - DAY
    return Glass(dice.choice(work if dice.random() < 0.6 else here), since, until)


def opened_at_table(dice: Random, one: Shared, now: datetime) -> Shared:
    """The same, open to those at the table who may receive its kind."""
    kind = InformationClass(dice.choice(OFTEN["table"]))
    lives = {"state": dice.choice(LIVE), "until": now + 30 * DAY, "ground": ON, "dropped": False}
    return replace(one, kind=kind, **lives)


def question_of(one: Shared) -> dict[str, Any]:
    """What the policies look at; a question to nobody where nothing was asked."""
    if one.asked is None:
        return {"guest_id": None, "organisation_id": None, "until": None, "ended_at": None}
    asked = one.asked
    return {
        "guest_id": asked.guest,
        "organisation_id": asked.partner,
        "until": asked.until,
        "ended_at": asked.until if asked.is_over else None,
    }


def row_of(table: str, person: UUID, one: Shared) -> dict[str, Any]:
    """What the policies look at."""
    if table == "cooperation_sharedfact":
        row = {"sharing_id": person, "kind": one.kind.value}
        row |= {"dropped_at": one.until if one.dropped else None}
        return row | {"restricted_at": BEFORE if one.restricted else None}
    if table == "cooperation_workfact":
        return {}
    if table == QUESTION:
        return question_of(one) | {"sharing_id": person}
    return {
        "receiver": one.receiver,
        "to_user_id": one.to if one.receiver == "colleague" else None,
        "to_organisation_id": one.asked.partner if one.asked else None,
        "purpose": one.purpose.value,
        "state": one.state,
        "until": one.until,
        "ended_by_id": one.ended_by,
        "ground": one.ground,
        "from_controller": "college",
        "asked_by_id": one.decider,
        "decided_by_id": one.decider,
        "needs_second": one.needs_second,
    }


def tasks(people: Iterable[Any], about: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
    """What receivers have to confirm, and what they did confirm."""
    return [
        about(one)
        | {"sharing_id": one.id, "confirmed_at": BEFORE if one.shared.task == "done" else None}
        for one in people
        if one.shared.task
    ]


def grounds(places: list[UUID]) -> list[dict[str, Any]]:
    """For each place one ground that is on for all of it, and one that is off."""
    return [one for place in places for one in _grounds(place)]


def _grounds(place: UUID) -> list[dict[str, Any]]:
    keys = [UUID(int=Random(f"{place}{at}").getrandbits(128), version=4) for at in (1, 2)]
    what = {"controllers": ["college"], "kinds": [*KINDS, "PJ"]}
    what |= {"purposes": [one.value for one in FOR.values()], "state": "in_force"}
    said = zip(keys, ((ON, "enabled"), (OFF, "disabled")), strict=True)
    return [
        {"id": key, "municipality_id": place, "code": code, "status": status} | what
        for key, (code, status) in said
    ]
