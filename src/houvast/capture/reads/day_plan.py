"""Plan van vandaag: whom a coach seeks today and where; and where somebody is sought at all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.capture import permissions
from houvast.capture.models import OutreachPlace, SoughtPlace
from houvast.capture.reads.caseload import caseload
from houvast.capture.reads.standing import Place
from houvast.capture.rules.day_plan import Sought, Stop, seek, stops
from houvast.database.actor import Actor
from houvast.sharing.rules import Verb
from houvast.tracks import permissions as of_tracks
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import name_of, names
from houvast.tracks.reads.standing import standing_to


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The round of today, place by place."""

    today: date
    stops: tuple[Stop, ...]

    @property
    def people(self) -> int:
        """How many are sought today."""
        return sum(len(one.people) for one in self.stops)


@dataclass(frozen=True, slots=True)
class SoughtPage:
    """Where one young person is sought, and the places to choose from."""

    track_id: UUID
    name: str
    places: tuple[Place, ...]
    place_id: UUID | None


def day_plan(by: Actor) -> DayPlan:
    """The own caseload of today and of days that passed. Raises NotAllowed for who is no coach."""
    with recorded(by, "capture.day_plan_listed") as act:
        permissions.require_captures(by)
        found = []
        for row in caseload(by):
            if asked := seek(row["due"], act.today):
                place = row["place_name"] or ""
                found.append(
                    Sought(row["pk"], row["person_id"], name_of(row), row["due"], asked, place)
                )
        act.concerns(*(one.person_id for one in found))
        return DayPlan(act.today, stops(found))


def sought_page(by: Actor, track_id: UUID) -> SoughtPage:
    """Where somebody is sought. Raises NotFound, and NotAllowed for who may not set it."""
    with recorded(by, "capture.place_viewed", track_id) as act:
        track = held_track(by, track_id, act)
        sought = SoughtPlace.objects.filter(track=OuterRef("pk"), place__ended_at=None)
        mine = Track.objects.filter(pk=track.pk).values("person_id")
        row = mine.annotate(**names(), at=Subquery(sought.values("place_id")[:1])).get()
        there = OutreachPlace.objects.filter(ended_at=None).order_by("name", "pk")
        places = tuple(Place(*one) for one in there.values_list("pk", "name"))
        return SoughtPage(track_id, name_of(row), places, row["at"])


def held_track(by: Actor, track_id: UUID, act: Operation) -> Track:
    """The track of somebody about whom the actor says where. Raises NotFound and NotAllowed."""
    permissions.require_captures(by)
    track = Track.objects.one(track_id)
    act.concerns(track.person_id)
    standing = standing_to(by, track, act.now)
    of_tracks.require(
        of_tracks.can(
            by,
            Verb.WRITE,
            InformationClass.PL,
            place=track.municipality_id,
            holding=standing,
            now=act.now,
        )
    )
    return track
