"""Races between who stops something and who reads it, on connections of the application's role."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from threading import Barrier, Thread
from time import monotonic, sleep
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from houvast.accounts.rules import Purpose
from tests.sharing.crowd import CLOSED, _put, key
from tests.sharing.crowd_shares import grounds

LATER = datetime(2099, 1, 1, tzinfo=UTC)
CLOCK = """
create or replace function houvast_now() returns timestamptz language sql stable parallel safe
as $$ select now() $$
"""
ACT = (
    "select set_config('houvast.municipality', %s, true), set_config('houvast.user', %s, true),"
    " set_config('houvast.purpose', %s, true)"
)
READ = "select now(), count(*) from cooperation_sharedfact"
READS = 4
"""How often a reader looks in one race."""


@dataclass
class Stage:
    """One person, of whom a fact is shared with the coaches and one with a colleague."""

    place: UUID
    lead: UUID
    colleague: UUID
    person: UUID
    shares: tuple[UUID, UUID]


@dataclass
class Race:
    """What became of a race: reads that began after the stop was committed, and what they saw."""

    before: int = 0
    after: int = 0
    wrong: list[str] = field(default_factory=list)


def staged(owner: Connection[Any]) -> Stage:
    """Put the rows there that the policies look at."""
    dice = Random(5)
    place, lead, colleague, person, team = (key(dice) for _ in range(5))
    shares = (key(dice), key(dice))
    stage = Stage(place, lead, colleague, person, shares)
    users = [
        {"id": one, "municipality_id": place, "username": one.hex} for one in (lead, colleague)
    ]
    _put(owner, "accounts_user", [one | {"is_active": True} for one in users])
    roles = {lead: "outreach_coach", colleague: "work_coach"}
    term = {"since": datetime(2000, 1, 1, tzinfo=UTC), "until": LATER}
    here = {"municipality_id": place, "controller": "college", "destroy_on": LATER.date()}
    of_team = {"municipality_id": place, "team_id": team}
    seats = [
        {"id": key(dice), "user_id": one, "role": role} | of_team | term
        for one, role in roles.items()
    ]
    _put(owner, "accounts_membership", seats)
    held = {"id": key(dice), "person_id": person, "user_id": lead, "capacity": "lead"}
    _put(owner, "sharing_assignment", [held | here | term | {"purpose": "guidance"}])
    _put(owner, "sharing_ground", grounds(place, [key(dice), key(dice)]))
    decided = {"person_id": person, "track_id": person, "ground": "G01", "state": "sent"}
    decided |= {"from_controller": "college", "until": LATER} | here
    to = ({"receiver": "coaches", "purpose": "guidance", "to_user_id": None},)
    to += ({"receiver": "colleague", "purpose": "work_income", "to_user_id": colleague},)
    made = zip(shares, to, strict=True)
    _put(owner, "cooperation_sharing", [decided | {"id": one} | what for one, what in made])
    kinds = zip(shares, ("WI", "PL"), strict=True)
    fact = {"person_id": person, "track_id": person} | here
    rows = [fact | {"id": one, "sharing_id": one, "kind": kind} for one, kind in kinds]
    _put(owner, "cooperation_sharedfact", rows)
    owner.execute(CLOCK)
    owner.execute(CLOSED)
    return stage


def acting(app: Connection[Any], stage: Stage, who: UUID, purpose: Purpose) -> None:
    app.execute(ACT, [str(stage.place), str(who), purpose.value])


def withdraw(app: Connection[Any], stage: Stage, at: int) -> None:
    """The lead coach withdraws."""
    with app.transaction():
        acting(app, stage, stage.lead, Purpose.GUIDANCE)
        change = "update cooperation_sharing set state = 'withdrawn' where id = %s"
        assert app.execute(change, [stage.shares[at]]).rowcount == 1


def suspend(app: Connection[Any], stage: Stage, at: int) -> None:
    """The one who reads is suspended."""
    who = (stage.lead, stage.colleague)[at]
    change = "update accounts_user set suspended_at = now() where id = %s"
    assert app.execute(change, [who]).rowcount == 1


def expire(app: Connection[Any], stage: Stage, at: int) -> None:
    """Its term becomes one that is over."""
    with app.transaction():
        acting(app, stage, stage.lead, Purpose.GUIDANCE)
        change = "update cooperation_sharing set until = now() where id = %s"
        assert app.execute(change, [stage.shares[at]]).rowcount == 1


STOPS: dict[str, Callable[[Connection[Any], Stage, int], None]] = {
    "withdrawal": withdraw,
    "suspension": suspend,
    "expiry": expire,
}


def renewed(owner: Connection[Any], stage: Stage) -> None:
    """As before the race; the owner is let through for that."""
    owner.execute("alter table cooperation_sharing no force row level security")
    owner.execute("update cooperation_sharing set state = 'sent', until = %s", [LATER])
    owner.execute("alter table cooperation_sharing force row level security")
    owner.execute("update accounts_user set suspended_at = null")


def raced(
    owner: Connection[Any],
    writes: Connection[Any],
    reads: Connection[Any],
    stage: Stage,
    dice: Random,
    into: Race,
) -> None:
    """One race: somebody stops it while the receiver looks, again and again."""
    how, at = dice.choice([*STOPS]), dice.randrange(2)
    renewed(owner, stage)
    start, done = Barrier(2), list[float]()
    wait = dice.random() / 500

    def stop() -> None:
        start.wait()
        sleep(wait)
        STOPS[how](writes, stage, at)
        done.append(monotonic())

    writer = Thread(target=stop)
    writer.start()
    start.wait()
    looked = [_look(reads, stage, at) for _ in range(READS)]
    writer.join()
    looked.append(_look(reads, stage, at))
    for began, seen in looked:
        if began > done[0]:
            into.after += 1
            if seen:
                into.wrong.append(how)
        elif seen:
            into.before += 1


def _look(reads: Connection[Any], stage: Stage, at: int) -> tuple[float, int]:
    """When the transaction began at the earliest, and how many facts it saw."""
    who = ((stage.lead, Purpose.GUIDANCE), (stage.colleague, Purpose.WORK_INCOME))[at]
    began = monotonic()
    with reads.transaction():
        acting(reads, stage, *who)
        row = reads.execute(f"{READ} where sharing_id = %s", [stage.shares[at]]).fetchone()
    assert row is not None
    return began, row[1]


def connected(app: Connection[Any]) -> Connection[Any]:
    """One more connection as the same role to the same database."""
    info = app.info
    return psycopg.connect(
        host=info.host,
        port=info.port,
        dbname=info.dbname,
        user=info.user,
        password=info.password or None,
        autocommit=True,
    )
