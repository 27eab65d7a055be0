"""The places of a team with what was counted there, and whether phones may know first names."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import recorded
from houvast.capture import permissions
from houvast.capture.models import EncounterTally, Labels, OutreachPlace
from houvast.capture.reads.standing import Place
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.tracks.reads.own_team import team_of

COUNTED = timedelta(days=28)
MOST = 50


@dataclass(frozen=True, slots=True)
class Counted:
    """Unknown young people met at once; `place` is empty when none was chosen."""

    at: datetime
    count: int
    spoke: bool
    place: str


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """The list of the team, and the own counts of four weeks, the newest first."""

    today: date
    places: tuple[Place, ...]
    counted: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class LabelsPage:
    """Whether phones may know first names, and who said so."""

    today: date
    allowed: bool
    set_by: str
    set_at: datetime | None


def places_page(by: Actor) -> PlacesPage:
    """The places of the own team, and what one counted. No young person is in it."""
    with recorded(by, "capture.places_viewed") as act:
        permissions.require_captures(by)
        here = OutreachPlace.objects.filter(team=team_of(by, act.now), ended_at=None)
        mine = EncounterTally.objects.filter(Q(made_by=by.user_id), at__gt=act.now - COUNTED)
        rows = mine.order_by("-at", "pk").values_list("at", "count", "spoke", "place__name")
        return PlacesPage(
            today=act.today,
            places=tuple(
                Place(*one) for one in here.order_by("name", "pk").values_list("pk", "name")
            ),
            counted=tuple(Counted(*one[:3], one[3] or "") for one in rows[:MOST]),
        )


def labels_page(by: Actor) -> LabelsPage:
    """What was decided last. Raises NotAllowed for who does not decide it."""
    with recorded(by, "capture.labels_viewed") as act:
        if by.role != Role.PROGRAMME_MANAGER or by.purpose != Purpose.PROCESS_STEERING:
            raise NotAllowed("role")
        found = Labels.objects.newest(by.municipality_id).select_related("set_by").first()
        if found is None:
            return LabelsPage(act.today, allowed=False, set_by="", set_at=None)
        return LabelsPage(act.today, found.allowed, found.set_by.name, found.set_at)
