"""The post box: what the actor was told, newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.tracks.models import Notice
from houvast.tracks.rules.notices import NoticeKind

LATEST = 50


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One message: when, why, and whether it has gone."""

    at: datetime
    kind: NoticeKind
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostBox:
    """The latest messages to the actor."""

    today: date
    notices: tuple[NoticeLine, ...]


def post_box(by: Actor) -> PostBox:
    """What the actor was told; nobody reads the messages of somebody else."""
    with recorded(by, "tracks.post_box_viewed") as act:
        mine = Notice.objects.filter(to_user=by.user_id).order_by("-at", "pk")[:LATEST]
        found = tuple(NoticeLine(one.at, NoticeKind(one.kind), one.sent_at) for one in mine)
        return PostBox(act.today, found)
