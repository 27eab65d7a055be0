"""A crowd of fictional people, and all the ways in which colleagues can stand to them.

Drawn so that what is rare happens often: access that ends or begins at this very moment, or of
somebody whose role has ended or never fitted; rows whose last day is today.
The rows go to a database of their own without the other laws: one wall is looked at here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import psycopg

from houvast.accounts.rules import AT_TABLE, COACHES, Purpose, Role
from houvast.meetings.rules.agreements import AgreementState
from houvast.sharing.rules import Capacity
from houvast.tracks.rules.states import SignalState, TrackState
from tests.sharing import crowd_safety
from tests.sharing.apart import CLOSED, put
from tests.sharing.crowd_edges import with_edges
from tests.sharing.crowd_guests import with_guests
from tests.sharing.crowd_shares import TABLES as SHARES
from tests.sharing.crowd_shares import Shared, drawn_share, grounds, row_of, tasks
from tests.sharing.sittings import (
    COVENANTS,
    DAY,
    EDGES,
    LAST_DAYS,
    NOW,
    TODAY,
    Access,
    Seat,
    Sitting,
    covenants_of,
    of_a_partner,
    seated,
    sitting,
    teams_of,
)

LATER = TODAY + 400 * DAY
OF_CAPACITY = {
    Capacity.WORK: (Purpose.WORK_INCOME, Purpose.PLACEMENT),
    **dict.fromkeys(set(Capacity) - {Capacity.WORK}, (Purpose.GUIDANCE,)),
}
"""Access for another purpose than that of its capacity cannot be written down at all."""
OF_PERSON = (
    *("people_identity", "people_nickname", "tracks_contactdetail", "tracks_worknote"),
    *("tracks_supportplan", "matching_workwishes", "placements_placement", "placements_consent"),
    "tracks_hold",
)
AGREED, LATER_ON = "meetings_agreement", (*SHARES, *crowd_safety.ASKED)
KEY = {
    **dict.fromkeys(("people_identity", "people_nickname"), "person_id"),
    **dict.fromkeys(("tracks_contactdetail", "tracks_worknote"), "contact_id"),
    "tracks_signalfacts": "signal_id",
    **crowd_safety.KEY,
}
"""The primary key, where it is not `id`."""


@dataclass
class Worker:
    """Somebody who works here, with the roles he has or had."""

    id: UUID
    place: UUID
    seats: list[Seat]
    is_job: bool = False


@dataclass
class Youth:
    """A person with a row in each table; `last` is the day on which each row is destroyed."""

    id: UUID
    place: UUID
    team: UUID
    state: TrackState
    signal: SignalState
    reporter: UUID
    asker: UUID
    accesses: list[Access]
    offered: set[UUID]
    sittings: list[Sitting]
    partners: dict[UUID, tuple[str, ...]]
    """The teams here whose organisation joined the covenant, and what each may receive."""
    owner: UUID
    agreed: AgreementState
    near: set[UUID] = field(default_factory=set)
    """Who knows him in private."""
    shared: Shared = field(init=False)
    last: dict[str, date] = field(default_factory=dict)


@dataclass
class Crowd:
    """All of them, in two municipalities."""

    dice: Random
    apart: Random
    """For what was added later: the same seed goes on drawing the same crowd."""
    workers: list[Worker] = field(default_factory=list)
    edges: list[Worker] = field(default_factory=list)
    """Who serves in a role, and who just does not: beside them, so that they draw nobody's lot."""
    people: list[Youth] = field(default_factory=list)
    places: list[UUID] = field(default_factory=list)
    teams: dict[UUID, list[UUID]] = field(default_factory=dict)


def drawn(seed: int, people: int) -> Crowd:
    """A crowd with this many young people in each of two municipalities."""
    crowd = Crowd(Random(seed), Random(seed))
    for _ in range(2):
        place = key(crowd.dice)
        crowd.places.append(place)
        crowd.teams[place] = [key(crowd.dice) for _ in range(3)]
        crowd.workers += _workers(crowd, place)
    for place in crowd.places:
        crowd.people += [_youth(crowd, place) for _ in range(people)]
    with_guests(crowd)
    with_edges(crowd)
    return crowd


def key(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)


def _workers(crowd: Crowd, place: UUID) -> Iterator[Worker]:
    """Two of each role, of whom one may have a second; a few whose role ended or begins later."""
    dice = crowd.dice
    roles = [one for one in Role if one not in (Role.SYSTEM, Role.LINKED_SYSTEM)]
    for role in roles * 2:
        seats = [_seat(crowd, place, role)]
        if dice.random() < 0.3:
            seats.append(_seat(crowd, place, dice.choice(roles)))
        yield Worker(key(dice), place, seats)
    yield Worker(key(dice), place, [], is_job=True)


