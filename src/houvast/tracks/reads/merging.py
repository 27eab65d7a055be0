"""Which tracks could be of one young person, and which proposals to merge wait for an answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Subquery

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound
from houvast.people.models import Nickname
from houvast.tracks.models import Merge, NextMoment, Track
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.merging import MergeState
from houvast.tracks.rules.states import NextMomentState, TrackState


@dataclass(frozen=True, slots=True)
class Side:
    """One of two tracks, with process facts only."""

    id: UUID
    name: str
    lead: str
    state: TrackState
    since: datetime
    due: date | None


@dataclass(frozen=True, slots=True)
class MergePage:
    """One track, and the others that the actor steers, by name."""

    today: date
    track: Side
    others: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits: `stays` goes on, `other` closes. `is_own`: somebody else answers."""

    id: UUID
    stays: Side
    other: Side
    reason: str
    by: str
    at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """All proposals that the actor may see, the oldest first."""

    today: date
    waiting: tuple[Proposal, ...]
    may_answer: bool


def was_merged(track_id: UUID) -> bool:
    """Whether a track was merged away; asked inside the act of who keeps its door."""
    with connection.cursor() as cursor:
        cursor.execute("select tracks_was_merged(%s)", [track_id])
        (merged,) = cursor.fetchone()
        return bool(merged)


def merge_page(by: Actor, track_id: UUID) -> MergePage:
    """The tracks to choose from. Raises NotFound for a track that the actor does not steer."""
    with recorded(by, "tracks.merge_viewed", track_id) as act:
        if by.role not in STEERING:
            raise NotAllowed("role")
        sides = _sides(Track.objects.exclude(state=TrackState.CLOSED.value))
        act.concerns(*(person for person, _ in sides.values()))
        if track_id not in sides:
            raise NotFound
        others = [side for key, (_, side) in sides.items() if key != track_id]
        by_name = sorted(others, key=lambda one: (one.name.casefold(), one.id))
        return MergePage(act.today, sides[track_id][1], tuple(by_name))


def proposals_page(by: Actor) -> ProposalsPage:
    """What waits for a second person."""
    with recorded(by, "tracks.merges_viewed") as act:
        if by.role not in STEERING:
            raise NotAllowed("role")
        waiting = Merge.objects.filter(state=MergeState.PROPOSED.value)
        rows: Any = waiting.values(
            "pk",
            "track_id",
            "other_id",
            "reason",
            "proposed_by_id",
            name=F("proposed_by__name"),
            at=F("proposed_at"),
        )
        rows = list(rows.order_by("proposed_at", "pk"))
        keys = {key for row in rows for key in (row["track_id"], row["other_id"])}
        sides = _sides(Track.objects.filter(pk__in=keys))
        act.concerns(*(person for person, _ in sides.values()))
        return ProposalsPage(
            act.today,
            tuple(
                Proposal(
                    row["pk"],
                    sides[row["track_id"]][1],
                    sides[row["other_id"]][1],
                    row["reason"],
                    row["name"],
                    row["at"],
                    row["proposed_by_id"] == by.user_id,
                )
                for row in rows
                if row["track_id"] in sides and row["other_id"] in sides
            ),
            may_answer=by.role == STEERING[1],
        )


def _sides(tracks: Any) -> dict[UUID, tuple[UUID, Side]]:
    """The tracks by their key, each with its person, in one query."""
    nickname = Nickname.objects.filter(person=OuterRef("person_id"))
    planned = NextMoment.objects.filter(track=OuterRef("pk"), state=NextMomentState.PLANNED.value)
    rows = tracks.values(
        "pk", "person_id", "state", "proposed_at", lead=F("lead_coach__name")
    ).annotate(
        called=Subquery(nickname.values("text")[:1]), due=Subquery(planned.values("due")[:1])
    )
    return {
        row["pk"]: (
            row["person_id"],
            Side(
                row["pk"],
                row["called"] or "",
                row["lead"],
                TrackState(row["state"]),
                row["proposed_at"],
                row["due"],
            ),
        )
        for row in rows.order_by("proposed_at", "pk")
    }
