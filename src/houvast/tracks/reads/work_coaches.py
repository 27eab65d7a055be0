"""Who helps with the work of one young person beside the lead, and who could."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.sharing.models import Assignment
from houvast.sharing.rules import Capacity
from houvast.tracks.reads.caseloads import AskedCoach, asked_coaches
from houvast.tracks.reads.files import TrackFile, read_file


@dataclass(frozen=True, slots=True)
class Helping:
    """A work coach beside the lead, and the last day of it."""

    id: UUID
    name: str
    last_day: date


@dataclass(frozen=True, slots=True)
class WorkCoachPage:
    """The file, who helps now, and who can be asked."""

    file: TrackFile
    helping: tuple[Helping, ...]
    coaches: tuple[AskedCoach, ...]


def work_coach_page(by: Actor, track_id: UUID) -> WorkCoachPage:
    """Asked by who leads, or steers. Raises NotFound for anybody else."""
    with recorded(by, "tracks.work_coach_opened", track_id) as act:
        file = read_file(by, track_id, act)
        if not (file.leads or by.role in (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)):
            raise NotFound
        rows = Assignment.objects.filter(
            person__tracks=track_id,
            capacity=Capacity.WORK.value,
            since__lte=act.now,
            until__gt=act.now,
        )
        found = rows.order_by("user__name", "user_id").values("user_id", "user__name", "until")
        return WorkCoachPage(
            file=file,
            helping=tuple(
                Helping(
                    one["user_id"],
                    one["user__name"],
                    timezone.localdate(one["until"] - timedelta(microseconds=1)),
                )
                for one in found
            ),
            coaches=tuple(
                one
                for one in asked_coaches()
                if one.role is Role.WORK_COACH and one.id != file.lead_id
            ),
        )
