"""Ask both walls the same: the one decision in Python, and what the row policies show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.meetings.rules.agreements import STANDS
from houvast.sharing.rules import Capacity, Standing, Thing, Verb, decide
from houvast.tracks.rules.states import SignalState, TrackState
from tests.sharing import crowd_safety
from tests.sharing.crowd import KEY, NOW, TODAY, Crowd, Worker, Youth
from tests.sharing.crowd_edges import purposes_of

ASKED = {
    "people_identity": (InformationClass.ID, Verb.SEE),
    "people_nickname": (InformationClass.ID, Verb.SEE_NICKNAME),
    "tracks_contactdetail": (InformationClass.CT, Verb.SEE),
    "tracks_signalfacts": (InformationClass.CT, Verb.SEE),
    "tracks_worknote": (InformationClass.WN, Verb.SEE),
    "tracks_supportplan": (InformationClass.PL, Verb.SEE),
    "matching_workwishes": (InformationClass.WP, Verb.SEE),
    "placements_placement": (InformationClass.PM, Verb.SEE),
    "placements_consent": (InformationClass.SH, Verb.SEE),
    "tracks_hold": (InformationClass.SH, Verb.SEE),
    "tracks_track": (InformationClass.PR, Verb.SEE),
    "tracks_signal": (InformationClass.PR, Verb.SEE),
    "cooperation_sharing": (InformationClass.SH, Verb.SEE),
    "cooperation_sharedfact": (InformationClass.SH, Verb.SEE),
    "cooperation_guestquestion": (InformationClass.SH, Verb.SEE),
    "cooperation_workfact": (InformationClass.WI, Verb.SEE),
    "meetings_agreement": (InformationClass.PR, Verb.SEE),
    **crowd_safety.ASKED,
}
"""The table that stands for its class (the column of a class is the policy of its table)."""
FACT, QUESTION = "cooperation_sharedfact", "cooperation_guestquestion"
AT_TABLE = ("people_nickname", "tracks_track", "meetings_agreement", FACT)
"""What is seen of whom one talks about at a case table."""
IN_EMERGENCY = (
    *("people_identity", "people_nickname", "tracks_contactdetail", "tracks_supportplan"),
    "tracks_track",
)
"""What one file opens in an emergency: less of its classes than the table allows, never more."""
NARROWER = {
    "tracks_signal": (Capacity.LEAD, Capacity.SECOND, Capacity.FORMER),
    **dict.fromkeys(crowd_safety.ASKED, ()),
}
"""A table that shows less than its class: how somebody was reported stays with who guides him, and
access to a young person of the college is none to what Veiligheid knows of him."""
EVERY = tuple(Capacity)
Answers = dict[str, frozenset[UUID]]
WATCH = {Role.PRIVACY_OFFICER: Standing.RIGHTS, Role.FG: Standing.OVERSIGHT}
WAITS = (SignalState.RECEIVED, SignalState.IN_TRIAGE)
ACT = (
    "select set_config('houvast.municipality', %s, true), set_config('houvast.user', %s, true),"
    " set_config('houvast.purpose', %s, true),"
    " set_config('plan_cache_mode', 'force_generic_plan', true)"
)


@dataclass(frozen=True, eq=False)
class Asking:
    """Somebody who says to be somewhere, for a purpose."""

    worker: Worker
    place: UUID
    purpose: str


@dataclass(frozen=True)
class As:
    """The same, in one of his roles, as the decision asks for it."""

    role: str
    municipality_id: UUID


@dataclass(frozen=True)
class Differs:
    """Where the walls disagree: the database shows (or hides) what the decision does not."""

    who: tuple[str, ...]
    purpose: str
    table: str
    shown: bool
    person: UUID


def askings(crowd: Crowd) -> Iterator[Asking]:
    """Everybody for every purpose, at home; and a third of them also elsewhere."""
    for number, worker in enumerate(crowd.workers):
        for purpose in (*Purpose, ""):
            for place in crowd.places:
                if place == worker.place or number % 3 == 0:
                    yield Asking(worker, place, purpose)
    yield from at_the_edge(crowd)


def at_the_edge(crowd: Crowd) -> Iterator[Asking]:
    """Who serves in each role or just does not, for what it is for, at home and elsewhere.

    And the safety net of one municipality in the other.
    """
    for worker in crowd.edges:
        for purpose in purposes_of(worker):
            for place in crowd.places:
                yield Asking(worker, place, purpose)
    for worker in crowd.workers:
        for place in crowd.places:
            if worker.is_job and place != worker.place:
                yield Asking(worker, place, Purpose.SAFETY_NET)


def compare(
    app: psycopg.Connection[Any], crowd: Crowd, asked: Iterable[Asking]
) -> Iterator[tuple[int, list[Differs]]]:
    """For each who asks: how many decisions both walls took, and those on which they differ."""
    for one in asked:
        shown, decided = seen(app, one), said(crowd, one)
        yield len(crowd.people) * len(ASKED), [*differing(one, shown, decided)]


def differing(one: Asking, shown: Answers, decided: Answers) -> Iterator[Differs]:
    for table, ids in shown.items():
        for person in ids ^ decided[table]:
            roles = tuple(seat.role.value for seat in one.worker.seats)
            yield Differs(roles, one.purpose, table, person in ids, person)


def seen(
    app: psycopg.Connection[Any], one: Asking, tables: tuple[str, ...] = tuple(ASKED)
) -> Answers:
    """Whom each table shows to somebody."""
    arrays = (f"array(select {KEY.get(table, 'id')} from {table})" for table in tables)
    with app.transaction():
        app.execute(ACT, [str(one.place), str(one.worker.id), one.purpose], prepare=True)
        row = app.execute(f"select {', '.join(arrays)}", prepare=True).fetchone()
    assert row is not None
    return dict(zip(tables, map(frozenset, row), strict=True))


def said(crowd: Crowd, one: Asking) -> Answers:
    """About whom the decision says yes, table by table."""
    return {
        table: frozenset(
            youth.id for youth in crowd.people if permitted(one, youth, table, crowd.places[0])
        )
        for table in ASKED
    }


def permitted(one: Asking, youth: Youth, table: str, mayor: UUID) -> bool:
    """Whether the decision says yes in some role that the asker has now.

    `mayor` is the place where the grounds of the mayor hold.
    """
    kind, verb = ASKED[table]
    grounded = one.place == mayor or table not in (*crowd_safety.KEY, crowd_safety.SIGNAL)
    if table == FACT:
        kind = youth.shared.kind  # the copy of a fact is of the kind that the fact is of
    for role, team in _roles(one):
        asker = As(role, one.place)
        for thing in _things(one, youth, table, kind, role, team):
            kept = crowd_safety.only_kept(table, kind, youth.id)
            held = replace(thing, is_grounded=grounded)
            if kept:  # his case is elsewhere: no use of it is open to anybody
                held = replace(held, is_restricted=True, use_until=None)
            if decide(asker, verb, held, one.purpose, NOW):
                return True
    return False


def _roles(one: Asking) -> list[tuple[Role, UUID | None]]:
    """The roles somebody has there now: elsewhere nobody has one."""
    if one.place != one.worker.place:
        return []
    if one.worker.is_job:
        return [(Role.SYSTEM, None)]
    return [(seat.role, seat.team) for seat in one.worker.seats if seat.live()]


def _things(
    one: Asking, youth: Youth, table: str, kind: InformationClass, role: Role, team: UUID | None
) -> Iterator[Thing]:
    """The ways in which somebody in a role stands to what this table says of a person."""
    place, last, me = youth.place, youth.last[table], one.worker.id
    near = me in youth.near
    for access in youth.accesses:
        counts = access.kept and access.capacity in NARROWER.get(table, EVERY)
        if access.user == me and access.purpose == one.purpose and counts:
            own = me == {
                "placements_consent": youth.asker,
                "cooperation_sharing": youth.shared.decider,
            }.get(table)
            held = (access.capacity, access.until, own, access.since)
            opens = _opened(youth, table, "coaches")
            got = kind.value in ("WI", "SF") and access.capacity is not Capacity.WORK
            only = youth.shared.limited(me, one.purpose) if opens and got else {}
            yield Thing(kind, place, *held, last, is_near=near, share_until=opens, **only)
    for sits in youth.sittings if table in AT_TABLE else ():
        joined = role is not Role.STANDING_PARTNER or team in youth.partners
        if sits.user == me and sits.role is role and sits.shows() and joined:
            there = (sits.left, False, sits.came)
            covers = role is not Role.STANDING_PARTNER or kind.value in youth.partners[team]
            opens = _opened(youth, table, "table") if covers else None
            only = youth.shared.limited(me, one.purpose) if opens else {}
            yield Thing(
                kind, place, Standing.PRESENT, *there, last, is_near=near, share_until=opens, **only
            )
    yield from _by_sharing(youth, table, kind, one, near)
    if table in crowd_safety.ASKED:
        for standing, own in crowd_safety.standings(table, youth.id, role):
            yield Thing(kind, place, standing, own=own, destroy_on=last, is_near=near)
    yield from _in_emergency(youth, table, kind, me, near)
    yield from _as_guest(youth, table, kind, me, team)
    for standing, own in _standings(youth, table, me, role, team):
        yield Thing(kind, place, standing, own=own, destroy_on=last, is_near=near)
    yield Thing(kind, place, None, destroy_on=last, is_near=near)


def _in_emergency(
    youth: Youth, table: str, kind: InformationClass, me: UUID, near: bool
) -> Iterator[Thing]:
    """As who opened this one file because of danger."""
    row = {"destroy_on": youth.last[table], "is_near": near}
    for glass in youth.shared.glasses if table in IN_EMERGENCY else ():
        if glass.user == me:
            span = {"since": glass.since, "until": glass.until}
            yield Thing(kind, youth.place, Standing.EMERGENCY, **span, **row)


def _by_sharing(
    youth: Youth, table: str, kind: InformationClass, one: Asking, near: bool
) -> Iterator[Thing]:
    """As the colleague to whom something was shared, and as a second person."""
    row, me = {"destroy_on": youth.last[table], "is_near": near}, one.worker.id
    to_me = youth.shared.to == me and youth.shared.purpose == one.purpose
    if youth.shared.receiver == "colleague" and to_me:
        opens = _opened(youth, table, "colleague")
        told = youth.shared.lives(NOW) or youth.shared.ended_by == me
        told = told or youth.shared.task == "open"  # until he confirmed that it was put right
        if (table == "cooperation_sharing" and told) or opens:
            only = youth.shared.limited(me, one.purpose) if opens else {}
            how = {"own": True, "share_until": opens} | row | only
            yield Thing(kind, youth.place, Standing.RECEIVER, **how)
    if table == "cooperation_sharing" and youth.shared.needs_second:
        yield Thing(kind, youth.place, Standing.SECOND_PERSON, **row)


def _as_guest(
    youth: Youth, table: str, kind: InformationClass, me: UUID, team: UUID | None
) -> Iterator[Thing]:
    """As the guest of a partner who was asked, on what lives and is kept, under a covenant."""
    asked, kept = youth.shared.asked, youth.last
    if (
        table in (FACT, QUESTION)
        and asked is not None
        and (asked.guest, asked.partner) == (me, team)
        and team in youth.partners
        and asked.runs(NOW)
        and youth.shared.lives(NOW)
        and min(kept["cooperation_sharing"], kept[QUESTION]) > TODAY
    ):
        covers = table == FACT and kind.value in youth.partners[team]
        yield Thing(
            kind,
            youth.place,
            Standing.GUEST,
            asked.until,
            own=table == QUESTION,
            destroy_on=kept[table],
            is_near=me in youth.near,
            share_until=youth.shared.opens(NOW) if covers else None,
            **(youth.shared.limited(me, Purpose.GUIDANCE) if covers else {}),
        )


def _opened(youth: Youth, table: str, receiver: str) -> datetime | None:
    """Until when what was shared is open to this receiver: as long as its decision is there."""
    kept = youth.last["cooperation_sharing"] > TODAY
    made_out = table == FACT and youth.shared.receiver == receiver and kept
    return youth.shared.opens(NOW) if made_out else None


def _standings(
    youth: Youth, table: str, me: UUID, role: Role, team: UUID | None
) -> Iterator[tuple[Standing, bool]]:
    runs = youth.last["tracks_track"] > TODAY
    named = table in ("people_nickname", "people_identity")
    steers = role is Role.PROCESS_COORDINATOR or (role is Role.TEAM_LEAD and team == youth.team)
    if steers and (table == "tracks_track" or (runs and (named or table == "meetings_agreement"))):
        yield Standing.STEERING, False
    yield from _agreed(youth, table, me)
    if table in ("tracks_track", "people_nickname", "people_identity") and me in youth.offered:
        yield Standing.OFFERED, table == "tracks_track"
    if role is Role.SYSTEM and table in ("tracks_track", "tracks_signal"):
        yield Standing.JOB, False
    if role in WATCH and table in ("tracks_track", "tracks_hold", QUESTION):
        yield WATCH[role], False
    yield from _intake(youth, table, me, role)


def _agreed(youth: Youth, table: str, me: UUID) -> Iterator[tuple[Standing, bool]]:
    """The own agreement of a case table, and as long as it waits the name with it."""
    stands = youth.agreed in STANDS and youth.last["meetings_agreement"] > TODAY
    if me == youth.owner and (
        table == "meetings_agreement" or (table == "people_nickname" and stands)
    ):
        yield Standing.AGREED, True


def _intake(youth: Youth, table: str, me: UUID, role: Role) -> Iterator[tuple[Standing, bool]]:
    """How somebody stands to a signal, and to whom it is about, until it is answered."""
    if role is Role.SAFETY_TRIAGE:
        return  # stands to the signals of Veiligheid, and to none of these
    kept = youth.last["tracks_signal"] > TODAY
    waits = youth.signal in WAITS and kept
    named = table in ("people_nickname", "people_identity")
    if (
        table == "tracks_signal"
        or (waits and (named or table == "tracks_signalfacts"))
        or (
            table == "tracks_track"
            and youth.state is TrackState.PROPOSED
            and role is Role.TRIAGE_MEMBER
        )
    ):
        yield Standing.TRIAGE, False
    if me == youth.reporter and (
        table == "tracks_signal" or (kept and table == "tracks_signalfacts") or (waits and named)
    ):
        yield Standing.REPORTER, True
