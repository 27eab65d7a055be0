"""Young people of whom somebody sees something but for one thing: each condition has one it stops.

Dice hardly ever throw these: who is lead no more and is still the former coach, who gave a
decision back, who agreed something and serves elsewhere. They stand beside the drawn crowd.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any
from uuid import UUID

from houvast.accounts.rules import InformationClass, Purpose, Role
from houvast.meetings.rules.agreements import AgreementState
from houvast.meetings.rules.tables import TableState
from houvast.sharing.rules import Capacity
from houvast.tracks.rules.states import SignalState, TrackState
from tests.sharing import crowd_safety
from tests.sharing.crowd import LATER, Crowd, Youth, _youth
from tests.sharing.crowd_edges import TERMS
from tests.sharing.crowd_shares import DAY, OFF, ON
from tests.sharing.sittings import NOW, SECOND, TODAY, Access, Sitting

HELD = NOW - 9 * DAY, NOW + 9 * DAY
OVER, TO_COME = (NOW - 9 * DAY, NOW), (NOW + SECOND, NOW + 9 * DAY)
GUIDES, WORKS = Purpose.GUIDANCE, Purpose.WORK_INCOME
FOR_GUIDANCE = (
    *("tracks_contactdetail", "tracks_worknote", "tracks_hold"),
    *("tracks_signal", "tracks_signalfacts"),
)
"""What is read for guidance alone, whatever somebody's access is for."""
LEAD, FORMER, WORK = Capacity.LEAD, Capacity.FORMER, Capacity.WORK


def with_near_misses(crowd: Crowd) -> None:
    """Add them in one place, and of those who come from elsewhere in the other."""
    place, other = crowd.places
    coach, work, expert = (
        serving(crowd, place, role)
        for role in (Role.OUTREACH_COACH, Role.WORK_COACH, Role.EXPERIENCE_EXPERT)
    )
    made = [
        *held_and_received(crowd, coach[0]),
        *given(crowd, coach[0], work[0], expert[0]),
        *near(crowd, coach[0], work[0]),
        *to_a_colleague(crowd, [*work, coach[0], serving(crowd, other, Role.WORK_COACH)[0]]),
        *agreed(crowd, [*coach, *serving(crowd, other, Role.OUTREACH_COACH), expert[0]]),
        *work_of_ones_own(crowd, work[0]),
    ]
    made += [*asked(crowd, coach[0]), *past_its_day(crowd, coach)]
    made += [*at_a_table(crowd, coach), *shared_there(crowd, coach[0])]
    made += reported(crowd, [*coach, *serving(crowd, other, Role.OUTREACH_COACH)])
    made.append(led_from_elsewhere(crowd, other))
    crowd.people += [*made, *for_something_else(crowd, work[0], expert[0])]


def serving(crowd: Crowd, place: UUID, role: Role) -> list[UUID]:
    """Who serves in a role, whose role is over, and whose role has not begun."""
    found = [one for one in crowd.edges if one.place == place and one.seats[0].role is role]
    return [one.id for one in found[: len(TERMS)]]


def blank(crowd: Crowd, *accesses: Access, **shared: Any) -> Youth:
    """Of whom everything is kept, to whom nobody stands, and of whom nothing is open."""
    one = _youth(crowd, crowd.places[0])
    one.accesses, one.offered, one.sittings, one.near = [*accesses], set(), [], set()
    one.last = dict.fromkeys(one.last, LATER)
    what = {"receiver": "table", "state": "sent", "until": NOW + 30 * DAY, "ground": ON}
    what |= {"dropped": False, "restricted": False, "needs_second": False}
    what |= {"glasses": (), "uses": (), "kind": InformationClass.WI}
    one.shared = replace(one.shared, **what | shared)
    return one


def holds(
    user: UUID, capacity: Capacity = LEAD, span: Any = HELD, purpose: Purpose = GUIDES
) -> Access:
    return Access(user, purpose, capacity, *span)


