"""Races between who stops something and who reads it, on connections of the application's role.

Read by a coach, by a colleague of Werk & Inkomen, and by a guest of a partner.
"""

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
from tests.sharing.apart import CLOSED, put
from tests.sharing.crowd import key
from tests.sharing.crowd_shares import grounds
from tests.sharing.sittings import covenants_of, teams_of

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
    """One person, of whom a fact is shared with the coaches, a colleague, and a partner."""

    place: UUID
    lead: UUID
    colleague: UUID
    guest: UUID
    person: UUID
    shares: tuple[UUID, UUID, UUID]

    def reader(self, at: int) -> tuple[UUID, Purpose]:
        """Who reads one of the three, and for what."""
        readers = (self.lead, self.colleague, self.guest)
        return readers[at], Purpose.WORK_INCOME if at == 1 else Purpose.GUIDANCE


@dataclass
class Race:
    """What became of a race: reads that began after the stop was committed, and what they saw."""

    before: int = 0
    read_by: set[int] = field(default_factory=set)
    """Which of the three readers saw something before."""
    after: int = 0
    wrong: list[str] = field(default_factory=list)


def staged(owner: Connection[Any]) -> Stage:
    """Put the rows there that the policies look at."""
    dice = Random(5)
    place, lead, colleague, guest, person, team = (key(dice) for _ in range(6))
    shares = (key(dice), key(dice), key(dice))
    stage = Stage(place, lead, colleague, guest, person, shares)
    roles = {lead: "outreach_coach", colleague: "work_coach", guest: "partner_guest"}
    user = {"municipality_id": place, "is_active": True}
    put(owner, "accounts_user", [user | {"id": one, "username": one.hex} for one in roles])
    term = {"since": datetime(2000, 1, 1, tzinfo=UTC), "until": LATER}
    here = {"municipality_id": place, "controller": "college", "destroy_on": LATER.date()}
    of_team = {"municipality_id": place, "team_id": team}
    seats = [
        {"id": key(dice), "user_id": one, "role": role} | of_team | term
        for one, role in roles.items()
    ]
    put(owner, "accounts_membership", seats)
    held = {"id": key(dice), "person_id": person, "user_id": lead, "capacity": "lead"}
    put(owner, "sharing_assignment", [held | here | term | {"purpose": "guidance"}])
    put(owner, "sharing_ground", grounds([place]))
    decided = {"person_id": person, "track_id": person, "ground": "G01", "state": "sent"}
    decided |= {"from_controller": "college", "until": LATER} | here
    nobody = {"purpose": "guidance", "to_user_id": None, "to_organisation_id": None}
    to = (nobody | {"receiver": "coaches"},)
    to += (nobody | {"receiver": "colleague", "purpose": "work_income", "to_user_id": colleague},)
    to += (nobody | {"receiver": "partner", "to_organisation_id": team},)
    made = zip(shares, to, strict=True)
    put(owner, "cooperation_sharing", [decided | {"id": one} | what for one, what in made])
    kinds = zip(shares, ("WI", "PL", "ID"), strict=True)
    fact = {"person_id": person, "track_id": person} | here
    rows = [fact | {"id": one, "sharing_id": one, "kind": kind} for one, kind in kinds]
    put(owner, "cooperation_sharedfact", rows)
    _with_question(owner, stage, team, fact)
    owner.execute(CLOCK + ";" + CLOSED)
    return stage


def _with_question(owner: Connection[Any], stage: Stage, team: UUID, about: dict[str, Any]) -> None:
    """The guest of a partner under a covenant has an open question on the third decision."""
    asked = {"id": stage.shares[2], "sharing_id": stage.shares[2], "organisation_id": team}
    asked |= {"guest_id": stage.guest, "until": LATER} | about
    put(owner, "cooperation_guestquestion", [asked])
    put(owner, "accounts_team", teams_of({stage.place: [team]}))
    put(owner, "sharing_partnership", covenants_of({stage.place: [team]}))


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
    who, _purpose = stage.reader(at)
    change = "update accounts_user set suspended_at = now() where id = %s"
    assert app.execute(change, [who]).rowcount == 1


def expire(app: Connection[Any], stage: Stage, at: int) -> None:
    """Its term becomes one that is over."""
    with app.transaction():
        acting(app, stage, stage.lead, Purpose.GUIDANCE)
        change = "update cooperation_sharing set until = now() where id = %s"
        assert app.execute(change, [stage.shares[at]]).rowcount == 1


def restrict(app: Connection[Any], stage: Stage, at: int) -> None:
    """What was shared is only kept from now on (AVG 18); the lead coach says so."""
    if at == 0:  # who was given it cannot restrict it
        return withdraw(app, stage, at)
    with app.transaction():
        acting(app, stage, stage.lead, Purpose.GUIDANCE)
        change = (
            "update cooperation_sharedfact set restricted_at = now(), restricted_by_id = %s,"
            " restricted_for = 'claim' where sharing_id = %s"
        )
        assert app.execute(change, [stage.lead, stage.shares[at]]).rowcount == 1


def answer(app: Connection[Any], stage: Stage, at: int) -> None:
    """The guest answers, in another window; what is no question has its decision withdrawn."""
    if at < 2:
        return withdraw(app, stage, at)
    with app.transaction():
        acting(app, stage, *stage.reader(at))
        change = "update cooperation_guestquestion set answered_at = now() where id = %s"
        assert app.execute(change, [stage.shares[at]]).rowcount == 1


STOPS: dict[str, Callable[[Connection[Any], Stage, int], None]] = {
    "withdrawal": withdraw,
    "suspension": suspend,
    "expiry": expire,
    "answer": answer,
    "restriction": restrict,
}


def renewed(owner: Connection[Any], stage: Stage) -> None:
    """As before the race; the owner is let through for that."""
    owner.execute("alter table cooperation_sharing no force row level security")
    owner.execute("update cooperation_sharing set state = 'sent', until = %s", [LATER])
    owner.execute("alter table cooperation_sharing force row level security")
    owner.execute("update accounts_user set suspended_at = null")
    owner.execute("alter table cooperation_sharedfact no force row level security")
    owner.execute("update cooperation_sharedfact set restricted_at = null")
    owner.execute("alter table cooperation_sharedfact force row level security")
    owner.execute("alter table cooperation_guestquestion no force row level security")
    owner.execute("update cooperation_guestquestion set answered_at = null")
    owner.execute("alter table cooperation_guestquestion force row level security")


def raced(
    owner: Connection[Any],
    writes: Connection[Any],
    reads: Connection[Any],
    stage: Stage,
    dice: Random,
    into: Race,
) -> None:
    """One race: somebody stops it while the receiver looks, again and again."""
    how, at = dice.choice([*STOPS]), dice.randrange(3)
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
            into.read_by.add(at)


def _look(reads: Connection[Any], stage: Stage, at: int) -> tuple[float, int]:
    """When the transaction began at the earliest, and how many facts it saw."""
    began = monotonic()
    with reads.transaction():
        acting(reads, stage, *stage.reader(at))
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
