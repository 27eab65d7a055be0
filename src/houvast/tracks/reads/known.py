"""How often one may still ask today, and for who steers: who asked what for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from houvast.accounts.rules import Purpose
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.tracks.models import KnownQuestion
from houvast.tracks.reads.standing import STEERING
from houvast.tracks.rules.known import PER_DAY, AskedFor

SHOWN = 100
"""How many questions the list shows, the latest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a colleague; about whom is for the trail only."""

    id: UUID
    at: datetime
    by: str
    team: str
    asked_for: AskedFor
    reason: str
    was_known: bool


@dataclass(frozen=True, slots=True)
class AskedPage:
    """The questions that the actor watches over."""

    today: date
    asked: tuple[Asked, ...]


def still_to_ask(by: Actor) -> int:
    """How many questions this user has left today. Raises NotAllowed for another purpose."""
    with recorded(by, "tracks.known_here_viewed") as act:
        if by.purpose != Purpose.KNOWN_HERE:
            raise NotAllowed("purpose")
        mine = KnownQuestion.objects.filter(asked_by=by.user_id, asked_on=act.today)
        return max(0, PER_DAY - mine.count())


def asked_page(by: Actor) -> AskedPage:
    """The latest questions: of the own team for a team lead, of all for the coordinator."""
    with recorded(by, "tracks.known_here_watched") as act:
        if by.purpose != Purpose.PROCESS_STEERING or by.role not in STEERING:
            raise NotAllowed("role")
        found = KnownQuestion.objects.order_by("-at", "pk")[:SHOWN]
        rows = found.values(
            "pk",
            "at",
            "asked_for",
            "reason",
            "was_known",
            by=F("asked_by__name"),
            of=F("team__name"),
        )
        return AskedPage(
            act.today,
            tuple(
                Asked(
                    row["pk"],
                    row["at"],
                    row["by"],
                    row["of"],
                    AskedFor(row["asked_for"]),
                    row["reason"],
                    row["was_known"],
                )
                for row in rows
            ),
        )
