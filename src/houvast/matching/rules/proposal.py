"""What a plan says to one coach: other workplaces that keep it possible, and what became old."""

from enum import StrEnum

import numpy as np

from houvast.errors import Refused, gettext_noop
from houvast.matching.rules.explain import Explanation
from houvast.matching.rules.plan import Plan, Policy, Team
from houvast.matching.rules.sides import Place

MOST_OTHERS = 3
SHOWN_DAYS = 28
"""A proposal is shown for four weeks; a new one takes its place at once."""


class StaleCode(StrEnum):
    """Why a line is not what it was (niet meer actueel)."""

    GONE = "gone"
    FULL = "full"
    BLOCKED = "blocked"
    WISHES = "wishes"
    CHANGED = "changed"


def check_agreed(most: int) -> None:
    """A programme agrees on proposals first, with where that was decided. Raises Refused."""
    if not most:
        raise Refused(
            gettext_noop(
                "Voorstellen staan uit. De programmamanager zet ze aan bij Afspraken, na de DPIA."
            )
        )


def check_size(people: int, most: int) -> None:
    """Somebody looks for work, and not more than was agreed. Raises Refused."""
    if not people:
        raise Refused(
            gettext_noop("In dit team zoekt nu niemand werk. Vul eerst samen werkwensen in.")
        )
    if people > most:
        raise Refused(
            gettext_noop(
                "In dit team zoeken {people} jongeren werk. Een voorstel gaat over hooguit {most}."
            ),
            people=people,
            most=most,
        )


def others(team: Team, plan: Plan, policy: Policy) -> list[list[int]]:
    """Per young person up to three other workplaces, most points first.

    Each keeps the plan possible: a place is free there, or whoever is proposed there can be
    proposed elsewhere, and nobody loses a proposal.
    """
    could = team.could_be() >= policy.floor
    reach: dict[int, dict[int, int]] = {}
    rows = zip(team.edges.i[could], team.edges.j[could], team.edges.points[could], strict=True)
    for i, j, points in rows:
        reach.setdefault(int(i), {})[int(j)] = int(points)
    proposed: dict[int, list[int]] = {}
    for who, where in enumerate(plan.place.tolist()):
        proposed.setdefault(where, []).append(who)

    def keeps(who: int, where: int) -> bool:
        if plan.left[where] > 0:
            return True
        back = int(plan.place[who])
        return any(
            back in reach[one] or any(plan.left[to] > 0 for to in reach[one])
            for one in proposed.get(where, [])
        )

    found = []
    for who, own in enumerate(plan.place.tolist()):
        by_points = sorted(reach.get(who, {}).items(), key=lambda one: (-one[1], one[0]))
        fitting = (to for to, _points in by_points if to != own and keeps(who, to))
        found.append([to for to, _one in zip(fitting, range(MOST_OTHERS), strict=False)])
    return found


def without_option(team: Team, policy: Policy) -> list[int]:
    """Who has no permitted workplace at all, by position (zonder mogelijkheid)."""
    any_pair = np.zeros(len(team.weeks), bool)
    any_pair[team.edges.i[team.could_be() >= policy.floor]] = True
    return np.flatnonzero(~any_pair).tolist()


def stale(
    then: Explanation | None, now: Explanation | None, place: Place | None, *, wishes_changed: bool
) -> list[StaleCode]:
    """What is not as it was when the proposal was made; nothing when all is the same."""
    if then is None:
        return [StaleCode.WISHES] if wishes_changed else []
    if now is None or place is None:
        return [StaleCode.GONE]
    if place.free_places < 1:
        return [StaleCode.FULL]
    found = [StaleCode.WISHES] if wishes_changed else []
    if now.blocks:
        return [*found, StaleCode.BLOCKED]
    return found or ([StaleCode.CHANGED] if then.points != now.points else [])