def _seat(crowd: Crowd, place: UUID, role: Role) -> Seat:
    since, until = NOW - 30 * DAY, NOW + 30 * DAY
    rare = crowd.dice.random()
    if rare < 0.12:
        until = crowd.dice.choice(EDGES)
    elif rare < 0.2:
        since = crowd.dice.choice(EDGES)
    return Seat(role, crowd.dice.choice(crowd.teams[place]), since, until)


def _youth(crowd: Crowd, place: UUID) -> Youth:
    dice = crowd.dice
    here = [one.id for one in crowd.workers if one.place == place and not one.is_job]
    coaches = [
        one.id
        for one in crowd.workers
        if one.place == place and {seat.role for seat in one.seats} & {*COACHES}
    ]
    any_of = here * 4 + [one.id for one in crowd.workers if one.place != place]
    tables = (*OF_PERSON, "people_person", "tracks_track", "tracks_signal", "tracks_signalfacts")
    new, fits = crowd.apart, _who_can_sit(crowd, place)
    rare = {one: dice.choice(LAST_DAYS) for one in tables if dice.random() < 0.3}
    if new.random() < 0.3:
        rare[AGREED] = new.choice(LAST_DAYS)
    youth = Youth(
        id=key(dice),
        place=place,
        team=dice.choice(crowd.teams[place]),
        state=dice.choice([*TrackState]),
        signal=dice.choice([*SignalState]),
        reporter=dice.choice(here),
        asker=dice.choice(here),
        accesses=[
            _access(dice, dice.choice(coaches if dice.random() < 0.5 else any_of))
            for _ in range(dice.randint(2, 9))
        ],
        offered={dice.choice(here) for _ in range(dice.randint(0, 3))},
        sittings=[sitting(new, fits) for _ in range(new.randint(0, 4))],
        partners=dict(zip(crowd.teams[place], COVENANTS, strict=False)),
        owner=new.choice(here),
        agreed=new.choice([*AgreementState]),
        last=dict.fromkeys((*tables, AGREED), LATER) | rare,
    )
    _tie(dice, youth, here)
    _share(crowd, youth, here)
    return youth


def _share(crowd: Crowd, youth: Youth, here: list[UUID]) -> None:
    """Something was shared of him. With dice of its own: the rest of the crowd stays as it is."""
    dice = Random(youth.id.int)
    work = [
        one.id
        for one in crowd.workers
        if one.place == youth.place and Role.WORK_COACH in {seat.role for seat in one.seats}
    ]
    youth.shared = drawn_share(dice, NOW, here, work)
    rare = {one: dice.choice(LAST_DAYS) for one in LATER_ON if dice.random() < 0.3}
    youth.last |= dict.fromkeys(LATER_ON, LATER) | rare
    if youth.shared.receiver == "table":
        youth.last["cooperation_sharedfact"] = dice.choice((*LAST_DAYS, LATER))
        youth.sittings += of_a_partner(dice, _who_can_sit(crowd, youth.place))


def _tie(dice: Random, youth: Youth, here: list[UUID]) -> None:
    """Some who would see him know him in private; and some who would not."""
    would = [*(one.user for one in youth.accesses), *youth.offered, youth.reporter, youth.asker]
    youth.near = {one for one in would if dice.random() < 0.15} | {
        one for one in here if dice.random() < 0.05
    }


def _access(dice: Random, user: UUID) -> Access:
    capacity = dice.choice([*Capacity])
    purpose = dice.choice(OF_CAPACITY[capacity])
    since, until = NOW - 9 * DAY, NOW + 9 * DAY
    if (rare := dice.random()) < 0.2:
        until = dice.choice(EDGES)
    elif rare < 0.45:
        since = dice.choice(EDGES[2:])
    return Access(user, purpose, capacity, since, max(since, until))


def _who_can_sit(crowd: Crowd, place: UUID) -> list[tuple[UUID, Role]]:
    here = [one for one in crowd.workers if one.place == place]
    return [(one.id, seat.role) for one in here for seat in one.seats if seat.role in AT_TABLE]


