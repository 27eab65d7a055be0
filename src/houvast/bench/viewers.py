"""Who looks in the benchmark: people with as much work as a full desk has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from houvast.accounts.models import Membership, Municipality, User
from houvast.accounts.reads import actor_of, safety_net
from houvast.accounts.rules import COACHES, Purpose, Role
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.tracks.models import Track
from houvast.tracks.rules.states import PROMISED

COACH_HOLDS, TEAM_HOLDS = 30, 300


@dataclass(frozen=True, slots=True)
class Viewer:
    """A colleague in one role, with the running tracks of his or her work, in a fixed order."""

    user: UUID
    role: Role
    tracks: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Viewers:
    """The people of the biggest municipality: a coach with thirty, and a team lead."""

    coach: Viewer
    lead: Viewer
    coaches: tuple[Viewer, ...]
    """All coaches there, from whom the one was chosen."""


def viewers() -> Viewers:
    """Find them. Raises LookupError in a database without running tracks."""
    place = biggest()
    of_team: defaultdict[UUID, list[UUID]] = defaultdict(list)
    running, serving = _running(place), _serving(place, {*COACHES, Role.TEAM_LEAD})
    for track, _coach, team_id in running:
        of_team[team_id].append(track)
    coaches = _coaches(running, serving)
    leads = [one for one in serving if one[2] is Role.TEAM_LEAD and one[1] in of_team]
    if not coaches or not leads:
        raise LookupError("Nobody holds anyone here: fill the database with `houvast demo data`.")
    coach = min(coaches, key=lambda one: (abs(len(one.tracks) - COACH_HOLDS), one.user))
    lead, team, role = min(leads, key=lambda one: (abs(len(of_team[one[1]]) - TEAM_HOLDS), one[0]))
    return Viewers(coach, Viewer(lead, role, tuple(of_team[team])), coaches)


def coaches_everywhere() -> Iterator[Viewer]:
    """All coaches who hold somebody, one municipality after another, the biggest first."""
    for place in _by_size():
        yield from _coaches(_running(place), _serving(place, COACHES))


def _coaches(
    running: Sequence[tuple[UUID, UUID, UUID]], serving: Sequence[tuple[UUID, UUID, Role]]
) -> tuple[Viewer, ...]:
    held: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for track, coach_id, _team in running:
        held[coach_id].append(track)
    return tuple(
        Viewer(user, role, tuple(held[user]))
        for user, _team, role in serving
        if role in COACHES and user in held
    )


def biggest() -> UUID:
    """The municipality with the most colleagues."""
    return _by_size()[0]


def _by_size() -> list[UUID]:
    places = Counter(User.objects.values_list("municipality_id", flat=True))
    found = Municipality.objects.values_list("pk", flat=True)
    return sorted(found, key=lambda one: (places[one], one), reverse=True)


def _running(place: UUID) -> list[tuple[UUID, UUID, UUID]]:
    with acting(safety_net(place)):
        rows = Track.objects.filter(state__in=[one.value for one in PROMISED]).order_by("pk")
        return list(rows.values_list("pk", "lead_coach_id", "team_id"))


def _serving(place: UUID, roles: Iterable[Role]) -> list[tuple[UUID, UUID, Role]]:
    with acting(safety_net(place)):
        rows = Membership.objects.filter(
            Q(municipality_id=place), role__in=[one.value for one in roles], user__is_active=True
        ).order_by("pk")
        found = rows.values_list("user_id", "team_id", "role")
        return [(user, team, Role(role)) for user, team, role in found]


def actor(viewer: Viewer, purpose: Purpose | None = None) -> Actor:
    """Who looks, as the screens know him or her."""
    return actor_of(User.objects.get(pk=viewer.user), viewer.role, purpose)