def held_and_received(crowd: Crowd, coach: UUID) -> Iterator[Youth]:
    """Of Werk & Inkomen something was shared with the coaches, and one of them was lead."""
    to = {"receiver": "coaches"}
    was = holds(coach, FORMER)
    yield blank(crowd, holds(coach), **to)
    yield blank(crowd, was, **to)
    yield blank(crowd, was, holds(coach, LEAD, OVER), **to)
    yield blank(crowd, was, holds(coach, LEAD, TO_COME), **to)
    yield blank(crowd, holds(coach), **to, state="withdrawn")
    yield blank(crowd, holds(coach), **to, until=NOW)
    yield blank(crowd, holds(coach), **to, ground=OFF)
    yield blank(crowd, holds(coach), **{**to, "dropped": True})
    yield blank(crowd, holds(coach), receiver="colleague")
    for _ in crowd_safety.RUNS * 2:  # of Veiligheid: of some of them the case is elsewhere
        yield blank(crowd, holds(coach), **to, kind=InformationClass.SF)
        # a constraint refuses to share facts of the police, and so does the policy
        yield blank(crowd, holds(coach), **to, kind=InformationClass.PJ)


def given(crowd: Crowd, coach: UUID, work: UUID, expert: UUID) -> Iterator[Youth]:
    """Of one's own kind, while one held him, or not yet, or not as somebody who reads it."""
    kinds = InformationClass.ID, InformationClass.PL
    for kind, span in product(kinds, (OVER, TO_COME)):
        yield blank(crowd, holds(coach, LEAD, span), kind=kind)
    for span in (OVER, TO_COME):
        yield blank(crowd, holds(work, WORK, span, WORKS))
    yield blank(crowd, holds(expert, Capacity.COMPANION), kind=InformationClass.ID)
    yield blank(crowd, holds(coach, Capacity.DOOR), kind=InformationClass.PL)


def near(crowd: Crowd, coach: UUID, work: UUID) -> Iterator[Youth]:
    """Who would see all of it knows him in private."""
    for access in (holds(coach), holds(work, WORK, HELD, WORKS)):
        one = blank(crowd, access, kind=InformationClass.ID)
        one.near = {access.user}
        yield one


def to_a_colleague(crowd: Crowd, every: list[UUID]) -> Iterator[Youth]:
    """To somebody of Werk & Inkomen, or who is that no more, not yet, not at all, or not here.

    Each as it lives, and given back by himself: then he sees that it was shared, and no fact.
    """
    for to, ended in product(every, (False, True)):
        what = {"state": "ended", "ended_by": to} if ended else {}
        yield blank(crowd, receiver="colleague", to=to, kind=InformationClass.PL, **what)
    for kind in (InformationClass.SF, InformationClass.WI):
        yield blank(crowd, receiver="colleague", to=every[0], kind=kind)
    yield blank(crowd, receiver="colleague", to=every[0], kind=InformationClass.PL, ground=OFF)
    for kind in (InformationClass.WI, InformationClass.PL):
        yield blank(crowd, receiver="colleague", to=every[0], stated=GUIDES, kind=kind)
    yield blank(crowd, receiver="colleague", to=every[0], stated=GUIDES, ended_by=every[0])
    for task in ("open", "done"):
        yield blank(crowd, receiver="colleague", to=every[0], state="withdrawn", task=task)
    back = {"ended_by": every[0], "kind": InformationClass.PL}
    yield blank(crowd, receiver="colleague", to=every[1], state="ended", **back)
    yield blank(crowd, receiver="colleague", to=every[0], until=NOW, **back)


def agreed(crowd: Crowd, every: list[UUID]) -> Iterator[Youth]:
    """What was agreed is of who serves, or just does not, or elsewhere, or as another."""
    for owner, state in product(every, AgreementState):
        one = blank(crowd)
        one.owner, one.agreed = owner, state
        yield one
    one = blank(crowd)
    one.owner, one.agreed = every[0], AgreementState.OPEN
    one.last["meetings_agreement"] = TODAY
    yield one


def work_of_ones_own(crowd: Crowd, work: UUID) -> Iterator[Youth]:
    """Who is beside the lead for work reads what he decided and asked himself, while he is."""
    for span in (HELD, OVER, TO_COME):
        for purpose in (WORKS, Purpose.PLACEMENT):
            one = blank(crowd, holds(work, WORK, span, purpose), decider=work)
            one.asker = work
            yield one
    one = blank(crowd, holds(work, Capacity.DOOR), decider=work)
    one.asker = work
    yield one


