"""Finding a young person by name, among those whom the actor already holds or steers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from houvast.accounts.rules import COACHES, Purpose
from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.tracks.models import Track
from houvast.tracks.reads.lines import called, line_annotations, line_of
from houvast.tracks.reads.listing import COLUMNS
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.states import TrackPhase, TrackState

MOST = 8
"""How many are shown; more letters narrow it."""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Someone of one's own list: the name and where it stands, no more."""

    track_id: UUID
    name: str
    state: TrackState
    phase: TrackPhase
    lead: str


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """At most eight, by name; `more` says that there are others."""

    rows: tuple[FoundPerson, ...] = ()
    more: bool = False


def found_people(by: Actor, wanted: str, act: Operation) -> FoundPeople:
    """Who bears this name in one's own list, inside the caller's act; who steers sees nicknames.

    The row policies decide who is looked among, so not being found says nothing about anyone. What
    was typed is not kept: it may be the name of somebody who is not here.
    """
    if by.role not in (*COACHES, *STEERING):
        return FoundPeople()
    rows: list[Any] = list(
        _named(by, wanted)
        .order_by(Lower("called"), "pk")
        .values(*COLUMNS, *line_annotations())[: MOST + 1]
    )
    act.concerns(*(row["person_id"] for row in rows[:MOST]))
    lines = [line_of(row, act.today) for row in rows[:MOST]]
    return FoundPeople(
        tuple(FoundPerson(one.track_id, one.name, one.state, one.phase, one.lead) for one in lines),
        len(rows) > MOST,
    )


def _named(by: Actor, wanted: str) -> QuerySet[Track]:
    """The tracks whose person has every word in the name."""
    # Who steers sees no closed tracks; a coach sees no track that he is only asked for.
    steers = by.purpose == Purpose.PROCESS_STEERING
    unseen = TrackState.CLOSED if steers else TrackState.PROPOSED
    found = Track.objects.exclude(state=unseen.value).annotate(**line_annotations())
    bears = Q()
    for word in wanted.split():
        bears &= Q(called__icontains=word)
    return found.annotate(called=called()).filter(bears)
