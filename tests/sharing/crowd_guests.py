"""Guests of partners in the crowd, and the questions to them: what ends one meets now, often."""

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID

from houvast.accounts.rules import InformationClass, Role
from tests.sharing.crowd_shares import KINDS, LIVE, ON, QUESTION, Asked, Shared
from tests.sharing.sittings import DAY, EDGES, LAST_DAYS, NOW, SECOND, Seat

FACT = "cooperation_sharedfact"
LATER = NOW + 30 * DAY
FAR = LATER.date()


def with_guests(crowd: Any) -> None:
    """Two guests for each team of a place, and questions to them about half of the people.

    With dice of its own, after all others were drawn: the rest of the crowd stays as it is.
    """
    worker = type(crowd.workers[0])
    for number, place in enumerate(crowd.places):
        dice = Random(place.int)
        guests = []
        for team in crowd.teams[place] * 2:
            ends = dice.choice(EDGES) if dice.random() < 0.2 else LATER
            key = UUID(int=dice.getrandbits(128), version=4)
            seat = Seat(Role.PARTNER_GUEST, team, NOW - 30 * DAY, ends)
            guests.append(worker(key, place, [seat]))
        known = [(each.id, each.seats[0].team) for each in guests]
        others = [one for one in crowd.people if one.place == place and not _at_table(one)]
        for one in others:
            _asked(dice, one, known)
        cases = DIFFERS[number :: len(crowd.places)]
        for one, differs in zip(others, cases, strict=False):
            _open(one, known[0], **differs)
        staff = [each for each in crowd.workers if each.place == place and each.seats]
        joined = [each for each in staff if each.seats[0].team in crowd.teams[place][:2]]
        colleague = next(
            each
            for each in joined
            if each.seats[0].live() and each.seats[0].role is not Role.PARTNER_GUEST
        )
        for one, guest in zip(
            others[len(cases) :],
            (*known[2:5], (colleague.id, colleague.seats[0].team)),
            strict=False,
        ):
            _open(one, guest)
        _open(others[-1], known[1], kind=InformationClass.PL)
        _open(others[-2], (known[0][0], known[1][1]))
        for at, (since, until) in enumerate(TERMS):
            guests[at].seats = [Seat(Role.PARTNER_GUEST, known[at][1], since, until)]
        crowd.workers += guests


TERMS = (
    *((NOW - 30 * DAY, LATER),) * 3,
    (NOW + DAY, LATER),
    (NOW - 30 * DAY, NOW),
)
"""Two guests of each of three teams, of which the last takes part in nothing: since and until."""
DIFFERS: tuple[dict[str, Any], ...] = (
    *({"last": last} for last in (*LAST_DAYS, FAR)),
    {"is_over": True},
    {"ends": NOW},
    {"asked_kept": LAST_DAYS[1]},
    {"state": "withdrawn"},
    {"until": NOW},
    {"kept": LAST_DAYS[1]},
    {"dropped": True},
    {"kind": InformationClass.WI},
)
"""Questions of which all is there but one thing, or nothing: each condition has one it stops."""


def _at_table(youth: Any) -> bool:
    return youth.shared.receiver == "table"


def _open(
    youth: Any,
    guest: tuple[UUID, UUID],
    *,
    kind: InformationClass = InformationClass.ID,
    last: date = FAR,
    kept: date = FAR,
    asked_kept: date = FAR,
    ends: datetime = LATER,
    is_over: bool = False,
    **differs: Any,
) -> None:
    asked = Asked(*guest, ends, is_over=is_over)
    lives = {"state": "sent", "until": LATER, "ground": ON, "dropped": False} | differs
    youth.shared = replace(youth.shared, receiver="partner", kind=kind, asked=asked, **lives)
    youth.near.discard(guest[0])
    youth.last |= {FACT: last, QUESTION: asked_kept, "cooperation_sharing": kept}


def _asked(dice: Random, youth: Any, guests: list[tuple[UUID, UUID]]) -> None:
    """Something was shared with a partner, and mostly with a question to a guest of there."""
    if dice.random() < 0.25:
        return
    guest, home = dice.choice(guests[:2] * 2 + guests)
    odd = dice.random()
    partner = dice.choice(guests)[1] if odd < 0.1 else home
    until = dice.choice((NOW - SECOND, NOW, NOW + SECOND)) if 0.1 < odd < 0.2 else LATER
    youth.shared = _to_partner(
        dice, youth.shared, Asked(guest, partner, until, is_over=0.2 < odd < 0.25)
    )
    youth.near |= {guest} if dice.random() < 0.1 else set()
    for table, rare in ((FACT, 0.7), (QUESTION, 0.1), ("cooperation_sharing", 0.1)):
        youth.last[table] = dice.choice(LAST_DAYS) if dice.random() < rare else FAR


def _to_partner(dice: Random, one: Shared, asked: Asked) -> Shared:
    kind = InformationClass(dice.choice(("ID", "ID", "PL", "SF") * 3 + KINDS))
    lives = {} if dice.random() < 0.1 else {"state": dice.choice(LIVE), "until": LATER}
    return replace(one, receiver="partner", kind=kind, asked=asked, **lives)