def asked(crowd: Crowd, coach: UUID) -> Iterator[Youth]:
    """Somebody is asked to become the coach of whom the name or the track is to be destroyed.

    Each twice: for a new young person and in a handover.
    """
    for gone in ("people_nickname", "tracks_track"):
        for _ in range(2):
            one = blank(crowd)
            one.offered, one.last[gone] = {coach}, TODAY
            yield one


def reported(crowd: Crowd, every: list[UUID]) -> Iterator[Youth]:
    """A signal is of somebody who serves, or who just does not, or elsewhere."""
    for reporter in every:
        one = blank(crowd)
        one.reporter, one.signal = reporter, SignalState.RECEIVED
        yield one


def led_from_elsewhere(crowd: Crowd, other: UUID) -> Youth:
    """The team that guides him has the key of a team of another municipality."""
    one = blank(crowd)
    one.team, one.state = crowd.teams[other][0], TrackState.OPEN
    return one


def sits(user: UUID, **differs: Any) -> Sitting:
    """A coach who is at an open table where the young person is on the agenda."""
    there = Sitting(user, Role.OUTREACH_COACH, NOW - DAY, None, TableState.OPEN, TODAY)
    return replace(there, **differs)


def at_a_table(crowd: Crowd, coach: list[UUID]) -> Iterator[Youth]:
    """Who is there, or was asked in a role that he has not, or not any more, or not yet."""
    cases: tuple[dict[str, Any], ...] = (
        *({}, {"came": None}, {"came": NOW + SECOND}, {"left": NOW}, {"role": Role.TEAM_LEAD}),
        *({"state": TableState.PLANNED}, {"state": TableState.CLOSED}, {"day": TODAY - DAY}),
        *({"joins": False}, {"dropped": True}),
    )
    for user, differs in (*((coach[0], one) for one in cases), (coach[1], {}), (coach[2], {})):
        one = blank(crowd)
        one.sittings = [sits(user, **differs)]
        yield one


def shared_there(crowd: Crowd, coach: UUID) -> Iterator[Youth]:
    """What was shared with the table, all of which is there but one thing."""
    shows = {"receiver": "table", "kind": InformationClass.PL}
    cases: tuple[dict[str, Any], ...] = (
        *({}, {"state": "withdrawn"}, {"until": NOW}, {"dropped": True}, {"ground": OFF}),
        *({"kind": InformationClass.ID}, {"receiver": "coaches"}),
    )
    for differs in cases:
        one = blank(crowd, **{**shows, **differs})
        one.sittings = [sits(coach)]
        yield one
    for gone in ("cooperation_sharing", "cooperation_sharedfact"):
        one = blank(crowd, **shows)
        one.sittings, one.last[gone] = [sits(coach)], TODAY
        yield one


def past_its_day(crowd: Crowd, coach: list[UUID]) -> Iterator[Youth]:
    """Access of which the row itself is to be destroyed: with all of him, and alone.

    The second is of who has no role any more: only who steers or leads the team would see it.
    """
    gone = blank(crowd, replace(holds(coach[0]), kept=False))
    gone.last = dict.fromkeys(gone.last, TODAY)
    yield gone
    alone = blank(crowd, replace(holds(coach[1]), kept=False))
    alone.team, alone.state = crowd.teams[alone.place][0], TrackState.OPEN
    yield alone


def for_something_else(crowd: Crowd, work: UUID, expert: UUID) -> Iterator[Youth]:
    """Access for what its capacity is not for: a constraint refuses it, and so does the policy.

    Of a young person who is to be destroyed, so that only the access itself can be seen; and of
    whom nothing is left but what is for guidance.
    """
    for access in (
        holds(work, Capacity.SECOND, HELD, WORKS),
        holds(work, WORK, HELD, GUIDES),
        holds(expert, Capacity.COMPANION, HELD, WORKS),
    ):
        one = blank(crowd, access)
        one.last = dict.fromkeys(one.last, TODAY)
        yield one
    one = blank(crowd, holds(work, LEAD, HELD, WORKS))
    one.last = {table: LATER if table in FOR_GUIDANCE else TODAY for table in one.last}
    yield one
