"""Who may see and do what at a case table. Each asks the one decision and adds nothing to it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.meetings.rules.together import Part, Sitter
from houvast.sharing.rules import Decision, Standing, Thing, Verb, decide

ASKED: dict[Part, tuple[InformationClass, Verb]] = {
    Part.NAME: (InformationClass.ID, Verb.SEE_NICKNAME),
    Part.PROCESS: (InformationClass.PR, Verb.SEE),
    Part.CONTACT: (InformationClass.CT, Verb.SEE_PROCESS),
}
"""What each part of the screen asks of the decision."""


def sees(sitter: Sitter, part: Part, *, joins: bool, now: datetime) -> Decision:
    """Whether somebody at the table may see this part of a case; `joins`: it is one of his."""
    kind, verb = ASKED[part]
    thing = _thing(sitter, kind, joins)
    return decide(sitter, verb, thing, Purpose.CASE_TABLE.value, now)


def opens(
    sitter: Sitter, kind: InformationClass, until: datetime, *, joins: bool, now: datetime
) -> Decision:
    """Whether a decision to share that lives `until` opens a fact to somebody at the table."""
    shared = until if kind in sitter.receives else None
    thing = _thing(sitter, kind, joins, shared)
    return decide(sitter, Verb.SEE, thing, Purpose.CASE_TABLE.value, now)


def _thing(
    sitter: Sitter, kind: InformationClass, joins: bool, share_until: datetime | None = None
) -> Thing:
    basis = Standing.PRESENT if joins and sitter.counts and sitter.came_at else None
    return Thing(
        kind,
        sitter.municipality_id,
        basis,
        until=sitter.left_at,
        since=sitter.came_at,
        share_until=share_until,
    )


def common(present: Iterable[Sitter], joined: Collection[UUID], now: datetime) -> frozenset[Part]:
    """What everybody there may see of a case (T-110); nothing when nobody is there."""
    there = tuple(present)
    if not there:
        return frozenset()
    return frozenset(
        part
        for part in Part
        if all(sees(one, part, joins=one.seat_id in joined, now=now) for one in there)
    )


def opens_to_all(
    present: Iterable[Sitter],
    joined: Collection[UUID],
    kind: InformationClass,
    until: datetime,
    now: datetime,
) -> bool:
    """Whether everybody there may see a fact of this kind (T-110); never when nobody is there."""
    there = tuple(present)
    return bool(there) and all(
        opens(one, kind, until, joins=one.seat_id in joined, now=now) for one in there
    )


def require_leads(by: Actor) -> None:
    """Go on for who leads case tables: the coordinator, and who stands in for him."""
    if by.role != Role.PROCESS_COORDINATOR:
        raise NotAllowed("coordinator")
