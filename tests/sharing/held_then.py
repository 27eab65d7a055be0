"""Who may add something late: the one decision, and the function that the row policies lean on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from houvast.accounts.rules import InformationClass
from houvast.sharing.rules import Capacity, Standing, Thing, Verb, decide
from tests.sharing.crowd import NOW, Crowd, Youth
from tests.sharing.sittings import DAY, EDGES
from tests.sharing.two_walls import ACT, As, Asking, _roles

TOLD = (*EDGES, NOW - 9 * DAY, NOW - 9 * DAY - timedelta(seconds=1), NOW - 30 * DAY)
"""When it happened: on and beside the edges of access, and of now."""
Added = set[tuple[UUID, datetime, InformationClass]]
KINDS = (InformationClass.CT, InformationClass.WN, InformationClass.PR)
AS = {Capacity.LEAD: Standing.HELD, Capacity.SECOND: Standing.HELD_BESIDE}
HELD = """
select one, at, held.capacity from unnest(%s::uuid[]) one cross join unnest(%s::timestamptz[]) at
 cross join lateral tracks_held_then(one, at) held
"""


def lets_add(app: psycopg.Connection[Any], crowd: Crowd, one: Asking) -> Added:
    """What the database lets somebody add, of whom he ever held and of a few whom he did not."""
    me = one.worker.id
    known = [each.id for each in crowd.people if me in {access.user for access in each.accesses}]
    others = [each.id for each in crowd.people[::20]]
    with app.transaction():
        app.execute(ACT, [str(one.place), str(one.worker.id), one.purpose], prepare=True)
        found = app.execute(HELD, [[*{*known, *others}], [*TOLD]]).fetchall()
    return {
        (person, at, kind)
        for person, at, capacity in found
        for kind in KINDS
        if kind is not InformationClass.WN or capacity == "lead"
    }


def may_add(crowd: Crowd, one: Asking) -> Added:
    """What the decision lets him add, in some role that he has now."""
    return {
        (youth.id, at, kind)
        for youth in crowd.people
        for at in TOLD
        for kind in KINDS
        for role, _team in _roles(one)
        for thing in _things(one, youth, kind, at)
        if decide(As(role, one.place), Verb.ADD, thing, one.purpose, NOW)
    }


def _things(one: Asking, youth: Youth, kind: InformationClass, at: datetime) -> Iterator[Thing]:
    for access in youth.accesses:
        mine = access.kept and access.user == one.worker.id
        if mine and access.purpose == one.purpose:
            yield Thing(
                kind,
                youth.place,
                AS.get(access.capacity, access.capacity),
                access.until,
                since=access.since,
                destroy_on=youth.last["tracks_track"],
                is_near=one.worker.id in youth.near,
                told_at=at,
            )