def settle(owner: psycopg.Connection[Any], crowd: Crowd) -> None:
    """Put the crowd in the database: only what a policy looks at."""
    everybody = [*crowd.workers, *crowd.edges]
    put(owner, "accounts_user", map(_user, everybody))
    seats = [_member(crowd, one, seat) for one in everybody for seat in one.seats]
    put(owner, "accounts_membership", seats)
    accesses = [_assigned(crowd, one, access) for one in crowd.people for access in one.accesses]
    put(owner, "sharing_assignment", accesses)
    put(owner, "sharing_tie", [one for youth in crowd.people for one in _ties(crowd, youth)])
    asked = [_question(crowd, one, user) for one in crowd.people for user in one.offered]
    put(owner, "tracks_coachoffer", asked[::2])
    put(owner, "tracks_handover", asked[1::2])
    put(owner, "sharing_ground", grounds(crowd.places))
    put(owner, "sharing_ground", crowd_safety.grounds(crowd.places))
    put(owner, "accounts_team", teams_of(crowd.teams))
    put(owner, "sharing_partnership", covenants_of(crowd.teams))
    for table, found in seated(crowd.people, lambda one: _about(crowd, one)).items():
        put(owner, table, found)
    if waiting := tasks(crowd.people, lambda one: _about(crowd, one)):
        put(owner, "cooperation_pushedtask", waiting)
    for table, rows in (_rows(crowd) | crowd_safety.rows(crowd.people)).items():
        put(owner, table, rows)
    owner.execute(CLOSED + "analyze")


def _user(one: Worker) -> dict[str, Any]:
    of = {"id": one.id, "municipality_id": one.place, "username": one.id.hex}
    return of | {"is_system": one.is_job, "is_active": True}


def _member(crowd: Crowd, one: Worker, seat: Seat) -> dict[str, Any]:
    of = {"id": key(crowd.dice), "municipality_id": one.place, "user_id": one.id}
    of |= {"role": seat.role.value, "team_id": seat.team}
    return of | {"since": seat.since, "until": seat.until}


def _about(crowd: Crowd, one: Youth) -> dict[str, Any]:
    of = {"id": key(crowd.dice), "municipality_id": one.place, "person_id": one.id}
    return of | {"controller": "college", "destroy_on": LATER}


def _assigned(crowd: Crowd, one: Youth, access: Access) -> dict[str, Any]:
    how = {"purpose": access.purpose.value, "capacity": access.capacity.value}
    term = {"since": access.since, "until": access.until}
    last = {} if access.kept else {"destroy_on": TODAY}
    return _about(crowd, one) | {"user_id": access.user} | how | term | last


def _ties(crowd: Crowd, one: Youth) -> Iterator[dict[str, Any]]:
    """Who is near, and as often somebody who answered no, or of whom it was taken back."""
    for number, user in enumerate(sorted(one.near)):
        yield _tied(crowd, one, user, is_private=True, ended_at=None)
        other = crowd.dice.choice(crowd.workers).id
        if other not in one.near:
            past = {"is_private": number % 2 == 0, "ended_at": NOW if number % 2 == 0 else None}
            yield _tied(crowd, one, other, **past)


def _tied(crowd: Crowd, one: Youth, user: UUID, **answer: Any) -> dict[str, Any]:
    said = {"user_id": user, "entered_by_id": user, "said_by": "colleague", "at": NOW}
    return _about(crowd, one) | said | answer


def _question(crowd: Crowd, one: Youth, user: UUID) -> dict[str, Any]:
    return _about(crowd, one) | {"track_id": one.id, "to_user_id": user, "state": "offered"}


def _rows(crowd: Crowd) -> dict[str, list[dict[str, Any]]]:
    """One row for each person in each table; every key is that of the person."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in crowd.people:
        for table, last in crowd_safety.others(one.last):
            row = {
                "municipality_id": one.place,
                "controller": "college",
                "destroy_on": last,
                KEY.get(table, "id"): one.id,
            }
            if table not in ("people_person", "tracks_signalfacts"):
                row["person_id"] = one.id
            if table not in ("people_person", "people_identity", "people_nickname"):
                row |= MORE.get(table, lambda _one: {"track_id": _one.id})(one)
            if table in SHARES:
                row |= row_of(table, one.id, one.shared)
            rows.setdefault(table, []).append(row)
    return rows


MORE = {
    "tracks_track": lambda one: {
        "state": one.state.value,
        "team_id": one.team,
        "signal_id": one.id,
    },
    "tracks_signal": lambda one: {"state": one.signal.value, "entered_by_id": one.reporter},
    "tracks_signalfacts": lambda one: {},
    "meetings_agreement": lambda one: {
        "track_id": one.id,
        "owner_id": one.owner,
        "state": one.agreed.value,
    },
    "placements_consent": lambda one: {"track_id": one.id, "asked_by_id": one.asker},
}
