"""Guests of partners in the crowd, and the questions to them: what ends one meets now, often."""

from dataclasses import replace
from datetime import date
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
    for place in crowd.places:
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
        for one, last in zip(others, (*LAST_DAYS, FAR), strict=False):
            _open(dice, one, known[0], last)
        guests[0].seats = [Seat(Role.PARTNER_GUEST, known[0][1], NOW - 30 * DAY, LATER)]
        crowd.workers += guests


def _at_table(youth: Any) -> bool:
    return youth.shared.receiver == "table"


def _open(dice: Random, youth: Any, guest: tuple[UUID, UUID], last: date) -> None:
    """All of it is there, whatever the dice say: only the last day of the fact differs."""
    asked = Asked(*guest, LATER, is_over=False)
    lives = {"state": dice.choice(LIVE), "until": LATER, "ground": ON, "dropped": False}
    kind = InformationClass.ID
    youth.shared = replace(youth.shared, receiver="partner", kind=kind, asked=asked, **lives)
    youth.near.discard(guest[0])
    youth.last |= {FACT: last, QUESTION: FAR, "cooperation_sharing": FAR}


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
