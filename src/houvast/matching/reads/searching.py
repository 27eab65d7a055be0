"""Who of a team looks for work, for a plan: read in the transaction that makes it, then forgotten.

Who steers a team reads no wishes. The function of the database gives them for the proposal that is
being made, and for nothing else; what comes out is shown to who holds each young person.
"""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from houvast.matching.reads.wishes import for_rules, known_wishes
from houvast.matching.rules.sides import Wishes


@dataclass(frozen=True, slots=True)
class Searching:
    """A young person who looks for work, as the plan reads him or her."""

    track_id: UUID
    person_id: UUID
    controller: str
    destroy_on: date
    asked_on: date
    """The day on which work was first asked for: weeks are made of it, and not kept."""
    wishes_id: UUID
    wishes: Wishes


def searching(plan_id: UUID) -> list[Searching]:
    """Everybody for whom a proposal is made, in the order of their keys."""
    with connection.cursor() as cursor:
        cursor.execute("select * from matching_searching(%s)", [plan_id])
        return [_searching(*row) for row in cursor.fetchall()]


def _searching(
    track: UUID,
    person: UUID,
    controller: str,
    destroy_on: date,
    born: date | None,
    asked_on: date,
    wished: str,
) -> Searching:
    known = known_wishes(json.loads(wished) | {"made_by": "", "works": []})
    if known is None:
        raise LookupError("who looks for work has wishes")
    wishes = for_rules(known, born)
    return Searching(track, person, controller, destroy_on, asked_on, known.id, wishes)
